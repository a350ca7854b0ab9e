"""What every page of a delegate is drawn with."""

from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from participants.models import Delegate, LinkSession

FORM_METHODS = ("GET", "HEAD", "POST")


def delegate_of(visit: LinkSession) -> Delegate:
    """The delegate who came by the link. A visit below /d/ has no other holder."""
    assert visit.delegate is not None  # noqa: S101  (`by_visit` has seen to it)
    return visit.delegate


def page_of(request: HttpRequest, visit: LinkSession, template: str, **context: Any) -> HttpResponse:
    """A form with errors is answered with status 400, and nothing that was typed is lost."""
    form = context.get("form")
    status = 400 if isinstance(form, BaseForm) and form.errors else context.pop("status", 200)
    row = delegate_of(visit)
    context |= {"visit": visit, "row": row, "event": row.event}
    return render(request, f"participants/delegate/{template}", context, status=status)
