"""What the desk calls “delegates” is the same on a tab, in a file and in the programme: what any of them sees, with the group's name."""

import csv
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from tests.factories import rows
from tests.tours.admin.conftest import browser_of
from tours.models import Event, Group
from tours.rights.draft_links import make_draft_link
from tours.vocabulary import Level, RoleKind

pytestmark = pytest.mark.django_db
SEEN = {
    "public": [("Opening", "")],
    "delegates": [("Opening", ""), ("Visit of A", "A"), ("Visit of B", "B"), ("Walk", "")],
    "staff": [("Briefing", ""), ("Opening", ""), ("Visit of A", "A"), ("Visit of B", "B"), ("Walk", "")],
}


@pytest.fixture
def event() -> Event:
    """Published, with an item for each level and one for each of two groups."""
    made = rows.event(title="Smart City Week", slug="week")
    rows.item(made, title="Opening")
    rows.item(made, title="Walk", level=Level.DELEGATES)
    rows.item(made, title="Briefing", level=Level.STAFF)
    for name in "AB":
        item = rows.item(made, title=f"Visit of {name}", level=Level.DELEGATES)
        item.groups.add(Group.objects.create(event=made, name=name))
    rows.publish(made)
    return made


@pytest.fixture
def browser(event: Event) -> Client:
    return browser_of(rows.colleague(RoleKind.COORDINATOR, at=event))


def on_page(answer: Any) -> list[tuple[str, str]]:
    return sorted((item.line.title, item.groups) for _day, items in answer.context["days"] for item in items)


def in_file(answer: Any) -> list[tuple[str, str]]:
    found = csv.DictReader(answer.content.decode("utf-8-sig").splitlines(), delimiter=";")
    return sorted((row["Title"], row["Groups"]) for row in found)


@pytest.mark.parametrize("level", list(SEEN))
def test_tab_and_file_of_the_same_words_show_the_same_items(browser: Client, event: Event, level: str) -> None:
    def asked(name: str, **query: Any) -> Any:
        return browser.get(reverse(f"tours:{name}", args=[event.uid], query={**query, "audience": level}))

    pages = [asked("desk_publish"), asked("desk_versions", version=1)]
    assert [on_page(page) for page in pages] == [SEEN[level]] * 2
    assert [page.content.decode().count("Groups: A") for page in pages] == [int(level != "public")] * 2
    assert [in_file(asked("desk_csv")), in_file(asked("desk_csv", version=1))] == [SEEN[level]] * 2


@pytest.mark.parametrize("level", list(SEEN))
def test_programme_has_the_same_items(browser: Client, event: Event, level: str) -> None:
    pdf = browser.get(f"/events/week/programme.pdf?audience={level}").content
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    titles = {title for title, _groups in SEEN["staff"] if title in text}
    assert (sorted(titles), "Groups: A" in text) == ([title for title, _groups in SEEN[level]], level != "public")


def test_draft_link_for_delegates_shows_the_same(event: Event) -> None:
    _link, key = make_draft_link(event, label="Host", level=Level.DELEGATES, by=rows.coordinator())
    assert on_page(Client().get(f"/drafts/?key={key}")) == SEEN["delegates"]
