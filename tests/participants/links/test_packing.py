"""Pages of a delegate leave gzipped where the browser takes it, but for those that hold a secret or ask for a code."""

import gzip

import pytest

from participants.models import Delegate
from tests.participants.delegate import worlds
from tests.participants.visits import proven_visitor, visitor

pytestmark = pytest.mark.django_db
GZIP = {"Accept-Encoding": "br, gzip"}


@pytest.fixture
def delegate() -> Delegate:
    return worlds.delegate()


def test_page_is_packed_for_who_takes_it(delegate: Delegate) -> None:
    client = visitor(delegate)
    plain, packed = client.get("/d/agenda/"), client.get("/d/agenda/", headers=GZIP)
    assert (plain.headers.get("Content-Encoding"), packed["Content-Encoding"]) == (None, "gzip")
    assert "Accept-Encoding" in packed["Vary"]
    assert (gzip.decompress(packed.content)[:15], len(packed.content) < len(plain.content) * 0.7) == (
        b"<!doctype html>",
        True,
    )


@pytest.mark.parametrize("path", ["/d/me/contacts/", "/d/agenda/programme.pdf", "/d/open/?key=no", "/f/"])
def test_nothing_else_is_packed(delegate: Delegate, path: str) -> None:
    assert "Content-Encoding" not in proven_visitor(delegate).get(path, headers=GZIP).headers
