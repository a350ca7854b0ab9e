"""Finds where notices name a person and what they told one, and takes the names out: export and erasure reach them."""

from collections.abc import Collection
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from announcements.models import Notice, NoticeRecipient
from backstage.text.spellings import REMOVED, blanking
from participants.privacy.reaching import Told
from tours.models import Event, Person

TEXTS = ("subject", "words")


def naming(names: Collection[str]) -> QuerySet[Notice]:
    """The notices in which a colleague wrote one of the names."""
    asked = (Q((f"{field}__icontains", name)) for field in TEXTS for name in names)
    return Notice.objects.filter(reduce(or_, asked, Q(pk__in=[]))).select_related("event").order_by("pk")


def told(person: Person) -> list[Told]:
    """The notices whose recipient is the person, as a delegate or with a part in the agenda."""
    theirs = NoticeRecipient.objects.filter(Q(delegate__person=person) | Q(person=person))
    rows = theirs.select_related("notice__event").order_by("notice", "pk")
    return [Told(row.notice.event, str(row.notice), row.posted_at) for row in rows]


def blank_texts(event: Event, texts: Collection[str]) -> None:
    """Blanks what was redacted from the event in its notices."""
    _blank(Notice.objects.filter(event=event).order_by("pk"), texts)


def take_out(events: Collection[Event], names: Collection[str], own: Collection[str]) -> None:
    """Blanks all names of somebody in the notices of the events, and the names that nobody else has in every notice."""
    _blank(naming(names).filter(event__in=[event.pk for event in events]), names)
    _blank(naming(own), own)


def _blank(notices: QuerySet[Notice], names: Collection[str]) -> None:
    """What grows beyond its field is cut."""
    blank = blanking(names, by=REMOVED)
    fields = [field for field in Notice._meta.concrete_fields if field.name in TEXTS]
    for notice in notices:
        for field in fields:
            setattr(notice, field.name, blank(getattr(notice, field.name))[: field.max_length])
        notice.save(update_fields=TEXTS)
