"""The letter that brings a personal link to a mailbox."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from participants.letters.reaching import undeliverable
from participants.links.mails import mail_made_link
from participants.links.making import Holder, link_and_address
from participants.links.serving import Served
from participants.models import AccessLink, Delegate
from participants.states import ACTIVE
from participants.vocabulary import DelegateState, Whose

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
    link, address = link_and_address(holder, email=email, whose=whose)
    if not AccessLink.objects.live(timezone.now()).filter(pk=link.pk).exists():
        words = _("A personal link would no longer work: the event is over, or they have ended.")
        raise ValidationError(words, code="over")
    mail_made_link(Served(holder, email, whose), link, address)
