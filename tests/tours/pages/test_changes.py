"""What the versions of an event changed, all together since a version or a day."""

import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.factories import rows
from tests.isolation import without_bdi
from tours.editions.withdrawing import withdraw
from tours.models import Edition, Event
from tours.vocabulary import Access

pytestmark = pytest.mark.django_db
PAGE = "/events/week/changes/"


def four_versions(**facts: object) -> Event:
    """The programme in version 1; rooms 2, 3 and 4 of the visit in versions 2 to 4. A day lies between them, from 1 August 2017 on."""
    event, by = rows.event(slug="week", **facts), rows.coordinator()
    rows.item(event, title="Stays")
    item = rows.item(event, title="Visit")
    for number in range(1, 5):
        item.room = f"Room {number}"
        item.save()
        with time_machine.travel(datetime(2017, 8, number, 2, tzinfo=UTC), tick=False):
            rows.publish(event, by=by)
    return event


def told(page: str) -> list[tuple[str, str]]:
    """What each place is, and was."""
    return re.findall(r"<ins>([^<]*)</ins> <span class=\"was\">was: <del>([^<]*)</del>", page)


def test_all_changes_since_a_version_are_told_as_one(client: Client) -> None:
    four_versions()
    page = without_bdi(client.get(f"{PAGE}?since=2"))
    assert "<h2>Since version 2, 2 August 2017</h2>" in page
    assert told(page) == [("Room 4", "Room 2")]
    assert '<p class="action"><a href="/events/week/changes/">All versions</a></p>' in page


def test_first_and_current_versions_say_that_they_are(client: Client) -> None:
    four_versions()
    first, current = (without_bdi(client.get(f"{PAGE}?since={number}")) for number in (1, 4))
    assert ("<p>It was the first version.</p>" in first, told(first)) == (True, [("Room 4", "Room 1")])
    assert ("<p>It is the current version.</p>" in current, told(current)) == (True, [])


@pytest.mark.parametrize(
    ("day", "number"),
    [
        ("2017-08-03", 2),  # what changed on that day is told
        ("2017-08-04", 3),
        ("2017-08-31", 4),
        ("2017-08-01", 1),
        ("1900-01-01", 1),
        ("2199-12-31", 4),
    ],
)
def test_day_leads_to_the_version_that_stood_when_it_began(client: Client, day: str, number: int) -> None:
    four_versions()
    answer = client.get(f"{PAGE}?since=&since={day}")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{PAGE}?since={number}")


def test_day_begins_at_the_event(client: Client) -> None:
    """Version 2 came on 2 August at 02:00 UTC: 11:00 in Seoul, but still 1 August in Honolulu."""
    four_versions(zone="Pacific/Honolulu")
    assert client.get(f"{PAGE}?since=2017-08-02").headers["Location"] == f"{PAGE}?since=2"


def test_withdrawn_version_is_never_shown_again(client: Client) -> None:
    event = four_versions()
    withdraw(Edition.objects.get(event=event, number=4), by=rows.coordinator())
    page = without_bdi(client.get(f"{PAGE}?since=4"))
    assert "Room 4" not in page
    assert "<h2>Since version 3, 3 August 2017</h2>" in page


def test_version_that_was_not_for_its_readers_is_compared_with_nothing(client: Client) -> None:
    event = four_versions(access=Access.PARTICIPANTS)
    event.access = Access.PUBLIC
    event.save()
    rows.publish(event)
    page = without_bdi(client.get(f"{PAGE}?since=2"))
    assert "Readers of this page cannot see version 2, so there is nothing to compare with." in page
    assert "Room" not in page


def test_event_for_participants_is_not_found_by_day_either(client: Client) -> None:
    four_versions(access=Access.PARTICIPANTS)
    assert client.get(f"{PAGE}?since=2017-08-03").status_code == 404


def test_first_programme_is_one_line(client: Client) -> None:
    event = rows.event(slug="week")
    rows.publish(event)
    for title in ("Opening", "Visit"):
        rows.item(event, title=title)
    rows.publish(event)
    line = '<p>The first programme, with 2 items. <a href="/events/week/#programme">See the whole programme</a></p>'
    for address in (PAGE, f"{PAGE}?since=1"):
        page = without_bdi(client.get(address))
        assert (line in page, "Opening" in page) == (True, False), address


def test_titles_lead_to_the_pages_of_their_items(client: Client) -> None:
    event = four_versions()
    uid = event.items.get(title="Visit").uid
    for address, times in ((PAGE, 3), (f"{PAGE}?since=2", 1)):
        page = without_bdi(client.get(address))
        assert page.count(f'<a href="/events/week/items/{uid}/">Visit</a></h3>') == times
    assert client.get(f"/events/week/items/{uid}/").status_code == 200


def test_form_asks_without_a_script_and_each_version_leads_to_all_since(client: Client) -> None:
    four_versions()
    page, since = (without_bdi(client.get(f"{PAGE}?{query}")) for query in ("before=4", "since=2"))
    assert '<form class="filter-bar" action="/events/week/changes/" aria-label="What has changed since">' in page
    for each in (page, since):  # nothing is filled in, or a day would be given beside the version
        assert re.findall(r'<input type="(\w+)" name="(\w+)" .*?max="([^"]+)">', each) == [
            ("number", "since", "4"),
            ("date", "since", "2199-12-31"),
        ]
    assert re.findall(r'href="\?since=(\d)">All changes since version \1<', page) == ["3", "2", "1"]


def test_only_version_has_no_form(client: Client) -> None:
    rows.publish(rows.full_event(3, slug="week"))
    assert "since" not in without_bdi(client.get(PAGE))


def test_bad_since_is_told_in_a_sentence(client: Client) -> None:
    four_versions()
    wrong = "Changes are told since a version, as in since=2, or since a day, as in since=2017-08-30."
    for query, sentence in (("since=x", wrong), ("since=1&since=2017-08-30", "Give a version or a day, not both.")):
        assert sentence in without_bdi(client.get(f"{PAGE}?{query}"))


def test_kept_page_costs_one_query_and_a_304(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    four_versions()
    with django_assert_num_queries(4):  # the event, both agendas, and the posts that its navigation leads to
        first = client.get(f"{PAGE}?since=2")
    with django_assert_num_queries(1):
        assert client.get(f"{PAGE}?since=2").content == first.content
    with django_assert_num_queries(1):
        assert client.get(f"{PAGE}?since=2", headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    with django_assert_num_queries(2):
        client.get(f"{PAGE}?since=2017-08-03")
    with django_assert_num_queries(3):
        client.get(f"{PAGE}?since=2017-08-01")


def test_version_that_there_is_not_yet_is_not_found(client: Client) -> None:
    four_versions()
    assert [client.get(f"{PAGE}?{name}={number}").status_code for name in ("before", "since") for number in (4, 5)] == [
        200,
        404,
    ] * 2
