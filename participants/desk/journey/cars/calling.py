"""Says after a change whom no mail tells of it."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from participants.travel.cars.telling_crews import Changing
from tours.wording import joined


def whom_to_call(changed: Changing) -> str:
    """A sentence; empty where all were told."""
    names = joined([reach.person.display_name for reach in changed.to_call])
    return _("No mail reaches %(names)s: tell them by telephone.") % {"names": names} if names else ""


def say_whom_to_call(request: HttpRequest, changed: Changing) -> None:
    if sentence := whom_to_call(changed):
        messages.warning(request, sentence)
