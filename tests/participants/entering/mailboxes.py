"""Delegates and focal points of one mailbox, and what arrives in it."""

import re
from typing import Any

from participants.models import Delegate, DelegateContact, FocalPoint
from participants.vocabulary import Whose
from tests.factories import rows
from tests.participants import makers
from tests.participants.visits import coming_event
from tours.models import Event

SECRETARY = "office@rijeka.example.org"
ADDRESS = re.compile(r"https?://\S+/open/\?key=\S+")
CODE = re.compile(r"^([0-9]{6})\r?$", re.MULTILINE)


def delegate_of(mailbox: str, name: str, *, event: Event | None = None, whose: Whose = Whose.OWN) -> Delegate:
    by = rows.operator()
    there = event or coming_event()
    row = makers.accepted(makers.delegation(there, by=by), by=by, name=name)
    DelegateContact.objects.create(delegate=row, whose=whose, email=mailbox)
    return row


def point_of(mailbox: str, event: Event) -> FocalPoint:
    return makers.focal_point(event, rows.rijeka(), email=mailbox)


def addresses_in(mails: list[Any]) -> list[str]:
    """The personal links in the mails, without the site's own address."""
    found = [address for mail in mails for address in ADDRESS.findall(mail.body)]
    return [address.partition("//")[2].partition("/")[2] for address in found]


def code_in(mail: Any) -> str:
    [code] = CODE.findall(mail.body)
    return str(code)
