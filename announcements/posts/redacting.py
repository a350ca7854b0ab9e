"""Redacts an event's editions and all that repeats them.

These are posts, the administration's log, the audit trail, which has just recorded the changes of posts, and the
answers that the API keeps.
"""

import re
from collections.abc import Iterable
from urllib.parse import unquote_plus

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models.functions import Cast

from accounts.models import User
from announcements.drafting.markdown import escape
from announcements.models import OldAddress, Post
from announcements.posts.writing import save_post
from backstage.audit.forgetting import REMOVED, forget_text
from backstage.keyed_requests import blank_answers
from backstage.text.folding import folded_words
from backstage.text.slugs import free_slug, slug_for
from backstage.text.tidying import tidy
from tours.editions import redaction
from tours.editions.publishing import locked
from tours.models import AgendaItem, Event, Redaction

TEXTS = ("title", "dateline", "byline", "summary", "body")


@transaction.atomic
def redact_text(event: Event, *, text: str, by: User, reason: str) -> list[Redaction]:
    """Replaces a text in every edition of the event and in its posts. Raises ValidationError if no edition holds it."""
    redactions = redaction.redact_text(event, text=text, by=by, reason=reason)
    _blank_elsewhere(event, [tidy(text)])
    return redactions


@transaction.atomic
def redact_person(event: Event, *, person_uid: str, by: User, reason: str) -> list[Redaction]:
    """Blanks a person in every edition of the event, and replaces each of their names in its posts.

    Raises ValidationError if no edition names the person.
    """
    event = locked(event)
    names = _names(event, person_uid)
    redactions = redaction.redact_person(event, person_uid=person_uid, by=by, reason=reason)
    _blank_elsewhere(event, names)
    return redactions


def _names(event: Event, person_uid: str) -> set[str]:
    cards = [card for card in redaction.cards_in(event) if card.uid == person_uid]
    return {text for card in cards for text in (card.name, *(name.text for name in card.names))}


def _blank_elsewhere(event: Event, texts: Iterable[str]) -> None:
    """Replaces the texts outside editions, the longest first, so that no part of a longer one is left.

    The body of a post may hold them escaped for Markdown, so both spellings are replaced.
    """
    spellings = sorted({spelling for text in texts for spelling in (text, escape(text))}, key=len, reverse=True)
    for post in Post.objects.filter(event=event).order_by("pk"):
        given_up = post.get_absolute_url()
        if _blank_post(post, spellings):
            save_post(post)
        _forget_addresses(post, given_up, spellings)
    _blank_log(event, spellings)
    forget_text(spellings, event=event.pk)
    blank_answers(spellings)


def _blank_post(post: Post, spellings: list[str]) -> bool:
    """Replaces the texts in the post, also in its slug, and returns whether anything changed.

    Too long values are cut.
    """
    fields = [field for field in Post._meta.fields if field.name in TEXTS]
    after = {field.name: _blanked(getattr(post, field.name), spellings)[: field.max_length] for field in fields}
    changed = {name: text for name, text in after.items() if text != getattr(post, name)}
    if "title" in changed or _slug_without(post.slug, spellings) != post.slug:
        title = slug_for(after["title"], otherwise="")
        changed["slug"] = free_slug(Post, _slug_without(title, spellings), otherwise="post")
    for name, text in changed.items():
        setattr(post, name, text)
    return bool(changed)


def _slug_without(slug: str, spellings: Iterable[str]) -> str:
    for words in (slug_for(spelling, otherwise="") for spelling in spellings):
        if words:
            slug = re.sub(rf"(?<![^-]){words}(?![^-])", "", slug)
    return slug


def _forget_addresses(post: Post, given_up: str, spellings: Iterable[str]) -> None:
    """Deletes former addresses that reveal a text: the one just given up, and those with all words of a text.

    A broken link does less harm than one that reveals the text.
    """
    texts = [words for words in map(folded_words, spellings) if words]
    for old in OldAddress.objects.filter(post=post):
        words = folded_words(unquote_plus(old.path))
        if old.path == given_up or any(text <= words for text in texts):
            old.delete()


def _blank_log(event: Event, spellings: Iterable[str]) -> None:
    """Replaces the texts in the administration's log.

    A message that Django translates on reading is stored in today's language.
    """
    for entry in _log_of(event).iterator():
        name, message = _blanked(entry.object_repr, spellings), entry.get_change_message()
        if name != entry.object_repr or _blanked(message, spellings) != message:
            entry.object_repr, entry.change_message = name[:200], _blanked(message, spellings)
            entry.save(update_fields=["object_repr", "change_message"])


def _log_of(event: Event) -> models.QuerySet[LogEntry]:
    """The log entries of the event, its items and its posts, and of all deleted rows, as their event is unknown."""
    others = (
        Event.objects.exclude(pk=event.pk),
        AgendaItem.objects.exclude(event=event),
        Post.objects.exclude(event=event),
    )
    entries = LogEntry.objects.none()
    for rows in others:
        keys = rows.order_by().annotate(key=Cast("pk", models.TextField())).values("key")
        entries |= LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(rows.model)).exclude(
            object_id__in=keys
        )
    return entries


def _blanked(text: str, spellings: Iterable[str]) -> str:
    for spelling in spellings:
        text = text.replace(spelling, REMOVED)
    return text
