"""Every name on a public page stands apart, so that one written from right to left does not turn the words beside it around."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django.apps import apps
from django.test import Client

from tests.site.addresses import example, pages
from tests.site.test_html import STATES

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

FIELDS = ("name", "short_name", "local_name", "title", "text")
SHORTEST = 4
"""Shorter names are in too many words."""
SHORTEST_TITLE = 14
"""Shorter titles are the words of their kinds as well, such as Lunch and Registration."""
KNOWN = {
    "Rijeka",
    "Belgrade",
    "2017 World Smart City Summit and Smart City Week",
    "UPP cities at the City Exchange Days, Rijeka",
}
"""A city, an event and a post: names of the demonstration that are looked for, or the test would find nothing."""
WORDS_OF_THE_SITE = {"Events", "News"}
"""Categories of posts that are called as parts of the site are."""
WITHOUT_MARKUP = {"title", "script", "style", "option", "textarea", "svg"}
"""What holds text alone, or a drawing, each text of which stands by itself."""
NOT_OF_ROWS = {"api:guide", "style"}
"""Their names are examples."""
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Text(HTMLParser):
    """Collects the texts of a page that no element sets apart: neither `bdi` nor one with a direction."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.exposed: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append((tag, tag == "bdi" or tag in WITHOUT_MARKUP or "dir" in dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not any(apart for _tag, apart in self.open):
            self.exposed.append(data)


def names() -> Iterator[str]:
    """What the rows of the site are called, whatever the model."""
    rooms = [apps.get_app_config(room) for room in ("tours", "announcements")]
    for model in (model for room in rooms for model in room.get_models()):
        for field in model._meta.get_fields():
            if field.name in FIELDS and not field.is_relation:
                shortest = SHORTEST_TITLE if field.name == "title" else SHORTEST
                found = model._default_manager.values_list(field.name, flat=True)
                yield from {name for name in found if name and len(name) >= shortest}


@pytest.fixture(scope="module")
def any_name(loaded: object) -> re.Pattern[str]:
    longest_first = sorted(set(names()) - WORDS_OF_THE_SITE, key=len, reverse=True)
    assert set(longest_first) >= KNOWN
    return re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in longest_first))


@pytest.mark.parametrize("page", [page for page in [*pages(), *STATES] if page not in NOT_OF_ROWS])
def test_names_stand_apart(any_name: re.Pattern[str], page: str) -> None:
    html = Client().get(STATES.get(page) or example(page)).content.decode()
    assert [text for text in Text(html).exposed if any_name.search(text)] == []


def test_name_in_plain_words_is_found() -> None:
    html = "<p>With <b>Rijeka</b>, <bdi>Belgrade</bdi> and <span dir=auto><b>Skopje</b></span>.</p>"
    assert Text(html).exposed == ["With ", "Rijeka", ", ", " and ", "."]
