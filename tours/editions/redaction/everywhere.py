"""Takes the names and addresses of somebody who is erased out of the versions of every event, also where they have no part."""

import json
from collections.abc import Collection, Iterable
from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from backstage.text.slugs import slug_for
from tours import models
from tours.editions.publishing import locked
from tours.editions.redaction import file_names
from tours.editions.redaction.blanks import blank_of_texts
from tours.editions.redaction.redacting import redact_editions
from tours.editions.redaction_memory import memory
from tours.models import Edition, Event


def events_saying(texts: Collection[str]) -> list[Event]:
    """The events that have a version in which one of the texts may stand, in the order in which verbs lock them."""
    forms = {json.dumps(form, ensure_ascii=False)[1:-1] for form in _forms(texts)} | _slugs(texts)
    editions = Edition.objects.filter(_any_of("agenda", forms)).order_by()
    return list(Event.objects.filter(pk__in=editions.values("event")).order_by("pk"))


@transaction.atomic
def erase_texts(event: Event, *, texts: Collection[str], by: User, reason: str) -> None:
    """Blanks the texts in the versions of the event, and remembers them there. Its rows are the caller's."""
    event = locked(event)
    if redact_editions(event, blank_of_texts(texts), by=by, reason=reason):
        for text in sorted(texts):
            memory.remember_text(event, text, by=by, reason=reason)


def rename_files(texts: Collection[str]) -> None:
    """Gives every document and picture that is named after one of the texts another name."""
    for model in (models.Document, models.Picture):
        file_names.rename(model._default_manager.filter(_any_of("file_name", _slugs(texts))), texts)


def _forms(texts: Iterable[str]) -> set[str]:
    """SQLite compares capitals of ASCII alone."""
    return {form for text in texts for form in (text, text.upper(), text.lower())}


def _slugs(texts: Iterable[str]) -> set[str]:
    return {slug_for(text, otherwise="") for text in texts} - {""}


def _any_of(column: str, texts: Iterable[str]) -> Q:
    return reduce(or_, (Q((f"{column}__icontains", text)) for text in texts), Q(pk__in=[]))
