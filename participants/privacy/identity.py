"""Who a person is here: every name, the events, and the addresses that are theirs alone."""

from collections.abc import Collection
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from accounts.models import User
from backstage.text.slugs import slug_for
from backstage.text.spellings import REMOVED
from participants.models import AccessLink, Delegate, DelegateContact, FocalPoint, PersonContact
from participants.vocabulary import Whose
from tours.editions.redaction.blanks import whole_names
from tours.editions.redaction_memory.merged_cards import uids_of
from tours.models import Edition, Event, Person, PersonName
from tours.record.appearances import where


class Names(NamedTuple):
    """The names of somebody. `own` are those that are looked for in every text: whole names that nobody else here has."""

    all: frozenset[str]
    own: frozenset[str]


def names_of(person: Person) -> Names:
    """Every name of the person: on the card in every script, on cards that were merged into it, and as they were put
    forward.
    """
    names = {person.display_name, *person.names.values_list("text", flat=True)}
    names |= {name for text in person.aliases.values_list("names", flat=True) for name in text.splitlines()}
    names |= set(person.delegates.order_by().values_list("name", flat=True))
    return _names(names, person=person.pk)


def names_of_focal_point(point: FocalPoint) -> Names:
    return _names({point.name}, point=point.pk)


def _names(names: Collection[str], *, person: int = 0, point: int = 0) -> Names:
    known = frozenset(names) - {REMOVED, ""}
    whole = whole_names(known)
    return Names(known, frozenset(name for name in whole if not _is_of_another(name, person=person, point=point)))


def slugs_of(names: Collection[str]) -> frozenset[str]:
    """The names as they stand in addresses and file names."""
    return frozenset(slug for name in names if (slug := slug_for(name, otherwise="")))


def _is_of_another(name: str, *, person: int, point: int) -> bool:
    """Whether a card, a delegate, a focal point or an account of somebody else has the name."""
    others = (
        Person.objects.exclude(pk=person).filter(display_name__iexact=name),
        PersonName.objects.exclude(person=person).filter(text__iexact=name),
        Delegate.objects.filter(Q(person__isnull=True) | ~Q(person=person), name__iexact=name),
        FocalPoint.objects.exclude(pk=point).filter(name__iexact=name),
        User.objects.filter(name__iexact=name),
    )
    return any(rows.exists() for rows in others)


def events_of(person: Person) -> list[Event]:
    """Every event that has a row of the person, or an edition that names them, in the order in which verbs lock them."""
    coming = Delegate.objects.filter(person=person).order_by().values("event")
    named = reduce(or_, (Q(agenda__contains=uid) for uid in uids_of(str(person.uid))))
    editions = Edition.objects.filter(named).order_by().values("event")
    there = where(person) | Q(pk__in=coming) | Q(pk__in=editions)
    return list(Event.objects.filter(there).order_by("pk"))


def addresses_of(person: Person) -> frozenset[str]:
    """The e-mail addresses by which the person alone is or was reached, in lower case. A shared mailbox is somebody else's too."""
    own = DelegateContact.objects.filter(delegate__person=person, whose=Whose.OWN)
    last = PersonContact.objects.filter(person=person)
    sent = AccessLink.objects.filter(delegate__person=person, whose=Whose.OWN)
    known = {email.lower() for rows in (own, last, sent) for email in rows.order_by().values_list("email", flat=True)}
    return frozenset(known - {""} - _of_others(known, person))


def _of_others(emails: Collection[str], person: Person) -> set[str]:
    """The addresses, in lower case, by which somebody else is reached. A fixed number of queries."""
    contacts = DelegateContact.objects.all()
    others: tuple[QuerySet[Any], ...] = (
        contacts.exclude(delegate__person=person),
        contacts.filter(delegate__person__isnull=True),
        contacts.filter(whose=Whose.ASSISTANT),
        PersonContact.objects.exclude(person=person),
        FocalPoint.objects.all(),
        User.objects.all(),
    )
    found = (rows.order_by().annotate(lower=Lower("email")).filter(lower__in=emails) for rows in others)
    return {email for rows in found for email in rows.values_list("lower", flat=True)}
