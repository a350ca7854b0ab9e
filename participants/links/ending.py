"""Ends personal links with the visits that they opened, and private calendar addresses."""

from collections.abc import Collection, Iterable

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower
from django.utils import timezone

from participants.links.making import Holder, held_by
from participants.models import AccessLink, Delegate, FeedToken, LinkSession, MailedCode
from participants.vocabulary import LinkEnd


def end_links(holder: Holder, why: LinkEnd) -> None:
    """Ends all links and visits of the holder, and a delegate's calendar address. Call it in the verb's transaction.

    A delegate's own no ends nothing: a wrong tap needs a way back.
    """
    _end(AccessLink.objects.filter(**held_by(holder)), why)
    LinkSession.objects.filter(**held_by(holder)).delete()
    if isinstance(holder, Delegate):
        end_calendar(holder)


def end_links_of_mailbox(holder: Holder, email: str, why: LinkEnd, *, but: LinkSession | None = None) -> None:
    """Ends the holder's links that were sent to the mailbox, and visits that these or a code to it opened.

    The visit `but` goes on without its link: whoever changes their address stays on the page on which they do.
    """
    kept = [but.pk] if but else []
    LinkSession.objects.filter(pk__in=kept, link__email__iexact=email).update(link=None)
    _end(AccessLink.objects.filter(**held_by(holder), email__iexact=email), why)
    of_mailbox = Q(link__email__iexact=email) | Q(mailbox__iexact=email)
    LinkSession.objects.filter(of_mailbox, **held_by(holder)).exclude(pk__in=kept).delete()


def erase_links(holders: Iterable[Holder]) -> None:
    """Ends all links of the holders, and takes out where they were sent; of calendar addresses nothing is left."""
    for holder in holders:
        end_links(holder, LinkEnd.ERASED)
        AccessLink.objects.filter(**held_by(holder)).update(email="")
        if isinstance(holder, Delegate):
            holder.feed_tokens.all().delete()


def erase_codes(addresses: Collection[str]) -> None:
    """Deletes codes to the addresses, and visits that such a code opened. Addresses are in small letters."""
    MailedCode.objects.filter(address__in=addresses).delete()
    visits = LinkSession.objects.alias(of=Lower("mailbox")).filter(of__in=addresses)
    visits.delete()


def end_link(link: AccessLink, why: LinkEnd) -> None:
    """Ends the one link and the visits that it opened."""
    _end(AccessLink.objects.filter(pk=link.pk), why)
    LinkSession.objects.filter(link=link).delete()


def end_calendar(delegate: Delegate) -> None:
    """The private calendar address opens nothing from now on."""
    FeedToken.objects.filter(delegate=delegate, ended_at__isnull=True).update(ended_at=timezone.now())


def _end(links: QuerySet[AccessLink], why: LinkEnd) -> None:
    for link in links.filter(ended_at__isnull=True):
        link.ended_at, link.end = timezone.now(), why
        link.save(update_fields=["ended_at", "end"])
