"""A delegate answers: yes, no on a second page, and back. Each answer says what came of it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from backstage.grounds import NO_GROUNDS
from backstage.models import AuditEntry
from participants.models import ChangeRequest, Delegate, TravelDocument
from participants.nominations import deciding, offering
from participants.nominations.answering import come_after_all
from participants.vocabulary import DelegateState, RequestKind
from tests.factories import rows
from tests.participants import makers
from tests.participants.delegate import worlds
from tests.participants.travel.documents.document_makers import document
from tests.participants.visits import coming_event, visitor
from tests.tours.admin.conftest import browser_of
from tours.models import Event

pytestmark = pytest.mark.django_db
ACCEPT, CONFIRM, NO, BACK = (
    reverse(f"participants:{name}") for name in ("accept_place", "confirm_place", "no_to_place", "come_after_all")
)
SURE = {"sure": "on", "text": "I am ill"}


def offered() -> Delegate:
    by = rows.operator()
    row = makers.proposed(makers.delegation(coming_event(), by=by), by=by, name="Đorđe Čačak", person=None)
    return worlds.told(offering.offer(deciding.reserve(row, by=by), by=by, hours=24))


def test_offer_is_taken_by_a_post_alone() -> None:
    row = offered()
    client = visitor(row)
    assert (client.get(ACCEPT).status_code, worlds.state(row)) == (405, DelegateState.OFFERED)
    body = client.post(ACCEPT, follow=True).content.decode()
    assert ("You have taken the place." in body, worlds.state(row)) == (True, DelegateState.ACCEPTED)
    now = Delegate.objects.get(pk=row.pk)
    entry = AuditEntry.objects.filter(object_pk=str(row.pk), changes__has_key="confirmed_at").latest("pk")
    assert (bool(now.confirmed_at), bool(now.person), entry.by_link, entry.actor) == (True, True, "Đorđe Čačak", None)


def test_offer_that_ran_out_says_so_and_gives_nothing() -> None:
    row = offered()
    Delegate.objects.filter(pk=row.pk).update(offered_until=timezone.now() - timedelta(minutes=1))
    answer = visitor(row).post(ACCEPT)
    assert (answer.status_code, worlds.state(row)) == (409, DelegateState.OFFERED)
    assert "The offer ran out before you answered, so no place was taken." in answer.content.decode()


def test_nobody_takes_a_place_that_is_not_offered() -> None:
    by = rows.operator()
    row = deciding.reserve(makers.proposed(makers.delegation(coming_event(), by=by), by=by), by=by)
    answer = visitor(row).post(ACCEPT)
    assert (answer.status_code, worlds.state(row)) == (409, DelegateState.RESERVE)


def test_yes_is_noted_and_shown() -> None:
    row = worlds.delegate()
    body = visitor(row).post(CONFIRM, follow=True).content.decode()
    assert ("that you come" in body, "Do you come?" in body) == (True, False)
    assert Delegate.objects.get(pk=row.pk).confirmed_at


def test_yes_to_former_dates_is_asked_for_again() -> None:
    row = worlds.delegate()
    client = visitor(row)
    client.post(CONFIRM)
    moved = Event.objects.get(pk=row.event_id).starts + timedelta(days=7)
    Event.objects.filter(pk=row.event_id).update(starts=moved, ends=moved + timedelta(days=2))
    asked = f"You have a place. The event now begins on {date_format(moved, 'j F Y')}. Do you come?"
    assert asked in client.get(reverse("participants:delegate_home")).content.decode()
    page = browser_of(rows.operator()).get(reverse("participants:delegate", args=[row.pk])).content.decode()
    assert "before the dates changed" in page
    assert asked not in client.post(CONFIRM, follow=True).content.decode()


def test_registrar_reads_at_the_desk_that_they_come() -> None:
    row = worlds.delegate()
    desk = Client()
    desk.force_login(rows.operator())
    path = reverse("participants:delegate", args=[row.pk])
    before = "Said that they come" in desk.get(path).content.decode()
    visitor(row).post(CONFIRM)
    assert (before, "Said that they come" in desk.get(path).content.decode()) == (False, True)


def test_no_needs_a_tick_and_loses_no_word() -> None:
    row = worlds.delegate()
    answer = visitor(row).post(NO, {"text": "I am ill"})
    assert (answer.status_code, worlds.state(row)) == (400, DelegateState.ACCEPTED)
    assert "I am ill</textarea>" in answer.content.decode()


def test_no_frees_the_seat_and_can_be_taken_back() -> None:
    row = worlds.delegate()
    document(row)
    assert row.delegation
    client = visitor(row)
    body = client.post(NO, SURE, follow=True).content.decode()
    assert (worlds.state(row), makers.taken(row.delegation), TravelDocument.objects.count()) == ("withdrawn", 0, 0)
    assert "I can come after all" in body
    client.post(BACK)
    assert (worlds.state(row), makers.taken(row.delegation)) == ("accepted", 1)
    assert Delegate.objects.get(pk=row.pk).gave_up == ""


def test_no_to_an_offer_declines_it_after_the_last_day_too() -> None:
    row = offered()
    assert row.delegation
    type(row.delegation).objects.update(freeze_on=timezone.localdate() - timedelta(days=1))
    client = visitor(row)
    client.post(NO, SURE)
    assert worlds.state(row) == "declined"


def test_name_without_a_place_is_put_forward_again() -> None:
    by = rows.operator()
    row = makers.proposed(makers.delegation(coming_event(), by=by), by=by)
    client = visitor(row)
    client.post(NO, SURE)
    no = worlds.state(row)
    client.post(BACK)
    assert (no, worlds.state(row)) == ("withdrawn", "proposed")


def test_no_after_the_last_day_is_a_request() -> None:
    row = worlds.frozen_delegate()
    client = visitor(row)
    assert "The last day for changes is over." in client.get(NO).content.decode()
    body = client.post(NO, SURE, follow=True).content.decode()
    found = ChangeRequest.objects.get()
    assert (worlds.state(row), found.kind, found.text, found.asked_by) == (
        "accepted",
        RequestKind.WITHDRAWAL,
        "I am ill",
        "Đorđe Čačak",
    )
    assert "You have your place until then." in body


def test_place_that_went_to_somebody_else_is_asked_for_once() -> None:
    by = rows.operator()
    home = makers.delegation(coming_event(), by=by, seats=1)
    row = worlds.told(makers.accepted(home, by=by))
    client = visitor(row)
    client.post(NO, SURE)
    makers.accepted(home, by=by)
    bodies = [client.post(BACK, follow=True).content.decode() for _twice in range(2)]
    assert ["The organiser is asked, and tells you." in body for body in bodies] == [True, True]
    assert (worlds.state(row), makers.taken(home), ChangeRequest.objects.open().count()) == ("withdrawn", 1, 1)


def test_head_whose_place_another_head_took_asks_for_it() -> None:
    by = rows.operator()
    home = makers.delegation(coming_event(), by=by, seats=2)
    row = worlds.told(makers.accepted(home, by=by, capacity="head"))
    client = visitor(row)
    client.post(NO, SURE)
    makers.accepted(home, by=by, capacity="head")
    assert "The organiser is asked" in client.post(BACK, follow=True).content.decode()
    assert (worlds.state(row), ChangeRequest.objects.get().kind) == ("withdrawn", RequestKind.OTHER)


@pytest.mark.parametrize("verb", [deciding.decline, deciding.withdraw])
def test_no_of_somebody_else_is_not_taken_back(verb: object) -> None:
    by = rows.operator()
    row = makers.proposed(makers.delegation(coming_event(), by=by), by=by)
    row = worlds.told(verb(row, by=by))  # type: ignore[operator]
    client = visitor(row)
    assert ("come after all" in client.get("/d/").content.decode(), client.post(BACK).status_code) == (False, 409)
    assert worlds.state(row) == row.state


def test_own_no_is_forgotten_once_a_registrar_decides() -> None:
    by = rows.operator()
    row = worlds.delegate(by=by)
    visitor(row).post(NO, SURE)
    again = deciding.accept(row, by=by)
    gone = deciding.withdraw(again, by=by)
    assert gone.gave_up == ""
    with pytest.raises(ValidationError, match="You did not say no yourself"):
        come_after_all(gone, by=None, grounds=NO_GROUNDS)
