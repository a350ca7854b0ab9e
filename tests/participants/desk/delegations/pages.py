"""Reads the desk's pages about delegations: the cells of a table, and what a page told."""

import re
from typing import Any

from django.utils.html import strip_tags


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
