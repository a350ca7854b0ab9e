"""docs/operations.md and docs/deploy agree with the settings and with the folders of the project."""

import ast
import re

from django.conf import settings

READERS = {"text", "mailbox", "folder", "applications", "words", "flag", "number", "options", "required", "seconds"}


def test_every_variable_of_the_environment_is_in_the_table_and_no_other() -> None:
    manual = (settings.BASE_DIR / "docs/operations.md").read_text()
    documented = re.findall(r"^\| `([A-Z_]+)` \|", manual, re.MULTILINE)
    trees = [ast.parse(path.read_text()) for path in (settings.BASE_DIR / "config/settings").glob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    calls = [node for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    read = {
        call.args[0].value
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id in READERS and isinstance(call.args[0], ast.Constant)
    }
    assert sorted(documented) == sorted(str(name) for name in read)


def test_image_holds_every_folder_that_a_running_site_needs() -> None:
    lines = (settings.BASE_DIR / "docs/deploy/Containerfile").read_text().splitlines()
    copied = {line.split()[-1] for line in lines if line.startswith("COPY") and len(line.split()) == 3}
    rooms = {path.parent.name for path in settings.BASE_DIR.glob("*/__init__.py")} - {"tests", "bench"}
    assert copied - {"/srv/sojourn"} == rooms | {"templates", "static"}
