"""How large an agenda may be: whatever is published anyone can have drawn, as a page, a calendar and a PDF."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tours.agenda import snapshots
from tours.agenda.values import Agenda

MOST_ITEMS = 5_000
"""A PDF of so many takes up to twenty seconds, and half a gigabyte."""
MOST_CHARACTERS = 5_000_000
"""The most characters of an agenda as JSON. An item of two sentences has about 700."""


def refuse_too_large(composed: Agenda) -> None:
    """Raises ValidationError for an agenda that has too many items, or too much text."""
    if len(composed.items) > MOST_ITEMS:
        message = _("The agenda has %(count)d items, and %(most)d at most can be published. Make two events of it.")
        raise ValidationError(message % {"count": len(composed.items), "most": MOST_ITEMS}, code="too_many_items")
    count = len(snapshots.snapshot(composed).text)
    if count > MOST_CHARACTERS:
        message = _(
            "The agenda has %(count)d characters, and %(most)d at most can be published. Shorten summaries and reports."
        )
        raise ValidationError(message % {"count": count, "most": MOST_CHARACTERS}, code="too_much_text")
