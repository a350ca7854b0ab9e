"""The people who could come in somebody's stead: names put forward already, a card, or a new one."""

from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from accounts.models import User
from accounts.visitors import signed_in
from backstage.lists import LONGEST_QUERY
from backstage.row_keys import key_in
from backstage.text.tidying import tidy
from participants.models import Delegate
from participants.states import HOLDING
from tours.models import Person


class Candidate(NamedTuple):
    """A person who is compared. Without a card, and without `is_new`, nobody has said yet whose card it is."""

    row: Delegate | None = None
    person: Person | None = None
    name: str = ""
    is_new: bool = False
    """Whether a card is made for the name."""

    @property
    def is_chosen(self) -> bool:
        return self.person is not None or (self.is_new and bool(self.name))


def candidate_of(request: HttpRequest, leaving: Delegate) -> Candidate:
    """The person whom the address names: `coming` is a name put forward, `card` a card, `new` a name without a card.
    Raises Http404.
    """
    user, asked = signed_in(request), request.GET
    row = _row(asked["coming"], leaving, user) if asked.get("coming") else None
    person = _card(asked["card"], user) if asked.get("card") else row.person if row else None
    name = row.name if row else tidy(asked.get("new", ""))[:LONGEST_QUERY]
    return Candidate(row, person, name, is_new=bool(asked.get("new")) and person is None)


def _row(text: str, leaving: Delegate, user: User) -> Delegate:
    rows = Delegate.objects.editable_by(user).filter(event=leaving.event).exclude(pk=leaving.pk)
    return get_object_or_404(rows.select_related("event", "person"), pk=key_in(text))


def _card(uid: str, user: User) -> Person:
    try:
        return get_object_or_404(Person.objects.visible_to(user), uid=UUID(uid))
    except ValueError:
        raise Http404 from None


def names_put_forward(leaving: Delegate, user: User) -> QuerySet[Delegate]:
    """The names of the same delegation that have no place, in the city's order. It takes two queries."""
    rows = Delegate.objects.editable_by(user).filter(event=leaving.event, delegation=leaving.delegation)
    return rows.exclude(state__in=HOLDING).exclude(pk=leaving.pk).select_related("person")
