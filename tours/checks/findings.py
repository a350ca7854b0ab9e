"""What a check finds, and the one table of how much each finding weighs and how it is mended."""

from datetime import date
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tours.agenda.facts import Value


class Weight(StrEnum):
    """What a finding does to publishing: it stops it, it asks for a tick, or it only tells."""

    STOPS = "stops"
    ASKS = "asks"
    TELLS = "tells"


class Code(StrEnum):
    REDACTED = "redacted"
    PLACE = "place"
    TRACK = "track"
    GROUP = "group"
    PERSON = "person"
    TOO_MANY = "too_many"
    OUTSIDE = "outside"
    NO_CLOCK = "no_clock"
    ENDS_TOO_EARLY = "ends_too_early"
    WEEKDAY = "weekday"
    OLD_TIME = "old_time"
    GONE = "gone"
    LEFT = "left"
    EVERYONE = "everyone"
    WAY = "way"
    TRAVEL = "travel"
    TWICE = "twice"
    TENTATIVE = "tentative"
    OPEN_PART = "open_part"
    NO_DAY = "no_day"
    NO_TIME = "no_time"
    NO_PLACE = "no_place"
    LETTERS = "letters"
    POSITION = "position"


class Part(StrEnum):
    """The part of the desk where a finding is mended."""

    AGENDA = "agenda"
    EVENT = "event"
    PEOPLE = "people"


WEIGHTS: dict[Code, Weight] = {
    Code.REDACTED: Weight.STOPS,
    Code.PLACE: Weight.ASKS,
    Code.TRACK: Weight.ASKS,
    Code.GROUP: Weight.ASKS,
    Code.PERSON: Weight.ASKS,
    Code.TOO_MANY: Weight.ASKS,
    Code.OUTSIDE: Weight.ASKS,
    Code.NO_CLOCK: Weight.ASKS,
    Code.ENDS_TOO_EARLY: Weight.ASKS,
    Code.WEEKDAY: Weight.ASKS,
    Code.OLD_TIME: Weight.ASKS,
    Code.GONE: Weight.ASKS,
    Code.LEFT: Weight.ASKS,
    Code.EVERYONE: Weight.TELLS,
    Code.WAY: Weight.TELLS,
    Code.TRAVEL: Weight.TELLS,
    Code.TWICE: Weight.TELLS,
    Code.TENTATIVE: Weight.TELLS,
    Code.OPEN_PART: Weight.TELLS,
    Code.NO_DAY: Weight.TELLS,
    Code.NO_TIME: Weight.TELLS,
    Code.NO_PLACE: Weight.TELLS,
    Code.LETTERS: Weight.TELLS,
    Code.POSITION: Weight.TELLS,
}
MENDING: dict[Code, Promise] = {
    Code.REDACTED: _("Take out what is named here, or ask an operator."),
    Code.PLACE: _("Move one of them, or give one another room."),
    Code.TRACK: _("Move one of them, or give one another track."),
    Code.GROUP: _("Move one of them, or take the group out of one."),
    Code.PERSON: _("Move one of them, or name somebody else."),
    Code.TOO_MANY: _("Find a larger place, or make groups that come one after another."),
    Code.OUTSIDE: _("Correct the day, or the dates of the event."),
    Code.NO_CLOCK: _("Choose a time that clocks show on that day."),
    Code.ENDS_TOO_EARLY: _("Correct the end, its day or its time zone. Until then readers see no end."),
    Code.WEEKDAY: _("Correct the day of the week or the date."),
    Code.OLD_TIME: _("Write the new time, or take the sentence out."),
    Code.GONE: _("Name somebody else, unless they take part all the same."),
    Code.LEFT: _("Give it a day again, if it takes place."),
    Code.EVERYONE: _("Give them tracks or groups, if they are for different people."),
    Code.WAY: _("Give the transfer more time, or begin later."),
    Code.TRAVEL: _("This is right for an arrival or a departure. Otherwise correct the day of the item."),
    Code.TWICE: _("Calendars take the first of the two. If you mean the second, say so in the text."),
    Code.TENTATIVE: _("Confirm it once you know."),
    Code.OPEN_PART: _("Name and confirm the person once you know."),
    Code.NO_DAY: _("Give it a day once you know. Until then no version has it."),
    Code.NO_TIME: _("Add when it begins. Until then readers see it without a time."),
    Code.NO_PLACE: _("Add the venue or the room."),
    Code.LETTERS: _("Write the word in other letters, if it has to be read on paper."),
    Code.POSITION: _("If that is not so, change it back among the people of the event."),
}


class Finding(Value, frozen=True):
    """Something that is wrong or missing. It stands at the first of its `items`, or at the event where there is none."""

    code: Code
    words: str
    items: tuple[str, ...] = ()
    """The UIDs of the items that it is about."""
    day: date | None = None
    part: Part = Part.AGENDA

    @property
    def weight(self) -> Weight:
        return WEIGHTS[self.code]

    @property
    def mend(self) -> str:
        """How it is mended, in a sentence."""
        return str(MENDING[self.code])
