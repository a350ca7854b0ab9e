"""Keeps what was redacted from an event out of the posts about it: editions alone would leave it a second way."""

from collections.abc import Iterable, Mapping
from typing import Any

from announcements.models import Post
from tours.editions.redaction_memory.stopping import refuse_redacted_texts
from tours.models import Event, Picture

TEXTS = ("title", "dateline", "byline", "summary", "body")
"""The fields of a post that readers read."""


PICTURE_TEXTS = ("alternative", "caption", "credit", "consent")
"""Those of its pictures."""


def refuse_redacted(event: Event | None, facts: Mapping[str, Any], pictures: Iterable[Picture]) -> None:
    """Raises ValidationError where a text of the post, by the names of its fields, says what was redacted from its event,
    or a text of its pictures does.

    One query; none for a post without an event.
    """
    if event:
        texts = {str(Post._meta.get_field(name).verbose_name): facts.get(name) or "" for name in TEXTS}  # type: ignore[union-attr]  # none is a relation
        told = list(pictures)
        for name in PICTURE_TEXTS:
            said = "\n".join(getattr(picture, name) for picture in told)
            texts[str(Picture._meta.get_field(name).verbose_name)] = said  # type: ignore[union-attr]  # none is a relation
        refuse_redacted_texts(event, texts)
