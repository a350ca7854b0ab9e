"""The desk's page of the audit trail: who changed what and when, as far as the user may read it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

import django_filters
from django import forms
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.visitors import signed_in
from backstage.audit.filters import AuditFilter, Entries
from backstage.audit.wording import DescribedEntry, describe
from backstage.audit_watch import naming_people, private, told_to_all
from backstage.lists import LONGEST_QUERY, ChosenFilter, FilteredList, page_of
from backstage.models import AuditEntry
from backstage.text.tidying import tidy
from tours.editions.redaction_memory.merged_cards import kept_uids
from tours.models import Event, Person
from tours.models.rights import at_event
from tours.role_powers import Power, kinds_with

ENTRIES_A_PAGE = 25
MOST_ENTRIES = 1000
"""The most entries that are counted, and that pages lead to: their keys are read at once. Filters lead to the others."""


class EventAuditFilter(AuditFilter):
    """The filters of the audit trail, and two more: by event, with words of its title or its UID, and by person."""

    event = django_filters.CharFilter(method="at_event", label=_("Event title"), max_length=LONGEST_QUERY)
    person = django_filters.ModelChoiceFilter(
        method="of_person",
        queryset=lambda request: Person.objects.visible_to(signed_in(request)),
        to_field_name="uid",
        label=_("Person"),
        widget=forms.HiddenInput,
    )

    def at_event(self, entries: QuerySet[AuditEntry], _name: str, text: str) -> QuerySet[AuditEntry]:
        events = Event.objects.visible_to(signed_in(self.request)).order_by()
        uid = uid_of(text)
        return entries.filter(event_key__in=(events.filter(uid=uid) if uid else events.named(text)).values("pk"))

    def of_person(self, entries: QuerySet[AuditEntry], _name: str, person: Person) -> QuerySet[AuditEntry]:
        return entries.filter(person_key=person.pk)


def uid_of(text: str) -> UUID | None:
    """The UID that the text is; None for any other text."""
    try:
        return UUID(text)
    except ValueError:
        return None


class AuditLine(NamedTuple):
    """Why it was done, and by whose personal link, is told to those who register people at the event."""

    described: DescribedEntry
    event: Event | None
    reason: str
    by_link: str


def readable_by(user: User) -> QuerySet[AuditEntry]:
    """The entries that the user may read: all for an operator, none for an API token.

    Other users read the entries of events and programmes where they have a role, and the entries of those people's cards
    that they may see, if one of their roles lets them change people. Entries that tell who comes are for those who may
    know it, and those of contacts and of how people were chosen for those who register people. Entries of cities,
    organisations, users and the site's own texts belong to no event, so only operators read them.
    """
    if user.limits is not None:
        return AuditEntry.objects.none()
    if user.is_operator:
        return AuditEntry.objects.all()
    at_events = Q(event_key__in=Event.objects.visible_to(user).values("pk"))
    programmes = user.roles.filter(kind__in=kinds_with(Power.READ), programme__isnull=False).order_by()
    readable = at_events | Q(programme_key__in=programmes.values("programme"))
    if user.roles.filter(kind__in=kinds_with(Power.PEOPLE)).exists():
        cards = Person.objects.visible_to(user).order_by().values("pk")
        readable |= Q(person_key__in=cards, event_key__isnull=True, programme_key__isnull=True)
    for models, knowing in ((naming_people(), (Power.AGENDA, Power.PEOPLE)), (private(), (Power.PEOPLE,))):
        readable &= ~Q(content_type__model__in=models) | _where(user, *knowing)
    return AuditEntry.objects.filter(readable)


def _where(user: User, *knowing: Power) -> Q:
    """Entries of events and programmes where the user has one of the powers."""
    roles = user.roles.filter(kind__in=kinds_with(*knowing), programme__isnull=False).order_by()
    at_events = Event.objects.allowing(user, *knowing).values("pk")
    return Q(event_key__in=at_events) | Q(programme_key__in=roles.values("programme"))


@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    """The entries, newest first, narrowed by `EventAuditFilter` and paged by `?page=2`.

    An invalid filter is answered by a 400.
    """
    entries = readable_by(_reader(request))
    found = FilteredList(EventAuditFilter, entries, _tidy(request.GET.dict()), request)
    keys = list(found.matching.values_list("pk", flat=True)[: MOST_ENTRIES + 1])
    page = page_of(keys[:MOST_ENTRIES], request.GET.get("page"), ENTRIES_A_PAGE, filters=found.in_use)
    lines = _lines(list(_in_order(page)), signed_in(request))
    if uid_of(found.in_use.get("event", "")):
        found.form.fields["event"].widget = forms.HiddenInput()  # it came by a link, and is told in words
    context = {
        "form": found.form,
        "page": page,
        "is_cut": len(keys) > MOST_ENTRIES,
        "lines": lines,
        "is_narrowed": bool(found.in_use),
        "chosen": _outside_the_form(found, lines),
    }
    return render(request, "tours/audit.html", context, status=400 if found.form.errors else 200)


@require_safe
def audit_entry(request: HttpRequest, key: int) -> HttpResponse:
    """One entry with its full texts."""
    entries = readable_by(_reader(request)).select_related("actor")
    [line] = _lines([get_object_or_404(entries, pk=key)], signed_in(request), whole=True)
    return render(request, "tours/audit_entry.html", {"line": line})


def _in_order(keys: Iterable[int]) -> QuerySet[AuditEntry]:
    """The entries of a page, whose keys were read first: all that match are sorted, and more would be read of each."""
    return AuditEntry.objects.filter(pk__in=list(keys)).select_related("actor")


def _reader(request: HttpRequest) -> User:
    user = signed_in(request)
    if user.limits is not None:
        raise PermissionDenied
    return user


def _lines(entries: Sequence[AuditEntry], user: User, *, whole: bool = False) -> list[AuditLine]:
    """The entries with their events. One query; the event of an entry is None once it is deleted."""
    registers = ExpressionWrapper(at_event(user, Power.PEOPLE), BooleanField())
    events = Event.objects.annotate(registers=registers).in_bulk({entry.event_key for entry in entries} - {None})
    return [_line(entry, events.get(entry.event_key or 0), user, whole=whole) for entry in entries]


def _line(entry: AuditEntry, event: Event | None, user: User, *, whole: bool) -> AuditLine:
    if user.is_operator or (event and vars(event)["registers"]):
        return AuditLine(describe(entry, whole=whole), event, entry.reason, entry.by_link)
    model = ContentType.objects.get_for_id(entry.content_type_id).model_class()
    entry.changes = told_to_all(model, entry.changes or {})
    return AuditLine(describe(entry, whole=whole), event, "", "")


def _tidy(asked: Mapping[str, str]) -> dict[str, str]:
    """What is asked for; a person by the UID of a card that was merged is asked for by the one that is kept."""
    tidied = {name: tidy(value) for name, value in asked.items()}
    if uid := uid_of(tidied.get("person", "")):
        tidied["person"] = kept_uids({str(uid)}).get(str(uid), tidied["person"])
    return tidied


def _outside_the_form(found: FilteredList[Entries], lines: list[AuditLine]) -> list[ChosenFilter]:
    """The filters in use that the form has no visible field for: the reader came with them by a link."""
    names = {"thing": lines[0].described.name, "event": str(lines[0].event)} if lines else {}
    hidden = {field.name for field in found.form.hidden_fields()}
    return [each for each in found.chosen(names) if each.name in hidden]
