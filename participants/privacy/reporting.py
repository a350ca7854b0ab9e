"""What is deleted when: how much of each class, of each event, on which day."""

from datetime import date
from typing import NamedTuple

from django.db.models import Count, Max
from django.utils.functional import Promise

from participants.privacy.rules import RULES, Rule


class Going(NamedTuple):
    event: str
    title: Promise
    day: date
    """When the last of it goes; a contact goes later where its person comes to a later event."""
    number: int


def what_goes_when() -> list[Going]:
    """The next to go first. One query for each rule."""
    return sorted((going for rule in RULES for going in _of(rule)), key=lambda going: (going.day, going.event))


def _of(rule: Rule) -> list[Going]:
    rows = rule.held().order_by().values("event", "event__title").annotate(last=Max("counts_from"), count=Count("pk"))
    facts = rows.values_list("event__title", "last", "count")
    return [Going(title, rule.title, rule.after(last), count) for title, last, count in facts]
