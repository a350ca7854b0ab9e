"""Forms of what is stored of a delegate: read and written with the event locked, and refused where a colleague was faster."""

from collections.abc import Callable
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest

from accounts.stale_forms.sent_forms import sent_form
from participants.delegate.pages import delegate_of
from participants.links.entry import grounds_of
from participants.locking import changing
from participants.models import LinkSession
from tours.desk.forms.refusals import show_refusal

AnyForm = TypeVar("AnyForm", bound=BaseForm)
Made = TypeVar("Made")


def stored_form(
    request: HttpRequest, visit: LinkSession, make: Callable[..., AnyForm], save: Callable[[AnyForm], Made]
) -> tuple[AnyForm, Made | None]:
    """The form, and what `save` returned if it was sent and all of it is right. A refusal of a verb stands in the form."""
    if request.method != "POST":
        return sent_form(request, make), None
    with changing(delegate_of(visit).event, by=None, grounds=grounds_of(visit)):
        form = sent_form(request, make)
        if not form.is_valid():
            return form, None
        try:
            return form, save(form)
        except ValidationError as refusal:
            show_refusal(form, refusal)
            return form, None
