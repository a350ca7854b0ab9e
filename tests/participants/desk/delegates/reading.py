"""Reads the desk's pages about delegates."""

import re
from typing import Any

from django.urls import reverse
from django.utils.html import strip_tags

from participants.models import Delegate
from tours.models import Event


def table(page: Any) -> list[list[str]]:
    """The cells of the first table of the page."""
    body = page.content.decode().partition("<tbody>")[2].partition("</tbody>")[0]
    cells = [re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL) for row in body.split("</tr>")[:-1]]
    return [[" ".join(strip_tags(cell).split()) for cell in row] for row in cells]


def names(page: Any) -> list[str]:
    return [line.row.name for line, _cells in page.context["lines"]]


def sentences(page: Any) -> list[str]:
    """What the form of the page complains of."""
    form = page.context.get("quick") or page.context["form"]
    return [sentence for errors in form.errors.values() for sentence in errors]


def list_of(event: Event) -> str:
    return reverse("participants:delegates", args=[event.uid])


def page_of(row: Delegate) -> str:
    return reverse("participants:delegate", args=[row.pk])


def step_of(row: Delegate, step: str) -> str:
    return reverse("participants:delegate_step", args=[row.pk, step])
