"""Writes who takes part: the cities, or organisations in place of a city, how many people come, and their name in a
title.
"""

from collections.abc import Callable

from announcements.drafting.phrases import capitalised, city_in_full, counted, organisation_in_full
from announcements.drafting.said_already import says
from tours.agenda.facts import Country, Participation
from tours.agenda.values import Event
from tours.wording import joined, number_in_words

FEW = 3
"""The most parties that a title or a summary names. Where there are more, it gives their number."""


def coming(event: Event) -> tuple[Participation, ...]:
    """The parties with representatives, or all parties while none has any."""
    named = tuple(party for party in event.cities if party.printed)
    return tuple(party for party in named if party.taken) or named


def awaited(event: Event) -> tuple[Participation, ...]:
    """The parties with seats that have named nobody yet, while others have named theirs."""
    expected = coming(event)
    return tuple(party for party in event.cities if party.printed and party.seats and party not in expected)


def in_full(party: Participation) -> str:
    """Words such as `Rijeka (Croatia)`, or `the Association of Towns (AT, Belgrade)`."""
    if party.city or not party.organisation:
        return city_in_full(party.city) if party.city else ""
    return organisation_in_full(party.organisation, party.organisation.seat)


def in_short(party: Participation) -> str:
    """Words such as `Rijeka` or `NALAS`."""
    if party.city:
        return party.city.name
    return party.organisation.short_name or party.organisation.name if party.organisation else ""


def all_in_full(parties: tuple[Participation, ...]) -> str:
    return joined([in_full(party) for party in parties])


def representatives(event: Event, naming: Callable[[Participation], str] = in_full) -> str:
    """The subject of a sentence: `Three representatives, one from Rijeka (Croatia) and two from Belgrade (Serbia),`

    Without counts it names the cities alone: `Rijeka (Croatia) and Belgrade (Serbia)`. Without any city it is empty.
    """
    parties = coming(event)
    counts = {party.taken for party in parties}
    names = joined([naming(party) for party in parties])
    if not parties or counts == {0}:
        return capitalised(names)
    people = capitalised(counted(sum(party.taken for party in parties), "representative", "representatives"))
    if len(parties) == 1:
        return f"{people} from {names}"
    if len(counts) == 1:
        return f"{people}, {number_in_words(parties[0].taken)} each from {names},"
    each = joined([f"{number_in_words(party.taken)} from {naming(party)}" for party in parties])
    return f"{people}, {each},"


def representatives_in_short(event: Event) -> str:
    """`Two representatives, one each from Rijeka and Belgrade,`; with many cities `Ten representatives from eight
    cities`.

    While some cities have yet to name their people, the number of cities is left out, because it would be too low.
    """
    parties = coming(event)
    if len(parties) <= FEW:
        return representatives(event, in_short)
    people = counted(sum(party.taken for party in parties), "representative", "representatives")
    if awaited(event):
        return capitalised(people)
    names = title_names(event)
    return capitalised(f"{people} from {names}" if any(party.taken for party in parties) else names)


def title_names(event: Event) -> str:
    """Words such as `Rijeka and Belgrade`, or `eight cities`. They are empty if nobody comes."""
    parties = coming(event)
    if len(parties) <= FEW:
        return joined([in_short(party) for party in parties])
    return f"{number_in_words(len(parties))} {_noun(parties)}"


def title_group(event: Event) -> str:
    """The subject of a title, such as `UPP cities`. A single city has its name.

    Without any city it is the programme, if the programme takes part in another's event, or else empty.
    """
    parties, short_name = coming(event), event.programme.short_name
    if not parties:
        return "" if event.organised or says(event.title, short_name) else short_name
    if len(parties) == 1:
        return in_short(parties[0])
    noun = _noun(parties)
    return f"{short_name} {noun}" if short_name and not says(event.title, short_name) else noun.capitalize()


def countries(event: Event) -> tuple[Country, ...]:
    """The countries of the host city and of every participating city."""
    return (event.host_city.country, *(party.city.country for party in event.cities if party.city))


def _noun(parties: tuple[Participation, ...]) -> str:
    return "cities" if all(party.city for party in parties) else "participants"
