"""The desk's page to invite many at once."""

from typing import Any

import pytest
from django.urls import reverse

from participants.delegations.facts import change_facts
from participants.delegations.focal_points import end_focal_point
from participants.models import Delegation
from tests.factories import rows
from tests.participants import makers
from tests.participants.desk.delegations.pages import messages_of, problems, table
from tests.refusals import is_not_found
from tests.tours.admin.conftest import browser_of
from tours.models import Event, ParticipatingCity
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db
FACTS = {"nominate_by": "2026-03-01", "confirm_by": "2026-04-01", "freeze_on": "", "extra": "1", "language": "sr-latn"}


def address(event: Event, query: str = "") -> str:
    return reverse("participants:invite", args=[event.uid]) + query


def take_part(event: Event, *cities: Any) -> list[ParticipatingCity]:
    return [ParticipatingCity.objects.create(event=event, city=city, seats=2) for city in cities]


def key(row: ParticipatingCity) -> str:
    return f"here-{row.pk}"


@pytest.fixture
def event() -> Event:
    return makers.published_event(starts="2026-09-04", ends="2026-09-08")


@pytest.fixture
def last_tour(event: Event) -> Event:
    """An event of the year before, to which Rijeka came with three, by a focal point who is not the main one."""
    by = rows.coordinator()
    former = makers.published_event(title="Last week", starts="2025-09-04", ends="2025-09-08")
    iva = makers.focal_point(event, rows.rijeka(), name="Iva Primer", main=False)
    makers.focal_point(event, rows.rijeka(), name="Ana Primer")
    change_facts(makers.delegation(former, by=by, city=rows.rijeka(), seats=3), {"focal_point": iva}, by=by)
    return former


def test_those_ticked_are_invited_with_their_focal_points_and_what_holds_for_all(event: Event) -> None:
    rijeka, belgrade, seoul = take_part(event, rows.rijeka(), rows.belgrade(), rows.seoul())
    ana = makers.focal_point(event, rows.rijeka())
    iva = makers.focal_point(event, rows.rijeka(), name="Iva Primer", main=False)
    browser = browser_of(rows.colleague(RoleKind.REGISTRAR, at=event.programme))
    page = browser.get(address(event))
    assert [(row[0], row[2][-20:]) for row in table(page)] == [
        ("Rijeka", "rimer No focal point"),
        ("Belgrade", "no focal point yet"),
        ("Seoul", "no focal point yet"),
    ]
    assert page.context["form"].rows()[0].points.value() == str(ana.pk)
    sent = FACTS | {"cities": [key(rijeka), key(belgrade)], f"point-{key(rijeka)}": str(iva.pk)}
    answer = browser.post(address(event), sent, follow=True)
    assert messages_of(answer) == ["2 delegations are invited. No letter went out yet."]
    facts = ("participation", "focal_point", "state", "nominate_by__month", "confirm_by__month", "extra", "language")
    assert list(Delegation.objects.order_by("pk").values_list(*facts)) == [
        (rijeka.pk, iva.pk, "invited", 3, 4, 1, "sr-Latn"),
        (belgrade.pk, None, "invited", 3, 4, 1, "sr-Latn"),
    ]
    assert not hasattr(seoul, "delegation")


def test_nobody_may_be_chosen_as_the_focal_point(event: Event) -> None:
    (rijeka,) = take_part(event, rows.rijeka())
    makers.focal_point(event, rows.rijeka())
    sent = FACTS | {"cities": [key(rijeka)], f"point-{key(rijeka)}": ""}
    browser_of(rows.colleague(RoleKind.REGISTRAR, at=event)).post(address(event), sent)
    assert Delegation.objects.get().focal_point is None


def test_refusal_is_shown_and_nothing_typed_is_lost() -> None:
    event = rows.event()
    _rijeka, belgrade = take_part(event, rows.rijeka(), rows.belgrade())
    browser = browser_of(rows.colleague(RoleKind.REGISTRAR, at=event))
    page = browser.post(address(event), FACTS | {"cities": [key(belgrade)]})
    assert (page.status_code, problems(page)) == (
        400,
        ["Publish the event first: whoever is invited wants to read about it. Its announcement is enough."],
    )
    form = page.context["form"]
    assert (form["cities"].value(), form["nominate_by"].value()) == ([key(belgrade)], "2026-03-01")
    assert [row.box.data["selected"] for row in form.rows()] == [False, True]
    assert not Delegation.objects.exists()


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"cities": []}, "Cities and organisations: Choose at least one."),
        (
            {"confirm_by": "2026-02-01"},
            "The day for the confirmation cannot be before the day for the names.",
        ),
        ({"extra": "40000"}, "Guests without a seat: Write a number from 0 to 32767."),
        ({"nominate_by": "1020-03-01"}, "Names by: Write the year in four"),
    ],
)
def test_mistake_is_told(event: Event, facts: dict[str, Any], sentence: str) -> None:
    (rijeka,) = take_part(event, rows.rijeka())
    page = browser_of(rows.coordinator()).post(address(event), FACTS | {"cities": [key(rijeka)]} | facts)
    assert (page.status_code, [text[: len(sentence)] for text in problems(page)]) == (400, [sentence])
    assert not Delegation.objects.exists()


@pytest.mark.parametrize("which", ["other event", "former", "nothing"])
def test_row_of_another_event_is_a_sentence(event: Event, last_tour: Event, which: str) -> None:
    take_part(event, rows.belgrade())
    others = {
        "other event": f"here-{last_tour.participating_cities.get().pk}",
        "former": f"before-{last_tour.participating_cities.get().pk}",
        "nothing": "here-\0",
    }
    page = browser_of(rows.coordinator()).post(address(event), FACTS | {"cities": [others[which]]})
    assert (page.status_code, problems(page)) == (
        400,
        [
            "Cities and organisations: One of the cities or organisations that you chose is no longer in this list. Look through the list again."
        ],
    )
    assert Delegation.objects.filter(participation__event=event).count() == 0


def test_focal_point_of_another_city_is_a_sentence(event: Event) -> None:
    rijeka, _belgrade = take_part(event, rows.rijeka(), rows.belgrade())
    makers.focal_point(event, rows.rijeka())
    other = makers.focal_point(event, rows.belgrade())
    sent = FACTS | {"cities": [key(rijeka)], f"point-{key(rijeka)}": str(other.pk)}
    page = browser_of(rows.coordinator()).post(address(event), sent)
    assert problems(page) == [
        "Focal point of Rijeka: Choose a current focal point of this city or organisation.",
    ]


def test_former_events_cities_are_shown_with_their_focal_points_and_take_part_once_invited(
    event: Event, last_tour: Event
) -> None:
    take_part(event, rows.belgrade())
    makers.delegation(last_tour, by=rows.coordinator(), city=rows.belgrade())
    browser = browser_of(rows.coordinator())
    query = f"?before={last_tour.uid}"
    page = browser.get(address(event, query))
    assert [(row[0], row[1]) for row in table(page)] == [
        ("Belgrade", "2"),
        ("Rijeka does not take part yet", "3 as at that event"),
    ]
    former = page.context["form"].rows()[1]
    assert (former.points.label, former.invitee.point.name) == ("Still the focal point of Rijeka?", "Iva Primer")
    sent = FACTS | {"cities": [former.invitee.key], f"point-{former.invitee.key}": former.points.value()}
    answer = browser.post(address(event, query), sent, follow=True)
    assert messages_of(answer) == ["1 delegation is invited. No letter went out yet."]
    made = Delegation.objects.get(participation__event=event)
    assert (str(made), made.participation.seats, made.participation.taken, str(made.focal_point)) == (
        "Rijeka",
        3,
        0,
        "Iva Primer",
    )


def test_focal_point_who_has_ended_since_is_named_and_the_main_one_suggested(event: Event, last_tour: Event) -> None:
    was = Delegation.objects.get().focal_point
    assert was
    end_focal_point(was, on=was.since, by=rows.coordinator())
    page = browser_of(rows.coordinator()).get(address(event, f"?before={last_tour.uid}"))
    assert "At the former event: Iva Primer, who has ended since." in page.content.decode()
    assert str(page.context["form"].rows()[0].invitee.point) == "Ana Primer"


def test_who_may_not_let_cities_take_part_is_offered_no_former_event(event: Event, last_tour: Event) -> None:
    browser = browser_of(rows.colleague(RoleKind.REGISTRAR, at=event.programme))
    page = browser.get(address(event, f"?before={last_tour.uid}"))
    assert (page.context["formers"], page.context["form"].invitees) == ([], [])
    forged = FACTS | {"cities": [f"before-{last_tour.participating_cities.get().pk}"]}
    assert browser.post(address(event, f"?before={last_tour.uid}"), forged).status_code == 400
    assert event.participating_cities.count() == 0


def test_former_events_are_those_of_the_programme_where_one_registers_people(event: Event, last_tour: Event) -> None:
    take_part(rows.event(programme=rows.programme(slug="two", name="Two")), rows.rijeka())
    rows.event(title="Empty")
    take_part(rows.event(title="Later", starts="2027-01-01", ends="2027-01-01"), rows.rijeka())
    here = rows.colleague(RoleKind.COORDINATOR, at=event)
    rows.role(here, RoleKind.VIEWER, at=last_tour)
    seen = [browser_of(user).get(address(event)).context["formers"] for user in (rows.coordinator(), here)]
    assert seen == [[last_tour], []]


def test_all_boxes_can_be_ticked(event: Event) -> None:
    ours = take_part(event, rows.rijeka(), rows.belgrade())
    page = browser_of(rows.coordinator()).get(address(event, "?all=1"))
    assert page.context["form"]["cities"].value() == [key(row) for row in ours]
    assert page.content.decode().count(" checked") == 2


@pytest.mark.parametrize("kind", [RoleKind.VIEWER, RoleKind.EDITOR])
def test_others_invite_nobody(event: Event, kind: RoleKind) -> None:
    (rijeka,) = take_part(event, rows.rijeka())
    browser = browser_of(rows.colleague(kind, at=event))
    sent = FACTS | {"cities": [key(rijeka)]}
    statuses = (browser.get(address(event)).status_code, browser.post(address(event), sent).status_code)
    assert (statuses, Delegation.objects.exists()) == ((403, 403), False)
    assert is_not_found(browser_of(rows.stranger()).post(address(event), sent))
