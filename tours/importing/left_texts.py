"""Keeps texts that belong to no item, where somebody says so in the review."""

from django.utils.translation import gettext as _

from tours.importing.reading.values import LeftText
from tours.models import Event, PracticalNote
from tours.record.items.writing import write_items
from tours.vocabulary import Level
from tours.wording import weekday_and_day


def keep_as_practical(event: Event, left: LeftText) -> None:
    """Makes it practical information for delegates, unless the event has it. Raises ValidationError."""
    if event.practical_notes.filter(body=left.text).exists():
        return
    heading = _("From the agenda of %(day)s") % {"day": weekday_and_day(left.day)} if left.day else _("From the agenda")
    note = PracticalNote(event=event, heading=heading, body=left.text, level=Level.DELEGATES)
    note.position = event.practical_notes.count()
    note.full_clean(exclude={"event"})
    note.save()


def keep_for_staff(event: Event, left: LeftText) -> None:
    """Adds it to the note for staff of its day's first item, or else of the event's, unless it stands there."""
    of_day = event.items.filter(day=left.day) if left.day else event.items.none()
    there = of_day.first() or event.items.first()
    if there and left.text not in there.staff_note:
        note = f"{there.staff_note}\n\n{left.text}".strip()
        write_items(event, [{"uid": there.uid, "staff_note": note}])
