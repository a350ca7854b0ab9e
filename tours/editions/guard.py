"""The database's own guard: only a recorded redaction can change a published edition.

Migrations install it, on SQLite and on PostgreSQL. SQLite drops a table's triggers when a migration rebuilds the table,
so a migration that alters `Edition` must install it again; a test on the migrated database tries an update.
"""

from collections.abc import Collection
from typing import Any

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

REFUSAL = "A published edition cannot be changed."
FIXED = ("event_id", "number", "published_at", "published_by_id", "small")
REDACTED = ("agenda", "digest", "format", "note")

_RECORDED = (
    "EXISTS (SELECT 1 FROM tours_redaction r WHERE r.edition_id = OLD.id"
    " AND r.digest_before = OLD.digest AND r.digest_after = NEW.digest)"
)


def _differs(columns: tuple[str, ...], unlike: str) -> str:
    return "(" + " OR ".join(f"NEW.{column} {unlike} OLD.{column}" for column in columns) + ")"


def _refused(unlike: str, columns: Collection[str]) -> str:
    fixed = tuple(column for column in FIXED if column in columns)
    return f"{_differs(fixed, unlike)} OR ({_differs(REDACTED, unlike)} AND NOT {_RECORDED})"


def install(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Guards the columns that the table has at that migration: later ones add to them."""
    remove(apps, schema_editor)
    columns = {str(field.column) for field in apps.get_model("tours", "Edition")._meta.concrete_fields}
    for statement in INSTALL[schema_editor.connection.vendor](columns):
        schema_editor.execute(statement)


def remove(_apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in REMOVE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def _for_sqlite(columns: Collection[str]) -> tuple[str, ...]:
    return (
        f"""
CREATE TRIGGER edition_is_immutable BEFORE UPDATE ON tours_edition FOR EACH ROW
WHEN {_refused("IS NOT", columns)} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END
""",
    )


def _for_postgresql(columns: Collection[str]) -> tuple[str, ...]:
    """PostgreSQL allows no subquery in the WHEN of a trigger, so the condition is in the function."""
    function = f"""
CREATE FUNCTION guard_edition() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
IF {_refused("IS DISTINCT FROM", columns)} THEN
RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$
"""
    return (function, POSTGRES_TRIGGER)


POSTGRES_TRIGGER = """
CREATE TRIGGER edition_is_immutable BEFORE UPDATE ON tours_edition FOR EACH ROW EXECUTE FUNCTION guard_edition()
"""
INSTALL = {"sqlite": _for_sqlite, "postgresql": _for_postgresql}
REMOVE = {
    "sqlite": ("DROP TRIGGER IF EXISTS edition_is_immutable",),
    "postgresql": (
        "DROP TRIGGER IF EXISTS edition_is_immutable ON tours_edition",
        "DROP FUNCTION IF EXISTS guard_edition()",
    ),
}
