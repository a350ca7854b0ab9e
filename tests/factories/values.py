"""Makes plain agenda values, for tests of renderers and laws that need no database."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from msgspec.structs import replace

from tours.agenda.audiences import for_audience
from tours.agenda.carrying import succeed
from tours.agenda.facts import (
    City,
    Contact,
    Country,
    Group,
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
from tours.agenda.values import PUBLIC, Agenda, Audience, Event, Item, Line, Revision
from tours.agenda.view import AgendaView
from tours.vocabulary import EventKind, ItemKind, Level, OrganisationRole, PersonRole, Status

PUBLISHED_AT = datetime(2017, 8, 30, 9, 0, tzinfo=UTC)
KOREA = Country(code="KR", name="Republic of Korea")
CROATIA = Country(code="HR", name="Croatia")
SERBIA = Country(code="RS", name="Serbia")
KOSOVO = Country(code="XK", name="Kosovo", footnote="This designation is without prejudice to positions on status.")
SEOUL = City(slug="seoul", name="Seoul", country=KOREA, names=(Name(text="서울", language="ko", script="Hang"),))
RIJEKA = City(slug="rijeka", name="Rijeka", country=CROATIA)
BELGRADE = City(
    slug="belgrade", name="Belgrade", country=SERBIA, names=(Name(text="Београд", language="sr", script="Cyrl"),)
)
PRISHTINA = City(slug="prishtina", name="Prishtina", country=KOSOVO)
KINTEX = Place(
    name="KINTEX",
    city="Goyang",
    address="217-60 Kintex-ro, Ilsanseo-gu, Goyang",
    local_name="킨텍스",
    local_address="고양시 일산서구 킨텍스로 217-60",
    point=Point(latitude=37.6696, longitude=126.7457),
)
MOLIT = Organisation(
    name="Ministry of Land, Infrastructure and Transport",
    short_name="MOLIT",
    names=(Name(text="국토교통부", language="ko", script="Hang"),),
    country=KOREA,
)
WORLD_BANK = Organisation(name="World Bank Smart Cities KSB", short_name="World Bank")


GROUPS = (Group(uid="A", name="First bus"), Group(uid="B", name="Second bus"))


def person(name: str = "Đorđe Čačak", **facts: Any) -> Person:
    card = Person(uid=f"person-{name}", name=name, position="Adviser (fictional)", city="Belgrade")
    return replace(card, **facts)


def line(**facts: Any) -> Line:
    """A confirmed public session at 10:00 to 11:00 on Monday 4 September 2017, Seoul time."""
    session = Line(
        kind=ItemKind.SESSION,
        title="Opening of the week",
        day=date(2017, 9, 4),
        start=time(10, 0),
        end=time(11, 0),
        zone="Asia/Seoul",
    )
    return replace(session, **facts)


def item(uid: str = "item-1", **facts: Any) -> Item:
    return Item(uid=uid, revisions=(Revision(line=line(**facts)),))


def event(**facts: Any) -> Event:
    smart_city_week = Event(
        uid="event-smart-city-week",
        slug="smart-city-week-2017",
        kind=EventKind.STUDY_TOUR,
        title="World Smart City Summit and Smart City Week",
        starts=date(2017, 9, 4),
        ends=date(2017, 9, 8),
        zone="Asia/Seoul",
        host_city=SEOUL,
        programme=Programme(name="World Bank - Austria Urban Partnership Program", short_name="UPP", slug="upp"),
        summary="A study tour on how Korean cities plan, build and run smart services.",
        themes=("Urban governance and anti-corruption",),
        tier="City-to-City dialogues",
        purposes=("Hear about infrastructure projects", "Exchange experience with other countries"),
        practical=(
            Note(heading="Language", body="English and Korean, with interpretation."),
            Note(heading="Hotel (fictional)", body="Hotel Example, near City Hall.", level=Level.DELEGATES),
        ),
        contacts=(Contact(name="Event desk (fictional)", phone="+82 2 0000 0000", email="desk@example.org"),),
        supporters=(
            Supporter(organisation=MOLIT, role=OrganisationRole.HOST),
            Supporter(organisation=WORLD_BANK, role=OrganisationRole.SUPPORTER),
        ),
        cities=(Participation(city=RIJEKA, seats=1, taken=1), Participation(city=BELGRADE, seats=1, taken=1)),
    )
    return replace(smart_city_week, **facts)


def whole(of: Event) -> Item:
    facts = {"kind": ItemKind.EVENT, "title": of.title, "day": of.starts, "ends_on": of.ends, "zone": of.zone}
    return item(of.uid, start=None, end=None, **facts)


def composed(*items: Item, **facts: Any) -> Agenda:
    """An agenda as it is composed from rows, before any edition."""
    of = event(**facts)
    return Agenda(event=of, whole=whole(of), items=items)


def published(
    *items: Item, number: int = 1, at: datetime = PUBLISHED_AT, previous: Agenda | None = None, **facts: Any
) -> Agenda:
    return succeed(previous, composed(*items, **facts), number=number, at=at)


def view(*items: Item, audience: Audience = PUBLIC, **facts: Any) -> AgendaView:
    return for_audience(published(*items, **facts), audience)


def many_items(count: int) -> tuple[Item, ...]:
    """`count` items over five days, with every variety a real agenda has: tracks, TBC, cancelled, timeless, past
    midnight.
    """
    return tuple(_nth_item(number) for number in range(count))


def _nth_item(number: int) -> Item:
    day, slot = number % 5, number // 5
    start = datetime(2017, 9, 4, 8, 0) + timedelta(days=day, minutes=30 * (slot % 28))
    end = start + timedelta(minutes=45)
    facts: dict[str, Any] = {
        "kind": list(ItemKind)[number % 10],
        "title": f"Item {number}: Đakovo, Скопје and 서울",
        "day": start.date(),
        "start": start.time(),
        "end": end.time(),
        "place": KINTEX,
        "room": f"Room {number % 7}",
        "summary": "What cities learn from one another when they meet. " * (number % 3),
        "parts": (Part(role=PersonRole.SPEAKER, person=person()), Part(role=PersonRole.MODERATOR, confirmed=False)),
        "track": ("", "Track A", "Track B")[number % 3],
    }
    if number % 17 == 3:
        facts |= {"start": None, "end": None}
    if number % 13 == 5:
        facts |= {"status": Status.TENTATIVE}
    if number % 19 == 7:
        facts |= {"status": Status.CANCELLED}
    if number % 23 == 9:
        facts |= {"start": time(23, 0), "end": time(1, 0), "ends_on": start.date() + timedelta(days=1)}
    return item(f"item-{number}", **facts)
