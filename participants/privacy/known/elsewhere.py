"""What names the person elsewhere: mails, editions, posts, the audit trail."""

from functools import reduce
from operator import or_
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.translation import gettext as _

from backstage.models import AuditEntry, OutgoingMail
from participants.models import Erasure
from participants.privacy import reaching
from participants.privacy.identity import addresses_of
from participants.privacy.known.values import Asked, Section, label_of
from participants.privacy.mails import mails_to
from tours.editions.redaction_memory.merged_cards import uids_of
from tours.models import Edition

MOST_ENTRIES = 500


def mails(asked: Asked) -> Section:
    """The mails to mailboxes that are theirs alone. Only users who see everything of the person get them: mails do not
    say of which event they are.
    """
    found = mails_to(addresses_of(asked.person)) if asked.is_all else OutgoingMail.objects.none()
    rows = [
        {"subject": mail.subject, "created_at": mail.created_at, "state": mail.get_state_display()} for mail in found
    ]
    columns = {"subject": _("Subject"), "created_at": _("Written"), "state": _("State")}
    return Section("mails", _("Mails to their own address"), columns, rows)


def editions(asked: Asked) -> Section:
    named = reduce(or_, (Q(agenda__contains=uid) for uid in uids_of(str(asked.person.uid))))
    found = Edition.objects.filter(named, event__in=asked.events).select_related("event").defer("agenda")
    rows = [
        {"event": str(row.event), "version": row.number, "published_at": row.published_at}
        for row in found.order_by("event__starts", "number")
    ]
    columns = {"event": _("Event"), "version": _("Version"), "published_at": _("Published")}
    return Section("editions", _("Published versions in which they have a part"), columns, rows)


def posts(asked: Asked) -> Section:
    rows = [each._asdict() for each in reaching.found(asked.names.all)] if asked.is_all else []
    columns = {"kind": _("Kind"), "title": _("Title"), "address": _("Address")}
    return Section("texts", _("Texts that hold the name; of somebody of the same name too"), columns, rows)


def told(asked: Asked) -> Section:
    rows = [each._asdict() | {"event": str(each.event)} for each in _told_at_events(asked)]
    columns = {"event": _("Event"), "what": _("What"), "at": _("Written")}
    return Section("told", _("What they were told of a changed programme"), columns, rows)


def _told_at_events(asked: Asked) -> list[reaching.Told]:
    events = set(asked.events)
    return [each for each in reaching.told(asked.person) if each.event in events]


def trail(asked: Asked) -> Section:
    """When, and which facts. Who did it, and the values, which may name others, are left out."""
    entries = AuditEntry.objects.filter(person_key=asked.person.pk)
    if not asked.is_all:
        entries = entries.filter(event_key__in=[event.pk for event in asked.events])
    rows = [_entry(entry) for entry in entries.select_related("content_type")[:MOST_ENTRIES]]
    columns = {"at": _("When"), "what": _("What"), "action": _("Action"), "facts": _("Facts")}
    return Section("audit", _("Entries of the audit trail; the last %(most)d") % {"most": MOST_ENTRIES}, columns, rows)


def _entry(entry: AuditEntry) -> dict[str, Any]:
    model = ContentType.objects.get_for_id(entry.content_type_id).model_class()
    what = str(model._meta.verbose_name) if model else ""
    facts = [label_of(model, name) if model else name for name in entry.changes or {}]
    return {"at": entry.timestamp, "what": what, "action": entry.get_action_display(), "facts": facts}


def erasures(asked: Asked) -> Section:
    rows = Erasure.objects.filter(person=asked.person).values("at", "reason", "finished_at")
    columns = {"at": _("Erased"), "reason": _("Reason"), "finished_at": _("Fully erased on")}
    return Section("erasures", _("Erasures"), columns, [dict(row) for row in rows])
