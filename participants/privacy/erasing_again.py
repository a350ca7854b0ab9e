"""Erases again, after a restore, who was erased since the backup was made."""

from django.utils.translation import gettext as _

from accounts.models import User
from backstage.grounds import Grounds
from backstage.text.recognising import Recognising
from backstage.text.spellings import REMOVED
from participants.cards.making import new_card
from participants.models import Delegate, Erasure, FocalPoint
from participants.nominations.deciding import withdraw
from participants.privacy.erasing import erase
from participants.privacy.erasure_journal import known_as
from participants.privacy.focal_points import erase_focal_point
from participants.states import ACTIVE
from tours.editions.redaction_memory.journal import Entry
from tours.models import Person


def is_new_here(entry: Entry) -> bool:
    """Whether the backup is older than the erasure. Otherwise who has the name now is somebody else."""
    return not Erasure.objects.filter(uid=entry.uid).exists()


def erase_again(entry: Entry, known: Recognising, *, by: User) -> bool:
    """Whether there was something to erase. `known` recognises the names of the entry. Raises ValidationError."""
    reason = _("Erased again after a restore")
    before = set(Erasure.objects.values_list("pk", flat=True))
    if entry.person:
        _erase_person(entry.person, known, by=by, reason=reason)
    else:
        _erase_points(known, entry, by=by, reason=reason)
    row = Erasure.objects.exclude(pk__in=before).order_by("pk").first()
    return row is not None and bool(Erasure.objects.filter(pk=row.pk).update(uid=entry.uid, at=entry.at))


def _erase_person(uid: str, known: Recognising, *, by: User, reason: str) -> None:
    person = Person.objects.with_uid(uid).first()
    named = Delegate.objects.filter(person__isnull=True).exclude(name=REMOVED).select_related("event").order_by("pk")
    rows = [row for row in named if known.is_whole(row.name)]
    if rows:
        person = person or new_card(rows[0].name)
        for row in rows:
            _lead_to(person, row, by=by, reason=reason)
    if person:
        erase(person, by=by, reason=reason)


def _lead_to(person: Person, row: Delegate, *, by: User, reason: str) -> None:
    """Gives a row its card that had none when the backup was made. It is withdrawn first, as the card may be at the event."""
    if row.state in ACTIVE:
        row = withdraw(row, by=by, grounds=Grounds(reason=reason))
    row.person = person
    row.save(update_fields=["person"])


def _erase_points(known: Recognising, entry: Entry, *, by: User, reason: str) -> None:
    for point in FocalPoint.objects.exclude(name=REMOVED).order_by("pk"):
        if known.is_whole(known_as(point)):
            point.ended = point.ended or max(point.since, entry.at.date())
            point.save(update_fields=["ended"])
            erase_focal_point(point, by=by, reason=reason)
