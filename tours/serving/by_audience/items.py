"""One item, as a part of a page and as a calendar."""

from django.conf import settings

from tours.agenda.changes.item_story import item_page
from tours.agenda.facts import Value
from tours.calendar import item_calendar as draw_calendar
from tours.serving.by_audience.reading import Reading
from tours.serving.kept_outputs import kept


class ItemPart(Value, frozen=True):
    """`is_there` is false for an item that has been removed."""

    title: str
    language: str
    html: str
    is_there: bool = True


def item_part(reading: Reading, uid: str) -> ItemPart:
    """Raises LookupError for an item that the audience never saw."""
    return reading.kept_value(f"{uid}.json", ItemPart, lambda: _drawn(reading, uid))


def item_calendar(reading: Reading, uid: str) -> bytes:
    """Raises LookupError likewise."""
    site = {"base_url": settings.BASE_URL, "office": settings.OFFICE_EMAIL, "home": settings.BASE_URL + reading.home}
    return kept(reading.output(f"{uid}.ics"), lambda: draw_calendar(reading.view, uid, **site), gzipped=False)


def _drawn(reading: Reading, uid: str) -> ItemPart:
    page = item_page(reading.agenda, uid, reading.audience)
    html = reading.rendered("tours/by_audience/item.html", **page._asdict())
    event, item = page.view.event, page.item
    return ItemPart(title=item.line.title, language=event.language, html=html, is_there=not item.gone)
