"""The letters that tell both mailboxes that an address was changed: the old one so that nobody does it unseen."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from backstage.grounds import NO_GROUNDS, Grounds
from participants.letters.mails import Mail, Mailbox, facts_of, knows_us, personal_mail, stem_of
from participants.letters.posting import post
from participants.letters.reaching import taking_mail, where_replies_go
from participants.models import Delegate, DelegateContact, FocalPoint, LinkSession
from participants.people.contacting import Contact, write_contacts
from participants.vocabulary import Whose


def write_contacts_and_tell(
    row: Delegate,
    *,
    own: Contact,
    assistant: Contact,
    by: User | None,
    grounds: Grounds = NO_GROUNDS,
    but: LinkSession | None = None,
) -> Delegate:
    """Raises ValidationError."""
    with telling(row):
        return write_contacts(row, own=own, assistant=assistant, by=by, grounds=grounds, but=but)


@contextmanager
def telling(holder: Delegate | FocalPoint) -> Iterator[None]:
    """Tells of each address of the holder that changes within, in one transaction with the change."""
    with transaction.atomic():
        before = _addresses(holder)
        yield
        after = _addresses(holder)
        for whose in Whose:
            tell(holder, before.get(whose, ""), after.get(whose, ""), whose=whose)


def tell(
    holder: Delegate | FocalPoint,
    before: str,
    after: str,
    *,
    whose: Whose = Whose.OWN,
    now: datetime | None = None,
) -> int:
    """Returns the number of mails. The new mailbox gets a personal link; none is named where another letter goes there.

    Who never got a link was never written to, and learns nothing by this.
    """
    if before.lower() == after.lower() or not knows_us(holder):
        return 0
    reachable = taking_mail(filter(None, (before, after)))
    mails = [
        *([_mail(holder, Mailbox(before, whose), has_link=False)] if before in reachable else []),
        *([_mail(holder, Mailbox(after, whose), has_link=True)] if after in reachable else []),
    ]
    reply_to = where_replies_go(holder.event) if isinstance(holder, Delegate) else ""
    moment = (now or timezone.now()).isoformat(timespec="minutes")
    return post(mails, once=f"{whose} {moment}", reply_to=reply_to)


def _addresses(holder: Delegate | FocalPoint) -> dict[Whose, str]:
    """The holder's addresses as they are stored. One query."""
    if isinstance(holder, Delegate):
        stored = DelegateContact.objects.filter(delegate=holder).values_list("whose", "email")
        return {Whose(whose): email for whose, email in stored}
    return {Whose.OWN: FocalPoint.objects.values_list("email", flat=True).get(pk=holder.pk)}


def _mail(holder: Delegate | FocalPoint, box: Mailbox, *, has_link: bool) -> Mail:
    what = "address_new" if has_link else "address_old"
    facts = facts_of(holder.event) if isinstance(holder, Delegate) else {"event": holder.programme.name}
    return personal_mail(what, box, holder, stem=stem_of(holder, what), has_link=has_link, facts=facts)
