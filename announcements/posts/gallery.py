"""The verbs of the further pictures of a post. Each marks the post as changed, and so every page that shows it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from announcements.models import Post, PostPicture, State
from announcements.posts.redacted import refuse_redacted
from announcements.posts.writing import lock_post, save_post
from tours.models import Picture
from tours.record.saving import put_last

MOST_PICTURES = 30
"""The most that a post may have: its page loads them all, if late."""


@transaction.atomic
def add_picture(post: Post, picture: Picture) -> PostPicture:
    """Puts the picture, which is not stored yet, at the end. Raises ValidationError."""
    lock_post(post)
    post = Post.objects.get(pk=post.pk)
    if post.gallery.count() >= MOST_PICTURES:
        raise ValidationError(_("A post has %(most)d further pictures at most.") % {"most": MOST_PICTURES})
    _store(post, picture)
    row = PostPicture(post=post, picture=picture)
    put_last(row, post.gallery.all())
    row.full_clean()
    row.save()
    save_post(post)
    return row


@transaction.atomic
def describe_picture(row: PostPicture) -> None:
    """Stores what was typed about the picture. Raises ValidationError."""
    lock_post(row.post)
    _store(row.post, row.picture)
    save_post(Post.objects.get(pk=row.post_id))


@transaction.atomic
def move_picture(row: PostPicture, places: int) -> None:
    """Moves it by that many places; at an end of the gallery it stays."""
    lock_post(row.post)
    rows = list(row.post.gallery.all())
    at = rows.index(row)
    rows.insert(max(0, at + places), rows.pop(at))
    for position, each in enumerate(rows):
        if each.position != position:
            each.position = position
            each.save(update_fields=["position"])
    save_post(Post.objects.get(pk=row.post_id))


@transaction.atomic
def remove_picture(row: PostPicture) -> None:
    """Takes it off the post. The picture itself stays, for another post or event."""
    lock_post(row.post)
    row.delete()
    save_post(Post.objects.get(pk=row.post_id))


def _store(post: Post, picture: Picture) -> None:
    if post.state == State.PUBLISHED:
        refuse_redacted(post.event, {}, [picture])
    picture.full_clean()
    picture.save()
