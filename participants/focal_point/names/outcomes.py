"""Tells a focal point what became of a wish: it happened, or it waits for the organiser."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participants.requests.wishes import Outcome


def tell(request: HttpRequest, outcome: Outcome, done: str) -> None:
    """`done` is the sentence for what happened at once."""
    if outcome.request is None:
        messages.success(request, done)
    elif outcome.replaces:
        messages.info(request, _("Your request is sent. It replaces what you asked for before."))
    else:
        messages.info(request, _("Your request is sent. Nothing changes until the organiser decides on it."))


def tell_of_names(request: HttpRequest, outcomes: Sequence[Outcome]) -> None:
    asked = sum(outcome.request is not None for outcome in outcomes)
    done = len(outcomes) - asked
    if done:
        words = ngettext("%(count)d name is put forward.", "%(count)d names are put forward.", done)
        messages.success(request, words % {"count": done})
    if asked:
        words = ngettext(
            "%(count)d name is sent to the organiser as a request, as the last day for changes has passed.",
            "%(count)d names are sent to the organiser as requests, as the last day for changes has passed.",
            asked,
        )
        messages.info(request, words % {"count": asked})
