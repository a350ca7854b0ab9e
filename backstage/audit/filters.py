"""The filters of the audit trail."""

from collections import defaultdict
from datetime import date, datetime, time

import django_filters
from django import forms
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from backstage.audit.wording import is_system
from backstage.audit_watch import watches
from backstage.lists import LONGEST_QUERY
from backstage.models import AuditEntry
from backstage.text.folding import folded

Entries = models.QuerySet[AuditEntry]


def kinds() -> dict[str, list[type[models.Model]]]:
    """The watched models, grouped by the name that people read. Two models may share a name."""
    named: dict[str, list[type[models.Model]]] = defaultdict(list)
    for watch in watches():
        named[str(capfirst(watch.model._meta.verbose_name or ""))].append(watch.model)
    return dict(sorted(named.items()))


def _kind_choices() -> list[tuple[str, str]]:
    return [(models_[0]._meta.label_lower, name) for name, models_ in kinds().items()]


def _day() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class AuditFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library is untyped
    """Filters the entries that a user may read. An impossible value is an error of the form."""

    q = django_filters.CharFilter(method="with_words", label=_("Search words"), max_length=LONGEST_QUERY)
    who = django_filters.CharFilter(method="by", label=_("Name of the person who changed it"), max_length=LONGEST_QUERY)
    kind = django_filters.ChoiceFilter(
        method="of_kind", choices=_kind_choices, label=_("What"), empty_label=_("Everything")
    )
    since = django_filters.DateFilter(method="not_before", label=_("From"), widget=_day())
    until = django_filters.DateFilter(method="not_after", label=_("To"), widget=_day())
    thing = django_filters.CharFilter(method="of_thing", label=_("Record"), max_length=300, widget=forms.HiddenInput)
    together = django_filters.CharFilter(
        field_name="cid", label=_("In the same step"), max_length=64, widget=forms.HiddenInput
    )

    class Meta:
        model = AuditEntry
        fields: list[str] = []

    def with_words(self, entries: Entries, _name: str, query: str) -> Entries:
        """Entries where each word of the query is the beginning of a word in the row's name or in a value."""
        for word in folded(query):
            entries = entries.filter(words__contains=f" {word}")
        return entries if folded(query) else entries.none()

    def by(self, entries: Entries, _name: str, text: str) -> Entries:
        """Entries of users with each word in the name that the entries show, and those of the system if it is meant.

        A select of users would be as long as their list, and an address is a name only if the user has no other.
        """
        users = User.objects.order_by()
        for word in text.split():
            users = users.filter(Q(name__icontains=word) | Q(name="", email__icontains=word))
        found = Q(actor__in=users)
        return entries.filter(found | Q(actor=None) if is_system(text) else found)

    def of_kind(self, entries: Entries, _name: str, label: str) -> Entries:
        same = next(models_ for models_ in kinds().values() if models_[0]._meta.label_lower == label)
        return entries.filter(content_type__in=ContentType.objects.get_for_models(*same).values())

    def not_before(self, entries: Entries, _name: str, day: date) -> Entries:
        return entries.filter(timestamp__gte=_at(day, time.min))

    def not_after(self, entries: Entries, _name: str, day: date) -> Entries:
        return entries.filter(timestamp__lte=_at(day, time.max))

    def of_thing(self, entries: Entries, _name: str, thing: str) -> Entries:
        """Entries of one row, which `DescribedEntry.thing` names, such as `tours.event:12`."""
        kind, _colon, key = thing.partition(":")
        app, _dot, model = kind.partition(".")
        return entries.filter(content_type__app_label=app, content_type__model=model, object_pk=key)


def _at(day: date, moment: time) -> datetime:
    return datetime.combine(day, moment, timezone.get_default_timezone())
