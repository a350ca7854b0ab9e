"""What may be read without signing in."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

P = ParamSpec("P")
Answer = TypeVar("Answer", bound=HttpResponseBase)


def open_to_readers(
    view: Callable[Concatenate[HttpRequest, P], Answer],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Opens a view to everyone, for GET and HEAD. Every other method is answered 405, which says what is allowed.

    A view that changes nothing needs no protection against forged requests. With that protection, a calendar program
    that asks by PROPFIND or POST would be refused as a forger (403), before the view could say that it only reads.
    """
    return csrf_exempt(login_not_required(require_safe(view)))
