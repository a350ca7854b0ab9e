"""Who was erased after a backup is erased again when the backup is restored."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone
from pytest_django import Settings

from accounts.models import User
from config.backup.redacting_again import redact_again
from participants.models import Delegate, Delegation, Erasure, FocalPoint
from participants.nominations.describing import choose_card
from participants.nominations.proposing import propose
from participants.privacy.erasing import erase
from participants.privacy.erasure_journal import write_erasures
from participants.privacy.focal_points import erase_focal_point
from participants.vocabulary import DelegateState
from tests.config.backup.losing import lost
from tests.factories import rows
from tests.participants import makers
from tours.editions.redaction_memory import journal
from tours.models import Event, Person, Redacted

pytestmark = pytest.mark.django_db
NAME = "Zdenka Šarić-Petković"
DAY = timezone.localdate() + timedelta(days=30)
REASON = f"{NAME} asked for it"


@pytest.fixture
def by() -> User:
    return rows.operator()


@pytest.fixture
def delegation(by: User) -> Delegation:
    return makers.delegation(makers.published_event(starts=DAY, ends=DAY), by=by)


def erased_and_lost(person: Person, by: User) -> None:
    with lost():
        erase(person, by=by, reason=REASON)


def test_delegate_who_speaks_too_goes_from_rows_and_versions(delegation: Delegation, by: User) -> None:
    event = Event.objects.get()
    row = makers.accepted(delegation, by=by, name=NAME)
    assert row.person
    rows.speaker(rows.item(event, day=DAY, title=f"Talk of {NAME}"), row.person)
    rows.publish(event, by=by)
    erased_and_lost(row.person, by)
    assert NAME in event.editions.latest("number").agenda
    assert redact_again(len) == (3, ())  # the person from the site; the person and the name from the event
    row.refresh_from_db()
    assert (row.name, row.state, makers.taken(delegation)) == ("[removed]", DelegateState.WITHDRAWN, 0)
    assert NAME not in event.editions.latest("number").agenda
    assert (row.person.erasures.get().reason, Redacted.objects.count()) == ("Erased again after a restore", 2)


def test_entry_says_no_name_and_the_same_restored_again_does_nothing(delegation: Delegation, by: User) -> None:
    row = makers.proposed(delegation, by=by, name=NAME)
    assert row.person
    erased_and_lost(row.person, by)
    ((entry,), _damaged) = journal.entries()
    with default_storage.open(f"redactions/{entry.uid}.json") as file:
        written = file.read()
    assert (entry.event, entry.person, b"Zdenka" in written) == ("", str(row.person.uid), False)
    assert redact_again(len) == (1, ())
    assert (str(Erasure.objects.get().uid), Erasure.objects.get().at) == (entry.uid, entry.at)
    assert (redact_again(len), len(journal.entries()[0])) == ((0, ()), 1)


def test_row_that_had_no_card_yet_is_known_by_its_name_in_whatever_spelling(delegation: Delegation, by: User) -> None:
    row = propose(delegation, "ZDENKA ŠARIĆ PETKOVIĆ", by=by)
    other = propose(delegation, f"{NAME} Junior", by=by)
    with lost():
        person = rows.person(NAME)
        choose_card(row, person=person, by=by)
        erase(person, by=by, reason=REASON)
    assert redact_again(len) == (1, ())
    names = list(Delegate.objects.order_by("pk").values_list("name", flat=True))
    assert names == ["[removed]", other.name]


def test_who_got_the_name_after_the_erasure_stays(delegation: Delegation, by: User, settings: Settings) -> None:
    """The backup is younger than the erasure: not even its key is asked for."""
    row = makers.proposed(delegation, by=by, name=NAME)
    assert row.person
    erase(row.person, by=by, reason=REASON)
    write_erasures()
    propose(delegation, NAME, by=by)
    settings.SECRET_KEY = "another key, which the digest was not made with"
    assert (redact_again(len), Delegate.objects.filter(name=NAME).count()) == ((0, ()), 1)


def test_focal_point_is_known_by_name_and_address(delegation: Delegation, by: User) -> None:
    point = makers.focal_point(delegation.participation.event, rows.rijeka(), name=NAME, email="zdenka@example.org")
    other = makers.focal_point(delegation.participation.event, rows.belgrade(), name=NAME, email="another@example.org")
    with lost():
        FocalPoint.objects.filter(pk=point.pk).update(ended=timezone.localdate())
        erase_focal_point(FocalPoint.objects.get(pk=point.pk), by=by, reason=REASON)
        assert Erasure.objects.get().reason == "[removed] asked for it"
    assert redact_again(len) == (1, ())
    point.refresh_from_db()
    other.refresh_from_db()
    assert (point.name, point.email, point.ended, other.name) == ("[removed]", "", timezone.now().date(), NAME)


def test_worker_writes_the_entries_that_are_lacking(delegation: Delegation, by: User) -> None:
    row = makers.proposed(delegation, by=by, name=NAME)
    assert row.person
    erase(row.person, by=by, reason=REASON)
    assert (journal.entries()[0], write_erasures(), write_erasures(), len(journal.entries()[0])) == ([], 1, 0, 1)
