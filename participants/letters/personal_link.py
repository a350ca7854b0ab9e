"""The letter that brings a personal link to a mailbox."""

from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.letters.writing import letter
from backstage.mail.outbox import KEY
from participants.letters.reaching import undeliverable
from participants.links.making import Holder, personal_address
from participants.models import AccessLink, Delegate, FocalPoint
from participants.states import ACTIVE
from participants.vocabulary import DelegateState, Whose
from tours.models import Event, Role
from tours.wording import weekday_range

MAY_HAVE_ONE = ACTIVE | {DelegateState.WITHDRAWN}
"""Who has withdrawn needs a way back. Whoever was replaced or not chosen needs none."""


@transaction.atomic
def send_link(holder: Holder, *, email: str, whose: Whose = Whose.OWN) -> None:
    """Makes a new link and mails it. Links sent before go on working. Raises ValidationError where it would open nothing."""
    if email in undeliverable([email]):
        words = _("Mail to %(address)s comes back. Correct the address first.")
        raise ValidationError(words % {"address": email}, code="unreachable")
    if isinstance(holder, Delegate) and holder.state not in MAY_HAVE_ONE:
        raise ValidationError(_("Only who comes, or may still come, gets a personal link."), code="not_coming")
    address = personal_address(holder, email=email, whose=whose)
    link = holder.accesslinks.latest("pk")
    if not AccessLink.objects.live(timezone.now()).filter(pk=link.pk).exists():
        words = _("A personal link would open nothing any more: the event is over, or they have ended.")
        raise ValidationError(words, code="over")
    written = letter("participants/personal_link", **_facts(holder, whose), address=address)
    EmailMessage(written.subject, written.body, to=[email], headers={KEY: f"personal link {link.pk}"}).send()


def _facts(holder: Holder, whose: Whose) -> dict[str, str]:
    """What the letter says of the holder, and of what the link is for."""
    at = holder.programme if isinstance(holder, FocalPoint) else holder.event
    return {
        "name": str(holder.user) if isinstance(holder, Role) else str(holder),
        "what": str(at),
        "when": weekday_range(at.starts, at.ends) if isinstance(at, Event) else "",
        "is_assistants": "yes" if whose == Whose.ASSISTANT else "",
    }
