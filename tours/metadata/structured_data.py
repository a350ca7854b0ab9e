"""A page's schema.org data for search engines, in JSON-LD: an event, one of its items, or the path to the page."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.utils.safestring import SafeString

from tours.addresses import card_address, event_address, item_page_address, person_address
from tours.agenda.facts import Organisation, Person
from tours.agenda.people import has_people_pages, speaker_of
from tours.agenda.values import Event, Line
from tours.agenda.view import AgendaView, ItemView
from tours.vocabulary import EventKind, EventState, ItemKind, OrganisationRole, Status

Data = dict[str, Any]

CONTEXT = "https://schema.org"
MOST_SUB_EVENTS = 20
"""The limit keeps an event's page small even with a thousand items; each item's own page names its event."""
TYPES = {
    EventKind.STUDY_TOUR: "EducationEvent",
    EventKind.CONFERENCE: "BusinessEvent",
    EventKind.DIALOGUE: "BusinessEvent",
    EventKind.WORKSHOP: "EducationEvent",
    EventKind.COURSE: "EducationEvent",
}
EVENT_STATUSES = {
    EventState.PLANNED: "EventScheduled",
    EventState.POSTPONED: "EventPostponed",
    EventState.CANCELLED: "EventCancelled",
}
IN_BETWEEN = {
    ItemKind.TRANSFER,
    ItemKind.MEAL,
    ItemKind.BREAK,
    ItemKind.REGISTRATION,
    ItemKind.FREE_TIME,
}
"""Kinds of items that nobody searches for."""
# In a script, only these characters count as markup: they could end it (HTML, 4.12.1.3).
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def as_script(data: Data) -> SafeString:
    """A data block that no browser runs and no Content-Security-Policy limits. It is safe for any text."""
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    return SafeString(f'<script type="application/ld+json">{written}</script>')  # safe: each `<` in texts is escaped


def event_data(view: AgendaView, base_url: str) -> Data:
    """The event with its days, and its first items that are not `IN_BETWEEN` as sub-events."""
    event = view.event
    items = (item for item in view.standing if item.line.kind not in IN_BETWEEN)
    return without_empty(
        {"@context": CONTEXT}
        | _event(event, base_url)
        | {
            "description": event.summary,
            "image": card_address(base_url, event.slug),
            "inLanguage": event.language,
            "keywords": list(event.themes),
            "organizer": _organisers(event),
            "sponsor": _organisations(event.organisations(OrganisationRole.SUPPORTER)),
            "funder": _organisations(event.organisations(OrganisationRole.FUNDER)),
            "subEvent": [_item(item, event, base_url) for item in islice(items, MOST_SUB_EVENTS)],
        }
    )


def item_data(event: Event, item: ItemView, base_url: str) -> Data:
    """An item, who performs and organises it, and the event that it belongs to."""
    data = _item(item, event, base_url)
    return without_empty(
        {"@context": CONTEXT}
        | data
        | {
            "@id": data["url"],
            "description": item.line.summary,
            "inLanguage": item.line.language or event.language,
            "performer": _performers(item.line, event, base_url),
            "organizer": _organisers(event),
            "superEvent": _event(event, base_url),
        }
    )


def person_data(person: Person, base_url: str) -> Data:
    """Somebody who has a part in public events, on their own page."""
    address = person_address(base_url, person.name, person.uid)
    return without_empty({"@context": CONTEXT, "@id": address, "url": address} | _person(person))


def breadcrumb_data(base_url: str, trail: Sequence[tuple[str, str]]) -> Data:
    """The pages above a page and the page itself, from the top: their names, and their addresses on this site."""
    steps = [
        {"@type": "ListItem", "position": number, "name": name, "item": f"{base_url}{path}"}
        for number, (name, path) in enumerate(trail, 1)
    ]
    return {"@context": CONTEXT, "@type": "BreadcrumbList", "itemListElement": steps}


def _event(event: Event, base_url: str) -> Data:
    address = event_address(base_url, event.slug)
    return without_empty(
        {
            "@type": TYPES[event.kind],
            "@id": address,
            "url": address,
            "name": event.title,
            "startDate": event.starts.isoformat(),
            "endDate": event.ends.isoformat(),
            "eventStatus": f"{CONTEXT}/{EVENT_STATUSES[event.state]}",
            "location": {
                "@type": "Place",
                "name": event.host_city.name,
                "alternateName": [name.text for name in event.host_city.names],
                "address": {
                    "@type": "PostalAddress",
                    "addressLocality": event.host_city.name,
                    "addressCountry": event.host_city.country.code,
                },
            },
        }
    )


def _item(item: ItemView, event: Event, base_url: str) -> Data:
    """The data of an item. Only a cancelled item has a status: without one it counts as scheduled."""
    line = item.line
    return without_empty(
        {
            "@type": "Event",
            "url": item_page_address(event_address(base_url, event.slug), item.uid),
            "name": line.title,
            "startDate": _moment(line.starts_at, line.day),
            "endDate": _end(line),
            "eventStatus": f"{CONTEXT}/EventCancelled" if line.status is Status.CANCELLED else "",
            "location": _place(line, event),
        }
    )


def _place(line: Line, event: Event) -> Data:
    """The item's place, or the event's city if the place is unknown."""
    city, place = event.host_city.name, line.place
    address = (place.address or place.city or city) if place else city
    return {"@type": "Place", "name": line.where or city, "address": address}


def _end(line: Line) -> str:
    """The end; empty if it is too early, or if the item has neither an end time nor another last day."""
    if line.ends_too_early or (line.end is None and line.ends_on is None):
        return ""
    return _moment(line.ends_at, line.last_day)


def _moment(moment: datetime | None, day: date) -> str:
    """The moment with the offset at the place, or only the day if there is no clock time."""
    return moment.isoformat() if moment else day.isoformat()


def _performers(line: Line, event: Event, base_url: str) -> list[Data]:
    """The people who are sure to have a part in the item, each once: a person may moderate and speak. At a public
    event they have pages.
    """
    people = {person.uid: person for part in line.parts if part.confirmed and (person := speaker_of(part))}
    has_pages = has_people_pages(event)
    return [
        _person(person) | ({"url": person_address(base_url, person.name, person.uid)} if has_pages else {})
        for person in people.values()
    ]


def _person(person: Person) -> Data:
    return {
        "@type": "Person",
        "name": person.name,
        "alternateName": [name.text for name in person.names],
        "honorificPrefix": person.title,
        "jobTitle": person.position,
        "affiliation": {"@type": "Organization", "name": person.organisation} if person.organisation else "",
    }


def _organisers(event: Event) -> list[Data]:
    """The organisers, or the hosts if there are none, as schema.org data."""
    found = event.organisations(OrganisationRole.ORGANISER) or event.organisations(OrganisationRole.HOST)
    return _organisations(found)


def _organisations(organisations: Sequence[Organisation]) -> list[Data]:
    return [without_empty({"@type": "Organization", "name": each.name, "url": each.url}) for each in organisations]


def without_empty(data: Data) -> Data:
    """The data without empty values, at every depth."""
    return {name: _full(value) for name, value in data.items() if value}


def _full(value: Any) -> Any:
    if isinstance(value, dict):
        return without_empty(value)
    return [_full(each) for each in value] if isinstance(value, list) else value
