"""The event that the style page shows, with an agenda of two days."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from tours.agenda.audiences import for_audience
from tours.agenda.carrying import succeed
from tours.agenda.facts import (
    City,
    Country,
    Document,
    Link,
    Name,
    Note,
    Organisation,
    Part,
    Participation,
    Person,
    Place,
    Point,
    Programme,
    Supporter,
)
from tours.agenda.values import PUBLIC, Agenda, Event, Item, Line, Revision
from tours.agenda.view import AgendaView
from tours.vocabulary import EventKind, ItemKind, OrganisationRole, PersonRole, Status

SUMMARY = "Representatives of cities meet those who plan, build and run smart services, in Seoul (서울) and beyond."
NOTES = Document(
    title="Logistics note", digest="0" * 64, file_name="note.pdf", media_type="application/pdf", size=84_000
)
SEOUL = City(
    slug="seoul",
    name="Seoul",
    country=Country(code="KR", name="Republic of Korea"),
    names=(Name(text="서울", language="ko", script="Hang"),),
    point=Point(latitude=37.567, longitude=126.978),
)
BELGRADE = City(
    slug="belgrade",
    name="Belgrade",
    country=Country(code="RS", name="Serbia"),
    names=(Name(text="Београд", language="sr", script="Cyrl"),),
    point=Point(latitude=44.818, longitude=20.457),
)
HALL = Place(name="Conference hall", city="Seoul")
SPEAKER = Person(uid="speaker", name="Đorđe Čačak", position="Adviser", city="Belgrade")
EVENT = Event(
    uid="event",
    slug="example",
    kind=EventKind.STUDY_TOUR,
    title="Week of cities",
    starts=date(2030, 9, 2),
    ends=date(2030, 9, 3),
    zone="Asia/Seoul",
    host_city=SEOUL,
    programme=Programme(name="Exchange of cities"),
    summary=SUMMARY,
    tier="City-to-City dialogues",
    themes=("Municipal finance", "Urban planning"),
    practical=(Note(heading="Language", body="English and Korean."),),
    documents=(NOTES,),
    supporters=(
        Supporter(
            organisation=Organisation(name="Ministry of Cities", short_name="MOC", url="https://example.org/"),
            role=OrganisationRole.HOST,
        ),
        Supporter(organisation=Organisation(name="Fund for Cities"), role=OrganisationRole.SUPPORTER),
    ),
    cities=(Participation(city=BELGRADE, seats=1, taken=1),),
    url="https://example.org/week/",
)


def agenda_view() -> AgendaView:
    """An agenda of two days: items in every status, items side by side, and an item without a time."""
    whole = _item(0, kind=ItemKind.EVENT, title=EVENT.title, start=None, end=None)
    items = tuple(_item(number, **facts) for number, facts in enumerate(_items(), start=1))
    composed = Agenda(event=EVENT, whole=whole, items=items)
    return for_audience(succeed(None, composed, number=1, at=datetime(2030, 8, 1, tzinfo=UTC)), PUBLIC)


def _items() -> Sequence[dict[str, Any]]:
    return [
        {"kind": ItemKind.FREE_TIME, "title": "Time for the exhibition", "start": None, "end": None},
        {
            "title": "Opening",
            "place": HALL,
            "room": "Main hall",
            "summary": SUMMARY,
            "language": "ko",
            "parts": (Part(role=PersonRole.SPEAKER, person=SPEAKER), Part(role=PersonRole.MODERATOR, confirmed=False)),
            "links": (Link(label="Slides", url="https://example.org/slides"),),
            "documents": (NOTES,),
            "report": "Two cities will share their data.",
        },
        {"kind": ItemKind.BREAK, "title": "Coffee", "start": time(11, 0), "end": time(11, 30)},
        {"title": "Data and services", "start": time(12, 0), "end": time(13, 0), "track": "Data"},
        {"title": "Streets", "start": time(12, 0), "end": time(13, 30), "track": "Streets", "status": Status.TENTATIVE},
        {"title": "Parking", "day": EVENT.ends, "status": Status.CANCELLED},
    ]


def _item(number: int, **facts: Any) -> Item:
    session: dict[str, Any] = {
        "kind": ItemKind.SESSION,
        "day": EVENT.starts,
        "start": time(10, 0),
        "end": time(11, 0),
        "zone": EVENT.zone,
    }
    uid = f"00000000-0000-4000-8000-{number:012}"
    return Item(uid=uid, revisions=(Revision(line=Line(**(session | facts))),))
