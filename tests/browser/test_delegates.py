"""Registrars work with delegates at the desk: at both widths, with a keyboard's form controls alone, and without script."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from participants.models import DelegateContact, Delegation
from participants.nominations import proposing
from tests.browser.looking import assert_sound, sign_in
from tests.factories import rows
from tests.participants import makers
from tours.models import Event, Group
from tours.vocabulary import RoleKind

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def tour(transactional_db: None) -> Event:
    """A tour with a delegation of one seat and three names, of whom one has the seat."""
    event, by = makers.published_event(title="Smart City Week"), rows.coordinator()
    ours = makers.delegation(event, by=by, seats=1, city=rows.rijeka())
    Group.objects.create(event=event, name="B")
    mayor = makers.accepted(ours, by=by, name="Đorđe Primer", capacity="head")
    assert mayor.person
    rows.appearance(event, mayor.person, position="Mayor", city=rows.rijeka())
    DelegateContact.objects.create(delegate=mayor, email="office@example.org", telephone="+385 51 000")
    makers.proposed(ours, by=by, name="Ana Primer")
    proposing.propose(ours, "Iva Primer-Dugačko Prezimenović", by=by)
    return event


def table(live_server: LiveServer, event: Event) -> str:
    return live_server.url + reverse("participants:delegates", args=[event.uid])


def follow(page: Page, link: str) -> None:
    page.get_by_role("link", name=link, exact=True).click()
    assert_sound(page)


def test_many_are_changed_and_somebody_is_registered(page: Page, live_server: LiveServer, tour: Event) -> None:
    sign_in(page, live_server, rows.colleague(RoleKind.REGISTRAR, at=tour, name="Maja"))
    page.goto(f"{table(live_server, tour)}?state=proposed")
    page.get_by_label("Tick Ana Primer").check()
    page.get_by_label("Add to group").select_option("B")
    page.get_by_role("button", name="Change the chosen").click()
    expect(page.get_by_text("1 delegate was changed.")).to_be_visible()
    follow(page, "Register somebody")
    page.get_by_role("button", name="Register").click()
    assert_sound(page)
    page.get_by_label("Make a new card").check()
    page.get_by_label("Name on the new card").fill("Driver Primer")
    page.get_by_label("Comes as").select_option("driver")
    page.get_by_role("button", name="Register").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Driver Primer")
    follow(page, "Change the facts")


def test_longest_names_fit(page: Page, live_server: LiveServer, tour: Event) -> None:
    sign_in(page, live_server, rows.colleague(RoleKind.REGISTRAR, at=tour, name="Maja"))
    name = "Ž" * 200
    rows.person(name)
    row = proposing.propose(Delegation.objects.get(), name, by=rows.coordinator())
    register = reverse("participants:register", args=[tour.uid])
    steps = [reverse("participants:delegate_step", args=[row.pk, step]) for step in ("accept", "facts")]
    for address in (reverse("participants:delegate", args=[row.pk]), *steps, f"{register}?q={name}"):
        page.goto(live_server.url + address)
        assert_sound(page)
    page.goto(table(live_server, tour))
    assert_sound(page)
