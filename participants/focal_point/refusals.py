"""Tells a focal point why something was refused, and nothing of what was decided and is not told yet."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from participants.letters.reaching import where_replies_go
from participants.models import Delegation

TELLING = frozenset({"state", "not_active", "has_place"})
"""The codes of refusals whose sentences name the state of a delegate."""


def sentences(refusal: ValidationError, delegation: Delegation) -> list[str]:
    """What the focal point reads."""
    codes = {error.code for error in refusal.error_list} if hasattr(refusal, "error_list") else set()
    if codes & TELLING:
        words = _("This cannot be changed here now: the organiser is working on it. Write to %(address)s.")
        return [words % {"address": where_replies_go(delegation.participation.event)}]
    if "guests" in codes:
        words = _(
            "You have named as many guests without a seat as you may bring: %(count)d. Ask for another one first."
        )
        return [words % {"count": delegation.extra}]
    return refusal.messages


def add_refusal(form: forms.Form, refusal: ValidationError, delegation: Delegation) -> None:
    for sentence in sentences(refusal, delegation):
        form.add_error(None, sentence)
