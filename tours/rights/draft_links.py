"""Draft links: the verbs that make and revoke them, find the one of a secret, note what its readers say, and mark it as done."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.secrets.random_secrets import digest_of, make_secret, row_with_secret
from backstage.text.tidying import tidy
from tours.models import DraftComment, DraftLink, Event
from tours.vocabulary import Level

PREFIX = "sojourn_draft_"
USUAL, LONGEST = timedelta(days=7), timedelta(days=30)
MOST_COMMENTS = 50
"""The most comments that one link takes."""


def make_draft_link(
    event: Event, *, by: User, label: str, level: Level = Level.DELEGATES, lasts: timedelta = USUAL
) -> tuple[DraftLink, str]:
    """The link and its secret, which cannot be read again later. Raises ValidationError."""
    if not timedelta() < lasts <= LONGEST:
        raise ValidationError({"lasts": [_("A draft link lasts 30 days at most.")]})
    secret, now = make_secret(PREFIX), timezone.now()
    link = DraftLink(
        event=event,
        label=tidy(label),
        level=level,
        digest=digest_of(secret),
        made_by=by,
        made_at=now,
        expires_at=now + lasts,
    )
    link.full_clean()
    link.save(force_insert=True)
    return link, secret


@transaction.atomic
def revoke_draft_link(link: DraftLink) -> None:
    """Revokes it at once. A second call keeps the first moment."""
    link = DraftLink.objects.select_for_update().get(pk=link.pk)
    if link.revoked_at is None:
        link.revoked_at = timezone.now()
        link.save(update_fields=["revoked_at"])


def draft_link_of(secret: str) -> DraftLink | None:
    """The link that works with this secret, with its event. One query; none for a text that cannot be a secret."""
    links = DraftLink.objects.live(timezone.now()).select_related("event__programme", "event__host_city__country")
    return row_with_secret(links, secret, "digest")


@transaction.atomic
def comment(link: DraftLink, *, text: str) -> DraftComment:
    """Raises ValidationError for a text that is empty or too long, and where the link has taken as many as it may."""
    link = DraftLink.objects.select_for_update().get(pk=link.pk)
    if link.comments.count() >= MOST_COMMENTS:
        raise ValidationError(_("This link takes no more comments. Write to whoever sent it to you."), code="full")
    row = DraftComment(link=link, text=tidy(text))
    row.full_clean()
    row.save(force_insert=True)
    return row


@transaction.atomic
def mark_as_done(row: DraftComment) -> None:
    """Whoever works on the event need not look at it any more. A second call keeps the first moment."""
    row = DraftComment.objects.select_for_update().get(pk=row.pk)
    if row.done_at is None:
        row.done_at = timezone.now()
        row.save(update_fields=["done_at"])
