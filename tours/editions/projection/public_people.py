"""Keeps, for each person who has a part in public events, what the latest of these events says of them."""

from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter

from django.db.models import OuterRef, Subquery

from backstage.plain_rows import insert
from backstage.text.search_keys import stored_keys
from tours.addresses import KEY_OF_PERSON, person_slug
from tours.agenda.facts import Person
from tours.agenda.people import speaker_of
from tours.agenda.values import PUBLIC
from tours.agenda.view import AgendaView
from tours.models import Event, PublicPerson, PublicPersonWord, PublishedPart

COPIED = ("title", "name", "names", "position", "organisation", "city")
"""What a person's row takes from their part in the latest event."""


def people_of(view: AgendaView) -> dict[str, list[tuple[Person, str]]]:
    """What the public reads of the people in the event, with their roles, by UID. An event for participants has nobody
    here.
    """
    found: dict[str, list[tuple[Person, str]]] = {}
    for item in view.standing if view.audience == PUBLIC else ():
        for part in item.line.parts:
            if person := speaker_of(part):
                found.setdefault(person.uid, []).append((person, part.role))
    return found


def people_at(event: Event) -> set[str]:
    """The UIDs of the people of the event as it is published now."""
    return set(PublishedPart.objects.filter(event=event.pk).values_list("uid", flat=True).order_by())


def write_latest_of_people(uids: Iterable[str]) -> None:
    """Writes these people again from the latest event of each; who has no part any more leaves. Six queries at most.

    Call it after `tick`, whose lock lets one transaction at a time do this.
    """
    asked = set(uids)
    if not asked:
        return
    newest = PublishedPart.objects.filter(uid=OuterRef("uid")).newest_first().values("event")[:1]
    parts = PublishedPart.objects.filter(uid__in=asked, event=Subquery(newest)).in_order_of("uid")
    people = [_person_row(list(of_one)) for _uid, of_one in groupby(parts, key=attrgetter("uid"))]
    PublicPerson.objects.filter(uid__in=asked).delete()
    PublicPerson.objects.bulk_create(people, batch_size=500)
    insert(
        PublicPersonWord,
        ("person_id", "word"),
        [(person.uid, word) for person in people for word in sorted(stored_keys(_text_of(person)))],
    )


def _person_row(parts: list[PublishedPart]) -> PublicPerson:
    first = parts[0]
    slug = person_slug(first.name, first.uid)
    roles = list(dict.fromkeys(part.role for part in parts))
    facts = {name: getattr(first, name) for name in COPIED}
    return PublicPerson(
        uid=first.uid, key=slug[-KEY_OF_PERSON:], slug=slug, event_id=first.event_id, roles=roles, **facts
    )


def _text_of(row: PublicPerson) -> str:
    """The words by which a person is found: names, affiliation, and the roles."""
    person = row.as_person()
    return " ".join((person.name, person.affiliation, *(name.text for name in person.names), *row.roles))
