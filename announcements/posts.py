"""The verbs of posts: draft, publish, save, delete. They lock what they change, and tell the event's page of it."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from accounts.models import User
from announcements.drafting import Draft, DraftKind, NothingToTell, draft
from announcements.models import Post, State
from tours.agenda import PUBLIC
from tours.agenda_view import AgendaView
from tours.audiences import for_audience
from tours.editions import agenda_of, locked
from tours.models import Edition, Event, Theme
from tours.projection import touch


@transaction.atomic
def draft_post(event: Event, *, kind: DraftKind, by: User) -> Post:
    """Writes a draft from the event's current edition, under the name of who asked.

    Raises ValidationError where no edition stands, or where it has nothing for a post of that kind.
    """
    event = locked(event)
    editions = list(event.editions.standing().newest_first()[:2])
    if not editions:
        raise ValidationError(
            _("This event has no published version that a post could be drafted from. Publish the event first."),
            code="no_edition",
        )
    current, *before = [_public_view(edition) for edition in editions]
    try:
        text = draft(kind, current, previous=before[0] if before else None)
    except NothingToTell as nothing:
        raise ValidationError(str(nothing.reason), code="nothing_to_tell") from nothing
    post = _post_of(text, event=event, edition=editions[0], by=by)
    post.full_clean()
    post.save(force_insert=True)
    post.themes.set(Theme.objects.filter(programme=event.programme_id, name__in=current.event.themes))
    return post


@transaction.atomic
def publish_post(post: Post, *, by: User, on: date | None = None) -> Post:
    """Dates it `on`, or as it is dated, or today. Raises ValidationError for one that is published already."""
    post = Post.objects.select_for_update().get(pk=post.pk)
    if post.state == State.PUBLISHED:
        raise ValidationError(_("“%(post)s” is published already.") % {"post": post}, code="published")
    post.state = State.PUBLISHED
    post.published_on = on or post.published_on or timezone.localdate()
    post.published_by = by
    save_post(post)
    return post


@transaction.atomic
def save_post(post: Post) -> None:
    """Checks and saves. The page of its event tells of the change, and so does that of the event it was told of before."""
    before = Post.objects.select_for_update().filter(pk=post.pk).values_list("event", flat=True).first()
    post.full_clean()
    post.save()
    _tell(before, post.event_id)


@transaction.atomic
def delete_post(post: Post) -> None:
    post.delete()
    _tell(post.event_id)


def _tell(*keys: int | None) -> None:
    """The pages of these events. They are locked in one order, so that no two verbs wait for each other."""
    for event in Event.objects.filter(pk__in=[key for key in keys if key is not None]).order_by("pk"):
        touch(locked(event))


def _public_view(edition: Edition) -> AgendaView:
    return for_audience(agenda_of(edition), PUBLIC)


def _post_of(text: Draft, *, event: Event, edition: Edition, by: User) -> Post:
    return Post(
        title=Truncator(text.title).chars(300),
        dateline=Truncator(text.dateline).chars(200),
        byline=by.name,
        summary=text.summary,
        body=text.body,
        language=text.language,
        event=event,
        edition=edition,
    )
