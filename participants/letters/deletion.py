"""The letters about the wish to be deleted: that it was heard, and that it was done."""

from collections.abc import Collection
from datetime import date

from django.core.mail import EmailMessage, get_connection
from django.utils import timezone

from accounts.letters.writing import letter
from backstage.mail.outbox import KEY
from participants.letters.mails import facts_of, personal_mail, reached, reached_point, stem_of
from participants.letters.posting import post
from participants.letters.reaching import taking_mail, where_replies_go
from participants.models import Delegate, DelegateContact, FocalPoint
from participants.vocabulary import Whose
from tours.models import Person

DONE = "deletion done"
"""How the keys of the mails begin that say that somebody is deleted."""


def tell_asked(holder: Delegate | FocalPoint, *, today: date | None = None) -> int:
    """Says that the wish was heard. Once a day at most. Returns the number of mails."""
    once, stem = str(today or timezone.localdate()), stem_of(holder, "deletion_asked")
    if isinstance(holder, Delegate):
        boxes, facts, reply_to = reached(holder), facts_of(holder.event), where_replies_go(holder.event)
    else:
        boxes, facts, reply_to = reached_point(holder), {"event": holder.programme.name}, ""
    mails = [personal_mail("deletion_asked", box, holder, stem=stem, has_link=False, facts=facts) for box in boxes]
    return post(mails, once=once, reply_to=reply_to)


def own_mailboxes(person: Person) -> frozenset[str]:
    """The mailboxes at which the person reads that they are deleted. They are read before, as nobody knows them
    afterwards.

    A person who never got a personal link was never written to, and reads nothing. The letter says no name, so none
    goes to assistants.
    """
    told = person.delegates.filter(accesslinks__isnull=False).order_by()
    contacts = DelegateContact.objects.filter(delegate__in=told.values("pk"), whose=Whose.OWN)
    return taking_mail(contacts.values_list("email", flat=True))


def tell_done(mailboxes: Collection[str], *, once: str) -> int:
    """Call it at the end of the verb that erases, which blanks all mails of before. `once` says who it was, without a name."""
    written = letter("participants/deletion_done")
    headers = {KEY: f"{DONE} {once}"}
    mails = [EmailMessage(written.subject, written.body, to=[each], headers=headers) for each in sorted(mailboxes)]
    if mails:
        get_connection().send_messages(mails)
    return len(mails)
