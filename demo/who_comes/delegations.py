"""Invites the cities and organisations of an event, and does what each of them answered.

Rows that no verb writes yet are checked and saved here: the invitation's words and the focal points.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from accounts.models import User
from backstage.actor import acting_as
from backstage.grounds import Grounds
from demo import records
from demo.background import Background
from demo.rows import saved
from demo.who_comes.delegates import Desk, save_delegate
from demo.who_comes.records import Answer, DelegationRecord, FocalPointRecord, InvitationRecord, WhoComesRecord
from participants.delegations import answering
from participants.delegations.inviting import invite, main_focal_point
from participants.models import Delegation, FocalPoint, Invitation, InvitationParagraph
from tours.models import Event, ParticipatingCity

BY_CITY: Mapping[Answer, Callable[..., Delegation]] = {
    Answer.ACCEPT: answering.accept_invitation,
    Answer.DECLINE: answering.decline_invitation,
}
BY_OFFICE: Mapping[Answer, Callable[..., Delegation]] = {
    Answer.CANCEL: answering.cancel_invitation,
    Answer.CLOSE: answering.close,
    Answer.REOPEN: answering.reopen,
}


def save_who_comes(folder: str, event: Event, background: Background, *, by: User, now: datetime) -> None:
    """The event needs a published version, and the groups of its agenda."""
    record = records.read(f"{folder}/who_comes", WhoComesRecord)
    desk = Desk(event, background, by, now)
    with acting_as(by):
        _save_invitation(event, record.invitation)
        facts = _facts(record, now.astimezone(ZoneInfo(event.zone)))
        for each in record.delegations:
            _save_delegation(desk, each, facts)
        for guest in record.of_no_delegation:
            save_delegate(desk, guest, None)


def _save_invitation(event: Event, record: InvitationRecord) -> None:
    invitation = saved(
        Invitation(
            event=event,
            profile=record.profile,
            costs=record.costs,
            languages=record.languages,
            asks_reason=record.asks_reason,
            asks_endorsement=record.asks_endorsement,
            reminds=record.reminds,
        )
    )
    for paragraph in record.paragraphs:
        saved(InvitationParagraph(invitation=invitation, language=paragraph.language, text=paragraph.text))


def _facts(record: WhoComesRecord, now: datetime) -> dict[str, Any]:
    return {
        "invited_at": now + timedelta(days=record.invited),
        "nominate_by": _day(record.nominate_by, now),
        "confirm_by": _day(record.confirm_by, now),
        "freeze_on": _day(record.freeze_on, now),
    }


def _save_delegation(desk: Desk, record: DelegationRecord, facts: dict[str, Any]) -> None:
    ours = desk.event.participating_cities.select_related("event", "city", "organisation").get(
        city=desk.background.cities.get(record.city),
        organisation=desk.background.organisations.get(record.organisation),
    )
    point = main_focal_point(ours) or _focal_point(ours, record.focal_point, record.language)
    words = {**facts, "extra": record.extra, "language": record.language}
    [row] = invite(desk.event, [ours], by=desk.by, facts=words, focal_points={ours.pk: point})
    for answer in record.answers:
        row = _answered(desk, row, answer, record)
    for delegate in record.delegates:
        save_delegate(desk, delegate, row)
    if record.closes:
        _answered(desk, row, Answer.CLOSE, record)


def _focal_point(ours: ParticipatingCity, record: FocalPointRecord, language: str) -> FocalPoint:
    return saved(
        FocalPoint(
            programme=ours.event.programme,
            city=ours.city,
            organisation=ours.organisation,
            name=record.name,
            email=record.email,
            telephone=record.telephone,
            language=language,
        )
    )


def _answered(desk: Desk, row: Delegation, answer: Answer, record: DelegationRecord) -> Delegation:
    if verb := BY_CITY.get(answer):
        grounds = Grounds(record.why, record.told or "")
        return verb(row, by=desk.by, replied_by=record.focal_point.name, grounds=grounds)
    return BY_OFFICE[answer](row, by=desk.by, grounds=Grounds(record.why))


def _day(days: int, now: datetime) -> date:
    return (now + timedelta(days=days)).date()
