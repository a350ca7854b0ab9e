"""The rows of an event that repeat what is redacted from its editions: they are cleaned in the same step.

A venue, and what is said of a picture, is cleaned where no other event has it. A person who takes part elsewhere too
gets a card of their own here. Cities, organisations and programmes are left alone: `tours.editions.redaction.redacting.is_still_repeated` tells of them.
"""

from collections.abc import Collection, Iterator

from django.db import models
from django.db.models import Q

from backstage.text.spellings import REMOVED, Blanking
from tours.editions.redaction.portraits import delete_portraits
from tours.editions.redaction_memory.stopping import NEVER_TEXT
from tours.models import (
    AgendaItem,
    Document,
    DraftComment,
    Event,
    Group,
    ItemLink,
    ItemPart,
    Person,
    PersonName,
    Picture,
    Track,
    Venue,
)
from tours.models.people import PeopleQuerySet
from tours.told_of_shared import tell_of_shared


def repeating(event: Event, blank: Blanking, *, cards: bool = True) -> list[models.Model]:
    """The rows in which something is to be blanked; `cards` says whether people are among them, and what they are there."""
    rows = [row for row in _rows_of(event) if _blanked_texts(row, blank)]
    if not cards:
        return rows
    appearances = [row for row in event.appearances.order_by("pk") if _blanked_texts(row, blank)]
    people = people_at(event).prefetch_related("names")
    return rows + appearances + [card for card in people if _says(card, blank)]


def clean(event: Event, blank: Blanking, *, cards: bool = True) -> None:
    """Blanks the texts in all rows of the event, whose own row is locked."""
    for row in repeating(event, blank, cards=cards):
        if isinstance(row, Person):
            _clean_card(_own_card(row, event), blank)
        else:
            _clean_row(row, blank)


def erase_card(event: Event, uids: Collection[str], *, everywhere: bool = False) -> set[int]:
    """Empties the card of the person at the event, and what they are there; their portrait goes, the parts they had stay.

    Where the person is at other events too, it is a copy that is emptied, unless they go `everywhere`. Returns the keys
    of what was emptied: one card, or none.
    """
    found = people_at(event).with_uid(*uids)
    cards = [card if everywhere else _own_card(card, event) for card in found]
    for own in cards:
        own.names.all().delete()
        own.aliases.update(names="")
        own.display_name = REMOVED
        own.save()
        tell_of_shared(own)
        for appearance in event.appearances.filter(person=own):
            appearance.title = appearance.position = ""
            appearance.organisation = appearance.city = None
            appearance.save()
    keys = {card.pk for card in cards}
    delete_portraits(keys)
    return keys


def forget_steps(event: Event) -> None:
    """Deletes what is kept for undoing bulk steps: no undoing may bring a text, a person or a file back."""
    event.kept_rows.order_by()._raw_delete(event.kept_rows.db)


def named_rows(event: Event, uids: Collection[str]) -> list[models.Model]:
    """The person's card, and their appearance and parts at the event, which name them by it."""
    cards = people_at(event).with_uid(*uids)
    return [
        *cards,
        *event.appearances.filter(person__in=cards).order_by("pk"),
        *ItemPart.objects.filter(item__event=event, person__in=cards).order_by("pk"),
    ]


def people_at(event: Event) -> PeopleQuerySet:
    """Everyone who appears at the event or has a part there."""
    appearing, parts = event.appearances.order_by(), ItemPart.objects.filter(item__event=event).order_by()
    there = Q(pk__in=appearing.values("person")) | Q(pk__in=parts.values("person"))
    return Person.objects.filter(there).order_by("pk")


def digests_of(rows: list[models.Model]) -> list[str]:
    """What the rows say now, for the tag of what was shown."""
    return [
        f"{row._meta.label}/{row.pk} {[getattr(row, field.attname) for field in row._meta.concrete_fields]}"
        for row in rows
    ]


def files_of(event: Event) -> list[Document | Picture]:
    """Documents, and the picture if it is this event's alone."""
    return [*event.documents.order_by("pk"), *(row for row in shared_rows(event) if isinstance(row, Picture))]


def _rows_of(event: Event) -> Iterator[models.Model]:
    yield event
    yield from event.items.order_by("pk")
    yield from ItemLink.objects.filter(item__event=event).order_by("pk")
    for rows in (event.purposes, event.practical_notes, event.contacts, event.groups, event.tracks, event.documents):
        yield from rows.order_by("pk")
    yield from event.draft_links.order_by("pk")
    yield from DraftComment.objects.filter(link__event=event).order_by("pk")
    yield from shared_rows(event)


def shared_rows(event: Event) -> Iterator[Picture | Venue]:
    """The picture and the venues that other events could have too, and none has. The trail has them under no event."""
    if event.picture and not Event.objects.exclude(pk=event.pk).filter(picture=event.picture).exists():
        yield event.picture
    elsewhere = AgendaItem.objects.exclude(event=event).filter(venue__isnull=False).values("venue")
    yield from Venue.objects.filter(items__event=event).exclude(pk__in=elsewhere).distinct().order_by("pk")


def _blanked_texts(row: models.Model, blank: Blanking) -> dict[str, str]:
    """The texts of the row that change, as they are then. What grows beyond its field is cut."""
    texts = {
        field.name: blank(text)[: getattr(field, "max_length", None)]
        for field in row._meta.concrete_fields
        if _is_text(field) and isinstance(text := getattr(row, field.attname), str)
    }
    return {name: text for name, text in texts.items() if text != getattr(row, name)}


def _is_text(field: "models.Field[object, object]") -> bool:
    is_written = isinstance(field, models.CharField | models.TextField) and field.editable and not field.choices
    return is_written and field.name not in NEVER_TEXT


def _clean_row(row: models.Model, blank: Blanking) -> None:
    changed = _blanked_texts(row, blank)
    if "name" in changed and isinstance(row, Group | Track):
        changed["name"] = _free_name(row, changed["name"])
    for name, text in changed.items():
        setattr(row, name, text)
    noted = ["changed_at"] if isinstance(row, Picture) else []
    row.save(update_fields=[*changed, *noted])


def _free_name(row: Group | Track, name: str) -> str:
    """Two groups of one event cannot have one name."""
    others = set(type(row)._default_manager.filter(event=row.event).exclude(pk=row.pk).values_list("name", flat=True))
    names = (name, *(f"{name[:50]} {number}" for number in range(2, len(others) + 3)))
    return next(each for each in names if each not in others)


def _says(card: Person, blank: Blanking) -> bool:
    return any(_blanked_texts(row, blank) for row in (card, *card.names.all()))


def _clean_card(card: Person, blank: Blanking) -> None:
    for row in (card, *card.names.all()):
        if _blanked_texts(row, blank):
            _clean_row(row, blank)


def _own_card(card: Person, event: Event) -> Person:
    """The card itself where the person is at this event alone; else a copy, which stands in its place here."""
    is_elsewhere = card.parts.exclude(item__event=event).exists() or card.appearances.exclude(event=event).exists()
    if not is_elsewhere:
        return card
    copy = Person.objects.create(display_name=card.display_name)
    for name in card.names.all():
        PersonName.objects.create(person=copy, text=name.text, language=name.language, script=name.script)
    for row in (*card.parts.filter(item__event=event), *card.appearances.filter(event=event)):
        row.person = copy
        row.save(update_fields=["person"])
    return copy
