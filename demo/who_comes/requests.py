"""Notes what a city asks for once its names are decided, and grants what the record says was granted."""

from backstage.grounds import Grounds
from demo.who_comes.desk import Desk
from demo.who_comes.records import RequestRecord
from participants.letters import request_decided
from participants.models import ChangeRequest, Delegate
from participants.requests import wishes
from participants.requests.asking import Said
from participants.vocabulary import RequestKind


def save_request(desk: Desk, record: RequestRecord, row: Delegate) -> None:
    request = _asked(desk, record, row)
    if record.granted:
        request_decided.grant(request, by=desk.by, answer=record.answer)


def _asked(desk: Desk, record: RequestRecord, row: Delegate) -> ChangeRequest:
    """The focal point of their city asks."""
    point = row.delegation.focal_point if row.delegation else None
    said, grounds = Said(record.text, point.name if point else ""), Grounds(told=record.told)
    if record.kind == RequestKind.NAME:
        wish = wishes.wish_to_rename(row, record.name, by=desk.by, said=said, grounds=grounds)
    else:
        wish = wishes.wish_for_substitute(row, record.name, by=desk.by, said=said, grounds=grounds, now=desk.now)
    if wish.request is None:
        raise ValueError(f"What is asked for {row} was done at once, and is no request.")
    return wish.request
