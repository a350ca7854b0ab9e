"""Limits what the first view of a page loads on a slow line: the page and its stylesheet, gzipped, without pictures."""

import gzip
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from tests.site.addresses import example, pages

pytestmark = pytest.mark.django_db
MOST = 15_000
OF_AN_EVENT = 18_000
"""The page of an event has all of its programme, the map of its cities and what goes with them; the page of all components shows as much."""
OF_THE_GUIDE = 25_000
"""The guide to the API tells of every field in one page, so that one search in it finds it."""
STYLESHEET = Path(settings.BASE_DIR, "static/css/sojourn.css")


@pytest.mark.parametrize("route", pages())
def test_first_view_weighs_little(client: Client, route: str) -> None:
    answer = client.get(example(route), headers={"Accept-Encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    most = {"api:guide": OF_THE_GUIDE, "tours:event": OF_AN_EVENT, "style": OF_AN_EVENT}.get(route, MOST)
    assert len(answer.content) + len(gzip.compress(STYLESHEET.read_bytes())) <= most
