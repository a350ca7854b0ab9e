"""Makes each sent form one transaction, and each page that is read none: on SQLite a reader would wait for a writer."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import wraps
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse


def transaction_if_sent(request: HttpRequest) -> AbstractContextManager[Any]:
    return transaction.atomic() if request.method == "POST" else nullcontext()


def sent_as_a_whole(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view with each POST in one transaction, its answer included."""

    @wraps(view)
    def whole(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with transaction_if_sent(request):
            return view(request, *args, **kwargs)

    return whole
