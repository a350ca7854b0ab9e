"""Rows of several tables as one list."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model, Q, QuerySet


class Union:
    """Querysets that share columns. Each is filtered by itself, then all are read as one (UNION ALL), as dicts.

    Django refuses to filter a union (test_organisations_of_the_programme_and_of_events_are_one_list). This has as much of a
    queryset as filters and pagination ask for. Ordered, it takes no filter any more.
    """

    def __init__(self, columns: tuple[str, ...], *parts: QuerySet[Any, Any]) -> None:
        self.columns, self.parts = columns, parts

    @property
    def model(self) -> type[Model]:
        """A FilterSet asks for one; it has no use for it."""
        return self.parts[0].model

    def all(self) -> "Union":
        return self

    def each(self, narrow: Callable[[QuerySet[Any, Any]], QuerySet[Any, Any]]) -> "Union":
        return Union(self.columns, *map(narrow, self.parts))

    def filter(self, condition: Q) -> "Union":
        return self.each(lambda part: part.filter(condition))

    def count(self) -> int:
        """A query for each part: counting them as one list would read all of its columns."""
        return sum(part.order_by().count() for part in self.parts)

    def order_by(self, *columns: str) -> "Ordered":
        first, *others = (part.order_by().values(*self.columns) for part in self.parts)
        return Ordered(first.union(*others, all=True).order_by(*columns), self)


class Ordered:
    """A union in its order, as a paginator asks for it: its number and some of its rows."""

    ordered = True

    def __init__(self, rows: QuerySet[Any, Any], of: Union) -> None:
        self.rows, self.count = rows, of.count

    def __getitem__(self, part: Any) -> Any:
        return self.rows[part]
