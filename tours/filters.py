"""The filters of published events: one FilterSet for the page, the calendar of all events and the API."""

import re
from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Case, DateField, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from backstage.lists import LONGEST_QUERY
from tours.labels import EVENT_KINDS, choices
from tours.models import PublishedCity, PublishedEvent, PublishedTheme
from tours.models.editions.published import EventPhase, PublishedEventQuerySet
from tours.search.found import events_matching

LONGEST_NAME = 90
"""The most characters in the slug of a city or theme."""
BARE_PLUS = re.compile(r"(:\d\d(?:[.,]\d+)?) (\d\d:?\d\d)$", re.ASCII)
PHASES: list[tuple[str, Promise]] = [
    (EventPhase.UPCOMING, _("Upcoming")),
    (EventPhase.RUNNING, _("Under way")),
    (EventPhase.PAST, _("Past")),
]
TWO_LETTERS = {"max_length": 2, "error_messages": {"max_length": _("Give a code of two letters, such as RS.")}}
"""The arguments of a filter by country, whose values are ISO 3166-1 alpha-2 codes, or XK."""


class YearFilter(django_filters.NumberFilter):  # type: ignore[misc]  # the library is untyped
    field_class = forms.IntegerField


class MomentField(django_filters.fields.IsoDateTimeField):  # type: ignore[misc]
    default_error_messages = {"invalid": _("Give a date and time, such as 2017-09-01T00:00:00Z.")}

    def to_python(self, value: object) -> datetime | None:
        """The moment in UTC.

        Raises ValidationError if its year in UTC is not from 1 to 9999, as no database stores it. In an address, a plus
        that is not percent-encoded reads as a space, so a space before an offset is taken as a plus.
        """
        text = BARE_PLUS.sub(r"\1+\2", value) if isinstance(value, str) else value
        moment: datetime | None = super().to_python(text)
        try:
            return moment and moment.astimezone(UTC)
        except OverflowError as beyond:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from beyond


class MomentFilter(django_filters.IsoDateTimeFilter):  # type: ignore[misc]
    field_class = MomentField


class EventFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Narrows any queryset of published events: start from `visible_to`.

    A valid value that no event has finds no events. An invalid value is an error of the form, and `qs` ignores that
    filter. One query in all, another one for `phase`, and some for `q`.
    """

    q = django_filters.CharFilter(method="with_words", label=_("Search words"), max_length=LONGEST_QUERY)
    country = django_filters.CharFilter(method="of_country", label=_("Country"), **TWO_LETTERS)
    city = django_filters.CharFilter(method="of_city", label=_("City"), max_length=LONGEST_NAME)
    theme = django_filters.CharFilter(method="on_theme", label=_("Theme"), max_length=LONGEST_NAME)
    kind = django_filters.ChoiceFilter(choices=choices(EVENT_KINDS), label=_("Kind"))
    year = YearFilter(method="in_year", label=_("Year"), min_value=1, max_value=9999)
    phase = django_filters.ChoiceFilter(method="of_phase", choices=PHASES, label=_("When"))
    updated_since = MomentFilter(field_name="changed_at", lookup_expr="gte", label=_("Changed since"))

    class Meta:
        model = PublishedEvent
        fields: list[str] = []

    def with_words(self, events: PublishedEventQuerySet, _name: str, query: str) -> PublishedEventQuerySet:
        """Events whose own words match. Items are found by search only."""
        return events_matching(events, query)

    def of_country(self, events: PublishedEventQuerySet, _name: str, code: str) -> PublishedEventQuerySet:
        """Events with a city of the country, the host city included. Codes are ISO 3166-1 alpha-2, or XK."""
        return events.filter(pk__in=_at(PublishedCity.objects.filter(country_code=code.upper())))

    def of_city(self, events: PublishedEventQuerySet, _name: str, slug: str) -> PublishedEventQuerySet:
        """Events where the city takes part or is the host."""
        return events.filter(pk__in=_at(PublishedCity.objects.filter(slug=slug)))

    def on_theme(self, events: PublishedEventQuerySet, _name: str, slug: str) -> PublishedEventQuerySet:
        return events.filter(pk__in=_at(PublishedTheme.objects.filter(slug=slug)))

    def in_year(self, events: PublishedEventQuerySet, _name: str, year: int) -> PublishedEventQuerySet:
        """Events with any day in the year. An event over New Year is in both years."""
        return events.filter(starts__lte=date(year, 12, 31), ends__gte=date(year, 1, 1))

    def of_phase(self, events: PublishedEventQuerySet, _name: str, phase: str) -> PublishedEventQuerySet:
        return in_phase(events, EventPhase(phase), at=timezone.now())


def in_phase(events: PublishedEventQuerySet, phase: EventPhase, *, at: datetime) -> PublishedEventQuerySet:
    """Events that are in this phase at that moment, by the date at their place. One query, for the zones."""
    today = local_date(at)
    if phase is EventPhase.UPCOMING:
        return events.filter(starts__gt=today)
    if (
        phase is EventPhase.PAST
    ):  # What is over has begun. Saying so lets SQLite use the index that has the list's order.
        return events.filter(ends__lt=today, starts__lte=today)
    return events.filter(starts__lte=today, ends__gte=today)


def local_date(at: datetime) -> Case:
    """The date at the place of each event at that moment, as an expression for queries on published events.

    The date is that of UTC, or a day before or after. An event's zone matters only if the event starts or ends within a
    day of the UTC date. One query reads the zones of those events, which are few.
    """
    utc = at.astimezone(UTC).date()
    near = (utc - timedelta(days=1), utc + timedelta(days=1))
    rows = PublishedEvent.objects.filter(Q(starts__range=near) | Q(ends__range=near)).order_by()
    elsewhere: dict[date, list[str]] = defaultdict(list)
    for zone in rows.values_list("zone", flat=True).distinct():
        elsewhere[at.astimezone(ZoneInfo(zone)).date()].append(zone)
    whens = [When(zone__in=zones, then=Value(day)) for day, zones in elsewhere.items() if day != utc]
    return Case(*whens, default=Value(utc), output_field=DateField())


def _at(rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    """The keys of the events of these rows."""
    return rows.values("event")
