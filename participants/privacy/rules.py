"""What is kept how long: the one table that the worker, the report and `docs/people.md` follow.

Each rule counts from the last day of an event. Of a postponed event nothing goes: its new days are not known yet.
"""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial, reduce
from operator import or_
from typing import NamedTuple

from django.db.models import DateField, Exists, F, Max, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from backstage.text.spellings import REMOVED
from participants.models import (
    ChangeRequest,
    Delegate,
    DelegateContact,
    DelegateNeeds,
    Leg,
    Preparation,
    SeenEdition,
    Stay,
    SupportingFile,
    TravelDocument,
)
from participants.privacy.duties import AUDIT_YEARS, years_after, years_before
from participants.vocabulary import DelegateState
from tours.vocabulary import EventState

PAPERS_DAYS = 30
"""As for flights and rooms: a month to settle what was left open."""
DOCUMENTS_DAYS = 30
"""Somebody may have to stay longer, or be asked for at the border on the way back."""
NEEDS_DAYS = 14
"""Diet and access may tell of health or religion, and nobody eats here any more; bills of meals are settled within two weeks."""
JOURNEYS_DAYS = 30
"""A month in which airlines, hotels and drivers send their bills."""
CONTACT_YEARS = 2
"""The next tour of a programme comes within two years, and begins from the last contact that is known."""
NOT_CHOSEN_YEARS = 1
"""Cities ask why a name was not chosen, and last year's reserves are asked first. After that nobody needs the name."""

Rows = QuerySet[Delegate]


class Rule(NamedTuple):
    """`held` are the delegates of whom something is left, with `counts_from`, the last day of the event that counts."""

    key: str
    title: Promise
    after: Callable[[date], date]
    """The day on which it goes, from that last day."""
    before: Callable[[date], date]
    """The other way round: the latest last day of what goes today."""
    held: Callable[[], Rows]

    def due(self, today: date) -> Rows:
        return self.held().filter(Q(("counts_from__lte", self.before(today))))


def _running() -> Rows:
    return Delegate.objects.exclude(event__state=EventState.POSTPONED).order_by("event", "pk")


def _papers() -> Rows:
    said = ~Q(reason="", gender="", level="", language="")
    asked = ChangeRequest.objects.filter(delegate=OuterRef("pk")).exclude(name="", text="", asked_by="", answer="")
    filed = SupportingFile.objects.filter(delegate=OuterRef("pk"))
    starred = Delegate.starred.through.objects.filter(delegate=OuterRef("pk"))
    seen = SeenEdition.objects.filter(delegate=OuterRef("pk"))
    there = said | Exists(asked) | Exists(filed) | Exists(starred) | Exists(seen)
    return _running().filter(there).annotate(counts_from=F("event__ends"))


def _documents() -> Rows:
    return _having(TravelDocument)


def _needs() -> Rows:
    return _having(DelegateNeeds)


def _journeys() -> Rows:
    return _having(Leg, Stay, Preparation)


def _having(*models: type[Model]) -> Rows:
    """The delegates who have a row of one of the models."""
    there = (Exists(model._default_manager.filter(delegate=OuterRef("pk"))) for model in models)
    return _running().filter(reduce(or_, there)).annotate(counts_from=F("event__ends"))


def _contacts() -> Rows:
    """The delegates with contacts. If the person is known, time counts from the last event at which they were put
    forward; otherwise from the event itself.
    """
    others = Delegate.objects.filter(person=OuterRef("person")).order_by().values("person")
    last = Subquery(others.annotate(last=Max("event__ends")).values("last"), output_field=DateField())
    has_one = Exists(DelegateContact.objects.filter(delegate=OuterRef("pk")))
    return (
        _running()
        .filter(has_one | Q(person__last_contact__isnull=False))
        .annotate(counts_from=Coalesce(last, F("event__ends")))
    )


def _named(*, is_chosen: bool) -> Rows:
    """The delegates with a name, either chosen or not. At an event to come, people who have a place now count as
    chosen.
    """
    chosen = Q(state=DelegateState.ACCEPTED) & ~Q(event__state=EventState.CANCELLED)
    rows = _running().exclude(name=REMOVED).filter(chosen if is_chosen else ~chosen)
    return rows.annotate(counts_from=F("event__ends"))


def _of_years(years: int) -> tuple[Callable[[date], date], Callable[[date], date]]:
    return partial(years_after, years=years), partial(years_before, years=years)


def _of_days(days: int) -> tuple[Callable[[date], date], Callable[[date], date]]:
    return (lambda day: day + timedelta(days=days)), (lambda day: day - timedelta(days=days))


PAPERS = Rule(
    "papers",
    _("reasons, gender, kind of office, language, stars, which version was seen, files, and the words of requests"),
    *_of_days(PAPERS_DAYS),
    _papers,
)
DOCUMENTS = Rule("documents", _("documents for travel, such as passports"), *_of_days(DOCUMENTS_DAYS), _documents)
NEEDS = Rule("needs", _("diet, access, and whom to call in an emergency"), *_of_days(NEEDS_DAYS), _needs)
JOURNEYS = Rule("journeys", _("flights, cars and rooms, insurance and entry"), *_of_days(JOURNEYS_DAYS), _journeys)
CONTACTS = Rule("contacts", _("e-mail addresses and telephone numbers"), *_of_years(CONTACT_YEARS), _contacts)
NOT_CHOSEN = Rule(
    "not_chosen", _("names of those who had no place"), *_of_years(NOT_CHOSEN_YEARS), partial(_named, is_chosen=False)
)
TOOK_PART = Rule(
    "took_part", _("names of those who took part"), *_of_years(AUDIT_YEARS), partial(_named, is_chosen=True)
)
RULES = (PAPERS, DOCUMENTS, NEEDS, JOURNEYS, CONTACTS, NOT_CHOSEN, TOOK_PART)
