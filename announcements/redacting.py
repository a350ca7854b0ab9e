"""Redaction of all that was told of an event: its editions, and the posts that repeat them."""

from collections.abc import Iterable

from django.db import transaction

from accounts.models import User
from announcements.drafting.markdown import escape
from announcements.models import Post
from announcements.posts import save_post
from tours import redaction
from tours.editions import agenda_of
from tours.models import Event, Redaction
from tours.redaction import REMOVED

TEXTS = ("title", "dateline", "summary", "body")


@transaction.atomic
def redact_text(event: Event, *, text: str, by: User, reason: str) -> list[Redaction]:
    """Blanks a text in every edition of the event and in its posts. Raises ValidationError where no edition holds it."""
    redactions = redaction.redact_text(event, text=text, by=by, reason=reason)
    _blank_posts(event, [text])
    return redactions


@transaction.atomic
def redact_person(event: Event, *, person_uid: str, by: User, reason: str) -> list[Redaction]:
    """Blanks a person in every edition of the event, and each of their names in its posts."""
    names = set(_names(event, person_uid))
    redactions = redaction.redact_person(event, person_uid=person_uid, by=by, reason=reason)
    _blank_posts(event, names)
    return redactions


def _names(event: Event, person_uid: str) -> Iterable[str]:
    for edition in event.editions.all():
        for item in agenda_of(edition).items:
            for line in (revision.line for revision in item.revisions if revision.line):
                for person in (part.person for part in line.parts if part.person):
                    if person.uid == person_uid:
                        yield from (person.name, *(name.text for name in person.names))


def _blank_posts(event: Event, texts: Iterable[str]) -> None:
    """The longest first, so that no part of a longer one is left over. A body may hold them escaped for Markdown."""
    spellings = sorted({spelling for text in texts for spelling in (text, escape(text))}, key=len, reverse=True)
    for post in Post.objects.filter(event=event):
        before = [getattr(post, field) for field in TEXTS]
        after = [_blanked(text, spellings) for text in before]
        if after != before:
            for field, text in zip(TEXTS, after, strict=True):
                setattr(post, field, text)
            save_post(post)


def _blanked(text: str, spellings: Iterable[str]) -> str:
    for spelling in spellings:
        text = text.replace(spelling, REMOVED)
    return text
