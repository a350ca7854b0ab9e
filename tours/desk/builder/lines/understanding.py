"""What is understood of lines while they are typed, and which names may be meant by the last words. Nothing is written."""

import re
from typing import Any, NamedTuple
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import User
from accounts.visitors import signed_in
from tours.desk.finding import event_to_edit
from tours.importing.lines.reading import typed_items
from tours.importing.lines.values import TypedItem
from tours.labels import PERSON_ROLES
from tours.models import Event, Person, Venue
from tours.models.agenda.items import TIME_WITHOUT_DAY
from tours.record.building.names import People, Places

MOST_LINES = 5
MOST_OFFERS = 6
SHORTEST, LONGEST = 3, 200
"""Of a name, in characters."""
PLACE = re.compile(r"@\s*(?:[^@,]*,\s*)?([^@,\n]+)$")
NAME = re.compile(r"(?:,|–|-)\s+([^\W\d_][^@,\n]*)$")
PERSON = re.compile(r"^([^\W\d_][^@,\n]*)$")


class Understood(NamedTuple):
    item: TypedItem
    place: str
    people: list[str]
    doubts: list[str]


@require_POST
def understood(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What was understood of lines, or of the people of an item. It takes at most eight queries, however much was
    typed.
    """
    event, user = event_to_edit(request, uid), signed_in(request)
    text = request.POST.get("text", "").replace("\0", "")
    waits = request.POST.get("day") == ""
    items = typed_items(text[:10_000], waits=waits)
    shown = items[:MOST_LINES]
    people = People(event, [part.name for item in shown for part in item.people], user)
    places = Places(event, [(item.room, item.place) for item in shown])
    field, pattern = ("people", PERSON) if "people" in request.POST else ("text", NAME)
    instead, offers = _offers(event, request.POST.get(field, ""), user, pattern)
    context: dict[str, Any] = {
        "lines": [_understood(item, people, places, waits=waits) for item in shown],
        "more": len(items) - len(shown),
        "field": field,
        "instead": instead,
        "offers": offers,
    }
    return render(request, "tours/builder/_understood.html", context)


def _understood(item: TypedItem, people: People, places: Places, *, waits: bool) -> Understood:
    """`waits`: without a day."""
    doubts: list[str] = [str(TIME_WITHOUT_DAY)] if waits and item.start else []
    named = []
    for part in item.people:
        found = people.meant(part.name)
        name = found[0].display_name if len(found) == 1 else part.name
        words = _("%(role)s: %(name)s") if found else _("%(role)s: %(name)s (new)")
        named.append(words % {"role": PERSON_ROLES[part.role], "name": name})
        try:
            people.named(part.name)
        except ValidationError as refusal:
            doubts += refusal.messages
    try:
        place = _place(item, places)
    except ValidationError as refusal:
        place, doubts = item.place, [*doubts, *refusal.messages]
    return Understood(item, place, named, doubts)


def _place(item: TypedItem, places: Places) -> str:
    where = ", ".join(word for word in (item.room, item.place) if word)
    if not item.place or places.known(item.room, item.place):
        return where
    return _("%(place)s (new)") % {"place": where}


def _offers(event: Event, text: str, by: User, name: re.Pattern[str]) -> tuple[str, list[str]]:
    """The last words if they may be the beginning of a name, and the names that begin so, or have a word that does."""
    line = text.splitlines()[-1][-LONGEST:] if text else ""
    for pattern, names in ((PLACE, _venues), (name, _people)):
        found = pattern.search(line)
        if found and len(found[1].strip()) >= SHORTEST:
            typed = found[1].strip()
            offers = [name for name in names(event, typed, by) if name.casefold() != typed.casefold()]
            return found[1], offers[:MOST_OFFERS]
    return "", []


def _venues(event: Event, typed: str, by: User) -> list[str]:
    there = Q(items__event=event) | Q(city=event.host_city_id)
    found = Venue.objects.visible_to(by).filter(there, name__icontains=typed).order_by("name")
    return list(found.values_list("name", flat=True).distinct()[: MOST_OFFERS + 1])


def _people(_event: Event, typed: str, by: User) -> list[str]:
    begins = Q(display_name__istartswith=typed) | Q(display_name__icontains=f" {typed}")
    found = Person.objects.visible_to(by).filter(begins).order_by("display_name")
    return list(found.values_list("display_name", flat=True).distinct()[: MOST_OFFERS + 1])
