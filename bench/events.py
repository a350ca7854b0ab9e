"""The events for the benchmark: rows with everything that a real agenda may have."""

from tests.factories import rows, values
from tours.agenda.values import Line
from tours.models import AgendaItem, Event, ItemPart, Person, Track, Venue

AGAIN = " (again)"


def made_event(items: int) -> Event:
    """Makes an unpublished event with the items of `tests.factories.values.many_items`."""
    event = rows.full_event(0, slug=f"week-of-{items}", title="World Smart City Summit and Smart City Week")
    lines = [item.line for item in values.many_items(items) if item.line]
    tracks = {name: Track.objects.create(event=event, name=name) for name in {line.track for line in lines} - {""}}
    venue, person = _venue(), rows.person(position="Adviser (fictional)")
    made = AgendaItem.objects.bulk_create(_item(event, line, venue, tracks) for line in lines)
    ItemPart.objects.bulk_create(
        part for item, line in zip(made, lines, strict=True) for part in _parts(item, line, person)
    )
    return event


def change_one_item(event: Event) -> None:
    """Changes the title of the first item, so that there is something to publish."""
    item = event.items.all()[0]
    item.title = item.title.removesuffix(AGAIN) if item.title.endswith(AGAIN) else item.title + AGAIN
    item.save()


def _venue() -> Venue:
    place = values.KINTEX
    point = {"latitude": place.point.latitude, "longitude": place.point.longitude} if place.point else {}
    return rows.venue(
        place.name,
        address=place.address,
        local_name=place.local_name,
        local_address=place.local_address,
        **point,
    )


def _item(event: Event, line: Line, venue: Venue, tracks: dict[str, Track]) -> AgendaItem:
    return AgendaItem(
        event=event,
        kind=line.kind,
        title=line.title,
        summary=line.summary,
        day=line.day,
        start=line.start,
        end=line.end,
        ends_on=line.ends_on,
        status=line.status,
        venue=venue,
        room=line.room,
        track=tracks.get(line.track),
    )


def _parts(item: AgendaItem, line: Line, person: Person) -> list[ItemPart]:
    return [
        ItemPart(
            item=item,
            person=person if part.person else None,
            role=part.role,
            confirmed=part.confirmed,
            position=position,
        )
        for position, part in enumerate(line.parts)
    ]
