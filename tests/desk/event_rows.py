"""What an event consists of, many of each, and the versions of it that were published."""

from datetime import time, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.models import User
from tests.access.world import png
from tests.desk.growing import grown, stored, tied
from tests.factories import rows
from tours.models import (
    AgendaItem,
    Appearance,
    CityName,
    Contact,
    Document,
    DraftComment,
    DraftLink,
    Edition,
    Event,
    EventOrganisation,
    Group,
    ItemLink,
    ItemPart,
    Organisation,
    OrganisationName,
    ParticipatingCity,
    Person,
    PersonName,
    Picture,
    Portrait,
    PracticalNote,
    Purpose,
    Role,
    Track,
    Venue,
)
from tours.record.building.shifting import Shift, shift_items
from tours.record.undoing.undoing import undo
from tours.vocabulary import ItemKind, PersonRole, RoleKind

MOST_TRACKS = 8
MOST_VERSIONS = 60
DAYS = 5
"""A day has as many tracks, and an event as many versions, as some event may have in earnest."""


def fill_lists(event: Event, size: int, *, mark: str) -> None:
    organisations = grown(Organisation, size, name=f"{mark} office {{n}}", city=event.host_city)
    grown(OrganisationName, size, organisation=organisations, text="Ured {n}", language="hr")
    grown(EventOrganisation, size, event=event, organisation=organisations, role="host")
    grown(Purpose, size, event=event, text="Purpose {n}")
    grown(PracticalNote, size, event=event, heading="Note {n}", body="Bring a *coat*.")
    grown(Contact, size, event=event, name="Desk {n}", phone="+82 2 000", email="desk-{n}@example.org")
    grown(Document, size, event=event, title="Leaflet {n}", **stored(f"{mark}-leaflet"))
    grown(Group, size, event=event, name="Bus {n}")
    grown(Track, min(size, MOST_TRACKS), event=event, name="Track {n}")
    event.themes.set(event.programme.themes.all())
    people = grown(User, size, email=f"{mark}-reader-{{n}}@example.org", name="Reader {n}", password="!")
    grown(Role, size, event=event, user=people, kind=RoleKind.VIEWER)


def fill_agenda(event: Event, size: int, *, mark: str) -> None:
    """Each item has its own place, speaker, moderator, link, document and group."""
    venues = grown(Venue, size, city=event.host_city, name=f"{mark} hall {{n}}")
    items = grown(AgendaItem, size, **_of_item(event), venue=venues, track=list(event.tracks.all()))
    tied(items, "groups", list(event.groups.all()))
    tied(items, "documents", list(event.documents.all()))
    grown(ItemLink, size, item=items, label="Slides {n}", url="https://example.org/{n}")
    people = cards(event, size, name=f"{mark} Speaker {{n}}")
    grown(ItemPart, size, item=items, person=people, role=PersonRole.SPEAKER)
    grown(ItemPart, size, item=items, person=people[::-1], role=PersonRole.MODERATOR, position=1)
    fill_pictures(event, people)


def cards(event: Event, size: int, *, name: str) -> list[Person]:
    """People with another spelling of their names, who are something at the event."""
    people = grown(Person, size, display_name=name)
    grown(PersonName, size, person=people, text=f"{name} у преводу", language="sr")
    grown(Appearance, size, event=event, person=people, position="Mayor {n}", city=event.host_city)
    return people


def fill_cities(event: Event, size: int, towns: list[Any], *, mark: str) -> None:
    """Cities that can be invited, and as many associations that were not."""
    grown(CityName, size, city=towns, text="Град {n}", language="sr")
    grown(ParticipatingCity, size, event=event, city=towns, seats=400, position=range(size).__getitem__)
    associations = grown(Organisation, size, name=f"{mark} association {{n}}")
    grown(ParticipatingCity, size, event=event, organisation=associations, position=size)


def fill_versions(event: Event, size: int, *, by: User) -> None:
    """Short versions of before the agenda, one of the whole agenda, and what was edited since, which can be undone."""
    size = min(size, MOST_VERSIONS)
    first = rows.publish(event, by=by)
    facts = {name: getattr(first, name) for name in ("published_at", "format", "agenda", "digest")}
    people = [role.user for role in event.roles.select_related("user")]
    grown(Edition, size, event=event, number=lambda n: n + 2, published_by=people, note="Note {n}", **facts)


def edit(event: Event, size: int, *, by: User) -> None:
    rows.publish(event, by=by)
    shift_items(event, Shift(minutes=1), by=by)
    shift_items(event, Shift(minutes=1, day=event.starts, track=event.tracks.all()[0]), by=by)
    undo(event, by=by)
    readers = [role.user for role in event.roles.select_related("user")]
    links = grown(
        DraftLink, size, event=event, label="Host {n}", digest=f"{event.pk}-{{n}}", made_by=readers, **_for_a_week()
    )
    grown(DraftComment, size, link=links, text="Comment {n}")


def pictures(event: Event, size: int) -> list[Picture]:
    """The picture of the event, in as many rows."""
    assert event.picture
    names = ("digest", "file_name", "media_type", "size", "width", "height")
    facts = {name: getattr(event.picture, name) for name in names}
    return grown(Picture, size, alternative="Picture {n}", file=event.picture.file.name, **facts)


def fill_pictures(event: Event, people: list[Person]) -> None:
    """The logo of the first organisation, and the portrait of the first speaker."""
    office = event.organisations.earliest("pk").organisation
    office.logo = event.picture
    office.save()
    assert event.picture
    [facts] = Picture.objects.filter(pk=event.picture.pk).values(
        "digest", "file_name", "media_type", "size", "width", "height", "file"
    )
    Portrait.objects.create(person=people[0], **facts)


def picture() -> Picture:
    made = Picture(alternative="A hall", file=ContentFile(png(), "hall.png"))
    made.full_clean()
    made.save()
    return made


def _for_a_week() -> dict[str, Any]:
    return {"expires_at": timezone.now() + timedelta(days=7)}


def _of_item(event: Event) -> dict[str, Any]:
    """Eight items side by side, one in each track, then the next eight."""

    def hour(n: int) -> int:
        return 8 + n // (MOST_TRACKS * DAYS)

    return {
        "event": event,
        "title": "Session {n}",
        "kind": ItemKind.SESSION,
        "day": lambda n: event.starts + timedelta(days=n // MOST_TRACKS % DAYS),
        "start": lambda n: time(hour(n), 0),
        "end": lambda n: time(hour(n), 45),
        "room": "Room {n}",
        "capacity": 40,
    }
