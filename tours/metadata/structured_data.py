"""What a page says to search engines, as data of schema.org in JSON-LD: an event, an item of it, the way to the page."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.utils.safestring import SafeString

from tours.addresses import card_address, event_address, item_address
from tours.agenda.facts import Organisation
from tours.agenda.values import Event, Line
from tours.agenda.view import AgendaView, ItemView
from tours.vocabulary import EventKind, EventState, ItemKind, OrganisationRole, Status

Data = dict[str, Any]

CONTEXT = "https://schema.org"
MOST_SUB_EVENTS = 20
"""On the event's page, which an agenda of a thousand items must not make heavy; each item's page names its event."""
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
"""What nobody looks for an event by."""
# Markup has no meaning in a script but these, which could end it (HTML, 4.12.1.3).
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def as_script(data: Data) -> SafeString:
    """A data block, which no browser runs and no Content-Security-Policy speaks of, whatever the texts hold."""
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    return SafeString(f'<script type="application/ld+json">{written}</script>')  # safe: no `<` of a text is left


def event_data(view: AgendaView, base_url: str) -> Data:
    """The event as its days, with the first items of substance as its sub-events."""
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
    """An item, and the event that it is part of."""
    return without_empty(
        {"@context": CONTEXT}
        | _item(item, event, base_url)
        | {"description": item.line.summary, "superEvent": _event(event, base_url)}
    )


def breadcrumb_data(base_url: str, trail: Sequence[tuple[str, str]]) -> Data:
    """The pages above one and the page itself: names, and addresses on this site, from the first."""
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
    """Only of what is cancelled the status is told: what has none is scheduled."""
    line = item.line
    return without_empty(
        {
            "@type": "Event",
            "url": item_address(base_url, event.slug, item.uid),
            "name": line.title,
            "startDate": _moment(line.starts_at, line.day),
            "endDate": _end(line),
            "eventStatus": f"{CONTEXT}/EventCancelled" if line.status is Status.CANCELLED else "",
            "location": _place(line, event),
        }
    )


def _place(line: Line, event: Event) -> Data:
    """Where the item's own place is not known, that of the event stands for it."""
    city, place = event.host_city.name, line.place
    address = (place.address or place.city or city) if place else city
    return {"@type": "Place", "name": line.where or city, "address": address}


def _end(line: Line) -> str:
    """Nothing where it ends on the day it begins, at no known time, or too early."""
    if line.ends_too_early or (line.end is None and line.ends_on is None):
        return ""
    return _moment(line.ends_at, line.last_day)


def _moment(moment: datetime | None, day: date) -> str:
    """With the offset at the place; the day alone where there is no clock time."""
    return moment.isoformat() if moment else day.isoformat()


def _organisers(event: Event) -> list[Data]:
    """Hosts are organisers to schema.org, where nobody else is."""
    found = event.organisations(OrganisationRole.ORGANISER) or event.organisations(OrganisationRole.HOST)
    return _organisations(found)


def _organisations(organisations: Sequence[Organisation]) -> list[Data]:
    return [without_empty({"@type": "Organization", "name": each.name, "url": each.url}) for each in organisations]


def without_empty(data: Data) -> Data:
    """The data without its empty values."""
    return {name: value for name, value in data.items() if value}
