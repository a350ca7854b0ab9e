"""The verbs of a document for travel: keep it; open it, which the audit trail notes; and forget it."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from accounts.models import User
from backstage.audit.looking import note_looks
from backstage.grounds import NO_GROUNDS, Grounds
from backstage.models import AuditEntry
from participants.forgetting_journeys import NOT_TRAVELLING, forget_documents
from participants.models import Delegate, TravelDocument
from participants.nominations.changing import locked_delegate
from participants.travel.documents.facts import DocumentFacts, read, written
from participants.travel.documents.scans import tidied
from participants.travel.documents.sealing import LockedError, seal, unseal
from tours.models import Event

MONTHS_AFTER = 6
"""Many countries let nobody in whose passport ends sooner after the journey."""


@sensitive_variables()
def keep_document(
    delegate: Delegate,
    facts: DocumentFacts,
    *,
    by: User | None,
    scan: bytes | None = None,
    confirmed: bool = False,
    grounds: Grounds = NO_GROUNDS,
) -> TravelDocument:
    """Seals the facts, and the scan if one is given, in place of what was kept. `confirmed`: it may end soon after the event.

    Without a new scan the former one stays, if it is of the same number. Raises ValidationError, LockedError without keys.
    """
    with locked_delegate(delegate, by=by, grounds=grounds) as current:
        _refuse_who_does_not_travel(current)
        _refuse_ending(facts, current.event, confirmed=confirmed)
        before = TravelDocument.objects.select_for_update().filter(delegate=current).first()
        row = before or TravelDocument(delegate=current)
        row.scan = seal(tidied(scan)) if scan else _scan_of_the_same(before, facts)
        row.facts = seal(written(facts))
        row.save()
        if before:
            AuditEntry.objects.entry_of(row, {}).save()  # what changed is sealed, so that nothing else would note it
        return row


@sensitive_variables()
def open_document(delegate: Delegate, *, by: User | None, purpose: str) -> DocumentFacts:
    """Raises ValidationError without a purpose or a document, and LockedError where no key opens it."""
    return open_documents([delegate], by=by, purpose=purpose)[delegate.pk]


@transaction.atomic
@sensitive_variables()
def open_documents(delegates: Iterable[Delegate], *, by: User | None, purpose: str) -> dict[int, DocumentFacts]:
    """Opens the documents of all of them, by the key of the delegate; each opening has an entry of its own in the audit
    trail.

    Raises ValidationError, and LockedError; then none is opened.
    """
    rows = _documents_of(delegates, purpose)
    opened = _opened(rows)
    note_looks(rows, by=by, reason=purpose.strip())
    return opened


@sensitive_variables()
def _opened(rows: Iterable[TravelDocument]) -> dict[int, DocumentFacts]:
    opened, locked = {}, []
    for row in rows:
        try:
            opened[row.delegate_id] = read(unseal(row.facts))
        except LockedError as refusal:
            locked += [f"{row.delegate}: {words}" for words in refusal.messages]
    if locked:
        raise LockedError(locked)
    return opened


@transaction.atomic
@sensitive_variables()
def open_scan(delegate: Delegate, *, by: User | None, purpose: str) -> bytes:
    """Opens the scan for this purpose. The look is noted."""
    rows = _documents_of([delegate], purpose)
    opened = _opened_scan(rows[0])
    if opened is None:
        raise ValidationError(_("No scan of this document is kept."), code="no_scan")
    note_looks(rows, by=by, reason=purpose.strip())
    return opened


@transaction.atomic
@sensitive_variables()
def open_with_scan(delegate: Delegate, *, by: User | None, purpose: str) -> tuple[DocumentFacts, bytes | None]:
    """Both, which is one look."""
    rows = _documents_of([delegate], purpose)
    facts, scan = _opened(rows)[delegate.pk], _opened_scan(rows[0])
    note_looks(rows, by=by, reason=purpose.strip())
    return facts, scan


def _opened_scan(row: TravelDocument) -> bytes | None:
    scan = TravelDocument.objects.values_list("scan", flat=True).get(pk=row.pk)
    return unseal(scan) if scan else None


def forget_document(delegate: Delegate, *, by: User | None, grounds: Grounds = NO_GROUNDS) -> bool:
    """Whether there was one."""
    with locked_delegate(delegate, by=by, grounds=grounds) as current:
        return bool(forget_documents(Delegate.objects.filter(pk=current.pk)))


def _documents_of(delegates: Iterable[Delegate], purpose: str) -> list[TravelDocument]:
    """The documents without their scans, the one that was kept first is first. The document of somebody who does not
    travel any more is not opened, even before it is deleted.
    """
    if not purpose.strip():
        raise ValidationError({"purpose": _("Say why you look at it.")}, code="purpose")
    keys = {each.pk for each in delegates}
    travelling = Delegate.objects.filter(pk__in=keys).exclude(NOT_TRAVELLING).order_by().values("pk")
    kept = TravelDocument.objects.filter(delegate__in=travelling).defer("scan").select_related("delegate")
    rows = list(kept.order_by("pk"))
    if len(rows) != len(keys):
        raise ValidationError(_("No document is kept of them."), code="no_document")
    return rows


def _scan_of_the_same(before: TravelDocument | None, facts: DocumentFacts) -> bytes | None:
    """The former scan, if the new facts have the same number. None if the number differs, or if no key opens the
    former document: then nobody knows what the scan shows.
    """
    try:
        is_same = before is not None and read(unseal(before.facts)).number == facts.number
    except LockedError:
        return None
    return bytes(before.scan) if before and is_same and before.scan else None


def _refuse_who_does_not_travel(row: Delegate) -> None:
    if Delegate.objects.filter(NOT_TRAVELLING, pk=row.pk).exists():
        words = _("%(name)s does not travel: the event is cancelled, or they do not come. Keep no document of them.")
        raise ValidationError(words % {"name": row}, code="not_travelling")


def _refuse_ending(facts: DocumentFacts, event: Event, *, confirmed: bool) -> None:
    ends = date_format(event.ends, "j F Y")
    if facts.expires_on < event.ends:
        words = _("This document ends before the event does, on %(day)s. Ask for one that is longer valid.")
        raise ValidationError({"expires_on": words % {"day": ends}}, code="ends_before")
    if facts.expires_on < months_after(event.ends, MONTHS_AFTER) and not confirmed:
        words = _(
            "This document ends within six months after the event, which ends on %(day)s. Many countries then let nobody in:"
            " confirm below that it is enough."
        )
        raise ValidationError({"confirmed": words % {"day": ends}}, code="ends_soon")


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
