"""Reads the desk's pages about delegations: the cells of a table, and what a page told."""

import re
from typing import Any

from django.utils.html import strip_tags

from participants.models import Delegate, Delegation
from participants.vocabulary import DelegateState
from tests.factories import rows
from tests.participants import makers
from tours.models import Event, ParticipatingCity


def table(page: Any) -> list[list[str]]:
    """The texts of the cells, row by row."""
    body = page.content.decode().split("<tbody>")[1].split("</tbody>")[0]
    cells = [re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL) for row in body.split("</tr>")[:-1]]
    return [[" ".join(strip_tags(cell.replace("<br>", " ")).split()) for cell in row] for row in cells]


def messages_of(page: Any) -> list[str]:
    return [str(message) for message in page.context["messages"]]


def problems(page: Any) -> list[str]:
    """What stands in the summary of errors."""
    summary = page.content.decode().split('class="error-summary"')[1].split("</ul>")[0]
    return [" ".join(strip_tags(text).split()) for text in re.findall("<li>(.*?)</li>", summary, re.DOTALL)]


def many_delegations(event: Event, number: int, *, invited: bool = True) -> list[ParticipatingCity]:
    """Participating cities, each with a delegation, its focal point and a reserve unless they are not invited."""
    cities = [rows.city(f"Many {at}", zone="Europe/Belgrade") for at in range(number)]
    ours = ParticipatingCity.objects.bulk_create(
        ParticipatingCity(event=event, city=city, seats=2, position=at) for at, city in enumerate(cities)
    )
    points = [makers.focal_point(event, city, name=f"Point {at}") for at, city in enumerate(cities)]
    if invited:
        made = Delegation.objects.bulk_create(
            Delegation(participation=row, focal_point=point) for row, point in zip(ours, points, strict=True)
        )
        many_delegates(made)
    return ours


def many_delegates(delegations: list[Delegation], *, each: int = 1) -> None:
    Delegate.objects.bulk_create(
        Delegate(event=row.participation.event, delegation=row, name=f"Name {at}", state=DelegateState.RESERVE)
        for row in delegations
        for at in range(each)
    )
