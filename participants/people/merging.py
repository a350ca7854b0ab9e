"""The verb that makes one card of two that are of the same person, with all events to which they came.

What `tours.record.merging` does is done here too; this adds what hangs on the cards in this room.
"""

import hashlib
from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from backstage.grounds import NO_GROUNDS, Grounds, acting_because
from participants.links.ending import end_links
from participants.models import Delegate, PersonContact
from participants.nominations.changing import READ
from participants.touching import touch_beside
from participants.vocabulary import LinkEnd
from tours.editions.tags import refuse_unseen
from tours.models import Event, Person
from tours.record.appearances import where
from tours.record.locking import lock_for_edit
from tours.record.merging import may_merge, merge, merging_tag


def merge_people(
    kept: Person, gone: Person, *, by: User, expected: str | None = None, grounds: Grounds = NO_GROUNDS
) -> Person:
    """Moves participations, appearances, parts and names of the card `gone` to the card `kept`, and deletes it.

    Of two contacts the newer stays. `expected` is the tag of what was shown before. Raises ValidationError where both come,
    or may come, to one event, and PermissionDenied where the user may not edit both cards with all their participations.
    """
    if kept.pk == gone.pk:
        raise ValidationError(_("Choose two cards: a card cannot be merged with itself."), code="same_card")
    with transaction.atomic(), acting_because(by, grounds):
        if not may_merge_people(by, [kept, gone]):
            raise PermissionDenied
        for event in _events_of(kept, gone):
            lock_for_edit(event)
        refuse_unseen(people_tag([kept, gone]), expected)
        _refuse_both_at_one_event(kept, gone)
        _move_participations(kept, gone)
        _keep_newer_contact(kept, gone)
        return merge(gone, into=kept, by=by)


def may_merge_people(user: User, cards: Iterable[Person]) -> bool:
    """Whether the user may edit the cards, and registers people at every event to which one of them comes or came."""
    cards = list(cards)
    there = Delegate.objects.filter(person__in=cards)
    ours = Delegate.objects.editable_by(user).filter(person__in=cards)
    return may_merge(user, cards) and there.count() == ours.count()


def people_tag(cards: Iterable[Person]) -> str:
    """The tag of what is merged, whatever the order of the cards."""
    cards = list(cards)
    facts = ("person", "event", "delegation", "state", "capacity")
    delegates = list(Delegate.objects.filter(person__in=cards).order_by("pk").values_list("pk", *facts))
    contacts = list(
        PersonContact.objects.filter(person__in=cards).order_by("pk").values_list("person", "email", "telephone")
    )
    return hashlib.sha256(repr((merging_tag(cards), delegates, contacts)).encode()).hexdigest()


def both_active(kept: Person, gone: Person) -> list[Delegate]:
    """The rows of the card that goes, at events to which both come or may come."""
    theirs = Delegate.objects.active().filter(person=kept).order_by().values("event")
    return list(gone.delegates.active().filter(event__in=theirs).select_related(*READ).order_by("event", "pk"))


def _refuse_both_at_one_event(kept: Person, gone: Person) -> None:
    if sentences := [sentence_of(row) for row in both_active(kept, gone)]:
        raise ValidationError(sentences, code="both_come")


def sentence_of(row: Delegate) -> str:
    """What to do first about a row at an event to which both cards come. It names the event and the city alone."""
    if row.delegation is None:
        return _("Both cards come to %(event)s. Withdraw one of them there first.") % {"event": row.event}
    words = _("Both cards come to %(event)s. Withdraw the one of %(delegation)s there first, or the other.")
    return words % {"event": row.event, "delegation": row.delegation}


def _events_of(kept: Person, gone: Person) -> Iterable[Event]:
    """All that the verbs below write to, in the order in which events are locked everywhere."""
    coming = Delegate.objects.filter(person__in=[kept, gone]).order_by().values("event")
    return Event.objects.filter(where(gone) | Q(pk__in=coming)).order_by("pk")


def _move_participations(kept: Person, gone: Person) -> None:
    """Personal links of the card that goes end: they may have gone to an address that is no longer theirs."""
    for row in gone.delegates.all():
        row.person = kept
        row.save(update_fields=["person", "changed_at"])
        touch_beside([row.pk])
        end_links(row, LinkEnd.MERGED)


def _keep_newer_contact(kept: Person, gone: Person) -> None:
    rows = list(PersonContact.objects.filter(person__in=[kept, gone]).order_by("-changed_at", "-pk"))
    for older in rows[1:]:
        older.delete()
    if rows and rows[0].person_id != kept.pk:
        PersonContact.objects.filter(pk=rows[0].pk).update(person=kept)  # the moment of the change stays
