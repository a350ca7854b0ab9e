"""Every page is valid HTML by the Nu Html Checker, and keeps the rules of the house that no checker knows."""

from collections import defaultdict
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from django.test import Client

from tests.demo.loading import SMART_CITY_WEEK
from tests.html_checker import complaints
from tests.site.addresses import example, pages

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

STATES = {
    "events that match": "/events/?country=KR&q=seoul",
    "no event matches": "/events/?q=zanzibar",
    "events by what cannot be": "/events/?country=none",
    "news that match": "/news/?year=2017",
    "news of an impossible year": "/news/?year=none",
    "found": "/search/?q=seoul",
    "found nothing": "/search/?q=zanzibar",
    "earlier versions": f"/events/{SMART_CITY_WEEK}/changes/?before=2",
    "changes since a version": f"/events/{SMART_CITY_WEEK}/changes/?since=1",
    "bad request": f"/events/{SMART_CITY_WEEK}/changes/?before=x",
    "not found": "/events/none/",
    "sign in": "/account/sign-in/",
}
"""Pages besides the examples of routes: filtered lists, and pages that report a mistake."""


PAGES = [*pages(), *STATES]


@pytest.fixture(scope="module")
def kept_pages(loaded: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder, client = tmp_path_factory.mktemp("pages"), Client()
    kept = {}
    for number, page in enumerate(PAGES):
        answer = client.get(STATES.get(page) or example(page))
        assert answer["Content-Type"] == "text/html; charset=utf-8", page
        kept[page] = folder / f"{number}.html"
        kept[page].write_bytes(answer.content)
    return kept


@pytest.fixture(scope="module")
def found(kept_pages: dict[str, Path]) -> dict[Path, list[str]]:
    """What the checker finds in each page."""
    messages = defaultdict(list)
    for page, message in complaints(kept_pages.values()):
        messages[page].append(message)
    return messages


@pytest.mark.parametrize("page", PAGES)
def test_page_is_valid(kept_pages: dict[str, Path], found: dict[Path, list[str]], page: str) -> None:
    assert found.get(kept_pages[page], []) == []


class Outline(HTMLParser):
    """Collects what the rules of the house need: headings, the words of links, and whether each control has a name."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.headings: list[int] = []
        self.links: list[list[str]] = []
        self.labels: set[str] = set()
        self.controls: list[dict[str, str | None]] = []
        self._open_link = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            self.headings.append(int(tag[1]))
        elif tag == "a":
            self.links.append([given.get("aria-label") or ""])
            self._open_link = True
        elif tag == "img" and self._open_link:
            self.links[-1].append(given.get("alt") or "")
        elif tag == "label":
            self.labels.add(given.get("for") or "")
        elif tag in {"input", "select", "textarea"} and given.get("type") not in {"hidden", "submit"}:
            self.controls.append(given)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._open_link = False

    def handle_data(self, data: str) -> None:
        if self._open_link:
            self.links[-1].append(data)


@pytest.fixture
def outline(kept_pages: dict[str, Path], page: str) -> Outline:
    return Outline(kept_pages[page].read_text())


@pytest.mark.parametrize("page", PAGES)
def test_headings_begin_with_the_one_of_the_page_and_leave_no_level_out(outline: Outline) -> None:
    assert (outline.headings[0], outline.headings.count(1)) == (1, 1)
    assert [pair for pair in pairwise(outline.headings) if pair[1] > pair[0] + 1] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_link_says_where_it_leads(outline: Outline) -> None:
    assert outline.links
    assert [words for words in outline.links if not "".join(words).strip()] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_control_has_a_name(outline: Outline) -> None:
    named = [control.get("id") in outline.labels or bool(control.get("aria-label")) for control in outline.controls]
    assert named == [True] * len(named)
