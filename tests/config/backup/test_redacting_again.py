"""What was redacted after a backup is redacted again when the backup is restored."""

from pathlib import Path
from subprocess import CalledProcessError
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management.base import CommandError
from django.test import TestCase
from django.utils import timezone
from pytest_django import Settings

from accounts.models import User
from announcements.models import Post
from announcements.posts.redacting import redact_person, redact_text
from config.backup.making import back_up
from config.backup.redacting_again import redact_again
from config.databases import temporary_connection
from config.management.commands.restore import Command
from participants.models import Delegate
from participants.privacy.erasing import erase
from tests.announcements import makers
from tests.config.backup import sites
from tests.config.backup.losing import lost
from tests.factories import rows
from tests.participants import makers as makers_of_people
from tours.editions.publishing import agenda_of
from tours.editions.redaction_memory import journal
from tours.models import Edition, Event, Person, Redacted, Redaction

pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> User:
    return rows.operator()


@pytest.fixture
def event(by: User) -> Event:
    """A published event with a post. They say “Đorđe Čačak” in two spellings, and he speaks."""
    event = rows.event(summary="With Đorđe Čačak", conditions="Ask ЂОРЂЕ ЧАЧАК.")
    rows.speaker(rows.item(event, title="Opening"), "Đorđe Čačak")
    rows.publish(event, by=by)
    makers.published_post(event=event, body="Đorđe Čačak spoke.")
    return Event.objects.get(pk=event.pk)


def test_text_goes_from_versions_rows_and_posts_in_whatever_spelling(event: Event, by: User) -> None:
    with lost():
        redact_text(event, text="Đorđe Čačak", by=by, reason="Asked for")
    assert (Redacted.objects.count(), redact_again(len)) == (0, (1, ()))
    event.refresh_from_db()
    assert (event.summary, event.conditions) == ("With [removed]", "Ask [removed].")
    assert (Person.objects.get().display_name, Post.objects.get().body) == ("[removed]", "[removed] spoke.")
    said = agenda_of(event.editions.get()).event
    assert (said.summary, said.conditions) == ("With [removed]", "Ask [removed].")
    assert {(each.by, each.reason) for each in Redaction.objects.all()} == {(by, "Redacted again after a restore")}


def test_person_goes_with_their_name_and_is_remembered_as_before(event: Event, by: User) -> None:
    person = Person.objects.get()
    with lost():
        redact_person(event, person_uid=str(person.uid), by=by, reason="They asked for it")
        before = set(Redacted.objects.values_list("uid", "person", "words", "digest", "by", "at"))
    assert (len(before), redact_again(len)) == (2, (2, ()))
    assert set(Redacted.objects.values_list("uid", "person", "words", "digest", "by", "at")) == before
    assert len(journal.entries()[0]) == 2
    event.refresh_from_db()
    person.refresh_from_db()
    assert (event.summary, person.display_name) == ("With [removed]", "[removed]")
    assert "Čačak" not in Edition.objects.get().agenda


def test_what_the_backup_knows_is_left_alone_and_written_into_an_empty_journal(event: Event, by: User) -> None:
    with TestCase.captureOnCommitCallbacks(execute=True):
        redact_text(event, text="Opening", by=by, reason="Asked for")
    entries = journal.entries()
    journal.forget(entries[0][0].uid)
    assert (redact_again(len), Redaction.objects.count(), journal.entries()) == ((0, ()), 1, entries)


def test_entry_that_can_be_read_is_left_as_it_is_and_a_damaged_one_is_written_anew(event: Event, by: User) -> None:
    """The account of who redacted is younger than the backup: the journal still tells of them after the restore."""
    with lost():
        redact_text(event, text="Opening", by=rows.operator(), reason="Asked for")
    before = journal.entries()
    redact_again(len)
    assert (Redacted.objects.get().by, journal.entries()) == (by, before)
    path = f"redactions/{Redacted.objects.get().uid}.json"
    default_storage.delete(path)
    default_storage.save(path, ContentFile(b'{"uid": "cut'))
    redact_again(len)
    ((entry,), damaged) = journal.entries()
    assert (entry.uid, damaged) == (before[0][0].uid, [])


def test_text_that_stands_in_the_journal_twice_is_redacted_once(event: Event, by: User) -> None:
    for _each in range(2):
        with lost():
            redact_text(event, text="Opening", by=by, reason="Asked for")
    assert (len(journal.entries()[0]), redact_again(len)) == (2, (1, ()))


def test_what_the_backup_does_not_have_is_told_and_not_counted(event: Event, by: User) -> None:
    with lost():
        later = rows.event(summary="Said by mistake")
        rows.publish(later, by=by)
        redact_text(later, text="by mistake", by=by, reason="Asked for")
        event.items.update(summary="A later text")
        rows.publish(event, by=by)
        redact_text(event, text="later text", by=by, reason="Asked for")
    told = f"{event}: a text of 2 words, redacted on {timezone.now().date().isoformat()}. Nothing was found."
    assert redact_again(len) == (0, (told,))
    assert (Redaction.objects.count(), str(Redacted.objects.get())) == (0, "a text of 2 words")


def test_text_within_a_longer_word_is_not_recognised_and_told(event: Event, by: User) -> None:
    with lost():
        redact_text(event, text="ening", by=by, reason="Asked for")
    again = redact_again(len)
    assert (again.done, [sentence.split(":")[0] for sentence in again.left]) == (0, [str(event)])
    assert "Opening" in event.editions.get().agenda


def test_person_whose_event_came_after_the_backup_is_told(event: Event, by: User) -> None:
    person = Person.objects.get()
    with lost():
        later = rows.event()
        rows.item(later).parts.create(person=person, role="speaker")
        rows.publish(later, by=by)
        redact_person(later, person_uid=str(person.uid), by=by, reason="They asked for it")
    date = timezone.now().date().isoformat()
    told = (
        f"The person {person.uid}, redacted on {date} from the event {later.uid}, which is not in the backup. Other events"
        " may publish them."
    )
    assert redact_again(len) == (0, (told,))


def test_person_with_merged_cards_counts_under_each_uid(event: Event, by: User) -> None:
    person = Person.objects.get()
    person.aliases.create(uid="11111111-1111-4111-8111-111111111111")
    with lost():
        redact_person(event, person_uid=str(person.uid), by=by, reason="They asked for it")
    assert redact_again(len) == (3, ())


def test_restore_tells_why_something_refuses_to_be_redacted_again(event: Event, by: User) -> None:
    """A post of an older release, whose language no post may have today."""
    with lost():
        redact_text(event, text="Đorđe Čačak", by=by, reason="Asked for")
    Post.objects.update(language="so so")
    with pytest.raises(CommandError, match=r"is in it again: do not start the site\.\n.*so so.*"):
        Command()._redact_again()
    assert not Redacted.objects.exists()


def test_account_that_is_younger_than_the_backup_leaves_it_to_the_first_operator(event: Event, by: User) -> None:
    with lost():
        redact_text(event, text="Opening", by=rows.operator(), reason="Asked for")
    User.objects.filter(pk=rows.operator().pk).update(id=journal.entries()[0][0].by)  # another account has its number
    redact_again(len)
    assert Redaction.objects.get().by == by


def test_without_any_operator_nothing_is_done(event: Event, by: User) -> None:
    with lost():
        redact_text(event, text="Opening", by=rows.operator(), reason="Asked for")
    User.objects.update(is_superuser=False)
    with pytest.raises(CommandError, match="make an operator with `manage.py createsuperuser`"):
        redact_again(len)


def test_without_the_key_nothing_is_done(event: Event, by: User, settings: Settings) -> None:
    with lost():
        redact_text(event, text="Opening", by=by, reason="Asked for")
    settings.SECRET_KEY = "another key, which the digest was not made with"
    with pytest.raises(CommandError, match="Put the former SECRET_KEY into SECRET_KEY_FALLBACKS, and restore again"):
        redact_again(len)
    assert not Redacted.objects.exists()


def test_entry_that_cannot_be_read_is_named_and_the_others_count(event: Event, by: User) -> None:
    with lost():
        redact_text(event, text="Opening", by=by, reason="Asked for")
    default_storage.save("redactions/0.json", ContentFile(b'{"uid": "cut'))
    told: list[str] = []
    assert redact_again(told.append) == (1, ())
    assert told == ["This entry of the journal of redactions cannot be read: redactions/0.json"]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_restore_redacts_again(tmp_path: Path, event: Event, by: User, empty: dict[str, Any]) -> None:
    archive = tmp_path / "a.tar.gz"
    guest = makers_of_people.accepted(makers_of_people.delegation(event, by=by), by=by, name="Zdenka Šarić")
    with archive.open("xb") as stream:
        back_up(stream, using="default", folder=tmp_path, say=len)
    assert guest.person
    erase(guest.person, by=by, reason="She asked for it")
    for text in ("Đorđe Čačak", "ening"):
        redact_text(event, text=text, by=by, reason="Asked for")
    address, media = sites.address(empty), str(settings.MEDIA_ROOT)
    with pytest.raises(CalledProcessError) as end:
        sites.managed("restore", str(archive), database=address, folder=tmp_path / "var", media=media)
    assert end.value.returncode == 3
    assert "Redacted again, as the journal of redactions tells: 2.\n" in end.value.stderr
    assert f"{event}: a text of 1 word, redacted on " in end.value.stderr.splitlines()[-1]
    with temporary_connection(empty, alias="there") as alias:
        (edition,) = Edition.objects.using(alias)
        assert agenda_of(edition).event.summary == "With [removed]"
        uids = [set(Redacted.objects.using(name).values_list("uid", flat=True)) for name in (alias, "default")]
        assert uids[0] == uids[1]
        assert Post.objects.using(alias).get().body == "[removed] spoke."
        assert Delegate.objects.using(alias).get().name == "[removed]"
