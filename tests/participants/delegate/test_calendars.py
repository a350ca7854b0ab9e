"""My private calendar: agenda and own lines at an address that only I know."""

import gzip
import time
from datetime import UTC, datetime, timedelta
from typing import Any, cast
from urllib.parse import urlsplit

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.utils import timezone
from django.utils.http import http_date, parse_http_date
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries

from backstage.models import AuditEntry
from participants.following.private_calendar import address_of, renew
from participants.letters.telling.mails import tellings
from participants.letters.telling.sending import tell
from participants.models import Delegate, FeedToken
from participants.nominations.describing import describe
from participants.vocabulary import NewsBy
from tests.factories import rows
from tests.participants.delegate.agenda_world import World, journey, tour
from tests.participants.letters.values import shown
from tests.tours.serving.by_audience.makers import for_groups
from tours.models import Event
from tours.record.shared_rows import save_shared

pytestmark = pytest.mark.django_db
PAGE = "/d/calendar/"


def path_of(world: World) -> str:
    """Of a new private address, as a calendar program asks for it."""
    parts = urlsplit(address_of(renew(world.delegate)))
    assert f"{parts.scheme}://{parts.netloc}" == settings.BASE_URL
    return f"{parts.path}?{parts.query}"


def entries(body: bytes) -> dict[str, str]:
    """Summaries, each with its start."""
    found: list[Any] = Calendar.from_ical(body).walk("VEVENT")
    return {str(entry["SUMMARY"]): entry["DTSTART"].to_ical().decode() for entry in found}


def test_feed_has_my_items_and_my_own_lines(client: Client) -> None:
    world = tour("A")
    journey(world)
    answer = client.get(path_of(world))
    assert answer["Referrer-Policy"] == "strict-origin"  # the address holds the key
    day, before = f"{world.event.starts:%Y%m%d}", f"{world.event.starts - timedelta(1):%Y%m%d}"
    assert entries(answer.content) == {
        "For all": f"{day}T100000",
        "For A": f"{day}T110000",
        "For delegates": f"{day}T110000",
        "Korean Air KE 938 Zagreb – Incheon": f"{before}T190000",
        "Car from Incheon, gate 5": f"{day}T150000",
        "Hotel: Hotel Lotte": day,
    }
    zones = [str(zone["TZID"]) for zone in Calendar.from_ical(answer.content).walk("VTIMEZONE")]
    assert sorted(zones) == ["Asia/Seoul", "Europe/Zagreb"]
    assert answer["Cache-Control"] == "private, no-store"
    assert (answer["X-Robots-Tag"], answer["Referrer-Policy"]) == ("noindex", "strict-origin")
    assert (client.cookies.output(), "cookie" in answer["Vary"].lower()) == ("", False)


def test_own_entries_keep_their_uids_and_lead_below_d(client: Client) -> None:
    world = tour()
    journey(world)
    address = path_of(world)
    first, again = (Calendar.from_ical(client.get(address).content).walk("VEVENT") for _ in range(2))
    assert [str(entry["UID"]) for entry in first] == [str(entry["UID"]) for entry in again]
    assert all(str(entry["URL"]).startswith(f"{settings.BASE_URL}/d/agenda/") for entry in first)


@pytest.mark.parametrize("items", [1, 30])
def test_feed_costs_four_queries_and_a_304_one(
    client: Client, items: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    world = tour("A")
    journey(world)
    for _each in range(items):
        for_groups(world.event, "A")
    rows.publish(world.event)
    address = path_of(world)
    client.get(address)
    FeedToken.objects.update(fetched_at=timezone.now() - timedelta(minutes=11))
    with django_assert_num_queries(4):  # one of them notes that it was fetched
        answer = client.get(address)
    with django_assert_num_queries(1):
        assert client.get(address, headers={"if-none-match": answer["ETag"]}).status_code == 304
    with django_assert_num_queries(1):
        assert client.get(address, headers={"if-modified-since": http_date(time.time() + 5)}).status_code == 304


def test_whatever_changes_is_sent_to_who_knows_only_the_moment(client: Client) -> None:
    """Apple's calendars send nothing but If-Modified-Since."""
    world = tour("A")
    address = path_of(world)
    now = timezone.now().replace(microsecond=0) + timedelta(minutes=1)
    with time_machine.travel(now, tick=False) as clock:
        has = client.get(address)["Last-Modified"]
        clock.shift(timedelta(seconds=0.2))
        Delegate.objects.filter(pk=world.delegate.pk).update(changed_at=timezone.now())
        clock.shift(timedelta(seconds=0.2))
        answer = client.get(address, headers={"if-modified-since": has})
        assert answer.status_code == 200
        clock.shift(timedelta(seconds=0.2))
        Delegate.objects.filter(pk=world.delegate.pk).update(changed_at=timezone.now())
        clock.shift(timedelta(seconds=5))
        assert client.get(address, headers={"if-modified-since": answer["Last-Modified"]}).status_code == 200


def test_renamed_hotel_is_sent_to_who_knows_only_the_moment(client: Client) -> None:
    """The hotel's row belongs to a room that knows no delegates."""
    world = tour()
    journey(world)
    address = path_of(world)
    now = timezone.now().replace(microsecond=0) + timedelta(minutes=1)
    with time_machine.travel(now, tick=False) as clock:
        first = client.get(address)
        clock.shift(timedelta(seconds=5))
        save_shared(world.delegate.stays.get().hotel, {"name": "Hotel Neu", "local_name": "호텔"})
        answer = client.get(address, headers={"if-modified-since": first["Last-Modified"]})
    assert (answer.status_code, answer["ETag"] == first["ETag"]) == (200, False)
    assert "Hotel: Hotel Neu" in entries(answer.content)
    assert parse_http_date(answer["Last-Modified"]) > parse_http_date(first["Last-Modified"])
    [before, after] = [stamp(each.content, "Hotel: ") for each in (first, answer)]
    assert before < after


def stamp(body: bytes, begins: str) -> datetime:
    """The moment of the entry's last change."""
    found: list[Any] = Calendar.from_ical(body).walk("VEVENT")
    [moment] = [entry["DTSTAMP"].dt for entry in found if str(entry["SUMMARY"]).startswith(begins)]
    return cast("datetime", moment)


def test_place_that_is_told_of_is_sent_to_who_knows_only_the_moment(client: Client) -> None:
    world = tour()
    Delegate.objects.filter(pk=world.delegate.pk).update(told_state="")
    address = path_of(world)
    before = client.get(address)
    with time_machine.travel(timezone.now() + timedelta(seconds=5), tick=False):
        event, by = world.event, rows.operator()
        called = [telling.key for telling in tellings(event, now=timezone.now())]
        tell(event, shown=shown(event), mails=[], by_telephone=called, by=by)
        answer = client.get(address, headers={"if-modified-since": before["Last-Modified"]})
    assert ("For delegates" in entries(before.content), "For delegates" in entries(answer.content)) == (False, True)


def test_each_encoding_has_its_own_tag(client: Client) -> None:
    address = path_of(tour())
    plain, packed = client.get(address), client.get(address, headers={"accept-encoding": "gzip"})
    assert gzip.decompress(packed.content) == plain.content
    assert packed["ETag"] == plain["ETag"][:-1] + '-gzip"'


def test_fetching_is_noted_at_most_every_ten_minutes(client: Client) -> None:
    address = path_of(tour())
    noted = []
    for minute in (0, 9, 11):
        with time_machine.travel(datetime(2026, 12, 1, 9, minute, tzinfo=UTC), tick=False):
            Event.objects.update(ends=datetime(2026, 12, 9, tzinfo=UTC).date())
            client.get(address)
            noted.append(FeedToken.objects.get().fetched_at)
    assert [moment.minute for moment in noted if moment] == [0, 0, 11]


def test_renewed_or_ended_address_opens_nothing(client: Client) -> None:
    world = tour()
    first = path_of(world)
    assert client.get(first).status_code == 200
    assert world.browser.post(PAGE, {"do": "renew"}).status_code == 302
    assert client.get(first).status_code == 404
    second = world.browser.get(PAGE).context["address"].removeprefix(settings.BASE_URL)
    assert client.get(second).status_code == 200
    world.browser.post(PAGE, {"do": "end"})
    assert client.get(second).status_code == 404
    assert [client.get(path).status_code for path in ("/d/calendar.ics", "/d/calendar.ics?key=guess")] == [404, 404]
    assert client.post(second).status_code == 405


def test_address_works_until_thirty_days_after_the_event(client: Client) -> None:
    world = tour()
    address = path_of(world)
    today = timezone.now().date()
    for days, status in ((30, 200), (31, 404)):
        ended = today - timedelta(days=days)
        Event.objects.filter(pk=world.event.pk).update(starts=ended, ends=ended)
        assert client.get(address).status_code == status
    Event.objects.filter(pk=world.event.pk).update(state="postponed")
    assert client.get(address).status_code == 200


def test_page_shows_no_address_before_one_was_made_and_no_secret_is_stored() -> None:
    world = tour()
    assert "webcal" not in world.browser.get(PAGE).content.decode()
    assert not FeedToken.objects.exists()
    world.browser.post(PAGE, {"do": "renew"})
    page = world.browser.get(PAGE)
    secret = page.context["address"].partition("key=")[2]
    assert (
        f'href="webcal://{settings.BASE_URL.partition("://")[2]}/d/calendar.ics?key={secret}"' in page.content.decode()
    )
    assert [secret in str(value) for value in FeedToken.objects.values_list().get()].count(True) == 0


def test_file_holds_the_same_once() -> None:
    world = tour("A")
    journey(world)
    page = world.browser.get("/d/calendar/").content.decode()
    assert "Calendar file (.ics)</a><br><small>Later changes will not reach it.</small></p>" in page
    answer = world.browser.get("/d/agenda/programme.ics")
    assert len(entries(answer.content)) == 6
    assert answer["Content-Disposition"] == f'inline; filename="{world.event.title}.ics"'


def news_by(world: World) -> str:
    return Delegate.objects.get(pk=world.delegate.pk).news_by


def asked_fields(world: World, **typed: str) -> dict[str, Any]:
    """What a browser sends of the form, its tag included."""
    form = world.browser.get(PAGE).context["form"]
    return {bound.html_name: bound.value() for bound in form} | {"do": "tell"} | typed


def test_who_says_nothing_is_told_by_the_calendar() -> None:
    world = tour()
    page = world.browser.get(PAGE)
    assert (news_by(world), page.context["form"]["news_by"].value()) == (NewsBy.CALENDAR, NewsBy.CALENDAR)
    html = page.content.decode()
    assert [html.count(f'type="radio" name="news_by" value="{way}"') for way in NewsBy] == [1, 1, 1]
    assert "Each change that concerns you reaches you in words by mail, whatever you choose here." in html


@pytest.mark.parametrize("way", NewsBy)
def test_delegate_chooses_how_they_are_told(way: NewsBy) -> None:
    world = tour()
    describe(world.delegate, {"news_by": NewsBy.WORDS if way is NewsBy.CALENDAR else NewsBy.CALENDAR}, by=None)
    answer = world.browser.post(PAGE, asked_fields(world, news_by=way), follow=True)
    assert (answer.redirect_chain, news_by(world)) == ([(PAGE, 302)], way)
    assert "How you are told of changes is kept." in answer.content.decode()
    assert not FeedToken.objects.exists()


def test_choice_is_not_repeated_in_the_trail() -> None:
    world = tour()
    entries = AuditEntry.objects.count()
    world.browser.post(PAGE, asked_fields(world, news_by=NewsBy.INVITATIONS))
    assert (news_by(world), AuditEntry.objects.count()) == (NewsBy.INVITATIONS, entries)


@pytest.mark.parametrize("typed", ["", "telegram"])
def test_way_that_there_is_none_of_is_refused_and_the_page_stays(typed: str) -> None:
    world = tour()
    world.browser.post(PAGE, {"do": "renew"})
    answer = world.browser.post(PAGE, asked_fields(world, news_by=typed))
    assert (answer.status_code, news_by(world)) == (400, NewsBy.CALENDAR)
    assert answer.context["form"].errors["news_by"]
    assert "key=" in answer.context["address"]


def test_choice_of_a_colleague_meanwhile_is_not_overwritten() -> None:
    world = tour()
    given = asked_fields(world, news_by=NewsBy.INVITATIONS)
    describe(world.delegate, {"news_by": NewsBy.WORDS}, by=rows.operator())
    assert (world.browser.post(PAGE, given).status_code, news_by(world)) == (400, NewsBy.WORDS)


def test_new_address_leaves_the_choice() -> None:
    world = tour()
    describe(world.delegate, {"news_by": NewsBy.INVITATIONS}, by=None)
    for do in ("renew", "end"):
        world.browser.post(PAGE, {"do": do, "news_by": NewsBy.WORDS})
    assert news_by(world) == NewsBy.INVITATIONS


@pytest.mark.parametrize("address", ["/d/calendar.ics?key=x", "/d/agenda/programme.ics", "/d/worker.js"])
def test_program_that_asks_by_another_method_is_told_what_is_allowed(address: str) -> None:
    """It is not refused as a forged request."""
    client = Client(enforce_csrf_checks=True)
    answers = [client.generic(method, address) for method in ("PROPFIND", "POST", "OPTIONS")]
    assert [(answer.status_code, answer["Allow"]) for answer in answers] == [(405, "GET, HEAD")] * 3
