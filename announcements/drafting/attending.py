"""Writes the post before an event: which cities take part, where, when and why, and who organises it."""

from announcements.drafting import phrases
from announcements.drafting.drafts import Draft, draft_of
from announcements.drafting.markdown import body, bullets, heading, labelled, paragraph, paragraphs_of, unlabelled
from announcements.drafting.opening import BEFORE, lead, organisation_sentences, outside_host_city, summary
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
        title=f"{group} at {phrases.the_event(event)}" if group else phrases.capitalised(phrases.the_event(event)),
        summary=summary(event, BEFORE),
        blocks=[
            paragraph(lead(event, BEFORE)),
            paragraph(
                *organisation_sentences(event, BEFORE), outside_host_city(view, BEFORE, other_text=event.summary)
            ),
            paragraph(_awaited(event)),
            *(paragraph(phrases.full_stop(text)) for text in paragraphs_of(event.summary)),
            _purposes(event),
            _practical(event),
        ],
    )


def called_off(event: Event) -> Draft:
    """The draft for a postponed or cancelled event, whichever kind of post was asked for."""
    parties = coming(event)
    dates = date_range(event.starts, event.ends)
    first, short = (
        f"{phrases.capitalised(named(event, f'planned for {dates}'))} is {event.state}."
        for named in (phrases.event_in_full, phrases.event_in_short)
    )
    were = f"{phrases.capitalised(all_in_full(parties))} {'was' if len(parties) == 1 else 'were'} to take part."
    return draft_of(
        event,
        title=f"{phrases.capitalised(phrases.the_event(event))} is {event.state}",
        summary=short,
        blocks=[paragraph(first, were if parties else "")],
    )


def _awaited(event: Event) -> str:
    parties = awaited(event)
    if not parties:
        return ""
    verb = "has yet to name its representatives" if len(parties) == 1 else "have yet to name their representatives"
    return f"{phrases.capitalised(all_in_full(parties))} {verb}."


def _purposes(event: Event) -> str:
    """The purposes as the end of one sentence, where every purpose begins with a verb; otherwise a list of them as
    written.
    """
    purposes = [text.strip().rstrip(".;") for text in event.purposes if text.strip()]
    if not purposes:
        return ""
    if not all(phrases.begins_with_verb(text) and not phrases.has_ended(text) for text in purposes):
        return body(heading("Purposes"), bullets(map(phrases.full_stop, purposes)))
    *first, last = map(phrases.uncapitalised, purposes)
    if not first:
        return paragraph(f"The purpose is to {last}.")
    noun = phrases.EVENT_NOUNS[event.kind]
    return body(
        heading("Purposes"),
        paragraph(f"The {noun} gives the participants the opportunity to:"),
        bullets([*(f"{purpose};" for purpose in first[:-1]), f"{first[-1]}; and", f"{last}."]),
    )


def _practical(event: Event) -> str:
    """The first paragraph of each practical note, and a link to the event's page where there is more."""
    notes = [note for note in event.practical if note.heading.strip() and note.body.strip()]
    if not notes:
        return ""
    there_is_more = any(len(paragraphs_of(note.body)) > 1 for note in notes)
    return body(
        heading("Practical information"),
        *(
            labelled(note.heading, phrases.full_stop(unlabelled(paragraphs_of(note.body)[0], note.heading)))
            for note in notes
        ),
        f"More on [the page of the event]({event_address('', event.slug)})." if there_is_more else "",
    )
