"""The letters that say who is the focal point of a city or organisation from now on: to both."""

from collections.abc import Mapping

from participants.letters.mails import Mail, Mailbox, personal_mail, reached_point, stem_of
from participants.letters.posting import post
from participants.letters.reaching import taking_mail
from participants.models import FocalPoint


def tell(successor: FocalPoint, *, former: FocalPoint) -> int:
    """Call it in the verb that confirms the successor. Returns the number of mails; only the successor gets a link."""
    facts = {"programme": successor.programme.name, "body": successor.city or successor.organisation}
    mails = [_to_successor(successor, box, facts) for box in reached_point(successor)]
    mails += [_to_former(former, Mailbox(address), successor, facts) for address in taking_mail([former.email])]
    return post(mails, once=str(successor.pk))


def _to_successor(point: FocalPoint, box: Mailbox, facts: Mapping[str, object]) -> Mail:
    return personal_mail("successor", box, point, stem=stem_of(point, "successor"), facts=facts)


def _to_former(point: FocalPoint, box: Mailbox, successor: FocalPoint, facts: Mapping[str, object]) -> Mail:
    words = {**facts, "successor": successor.name}
    return personal_mail("succeeded", box, point, stem=stem_of(point, "succeeded"), has_link=False, facts=words)
