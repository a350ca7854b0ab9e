"""The verbs that write what people are at an event. Whoever is new there begins as what they were at their last event."""

from collections.abc import Collection, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from tours.editions.publishing import locked
from tours.editions.standing import without_an_edit
from tours.models import Appearance, City, Event, ItemPart, Organisation, Person

Facts = Mapping[str, Any]
"""Values by the names in `Appearance.FACTS`."""
AT_ONCE = 1000
"""The most people in one query, as databases have a limit."""


def where(person: Person) -> Q:
    """The events where the card has a part or is something, as a condition for events.

    Each relation is looked up by itself. Joined to one another, they are as many rows as the product of all three.
    """
    appearing, parts = Appearance.objects.filter(person=person), ItemPart.objects.filter(person=person)
    return Q(pk__in=appearing.order_by().values("event")) | Q(pk__in=parts.order_by().values("item__event"))


@transaction.atomic
def appear(event: Event, person: Person, facts: Facts) -> Appearance:
    """Writes what the person is at the event. Facts that are not given stay; if none differs, nothing is written.

    Locks the event. Raises ValidationError.
    """
    event = locked(event)
    there = event.appearances.filter(person=person).select_related("organisation", "city").first()
    if there and all(getattr(there, name) == value for name, value in facts.items()):
        return there
    row = there or _beginning(event, [person])[0]
    for name, value in facts.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    speaks = Q(Exists(ItemPart.objects.filter(person=person, item__event=OuterRef("pk"))))
    Event.objects.filter(pk=event.pk).update(**without_an_edit(timezone.now(), unless=speaks))
    return row


def named(words: Mapping[str, Any]) -> dict[str, Any]:
    """Facts for `appear`, of those in which an organisation is given by its name and a city by its slug.

    Raises ValidationError for a name or slug that there is not.
    """
    facts = dict(words)
    if facts.get("organisation"):
        facts["organisation"] = Organisation.objects.filter(name=facts["organisation"]).first()
        if facts["organisation"] is None:
            raise ValidationError({"organisation": [_("There is no organisation with this name.")]})
    if facts.get("city"):
        facts["city"] = City.objects.filter(slug=facts["city"]).first()
        if facts["city"] is None:
            raise ValidationError({"city": [_("There is no city with this slug.")]})
    return facts


def add_appearances(event: Event) -> list[Appearance]:
    """Gives everyone who has a part at the event, and no appearance yet, one that repeats their last. Returns those.

    Every verb that gives parts calls it once, with the event locked. One query if nobody is new; else one more for each
    thousand people, and their saving.
    """
    known = event.appearances.order_by().values("person")
    newcomers = Person.objects.filter(parts__item__event=event).exclude(pk__in=known).order_by("pk").distinct()
    made = _beginning(event, list(newcomers))
    for row in made:
        row.save()
    return made


def prefill(row: Appearance) -> None:
    """Gives an appearance that says nothing yet what the person's last one says."""
    if any(getattr(row, name) for name in Appearance.FACTS):
        return
    [last] = _beginning(row.event, [row.person])
    for name in Appearance.FACTS:
        setattr(row, name, getattr(last, name))


def _beginning(event: Event, people: Collection[Person]) -> list[Appearance]:
    """The first appearance of each at the event. It is not saved."""
    last = _last_of([person.pk for person in people])
    return [Appearance(event=event, person=person, **_facts(last.get(person.pk))) for person in people]


def _facts(row: Appearance | None) -> dict[str, Any]:
    return {name: getattr(row, name) for name in Appearance.FACTS} if row else {}


def _last_of(keys: list[int]) -> dict[int, Appearance]:
    """The appearance of each at their latest event."""
    latest = Appearance.objects.filter(person=OuterRef("person")).latest_first().values("pk")[:1]
    rows = Appearance.objects.filter(pk=Subquery(latest)).select_related("organisation", "city").order_by()
    parts = (keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE))
    return {row.person_id: row for part in parts for row in rows.filter(person__in=part)}
