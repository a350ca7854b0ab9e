"""Writes the post about a changed programme: first what is cancelled and what moves, then what is new."""

from collections.abc import Iterator
from operator import attrgetter

from django.utils.translation import gettext_lazy as _

from announcements.drafting import phrases
from announcements.drafting.attending import called_off
from announcements.drafting.drafts import Draft, NothingToTell, draft_of
from announcements.drafting.item_changes import item_groups
from announcements.drafting.markdown import paragraph, paragraph_or_bullets
from announcements.drafting.parties import all_in_full
from announcements.drafting.titles import quoted
from tours.agenda.changes.small_corrections import event_last_told
from tours.agenda.facts import Participation
from tours.agenda.values import Event
from tours.agenda.view import AgendaView
from tours.vocabulary import EventState
from tours.wording import date_range, joined, weekday_range

REVISED = {
    "summary": "the introduction",
    "purposes": "the purposes",
    "conditions": "the conditions of participation",
    "practical": "the practical information",
    "contacts": "the contacts",
    "documents": "the documents",
    "supporters": "the list of hosts and supporters",
}
"""Facts of the event, of which a post says only that they have changed. Their texts are on the event's page."""


def programme_changed(previous: AgendaView, view: AgendaView) -> Draft:
    """Writes the draft. Raises NothingToTell where readers of the programme would see no difference."""
    event = view.event
    if event.state is not EventState.PLANNED:
        return called_off(event)
    groups = [list(_event_sentences(event_last_told(previous, view), event)), *item_groups(previous, view)]
    if not any(groups):
        raise NothingToTell(_("Nothing that a post could tell has changed since the version before."))
    first, short = (
        f"The programme of {named(event, phrases.on_dates(event))} has changed."
        for named in (phrases.event_in_full, phrases.event_in_short)
    )
    return draft_of(
        event,
        title=f"Changes to the programme of {phrases.the_event(event)}",
        summary=short,
        blocks=[
            paragraph(first),
            *map(paragraph_or_bullets, groups),
            paragraph(phrases.zone_sentence(view)),
        ],
    )


def _event_sentences(before: Event, event: Event) -> Iterator[str]:
    if before.state is not event.state:
        yield f"The event was {before.state} and takes place after all."
    if before.title != event.title:
        yield f"Until now it was called {quoted(before.title)}."
    if (before.starts, before.ends) != (event.starts, event.ends):
        now, then = weekday_range(event.starts, event.ends), date_range(before.starts, before.ends)
        yield f"The new dates are {now}, in place of {then}."
    if before.host_city.slug != event.host_city.slug:
        yield f"The host city is now {event.host_city.name}, in place of {before.host_city.name}."
    yield from _parties(before.cities, event.cities)
    revised = [name for field, name in REVISED.items() if attrgetter(field)(before) != attrgetter(field)(event)]
    if revised:
        yield f"Also revised: {joined(revised)}."


def _parties(before: tuple[Participation, ...], now: tuple[Participation, ...]) -> Iterator[str]:
    """Sentences on cities that join or leave. A change of their delegates is no change of the programme."""
    then_names, now_names = (set(map(_name, parties)) for parties in (before, now))
    joining = tuple(party for party in now if _name(party) not in then_names)
    leaving = tuple(party for party in before if _name(party) not in now_names)
    if joining:
        verb = "joins" if len(joining) == 1 else "join"
        yield f"{phrases.capitalised(all_in_full(joining))} {verb} the participants."
    if leaving:
        verb = "no longer takes part" if len(leaving) == 1 else "no longer take part"
        yield f"{phrases.capitalised(all_in_full(leaving))} {verb}."


def _name(party: Participation) -> str:
    """The name without the city of an organisation: one whose city becomes known does not join."""
    return party.organisation.name if party.organisation else party.printed
