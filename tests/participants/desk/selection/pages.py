"""Reads the page of the selection sheet, and makes what is sent from it."""

import re
from typing import Any

from django.urls import reverse
from django.utils.html import strip_tags

from participants.models import Delegate
from tours.models import Event


def address(event: Event, of: str = "selection") -> str:
    return reverse(f"participants:{of}", args=[event.uid])


def chosen(**decisions: str) -> dict[str, str]:
    """Such as `chosen(d7="accepted", card7="new")` for the row with the key 7."""
    names = {"d": "to", "card": "card"}
    sent = {}
    for name, value in decisions.items():
        kind, key = re.fullmatch(r"([a-z]+)(\d+)", name).groups()  # type: ignore[union-attr]  # the tests write them so
        sent[f"{key}-{names[kind]}"] = value
    return sent


def decide(*rows: tuple[Delegate, str]) -> dict[str, str]:
    return {f"{row.pk}-to": to for row, to in rows}


def table(page: Any) -> list[list[str]]:
    """The words of each row of each table."""
    bodies = re.findall(r"<tbody>(.*?)</tbody>", page.content.decode(), re.DOTALL)
    found = []
    for row in "".join(bodies).split("</tr>")[:-1]:
        cells = re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)
        found.append([" ".join(strip_tags(cell.replace("<br>", " / ")).split()) for cell in cells[:5]])
    return found


def sentences(page: Any) -> list[str]:
    """What is said to be wrong, row by row."""
    return [sentence for form in page.context["refused"] for sentence in form.sentences()]


def states(event: Event) -> list[str]:
    return list(event.delegates.order_by("pk").values_list("state", flat=True))
