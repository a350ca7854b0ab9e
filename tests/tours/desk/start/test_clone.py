"""The desk's page that makes an event again at other days."""

import pytest
from django.urls import reverse

from tests.factories import rows
from tests.tours.admin.conftest import browser_of
from tours.models import Event
from tours.vocabulary import RoleKind, Status

pytestmark = pytest.mark.django_db


def test_new_event_is_shown_with_what_was_copied_and_what_was_not() -> None:
    event = rows.full_event(3, title="Week")
    rows.item(event, status=Status.CANCELLED)
    browser, address = browser_of(rows.coordinator()), f"/desk/events/{event.uid}/clone/"
    assert browser.get(address).context["form"]["title"].value() == "Week"
    answer = browser.post(address, {"title": "Week again", "starts": "2018-03-05"})
    made = Event.objects.get(title="Week again")
    assert answer.headers["Location"] == reverse("tours:desk_event", args=[made.uid])
    copied, left = map(str, browser.get(answer.headers["Location"]).context["messages"])
    assert copied == (
        "The event is made, as a draft. Copied: the facts; Agenda items: 3; Parts: 3; Organisations with a role: 1;"
        " Participating cities: 2; Purposes: 1; Practical information: 1; Contacts: 1."
    )
    assert left.startswith("Not copied: people, delegations, posts,")
    assert left.endswith("1 cancelled item was left out.")


def test_what_is_wrong_is_said_and_nothing_is_made() -> None:
    event = rows.event(title="Week")
    browser = browser_of(rows.coordinator())
    answer = browser.post(f"/desk/events/{event.uid}/clone/", {"title": "Again", "starts": "2199-12-30"})
    assert (answer.status_code, answer.context["form"]["title"].value()) == (400, "Again")
    assert "between 1900 and 2199" in answer.content.decode()
    assert Event.objects.count() == 1


@pytest.mark.parametrize(("kind", "status"), [(RoleKind.COORDINATOR, 403), (RoleKind.VIEWER, 403)])
def test_who_may_make_no_event_in_the_programme_is_refused(kind: RoleKind, status: int) -> None:
    """A role at the event alone says nothing of other events."""
    event = rows.event()
    browser = browser_of(rows.colleague(kind, at=event))
    assert (
        browser.post(f"/desk/events/{event.uid}/clone/", {"title": "A", "starts": "2018-03-05"}).status_code == status
    )
    assert f"/desk/events/{event.uid}/clone/" not in browser.get(f"/desk/events/{event.uid}/").content.decode()
