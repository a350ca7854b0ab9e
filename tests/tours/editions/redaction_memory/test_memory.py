"""What was redacted is not published again."""

import json
import unicodedata
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import transaction
from django.test import TestCase
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from accounts.models import User
from backstage.models import AuditEntry
from backstage.text.recognising import Recognising, trace_of
from config.running.periodic import PERIODIC_WORK
from tests.counting import asked
from tests.factories import rows
from tours.agenda import values
from tours.editions.composing import compose
from tours.editions.preview import preview, preview_withdrawal
from tours.editions.publishing import publish
from tours.editions.redaction.redacting import redact_person, redact_text
from tours.editions.redaction_memory import journal
from tours.editions.redaction_memory.memory import lift, write_journal
from tours.editions.redaction_memory.stopping import FIELDS, NEVER_TEXT, PERSON_TAKES_PART, stops
from tours.editions.withdrawing import withdraw
from tours.models import Edition, Event, Person, Redacted
from tours.uploads.storing import StorageAwayError

pytestmark = pytest.mark.django_db
SPELLINGS = [
    "Đorđe Čačak",
    "ĐORĐE ČAČAK",
    "Ђорђе  Чачак",
    "djordje\ncacak",
    "Đorđe (Čačak)",
    unicodedata.normalize("NFD", "Đorđe Čačak"),
    "a word before Đorđe-Čačak, and one after",
]
INNOCENT = ["Đorđe", "Čačak", "Čačak Đorđe", "Đorđe from Čačak", "Đorđe Čačakian", ""]


@pytest.fixture
def by() -> User:
    return rows.coordinator()


@pytest.fixture
def event(by: User) -> Event:
    """An event from which the text “Đorđe Čačak” was redacted."""
    event = rows.event(summary="With Đorđe Čačak")
    rows.item(event, title="Opening")
    publish(event, by=by)
    with TestCase.captureOnCommitCallbacks(execute=True):
        redact_text(event, text="Đorđe Čačak", by=by, reason="A mistake")
    Redacted.objects.update(at=datetime(2017, 9, 4, tzinfo=UTC))
    return Event.objects.get(pk=event.pk)


def change(event: Event, **facts: Any) -> Event:
    Event.objects.filter(pk=event.pk).update(**facts)
    return Event.objects.get(pk=event.pk)


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_text_stops_publication_in_whatever_spelling_and_the_preview_says_so(
    event: Event, by: User, spelling: str
) -> None:
    event.items.update(summary=spelling)
    told = (
        "Nothing is published: what was redacted from this event stands here again: “Opening” (Summary). Take it out."
        " If these words are innocent, ask an operator to lift the remembered redaction of 4 Sep 2017."
    )
    assert preview(event).stopped == (told,)
    with pytest.raises(ValidationError) as refusal:
        publish(event, by=by)
    assert (refusal.value.messages, event.editions.count()) == ([told], 1)


@pytest.mark.parametrize("text", INNOCENT)
def test_text_that_shares_words_with_it_does_not_stop(event: Event, by: User, text: str) -> None:
    event.items.update(summary=text, room="Hall 2")
    assert publish(event, by=by).number == 2


def test_every_text_that_readers_get_is_checked_and_each_place_is_named_once(event: Event, by: User) -> None:
    item = event.items.get()
    item.staff_note = "Čačak. Đorđe Čačak, Đorđe Čačak"
    item.save()
    item.links.create(label="Đorđe", url="https://example.org/dorde-cacak")
    rows.speaker(item, "Đorđe Čačak")
    event = change(event, title="Đorđe Čačak", conditions="Đorđe Čačak")
    assert stops(event, compose(event)).texts.places == (
        "event (Title)",
        "event (Conditions of participation)",
        "“Opening” (People)",
        "“Opening” (Links)",
        "“Opening” (Note for staff)",
    )


def test_days_are_those_of_what_stands_here_and_of_nothing_else(event: Event, by: User) -> None:
    for day, text in enumerate(["Opening", "Closing"], 5):
        rows.item(event, title=text)
        publish(event, by=by)
        redact_text(event, text=text, by=by, reason="A mistake")
        Redacted.objects.filter(words=1, at__year__gt=2017).update(at=datetime(2017, 9, day, tzinfo=UTC))
    event = change(event, summary="ĐORĐE ČAČAK", conditions="Closing, closing")
    assert stops(event, compose(event)).texts.days == (date(2017, 9, 4), date(2017, 9, 6))


def test_note_for_readers_is_checked_too(event: Event, by: User) -> None:
    event.items.update(room="Hall 2")
    with pytest.raises(ValidationError, match=r"stands here again: Note\. Take it out"):
        publish(event, by=by, note="Without Đorđe Čačak")


def test_same_text_stands_in_another_event(event: Event, by: User) -> None:
    assert publish(rows.event(summary="With Đorđe Čačak"), by=by).number == 1


def test_what_was_removed_and_what_holds_again_stop_nothing(event: Event, by: User) -> None:
    assert preview(event).stopped == ()
    second = publish(change(event, summary="Đorđe [removed] Čačak"), by=by)
    again = withdraw(second, by=by)
    assert again is not None
    assert again.number == 3


def test_entry_has_no_reason_and_neither_name_nor_address_of_anybody(event: Event, by: User) -> None:
    (row,) = Redacted.objects.all()
    with default_storage.open(f"redactions/{row.uid}.json") as file:
        entry = json.load(file)
    assert entry | {"joined": "", "at": ""} == {
        "uid": str(row.uid),
        "event": str(event.uid),
        "person": None,
        "words": 2,
        "digest": row.digest,
        "key": row.key,
        "by": by.pk,
        "joined": "",
        "at": "",
    }


def test_neither_row_nor_journal_nor_trail_has_the_text(event: Event) -> None:
    (row,) = Redacted.objects.all()
    entries, damaged = journal.entries()
    assert (row.words, str(row), row.reason, damaged) == (2, "a text of 2 words", "A mistake", [])
    assert [(each.uid, each.event, each.digest) for each in entries] == [(str(row.uid), str(event.uid), row.digest)]
    trail = list(AuditEntry.objects.filter(content_type__model="redacted").values())
    kept = repr([vars(row), entries, trail]).casefold()
    assert [word for word in ("đor", "dorde", "čač", "cacak") if word in kept] == []
    assert len(trail) == 1


def test_lifted_text_is_published_again_and_the_trail_tells_who_was_asked(event: Event, by: User) -> None:
    event = change(event, summary="With Đorđe Čačak")
    lift(Redacted.objects.get())
    assert publish(event, by=by).number == 2
    assert journal.entries() == ([], [])
    actions = AuditEntry.objects.filter(content_type__model="redacted").order_by("pk")
    assert [entry.action for entry in actions] == [AuditEntry.Action.CREATE, AuditEntry.Action.DELETE]


def test_redaction_that_is_rolled_back_leaves_no_entry(event: Event, by: User) -> None:
    before = journal.entries()
    with TestCase.captureOnCommitCallbacks(execute=True), transaction.atomic():
        redact_text(event, text="Opening", by=by, reason="A mistake")
        transaction.set_rollback(True)
    assert (Redacted.objects.count(), journal.entries()) == (1, before)


def test_worker_writes_what_the_storage_did_not_take(
    event: Event, by: User, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(default_storage, "open", unreachable)
        with TestCase.captureOnCommitCallbacks(execute=True):
            redact_text(event, text="Opening", by=by, reason="A mistake")
    assert [record.getMessage() for record in caplog.records] == [
        "The journal of redactions lacks an entry. A worker writes it within the hour. The storage of uploads: OSError: away"
    ]
    caplog.clear()
    (rounds,) = [work for work in PERIODIC_WORK if work.name == "journal of redactions"]
    assert [rounds.do(timezone.now()) for _each in range(2)] == [1, 0]
    assert {entry.uid for entry in journal.entries()[0]} == {str(row.uid) for row in Redacted.objects.all()}


def unreachable(*_facts: object) -> None:
    raise OSError("away")


def test_lifting_that_the_storage_refuses_lifts_nothing(event: Event, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(default_storage, "delete", unreachable)
    with pytest.raises(StorageAwayError):
        lift(Redacted.objects.get())
    assert (Redacted.objects.count(), len(journal.entries()[0])) == (1, 1)


def test_entry_of_a_memory_that_was_lifted_meanwhile_is_not_written(event: Event, by: User) -> None:
    with TestCase.captureOnCommitCallbacks(execute=True):
        redact_text(event, text="Opening", by=by, reason="A mistake")
        for row in Redacted.objects.all():
            lift(row)
    assert (write_journal(), journal.entries()) == (0, ([], []))


def test_text_redacted_twice_is_remembered_once(event: Event, by: User) -> None:
    lift(Redacted.objects.get())
    publish(change(event, summary="ĐORĐE ČAČAK, Ђорђе Чачак"), by=by)
    for text in ("Đorđe Čačak", "Ђорђе Чачак"):
        redact_text(event, text=text, by=by, reason="A mistake")
    assert Redacted.objects.count() == 1


def test_text_without_a_word_is_redacted_and_not_remembered(by: User) -> None:
    event = rows.event(summary="See ***")
    publish(event, by=by)
    redact_text(event, text="***", by=by, reason="A mistake")
    assert not Redacted.objects.exists()


def test_key_that_is_gone_is_told_and_a_former_one_works(event: Event, by: User, settings: Settings) -> None:
    event = change(event, summary="With Đorđe Čačak")
    before, settings.SECRET_KEY = settings.SECRET_KEY, "another key, which the digest was not made with"
    with pytest.raises(ValidationError, match="the key is gone that this event's redactions are remembered with"):
        publish(event, by=by)
    settings.SECRET_KEY_FALLBACKS = [before]
    with pytest.raises(ValidationError, match=r"stands here again: event \(Summary\)"):
        publish(event, by=by)


def speaker(event: Event, name: str = "Đorđe Čačak") -> Person:
    part = rows.speaker(rows.item(event, title="Keynote"), name)
    assert part.person is not None
    return part.person


@pytest.fixture
def erased(by: User) -> Person:
    """A person who was redacted from one event and takes part in another."""
    here, there = rows.event(slug="here", summary="With Đorđe Čačak"), rows.event(slug="there")
    person = speaker(here)
    rows.item(there, title="Dinner").parts.create(person=person, role="speaker")
    publish(here, by=by)
    redact_person(here, person_uid=str(person.uid), by=by, reason="They asked for it")
    Redacted.objects.update(at=datetime(2017, 9, 4, tzinfo=UTC))
    return person


def test_person_stops_publication_at_every_event_until_they_are_redacted_there(erased: Person, by: User) -> None:
    here, there = Event.objects.get(slug="here"), Event.objects.get(slug="there")
    assert preview(here).stopped == ()
    with pytest.raises(ValidationError) as refusal:
        publish(there, by=by)
    assert " ".join(refusal.value.messages) == (
        "Nothing is published: somebody who was redacted takes part here: “Dinner”. Take them out; somebody else gets a"
        " card of their own. Or ask an operator to redact them from this event too, or to lift the remembered redaction of"
        " 4 Sep 2017."
    )
    there.items.get().parts.all().delete()
    assert publish(there, by=by).number == 1


def test_withdrawing_does_not_publish_the_person_again_and_the_preview_says_so(by: User) -> None:
    here, there = rows.event(slug="here"), rows.event(slug="there")
    person = speaker(here)
    rows.item(there, title="Dinner").parts.create(person=person, role="speaker")
    publish(there, by=by)
    there.items.get().parts.all().delete()
    second = publish(there, by=by)
    assert preview_withdrawal(second).stopped == ()
    publish(here, by=by)
    redact_person(here, person_uid=str(person.uid), by=by, reason="They asked for it")
    Redacted.objects.update(at=datetime(2017, 9, 4, tzinfo=UTC))
    told = [PERSON_TAKES_PART % {"places": "“Dinner”", "dates": "4 Sep 2017"}]
    with pytest.raises(ValidationError) as refusal:
        withdraw(second, by=by)
    assert (refusal.value.messages, there.editions.count()) == (told, 2)
    assert preview_withdrawal(second).stopped == (*told,)
    redact_person(there, person_uid=str(person.uid), by=by, reason="They asked for it")
    again = withdraw(Edition.objects.get(pk=second.pk), by=by)
    assert again is not None
    assert "Čačak" not in again.agenda


def test_name_of_the_person_stops_at_their_event_and_a_namesake_elsewhere_does_not(erased: Person, by: User) -> None:
    here, third = Event.objects.get(slug="here"), rows.event(slug="third")
    assert sorted(map(str, Redacted.objects.all())) == ["a name of 2 words", "a person"]
    speaker(here, "Ђорђе Чачак")
    with pytest.raises(ValidationError, match=r"stands here again: “Keynote” \(People\)"):
        publish(here, by=by)
    speaker(third)
    assert publish(third, by=by).number == 1


def test_name_that_another_speaker_has_too_is_not_remembered(by: User) -> None:
    event = rows.event()
    person, _namesake = speaker(event, "Ana Anić"), speaker(event, "ANA ANIĆ")
    publish(event, by=by)
    redact_person(event, person_uid=str(person.uid), by=by, reason="They asked for it")
    assert list(map(str, Redacted.objects.all())) == ["a person"]
    assert publish(change(event, summary="Otherwise"), by=by).number == 2


def test_check_costs_one_query_however_much_is_remembered(event: Event, erased: Person) -> None:
    for count in (0, 1):
        agenda = compose(event)
        with asked() as seen:
            stops(event, agenda)
        assert (count, seen.queries) == (count, 1)
        Redacted.objects.all().delete()


def test_every_field_that_may_hold_a_text_has_a_name_for_people() -> None:
    no_text = {"kind", "starts", "ends", "state", "access", "organised", "day", "start", "end", "ends_on"}
    no_text |= {"status", "level", "order", "capacity", "places", "tells_of_participants_items"}
    fields = {*values.Event.__struct_fields__, *values.Line.__struct_fields__} - NEVER_TEXT - no_text
    assert fields | {"note"} == FIELDS.keys()


words = st.lists(st.sampled_from(["Ана", "ana", "Anić", "ČAČAK", "đorđe", "Djordje", "서울", "5"]), max_size=6)


@given(redacted=words.filter(bool), before=words, after=words, between=st.sampled_from([" ", "\n", ", ", " — "]))
def test_law_text_stops_wherever_its_words_stand_in_a_row(
    redacted: list[str], before: list[str], after: list[str], between: str
) -> None:
    """What folds to the same is written by hand."""
    plain = {"Ана": "a", "ana": "a", "Anić": "b", "ČAČAK": "c", "đorđe": "d", "Djordje": "d", "서울": "e", "5": "f"}
    trace = trace_of(" ".join(redacted))
    assert trace is not None
    recognising = Recognising([trace])
    sought, text = "".join(plain[word] for word in redacted), between.join([*before, *after])
    assert recognising.is_in(text) == (sought in "".join(plain[word] for word in [*before, *after]))
    whole = between.join([*before, *redacted, *after])
    assert recognising.is_in(whole)
    found = recognising.spellings(whole)
    assert between.join(redacted) in found
    assert {"".join(plain[word] for word in passage.split(between)) for passage in found} == {sought}
