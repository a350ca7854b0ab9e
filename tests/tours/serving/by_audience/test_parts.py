"""One item, documents, PDF and calendar of an audience: below its home, and nothing of others."""

import io
import re
from contextlib import closing

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.test import RequestFactory
from django.utils import timezone
from icalendar import Calendar
from pypdf import PdfReader

from tests.factories import rows
from tests.tours.serving.by_audience.makers import HOME, mixed_event, read
from tours.models import Document, Event
from tours.serving.by_audience.documents import documents_part, file_of
from tours.serving.by_audience.downloads import booklet, calendar
from tours.serving.by_audience.items import item_calendar, item_part
from tours.vocabulary import Level

pytestmark = pytest.mark.django_db
SITE_HOME = f"{settings.BASE_URL}{HOME}"


@pytest.fixture
def event() -> Event:
    made = mixed_event()
    rows.publish(made)
    return made


def uid(event: Event, title: str) -> str:
    return str(event.items.get(title=title).uid)


def test_item_is_shown_to_its_own_group_alone(event: Event) -> None:
    part = item_part(read(event, "B"), uid(event, "B"))
    assert (part.title, part.is_there) == ("B", True)
    assert f'href="{HOME}items/{uid(event, "B")}.ics"' in part.html
    assert all(link.startswith(HOME) for link in re.findall('href="([^"]+)"', part.html))
    with pytest.raises(LookupError):
        item_part(read(event, "A"), uid(event, "B"))
    with pytest.raises(LookupError):
        item_calendar(read(event, "A"), uid(event, "B"))


def test_item_that_was_removed_says_so() -> None:
    today = timezone.localdate()
    event = mixed_event(starts=today, ends=today)
    rows.publish(event)
    removed = uid(event, "B")
    event.items.filter(title="B").delete()
    rows.publish(event)
    part = item_part(read(event, "B"), removed)
    assert not part.is_there
    assert "This item has been removed from the programme." in part.html


def test_calendars_lead_below_home(event: Event) -> None:
    whole = Calendar.from_ical(calendar(read(event, "A")))
    found = {str(entry["SUMMARY"]): str(entry["URL"]) for entry in whole.walk("VEVENT")}
    assert found == {title: f"{SITE_HOME}#item-{uid(event, title)}" for title in ("A", "AB", "all", "delegates")}
    assert (str(whole["URL"]), "SOURCE" in whole) == (SITE_HOME, False)
    [one] = Calendar.from_ical(item_calendar(read(event, "A"), uid(event, "A"))).walk("VEVENT")
    assert str(one["URL"]) == found["A"]


def test_feeds_of_two_groups_are_kept_apart(event: Event) -> None:
    ours, theirs = calendar(read(event, "A")), calendar(read(event, "B"))
    assert (b"SUMMARY:B\r\n" in ours, b"SUMMARY:B\r\n" in theirs) == (False, True)


def test_booklet_leads_below_home(event: Event) -> None:
    answer = booklet(RequestFactory().get("/"), read(event, "A"))
    assert answer["Content-Type"] == "application/pdf"
    pages = PdfReader(io.BytesIO(answer.content)).pages  # type: ignore[attr-defined]
    links = {
        str(a.get_object()["/A"]["/URI"]) for page in pages for a in page.get("/Annots", []) if "/A" in a.get_object()
    }
    items = {f"{SITE_HOME}#item-{uid(event, title)}" for title in ("A", "AB", "all", "delegates")}
    assert {link for link in links if link.startswith(settings.BASE_URL)} == {SITE_HOME, *items}


def document(event: Event, level: Level) -> tuple[str, str]:
    """Adds it. Its digest and name."""
    file = SimpleUploadedFile(f"{level}.pdf", b"%PDF-1.7 " + level.encode())
    made = Document(event=event, title=level, level=level, file=file)
    made.full_clean()
    made.save()
    return made.digest, f"{level}.pdf"


def test_documents_go_by_their_level() -> None:
    made = mixed_event()
    slides, note, _key = (document(made, level) for level in (Level.PUBLIC, Level.DELEGATES, Level.STAFF))
    rows.publish(made)
    ours = documents_part(read(made, "A"))
    assert ours.files == {slides, note}
    assert re.findall('href="([^"]+)"', ours.html) == [
        f"{HOME}documents/{digest}/{name}" for digest, name in (slides, note)
    ]
    answer = file_of(read(made, "A"), *note)
    with closing(answer.file_to_stream):  # type: ignore[attr-defined]
        assert b"".join(answer) == b"%PDF-1.7 delegates"
    with pytest.raises(Http404):
        file_of(read(made, "A", level=Level.PUBLIC), *note)
