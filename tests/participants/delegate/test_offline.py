"""The worker and the manifest tell nothing of anybody; only pages that are not private may be kept."""

import pytest
from django.test import Client
from PIL import Image

from participants.links.entry import KEPT_UNDER
from participants.models import Delegate
from tests.factories import rows
from tests.participants import makers
from tests.participants.visits import coming_event, visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def delegate() -> Delegate:
    event, registrar = coming_event(), rows.operator()
    return makers.accepted(makers.delegation(event, by=registrar), by=registrar)


def test_worker_is_a_script_that_is_asked_for_each_time(client: Client) -> None:
    answer = client.get("/d/worker.js")
    assert (answer.status_code, answer["Content-Type"], answer["Cache-Control"]) == (
        200,
        "text/javascript; charset=utf-8",
        "no-cache",
    )
    assert client.post("/d/worker.js").status_code == 405


def test_manifest_opens_the_delegates_pages(client: Client) -> None:
    answer = client.get("/d/manifest.webmanifest")
    facts = answer.json()
    assert answer["Content-Type"] == "application/manifest+json"
    assert [facts[name] for name in ("name", "start_url", "scope", "display")] == [
        "Sojourn",
        "/d/",
        "/d/",
        "standalone",
    ]
    assert [(each["sizes"], each["purpose"]) for each in facts["icons"]] == [
        ("192x192", "any"),
        ("192x192", "maskable"),
        ("512x512", "any"),
        ("512x512", "maskable"),
    ]


@pytest.mark.parametrize("size", [192, 512])
def test_icon_has_the_size_that_the_manifest_says(size: int) -> None:
    with Image.open(f"static/icons/tour-{size}.png") as icon:
        assert (icon.format, icon.size) == ("PNG", (size, size))


def test_copies_are_kept_for_one_visit_and_its_rights(delegate: Delegate) -> None:
    client, other = visitor(delegate), visitor(delegate)
    before = client.get("/d/")[KEPT_UNDER]
    assert client.get("/d/")[KEPT_UNDER] == before
    assert other.get("/d/")[KEPT_UNDER] != before
    delegate.save()
    assert client.get("/d/")[KEPT_UNDER] != before
