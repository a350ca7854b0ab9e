"""Moves a site to another database of either kind. Every row keeps its key and its values."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from itertools import islice
from typing import Any

from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connections, models, router, transaction
from django.utils.translation import gettext as _

from backstage.database_statistics import collect_statistics
from config.backup.digests import CHUNK, TableDigest, differing_tables, raw_rows, shape, stored_models, table_digests
from config.backup.fitting import check_row
from config.backup.numbering import continue_numbering, highest_numbers
from config.backup.schemas import applied_migrations, refuse_waiting_migrations, unknown_migrations
from config.databases import snapshot

Convert = Callable[[Any], Any]


def move(*, source: str, target: str, say: Callable[[str], object]) -> dict[str, TableDigest]:
    """Fills the empty target with the state of the source at one moment. Returns the digests, which are the same for
    both.

    Rows are copied without `save`, so nothing is audited, sent or dated anew. Raises CommandError. Then a PostgreSQL
    target is empty again; a SQLite target is a file that the caller throws away.
    """
    _refuse_other_tables(source)
    with snapshot(source), _all_or_nothing(target):
        with _every_model_on(target):
            call_command("migrate", database=target, interactive=False, verbosity=0)
        say(_("The tables are made."))
        with transaction.atomic(using=target):
            _copy_all(source, target, say)
        digests = table_digests(source)
        if other := differing_tables(digests, table_digests(target)):
            raise CommandError(_("Nothing was moved. These tables differ: %(names)s") % {"names": ", ".join(other)})
        collect_statistics(target)
    return digests


def _refuse_other_tables(source: str) -> None:
    refuse_waiting_migrations(source)
    if unknown := unknown_migrations(applied_migrations(source)):
        raise CommandError(
            _("The database is of a newer version of the software, which has: %(names)s")
            % {"names": ", ".join(unknown)}
        )


def _all_or_nothing(using: str) -> AbstractContextManager[Any]:
    """A transaction on PostgreSQL. On SQLite nothing, as Django cannot migrate SQLite inside a transaction."""
    return transaction.atomic(using=using) if connections[using].vendor == "postgresql" else nullcontext()


@contextmanager
def _every_model_on(using: str) -> Iterator[None]:
    """Routes all models to the target, for migrations that do not say which database they use."""
    before = router.routers
    router.routers = [_SingleDatabase(using)]
    try:
        yield
    finally:
        router.routers = before


class _SingleDatabase:
    def __init__(self, using: str) -> None:
        self.using = using

    def db_for_read(self, _model: type[models.Model], **_hints: Any) -> str:
        return self.using

    db_for_write = db_for_read


def _copy_all(source: str, target: str, say: Callable[[str], object]) -> None:
    """Deletes the rows that migrations wrote, then copies every table.

    References are checked at the end, so any order works.
    """
    kept = stored_models(target)
    with connections[target].cursor() as cursor:
        if connections[target].vendor == "postgresql":  # migrations have made some constraints immediate
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for model in kept:
            cursor.execute(f"DELETE FROM {connections[target].ops.quote_name(model._meta.db_table)}")  # noqa: S608  (quoted name)
    for model in kept:
        try:
            _copy(model, source, target)
        except (DatabaseError, ValueError) as refusal:
            facts = {"table": model._meta.db_table, "error": str(refusal).strip()}
            raise CommandError(_("Nothing was moved. Of %(table)s: %(error)s") % facts) from refusal
        say(_("Copied: %(table)s.") % {"table": model._meta.db_table})
    continue_numbering(target, highest_numbers(source))
    try:
        connections[target].check_constraints()
    except DatabaseError as broken:
        raise CommandError(_("Nothing was moved. %(error)s") % {"error": str(broken).strip()}) from broken


def _copy(model: type[models.Model], source: str, target: str) -> None:
    fields = model._meta.concrete_fields
    quoted = connections[target].ops.quote_name
    columns = ", ".join(quoted(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    insert = f"INSERT INTO {quoted(model._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608  (quoted names)
    converters = [_converter(field, source, target) for field in fields]
    rows = raw_rows(source, shape(model))
    with connections[target].cursor() as cursor:
        while chunk := list(islice(rows, CHUNK)):
            for row in chunk:
                check_row(model, row, connections[target])
            cursor.executemany(insert, [_converted(row, converters) for row in chunk])


def _converted(row: tuple[Any, ...], converters: list[Convert]) -> list[Any]:
    return [None if value is None else convert(value) for convert, value in zip(converters, row, strict=True)]


def _converter(field: Any, source: str, target: str) -> Convert:
    """A function from the value that one driver reads to the value that the other writes, through the model's own
    value.

    JSON stays a text, because a JSON `null` and an SQL NULL would both become None in between.
    """
    if isinstance(field, models.JSONField):
        return str
    there, column = connections[target], field.cached_col
    reading = [*connections[source].ops.get_db_converters(column), *column.get_db_converters(connections[source])]

    def convert(value: Any) -> Any:
        for read in reading:
            value = read(value, column, connections[source])
        return field.get_db_prep_save(value, there)

    return convert
