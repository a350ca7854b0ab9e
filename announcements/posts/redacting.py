"""Redacts an event's editions and all that repeats them.

These are posts, the administration's log, the audit trail, which has just recorded the changes of posts, and the
answers that the API keeps.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from functools import reduce
from operator import or_
from urllib.parse import unquote_plus

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import QuerySet
from django.db.models.functions import Cast

from accounts.models import User
from announcements.drafting.markdown import escape
from announcements.models import OldAddress, Post, PostPicture
from announcements.notices.naming import blank_texts
from announcements.posts.redacted import PICTURE_TEXTS, TEXTS
from announcements.posts.writing import save_post
from backstage.audit.forgetting import forget_text
from backstage.keyed_requests import blank_answers
from backstage.text.folding import folded_words
from backstage.text.slugs import free_slug, slug_for, slug_without
from backstage.text.spellings import REMOVED, Blanking, blanking
from backstage.text.tidying import tidy
from tours.editions.publishing import locked
from tours.editions.redaction import file_names
from tours.editions.redaction import redacting as redaction
from tours.editions.redaction.named import names_of
from tours.editions.redaction.redacted_rows import people_at
from tours.editions.redaction.verbs import Verbs
from tours.editions.tags import refuse_unseen
from tours.models import AgendaItem, Appearance, Event, Person, Picture, Redaction


def found_text(event: Event, *, text: str) -> redaction.Found:
    """Counts where the text stands: in editions, rows and posts of the event."""
    return _with_posts(redaction.found_text(event, text=text), event, [tidy(text)])


def found_person(event: Event, *, person_uid: str) -> redaction.Found:
    """Counts where the person is named: in editions, rows and posts of the event."""
    names = names_of(event, person_uid)
    return _with_posts(redaction.found_person(event, person_uid=person_uid), event, names)


@transaction.atomic
def redact_text(event: Event, *, text: str, by: User, reason: str, expected: str | None = None) -> list[Redaction]:
    """Blanks a text in every edition of the event, in its rows and in its posts.

    Raises ValidationError where no edition holds it, and where it stands elsewhere than in what was `expected`.
    """
    event = locked(event)
    refuse_unseen(found_text(event, text=text).tag, expected)
    redactions = redaction.redact_text(event, text=text, by=by, reason=reason)
    _blank_elsewhere(event, [tidy(text)])
    return redactions


@transaction.atomic
def redact_person(
    event: Event, *, person_uid: str, by: User, reason: str, expected: str | None = None
) -> list[Redaction]:
    """Blanks a person in every edition and row of the event, and each of their names in its posts."""
    event = locked(event)
    refuse_unseen(found_person(event, person_uid=person_uid).tag, expected)
    names = names_of(event, person_uid)
    redactions = redaction.redact_person(event, person_uid=person_uid, by=by, reason=reason)
    _blank_elsewhere(event, names)
    return redactions


VERBS = Verbs(redact_text, redact_person, found_text, found_person)


def _with_posts(found: redaction.Found, event: Event, texts: Iterable[str]) -> redaction.Found:
    changes = [(post.pk, changed) for post in _posts_of(event) if any(changed := _blanked(post, _Spellings(texts)))]
    tag = hashlib.sha256(repr((found.tag, changes)).encode()).hexdigest()
    return found._replace(posts=len(changes), tag=tag)


class _Spellings:
    """The texts that go, as they may stand in a post: a body holds them escaped for Markdown."""

    def __init__(self, texts: Iterable[str]) -> None:
        every = {spelling for text in texts for spelling in (text, escape(text))}
        self.texts = sorted(every, key=len, reverse=True)
        self.blanked = blanking(every, by=REMOVED)


def _posts_of(event: Event) -> QuerySet[Post]:
    return (
        Post.objects.filter(event=event).select_related("picture").prefetch_related("gallery__picture").order_by("pk")
    )


def take_out(events: Collection[Event], names: Collection[str], own: Collection[str]) -> None:
    """Blanks all names of somebody in the posts of the events, and the names that nobody else has in every post."""
    for event in events:
        _blank_posts(_posts_of(event), _Spellings(names))
    if own:
        _blank_posts(naming(own), _Spellings(own))


def naming(names: Collection[str]) -> QuerySet[Post]:
    """The posts whose texts hold one of the names as it is written, or escaped for Markdown."""
    spellings = {spelling for name in names for spelling in (name, escape(name))}
    more = PostPicture.objects.filter(_saying(spellings, [f"picture__{name}" for name in PICTURE_TEXTS]))
    said = _saying(spellings, [*TEXTS, *(f"picture__{name}" for name in PICTURE_TEXTS)])
    posts = Post.objects.filter(said | models.Q(pk__in=more.order_by().values("post")))
    return posts.select_related("picture").prefetch_related("gallery__picture").order_by("pk")


def _saying(spellings: Iterable[str], fields: Collection[str]) -> models.Q:
    asked = (models.Q((f"{field}__icontains", spelling)) for spelling in spellings for field in fields)
    return reduce(or_, asked, models.Q(pk__in=[]))


def _blank_posts(posts: QuerySet[Post], spellings: _Spellings) -> None:
    for post in posts:
        given_up = post.get_absolute_url()
        changed, of_pictures = _blanked(post, spellings)
        for picture, said in of_pictures:
            _set(picture, said)
            picture.save()
        file_names.rename(post.pictures(), spellings.texts)
        if changed or of_pictures:
            _set(post, changed)
            save_post(post)
        _forget_addresses(post, given_up, spellings.texts)


def _blank_elsewhere(event: Event, texts: Iterable[str]) -> None:
    spellings = _Spellings(texts)
    _blank_posts(_posts_of(event), spellings)
    blank_texts(event, spellings.texts)
    _blank_log(event, spellings.blanked)
    pictures = [picture for post in _posts_of(event) for picture in post.pictures()]
    forget_text(spellings.texts, event=event.pk, rows=pictures)
    blank_answers(spellings.texts)


def _set(row: models.Model, texts: Mapping[str, str]) -> None:
    for name, text in texts.items():
        setattr(row, name, text)


def _blanked(post: Post, spellings: _Spellings) -> tuple[dict[str, str], list[tuple[Picture, dict[str, str]]]]:
    """The texts of the post and of its pictures that change, as they are then."""
    of_pictures = [(each, _blanked_texts(each, PICTURE_TEXTS, spellings)) for each in post.pictures()]
    return _blanked_fields(post, spellings), [(picture, said) for picture, said in of_pictures if said]


def _blanked_texts(row: models.Model, names: Collection[str], spellings: _Spellings) -> dict[str, str]:
    """What grows beyond its field is cut."""
    fields = [field for field in row._meta.fields if field.name in names]
    after = {field.name: spellings.blanked(getattr(row, field.name))[: field.max_length] for field in fields}
    return {name: text for name, text in after.items() if text != getattr(row, name)}


def _blanked_fields(post: Post, spellings: _Spellings) -> dict[str, str]:
    """The address goes with the words in it."""
    changed = _blanked_texts(post, TEXTS, spellings)
    after = {"title": changed.get("title", post.title)}
    if "title" in changed or slug_without(post.slug, spellings.texts) != post.slug:
        title = slug_for(after["title"], otherwise="")
        changed["slug"] = free_slug(Post, slug_without(title, spellings.texts), otherwise="post")
    return changed


def _forget_addresses(post: Post, given_up: str, spellings: Iterable[str]) -> None:
    """Deletes former addresses that reveal a text: the one just given up, and those with all words of a text.

    A broken link does less harm than one that reveals the text.
    """
    texts = [words for words in map(folded_words, spellings) if words]
    for old in OldAddress.objects.filter(post=post):
        words = folded_words(unquote_plus(old.path))
        if old.path == given_up or any(text <= words for text in texts):
            old.delete()


def _blank_log(event: Event, blanked: Blanking) -> None:
    """A message that Django put together of parts stays as it reads in the language of now."""
    for entry in _log_of(event).iterator():
        name, message = blanked(entry.object_repr), entry.get_change_message()
        if name != entry.object_repr or blanked(message) != message:
            entry.object_repr, entry.change_message = name[:200], blanked(message)
            entry.save(update_fields=["object_repr", "change_message"])


def _log_of(event: Event) -> models.QuerySet[LogEntry]:
    """The log entries of the event, its items, people and posts, and of all deleted rows, as their event is unknown."""
    others = (
        Event.objects.exclude(pk=event.pk),
        AgendaItem.objects.exclude(event=event),
        Post.objects.exclude(event=event),
        Appearance.objects.exclude(event=event),
        Person.objects.exclude(pk__in=people_at(event).order_by().values("pk")),
    )
    entries = LogEntry.objects.none()
    for rows in others:
        keys = rows.order_by().annotate(key=Cast("pk", models.TextField())).values("key")
        entries |= LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(rows.model)).exclude(
            object_id__in=keys
        )
    return entries
