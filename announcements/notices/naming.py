"""Finds where notices name a person, and takes the names out: erasing a person reaches them."""

from collections.abc import Collection
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from announcements.models import Notice
from backstage.audit.forgetting import REMOVED
from backstage.text.spellings import blanking
from tours.models import Event

TEXTS = ("subject", "words")


def naming(names: Collection[str]) -> QuerySet[Notice]:
    """Those in which a colleague wrote one of the names."""
    asked = (Q((f"{field}__icontains", name)) for field in TEXTS for name in names)
    return Notice.objects.filter(reduce(or_, asked, Q(pk__in=[]))).select_related("event").order_by("pk")


def take_out(events: Collection[Event], names: Collection[str], own: Collection[str]) -> None:
    """Blanks all names of somebody in the notices of the events, and the names that nobody else has in every notice."""
    _blank(naming(names).filter(event__in=[event.pk for event in events]), names)
    _blank(naming(own), own)


def _blank(notices: QuerySet[Notice], names: Collection[str]) -> None:
    blank = blanking(names, by=REMOVED)
    for notice in notices:
        for field in TEXTS:
            setattr(notice, field, blank(getattr(notice, field)))
        notice.save(update_fields=TEXTS)
