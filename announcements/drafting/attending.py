"""The post before an event: which cities go, where and when, whose guests they are, and what for."""

from announcements.drafting import phrases
from announcements.drafting.drafts import Draft, draft_of
from announcements.drafting.markdown import body, bullets, heading, labelled, paragraph, paragraphs_of
from announcements.drafting.opening import BEFORE, carriers, lead, outside, summary
from announcements.drafting.parties import all_in_full, awaited, coming, title_group
from tours.addresses import event_address
from tours.agenda.values import Event
from tours.agenda.view import AgendaView
from tours.vocabulary import EventState
from tours.wording import date_range


def attending(view: AgendaView) -> Draft:
    event = view.event
    if event.state is not EventState.PLANNED:
        return called_off(event)
    group = title_group(event)
    return draft_of(
        event,
        title=f"{group} at {phrases.the(event.title)}" if group else phrases.raised(phrases.the(event.title)),
        summary=summary(event, BEFORE),
        blocks=[
            paragraph(lead(event, BEFORE)),
            paragraph(*carriers(event, BEFORE), outside(view, BEFORE, told=event.summary)),
            paragraph(_awaited(event)),
            *(paragraph(phrases.full_stop(text)) for text in paragraphs_of(event.summary)),
            _purposes(event),
            _practical(event),
        ],
    )


def called_off(event: Event) -> Draft:
    """What there is to say of a postponed or cancelled event, whichever post was to be written."""
    parties = coming(event)
    dates = date_range(event.starts, event.ends)
    first, short = (
        f"{phrases.raised(named(event, f'planned for {dates}'))} is {event.state}."
        for named in (phrases.event_in_full, phrases.event_in_short)
    )
    were = f"{phrases.raised(all_in_full(parties))} {'was' if len(parties) == 1 else 'were'} to take part."
    return draft_of(
        event,
        title=f"{phrases.raised(phrases.the(event.title))} is {event.state}",
        summary=short,
        blocks=[paragraph(first, were if parties else "")],
    )


def _awaited(event: Event) -> str:
    parties = awaited(event)
    if not parties:
        return ""
    verb = "has yet to name its representatives" if len(parties) == 1 else "have yet to name their representatives"
    return f"{phrases.raised(all_in_full(parties))} {verb}."


def _purposes(event: Event) -> str:
    """As the rest of a sentence where each can be one; otherwise each as it is written, for its letters and its mark."""
    purposes = [text.strip().rstrip(".;") for text in event.purposes if text.strip()]
    if not purposes:
        return ""
    if not all(phrases.begins_with_verb(text) and not phrases.has_ended(text) for text in purposes):
        return body(heading("Purposes"), bullets(map(phrases.full_stop, purposes)))
    *first, last = map(phrases.lowered, purposes)
    if not first:
        return paragraph(f"The purpose is to {last}.")
    noun = phrases.EVENT_NOUNS[event.kind]
    return body(
        heading("Purposes"),
        paragraph(f"The {noun} gives the participants the opportunity to:"),
        bullets([*(f"{purpose};" for purpose in first[:-1]), f"{first[-1]}; and", f"{last}."]),
    )


def _practical(event: Event) -> str:
    """How each note begins, and where the rest is."""
    notes = [note for note in event.practical if note.heading.strip() and note.body.strip()]
    if not notes:
        return ""
    there_is_more = any(len(paragraphs_of(note.body)) > 1 for note in notes)
    return body(
        heading("Practical information"),
        *(labelled(note.heading, phrases.full_stop(paragraphs_of(note.body)[0])) for note in notes),
        f"More on [the page of the event]({event_address('', event.slug)})." if there_is_more else "",
    )
