"""The values of many rows as a list, beside the one row that a query is about."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Func, JSONField, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.db.models.sql.compiler import SQLCompiler


class _Gathered(Func):
    """The database's own function. Over no rows it gives nothing, or an empty list."""

    function = "JSON_GROUP_ARRAY"
    output_field = JSONField()

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any
    ) -> tuple[str, list[str | int]]:
        sql, params = self.as_sql(compiler, connection, function="JSONB_AGG", **context)
        return sql, list(params)


def gathered(rows: "QuerySet[Any]", values: Combinable | str) -> Subquery:
    """The values of the rows as one column for `annotate`. Read it by `listed`."""
    return Subquery(rows.order_by().annotate(gathered=_Gathered(values)).values("gathered"))


def listed(row: object, name: str) -> list[str]:
    return list(getattr(row, name, None) or [])
