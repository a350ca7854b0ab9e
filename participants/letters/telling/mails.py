"""Writes the mails that tell: one to the focal point of each delegation, and one to each address of whom the news reaches."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from django.db.models import F

from participants.letters.mails import Mail, Mailbox, facts_of, mailboxes_of, personal_mail, stem_of
from participants.letters.reaching import taking_mail
from participants.letters.telling.news import News, news_of, sentence, untold
from participants.models import Delegate, Delegation
from participants.nominations.changing import READ
from participants.nominations.offering import end_of_offer
from tours.models import Event

PERSONAL = {
    News.PLACE: "place",
    News.PLACE_INSTEAD: "place_instead",
    News.OFFER: "place_offered",
    News.OFFER_RAN_OUT: "offer_ran_out",
    News.COMES_NO_LONGER: "comes_no_longer",
    News.REPLACED: "replaced",
}
"""The letters to delegates themselves. Other news only their city is told."""
LEADING = frozenset({News.PLACE, News.PLACE_INSTEAD, News.OFFER})
"""The news with which they get their personal link."""

MOST_AT_ONCE = 500
"""The page has a field for each. More than 1000 fields no form may have."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What is told together: of a delegation, or of somebody who belongs to none.

    `by_telephone` says that no mail can tell it. `without_address` are those whom a letter of their own would tell, and
    who have no address: only their city is told.
    """

    key: str
    name: str
    sentences: tuple[str, ...]
    rows: tuple[int, ...]
    to_city: Mail | None
    to_people: tuple[Mail, ...]
    without_address: tuple[str, ...]
    states: tuple[tuple[int, str], ...]

    @property
    def mails(self) -> tuple[Mail, ...]:
        return (self.to_city, *self.to_people) if self.to_city else self.to_people

    @property
    def is_of_delegation(self) -> bool:
        return self.key.startswith("delegation")

    @property
    def by_telephone(self) -> bool:
        return self.to_city is None and (self.is_of_delegation or not self.to_people)


def tellings(event: Event, *, now: datetime) -> list[Telling]:
    """What is untold, in a fixed number of queries: delegations in their order, and then those of none.

    They are no more than make MOST_AT_ONCE mails, or the first alone. The rest follows once these are told.
    """
    rows = (
        untold(event, now=now).select_related(*READ, "delegation__focal_point", "replaces").prefetch_related("contacts")
    )
    ordered = rows.order_by(
        F("delegation__participation__position").asc(nulls_last=True),
        F("delegation").asc(nulls_last=True),
        F("rank").asc(nulls_last=True),
        "pk",
    )
    found = list(ordered)
    writing = _Writing(event, taking_mail(_addresses_of(found)))
    return list(_first(writing.telling(list(group)) for _key, group in groupby(found, _together)))


def digest(shown: Iterable[object]) -> str:
    """Changes with every word, recipient and state of what is shown."""
    return hashlib.sha256(repr(list(shown)).encode()).hexdigest()


def _first(found: Iterable[Telling]) -> Iterator[Telling]:
    mails = 0
    for telling in found:
        fields = max(1, len(telling.mails))
        if mails and mails + fields > MOST_AT_ONCE:
            return
        mails += fields
        yield telling


def _together(row: Delegate) -> str:
    return f"delegation-{row.delegation_id}" if row.delegation_id else f"person-{row.pk}"


def _addresses_of(rows: Iterable[Delegate]) -> set[str]:
    points = {row.delegation.focal_point for row in rows if row.delegation and row.delegation.focal_point}
    return {point.email for point in points} | {contact.email for row in rows for contact in row.contacts.all()}


@dataclass(frozen=True, slots=True)
class _Writing:
    event: Event
    reachable: frozenset[str]

    def telling(self, rows: list[Delegate]) -> Telling:
        delegation = rows[0].delegation
        personal = [row for row in rows if news_of(row) in PERSONAL]
        return Telling(
            key=_together(rows[0]),
            name=str(delegation or rows[0]),
            sentences=tuple(map(sentence, rows)),
            rows=tuple(row.pk for row in rows),
            to_city=self._to_city(delegation, rows) if delegation else None,
            to_people=tuple(mail for row in personal for mail in self._to_person(row)),
            without_address=tuple(row.name for row in personal if not self._mailboxes(row)),
            states=tuple((row.pk, row.state) for row in rows),
        )

    def _to_city(self, delegation: Delegation, rows: list[Delegate]) -> Mail | None:
        point = delegation.focal_point
        if point is None or point.ended or point.email not in self.reachable:
            return None
        facts = {**facts_of(self.event), "delegation": delegation, "lines": [sentence(row) for row in rows]}
        stem, key = stem_of(delegation, "decided"), f"city-{delegation.pk}"
        return personal_mail("decided", Mailbox(point.email), point, stem=stem, key=key, facts=facts)

    def _to_person(self, row: Delegate) -> Iterator[Mail]:
        what, has_link = PERSONAL[news_of(row)], news_of(row) in LEADING
        words = {"until": end_of_offer(row), "delegation": row.delegation or "", "instead_of": row.replaces or ""}
        facts = {**facts_of(self.event), **words}
        for number, box in enumerate(self._mailboxes(row)):
            mail = personal_mail(what, box, row, stem=stem_of(row, what), has_link=has_link, facts=facts)
            yield replace(
                mail,
                key=f"person-{row.pk}-{number}",
                useless_after=None if row.offer_rests_since else row.offered_until,
            )

    def _mailboxes(self, row: Delegate) -> list[Mailbox]:
        return mailboxes_of(row, self.reachable)
