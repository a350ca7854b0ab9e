"""How a post opens: who takes part, who carries the event, where it leaves its host city."""

from typing import NamedTuple

from announcements.drafting.parties import coming, representatives, representatives_in_short
from announcements.drafting.phrases import (
    EVENT_NOUNS,
    event_in_full,
    event_in_short,
    on_dates,
    organisation_in_full,
    programme_in_full,
    raised,
)
from tours.agenda.facts import Place
from tours.agenda.values import Event
from tours.agenda.view import AgendaView
from tours.vocabulary import OrganisationRole, Status
from tours.wording import joined

FEW_PLACES = 3
"""So many are named in a sentence; of more, the cities alone."""


class Tense(NamedTuple):
    """The verbs of sentences that stand both in a post before the event and in one after it."""

    attend: str
    take_part: str
    take_place: str
    be: str
    be_many: str


BEFORE = Tense("will attend", "will take part in", "will take place", "is", "are")
AFTER = Tense("attended", "took part in", "took place", "was", "were")
OPENINGS = {
    OrganisationRole.HOST: ("The host {be}", "The hosts {be_many}"),
    OrganisationRole.ORGANISER: ("The {noun} {be} organised by",) * 2,
    OrganisationRole.SUPPORTER: ("The {noun} {be} supported by",) * 2,
    OrganisationRole.FUNDER: ("The {noun} {be} funded by",) * 2,
    OrganisationRole.PARTNER: ("The {noun} {be} held in partnership with",) * 2,
    OrganisationRole.COUNTERPART: ("The counterpart {be}", "The counterparts {be_many}"),
}
"""How a sentence begins that names one organisation, or several, in that role."""


def lead(event: Event, tense: Tense) -> str:
    """The first sentence: who takes part in what, where and when."""
    return _sentence(event, tense, representatives(event), event_in_full(event))


def summary(event: Event, tense: Tense) -> str:
    """The lead in short, for lists: without countries and names in other scripts."""
    return _sentence(event, tense, representatives_in_short(event), event_in_short(event))


def carriers(event: Event, tense: Tense) -> list[str]:
    """A sentence each for the programme, and for the hosts, organisers, supporters, funders, partners and counterparts there are."""
    sentences = [_role(event, role, opening, tense) for role, opening in OPENINGS.items()]
    return list(filter(None, [_programme(event, tense), *sentences]))


def outside(view: AgendaView, tense: Tense) -> str:
    """Where the event leaves the host city; empty where it stays."""
    home = view.event.host_city.name
    lines = [item.line for item in view.standing if item.line.status is not Status.CANCELLED]
    places = [line.place for line in lines if line.place and line.place.city not in ("", home)]
    if not places:
        return ""
    return f"Part of the {EVENT_NOUNS[view.event.kind]} {tense.be} held outside {home}, {_sites(list(dict.fromkeys(places)))}."


def _sentence(event: Event, tense: Tense, subject: str, name: str) -> str:
    if not subject and event.organised:
        return f"{raised(name)}, {tense.take_place} {on_dates(event)}."
    verb = tense.attend if subject else tense.take_part
    return f"{subject or raised(programme_in_full(event.programme))} {verb} {name}, {on_dates(event)}."


def _programme(event: Event, tense: Tense) -> str:
    if event.organised:
        return f"The {EVENT_NOUNS[event.kind]} {tense.be} organised by {programme_in_full(event.programme)}."
    if not coming(event):  # the lead has named the programme
        return ""
    return f"Their participation {tense.be} part of {programme_in_full(event.programme)}."


def _role(event: Event, role: OrganisationRole, openings: tuple[str, ...], tense: Tense) -> str:
    names = [organisation_in_full(organisation) for organisation in event.organisations(role) if organisation.name]
    opening = openings[len(names) > 1].format(noun=EVENT_NOUNS[event.kind], **tense._asdict())
    return f"{opening} {joined(names)}." if names else ""


def _sites(places: list[Place]) -> str:
    if len(places) > FEW_PLACES:
        return f"in {joined(list(dict.fromkeys(place.city for place in places)))}"
    return f"at {joined([_site(place) for place in places])}"


def _site(place: Place) -> str:
    """`KINTEX (킨텍스) in Goyang`"""
    local = f" ({place.local_name})" if place.local_name else ""
    return f"{place.name}{local} in {place.city}"
