"""The people with a place who have seen the current version, and how the others are reached."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Count, Exists, OuterRef
from django.utils.translation import gettext as _

from accounts.models import User
from backstage.text.folding import folded
from participants.letters.reaching import undeliverable
from participants.models import Delegate, DelegateContact, SeenEdition
from participants.nominations.changing import READ
from participants.travel.coming import body_of
from participants.vocabulary import DelegateState, Whose
from tours.models import Event
from tours.wording import moment_there

People = Any
"""Delegates of an event who have a place, each with `has_seen`: a queryset with a fact of ours, which the stubs do not know."""


class Asked(NamedTuple):
    """The version that readers have, and the number from which a delegate has seen all that was told of it.

    A small correction is told to nobody, so it does not make those who have seen the version before into others.
    """

    number: int
    published_at: datetime
    least: int


class Version(NamedTuple):
    number: int | None
    """The number of the version; None if they have seen none."""
    people: int


class Number(NamedTuple):
    whose: str
    """Empty for their own."""
    telephone: str


class Line(NamedTuple):
    row: Delegate
    name: str
    body: str
    seen: str
    """Which version they have seen, and when; empty for none."""
    has_seen: bool
    unreachable: str
    """Why no mail reaches them; empty if one does."""
    numbers: list[Number]


def asked_of(event: Event) -> Asked | None:
    """The version that readers of the event have; None if nothing is published. It takes two queries."""
    standing = event.editions.standing().newest_first()
    last = standing.values_list("number", "published_at").first()
    told = standing.filter(small=False).values_list("number", flat=True).first()
    return Asked(*last, told or last[0]) if last else None


def people_of(event: Event, user: User, least: int) -> People:
    rows = Delegate.objects.visible_to(user).filter(event=event, state=DelegateState.ACCEPTED)
    newest = SeenEdition.objects.filter(delegate=OuterRef("pk"), number__gte=least)
    return rows.annotate(has_seen=Exists(newest))


def versions_of(people: People) -> list[Version]:
    """How many have seen which as their newest: the newest version first, and none last. One query."""
    counted = people.order_by().values_list("seen__number").annotate(Count("pk"))
    return [Version(*each) for each in sorted(counted, key=lambda each: -(each[0] or 0))]


def in_order(matching: People, reached: Collection[int]) -> list[int]:
    """The keys of those who match: first who has not seen it and gets no mail, then who has not seen it. One query."""
    rows = matching.order_by("pk").values_list("pk", "name", "has_seen")
    return [key for _order, key in sorted(((seen, key in reached, folded(name)), key) for key, name, seen in rows)]


def reached_of(people: People) -> set[int]:
    """The keys of those with an address to which mail can be sent. Two queries."""
    there = DelegateContact.objects.filter(delegate__in=people.order_by().values("pk")).exclude(email="")
    known = list(there.values_list("delegate", "email"))
    unknown = undeliverable(email for _key, email in known)
    return {key for key, email in known if email not in unknown}


def lines(event: Event, keys: Collection[int], least: int, reached: Collection[int]) -> list[Line]:
    """The lines in the order of the keys. It takes two queries."""
    rows = Delegate.objects.select_related(*READ, "seen").in_bulk(list(keys))
    contacts: dict[int, list[DelegateContact]] = defaultdict(list)
    for each in DelegateContact.objects.filter(delegate__in=list(keys)).order_by("-whose"):
        contacts[each.delegate_id].append(each)
    return [_line(rows[key], contacts[key], event.zone, least, is_reached=key in reached) for key in keys]


def _line(row: Delegate, contacts: list[DelegateContact], zone: str, least: int, *, is_reached: bool) -> Line:
    seen: SeenEdition | None = getattr(row, "seen", None)
    return Line(
        row,
        row.display_name,
        body_of(row),
        _seen(seen, zone) if seen else "",
        seen is not None and seen.number >= least,
        "" if is_reached else _why(contacts),
        [Number(_whose(each), each.telephone) for each in contacts if each.telephone],
    )


def _seen(seen: SeenEdition, zone: str) -> str:
    return _("Version %(number)d, %(moment)s") % {"number": seen.number, "moment": moment_there(seen.at, zone)}


def _why(contacts: list[DelegateContact]) -> str:
    has_address = any(each.email for each in contacts)
    return _("Mail comes back.") if has_address else _("No e-mail address is known.")


def _whose(contact: DelegateContact) -> str:
    return "" if contact.whose == Whose.OWN else contact.name or contact.get_whose_display()
