"""Links from the names of those who speak to their pages."""

from django import template

from tours.addresses import person_address
from tours.agenda.facts import Part, Person
from tours.agenda.people import has_people_pages, speaker_of
from tours.agenda.values import Event
from tours.agenda.view import AgendaView, ItemView

register = template.Library()


@register.filter
def leads_to_people(item: ItemView, event: Event) -> bool:
    """Whether names of people in the item lead to their pages: those of a public event have one."""
    return has_people_pages(event) and not item.gone


@register.filter
def leads_to_speakers(view: AgendaView) -> bool:
    """Whether the names of those who speak lead to their pages. A draft has no links to other pages."""
    return has_people_pages(view.event) and not view.is_draft


@register.filter
def page_of_person(part: Part) -> str:
    """The path of the page of who has this part; empty where they have none."""
    person = speaker_of(part)
    return page_of_speaker(person) if person else ""


@register.filter
def page_of_speaker(person: Person) -> str:
    """The path of the page of somebody who speaks."""
    return person_address("", person.name, person.uid)
