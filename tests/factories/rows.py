"""Makes rows. Each is complete enough to publish; `facts` are the fields that the test is about."""

from datetime import date, time
from itertools import count
from typing import Any

from accounts.models import User
from tours.models import (
    AgendaItem,
    Appearance,
    City,
    CityName,
    Contact,
    Country,
    Edition,
    Event,
    EventOrganisation,
    ItemPart,
    Organisation,
    ParticipatingCity,
    Person,
    PracticalNote,
    Programme,
    Purpose,
    Role,
    Venue,
)
from tours.vocabulary import EventKind, ItemKind, Level, OrganisationRole, PersonRole, RoleKind

_numbers = count(1)


def coordinator(**facts: Any) -> User:
    """A coordinator of the programme that events belong to unless a test says otherwise, and so of all its events."""
    return colleague(RoleKind.COORDINATOR, at=programme(), **facts)


def colleague(kind: RoleKind, *, at: Event | Programme, **facts: Any) -> User:
    """A user who has that role there, and no other."""
    user = User.objects.create_user(f"{kind}-{next(_numbers)}@example.org", "a good password", **facts)
    role(user, kind, at=at)
    return user


def role(user: User, kind: RoleKind, *, at: Event | Programme) -> Role:
    place = {"event": at} if isinstance(at, Event) else {"programme": at}
    return Role.objects.create(user=user, kind=kind, **place)


def operator() -> User:
    """A user who runs the site."""
    return User.objects.create_superuser(f"operator-{next(_numbers)}@example.org", "a good password", name="Operator")


def stranger(**facts: Any) -> User:
    return User.objects.create_user(f"stranger-{next(_numbers)}@example.org", "a good password", **facts)


def country(code: str = "KR", name: str = "Republic of Korea") -> Country:
    return Country.objects.get_or_create(code=code, defaults={"name": name})[0]


def city(name: str = "Seoul", **facts: Any) -> City:
    facts.setdefault("country", country())
    facts.setdefault("zone", "Asia/Seoul")
    return City.objects.get_or_create(name=name, defaults={"slug": name.lower(), **facts})[0]


def seoul() -> City:
    made = city()
    CityName.objects.get_or_create(city=made, text="서울", language="ko", script="Hang")
    return made


def rijeka() -> City:
    return city("Rijeka", country=country("HR", "Croatia"), zone="Europe/Zagreb")


def belgrade() -> City:
    made = city("Belgrade", country=country("RS", "Serbia"), zone="Europe/Belgrade")
    CityName.objects.get_or_create(city=made, text="Београд", language="sr", script="Cyrl")
    return made


def programme(**facts: Any) -> Programme:
    facts = {"name": "Urban Partnership Program", "short_name": "UPP", "slug": "upp"} | facts
    return Programme.objects.get_or_create(slug=facts["slug"], defaults=facts)[0]


def event(**facts: Any) -> Event:
    number = next(_numbers)
    facts = {
        "kind": EventKind.STUDY_TOUR,
        "title": f"Smart City Week {number}",
        "slug": f"smart-city-week-{number}",
        "starts": date(2017, 9, 4),
        "ends": date(2017, 9, 8),
        "zone": "Asia/Seoul",
    } | facts
    facts.setdefault("programme", programme())
    facts.setdefault("host_city", seoul())
    return Event.objects.create(**facts)


def item(event: Event, **facts: Any) -> AgendaItem:
    facts = {
        "kind": ItemKind.SESSION,
        "title": f"Session {next(_numbers)}",
        "day": event.starts,
        "start": time(10, 0),
        "end": time(11, 0),
    } | facts
    return AgendaItem.objects.create(event=event, **facts)


def venue(name: str = "KINTEX", **facts: Any) -> Venue:
    facts.setdefault("city", city("Goyang"))
    return Venue.objects.get_or_create(name=name, defaults=facts)[0]


def person(name: str = "Đorđe Čačak") -> Person:
    """A card at no event."""
    return Person.objects.create(display_name=name)


def speaker(item: AgendaItem, who: Person | str = "Đorđe Čačak", **facts: Any) -> ItemPart:
    """A part of the person, or of a new one of that name, who appears at the item's event with these `facts`."""
    who = person(who) if isinstance(who, str) else who
    made = part(item, who, role=PersonRole.SPEAKER)
    appearance(item.event, who, **facts)
    return made


def part(item: AgendaItem, who: Person | str, **facts: Any) -> ItemPart:
    return ItemPart.objects.create(item=item, person=person(who) if isinstance(who, str) else who, **facts)


def appearance(event: Event, who: Person, **facts: Any) -> Appearance:
    return Appearance.objects.update_or_create(event=event, person=who, defaults=facts)[0]


def organisation(name: str = "Ministry of Land, Infrastructure and Transport", **facts: Any) -> Organisation:
    return Organisation.objects.get_or_create(name=name, defaults=facts)[0]


def full_event(items: int = 3, **facts: Any) -> Event:
    """An event with a fact of every sort and `items` items over its days, from 08:00 every half hour."""
    made = event(**facts)
    EventOrganisation.objects.create(event=made, organisation=organisation(), role=OrganisationRole.HOST)
    for home in (rijeka(), belgrade()):
        ParticipatingCity.objects.create(event=made, city=home, seats=1, taken=1)
    Purpose.objects.create(event=made, text="Exchange experience with other countries")
    PracticalNote.objects.create(event=made, heading="Language", body="English and Korean.")
    Contact.objects.create(event=made, name="Event desk", phone="+82 2 000", level=Level.DELEGATES)
    place, who = venue(), person()
    rows = [_nth(made, number, place) for number in range(items)]
    AgendaItem.objects.bulk_create(rows)
    ItemPart.objects.bulk_create(ItemPart(item=row, person=who, role=PersonRole.SPEAKER) for row in rows)
    appearance(made, who)
    return made


def _nth(event: Event, number: int, place: Venue) -> AgendaItem:
    day, slot = number % 5, (number // 5) % 28
    start = time(8 + slot // 2, 30 * (slot % 2))
    end = time(start.hour, start.minute + 25)
    days = date.fromordinal(event.starts.toordinal() + day)
    return AgendaItem(event=event, title=f"Item {number}", day=days, start=start, end=end, venue=place)


def publish(event: Event, **facts: Any) -> Edition:
    from tours.editions.publishing import publish as verb

    return verb(event, by=facts.pop("by", None) or coordinator(), **facts)
