"""Blanks a focal point who has ended: name, addresses, and the mails that were theirs."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from backstage.actor import acting_as
from backstage.audit.forgetting import forget_everywhere
from backstage.text.spellings import REMOVED, blanking
from participants.letters.deletion import tell_done
from participants.letters.mails import knows_us
from participants.letters.reaching import taking_mail
from participants.links.ending import erase_links
from participants.models import DelegateContact, Delegation, Erasure, FocalPoint, PersonContact
from participants.privacy import reaching, texts
from participants.privacy.erasure_journal import known_as, note
from participants.privacy.identity import names_of_focal_point, slugs_of
from participants.privacy.mails import blank_mails, erase_addresses
from tours.editions.redaction.everywhere import erase_texts, events_saying, rename_files


@transaction.atomic
def erase_focal_point(point: FocalPoint, *, by: User | None, reason: str = "") -> None:
    """The row stays, as delegations of former events name it, and says nothing. Raises ValidationError for one who still is.

    Who is a delegate too has a card: erase that as well, by `erasing.erase`, as a name that somebody else has stays in texts.
    With a reason they are told, and the erasure is noted, so that a restore does it again; what the worker does when its time has come, it does
    again by itself.
    """
    point = FocalPoint.objects.select_for_update().get(pk=point.pk)
    if point.ended is None:
        words = _("%(name)s is still a focal point. Say since when somebody else is, and then erase them.")
        raise ValidationError(words % {"name": point}, code="not_ended")
    names = names_of_focal_point(point)
    addresses = [] if _is_shared(point) else [point.email.lower()]
    mailboxes = taking_mail([point.email]) if reason and knows_us(point) else frozenset()
    Delegation.objects.filter(focal_point=point, replied_by=point.name).update(replied_by=REMOVED)
    own = names.own | frozenset(addresses)
    reason = blanking([*names.all, point.email], by=REMOVED)(reason)
    FocalPoint.objects.filter(pk=point.pk).update(name=REMOVED, email="", telephone="", language="")
    with acting_as(by):
        if by and reason:
            _erase_versions(own, by=by, reason=reason)
        rename_files(own)
        erase_links([point])
        erase_addresses(addresses)
        blank_mails(addresses=addresses, names=own)
        reaching.take_out([], names.all, own)
        texts.take_out(own)
    forget_everywhere(own | slugs_of(names.own))
    if reason:
        _note(point, by=by, reason=reason)
    tell_done(mailboxes, once=f"focal-point {point.pk}")


def _erase_versions(texts: Collection[str], *, by: User, reason: str) -> None:
    """The worker, which has no account, leaves versions as they are: each change of one says who made it, and why."""
    for event in events_saying(texts):
        erase_texts(event, texts=texts, by=by, reason=reason)


def _note(point: FocalPoint, *, by: User | None, reason: str) -> None:
    """Notes the erasure with the row as it is now. The focal point is known by name and address, as others may have
    the same name.
    """
    row = Erasure(focal_point=FocalPoint.objects.get(pk=point.pk), by=by, reason=reason, finished_at=timezone.now())
    with acting_as(by):
        note(row, [known_as(point)])


def _is_shared(point: FocalPoint) -> bool:
    others = FocalPoint.objects.exclude(pk=point.pk), DelegateContact.objects.all(), PersonContact.objects.all()
    return any(rows.filter(email__iexact=point.email).exists() for rows in others)
