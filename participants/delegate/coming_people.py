"""Who comes: name, position and city, for fellow delegates. How to reach somebody is told where they agreed to it."""

from typing import NamedTuple

from django.db.models import F, Prefetch
from django.http import HttpRequest, HttpResponse

from participants.delegate.pages import delegate_of, page_of
from participants.links.entry import by_visit
from participants.models import Delegate, DelegateContact, LinkSession
from participants.nominations.changing import READ
from participants.nominations.seen_by.delegate import knows_of_place
from participants.states import TAKING_SEATS
from participants.travel.coming import body_of
from participants.vocabulary import Area, Capacity, DelegateState, Whose
from tours.models import Appearance, Event


class Somebody(NamedTuple):
    name: str
    position: str
    comes_as: str
    """Empty for a delegate: most are."""
    email: str = ""
    telephone: str = ""


class Body(NamedTuple):
    """A city or organisation with its people, heads first. Those of none work at the event."""

    name: str
    people: tuple[Somebody, ...]


def who_comes(event: Event) -> list[Body]:
    """The people who have a place and know of it, in the order of the delegations. People of no delegation are last.
    Three queries.
    """
    own = Prefetch("contacts", DelegateContact.objects.filter(whose=Whose.OWN, delegate__shares_contact=True))
    rows = Delegate.objects.filter(event=event, state=DelegateState.ACCEPTED).select_related(*READ)
    order = (
        F("delegation__participation__position").asc(nulls_last=True),
        "delegation",
        F("rank").asc(nulls_last=True),
    )
    there = dict(Appearance.objects.filter(event=event).values_list("person", "position"))
    found: dict[str, list[Delegate]] = {}
    for row in filter(knows_of_place, rows.prefetch_related(own).order_by(*order, "pk")):
        found.setdefault(body_of(row), []).append(row)
    return [
        Body(name, tuple(_somebody(row, there) for row in sorted(people, key=_rank))) for name, people in found.items()
    ]


def _rank(row: Delegate) -> tuple[bool, bool]:
    return row.capacity != Capacity.HEAD, row.capacity not in TAKING_SEATS


def _somebody(row: Delegate, there: dict[int, str]) -> Somebody:
    position = there.get(row.person_id or 0) or row.position
    comes_as = "" if row.capacity == Capacity.DELEGATE else row.get_capacity_display()
    contact = next(iter(row.contacts.all()), None)
    if contact is None:
        return Somebody(row.display_name, position, comes_as)
    return Somebody(row.display_name, position, comes_as, contact.email, contact.telephone)


@by_visit(Area.DELEGATE, kept=True)
def page(request: HttpRequest, visit: LinkSession) -> HttpResponse:
    """Names are told to who has a place among them, and to nobody else."""
    row = delegate_of(visit)
    is_told = knows_of_place(row)
    bodies = who_comes(row.event) if is_told else []
    number = sum(len(body.people) for body in bodies)
    return page_of(request, visit, "people.html", bodies=bodies, number=number, is_told=is_told)
