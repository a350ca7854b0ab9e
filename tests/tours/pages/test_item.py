"""The page of one item of an agenda."""

import re
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertInHTML

from tests.counting import asked
from tests.factories import rows, values
from tests.isolation import without_bdi
from tests.refusals import is_not_found
from tours.agenda.carrying import succeed
from tours.agenda.changes.comparing import Detail
from tours.agenda.changes.item_story import item_page
from tours.agenda.values import Agenda, Item, Revision
from tours.models import Document, Event, ItemLink
from tours.vocabulary import Access, Level, PersonRole, Status


def published(*lines: dict[str, Any]) -> Agenda:
    """Publishes an edition for each line of an item. An empty line removes the item."""
    agenda = None
    for number, facts in enumerate(lines, start=1):
        at = values.PUBLISHED_AT + timedelta(days=number)
        items = [] if facts == {"removed": True} else [values.item("one", **facts)]
        agenda = values.published(*items, number=number, at=at, previous=agenda)
    assert agenda
    return agenda


def item_path(event: Event, item: Any) -> str:
    return f"/events/{event.slug}/items/{item.uid}/"


def html(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return without_bdi(answer)


def facts(page: str) -> dict[str, list[str]]:
    """The list of facts without markup."""
    found = re.findall(
        r"<div><dt>(.*?)</dt>(.*?)</div>", page.partition('<dl class="facts">')[2].partition("</dl>")[0], re.DOTALL
    )
    return {
        name: [" ".join(re.sub("<.*?>", "", dd).split()) for dd in re.findall("<dd.*?>(.*?)</dd>", rest, re.DOTALL)]
        for name, rest in found
    }


def test_item_stands_between_the_ones_before_and_after_it_that_day() -> None:
    first, second, third = (
        values.item(uid, start=time(hour), end=time(hour + 1)) for uid, hour in (("a", 9), ("b", 10), ("c", 11))
    )
    next_day = values.item("d", day=date(2017, 9, 5))
    agenda = values.published(third, first, second, next_day)
    beside = {}
    for uid in "abcd":
        page = item_page(agenda, uid)
        beside[uid] = (page.previous and page.previous.uid, page.following and page.following.uid)
    assert beside == {"a": (None, "b"), "b": ("a", "c"), "c": ("b", None), "d": (None, None)}


def test_item_for_others_is_neither_told_nor_beside_another() -> None:
    hidden = values.item("hidden", level=Level.STAFF, start=time(9))
    agenda = values.published(hidden, values.item("shown"))
    assert item_page(agenda, "shown").previous is None
    with pytest.raises(LookupError, match="no item hidden"):
        item_page(agenda, "hidden")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ({}, "Seoul time (UTC+9)"),
        ({"zone": "Europe/Zagreb"}, "Zagreb time (UTC+2)"),
        ({"end_zone": "Asia/Seoul"}, "Seoul time (UTC+9)"),
        ({"end_zone": "Europe/Zagreb"}, "Seoul time (UTC+9), ends at Zagreb time (UTC+2)"),
        ({"end_zone": "Europe/Zagreb", "end": None}, "Seoul time (UTC+9)"),
        ({"start": None, "end": None}, ""),
    ],
)
def test_item_says_whose_time_its_clock_shows(line: dict[str, Any], expected: str) -> None:
    assert item_page(published(line), "one").zone == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([{}], ()),
        ([{}, {}], ()),
        ([{}, {"room": "Hall 2"}], (Detail(label="Place", before="", after="Hall 2"),)),
        (
            [{"room": "Hall 1"}, {"room": "Hall 2"}, {"room": "Hall 3"}],
            (Detail(label="Place", before="Hall 1", after="Hall 3"),),
        ),
        ([{"room": "Hall 1"}, {"room": "Hall 2"}, {"room": "Hall 1"}], ()),
        ([{"level": Level.STAFF, "room": "Hall 1"}, {"room": "Hall 2"}], ()),
        (
            [{"room": "Hall 1"}, {"removed": True}, {"room": "Hall 2"}],
            (Detail(label="Place", before="Hall 1", after="Hall 2"),),
        ),
        ([{"room": "Hall 1"}, {"removed": True}], ()),
    ],
)
def test_item_tells_what_reads_otherwise_than_when_it_came(
    lines: list[dict[str, Any]], expected: tuple[Detail, ...]
) -> None:
    assert item_page(published(*lines), "one").details == expected


def test_item_tells_nothing_of_an_edition_that_is_withdrawn() -> None:
    mistaken = published({"room": "By mistake"})
    again = values.composed(values.item("one", room="Hall 2"))
    agenda = succeed(mistaken, again, number=2, at=values.PUBLISHED_AT + timedelta(days=2), withdrawn=(1,))
    page = item_page(agenda, "one")
    assert (page.item.line.room, page.item.created.number, page.details) == ("Hall 2", 1, ())


def test_item_that_was_removed_is_gone_with_its_last_text() -> None:
    page = item_page(published({"title": "Visit"}, {"removed": True}), "one")
    assert (page.item.gone, page.item.line.title, page.item.line.status) == (True, "Visit", Status.CANCELLED)
    assert (page.previous, page.following) == (None, None)


def test_item_page_is_the_same_for_the_same_agenda() -> None:
    agenda = Agenda(
        event=values.event(),
        whole=values.published().whole,
        items=(Item(uid="one", revisions=(Revision(since=values.published().stamp, line=values.line()),)),),
        stamp=values.published().stamp,
    )
    assert item_page(agenda, "one") == item_page(agenda, "one")


@pytest.mark.django_db
def test_page_tells_everything_of_the_item(client: Client) -> None:
    event = rows.event(slug="week", title="Smart City Week")
    place = rows.venue(address="217-60 Kintex-ro", local_name="킨텍스", latitude=37.6696, longitude=126.7457)
    item = rows.item(
        event,
        title="Control centre",
        summary="At 서울",
        venue=place,
        room="Hall 2",
        language="ko",
        capacity=20,
        report="Seen.\n\nHeard.",
    )
    rows.part(item, "Đorđe Čačak", role=PersonRole.SPEAKER, confirmed=False)
    ItemLink.objects.create(item=item, label="Slides", url="https://example.org/slides")
    document = Document(event=event, title="Map", file=SimpleUploadedFile("map.pdf", b"%PDF-1.7\n"))
    document.full_clean()
    document.save()
    item.documents.add(document)
    rows.publish(event)
    page = html(client, item_path(event, item))
    assert "<title>Control centre, Smart City Week - Sojourn</title>" in page
    assert facts(page) == {
        "When": ["Monday 4 September 2017", "10:00–11:00, Seoul time (UTC+9)"],
        "Where": ["Hall 2, KINTEX, Goyang", "217-60 Kintex-ro"],
        "Kind": ["Session"],
        "Language": ["Korean"],
        "How many": ["Takes 20 people"],
        "People": ["Speaker: Đorđe Čačak (to be confirmed)"],
    }
    for part in (
        """<div class="to-show"><p>To show to a driver:</p><p class="large"><span lang="ko">킨텍스</span></p>
        <p class="large">217-60 Kintex-ro</p></div>""",
        '<a href="https://www.openstreetmap.org/?mlat=37.669600&mlon=126.745700#map=16/37.669600/126.745700" rel="external">OpenStreetMap</a>',
        '<a href="https://www.google.com/maps/search/?api=1&query=37.669600,126.745700" rel="external">Google Maps</a>',
        '<a href="geo:37.669600,126.745700">Open in the map app on this device</a>',
        '<p class="text">At <span lang="ko">서울</span></p>',
        '<li><a href="https://example.org/slides" rel="external">Slides</a></li>',
        f'<a href="/events/week/documents/{document.digest}/map.pdf">Map</a>',
        '<div class="prose"><p>Seen.</p><p>Heard.</p></div>',
        f"""<p class="action"><a href="/events/week/items/{item.uid}.ics">Add to calendar</a>
        <small>A file: later changes will not reach it.</small></p>""",
        f'<a href="/events/week/#item-{item.uid}">See the whole programme</a>',
        '<a href="/events/week/">Smart City Week</a>',
    ):
        assertInHTML(part, page)


@pytest.mark.django_db
def test_page_of_an_item_without_a_time_or_place_says_so(client: Client) -> None:
    event = rows.event()
    item = rows.item(event, start=None, end=None)
    rows.publish(event)
    assert facts(html(client, item_path(event, item))) == {
        "When": ["Monday 4 September 2017", "No set time"],
        "Kind": ["Session"],
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (Status.CANCELLED, '<p class="note alert">This item is cancelled.</p>'),
        (Status.TENTATIVE, '<p class="note notice">This item is to be confirmed.</p>'),
    ],
)
def test_page_says_how_the_item_stands(client: Client, status: Status, sentence: str) -> None:
    event = rows.event()
    item = rows.item(event, status=status)
    rows.publish(event)
    page = html(client, item_path(event, item))
    assertInHTML(sentence, page)
    assert (f'{item.uid}.ics">Add' in page) is (status is Status.TENTATIVE)


@pytest.mark.django_db
def test_page_of_an_item_that_was_taken_out_says_so_and_is_for_no_index(client: Client) -> None:
    day = timezone.now().date() + timedelta(days=30)
    event, by = rows.event(starts=day, ends=day), rows.coordinator()
    item = rows.item(event, title="Visit")
    rows.item(event, title="Another")
    address = item_path(event, item)
    rows.publish(event, by=by)
    assert "noindex" not in html(client, address)
    item.delete()
    rows.publish(event, by=by)
    page = html(client, address)
    note = "This item has been removed from the programme. Its last published details are below."
    assertInHTML(f'<p class="note alert">{note}</p>', page)
    assertInHTML("<h1>Visit</h1>", page)
    assert ('<meta name="robots" content="noindex">' in page, "Add to calendar" in page, 'rel="prev"' in page) == (
        True,
        False,
        False,
    )


@pytest.mark.django_db
def test_page_tells_what_changed_and_since_when(client: Client) -> None:
    event, by = rows.event(), rows.coordinator()
    item = rows.item(event, room="Room 5")
    rows.publish(event, by=by)
    item.room = "Hall 2"
    item.save()
    rows.publish(event, by=by)
    page = html(client, item_path(event, item))
    assertInHTML("<p>In the programme since version 1, last changed in version 2.</p>", page)
    assertInHTML(
        '<div><dt>Place</dt><dd><ins>Hall 2</ins> <span class="was">was: <del>Room 5</del></span></dd></div>', page
    )


@pytest.mark.django_db
@pytest.mark.parametrize("uid", [str(UUID(int=0)), "1", "00000000-0000-0000-0000-00000000000G"])
def test_item_that_there_is_not_is_not_found_and_nothing_is_kept_of_it(client: Client, settings: Any, uid: str) -> None:
    rows.publish(rows.full_event(3, slug="week"))
    assert is_not_found(client.get(f"/events/week/items/{uid}/"))
    assert list(settings.KEPT_DIR.rglob("*.html")) == []


@pytest.mark.django_db
def test_item_of_another_level_or_another_event_is_not_found(client: Client) -> None:
    event, other = rows.event(), rows.event()
    item, elsewhere = rows.item(event, level=Level.DELEGATES), rows.item(other)
    rows.publish(event)
    rows.publish(other)
    assert is_not_found(client.get(item_path(event, item)))
    assert is_not_found(client.get(item_path(event, elsewhere)))
    client.force_login(rows.coordinator())
    assert is_not_found(client.get(item_path(event, item)))


@pytest.mark.django_db
def test_item_of_an_event_for_participants_is_found_by_staff_alone(client: Client) -> None:
    event = rows.event(access=Access.PARTICIPANTS)
    item = rows.item(event, level=Level.DELEGATES)
    rows.publish(event)
    assert is_not_found(client.get(item_path(event, item)))
    client.force_login(rows.coordinator())
    answer = client.get(item_path(event, item))
    assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-cache")


@pytest.mark.django_db
@pytest.mark.parametrize("count", [3, 300])
def test_kept_page_costs_one_query_and_one_row(client: Client, count: int) -> None:
    event = rows.full_event(count)
    rows.publish(event)
    address = item_path(event, event.items.all()[1])
    with asked() as cold:
        client.get(address)
    assert (cold.queries, cold.rows()) == (3, 2)
    with asked() as warm:
        answer = client.get(address)
    assert (answer.status_code, warm.queries, warm.rows()) == (200, 1, 1)
    with asked() as conditional:
        answer = client.get(address, headers={"If-None-Match": answer["ETag"]})
    assert (answer.status_code, conditional.queries) == (304, 1)


@pytest.mark.django_db
def test_markup_in_any_text_prints_as_text(client: Client) -> None:
    image = "<img src=x onerror=alert(1)>"
    event = rows.event(title=image)
    item = rows.item(event, title=image, summary=image, room=image, report=image)
    rows.speaker(item, image)
    rows.publish(event)
    page = html(client, item_path(event, item))
    assert ("<img" in page, page.count("&lt;img src=x") > 5) == (False, True)


@pytest.mark.django_db
def test_agenda_leads_to_each_item(client: Client) -> None:
    event = rows.full_event(3, slug="week")
    rows.publish(event)
    page = html(client, "/events/week/")
    addresses = re.findall(r'<h4><a href="(.*?)">', page)
    assert sorted(addresses) == sorted(item_path(event, item) for item in event.items.all())
