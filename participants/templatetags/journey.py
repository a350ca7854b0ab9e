"""Shows the rows of a list of the journey."""

from collections.abc import Iterator

from django import template

from backstage.tables.cells import Value
from participants.travel.lists.values import Column, Table
from participants.travel.lists.words import in_words

register = template.Library()


@register.filter
def with_columns(row: tuple[Value, ...], table: Table) -> Iterator[tuple[Column, str]]:
    """The cells of a row in words, each with its column."""
    return zip(table.columns, map(in_words, row), strict=True)
