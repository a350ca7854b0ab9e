"""`demo_links` prints a link of each kind, which opens its pages; the next run ends it."""

from io import StringIO

import pytest
import time_machine
from django.conf import settings as site
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from participants.models import AccessLink, SeenEdition
from participants.vocabulary import LinkEnd
from tests.demo.loading import FIRST_LOAD

HOMES = ["/d/", "/f/", "/h/"]


def printed() -> list[str]:
    out = StringIO()
    call_command("demo_links", stdout=out)
    return out.getvalue().splitlines()


def links_and_calendar(lines: list[str]) -> tuple[list[str], str]:
    """The addresses, without the site's own."""
    delegate, calendar, *others = (line.strip().removeprefix(site.BASE_URL) for line in lines[1::2])
    return [delegate, *others], calendar


def answers(addresses: list[str]) -> list[tuple[int, str]]:
    found = [Client().post(address) for address in addresses]
    return [(answer.status_code, answer.get("Location", "")) for answer in found]


@pytest.mark.usefixtures("demonstration")
@time_machine.travel(FIRST_LOAD, tick=False)
def test_each_run_prints_links_that_work_and_ends_the_former() -> None:
    first, second = printed(), printed()
    assert first[::2] == [
        "A delegate's link: Љубица Ђурђевац",
        "Their private calendar, for a calendar program",
        "A focal point's link: Гордана Илијевска-Баш (fictional)",
        "The host's link: Host (fictional)",
    ]
    (of_before, calendar_of_before), (of_now, calendar) = links_and_calendar(first), links_and_calendar(second)
    assert answers(of_before) == [(410, "")] * 3
    assert answers(of_now) == [(302, home) for home in HOMES]
    feeds = [Client().get(address) for address in (calendar_of_before, calendar)]
    assert [(feed.status_code, b"BEGIN:VEVENT" in feed.content) for feed in feeds] == [(404, False), (200, True)]
    made = AccessLink.objects.order_by("-pk").values_list("end", flat=True)[:6]
    assert list(made) == [""] * 3 + [LinkEnd.ASKED] * 3


@pytest.mark.usefixtures("demonstration")
def test_some_have_seen_the_newest_version_and_some_an_older_one_or_none() -> None:
    assert sorted(SeenEdition.objects.values_list("number", flat=True)) == [1, 1, 2, 2, 2, 2]
    assert set(SeenEdition.objects.values_list("delegate__state", flat=True)) == {"accepted"}


@pytest.mark.django_db
def test_without_the_demonstration_it_says_what_to_do() -> None:
    with pytest.raises(CommandError, match="Load it first"):
        call_command("demo_links")


@pytest.mark.django_db
def test_it_refuses_in_production(settings: Settings) -> None:
    settings.MODE = "production"
    with pytest.raises(CommandError, match="goes to its mailbox alone"):
        call_command("demo_links")
