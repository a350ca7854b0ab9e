import gzip

import pytest
from django.test import Client

from tests.factories import rows

pytestmark = pytest.mark.django_db


def test_page_is_one_for_all_who_have_no_session_and_answered_304_by_its_bytes(client: Client) -> None:
    first = client.get("/events/")
    assert (first["Cache-Control"], first["Vary"], first.cookies) == ("public, no-cache", "Accept-Encoding", {})
    again = client.get("/events/", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    rows.publish(rows.full_event(1))
    changed = client.get("/events/", headers={"If-None-Match": first["ETag"]})
    assert (changed.status_code, changed["ETag"] == first["ETag"]) == (200, False)


def test_gzipped_page_has_a_tag_of_its_own(client: Client) -> None:
    plain = client.get("/events/")
    packed = client.get("/events/", headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(packed.content) == plain.content
    assert (packed["Content-Encoding"], packed["ETag"]) == ("gzip", plain["ETag"][:-1] + '-gzip"')


def test_page_of_someone_who_is_signed_in_is_theirs_alone(client: Client) -> None:
    client.force_login(rows.stranger())
    response = client.get("/events/")
    assert response["Cache-Control"] == "private, no-cache"
    assert "ETag" not in response
    assert "Cookie" in response["Vary"]


def test_page_is_only_read(client: Client) -> None:
    assert client.post("/events/").status_code == 405
    head, whole = client.head("/events/"), client.get("/events/")
    assert (head.content, head["Content-Length"], head["ETag"]) == (b"", str(len(whole.content)), whole["ETag"])
