"""Two cards of one person become one, with all events to which they came."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from announcements.models import Notice, NoticeRecipient
from backstage.grounds import Grounds
from backstage.models import AuditEntry
from participants.models import Delegate, Erasure, PersonContact
from participants.nominations.deciding import withdraw
from participants.people.merging import merge_people, people_tag
from tests.factories import rows
from tests.participants import makers
from tours.models import Person, PersonAlias
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db


def card_of(row: Delegate) -> Person:
    assert row.person
    return row.person


def contact(card: Person, email: str, *, days_ago: int) -> None:
    row = PersonContact.objects.create(person=card, email=email)
    PersonContact.objects.filter(pk=row.pk).update(changed_at=timezone.now() - timedelta(days=days_ago))


def test_participations_appearances_and_the_newer_contact_go_to_the_kept_card() -> None:
    by = rows.operator()
    here, there = (makers.accepted(makers.delegation(makers.published_event(), by=by), by=by) for _each in range(2))
    kept, gone = card_of(here), card_of(there)
    contact(kept, "old@example.org", days_ago=9)
    contact(gone, "new@example.org", days_ago=2)
    uid = gone.uid
    assert merge_people(kept, gone, by=by, grounds=Grounds(reason="Same person.")) == kept
    assert list(kept.delegates.order_by("pk")) == [here, there]
    assert list(kept.appearances.order_by("pk").values_list("event", flat=True)) == [here.event_id, there.event_id]
    assert list(PersonContact.objects.values_list("person", "email")) == [(kept.pk, "new@example.org")]
    assert (list(Person.objects.all()), PersonAlias.objects.get().uid) == ([kept], uid)
    moved = AuditEntry.objects.filter(content_type__model="delegate", object_pk=str(there.pk)).order_by("-pk")[0]
    assert (moved.actor, moved.reason) == (by, "Same person.")


@pytest.mark.parametrize("whose", ["kept", "gone"])
def test_the_only_contact_stays(whose: str) -> None:
    by, kept, gone = rows.operator(), rows.person("Ana"), rows.person("Anna")
    contact(kept if whose == "kept" else gone, "ana@example.org", days_ago=1)
    before = PersonContact.objects.get().changed_at
    merge_people(kept, gone, by=by)
    assert list(PersonContact.objects.values_list("person", "email", "changed_at")) == [
        (kept.pk, "ana@example.org", before)
    ]


def test_two_cards_at_one_event_are_refused_with_what_to_do_first_and_nothing_moves() -> None:
    by = rows.operator()
    event = makers.published_event(title="Week")
    here = makers.accepted(makers.delegation(event, by=by, city=rows.rijeka()), by=by)
    there = makers.proposed(makers.delegation(event, by=by, city=rows.belgrade()), by=by)
    elsewhere = makers.accepted(makers.delegation(makers.published_event(), by=by), by=by, person=card_of(there))
    with pytest.raises(ValidationError) as refused:
        merge_people(card_of(here), card_of(there), by=by)
    assert refused.value.messages == [
        "Both cards come to Week. Withdraw the one of Belgrade there first, or the other."
    ]
    elsewhere.refresh_from_db()
    assert elsewhere.person == there.person
    withdraw(there, by=by)
    kept = merge_people(card_of(here), card_of(there), by=by)
    assert sorted(kept.delegates.values_list("event", "state")) == sorted(
        [(event.pk, "accepted"), (event.pk, "withdrawn"), (elsewhere.event_id, "accepted")]
    )


def test_who_does_not_register_people_at_an_event_of_either_card_may_not_merge() -> None:
    by = rows.operator()
    event = makers.published_event()
    registrar = rows.colleague(RoleKind.REGISTRAR, at=event)
    ours = makers.accepted(makers.delegation(event, by=by), by=by)
    theirs = makers.proposed(makers.delegation(makers.published_event(), by=by), by=by)  # it has no appearance yet
    for kept, gone in ((ours, theirs), (theirs, ours)):
        with pytest.raises(PermissionDenied):
            merge_people(card_of(kept), card_of(gone), by=registrar)
    editor = rows.colleague(RoleKind.EDITOR, at=event)
    with pytest.raises(PermissionDenied):
        merge_people(card_of(ours), rows.person("Other"), by=editor)
    assert merge_people(card_of(ours), rows.person("Other"), by=registrar) == ours.person


def test_what_changed_since_it_was_shown_is_not_merged() -> None:
    by = rows.operator()
    ours = makers.delegation(makers.published_event(), by=by)
    kept, gone = rows.person("Ana"), rows.person("Anna")
    shown = people_tag([gone, kept])
    row = makers.proposed(ours, by=by, person=gone)
    with pytest.raises(ValidationError, match="Nothing is done"):
        merge_people(kept, gone, by=by, expected=shown)
    assert merge_people(kept, gone, by=by, expected=people_tag([kept, gone])) == kept
    row.refresh_from_db()
    assert row.person == kept


def test_card_is_not_merged_with_itself() -> None:
    card = rows.person("Ana")
    with pytest.raises(ValidationError, match="cannot be merged with itself"):
        merge_people(card, card, by=rows.operator())


def test_what_other_rooms_hold_of_the_card_goes_along_and_what_both_have_stays_once() -> None:
    """A speaker who is to be told of a change is told, whichever card is kept; and an erasure stays on record."""
    by, kept, gone = rows.operator(), rows.person("Ana"), rows.person("Anna")
    notices = [Notice.objects.create(event=rows.event(), subject="Bus", words="At nine.") for _each in range(2)]
    NoticeRecipient.objects.create(notice=notices[0], person=kept)
    for notice in notices:
        NoticeRecipient.objects.create(notice=notice, person=gone)
    erasure = Erasure.objects.create(person=gone, by=by, reason="Asked")
    merge_people(kept, gone, by=by)
    assert list(NoticeRecipient.objects.order_by("notice").values_list("notice", "person")) == [
        (notice.pk, kept.pk) for notice in notices
    ]
    assert Erasure.objects.get().person == kept == Erasure.objects.get(pk=erasure.pk).person
