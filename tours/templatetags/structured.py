"""What the pages of a site tell others: data blocks for search engines, and links that share them."""

from django import template
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tours.agenda.facts import Person
from tours.agenda.values import Event
from tours.agenda.view import AgendaView, ItemView
from tours.metadata.share_links import share_links
from tours.metadata.structured_data import as_script, breadcrumb_data, event_data, item_data, person_data

register = template.Library()
register.simple_tag(share_links)


@register.simple_tag
def event_block(view: AgendaView, base_url: str) -> SafeString:
    return as_script(event_data(view, base_url))


@register.simple_tag
def item_block(event: Event, item: ItemView, base_url: str) -> SafeString:
    return as_script(item_data(event, item, base_url))


@register.simple_tag
def person_block(person: Person, base_url: str) -> SafeString:
    return as_script(person_data(person, base_url))


@register.simple_tag
def breadcrumb_block(base_url: str, *steps: str | Promise) -> SafeString:
    """The breadcrumbs, with the home page first and the page itself last.

    `{% breadcrumb_block base_url _("Events") events_path event.title event_path %}`
    """
    words = [str(step) for step in steps]
    trail = [(_("Home"), "/"), *zip(words[::2], words[1::2], strict=True)]
    return as_script(breadcrumb_data(base_url, trail))
