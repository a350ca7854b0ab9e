"""What every page of a delegate's agenda is given."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from participants.models import Delegate, LinkSession


def delegate_of(visit: LinkSession) -> Delegate:
    assert visit.delegate is not None  # noqa: S101  (the pages below /d/ open to delegates alone)
    return visit.delegate


def page(request: HttpRequest, visit: LinkSession, name: str, *, status: int = 200, **context: Any) -> HttpResponse:
    facts = {"visit": visit, "event": delegate_of(visit).event, **context}
    return render(request, f"participants/delegate/{name}.html", facts, status=status)
