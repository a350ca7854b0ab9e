"""Invites the cities and organisations of an event, and does what each of them answered."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from accounts.models import User
from backstage.actor import acting_as
from backstage.grounds import Grounds
from demo import records
from demo.background import Background
from demo.who_comes.delegates import save_delegate
from demo.who_comes.desk import Desk
from demo.who_comes.journeys import save_journeys
from demo.who_comes.letters import keep_confirmation, remind_who_is_silent, send_letters, tell_decisions
from demo.who_comes.records import Answer, DelegationRecord, FocalPointRecord, InvitationRecord, WhoComesRecord
from participants.delegations import answering
from participants.delegations.focal_points import add_focal_point
from participants.delegations.invitations import set_invitation
from participants.delegations.inviting import invite, main_focal_point
from participants.models import Delegation, FocalPoint
from tours.models import Event, ParticipatingCity

OF_INVITATION = ("profile", "costs", "languages", "asks_reason", "asks_endorsement", "reminds")
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
        _save_all(desk, record)
        save_journeys(folder, desk)


def _save_all(desk: Desk, record: WhoComesRecord) -> None:
    _save_invitation(desk, record.invitation)
    facts = _facts(record, desk.now.astimezone(ZoneInfo(desk.event.zone)))
    rows = [_invited(desk, each, facts) for each in record.delegations]
    send_letters(desk, rows, at=desk.now + timedelta(days=record.invited))
    for row, each in zip(rows, record.delegations, strict=True):
        _save_answers(desk, row, each)
    for guest in record.of_no_delegation:
        save_delegate(desk, guest, None)
    tell_decisions(desk, [row for row, each in zip(rows, record.delegations, strict=True) if each.is_told])
    remind_who_is_silent(desk, at=desk.now + timedelta(days=record.reminded))


def _save_invitation(desk: Desk, record: InvitationRecord) -> None:
    facts = {name: getattr(record, name) for name in OF_INVITATION}
    paragraphs = {paragraph.language: paragraph.text for paragraph in record.paragraphs}
    set_invitation(desk.event, facts, paragraphs=paragraphs, by=desk.by)


def _facts(record: WhoComesRecord, now: datetime) -> dict[str, Any]:
    return {
        "invited_at": now + timedelta(days=record.invited),
        "nominate_by": _day(record.nominate_by, now),
        "confirm_by": _day(record.confirm_by, now),
        "freeze_on": _day(record.freeze_on, now),
    }


def _invited(desk: Desk, record: DelegationRecord, facts: Mapping[str, Any]) -> Delegation:
    ours = desk.event.participating_cities.select_related("event", "city", "organisation").get(
        city=desk.background.cities.get(record.city),
        organisation=desk.background.organisations.get(record.organisation),
    )
    point = main_focal_point(ours) or _focal_point(desk, ours, record.focal_point, record.language)
    words = {**facts, "extra": record.extra, "language": record.language}
    [row] = invite(desk.event, [ours], by=desk.by, facts=words, focal_points={ours.pk: point})
    return row


def _focal_point(desk: Desk, ours: ParticipatingCity, record: FocalPointRecord, language: str) -> FocalPoint:
    body = ours.city or ours.organisation
    if body is None:
        raise ValueError(f"{ours} is no city and no organisation.")
    facts = {"name": record.name, "email": record.email, "telephone": record.telephone, "language": language}
    return add_focal_point(ours.event.programme, body, facts, by=desk.by)


def _save_answers(desk: Desk, row: Delegation, record: DelegationRecord) -> None:
    for answer in record.answers:
        row = _answered(desk, row, answer, record)
    for delegate in record.delegates:
        save_delegate(desk, delegate, row)
    if record.confirms:
        keep_confirmation(desk, row)
    if record.closes:
        _answered(desk, row, Answer.CLOSE, record)


def _answered(desk: Desk, row: Delegation, answer: Answer, record: DelegationRecord) -> Delegation:
    if verb := BY_CITY.get(answer):
        grounds = Grounds(record.why, record.told or "")
        return verb(row, by=desk.by, replied_by=record.focal_point.name, grounds=grounds)
    return BY_OFFICE[answer](row, by=desk.by, grounds=Grounds(record.why))


def _day(days: int, now: datetime) -> date:
    return (now + timedelta(days=days)).date()
