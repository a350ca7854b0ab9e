"""The worked example of the guide and of docs/api.md is one text, and does what it says."""

import html
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from api.guide import EXAMPLE
from tests.api.programs import token_for
from tests.factories import rows
from tours.models import Event

BLOCK = re.compile(r"```sh\n(.*?)```", re.DOTALL)


@pytest.mark.django_db
def test_guide_and_documentation_have_the_example_word_for_word() -> None:
    page = Client().get("/api/").content.decode()
    [shown] = re.findall(r'<pre id="example">(.*?)</pre>', page, re.DOTALL)
    [written] = BLOCK.findall((Path(settings.BASE_DIR) / "docs" / "api.md").read_text())
    assert [html.unescape(shown), written] == [EXAMPLE.read_text()] * 2


@pytest.mark.slow  # two dozen requests through a real server, by curl
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(shutil.which("curl") is None, reason="The example is for curl.")
def test_example_brings_an_event_and_may_be_sent_again(
    live_server: LiveServer, tmp_path: Path, settings: Settings
) -> None:
    settings.BASE_URL = live_server.url
    rows.programme()
    (tmp_path / "map.pdf").write_bytes(b"%PDF-1.7 map")
    facts = {"SITE": live_server.url, "TOKEN": token_for(rows.coordinator()), "PATH": "/usr/bin:/bin"}
    [script] = BLOCK.findall((Path(settings.BASE_DIR) / "docs" / "api.md").read_text())
    told = _run(script, tmp_path, facts)
    event = Event.objects.get()
    assert (event.published.number, event.documents.count(), event.host_city.name) == (1, 1, "Seoul"), told
    items = [(item.title, str(item.venue or ""), item.parts.count()) for item in event.items.all()]
    assert items == [("Welcome", "City Hall, Seoul", 1), ("Bus to the traffic centre", "", 0)]
    lists = (event.organisations, event.participating_cities, event.purposes, event.practical_notes, event.contacts)
    assert [each.count() for each in lists] == [1] * 5
    # The tag in the last request is another one after the first publishing: everything up to it is answered as before.
    _run(script.partition("# Publishes")[0], tmp_path, facts)
    assert (Event.objects.count(), event.items.count(), event.documents.count()) == (1, 2, 1)


def _run(script: str, folder: Path, facts: dict[str, str]) -> str:
    done = subprocess.run(  # noqa: S603  (our own example)
        ["/bin/sh", "-eu", "-c", script], cwd=folder, env=facts, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
