"""A registrar says what the invitation says, sends it, and mends an address, in a browser and without script."""

import re
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from backstage.mail.bounces import mark_undeliverable
from backstage.models import OutgoingMail
from tests.browser.looking import assert_sound, sign_in
from tests.factories import rows
from tests.participants import makers
from tours.models import Event
from tours.vocabulary import RoleKind

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _outbox(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "backstage.mail.outbox.Outbox"


@pytest.fixture
def event(transactional_db: None) -> Event:
    made = makers.published_event(title="Smart City Week", slug="week")
    by = rows.coordinator()
    for home, name in ((rows.rijeka(), "Đorđe Čačak"), (rows.belgrade(), "Београд " * 20)):
        makers.focal_point(made, home, name=name.strip(), email=f"{home.slug}@a-rather-long-host.example.org")
        makers.delegation(made, by=by, city=home, nominate_by=date(2027, 6, 30), language="sr")
    makers.delegation(made, by=by)
    return made


def press(page: Page, words: str) -> None:
    with page.expect_navigation():
        page.get_by_role("main").get_by_role("button", name=words, exact=True).click()


def walk(page: Page, live_server: LiveServer, event: Event, tmp_path: Path) -> None:
    sign_in(page, live_server, rows.colleague(RoleKind.REGISTRAR, at=event))
    page.goto(f"{live_server.url}/desk/events/{event.uid}/invitation/")
    page.get_by_label("Who should come").fill("Heads of transport.")
    page.get_by_label("Language", exact=True).fill("sr")
    page.get_by_label("Text").fill("Поштовани, радо Вас позивамо.")
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-1.7 signed")
    page.get_by_label(re.compile("^New file")).set_input_files(tmp_path / "letter.pdf")
    press(page, "Save")
    expect(page.get_by_text("Поштовани, радо Вас позивамо.").last).to_be_visible()
    page.get_by_role("link", name="Send letters").click()
    press(page, "Send the invitation letter")
    expect(page.get_by_text("2 letters are on their way.")).to_be_visible()
    mark_undeliverable("rijeka@a-rather-long-host.example.org", reason="5.1.1")
    page.reload()
    page.get_by_role("link", name="Correct the address and send it again").click()
    page.get_by_label("E-mail address").fill("office@rijeka.example.org")
    press(page, "Correct and send again")
    expect(page.get_by_role("heading", name="Could not be delivered")).to_have_count(0)
    assert sorted(OutgoingMail.objects.values_list("recipient", flat=True)) == [
        "belgrade@a-rather-long-host.example.org",
        "office@rijeka.example.org",
        "rijeka@a-rather-long-host.example.org",
    ]


def test_invitation_from_its_words_to_a_corrected_address(
    page: Page, live_server: LiveServer, event: Event, tmp_path: Path
) -> None:
    walk(page, live_server, event, tmp_path)


def test_the_same_without_script(
    page_without_script: Page, live_server: LiveServer, event: Event, tmp_path: Path
) -> None:
    walk(page_without_script, live_server, event, tmp_path)


def test_pages_break_no_rule_of_accessibility(page: Page, live_server: LiveServer, event: Event) -> None:
    sign_in(page, live_server, rows.colleague(RoleKind.REGISTRAR, at=event))
    mark_undeliverable("rijeka@a-rather-long-host.example.org", reason="5.1.1")
    ours = event.participating_cities.get(city=rows.rijeka()).delegation
    for address in (
        f"events/{event.uid}/invitation/",
        f"events/{event.uid}/delegations/remind/",
        f"delegations/{ours.pk}/address/",
    ):
        page.goto(f"{live_server.url}/desk/{address}")
        assert_sound(page)
