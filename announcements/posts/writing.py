"""The verbs of posts: draft, publish, unpublish, save, delete.

They lock what they change, and update the search words and the change mark of the event's page.
"""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from accounts.models import User
from announcements.drafting import Draft, DraftKind
from announcements.models import OldAddress, Post, State
from announcements.posts.redacted import refuse_redacted
from announcements.posts.search_words import forget_words, stored_words, write_words
from announcements.posts.told import told_of
from tours.editions.projection.writing import touch
from tours.editions.publishing import locked
from tours.models import Edition, Event, Theme


@transaction.atomic
def draft_post(event: Event, *, kind: DraftKind) -> Post:
    """Writes a draft from the event's current edition, in the name of its programme: an account's name is shown to nobody.

    Raises ValidationError if the event has no edition, or if its edition has nothing for a post of that kind.
    """
    event = locked(event)
    told = told_of(event)
    text = told.text(kind)
    post = _post_of(text, event=event, edition=told.edition)
    post.drafted_as, post.byline = kind, told.view.event.programme.name
    post.full_clean()
    post.save(force_insert=True)
    post.themes.set(Theme.objects.filter(programme=event.programme_id, name__in=told.view.event.themes))
    write_words(post)
    return post


@transaction.atomic
def publish_post(post: Post, *, by: User, on: date | None = None) -> Post:
    """Publishes the post, dated `on`, or as it is dated, or today.

    Raises ValidationError if it is published already, or says what was redacted from its event.
    """
    lock_post(post)
    post = Post.objects.get(pk=post.pk)
    if post.state == State.PUBLISHED:
        raise ValidationError(_("“%(post)s” is published already.") % {"post": post}, code="published")
    refuse_redacted(post.event, vars(post), post.pictures())
    post.state = State.PUBLISHED
    post.published_on = on or post.published_on or timezone.localdate()
    post.published_by = by
    post.scheduled_for = post.scheduled_by = None
    post.schedule_note = ""
    save_post(post)
    return post


@transaction.atomic
def unpublish_post(post: Post, *, by: User) -> Post:
    """Turns the post into a draft that keeps its date. Readers lose its page until it is published again.

    Its address is kept: if the post is published under another, the old one still leads to it. Raises ValidationError
    for a draft, and Post.DoesNotExist if `by` may not edit it.
    """
    lock_post(post)
    post = Post.objects.editable_by(by).get(pk=post.pk)
    if post.state != State.PUBLISHED:
        raise ValidationError(_("“%(post)s” is a draft already.") % {"post": post}, code="draft")
    post.state = State.DRAFT
    post.published_by = None
    save_post(post)
    OldAddress.objects.update_or_create(path=post.get_absolute_url(), defaults={"post": post})
    return post


@transaction.atomic
def save_post(post: Post) -> None:
    """Validates and saves. The pages of the post's event, and of the event that it had before, are marked as changed. A
    published post's former address leads on to it, and its new address is taken from any post that had it before.
    """
    events = lock_post(post)
    post.full_clean()
    former = Post.objects.published().filter(pk=post.pk).only("slug").first()
    post.save()
    _keep_address(post, former)
    write_words(post)
    for event in events:
        touch(event)


@transaction.atomic
def delete_post(post: Post) -> None:
    events = lock_post(post)
    words = stored_words(post)
    post.delete()
    forget_words(words)
    for event in events:
        touch(event)


def lock_post(post: Post) -> list[Event]:
    """Locks the post's events, the stored one and the one to be saved, by key, and then the post's row.

    Redaction locks an event before its posts too, so no two verbs wait for each other. Raises ValidationError if the
    post moved to a third event while this call waited, as it would be too late to lock that one.
    """
    stored = Post.objects.filter(pk=post.pk).values_list("event", flat=True)
    keys = {key for key in (post.event_id, *stored) if key is not None}
    events = list(Event.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    if not {*stored.select_for_update()} <= {*keys, None}:
        raise ValidationError(_("“%(post)s” was moved to another event meanwhile.") % {"post": post}, code="moved")
    return events


def _keep_address(post: Post, former: Post | None) -> None:
    """Keeps the former address of a published post. A draft has no address to keep and takes none from others."""
    if post.state != State.PUBLISHED:
        return
    path = post.get_absolute_url()
    OldAddress.objects.filter(path=path).delete()
    if former and former.get_absolute_url() != path:
        OldAddress.objects.update_or_create(path=former.get_absolute_url(), defaults={"post": post})


def _post_of(text: Draft, *, event: Event, edition: Edition) -> Post:
    return Post(
        title=Truncator(text.title).chars(300),
        dateline=Truncator(text.dateline).chars(200),
        summary=text.summary,
        body=text.body,
        language=text.language,
        event=event,
        edition=edition,
    )
