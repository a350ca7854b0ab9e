"""The desk's page of one event, and taking an event away."""

import re

import pytest
from django.contrib.messages import get_messages

from tests.announcements.makers import post
from tests.factories import rows
from tests.tours.admin.conftest import browser_of
from tours.models import Event
from tours.vocabulary import EventState, RoleKind

pytestmark = pytest.mark.django_db


def address(event: Event, page: str = "") -> str:
    return f"/desk/events/{event.uid}/{page}"


def test_says_how_the_event_stands_and_what_it_consists_of() -> None:
    event = rows.full_event(2, title="Week")
    page = browser_of(rows.coordinator()).get(address(event))
    assert [(name, number) for name, _title, number in page.context["lists"]] == [
        ("organisations", 1),
        ("cities", 2),
        ("purposes", 1),
        ("practical", 1),
        ("contacts", 1),
        ("documents", 0),
        ("tracks", 0),
        ("groups", 0),
    ]
    words = page.content.decode()
    assert '<span class="tag info">Draft</span>' in words
    assert "4–8 September 2017" in words


@pytest.mark.parametrize("kind", [RoleKind.COORDINATOR, RoleKind.VIEWER])
def test_every_link_works_and_none_leads_to_the_administration(kind: RoleKind) -> None:
    event = rows.full_event(1)
    rows.publish(event)
    browser = browser_of(rows.colleague(kind, at=event))
    links = set(re.findall(r'href="(/[^"#]*)"', browser.get(address(event)).content.decode()))
    assert [link for link in links if link.startswith("/admin")] == []
    inside = sorted(link for link in links if link.startswith("/desk/events/"))
    assert (address(event, "facts/") in inside) == (kind == RoleKind.COORDINATOR)
    assert {link: browser.get(link).status_code for link in inside} == dict.fromkeys(inside, 200)


def test_page_of_the_roles_of_an_event_leads_to_its_other_pages() -> None:
    event = rows.event()
    browser = browser_of(rows.coordinator())
    assert f'<a href="{address(event)}">Overview</a>' in browser.get(address(event, "roles/")).content.decode()
    assert "Overview</a>" not in browser.get(f"/desk/programmes/{event.programme.slug}/roles/").content.decode()


def test_leads_to_all_that_the_event_names() -> None:
    event = rows.full_event(2)
    page = browser_of(rows.coordinator()).get(address(event)).content.decode()
    assert re.findall(r"/named/(\w+)/", page) == ["people", "places", "cities", "organisations"]


def test_draft_is_deleted_after_it_was_asked() -> None:
    event, browser = rows.full_event(2, title="Week"), browser_of(rows.coordinator())
    assert "Delete the draft" in browser.get(address(event, "delete/")).content.decode()
    assert Event.objects.count() == 1
    answer = browser.post(address(event, "delete/"))
    assert (answer.headers["Location"], Event.objects.count()) == ("/desk/", 0)
    assert list(map(str, get_messages(answer.wsgi_request))) == ["The draft “Week” is deleted."]


def test_event_that_readers_have_seen_is_cancelled_and_not_deleted() -> None:
    event, browser = rows.full_event(2), browser_of(rows.coordinator())
    rows.publish(event)
    assert "Delete the draft" not in browser.get(address(event, "delete/")).content.decode()
    browser.post(address(event, "delete/"))
    event.refresh_from_db()
    assert (event.state, event.editions.count()) == (EventState.CANCELLED, 1)
    assert "cancelled already" in browser.get(address(event, "delete/")).content.decode()


def test_event_that_was_published_since_its_deletion_was_asked_is_not_cancelled() -> None:
    event, browser = rows.full_event(2), browser_of(rows.coordinator())
    shown = browser.get(address(event, "delete/")).context["shown"]
    rows.publish(event)
    answer = browser.post(address(event, "delete/"), {"shown": shown})
    event.refresh_from_db()
    assert (answer.headers["Location"], event.state) == (address(event, "delete/"), EventState.PLANNED)
    assert [str(told)[:16] for told in get_messages(answer.wsgi_request)] == ["Nothing is done:"]


def test_draft_whose_item_was_changed_since_its_deletion_was_asked_stays() -> None:
    event, browser = rows.full_event(1), browser_of(rows.coordinator())
    shown = browser.get(address(event, "delete/")).context["shown"]
    event.items.update(title="Of a colleague")
    assert browser.post(address(event, "delete/"), {"shown": shown}).headers["Location"] == address(event, "delete/")
    assert Event.objects.count() == 1


def test_draft_that_a_post_leads_to_stays() -> None:
    event, browser = rows.event(), browser_of(rows.coordinator())
    post(event=event, title="Told")
    answer = browser.post(address(event, "delete/"))
    assert (answer.headers["Location"], Event.objects.count()) == (address(event), 1)
    assert ["posts are written" in str(told) for told in get_messages(answer.wsgi_request)] == [True]
