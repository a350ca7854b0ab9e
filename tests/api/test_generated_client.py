"""A client that another program makes of the committed schema reads events, items and posts, and writes an item."""

import importlib
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from pytest_django.live_server_helper import LiveServer

from tests.api.programs import token_for
from tests.api.records import small_site
from tests.factories import rows
from tours.models import AgendaItem, Event

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
SCHEMA = settings.BASE_DIR / "api" / "schema.json"
NAME = "client_of_the_api"


@pytest.fixture(scope="module")
def client_package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The package, made once, in a folder of its own. It is not formatted: nobody reads it."""
    folder = tmp_path_factory.mktemp("generated")
    (folder / "config.yml").write_text("post_hooks: []\n")
    command = [sys.executable, "-m", "openapi_python_client", "generate", "--path", str(SCHEMA), "--meta", "none"]
    options = ["--output-path", str(folder / NAME), "--config", str(folder / "config.yml"), "--fail-on-warning"]
    run = subprocess.run([*command, *options], capture_output=True, text=True, check=False)  # noqa: S603  (our own words)
    assert (run.returncode, "Warning" in run.stdout) == (0, False), run.stdout + run.stderr
    sys.path.insert(0, str(folder))
    yield NAME
    sys.path.remove(str(folder))
    for module in [name for name in sys.modules if name.partition(".")[0] == NAME]:
        del sys.modules[module]


class Made:
    """What was generated, by its names: modules that no checker of types can see."""

    def __init__(self, package: str, address: str, token: str = "") -> None:
        self.package = package
        kinds = importlib.import_module(f"{package}.client")
        of_all = {"base_url": address, "raise_on_unexpected_status": True}
        self.client = kinds.AuthenticatedClient(token=token, **of_all) if token else kinds.Client(**of_all)

    def ask(self, operation: str, *arguments: object, **options: Any) -> Any:
        module = importlib.import_module(f"{self.package}.api.{operation}")
        with self.client as client:
            return module.sync_detailed(*arguments, client=client, **options)

    def model(self, name: str) -> Any:
        return getattr(importlib.import_module(f"{self.package}.models"), name)


@pytest.fixture
def event() -> Event:
    return small_site()


def test_client_reads_events_items_and_posts(client_package: str, live_server: LiveServer, event: Event) -> None:
    def asked(operation: str, **options: Any) -> Any:
        return Made(client_package, live_server.url).ask(operation, **options).parsed

    [found] = asked("events.events_list").results
    assert (found.title, found.starts, found.phase.value) == ("Smart City Week", date(2017, 9, 4), "past")
    whole = Made(client_package, live_server.url).ask("events.events_retrieve", "week").parsed
    assert sorted(city.name for city in whole.cities) == ["Belgrade", "Rijeka", "Seoul"]
    items = asked("items.items_list", event="week", page_size=2)
    assert (items.count, [item.title for item in items.results]) == (3, ["Item 0", "Item 1"])
    assert items.results[0].starts_at.isoformat() == "2017-09-04T08:00:00+09:00"
    [post] = asked("posts.posts_list").results
    assert (post.title, post.event.slug) == ("Cities meet in Seoul", "week")


def test_client_is_told_what_is_wrong(client_package: str, live_server: LiveServer) -> None:
    answer = Made(client_package, live_server.url).ask("events.events_retrieve", "no-such-event")
    assert (answer.status_code, answer.parsed.status) == (404, 404)


def test_client_writes_an_item(client_package: str, live_server: LiveServer, event: Event) -> None:
    made = Made(client_package, live_server.url, token_for(rows.coordinator()))
    item = made.model("DraftItemRequest")(
        title="Opening", day=date(2017, 9, 5), start="09:00", end="09:30", kind=made.model("ItemKind").KEYNOTE
    )
    answer = made.ask("desk.desk_events_items_create", event.uid, body=item)
    assert (answer.status_code, answer.parsed.title, answer.parsed.start) == (201, "Opening", "09:00")
    written = AgendaItem.objects.get(uid=answer.parsed.uid)
    assert (written.event, written.kind, written.day) == (event, "keynote", date(2017, 9, 5))
