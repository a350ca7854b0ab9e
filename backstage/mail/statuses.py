"""What the answer or the report of a mail server says: whether a mail failed for good, and whether the address exists.

Statuses such as 5.1.1 are those of RFC 3463 and RFC 7505, codes such as 550 those of RFC 5321, actions those of RFC
3464. Servers often put a vague status into a report, and the telling one into its words.
"""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

ACTIONS = {"failed", "delayed", "delivered", "relayed", "expanded"}
STATUS = re.compile(r"(?<![0-9.])[245]\.[0-9]{1,3}\.[0-9]{1,3}(?!\.?[0-9])")
NO_SUCH_ADDRESS = {"5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10"}
"""The recipient's address is wrong, has gone, or its host takes no mail. 5.1.7 and 5.1.8 are about the sender's."""
VAGUE = {"5.0.0", "5.1.0", "5.4.4", "5.4.310"}
"""These say too little: the words beside them decide. A host that does not exist is 5.4.4 for Postfix, 5.4.310 for Exchange.
"""
_STATUS_IN_WORDS = re.compile(
    r"(?:^|[(#]|\b[45][0-9]{2}[ -]#?)([45]\.[0-9]{1,3}\.[0-9]{1,3})(?!\.?[0-9])", re.MULTILINE
)
_CODE_IN_WORDS = re.compile(r"(?<![0-9.])([45])[0-9]{2}(?=[ -]|$)")
_OF_THE_MOMENT = re.compile(
    r"^(?:4[0-9]{2}|552)(?=[ -]|$)|quota|(?:mailbox|inbox) (?:is )?(?:full|out of)", re.IGNORECASE
)
"""A code that is not for good, or a mailbox that takes no more: whoever has one exists, whatever the status says."""
_ADDRESS = r"(?:user|recipient|addressee|mailbox|address|account)"
_NO_SUCH_ADDRESS_IN_WORDS = re.compile(
    rf"no such (?:local )?(?:{_ADDRESS}|person)"
    rf"|{_ADDRESS} (?:is )?(?:unknown|not known|not found|does not exist|doesn't exist)"
    rf"|(?:unknown|invalid) {_ADDRESS}|unknown local[ -]part|doesn't have an? [\w.-]+ account"
    r"|domain (?:name )?(?:[\w.-]+ )?(?:not found|does not exist|doesn't exist|couldn't be found)"
    r"|no mailbox here by that name|unrouteable address|not listed in (?:domino directory|public name & address book)"
    r"|host(?: or domain name)? not found|does not accept mail \(nullmx\)",
    re.IGNORECASE,
)
_ABOUT_ANOTHER_MATTER = re.compile(
    r"sender|mail from|callback|callout|verif|helo|blocked|blacklist|spam|policy|denied|reputation", re.IGNORECASE
)


def has_failed(action: str, status: str) -> bool:
    """Whether the mail came back for good: by the action of the report, or else by the status (5.x.x, or 4.4.7 for a
    mail that was too old to be tried again).
    """
    if action in ACTIONS:
        return action == "failed"
    return status.startswith("5.") or status == "4.4.7"


def says_no_such_address(status: str, words: str) -> bool:
    """Whether it is the address that takes no mail at all, and not this mail, its sender or the moment.

    Only then may the address be marked as undeliverable. Statuses that contradict one another say nothing.
    """
    statuses = {status or _by_code(words), *_STATUS_IN_WORDS.findall(words)} - {""}
    if _OF_THE_MOMENT.search(words) or not all(each.startswith("5.") for each in statuses):
        return False
    telling = statuses - VAGUE
    if telling:
        return telling <= NO_SUCH_ADDRESS
    return bool(_NO_SUCH_ADDRESS_IN_WORDS.search(words)) and not _ABOUT_ANOTHER_MATTER.search(words)


def status_of(field: str, words: str) -> str:
    """The status in the field of a report, or else the one that its words contain or suggest, or else an empty text."""
    given = STATUS.search(field)
    found = _STATUS_IN_WORDS.search(words)
    return given[0] if given else found[1] if found else _by_code(words)


def checked(status: str) -> str:
    """The status. Raises ValidationError if it is none of RFC 3463."""
    if not STATUS.fullmatch(status):
        raise ValidationError(_("“%(status)s” is no status such as 5.1.1."), params={"status": status[:40]})
    return status


def _by_code(words: str) -> str:
    """The vague status that the first code in the words stands for, such as 5.0.0 for 550."""
    code = _CODE_IN_WORDS.search(words)
    return f"{code[1]}.0.0" if code else ""
