"""What stands in the rows of the person's personal links. What opens them is nowhere: it is kept as a digest alone."""

from django.utils.translation import gettext as _

from participants.models import AccessLink, FeedToken, LinkSession, SeenEdition
from participants.privacy.known.values import Asked, Section, label_of, shown


def links(asked: Asked) -> Section:
    names = ("email", "whose", "made_at", "opened_at", "ended_at", "end")
    found = AccessLink.objects.filter(delegate__person=asked.person, delegate__event__in=asked.events)
    rows = [
        {"event": str(row.delegate.event), **{name: shown(row, name) for name in names}}
        for row in found.select_related("delegate__event").order_by("pk")
        if row.delegate
    ]
    columns = {"event": _("Event")} | {name: label_of(AccessLink, name) for name in names}
    return Section("links", _("Personal links"), columns, rows)


def visits(asked: Asked) -> Section:
    names = ("began_at", "expires_at", "whose", "mailbox", "proven_at")
    found = LinkSession.objects.filter(delegate__person=asked.person, delegate__event__in=asked.events)
    rows = [
        {"event": str(row.delegate.event), **{name: shown(row, name) for name in names}}
        for row in found.select_related("delegate__event").order_by("pk")
        if row.delegate
    ]
    columns = {"event": _("Event")} | {name: label_of(LinkSession, name) for name in names}
    return Section("visits", _("Visits by personal link that go on"), columns, rows)


def calendars(asked: Asked) -> Section:
    names = ("made_at", "fetched_at", "ended_at")
    found = FeedToken.objects.filter(delegate__person=asked.person, delegate__event__in=asked.events)
    rows = [
        {"event": str(row.delegate.event), **{name: shown(row, name) for name in names}}
        for row in found.select_related("delegate__event").order_by("pk")
    ]
    columns = {"event": _("Event")} | {name: label_of(FeedToken, name) for name in names}
    return Section("calendars", _("Private calendar addresses"), columns, rows)


def seen(asked: Asked) -> Section:
    names = ("number", "at")
    found = SeenEdition.objects.filter(delegate__person=asked.person, delegate__event__in=asked.events)
    rows = [
        {"event": str(row.delegate.event), **{name: shown(row, name) for name in names}}
        for row in found.select_related("delegate__event").order_by("pk")
    ]
    columns = {"event": _("Event")} | {name: label_of(SeenEdition, name) for name in names}
    return Section("seen", _("Versions that they have seen"), columns, rows)
