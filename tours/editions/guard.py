"""The database's own guard: only a recorded redaction can change a published edition.

Migrations install it, on SQLite and on PostgreSQL. SQLite drops a table's triggers when a migration rebuilds the table,
so a migration that alters `Edition` must install it again; a test on the migrated database tries an update.
"""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

REFUSAL = "A published edition cannot be changed."
FIXED = ("event_id", "number", "published_at", "published_by_id")
REDACTED = ("agenda", "digest", "format", "note")

_RECORDED = (
    "EXISTS (SELECT 1 FROM tours_redaction r WHERE r.edition_id = OLD.id"
    " AND r.digest_before = OLD.digest AND r.digest_after = NEW.digest)"
)


def _differs(columns: tuple[str, ...], unlike: str) -> str:
    return "(" + " OR ".join(f"NEW.{column} {unlike} OLD.{column}" for column in columns) + ")"


def _refused(unlike: str) -> str:
    return f"{_differs(FIXED, unlike)} OR ({_differs(REDACTED, unlike)} AND NOT {_RECORDED})"


def install(_apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    remove(_apps, schema_editor)
    for statement in INSTALL[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def remove(_apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in REMOVE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


SQLITE_TRIGGER = f"""
CREATE TRIGGER edition_is_immutable BEFORE UPDATE ON tours_edition FOR EACH ROW
WHEN {_refused("IS NOT")} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END
"""
# PostgreSQL allows no subquery in the WHEN of a trigger, so the condition is in the function.
POSTGRES_FUNCTION = f"""
CREATE FUNCTION guard_edition() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
IF {_refused("IS DISTINCT FROM")} THEN
RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$
"""
POSTGRES_TRIGGER = """
CREATE TRIGGER edition_is_immutable BEFORE UPDATE ON tours_edition FOR EACH ROW EXECUTE FUNCTION guard_edition()
"""
INSTALL = {"sqlite": (SQLITE_TRIGGER,), "postgresql": (POSTGRES_FUNCTION, POSTGRES_TRIGGER)}
REMOVE = {
    "sqlite": ("DROP TRIGGER IF EXISTS edition_is_immutable",),
    "postgresql": (
        "DROP TRIGGER IF EXISTS edition_is_immutable ON tours_edition",
        "DROP FUNCTION IF EXISTS guard_edition()",
    ),
}
