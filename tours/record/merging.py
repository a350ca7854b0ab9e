"""The verb that makes one card of two that are of the same person."""

import hashlib
from collections.abc import Iterable
from contextlib import suppress

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from accounts.models import User
from backstage.audit.following import follow_person
from tours.editions.redaction.portraits import delete_portraits
from tours.editions.tags import refuse_unseen
from tours.models import Appearance, Event, ItemPart, Person, PersonAlias, Portrait
from tours.record.appearances import where
from tours.record.locking import lock_for_edit


@transaction.atomic
def merge(card: Person, *, into: Person, by: User, expected: str | None = None) -> Person:
    """Moves all that is the card's to the card `into`, which is kept, and deletes it. Its UID stays as an alias.

    What the kept card says goes before: the other fills what it leaves empty. Editions stay as they are; their redaction
    follows the alias. Locks the events of the card that goes, then both cards. `expected` is the tag of what was shown before.
    Raises ValidationError for a card with itself, and PermissionDenied where the user may not edit the people of every
    event of both.
    """
    if card.pk == into.pk:
        raise ValidationError(_("Choose two cards: a card cannot be merged with itself."), code="same_card")
    if not may_merge(by, [card, into]):
        raise PermissionDenied
    for event in _events_of(card):
        lock_for_edit(event)
    card, into = _locked(card, into)
    refuse_unseen(merging_tag([card, into]), expected)
    names = [card.display_name, *card.names.values_list("text", flat=True)]
    _move_appearances(card, into)
    _move_parts(card, into)
    _move_names(card, into)
    _move_portrait(card, into)
    for alias in card.aliases.all():
        alias.person = into
        alias.save(update_fields=["person"])
    _move_what_would_be_deleted(card, into)
    gone, uid = card.pk, card.uid
    _delete(card)
    PersonAlias.objects.create(uid=uid, person=into, names="\n".join(names), former_key=gone)
    follow_person(gone, to=into.pk)
    return into


def may_merge(user: User, cards: Iterable[Person]) -> bool:
    """Whether the user may edit the cards, and so the people of every event at which one of them appears."""
    keys = {card.pk for card in cards}
    return Person.objects.editable_by(user).filter(pk__in=keys).count() == len(keys)


def merging_tag(cards: Iterable[Person]) -> str:
    """The tag of what is merged: all that the cards say, in any order."""
    said = sorted(_said(card) for card in cards)
    return hashlib.sha256(repr(said).encode()).hexdigest()


def _said(card: Person) -> str:
    names = list(card.names.values_list("pk", "text", "language", "script"))
    facts = [f"{name}_id" if name in ("organisation", "city") else name for name in Appearance.FACTS]
    appearances = list(card.appearances.order_by("pk").values_list("event", *facts))
    parts = list(card.parts.order_by("pk").values_list("item", "role", "confirmed", "level"))
    portraits = list(Portrait.objects.filter(person=card).values_list("digest", "agreed_on", "agreed_how"))
    return repr((card.pk, card.display_name, names, appearances, parts, portraits))


def _events_of(card: Person) -> Iterable[Event]:
    """The events of the card, in the order in which events are locked everywhere."""
    return Event.objects.filter(where(card)).order_by("pk")


def _move_what_would_be_deleted(card: Person, into: Person) -> None:
    """Rows of any room that would go with the card, such as that somebody was told of a change. What the other has already, goes."""
    for relation in card._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel) and relation.on_delete is models.CASCADE:
            name = relation.field.name
            for row in relation.related_model._base_manager.filter(**{name: card}).order_by("pk"):
                with suppress(IntegrityError), transaction.atomic():
                    setattr(row, name, into)
                    row.save(update_fields=[name])


def _delete(card: Person) -> None:
    try:
        card.delete()
    except ProtectedError as refusal:
        message = _("%(person)s is somebody who comes, or was to come, to an event. Merge such cards at the desk.")
        raise ValidationError(message % {"person": card}, code="in_use") from refusal


def _locked(card: Person, into: Person) -> tuple[Person, Person]:
    """Both as they are now. Raises ValidationError if one is gone."""
    rows = {row.pk: row for row in Person.objects.select_for_update().filter(pk__in=[card.pk, into.pk]).order_by("pk")}
    if len(rows) != 2:
        raise ValidationError(_("One of the cards is gone: perhaps it was merged meanwhile."), code="gone")
    return rows[card.pk], rows[into.pk]


def _move_appearances(card: Person, into: Person) -> None:
    kept = {row.event_id: row for row in into.appearances.all()}
    for row in card.appearances.all():
        stays = kept.get(row.event_id)
        if stays is None:
            row.person = into
            row.save(update_fields=["person"])
            continue
        filled = [name for name in Appearance.FACTS if getattr(row, name) and not getattr(stays, name)]
        for name in filled:
            setattr(stays, name, getattr(row, name))
        if filled:
            stays.save(update_fields=filled)
        row.delete()


def _move_parts(card: Person, into: Person) -> None:
    """A part that both have in an item becomes one, which is confirmed if either is."""
    kept = {(row.item_id, row.role): row for row in ItemPart.objects.filter(person=into)}
    for row in ItemPart.objects.filter(person=card):
        stays = kept.get((row.item_id, row.role))
        if stays is None:
            row.person = into
            row.save(update_fields=["person"])
            continue
        if row.confirmed and not stays.confirmed:
            stays.confirmed = True
            stays.save(update_fields=["confirmed"])
        row.delete()


def _move_portrait(card: Person, into: Person) -> None:
    """Moves the portrait to the kept card. If both cards have one, the kept card's portrait stays."""
    if Portrait.objects.filter(person=into).exists():
        delete_portraits([card.pk])
        return
    for portrait in Portrait.objects.filter(person=card):
        portrait.person = into
        portrait.save(update_fields=["person"])


def _move_names(card: Person, into: Person) -> None:
    kept = {(name.language, name.script) for name in into.names.all()}
    for name in card.names.all():
        if (name.language, name.script) not in kept:
            name.person = into
            name.save(update_fields=["person"])
