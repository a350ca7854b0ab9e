"""A decision that nobody was told of leaves every page of the focal point as it was, and every answer to what they do."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from participants.letters.telling.news import untold
from participants.models import ChangeRequest, Delegate, Delegation
from participants.nominations import deciding, offering, proposing
from tests.factories import rows
from tests.participants.focal_point.worlds import accepted_with, at, browser, named, standing
from tests.tours.pdf.reading import lines

pytestmark = pytest.mark.django_db
NAME = "Ana Primer"
PAGES = ("invitation", "sheet", "agenda", "confirm", "companion", "decline", "add_names")
Decide = Callable[[Delegate, User], object]
TOKENS = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')


def accept(row: Delegate, by: User) -> None:
    deciding.accept(row, by=by, person=rows.person(row.name))


def offer(row: Delegate, by: User) -> None:
    offering.offer(deciding.reserve(row, by=by), by=by, hours=24)


def offer_the_reserve(row: Delegate, by: User) -> None:
    offering.offer(row, by=by, hours=24)


def decline(row: Delegate, by: User) -> None:
    deciding.decline(row, by=by)


def reserve(row: Delegate, by: User) -> None:
    deciding.reserve(row, by=by)


DECISIONS = pytest.mark.parametrize("decide", [accept, offer, decline, reserve])


def shown(client: Client, ours: Delegation) -> list[str]:
    key = named(NAME).pk
    addresses = ["/f/", *(at(page, ours) for page in PAGES)]
    addresses += [at(page, ours, key) for page in ("name", "withdraw", "someone_else")]
    return [TOKENS.sub("", client.get(address).content.decode()) for address in addresses]


@DECISIONS
@pytest.mark.parametrize("confirmed", [False, True])
def test_pages_stay_as_they_were(decide: Decide, confirmed: bool) -> None:
    ours, by = accepted_with(NAME, "Eva Primer"), rows.operator()
    if confirmed:
        proposing.endorse(named(NAME), by=None)
    client = browser()
    before = shown(client, ours)
    decide(named(NAME), by)
    assert shown(client, ours) == before


@pytest.mark.parametrize("decide", [accept, offer_the_reserve, decline])
def test_pages_stay_as_they_were_once_a_reserve_was_told(decide: Decide) -> None:
    ours, by = accepted_with(NAME, "Eva Primer"), rows.operator()
    deciding.reserve(named(NAME), by=by)
    Delegate.objects.filter(name=NAME).update(told_state="reserve")
    client = browser()
    before = shown(client, ours)
    decide(named(NAME), by)
    assert shown(client, ours) == before


@DECISIONS
def test_letter_has_the_same_names(decide: Decide) -> None:
    ours, by = accepted_with(NAME, "Eva Primer"), rows.operator()
    client = browser()
    before = lines(client.get(at("letter", ours)).content)
    decide(named(NAME), by)
    assert lines(client.get(at("letter", ours)).content) == before


@DECISIONS
def test_name_is_withdrawn_all_the_same(decide: Decide) -> None:
    ours, by = accepted_with(NAME), rows.operator()
    decide(named(NAME), by)
    answer = browser().post(at("withdraw", ours, named(NAME).pk), {"text": ""}, follow=True)
    html = answer.content.decode()
    assert ("Ana Primer is withdrawn." in html, "Ana Primer: Withdrawn" in html) == (True, True)
    assert list(untold(ours.participation.event, now=timezone.now())) == []


@DECISIONS
def test_someone_else_comes_all_the_same(decide: Decide) -> None:
    ours, by = accepted_with(NAME), rows.operator()
    decide(named(NAME), by)
    client = browser()
    answer = client.post(at("someone_else", ours, named(NAME).pk), {"name": "Other"}, follow=True)
    assert "Other is put forward in the stead of Ana Primer." in answer.content.decode()
    assert ("Other", "proposed") in standing(ours)
    assert (ChangeRequest.objects.count(), named("Other").rank) == (0, 1)


@DECISIONS
def test_names_are_confirmed_all_the_same(decide: Decide) -> None:
    ours, by = accepted_with(NAME, "Eva Primer"), rows.operator()
    decide(named(NAME), by)
    state = named(NAME).state
    answer = browser().post(at("confirm", ours), {"typed": "Zdenka"}, follow=True)
    html = answer.content.decode()
    assert ("2 names are confirmed." in html, html.count('<span class="tag info">Confirmed by the city')) == (True, 2)
    assert (named(NAME).state, named("Eva Primer").state) == (state, "endorsed")


@DECISIONS
def test_city_declines_all_the_same(decide: Decide) -> None:
    ours, by = accepted_with(NAME, "Eva Primer"), rows.operator()
    decide(named(NAME), by)
    answer = browser().post(at("decline", ours), {"replied_by": "Zdenka"}, follow=True)
    assert "Rijeka does not come. The organiser is told." in answer.content.decode()
    ours.refresh_from_db()
    assert (ours.state, named("Eva Primer").state, ours.delegates.holding().count()) == ("declined", "withdrawn", 0)


def test_city_that_was_told_of_a_place_withdraws_it_first() -> None:
    ours, by = accepted_with(NAME), rows.operator()
    accept(named(NAME), by)
    Delegate.objects.update(told_state="accepted")
    answer = browser().post(at("decline", ours), {"replied_by": "Zdenka"})
    assert answer.status_code == 400
    assert "1 person of Rijeka has a place. Withdraw them first." in answer.content.decode()


def test_refusal_after_the_last_day_names_no_state() -> None:
    ours, by = accepted_with(NAME), rows.operator()
    decline(named(NAME), by)
    Delegation.objects.update(freeze_on=timezone.localdate() - timedelta(days=2))
    html = browser().post(at("withdraw", ours, named(NAME).pk), {"text": ""}).content.decode()
    assert ("the organiser is working on it" in html, "Not chosen" in html) == (True, False)
