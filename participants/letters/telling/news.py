"""What cities and delegates are not told yet, and in which words they read it."""

from datetime import datetime
from enum import StrEnum

from django.db.models import F, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from participants.models import Delegate
from participants.nominations.offering import end_of_offer
from participants.states import HOLDING
from participants.vocabulary import DelegateState
from tours.models import Event

TOLD_WHEN_DECIDED = frozenset(
    {DelegateState.ACCEPTED, DelegateState.RESERVE, DelegateState.OFFERED, DelegateState.DECLINED}
)
TOLD_WHEN_LOST = frozenset({DelegateState.WITHDRAWN, DelegateState.REPLACED, DelegateState.LAPSED})
"""Told to those alone who were told of a place, or of the offer of one."""


class News(StrEnum):
    """What there is to tell of a row."""

    PLACE = "place"
    PLACE_INSTEAD = "place_instead"
    RESERVE = "reserve"
    OFFER = "offer"
    OFFER_RAN_OUT = "offer_ran_out"
    NOT_CHOSEN = "not_chosen"
    COMES_NO_LONGER = "comes_no_longer"
    REPLACED = "replaced"


SENTENCES: dict[News, Promise] = {
    News.PLACE: _("%(name)s has a place."),
    News.PLACE_INSTEAD: _("%(name)s has a place."),
    News.RESERVE: _("%(name)s is a reserve: if a place becomes free, we will write to you."),
    News.OFFER: _("%(name)s is offered a place until %(until)s."),
    News.OFFER_RAN_OUT: _("%(name)s was offered a place, but the offer ran out without an answer."),
    News.NOT_CHOSEN: _("%(name)s was not chosen this time."),
    News.COMES_NO_LONGER: _("%(name)s no longer comes."),
    News.REPLACED: _("%(name)s no longer comes: somebody else comes instead."),
}
_NEWS = {
    DelegateState.ACCEPTED: News.PLACE,
    DelegateState.RESERVE: News.RESERVE,
    DelegateState.OFFERED: News.OFFER,
    DelegateState.LAPSED: News.OFFER_RAN_OUT,
    DelegateState.REPLACED: News.REPLACED,
}


def untold(event: Event, *, now: datetime) -> "QuerySet[Delegate]":
    """The delegates whose state is to be told and was not. An offer whose time is over is left out: it is about to run
    out.

    A name that the city took back before it knew that it was not chosen is left out, too.
    """
    decided = Q(state__in=TOLD_WHEN_DECIDED)
    lost = Q(state__in=TOLD_WHEN_LOST, told_state__in=HOLDING)
    decided &= ~Q(state=DelegateState.DECLINED, told_state=DelegateState.WITHDRAWN)
    return event.delegates.without_ran_out(now).filter(decided | lost).exclude(state=F("told_state"))


def news_of(row: Delegate) -> News:
    """What the delegate is told. Somebody who comes in another's stead takes over what that one had; the row of
    `replaces` is read.
    """
    state = DelegateState(row.state)
    if state == DelegateState.ACCEPTED and row.replaces and row.replaces.state == DelegateState.REPLACED:
        return News.PLACE_INSTEAD
    if state == DelegateState.DECLINED:
        return News.COMES_NO_LONGER if row.told_state in HOLDING else News.NOT_CHOSEN
    return _NEWS.get(state, News.COMES_NO_LONGER)


def sentence(row: Delegate) -> str:
    return str(SENTENCES[news_of(row)]) % {"name": row.name, "until": end_of_offer(row)}
