"""What keeps an agenda from being published: that it says again what was redacted. `memory` beside it knows that."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, date
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backstage.text.recognising import Recognising
from backstage.text.spellings import REMOVED
from tours.agenda.facts import Value
from tours.agenda.values import Agenda
from tours.editions.redaction_memory.merged_cards import kept_uids
from tours.models import Event, PersonAlias, Redacted

FIELDS: dict[str, Promise] = {
    "cities": gettext_lazy("Cities and seats"),
    "conditions": gettext_lazy("Conditions of participation"),
    "contacts": gettext_lazy("Contacts"),
    "documents": gettext_lazy("Documents"),
    "named_groups": gettext_lazy("Groups"),
    "host_city": gettext_lazy("Host city"),
    "links": gettext_lazy("Links"),
    "note": gettext_lazy("Note"),
    "parts": gettext_lazy("People"),
    "picture": gettext_lazy("Picture"),
    "place": gettext_lazy("Place"),
    "practical": gettext_lazy("Practical information"),
    "programme": gettext_lazy("Programme"),
    "purposes": gettext_lazy("Purposes"),
    "report": gettext_lazy("Report"),
    "room": gettext_lazy("Room"),
    "staff_note": gettext_lazy("Note for staff"),
    "summary": gettext_lazy("Summary"),
    "supporters": gettext_lazy("Organisations"),
    "themes": gettext_lazy("Themes"),
    "tier": gettext_lazy("Tier of learning"),
    "title": gettext_lazy("Title"),
    "track": gettext_lazy("Track"),
    "url": gettext_lazy("Web address"),
}
"""How people know the fields of an event and of an item, in which a text may stand."""

# Texts that are codes or keys: what is to be removed and happens to stand in one is not what was meant.
NEVER_TEXT = frozenset(
    ["uid", "groups", "slug", "zone", "end_zone", "language", "script", "code", "digest", "file_name", "media_type"]
)


TEXT_STANDS = gettext_lazy(
    "Nothing is published: what was redacted from this event stands here again: %(places)s. Take it out."
    " If these words are innocent, ask an operator to lift the remembered redaction of %(dates)s."
)
PERSON_TAKES_PART = gettext_lazy(
    "Nothing is published: somebody who was redacted takes part here: %(places)s. Take them out; somebody else gets a card"
    " of their own. Or ask an operator to redact them from this event too, or to lift the remembered redaction of"
    " %(dates)s."
)
KEY_IS_GONE = gettext_lazy(
    "Nothing is published: the key is gone that this event's redactions are remembered with. Ask an operator to put the"
    " former SECRET_KEY into SECRET_KEY_FALLBACKS, or to lift the remembered redactions."
)


class Stop(NamedTuple):
    """What stands where it may not, in the order of the agenda, and the days on which that was redacted, in UTC."""

    places: tuple[str, ...] = ()
    days: tuple[date, ...] = ()

    def told_as(self, sentence: Promise) -> list[str]:
        dates = ", ".join(date_format(day, "j M Y") for day in self.days)
        return [str(sentence) % {"places": "; ".join(self.places), "dates": dates}] if self.places else []


class Stops(NamedTuple):
    """What keeps an agenda from being published."""

    texts: Stop = Stop()
    people: Stop = Stop()
    has_lost: bool = False
    """Whether the key is gone that something was remembered with, so that nobody can say whether it stands here."""

    @property
    def sentences(self) -> list[str]:
        told = [*self.texts.told_as(TEXT_STANDS), *self.people.told_as(PERSON_TAKES_PART)]
        return [*told, *([str(KEY_IS_GONE)] if self.has_lost else [])]


def refuse_redacted(event: Event, agenda: Agenda) -> None:
    """Raises ValidationError where the agenda, as it was composed, says what was redacted. One query."""
    if told := stops(event, agenda).sentences:
        raise ValidationError([ValidationError(sentence, code="redacted") for sentence in told])


def refuse_redacted_people(agenda: Agenda) -> None:
    """Raises ValidationError where somebody who was redacted takes part in the agenda. One query, and one more if so."""
    for sentence in people_stops(agenda).sentences:
        raise ValidationError(sentence, code="redacted")


def people_stops(agenda: Agenda) -> Stops:
    """The people alone, as for a text of the event that is published again, which was redacted with the others."""
    people = _people(agenda)
    return Stops(people=_people_stop(list(Redacted.objects.filter(_names(people), digest="").order_by()), people))


def stops(event: Event, agenda: Agenda) -> Stops:
    """One query, and one more where somebody is remembered. Only where texts are, those of the agenda are folded."""
    people = _people(agenda)
    rows = list(Redacted.objects.filter(Q(event=event) | Q(_names(people), digest="")).order_by())
    texts = [row for row in rows if row.digest]
    recognising = Recognising(row.trace for row in texts if row.trace)
    places = _places(recognising, agenda) if texts else ()
    return Stops(
        texts=Stop(places, _days(texts, recognising, texts_in(agenda))) if places else Stop(),
        people=_people_stop([row for row in rows if not row.digest], people),
        has_lost=recognising.has_lost,
    )


def refuse_redacted_texts(event: Event, texts: Mapping[str, str]) -> None:
    """Raises ValidationError where a text about the event says what was redacted from it. Each has the name of its place.

    One query.
    """
    rows = event.redacted.all()
    recognising = Recognising(row.trace for row in rows if row.trace)
    places = tuple(place for place, text in texts.items() if _is_in(recognising, text))
    stop = Stop(places, _days(rows, recognising, texts.values()))
    if told := Stops(texts=stop, has_lost=recognising.has_lost).sentences:
        raise ValidationError([ValidationError(sentence, code="redacted") for sentence in told])


def _names(people: Collection[str]) -> Q:
    """Whether a memory is of one of the people, under any UID that their cards have had."""
    return Q(person__in=people) | Q(person__in=PersonAlias.objects.filter(person__uid__in=people).values("uid"))


def _people_stop(rows: Collection[Redacted], people: Mapping[str, list[str]]) -> Stop:
    """What stops because a redacted person takes part, under any UID that means that person."""
    kept = kept_uids({str(row.person) for row in rows}) if rows else {}
    meant = {row: {str(row.person), kept.get(str(row.person), "")} & people.keys() for row in rows}
    places = tuple(place for uid in people if any(uid in uids for uids in meant.values()) for place in people[uid])
    return Stop(places, _days_of(row for row in rows if meant[row]))


def _days(rows: Iterable[Redacted], recognising: Recognising, texts: Iterable[str]) -> tuple[date, ...]:
    """When those were redacted that stand in the texts. Those in which nothing stands are not read again for each row."""
    hits = [text for text in texts if _is_in(recognising, text)]
    traces = [(row, Recognising([row.trace])) for row in rows if row.trace]
    return _days_of(row for row, trace in traces if any(_is_in(trace, text) for text in hits))


def _days_of(rows: Iterable[Redacted]) -> tuple[date, ...]:
    return tuple(sorted({row.at.astimezone(UTC).date() for row in rows}))


def _people(agenda: Agenda) -> dict[str, list[str]]:
    """The UID of each person whose card says something, with the items where they take part."""
    found: dict[str, list[str]] = {}
    for item in agenda.items:
        for part in item.line.parts if item.line else ():
            if item.line and part.person and part.person.name != REMOVED:
                found.setdefault(part.person.uid, []).append(f"“{item.line.title}”")
    return found


def _places(recognising: Recognising, agenda: Agenda) -> tuple[str, ...]:
    parts: list[tuple[str, Value]] = [(_("event"), agenda.event)]
    for item in agenda.items:
        if item.line and item.line != agenda.whole.line:  # which says what the event says
            parts.append((f"“{item.line.title}”", item.line))
    found = [f"{name} ({FIELDS[field]})" for name, value in parts for field in _fields_with(recognising, value)]
    return (*found, *([str(FIELDS["note"])] if _is_in(recognising, agenda.note) else []))


def _fields_with(recognising: Recognising, value: Value) -> Iterator[str]:
    for field in value.__struct_fields__:
        if field not in NEVER_TEXT and any(_is_in(recognising, text) for text in texts_in(getattr(value, field))):
            yield field


def texts_in(value: Any) -> Iterator[str]:
    """Every text in it that a redaction would blank."""
    if type(value) is str:  # an enumeration is no text
        yield value
    elif isinstance(value, tuple):
        for inner in value:
            yield from texts_in(inner)
    elif isinstance(value, Value):
        for field in value.__struct_fields__:
            if field not in NEVER_TEXT:
                yield from texts_in(getattr(value, field))


def _is_in(recognising: Recognising, text: str) -> bool:
    """No passage reaches over what was removed already."""
    return any(recognising.is_in(piece) for piece in text.split(REMOVED))
