"""Works out what becomes of the cities and organisations of a pasted table: who is invited, and who is added first."""

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

from django.utils.translation import gettext as _

from participants.models import Delegation
from participants.people.bodies import Bodies, Meant
from participants.states import NOT_COMING, TAKING_NAMES
from participants.vocabulary import DelegateState
from tours.models import City, Event, ParticipatingCity


class Standing(Enum):
    """How a city or organisation stands to the event."""

    INVITED = "invited"
    UNINVITED = "uninvited"
    """It takes part, but is not invited."""
    KNOWN = "known"
    """The site knows the city, but it does not take part."""
    UNKNOWN = "unknown"


class BodyTicks(NamedTuple):
    """What the registrar ticked, by the keys of body plans."""

    keys: frozenset[str] = frozenset()
    seats: Mapping[str, int] = {}
    """How many seats an added city gets."""


class BodyPlan(NamedTuple):
    key: str
    text: str
    """The text as it stands in the table."""
    people: int
    """How many rows name it."""
    standing: Standing
    participation: ParticipatingCity | None = None
    delegation: Delegation | None = None
    city: City | None = None
    ticked: bool = False
    """It is invited now, and added before where it does not take part."""
    seats: int = 0
    problem: str = ""

    @property
    def name(self) -> str:
        return str(self.participation or self.city or self.text)

    @property
    def is_offered(self) -> bool:
        """Whether it can be ticked."""
        return self.standing in {Standing.UNINVITED, Standing.KNOWN} and not self.problem

    @property
    def is_added(self) -> bool:
        return self.standing == Standing.KNOWN

    def is_of(self, city: int | None, organisation: int | None) -> bool:
        ours = self.participation
        cities = {self.city.pk if self.city else None, ours.city_id if ours else None} - {None}
        return city in cities or bool(ours and organisation and ours.organisation_id == organisation)

    def refusals(self, becomes: DelegateState) -> tuple[str, ...]:
        """Why nobody of it can get into that state now, as its verb will say."""
        if self.delegation is None:
            return ()
        accepted = becomes == DelegateState.ACCEPTED
        state = self.delegation.state
        if state in NOT_COMING or (not accepted and state not in TAKING_NAMES):
            words = _("%(body)s takes no names now: the state of its invitation is “%(state)s”.")
            return (words % {"body": self.name, "state": self.delegation.get_state_display()},)
        return ()


def body_plans(
    event: Event, texts: Mapping[str, int], known: Bodies, ticks: BodyTicks, *, may_add: bool
) -> dict[str, BodyPlan]:
    """The plan of each body, by the texts that name it. `texts` comes with the number of rows that have each text. Two
    queries for any number. Texts with the same meaning share a plan.
    """
    meant = {text: known.meant(text) for text in texts if text}
    cities = City.objects.in_bulk([each.city for each in meant.values() if each.city])
    published = event.editions.standing().exists()
    people: dict[str, int] = {}
    for text, each in meant.items():
        people[_key(text, each)] = people.get(_key(text, each), 0) + texts[text]
    plans: dict[str, BodyPlan] = {}
    for text, each in meant.items():
        key = _key(text, each)
        plan = plans.get(key) or _plan(BodyPlan(key, text, people[key], Standing.UNKNOWN), each, cities)
        plans[key] = _decided(plan, each, ticks, published=published, may_add=may_add)
    return {text: plans[_key(text, each)] for text, each in meant.items()}


def _key(text: str, meant: Meant) -> str:
    if meant.participation:
        return f"p{meant.participation.pk}"
    return f"c{meant.city}" if meant.city else f"t{text}"


def _plan(plan: BodyPlan, meant: Meant, cities: Mapping[int, City]) -> BodyPlan:
    row = meant.participation
    if row:
        delegation: Delegation | None = getattr(row, "delegation", None)
        standing = Standing.INVITED if delegation else Standing.UNINVITED
        return plan._replace(standing=standing, participation=row, delegation=delegation, seats=row.seats)
    if meant.city:
        return plan._replace(standing=Standing.KNOWN, city=cities[meant.city])
    return plan


def _decided(plan: BodyPlan, meant: Meant, ticks: BodyTicks, *, published: bool, may_add: bool) -> BodyPlan:
    problem = _problem(plan, meant, published=published, may_add=may_add)
    seats = ticks.seats.get(plan.key, plan.people) if plan.is_added else plan.seats
    plan = plan._replace(problem=problem, seats=seats)
    return plan._replace(ticked=plan.is_offered and plan.key in ticks.keys)


def _problem(plan: BodyPlan, meant: Meant, *, published: bool, may_add: bool) -> str:
    facts = {"body": plan.name}
    if meant.several:
        return (
            _("More than one city or organisation is called “%(body)s”. Write which, or add it to the event first.")
            % facts
        )
    if plan.standing == Standing.UNKNOWN:
        return _("The site knows no city called “%(body)s”, and no such organisation takes part.") % facts
    if plan.standing == Standing.INVITED:
        return ""
    if not published:
        return (
            _("%(body)s cannot be invited before the event has a published version. Its announcement is enough.")
            % facts
        )
    if plan.is_added and not may_add:
        return _("%(body)s does not take part. Somebody who may change the event has to add it.") % facts
    return ""
