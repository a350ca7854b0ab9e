import pytest
from django.core.exceptions import ValidationError

from backstage.grounds import Grounds
from participants.delegations import answering, inviting, seats
from participants.nominations.deciding import withdraw
from tests.factories import rows
from tests.participants import makers
from tours.editions.composing import compose
from tours.models import ParticipatingCity

pytestmark = pytest.mark.django_db


def test_invitation_needs_a_published_version_and_is_all_or_none() -> None:
    event, by = rows.event(), rows.coordinator()
    cities = [ParticipatingCity.objects.create(event=event, city=city) for city in (rows.rijeka(), rows.belgrade())]
    with pytest.raises(ValidationError, match="Publish the event first"):
        inviting.invite(event, cities, by=by)
    rows.publish(event)
    point = makers.focal_point(event, rows.rijeka())
    made = inviting.invite(event, cities, by=by)
    assert [(str(row), row.state, row.focal_point) for row in made] == [
        ("Rijeka", "invited", point),
        ("Belgrade", "invited", None),
    ]
    with pytest.raises(ValidationError, match="Rijeka is invited already"):
        inviting.invite(event, cities, by=by)


def test_declining_withdraws_the_names_but_nobody_with_a_place() -> None:
    by = rows.coordinator()
    ours = makers.delegation(makers.published_event(), by=by)
    coming, name = makers.accepted(ours, by=by), makers.proposed(ours, by=by)
    with pytest.raises(ValidationError, match="has a place. Withdraw them first."):
        answering.decline_invitation(ours, by=by)
    withdraw(coming, by=by)
    declined = answering.decline_invitation(ours, by=by, replied_by="Ana Primer")
    name.refresh_from_db()
    assert (declined.state, declined.replied_by, name.state) == ("declined", "Ana Primer", "withdrawn")


def test_next_version_leaves_out_who_does_not_come_until_they_are_invited_again() -> None:
    event, by = makers.published_event(), rows.coordinator()
    ours = makers.delegation(event, by=by, city=rows.rijeka())
    makers.delegation(event, by=by, city=rows.belgrade())
    named = []
    for verb in (answering.decline_invitation, answering.cancel_invitation, answering.invite_again):
        verb(ours, by=by)
        named.append([str(each.city and each.city.name) for each in compose(event).event.cities])
    assert named == [["Belgrade"], ["Belgrade"], ["Rijeka", "Belgrade"]]


def test_ways_of_a_delegation() -> None:
    by = rows.coordinator()
    ours = makers.delegation(makers.published_event(), by=by)
    states = [
        verb(ours, by=by).state
        for verb in (answering.accept_invitation, answering.close, answering.reopen, answering.cancel_invitation)
    ]
    assert states == ["accepted", "closed", "reopened", "cancelled"]
    with pytest.raises(ValidationError, match="cannot get from there"):
        answering.close(ours, by=by)


def test_who_is_invited_again_has_not_answered() -> None:
    by = rows.coordinator()
    ours = makers.delegation(makers.published_event(), by=by)
    answering.accept_invitation(ours, by=by, replied_by="Ana Primer", grounds=Grounds(told="telephone"))
    answering.cancel_invitation(ours, by=by)
    again = answering.invite_again(ours, by=by)
    assert (again.state, again.replied_at, again.replied_by, again.told) == ("invited", None, "", "")
    assert again.invited_at > ours.invited_at


def test_seats_are_never_below_taken() -> None:
    by = rows.coordinator()
    event = makers.published_event()
    ours, other = makers.delegation(event, by=by), makers.delegation(event, by=by)
    makers.accepted(ours, by=by)
    with pytest.raises(ValidationError, match="1 seat of"):
        seats.set_seats(ours, 0, by=by)
    seats.move_seat(ours, to=other, by=by)
    with pytest.raises(ValidationError, match="1 seat of"):
        seats.move_seat(ours, to=other, by=by)
    found = event.participating_cities.order_by("pk").values_list("seats", "taken")
    assert list(found) == [(1, 1), (3, 0)]
