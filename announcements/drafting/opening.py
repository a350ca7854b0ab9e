"""Writes how a post begins: who takes part, which organisations run the event, and where it is held outside its host
city.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from announcements.drafting.parties import coming, representatives, representatives_in_short
from announcements.drafting.phrases import (
    EVENT_NOUNS,
    capitalised,
    event_in_full,
    event_in_short,
    on_dates,
    organisation_in_full,
    programme_in_full,
)
from tours.agenda.facts import Organisation, Place, Programme
from tours.agenda.values import Event
from tours.agenda.view import AgendaView
from tours.vocabulary import OrganisationRole, Status
from tours.wording import joined

FEW_PLACES = 3
"""The most places that a sentence names. Where there are more, it names their cities only."""


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
"""The beginning of a sentence that names one organisation in that role, and of one that names several."""


def lead(event: Event, tense: Tense) -> str:
    """The first sentence of the body: who takes part in what, where and when."""
    return _sentence(event, tense, representatives(event), event_in_full(event))


def summary(event: Event, tense: Tense) -> str:
    """The first sentence in short, for lists of posts: without countries and names in other scripts."""
    return _sentence(event, tense, representatives_in_short(event), event_in_short(event))


def organisation_sentences(event: Event, tense: Tense) -> list[str]:
    """A sentence on the programme, and one each on the hosts, organisers, supporters, funders, partners and
    counterparts.

    An organisation with several roles is named once, with all of them. Organisations with the same roles share a
    sentence.
    """
    roles: dict[str, list[OrganisationRole]] = {}
    for name, role in _roles(event):
        roles.setdefault(name, []).append(role)
    groups: dict[tuple[OrganisationRole, ...], list[str]] = {}
    for name, own in roles.items():
        groups.setdefault(tuple(role for role in OPENINGS if role in own), []).append(name)
    _join(groups)
    sentences = [_role_sentence(event, own, names, tense) for own, names in groups.items()]
    return list(filter(None, [_part_of_programme(event, tense), *sentences]))


def _join(groups: dict[tuple[OrganisationRole, ...], list[str]]) -> None:
    """Lets an organisation with several roles share the sentence of those that have one of these alone: `organised by A and B,
    which is also the host`. Otherwise two sentences would each name the organisers.
    """
    for roles in [roles for roles, names in groups.items() if len(roles) > 1 and len(names) == 1]:
        shared = next((role for role in reversed(roles) if (role,) in groups), None)
        if shared:
            others = joined([str(role) for role in roles if role is not shared])
            groups[shared,].append(f"{groups.pop(roles)[0]}, which is also the {others}")


def outside_host_city(view: AgendaView, tense: Tense, *, other_text: str = "") -> str:
    """A sentence on places outside the host city; empty without any.

    Places that `other_text` of the post names are left out.
    """
    home = view.event.host_city.name
    lines = [item.line for item in view.standing if item.line.status is not Status.CANCELLED]
    away = (line.place for line in lines if line.place and line.place.city not in ("", home))
    places = _distinct(place for place in away if not (place.name in other_text and place.city in other_text))
    if not places:
        return ""
    return f"Part of the {EVENT_NOUNS[view.event.kind]} {tense.be} held outside {home}, {_sites(places)}."


def _sentence(event: Event, tense: Tense, subject: str, name: str) -> str:
    if not subject and event.organised:
        return f"{capitalised(name)} {tense.take_place} {on_dates(event)}."
    verb = tense.attend if subject else tense.take_part
    return f"{subject or capitalised(programme_in_full(event.programme))} {verb} {name} {on_dates(event)}."


def _part_of_programme(event: Event, tense: Tense) -> str:
    if event.organised or not coming(event):  # where nobody comes, the first sentence names the programme
        return ""
    return f"Their participation {tense.be} part of {programme_in_full(event.programme)}."


def _roles(event: Event) -> Iterator[tuple[str, OrganisationRole]]:
    """Yields each name to print, with a role. The programme comes first, even where it is among the organisations too."""
    programme = event.programme
    if event.organised:
        yield programme_in_full(programme), OrganisationRole.ORGANISER
    for role in OPENINGS:
        for organisation in event.organisations(role):
            if event.organised and _is_programme(organisation, programme):
                yield programme_in_full(programme), role
            elif organisation.name:
                yield organisation_in_full(organisation), role


def _is_programme(organisation: Organisation, programme: Programme) -> bool:
    """Whether the organisation is the programme: both have the same name or short name, however it is capitalised."""
    names = {programme.name.casefold(), programme.short_name.casefold()} - {""}
    return organisation.name.casefold() in names or organisation.short_name.casefold() in names


def _role_sentence(event: Event, roles: tuple[OrganisationRole, ...], names: list[str], tense: Tense) -> str:
    many = len(names) > 1
    if len(roles) == 1:
        opening = OPENINGS[roles[0]][many].format(noun=EVENT_NOUNS[event.kind], **tense._asdict())
    else:
        nouns = joined([f"{role}s" if many else str(role) for role in roles])
        opening = f"The {nouns} {tense.be_many if many else tense.be}"
    return f"{opening} {joined(names)}."


def _distinct(places: Iterable[Place]) -> list[Place]:
    """The places, each once. A local name is kept, even if only one line has it."""
    found: dict[tuple[str, str], Place] = {}
    for place in places:
        known = found.setdefault((place.name, place.city), place)
        if place.local_name and not known.local_name:
            found[place.name, place.city] = place
    return list(found.values())


def _sites(places: list[Place]) -> str:
    if len(places) > FEW_PLACES:
        return f"in {joined(list(dict.fromkeys(place.city for place in places)))}"
    return f"at {joined([_site(place) for place in places])}"


def _site(place: Place) -> str:
    """Words such as `KINTEX (킨텍스) in Goyang`."""
    local = f" ({place.local_name})" if place.local_name else ""
    return f"{place.name}{local} in {place.city}"
