"""Evening C at the desk: three names for two seats. Two come, the third is offered what one of them gives back."""

from collections.abc import Callable
from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from participants.delegations.inviting import invite
from participants.letters.telling.sending import tell
from participants.models import Delegate, Delegation
from participants.nominations import deciding, offering, proposing
from tests.browser.counting import Hands
from tests.browser.looking import AT_BOTH_WIDTHS, assert_sound, sign_in
from tests.factories import rows
from tests.participants import makers
from tests.participants.letters.values import contact, keys, shown
from tours.models import Event, ParticipatingCity
from tours.vocabulary import RoleKind

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Look = Callable[[Page], None]
BY_RIJEKA = "김민재 is already put forward by Rijeka. Withdraw them there first, or move them from there."


@pytest.fixture
def tour(transactional_db: None) -> Event:
    """Rijeka puts three names forward for two seats, and an association one of them too, under another spelling.

    The first has been on a tour before; of the last there is a card, it seems.
    """
    by, event = rows.coordinator(), makers.published_event(title="Smart City Week")
    before = makers.published_event(title="Water Days", starts=date(2015, 3, 2), ends=date(2015, 3, 3))
    mayor = makers.accepted(makers.delegation(before, by=by), by=by, name="Đorđe Čačak").person
    makers.focal_point(event, rows.rijeka(), email="rijeka@example.org")
    rijeka = makers.delegation(event, by=by, city=rows.rijeka())
    rows.person("Eva Primer")
    facts = {"person": mayor, "capacity": "head", "reason": "Decides on the city's transport plan."}
    contact(proposing.propose(rijeka, "Đorđe Čačak", by=by, facts=facts), "mayor@example.org")
    proposing.propose(rijeka, "김민재", by=by)
    proposing.propose(rijeka, "Eva Primer", by=by)
    body = ParticipatingCity.objects.create(
        event=event, organisation=rows.organisation("Association of Towns"), seats=1
    )
    [association] = invite(event, [body], by=by)
    proposing.propose(association, "Kim Min-jae", by=by, facts={"reason": "Only we know why."})
    makers.proposed(makers.delegation(event, by=by, city=rows.belgrade()), by=by, name="Primer " * 28)
    return event


@pytest.fixture
def decided(tour: Event) -> Event:
    """The first two have the seats, the third is the reserve, and all are told."""
    by = rows.coordinator()
    for name in ("Đorđe Čačak", "김민재"):
        row = named(name)
        deciding.accept(row, by=by, person=row.person or rows.person(name))
    deciding.reserve(named("Eva Primer"), by=by)
    tell(tour, shown=shown(tour), mails=keys(tour), by=by)
    return tour


def named(name: str) -> Delegate:
    return Delegate.objects.get(name=name, event__title="Smart City Week")


def states(event: Event) -> list[tuple[str, str]]:
    """Of Rijeka's three, and then of the association's and Belgrade's names."""
    return list(Delegate.objects.filter(event=event).order_by("pk").values_list("state", "told_state"))


@AT_BOTH_WIDTHS
def test_three_names_for_two_seats_are_decided_and_told(page: Page, live_server: LiveServer, tour: Event) -> None:
    _decide_and_tell(page, live_server, tour, look=assert_sound)


def test_three_names_are_decided_without_script(
    page_without_script: Page, live_server: LiveServer, tour: Event
) -> None:
    _decide_and_tell(page_without_script, live_server, tour, look=_nothing)


@AT_BOTH_WIDTHS
def test_third_is_offered_the_seat_that_is_given_back(page: Page, live_server: LiveServer, decided: Event) -> None:
    _withdraw_and_offer(page, live_server, decided, look=assert_sound)


def test_third_is_offered_the_seat_without_script(
    page_without_script: Page, live_server: LiveServer, decided: Event
) -> None:
    _withdraw_and_offer(page_without_script, live_server, decided, look=_nothing)


def _decide_and_tell(page: Page, live_server: LiveServer, tour: Event, *, look: Look) -> None:
    sign_in(page, live_server, rows.colleague(RoleKind.REGISTRAR, at=tour, name="Maja"))
    page.goto(live_server.url + reverse("participants:selection", args=[tour.uid]))
    for name in ("Đorđe Čačak", "김민재", "Eva Primer"):
        page.get_by_label(f"Decision: {name}").select_option("Give a place")
    page.get_by_label("Card: Eva Primer").select_option("Make a new card")
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_role("alert")).to_contain_text("Eva Primer: All seats of Rijeka are taken.")
    expect(page.get_by_label("Decision: 김민재")).to_have_value("accepted")
    look(page)
    page.get_by_label("Decision: Eva Primer").select_option("Reserve")
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_role("status")).to_contain_text("3 names are decided.")
    Hands(page).follow("Tell decisions")
    look(page)
    page.get_by_label("Send to Đorđe Čačak, mayor@example.org").uncheck()
    page.get_by_role("button", name="Send 2 mails").click()
    expect(page.get_by_role("status")).to_contain_text("1 mail is on its way. It is noted what 3 people were told.")
    look(page)
    told = [("accepted", "accepted"), ("accepted", "accepted"), ("reserve", "reserve")]
    assert states(tour) == [*told, ("proposed", ""), ("proposed", "")]


def _withdraw_and_offer(page: Page, live_server: LiveServer, tour: Event, *, look: Look) -> None:
    sign_in(page, live_server, rows.colleague(RoleKind.REGISTRAR, at=tour, name="Maja"))
    _give_back_by_telephone(page, live_server)
    _offer(page, look)
    third = named("Eva Primer")
    offering.lapse(third, by=None, now=third.offered_until)
    page.reload()
    expect(page.get_by_text("They did not answer the offer in time. They hold no place.")).to_be_visible()
    look(page)
    assert makers.taken(Delegation.objects.get(participation__city=rows.rijeka(), participation__event=tour)) == 1
    _accept_of_the_association(page, live_server, look)
    ends = [("withdrawn", "accepted"), ("accepted", "accepted"), ("lapsed", "reserve")]
    assert states(tour) == [*ends, ("proposed", ""), ("proposed", "")]


def _give_back_by_telephone(page: Page, live_server: LiveServer) -> None:
    page.goto(live_server.url + reverse("participants:delegate", args=[named("Đorđe Čačak").pk]))
    _follow(page, "Withdraw")
    page.get_by_label("Why").fill("The mayor is ill")
    page.get_by_label("How they told us").select_option("telephone")
    page.get_by_role("button", name="Withdraw").click()
    expect(page.get_by_role("status")).to_contain_text("Đorđe Čačak is withdrawn.")
    expect(page.get_by_role("cell", name="The mayor is ill")).to_be_visible()


def _offer(page: Page, look: Look) -> None:
    _follow(page, "All delegates")
    _follow(page, "Eva Primer")
    _follow(page, "Offer a place")
    look(page)
    page.get_by_role("button", name="Offer a place").click()
    expect(page.get_by_role("status")).to_contain_text("A place is held for Eva Primer.")
    expect(page.get_by_text("Place offered until").first).to_be_visible()
    assert named("Eva Primer").state == "offered"


def _accept_of_the_association(page: Page, live_server: LiveServer, look: Look) -> None:
    """Its registrar finds the card under the name that is on it."""
    step = reverse("participants:delegate_step", args=[named("Kim Min-jae").pk, "accept"])
    page.goto(f"{live_server.url}{step}?q=김민재")
    page.get_by_role("radio", name="김민재").check()
    page.get_by_role("button", name="Give a place").click()
    expect(page.get_by_role("alert")).to_contain_text(BY_RIJEKA)
    look(page)


def _follow(page: Page, link: str) -> None:
    page.get_by_role("link", name=link, exact=True).click()


def _nothing(page: Page) -> None:
    """Is asked where no script runs: what finds faults is one. The pages are the same."""
