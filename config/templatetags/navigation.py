"""The links of the desk, and those to its pages of one event: only to whom each serves, with the current one marked."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from django import template
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from announcements.desk.site_texts.kinds import KINDS
from tours.models.rights import allowed_anywhere
from tours.role_powers import Power

register = template.Library()


class Link(NamedTuple):
    label: Promise
    address: str
    current: str
    """`page`, or `true` where a page below it is open; empty for others."""


class Place(NamedTuple):
    """A page that the navigation leads to, and to whom: a user, or an event that was read with their rights."""

    route: str
    label: Promise
    part: str = ""
    """The name under which the pages below it stand."""
    serves: Callable[[Any], bool] = lambda reader: True


def _operates(user: User) -> bool:
    return isinstance(user, User) and user.is_operator


DESK = (
    Place("tours:desk", _("Desk")),
    Place("announcements:desk_all_posts", _("Posts"), serves=lambda user: allowed_anywhere(user, Power.POSTS)),
    Place(
        "announcements:desk_site",
        _("Site texts"),
        serves=lambda user: any(kind.may(user) for kind in KINDS.values()),
    ),
    Place("backstage:jobs", _("Jobs")),
    Place("tours:tokens", _("API tokens")),
    Place("tours:audit", _("Audit trail")),
    Place("backstage:outgoing_mails", _("Mail"), serves=_operates),
    Place("participants:retention", _("What is deleted when"), serves=_operates),
)
EVENT = (
    Place("tours:desk_event", _("Overview"), "event"),
    Place("tours:desk_facts", _("Facts"), serves=lambda event: event.changes_facts),
    Place("tours:desk_agenda", _("Agenda"), "agenda"),
    Place("tours:desk_import", _("Import"), "import", lambda event: event.edits_agenda),
    Place("tours:desk_checks", _("Checks")),
    Place("tours:desk_publish", _("Publish")),
    Place("tours:desk_versions", _("Versions"), "versions"),
    Place("announcements:desk_posts", _("Posts"), "posts"),
    Place("tours:desk_downloads", _("Files"), "files"),
)
PEOPLE = (
    Place("participants:delegations", _("Delegations"), "delegations"),
    Place("participants:delegates", _("Delegates"), "delegates", lambda event: event.registers or event.edits_agenda),
    Place("participants:arrivals", _("Journey"), "journey", lambda event: event.registers),
    Place("participants:selection", _("Selection"), serves=lambda event: event.registers),
    Place("participants:tell", _("Tell decisions"), serves=lambda event: event.registers),
    Place("participants:requests", _("Requests"), "requests", lambda event: event.registers),
    Place("participants:remind", _("Letters"), "letters", lambda event: event.registers),
    Place("participants:seen", _("Seen"), serves=lambda event: event.registers),
    Place(
        "announcements:desk_notices",
        _("Notices"),
        "notices",
        lambda event: event.changes_facts or event.registers,
    ),
    Place("participants:invitation", _("Invitation"), serves=lambda event: event.registers),
    Place("tours:event_roles", _("Roles")),
)


@register.simple_tag
def desk_links(user: User, path: str) -> list[Link]:
    """`{% desk_links user path as links %}`. The user's roles cost one query a request, unless they operate the site."""
    return [_link(place, path) for place in DESK if place.serves(user)]


@register.simple_tag
def event_links(event: Any, path: str, part: str) -> dict[str, list[Link]]:
    """`{% event_links event path part as links %}`: those to the pages of the event, and of its people."""
    return {"event": _of_event(EVENT, event, path, part), "people": _of_event(PEOPLE, event, path, part)}


@register.filter
def current(links: Iterable[Link]) -> Promise | str:
    """`{{ links|current }}`: the words of the link that is marked."""
    return next((link.label for link in links if link.current), "")


def _of_event(places: Iterable[Place], event: Any, path: str, part: str) -> list[Link]:
    return [_link(place, path, event.uid, part=part) for place in places if place.serves(event)]


def _link(place: Place, path: str, *arguments: object, part: str = "") -> Link:
    address = reverse(place.route, args=arguments)
    return Link(place.label, address, "page" if address == path else "true" if part and place.part == part else "")
