"""The navigation of an event: on each of its pages in the same place, with the part marked to which the page belongs."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import rows
from tests.participants import makers
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db

MARKED = re.compile(r'<a href="[^"]*" aria-current="(page|true)">([^<]*)</a>')
OF_THE_EVENT = ["Overview", "Agenda", "Checks", "Publish", "Versions", "Posts", "Files"]
OF_ITS_PEOPLE = [
    *(
        "Delegations",
        "Delegates",
        "Journey",
        "Selection",
        "Tell decisions",
        "Requests",
        "Letters",
        "Seen",
        "Notices",
        "Invitation",
        "Roles",
    ),
    "Audit trail",
]
PAGES = {
    ("delegations", "event"): ("page", "Delegations"),
    ("invite", "event"): ("true", "Delegations"),
    ("delegation", "delegation"): ("true", "Delegations"),
    ("delegates", "event"): ("page", "Delegates"),
    ("register", "event"): ("true", "Delegates"),
    ("paste", "event"): ("true", "Delegates"),
    ("delegate", "delegate"): ("true", "Delegates"),
    ("delegate_row", "delegate"): ("true", "Delegates"),
    ("substitute", "delegate"): ("true", "Delegates"),
    ("move", "delegate"): ("true", "Delegates"),
    ("selection", "event"): ("page", "Selection"),
    ("tell", "event"): ("page", "Tell decisions"),
    ("requests", "event"): ("page", "Requests"),
    ("note_request", "event"): ("true", "Requests"),
    ("remind", "event"): ("page", "Letters"),
    ("correct_address", "delegation"): ("true", "Letters"),
    ("invitation", "event"): ("page", "Invitation"),
}
"""Each page with the row whose key is in its address: how a part is marked, and which."""


def test_navigation_stands_above_each_page_of_the_event(client: Client) -> None:
    event = makers.published_event(title="Smart City Week")
    ours = makers.delegation(event, by=rows.coordinator(), city=rows.rijeka())
    keys = {"event": event.uid, "delegation": ours.pk, "delegate": makers.accepted(ours, by=rows.coordinator()).pk}
    client.force_login(rows.colleague(RoleKind.REGISTRAR, at=event))
    pages = {
        (page, of): client.get(reverse(f"participants:{page}", args=[keys[of]])).content.decode() for page, of in PAGES
    }
    assert {page: _navigation(html) for page, html in pages.items()} == {
        page: (OF_THE_EVENT + OF_ITS_PEOPLE, [marked], False) for page, marked in PAGES.items()
    }


def _navigation(html: str) -> tuple[list[str], list[tuple[str, str]], bool]:
    """Its names, the marked ones, and whether there is another within the page."""
    above, main = html.split("<main", 1)
    navigation = above.split('aria-label="Event"')[1]
    return re.findall(r"<a [^>]*>([^<]*)<", navigation), MARKED.findall(navigation), "desk-navigation" in main


@pytest.mark.parametrize(
    ("kind", "at_programme", "links"),
    [
        (RoleKind.COORDINATOR, True, ["Desk", "Posts", "Site texts", "Jobs", "API tokens", "Audit trail"]),
        (RoleKind.EDITOR, False, ["Desk", "Posts", "Site texts", "Jobs", "API tokens", "Audit trail"]),
        (RoleKind.REGISTRAR, True, ["Desk", "Jobs", "API tokens", "Audit trail"]),
        (RoleKind.VIEWER, False, ["Desk", "Jobs", "API tokens", "Audit trail"]),
    ],
)
def test_desk_leads_to_posts_and_site_texts_only_whom_they_serve(
    client: Client, kind: RoleKind, at_programme: bool, links: list[str]
) -> None:
    event = rows.event()
    client.force_login(rows.colleague(kind, at=event.programme if at_programme else event))
    navigation = client.get("/desk/jobs/").content.decode().split('aria-label="Desk"')[1].split("</nav>")[0]
    assert re.findall(r"<a [^>]*>([^<]*)<", navigation) == [*links, "Account"]
    assert re.findall("<summary>(.*?)</summary>", navigation) == ["Desk: Jobs"]
