"""Filters that mark the times and days of items for machines: instants with their offset (RFC 3339), and days."""

from datetime import date, datetime

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tours import wording
from tours.agenda import phrases
from tours.agenda.phrases import Timed
from tours.agenda.values import WITHOUT_END, Event
from tours.agenda.view import Day

register = template.Library()


@register.simple_tag
def milliseconds_without_end() -> int:
    """The time for which an item without an end is on, for the script that says what is on now."""
    return int(WITHOUT_END.total_seconds() * 1000)


@register.filter
def marked_day(day: date) -> SafeString:
    """`Monday 4 September 2017`, marked as a day."""
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), wording.weekday_and_date(day))


@register.filter
def marked_times(line: Timed) -> SafeString:
    """What `time_range` says, with each time marked as an instant. No text of anybody stands in it."""
    return SafeString(phrases.time_range(line, marked_clock))


def marked_clock(at: datetime) -> SafeString:
    """`10:00`, marked as an instant."""
    return format_html('<time datetime="{}">{}</time>', at.isoformat(), wording.clock(at.time()))


@register.filter
def marked_participants_programme(day: Day, event: Event) -> SafeString:
    """What `participants_programme` says, with the times marked. Each range is an element of its own."""
    return SafeString(phrases.participants_programme(day, event, _marked_with_zone))


def _marked_with_zone(each: Timed, zone: str) -> str:
    times = format_html("<span>{}</span>", marked_times(each))
    return format_html("{} ({})", times, zone) if zone else times
