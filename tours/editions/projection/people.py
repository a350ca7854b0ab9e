"""The rows that say who has a part in a public event, and what cities present there."""

from collections.abc import Iterator, Sequence

from backstage.text.search_keys import keys_in_order
from tours.agenda.people import speaker_of
from tours.agenda.values import PUBLIC
from tours.agenda.view import AgendaView, ItemView
from tours.editions.projection.cities import cities_by_name
from tours.models import PublishedItem, PublishedPart, PublishedPresentation
from tours.models.editions.stored_names import stored_names


def rows_of_people(
    rows: Sequence[PublishedItem], items: Sequence[ItemView], view: AgendaView
) -> Iterator[PublishedPart]:
    """The parts of people in these items, of a public event alone. The rows of the items may still be without a key."""
    if view.audience != PUBLIC:
        return
    slugs = {name: seen.city.slug for name, seen in cities_by_name(view).items()}
    for row, item in zip(rows, items, strict=True):
        for part in item.line.parts:
            if person := speaker_of(part):
                yield PublishedPart(
                    event=row.event,
                    item=row,
                    starts=view.event.starts,
                    uid=person.uid,
                    role=part.role,
                    is_confirmed=part.confirmed,
                    title=person.title,
                    name=person.name,
                    names=stored_names(person.names),
                    position=person.position,
                    organisation=person.organisation,
                    city=person.city,
                    city_slug=slugs.get(person.city, ""),
                )


def presentation_rows(
    rows: Sequence[PublishedItem], items: Sequence[ItemView], view: AgendaView
) -> Iterator[PublishedPresentation]:
    """What cities of a public event present: items in which their people have a part, and those called after them."""
    if view.audience != PUBLIC:
        return
    cities = cities_by_name(view)
    called = {tuple(keys_in_order(name)): seen.city.slug for name, seen in cities.items() if not seen.is_host}
    for row, item in zip(rows, items, strict=True):
        people = (person.city for part in item.line.parts if (person := speaker_of(part)))
        slugs = {cities[name].city.slug for name in people if name in cities}
        title = tuple(keys_in_order(item.line.title))
        slugs |= {slug for name, slug in called.items() if name and title[: len(name)] == name}
        for slug in sorted(slugs):
            yield PublishedPresentation(event=row.event, item=row, starts=view.event.starts, city_slug=slug)


def beside_parts(view: AgendaView) -> tuple[object, ...]:
    """What the rows of parts and presentations say beside their items."""
    return (view.event.starts, {name: (seen.city.slug, seen.is_host) for name, seen in cities_by_name(view).items()})
