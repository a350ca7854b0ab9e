"""What the review calls the fields of an item, what becomes of it, and why it points at something."""

from django.utils.translation import gettext_lazy as _

from tours.importing.planning.values import Field, Outcome
from tours.importing.reading.values import Doubt
from tours.labels import Labels

FIELDS: Labels[Field] = {
    Field.DAY: _("Day"),
    Field.START: _("Start"),
    Field.END: _("End"),
    Field.TITLE: _("Title"),
    Field.KIND: _("Kind"),
    Field.PLACE: _("Place"),
    Field.ROOM: _("Room"),
    Field.TRACK: _("Track"),
    Field.PEOPLE: _("People"),
    Field.STATUS: _("Status"),
    Field.SUMMARY: _("Description"),
}
OUTCOMES: Labels[Outcome] = {
    Outcome.ADDED: _("Will be added"),
    Outcome.CHANGED: _("Will be changed"),
    Outcome.SAME: _("As in the draft"),
    Outcome.LEFT_OUT: _("Will be left out"),
}
DOUBTS: Labels[Doubt] = {
    Doubt.NO_DAY: _("No heading says which day it is."),
    Doubt.WEEKDAY_DISAGREES: _("The weekday that is written is not that of the date."),
    Doubt.OUTSIDE_EVENT: _("The day is outside the event."),
    Doubt.LARGE_GAP: _("More than a day lies before it: a heading may be missing."),
    Doubt.TIME_FALLS: _("It begins before the item above it."),
    Doubt.TO_BE_CONFIRMED: _("To be confirmed."),
    Doubt.NOT_UNDERSTOOD: _("Text that was not understood stands in the item's description."),
}
