"""Cities of a former event are invited to another; and what is agreed with a delegation is changed."""

import pytest
from django.core.exceptions import ValidationError

from participants.delegations.facts import change_facts
from participants.delegations.focal_points import add_focal_point, end_focal_point
from participants.delegations.inviting import invite
from participants.delegations.inviting_as_before import invite_as_before
from tests.factories import rows
from tests.participants import makers
from tours.models import Event, ParticipatingCity

pytestmark = pytest.mark.django_db


@pytest.fixture
def former() -> Event:
    """An event with Rijeka by Iva, who is not the main focal point, Belgrade that was not invited, and a fund."""
    event, by = makers.published_event(), rows.coordinator()
    makers.focal_point(event, rows.rijeka())
    iva = makers.focal_point(event, rows.rijeka(), name="Iva Primer", main=False)
    makers.focal_point(event, rows.belgrade(), name="Mia Primer")
    change_facts(makers.delegation(event, by=by, city=rows.rijeka(), seats=3), {"focal_point": iva}, by=by)
    ParticipatingCity.objects.create(event=event, city=rows.belgrade(), seats=1, position=1)
    ParticipatingCity.objects.create(event=event, organisation=rows.organisation("Fund"), seats=2, position=2)
    return event


def joined(event: Event) -> list[tuple[str, int, int, int, str]]:
    found = event.participating_cities.select_related("city", "organisation", "delegation__focal_point")
    return [(str(row), row.seats, row.taken, row.position, str(row.delegation.focal_point)) for row in found]


def test_cities_take_part_with_their_seats_and_focal_points_after_those_of_the_event(former: Event) -> None:
    event, by = makers.published_event(), rows.coordinator()
    ours = ParticipatingCity.objects.create(event=event, city=rows.seoul(), position=4)
    invite(event, [ours], by=by)
    before = event.updated_at
    invite_as_before(event, former.participating_cities.all(), by=by, facts={"extra": 1})
    assert joined(event) == [
        ("Seoul", 1, 0, 4, "None"),
        ("Rijeka", 3, 0, 5, "Iva Primer"),
        ("Belgrade", 1, 0, 6, "Mia Primer"),
        ("Fund", 2, 0, 7, "None"),
    ]
    event.refresh_from_db()
    assert event.updated_at > before


def test_another_focal_point_may_be_chosen_or_none(former: Event) -> None:
    event, by = makers.published_event(), rows.coordinator()
    rijeka, belgrade, _fund = former.participating_cities.all()
    ana = rows.programme().focal_points.get(name="Ana Primer")
    invite_as_before(event, [rijeka, belgrade], by=by, focal_points={rijeka.pk: ana, belgrade.pk: None})
    assert [row[-1] for row in joined(event)] == ["Ana Primer", "None"]


def test_who_has_ended_gives_way_to_the_main_focal_point(former: Event) -> None:
    event, by = makers.published_event(), rows.coordinator()
    iva = rows.programme().focal_points.get(name="Iva Primer")
    end_focal_point(iva, on=iva.since, by=by)
    invite_as_before(event, former.participating_cities.all()[:1], by=by)
    assert [row[-1] for row in joined(event)] == ["Ana Primer"]


def test_city_that_takes_part_already_is_refused_and_nobody_is_invited(former: Event) -> None:
    event, by = makers.published_event(), rows.coordinator()
    ParticipatingCity.objects.create(event=event, city=rows.belgrade())
    with pytest.raises(ValidationError, match="This city already takes part in the event"):
        invite_as_before(event, former.participating_cities.all(), by=by)
    assert [str(row) for row in event.participating_cities.all()] == ["Belgrade"]


def test_unpublished_event_invites_nobody_and_gets_no_city(former: Event) -> None:
    event = rows.event()
    with pytest.raises(ValidationError, match="Publish the event first"):
        invite_as_before(event, former.participating_cities.all(), by=rows.coordinator())
    assert event.participating_cities.count() == 0


def test_focal_point_of_another_city_is_not_agreed(former: Event) -> None:
    by = rows.coordinator()
    ours = makers.delegation(makers.published_event(), by=by, city=rows.belgrade())
    wrong = rows.programme().focal_points.get(name="Iva Primer")
    with pytest.raises(ValidationError, match="Choose a focal point of this city or organisation"):
        change_facts(ours, {"focal_point": wrong, "extra": 7}, by=by)
    ours.refresh_from_db()
    assert (str(ours.focal_point), ours.extra) == ("Mia Primer", 0)


def test_organisation_has_a_focal_point_of_its_own(former: Event) -> None:
    fund, by = rows.organisation("Fund"), rows.coordinator()
    words = {"name": "Ivo Primer", "email": "ivo@example.org"}
    point = add_focal_point(former.programme, fund, words, by=by)
    event = makers.published_event()
    invite_as_before(event, former.participating_cities.filter(organisation=fund), by=by)
    assert (point.city, joined(event)[0][-1]) == (None, "Ivo Primer")
