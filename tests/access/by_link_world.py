"""Who comes by personal link to one event or another, and the arguments of the addresses about things of the first."""

from collections.abc import Callable
from hashlib import sha256
from typing import Any, NamedTuple

from django.core.files.base import ContentFile
from django.test import Client

from participants.delegate.driver_cards import card_of_venue
from participants.models import Delegate, FocalPoint, Invitation, InvitationFile
from tests.access.world import Arguments
from tests.factories import rows
from tests.participants import makers
from tests.participants.travel.makers import leg, stay
from tests.participants.visits import coming_event, proven_visitor
from tours.models import AgendaItem, Document, Event
from tours.vocabulary import RoleKind

PDF = b"%PDF-1.7 what an item leads to"
OF_INVITATION = (
    "accept", "add_names", "agenda", "ask", "companion", "confirm", "decline", "invitation", "letter", "order", "sheet", "sheet_pdf",
)  # fmt: skip
OF_NAME = ("again", "name", "someone_else", "withdraw")


class World(NamedTuple):
    """`others` is of another event of the same programme, and `elsewhere` of another city."""

    event: Event
    delegate: Delegate
    others: Delegate
    point: FocalPoint
    elsewhere: FocalPoint
    item: AgendaItem
    file: InvitationFile


def made() -> World:
    by = rows.operator()
    event, other = coming_event(title="Week"), coming_event(title="Other week")
    home, away = rows.rijeka(), rows.belgrade()
    points = [makers.focal_point(event, city, email=f"{city.slug}@example.org") for city in (home, away)]
    delegate = makers.accepted(makers.delegation(event, by=by, city=home), by=by, name="Ana")
    others = makers.accepted(makers.delegation(other, by=by, city=away), by=by, name="Eva")
    for row in (delegate, others):
        Delegate.objects.filter(pk=row.pk).update(told_state=row.state)
    leg(delegate)
    stay(delegate)
    item = rows.item(event, title="Visit")
    slides = Document(event=event, title="Slides", file=ContentFile(PDF, "slides.pdf"))
    terms = InvitationFile(invitation=_invitation(event), title="Terms", file=ContentFile(PDF, "terms.pdf"))
    for file in (slides, terms):
        file.full_clean()
        file.save()
    for each in (event, other):
        rows.publish(each)
    return World(event, delegate, others, points[0], points[1], item, terms)


def _invitation(event: Event) -> Invitation:
    return Invitation.objects.get_or_create(event=event)[0]


def arguments_by_link(world: World) -> dict[str, Arguments]:
    """By route. Those that need none are not here. What they name is of the delegate, the focal point or the event."""
    uid, item = {"uid": world.event.uid}, {"uid": world.item.uid}
    flight = {"key": world.delegate.legs.get().pk}
    document = {"digest": sha256(PDF).hexdigest(), "file_name": "slides.pdf"}
    of_focal_point: dict[str, Arguments] = {
        **dict.fromkeys(OF_INVITATION, uid),
        **dict.fromkeys(OF_NAME, uid | {"key": world.delegate.pk}),
        "document": uid | document,
        "file": uid | {"key": world.file.pk},
    }
    return {
        "participants:driver_card": {"key": card_of_venue(world.delegate.stays.get().hotel).key},
        "participants:my_file": document,
        **dict.fromkeys(("participants:my_flight", "participants:remove_flight"), flight),
        **dict.fromkeys(("participants:my_item", "participants:my_item_calendar", "participants:my_star"), item),
        "participants:new_flight": {"way": "in"},
        **{f"participants:focal_point_{name}": facts for name, facts in of_focal_point.items()},
    }


PERSONAS: dict[str, Callable[[World], Client]] = {
    "stranger": lambda world: Client(),
    "coordinator": lambda world: _signed_in(),
    "delegate": lambda world: proven_visitor(world.delegate),
    "other": lambda world: proven_visitor(world.others),
    "focal": lambda world: proven_visitor(world.point),
    "elsewhere": lambda world: proven_visitor(world.elsewhere),
    "host": lambda world: proven_visitor(_liaison(world)),
}
"""The visitors, in the order of the table's columns. Whoever came by link has just typed a code."""


def _signed_in() -> Client:
    client = Client()
    client.force_login(rows.coordinator())
    return client


def _liaison(world: World) -> Any:
    return rows.colleague(RoleKind.HOST, at=world.event).roles.get()
