"""What stands in the rows of the person as a delegate."""

from typing import Any

from django.utils.translation import gettext as _

from participants.models import ChangeRequest, Delegate, DelegateContact, SupportingFile
from participants.privacy.known.values import Asked, Section, label_of, shown

SAID: tuple[str, ...] = (
    "name",
    "position",
    "state",
    "capacity",
    "takes_seat",
    "rank",
    "offered_until",
    "offer_rests_since",
    "reason",
    "attends",
    "present_from",
    "present_until",
    "language",
    "gender",
    "level",
    "shares_contact",
    "shares_photograph",
    "news_by",
    "told_state",
    "confirmed_at",
    "confirmed_for",
    "gave_up",
    "changed_at",
)
"""The columns of a delegate that the export shows as they are."""


def participations(asked: Asked) -> Section:
    found = Delegate.objects.filter(person=asked.person, event__in=asked.events).order_by("event__starts", "pk")
    read = found.select_related("event", "delegation__participation__city", "delegation__participation__organisation")
    rows = [_participation(row) for row in read.prefetch_related("groups", "starred")]
    columns = {"event": _("Event"), "delegation": _("Delegation")}
    columns |= {name: label_of(Delegate, name) for name in SAID}
    columns |= {"groups": _("Groups"), "starred": _("Starred items")}
    return Section("participations", _("Nominations and participations"), columns, rows)


def _participation(row: Delegate) -> dict[str, Any]:
    facts: dict[str, Any] = {"event": str(row.event), "delegation": str(row.delegation or "")}
    facts |= {name: shown(row, name) for name in SAID}
    facts["groups"] = [str(group) for group in row.groups.all()]
    facts["starred"] = [str(item) for item in row.starred.all()]
    return facts


def contacts(asked: Asked) -> Section:
    found = DelegateContact.objects.filter(delegate__person=asked.person, delegate__event__in=asked.events)
    rows = [
        {
            "event": str(row.delegate.event),
            "whose": row.get_whose_display(),
            "name": row.name,
            "email": row.email,
            "telephone": row.telephone,
        }
        for row in found.select_related("delegate__event").order_by("pk")
    ]
    columns = {"event": _("Event"), "whose": _("Whose"), "name": _("Name")}
    return Section("contacts", _("Contacts"), columns | {"email": _("E-mail"), "telephone": _("Telephone")}, rows)


def requests(asked: Asked) -> Section:
    found = ChangeRequest.objects.filter(delegate__person=asked.person, event__in=asked.events)
    names = ("name", "text", "asked_by", "told", "asked_at", "state", "answer", "decided_at")
    rows = [
        {"event": str(row.event), "kind": row.get_kind_display(), **{name: shown(row, name) for name in names}}
        for row in found.select_related("event")
    ]
    columns = {"event": _("Event"), "kind": _("What is asked for")}
    columns |= {name: label_of(ChangeRequest, name) for name in names}
    return Section("requests", _("Requests"), columns, rows)


def files(asked: Asked) -> Section:
    found = SupportingFile.objects.filter(delegate__person=asked.person, event__in=asked.events)
    rows = [
        {
            "event": str(row.event),
            "kind": row.get_kind_display(),
            "file": row.file_name,
            "size": row.size,
            "added_at": row.added_at,
        }
        for row in found.select_related("event")
    ]
    columns = {"event": _("Event"), "kind": _("Kind"), "file": _("File"), "size": _("Bytes"), "added_at": _("Added")}
    return Section("files", _("Files"), columns, rows)
