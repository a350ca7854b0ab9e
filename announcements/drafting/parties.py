"""The cities, and organisations in a city's stead, that take part: who they are, how many come, and what a title calls them."""

from collections.abc import Callable

from announcements.drafting.phrases import city_in_full, counted, organisation_in_full, raised
from tours.agenda.facts import Country, Participation
from tours.agenda.values import Event
from tours.wording import joined, number_in_words

FEW = 3
"""So many are named in a title or a summary; more are counted."""


def coming(event: Event) -> tuple[Participation, ...]:
    """Those with representatives, or all of them as long as none has any."""
    named = tuple(party for party in event.cities if party.printed)
    return tuple(party for party in named if party.taken) or named


def awaited(event: Event) -> tuple[Participation, ...]:
    """Those with seats and nobody in them yet, where others have named theirs."""
    expected = coming(event)
    return tuple(party for party in event.cities if party.printed and party.seats and party not in expected)


def in_full(party: Participation) -> str:
    """`Rijeka (Croatia)`"""
    if party.city:
        return city_in_full(party.city)
    return organisation_in_full(party.organisation) if party.organisation else ""


def in_short(party: Participation) -> str:
    """`Rijeka`, `NALAS`"""
    if party.city:
        return party.city.name
    return party.organisation.short_name or party.organisation.name if party.organisation else ""


def all_in_full(parties: tuple[Participation, ...]) -> str:
    return joined([in_full(party) for party in parties])


def representatives(event: Event, naming: Callable[[Participation], str] = in_full) -> str:
    """The subject of a sentence: `Three representatives, one from Rijeka (Croatia) and two from Belgrade (Serbia),`

    Cities without counts stand by themselves, `Rijeka (Croatia) and Belgrade (Serbia)`; empty without any city.
    """
    parties = coming(event)
    counts = {party.taken for party in parties}
    names = joined([naming(party) for party in parties])
    if not parties or counts == {0}:
        return raised(names)
    people = raised(counted(sum(party.taken for party in parties), "representative", "representatives"))
    if len(parties) == 1:
        return f"{people} from {names}"
    if len(counts) == 1:
        return f"{people}, {number_in_words(parties[0].taken)} each from {names},"
    each = joined([f"{number_in_words(party.taken)} from {naming(party)}" for party in parties])
    return f"{people}, {each},"


def representatives_in_short(event: Event) -> str:
    """`Two representatives, one each from Rijeka and Belgrade,`; with many cities `Ten representatives from eight cities`.

    While some have yet to name theirs, the cities are not counted: the event has more of them, and says so elsewhere.
    """
    parties = coming(event)
    if len(parties) <= FEW:
        return representatives(event, in_short)
    people = counted(sum(party.taken for party in parties), "representative", "representatives")
    if awaited(event):
        return raised(people)
    names = title_names(event)
    return raised(f"{people} from {names}" if any(party.taken for party in parties) else names)


def title_names(event: Event) -> str:
    """`Rijeka and Belgrade`, `eight cities`; empty without any."""
    parties = coming(event)
    if len(parties) <= FEW:
        return joined([in_short(party) for party in parties])
    return f"{number_in_words(len(parties))} {_noun(parties)}"


def title_group(event: Event) -> str:
    """`UPP cities`; a single city by its name; without any, the programme that takes part in another's event, or nobody."""
    parties, short_name = coming(event), event.programme.short_name
    if not parties:
        return "" if event.organised else short_name
    if len(parties) == 1:
        return in_short(parties[0])
    noun = _noun(parties)
    return f"{short_name} {noun}" if short_name else noun.capitalize()


def countries(event: Event) -> tuple[Country, ...]:
    """Of the host city and of every participating city."""
    return (event.host_city.country, *(party.city.country for party in event.cities if party.city))


def _noun(parties: tuple[Participation, ...]) -> str:
    return "cities" if all(party.city for party in parties) else "participants"
