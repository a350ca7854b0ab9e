"""What is for delegates or for staff reaches no output for everyone: a word of its own stands in each fact, by level.

Which words each output may hold is written here by hand. A word such as `slidesstaff` is the title of a document for
staff.
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from announcements.drafting import DraftKind
from announcements.posts.writing import draft_post
from tests.factories import rows
from tests.tours.pdf.reading import letters
from tours.models import (
    Contact,
    Document,
    Event,
    Group,
    ItemLink,
    PracticalNote,
    PublishedDocument,
    PublishedItem,
    PublishedWord,
)
from tours.vocabulary import Access, Level, PersonRole

pytestmark = pytest.mark.django_db
WORD = re.compile(r"(?:item|link|card|report|paper|slides|note|desk|key|group|join|guide)(?:public|delegates|staff)")
WEEK = "/events/week/"
PDF = f"{WEEK}programme.pdf"


def words(text: str) -> str:
    return " ".join(sorted(set(WORD.findall(text))))


def levels_shown(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert (address, answer.status_code) == (address, 200)
    body = answer.getvalue()
    text = letters(body) if address.split("?")[0].endswith(".pdf") else body.decode().replace("\r\n ", "")
    return words(text)


@pytest.fixture
def event() -> Event:
    """Version 1 has an item for each level; version 2 also has a fact of every kind."""
    made = rows.event(slug="week", title="Smart City Week")
    for level in Level:
        rows.item(made, title=f"item{level}", level=level)
    rows.publish(made, at=datetime(2017, 8, 1, tzinfo=UTC))
    for level in Level:
        _add_facts(made, level)
    rows.publish(made, at=datetime(2017, 8, 2, tzinfo=UTC))
    return made


def _add_facts(event: Event, level: Level) -> None:
    """Adds facts to the item of the level and to the event; to the item for everyone a document, a link and a duty."""
    item = event.items.get(title=f"item{level}")
    item.report, item.staff_note = f"report{level}", "keystaff"
    item.save()
    item.groups.add(Group.objects.create(event=event, name=f"group{level}"))
    ItemLink.objects.create(item=item, label=f"link{level}", url="https://example.org/")
    rows.speaker(item, f"card{level}")
    PracticalNote.objects.create(event=event, heading=f"note{level}", body="Text", level=level)
    Contact.objects.create(event=event, name=f"desk{level}", phone="+82 2 0", level=level)
    _document(event, f"paper{level}", level)
    for_everyone = event.items.get(title="itempublic")
    for_everyone.documents.add(_document(event, f"slides{level}", level))
    ItemLink.objects.create(item=for_everyone, label=f"join{level}", url="https://example.org/", level=level)
    if level is not Level.PUBLIC:
        rows.part(for_everyone, f"guide{level}", role=PersonRole.GUIDE, level=level)


def _document(event: Event, title: str, level: Level) -> Document:
    content = ContentFile(f"%PDF-1.7 {title}".encode(), f"{title}.pdf")
    document = Document(event=event, title=title, level=level, file=content)
    document.full_clean()
    document.save()
    return document


def uid(event: Event, title: str) -> str:
    return str(event.items.get(title=title).uid)


def test_outputs_for_everyone_hold_what_is_for_everyone_and_nothing_else(client: Client, event: Event) -> None:
    item = f"{WEEK}items/{uid(event, 'itempublic')}"
    of_the_item = "cardpublic itempublic joinpublic linkpublic"
    all_of_it = (
        "cardpublic deskpublic itempublic joinpublic linkpublic notepublic paperpublic reportpublic slidespublic"
    )
    assert {address: levels_shown(client, address) for address in _addresses(item)} == {
        WEEK: all_of_it.replace("reportpublic ", ""),  # a report stands on the page of its item
        f"{WEEK}changes/": all_of_it,
        f"{item}/": f"{of_the_item} reportpublic slidespublic",
        f"{item}.ics": of_the_item,
        f"{WEEK}programme.ics": of_the_item,
        f"{WEEK}days/2017-09-04.ics": of_the_item,
        PDF: all_of_it,
        "/api/v1/events/week/editions/2/": all_of_it,
        "/api/v1/events/week/changes/?from=1": all_of_it,
        "/api/v1/events/week/": "paperpublic slidespublic",
        "/api/v1/items/": "itempublic",
        "/api/v1/documents/": "paperpublic slidespublic",
        "/events/": "",
        "/events.ics": "",
    }


def _addresses(item: str) -> Iterable[str]:
    yield from (WEEK, f"{WEEK}changes/", f"{item}/", f"{item}.ics", f"{WEEK}programme.ics")
    yield from (f"{WEEK}days/2017-09-04.ics", PDF, "/events/", "/events.ics")
    yield from ("/api/v1/events/week/editions/2/", "/api/v1/events/week/changes/?from=1", "/api/v1/events/week/")
    yield from ("/api/v1/items/", "/api/v1/documents/")


def test_projection_and_search_hold_what_is_for_everyone_and_nothing_else(event: Event) -> None:
    assert words(" ".join(PublishedItem.objects.values_list("title", flat=True))) == "itempublic"
    assert words(" ".join(PublishedDocument.objects.values_list("title", flat=True))) == "paperpublic slidespublic"
    assert words(" ".join(PublishedWord.objects.values_list("word", flat=True))) == "cardpublic itempublic"


@pytest.mark.parametrize("kind", [DraftKind.PROGRAMME_PUBLISHED, DraftKind.PROGRAMME_CHANGED, DraftKind.WHAT_HAPPENED])
def test_posts_are_drafted_from_what_is_for_everyone(event: Event, kind: DraftKind) -> None:
    post = draft_post(event, kind=kind)
    assert re.findall(r"\w+(?:delegates|staff)\b", f"{post.title} {post.summary} {post.body}") == []


@pytest.mark.parametrize("title", ["itemdelegates", "itemstaff"])
def test_item_for_others_has_no_address_for_everyone(client: Client, event: Event, title: str) -> None:
    address = f"{WEEK}items/{uid(event, title)}"
    assert [_found(client, f"{address}{end}") for end in ("/", ".ics")] == [False, False]


@pytest.mark.parametrize("sort", ["paper", "slides"])
def test_file_is_given_to_those_whom_its_document_is_for(client: Client, event: Event, sort: str) -> None:
    staff = Client()
    staff.force_login(rows.coordinator())
    addresses = [_address(f"{sort}{level}") for level in Level]
    assert [_found(client, address) for address in addresses] == [True, False, False]
    assert [_found(staff, address) for address in addresses] == [True, True, True]


def _address(title: str) -> str:
    document = Document.objects.get(title=title)
    return f"{WEEK}documents/{document.digest}/{document.file_name}"


def _found(browser: Client, address: str) -> bool:
    """Whether the item exists. A hidden item is answered like one that never existed."""
    answer = browser.get(address)
    if answer.status_code == 404:
        assert "<h1>Page not found</h1>" in answer.content.decode()
        return False
    return answer.status_code == 200 and bool(answer.getvalue())


DELEGATES = (
    "carddelegates cardpublic deskdelegates deskpublic guidedelegates itemdelegates itempublic"
    " joindelegates joinpublic linkdelegates linkpublic"
    " notedelegates notepublic paperdelegates paperpublic reportdelegates reportpublic slidesdelegates slidespublic"
)


@pytest.mark.parametrize("query", ["audience=delegates", "audience=delegates&group=groupdelegates"])
def test_booklet_of_delegates_holds_nothing_for_staff(event: Event, query: str) -> None:
    browser = Client()
    browser.force_login(rows.coordinator())
    assert levels_shown(browser, f"{PDF}?{query}") == DELEGATES.replace(" guided", " groupdelegates guided")


def test_event_for_participants_is_drawn_for_delegates_and_holds_nothing_for_staff(event: Event) -> None:
    """This holds even for those who work on the event: everyone sees the participants' page."""
    Event.objects.filter(pk=event.pk).update(access=Access.PARTICIPANTS)
    event.items.get(title="itemdelegates").groups.clear()
    rows.publish(event, at=datetime(2017, 8, 3, tzinfo=UTC))
    browser = Client()
    browser.force_login(rows.coordinator())
    addresses = (WEEK, f"{WEEK}changes/", PDF, f"{WEEK}programme.ics", "/api/v1/events/week/editions/3/")
    seen = {address: levels_shown(browser, address) for address in addresses}
    assert {address for address, text in seen.items() if "staff" in text} == set()
    assert (seen[WEEK], seen[PDF]) == (re.sub(r"report\w+ ", "", DELEGATES), DELEGATES)
    assert [Client().get(address).status_code for address in addresses] == [404] * 5
    assert words(" ".join(PublishedWord.objects.values_list("word", flat=True))) == (
        "carddelegates cardpublic itemdelegates itempublic"
    )
