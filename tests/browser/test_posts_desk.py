"""A post from the event to its readers in one journey: drafted, corrected, looked at, scheduled, and published."""

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from django.urls import reverse
from PIL import Image
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from announcements.models import Post, State
from tests.browser.looking import assert_sound, sign_in
from tests.factories import rows
from tours.models import Event

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def png() -> bytes:
    drawn = BytesIO()
    Image.new("RGB", (80, 60), "navy").save(drawn, "PNG")
    return drawn.getvalue()


def nothing(page: Page) -> None:
    """Stands for the look at a page where no script runs: what finds faults is one."""


@pytest.mark.parametrize("page", [1280], indirect=True)
def test_post_comes_to_its_readers(page: Page, live_server: LiveServer, week: Event) -> None:
    write_and_publish(page, live_server, week, seen=assert_sound)


@pytest.mark.parametrize("page_without_script", [390], indirect=True)
def test_post_comes_to_its_readers_without_a_script(
    page_without_script: Page, live_server: LiveServer, week: Event
) -> None:
    write_and_publish(page_without_script, live_server, week, seen=nothing)


@pytest.mark.parametrize("page", [390], indirect=True)
def test_pages_of_posts_and_texts_are_sound_on_a_phone(page: Page, live_server: LiveServer, week: Event) -> None:
    sign_in(page, live_server, rows.operator())
    post = reverse("announcements:desk_post", args=[Post.objects.get().pk])
    for address in (reverse("announcements:desk_posts", args=[week.uid]), post, "/desk/posts/", "/desk/site/themes/"):
        page.goto(live_server.url + address)
        assert_sound(page)


def write_and_publish(page: Page, live_server: LiveServer, week: Event, *, seen: Callable[[Page], None]) -> None:
    sign_in(page, live_server, rows.coordinator())
    page.goto(live_server.url + reverse("announcements:desk_posts", args=[week.uid]))
    seen(page)
    page.get_by_role("button", name=re.compile("Draft it.*has changed")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Changes to the programme of the Smart City Week")
    expect(page.get_by_label("Byline")).to_have_value("Urban Partnership Program")
    seen(page)
    page.get_by_label("Text").fill("Come to **City Hall** instead.")
    page.get_by_label("Picture (optional)", exact=True).set_input_files(
        {"name": "Hall.png", "mimeType": "image/png", "buffer": png()}
    )
    page.get_by_label("What the picture shows").fill("City Hall at night")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("#preview strong")).to_have_text("City Hall")
    expect(page.get_by_label("Text")).to_have_value("Come to **City Hall** instead.")
    expect(page.get_by_text("By the clocks at the event: Seoul time (UTC+9).")).to_be_visible()
    page.get_by_label("Day").fill("2090-08-31")
    page.get_by_label("Time").fill("08:30")
    page.get_by_role("button", name="Save and schedule").click()
    expect(page.locator("[role=status] .note")).to_have_text(
        "“Changes to the programme of the Smart City Week” will be published on 31 August 2090, 08:30 Seoul time (UTC+9)."
    )
    page.get_by_role("button", name="Save and publish now").click()
    expect(page.locator("[role=status] .note")).to_have_text(re.compile("is published"))
    seen(page)
    page.get_by_role("link", name="Public page").click()
    expect(page.locator("article strong")).to_have_text("City Hall")
    expect(page.get_by_role("img", name="City Hall at night")).to_have_js_property("naturalWidth", 80)
    seen(page)
    assert Post.objects.filter(title__startswith="Changes").get().state == State.PUBLISHED
