"""The desk's page of an event's delegations at a glance."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from participants.delegations.answering import accept_invitation
from participants.models import Delegation
from participants.nominations.deciding import reserve
from tests.factories import rows
from tests.participants import makers
from tests.participants.desk.delegations.pages import table
from tests.refusals import is_not_found
from tests.tours.admin.conftest import browser_of
from tours.models import Event, ParticipatingCity
from tours.vocabulary import EventState, RoleKind

pytestmark = pytest.mark.django_db


def address(event: Event) -> str:
    return reverse("participants:delegations", args=[event.uid])


def shown_to(kind: RoleKind, event: Event) -> Any:
    return browser_of(rows.colleague(kind, at=event)).get(address(event))


@pytest.fixture
def event() -> Event:
    """Rijeka accepted, Belgrade did not answer in time, and Seoul is not invited."""
    event, by = makers.published_event(places=40), rows.coordinator()
    makers.focal_point(event, rows.rijeka())
    rijeka = makers.delegation(
        event, by=by, city=rows.rijeka(), nominate_by=date(2026, 3, 1), freeze_on=date(2026, 4, 1)
    )
    accept_invitation(rijeka, by=by, replied_by="Secretary of the mayor")
    Delegation.objects.filter(pk=rijeka.pk).update(replied_at=datetime(2026, 2, 1, tzinfo=UTC))
    makers.accepted(rijeka, by=by, name="Iva Primer")
    makers.proposed(rijeka, by=by)
    reserve(makers.proposed(rijeka, by=by), by=by)
    makers.delegation(event, by=by, city=rows.belgrade(), seats=1, confirm_by=date(2026, 3, 1))
    ParticipatingCity.objects.create(event=event, city=rows.seoul(), seats=3)
    return event


def test_registrar_sees_answers_focal_points_and_who_has_not_answered(event: Event) -> None:
    page = shown_to(RoleKind.REGISTRAR, event)
    assert table(page) == [
        [
            "Rijeka",
            "Accepted answered by Secretary of the mayor, 1 Feb 2026",
            "1 of 2 taken",
            "1",
            "1",
            "names by 1 Mar 2026 changes until 1 Apr 2026",
            "Ana Primer",
        ],
        ["Belgrade", "Invited no answer in time", "0 of 1 taken", "0", "0", "confirmation by 1 Mar 2026", "none yet"],
        ["Seoul", "Not invited", "0 of 3 taken", "", "", "", ""],
    ]
    totals = page.context["totals"]
    assert totals._asdict() == {"seats": 6, "taken": 1, "waiting": 1, "reserves": 1, "places_held": 1}
    words = page.content.decode()
    assert "1 delegation has not answered in time." in words
    assert "1 of 40 taken" in words
    assert reverse("participants:invite", args=[event.uid]) in words


@pytest.mark.parametrize("kind", [RoleKind.VIEWER, RoleKind.EDITOR])
def test_others_see_counts_and_nobodys_name(event: Event, kind: RoleKind) -> None:
    page = shown_to(kind, event)
    assert [row[:3] for row in table(page)] == [
        ["Rijeka", "Accepted answered 1 Feb 2026", "1 of 2 taken"],
        ["Belgrade", "Invited no answer in time", "0 of 1 taken"],
        ["Seoul", "Not invited", "0 of 3 taken"],
    ]
    hidden = ("Secretary", "Ana Primer", "Iva Primer", reverse("participants:invite", args=[event.uid]))
    assert [text for text in hidden if text in page.content.decode()] == []


def test_stranger_finds_nothing(event: Event) -> None:
    assert is_not_found(browser_of(rows.stranger()).get(address(event)))
    elsewhere = rows.colleague(RoleKind.COORDINATOR, at=rows.event())
    assert is_not_found(browser_of(elsewhere).get(address(event)))


@pytest.mark.parametrize(
    ("days", "state", "missed"),
    [(-1, EventState.PLANNED, 1), (0, EventState.PLANNED, 0), (-1, EventState.POSTPONED, 0)],
)
def test_day_is_missed_once_it_is_over_and_never_while_the_event_is_postponed(
    days: int, state: EventState, missed: int
) -> None:
    event = makers.published_event()
    day = timezone.localdate() + timedelta(days=days)
    makers.delegation(event, by=rows.coordinator(), nominate_by=day, confirm_by=day + timedelta(days=9))
    Event.objects.filter(pk=event.pk).update(state=state)
    assert shown_to(RoleKind.REGISTRAR, event).context["unanswered"] == missed


def test_programmes_focal_points_are_offered_to_who_registers_at_the_programme(event: Event) -> None:
    link = reverse("participants:focal_points", args=[event.programme.slug])
    by_programme = browser_of(rows.colleague(RoleKind.REGISTRAR, at=event.programme)).get(address(event))
    assert (link in by_programme.content.decode(), link in shown_to(RoleKind.REGISTRAR, event).content.decode()) == (
        True,
        False,
    )


def test_empty_page_says_what_belongs_there() -> None:
    event = rows.event()
    assert "There are none yet. Add them" in shown_to(RoleKind.REGISTRAR, event).content.decode()
