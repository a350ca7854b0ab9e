"""Sends the pages of an import, and reads what they show."""

import re
from collections.abc import Iterable
from html import unescape
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from tours.models import Event

TEXT = """Study visit of the cities

Monday 4 September 2017
09:30-10:15 Opening @ City Hall
10:30 Coffee break

Wednesday 5 September 2017
09:00 Visit to the tram depot, by Ana Novak
"""
TABLE = "Day;Time;Title;Venue\n4.9.2017;9:30-10:15;Opening;City Hall\n;10:30;Coffee;\n5.9.2017;9:00;Visit;\n"


def address(event: Event) -> str:
    return reverse("tours:desk_import", args=[event.uid])


def done_address(event: Event) -> str:
    return reverse("tours:desk_imported", args=[event.uid])


def shown(browser: Client, event: Event, text: str = TEXT, **facts: Any) -> Any:
    return browser.post(address(event), {"text": text, "step": "review", **facts})


def sent(page: Any) -> dict[str, Any]:
    """What the browser sends when the form of the review is sent as it stands, without a button."""
    html = page.content.decode()
    found: dict[str, Any] = {}
    for tag in re.findall(r"<input [^>]*>", html):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and value and ("checkbox" not in tag or " checked" in tag):
            found.setdefault(name[1], []).append(unescape(value[1]))
    for name, options in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', html, re.DOTALL):
        values = re.findall(r'<option value="([^"]*)"( selected)?', options)
        found[name] = next((value for value, chosen in values if chosen), values[0][0])
    for name, text in re.findall(r'<textarea [^>]*?name="([^"]+)"[^>]*>\n?(.*?)</textarea>', html, re.DOTALL):
        found[name] = unescape(text)
    found.pop("csrfmiddlewaretoken", None)
    return found


def applied(browser: Client, event: Event, page: Any, **facts: Any) -> Any:
    return browser.post(address(event), {**sent(page), "step": "apply", **facts})


def key(page: Any, title: str) -> str:
    return str(next(row.key for row in shown_rows(page) if row.plan.item.title == title))


def shown_rows(page: Any) -> Iterable[Any]:
    return [row for section in page.context["sections"] for row in section.rows]


def told(page: Any) -> list[tuple[str, str, str, list[str]]]:
    return [(row.when, row.plan.item.title, row.outcome, row.problems) for row in shown_rows(page)]


def agenda(event: Event) -> list[tuple[str, str, str]]:
    return [(f"{item.day:%d}", f"{item.start:%H:%M}" if item.start else "", item.title) for item in event.items.all()]


def words(page: Any) -> str:
    return " ".join(unescape(strip_tags(page.content.decode())).split())
