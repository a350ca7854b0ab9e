"""What the pages say, and what they cost."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from participants.models import Checklist, Delegate, DelegateNeeds, Delegation, Invitation
from participants.nominations import proposing
from tests.factories import rows
from tests.participants import makers
from tests.participants.focal_point.worlds import accepted_with, at, browser, invited, named
from tests.participants.visits import coming_event
from tours.models import Event, Group
from tours.vocabulary import EventState

pytestmark = pytest.mark.django_db


def test_home_says_what_it_is_by_when_and_what_is_next() -> None:
    today = datetime.now(ZoneInfo("Asia/Seoul")).date()  # deadlines end by the clocks of the event
    days: dict[str, Any] = {
        "nominate_by": today,
        "confirm_by": today + timedelta(days=2),
        "freeze_on": today - timedelta(days=1),
    }
    ours = invited(**days)
    Invitation.objects.create(event=ours.participation.event, costs="Flights are paid.")
    html = browser().get("/f/").content.decode()
    said = ("2 days left", "(today)", "1 day ago", "What you change from now on is a request", "Flights are paid.")
    assert [each for each in said if each not in html] == []
    assert "Say whether you come, and name your people." in html


def test_past_invitations_stand_below() -> None:
    ours = invited()
    past = coming_event(slug="past", title="Water Days", starts="2015-03-02", ends="2015-03-03")
    invited(past)
    html = browser().get("/f/").content.decode()
    assert html.index("Smart City Week") < html.index("Past invitations") < html.index("Water Days")
    assert ours.participation.event.title == "Smart City Week"


@pytest.mark.parametrize("many", [1, 20])
def test_home_costs_four_queries(many: int, django_assert_num_queries: Any) -> None:
    for number in range(many):
        ours = invited(coming_event(slug=f"tour-{number}", title=f"Tour {number}"))
        proposing.propose(ours, "Ana Primer", by=None)
    client = browser()
    with django_assert_num_queries(4):
        html = client.get("/f/").content.decode()
    assert html.count("<h2") == many


@pytest.mark.parametrize("many", [1, 40])
def test_invitation_costs_the_same_for_any_number_of_names(many: int, django_assert_num_queries: Any) -> None:
    ours = accepted_with(*(f"Primer {number}" for number in range(many)))
    client = browser()
    with django_assert_num_queries(7):
        html = client.get(at("invitation", ours)).content.decode()
    assert html.count("Order of choice: ") == (0 if many == 1 else many)


@pytest.mark.parametrize("many", [1, 40])
def test_what_is_missing_costs_the_same_for_any_number_of_names(many: int, django_assert_num_queries: Any) -> None:
    ours, by = accepted_with(seats=many), rows.operator()
    for number in range(many):
        makers.accepted(ours, by=by, name=f"Primer {number}")
    Delegate.objects.update(told_state="accepted")
    Checklist.objects.create(event=ours.participation.event, asks_diet=True, asks_insurance=True)
    client = browser()
    with django_assert_num_queries(16):
        html = client.get(at("invitation", ours)).content.decode()
    assert html.count("Missing: Insurance and Diet") == many


def test_who_brought_everything_is_complete_and_no_value_is_shown() -> None:
    ours, by = accepted_with(), rows.operator()
    row = makers.accepted(ours, by=by, name="Ana Primer")
    Delegate.objects.update(told_state="accepted")
    Checklist.objects.create(event=ours.participation.event, asks_diet=True)
    DelegateNeeds.objects.create(delegate=row, diet="halal", diet_note="Secret note")
    html = browser().get(at("invitation", ours)).content.decode()
    assert ("Complete" in html, "Halal" in html, "Secret note" in html) == (True, False, False)


def test_accepting_needs_a_typed_name() -> None:
    ours, client = invited(), browser()
    assert client.post(at("accept", ours)).status_code == 400
    client.post(at("accept", ours), {"replied_by": "Zdenka"})
    ours.refresh_from_db()
    assert (ours.state, ours.replied_by, ours.told) == ("accepted", "Zdenka", "link")


def test_declined_can_be_accepted_again() -> None:
    ours, client = invited(), browser()
    client.post(at("decline", ours), {"replied_by": "Zdenka"})
    assert client.get(at("agenda", ours)).status_code == 404
    client.post(at("accept", ours), {"replied_by": "Zdenka"})
    ours.refresh_from_db()
    assert ours.state == "accepted"


def test_agenda_is_that_of_the_groups_of_their_people() -> None:
    event = coming_event(title="Smart City Week", access="participants")
    first, second = (Group.objects.create(event=event, name=name) for name in "AB")
    for title, group in (("For all", None), ("For A", first), ("For B", second)):
        line = rows.item(event, title=title, level="delegates")
        line.groups.set([group] if group else [])
    rows.item(event, title="For staff", level="staff")
    rows.publish(event)
    ours = invited(event)
    Delegation.objects.update(state="accepted")
    makers.accepted(ours, by=rows.operator(), name="Ana Primer").groups.set([first])
    client = browser()

    def titles() -> list[str]:
        html = client.get(at("agenda", ours)).content.decode()
        return [title for title in ("For all", "For A", "For B", "For staff") if title in html]

    assert titles() == ["For all"]
    Delegate.objects.update(told_state="accepted")
    assert titles() == ["For all", "For A"]


def test_request_says_what_it_is_about() -> None:
    ours, client = invited(), browser()
    page = client.post(at("ask", ours), {"wish": "time", "text": ""})
    assert (page.status_code, "Write in a sentence what you need." in page.content.decode()) == (400, True)
    client.post(at("ask", ours), {"wish": "time", "text": "Until Friday, please."})
    html = client.get(at("invitation", ours)).content.decode()
    assert "Something else: More time: Until Friday, please. <strong>To be decided</strong>" in html


def test_what_a_delegate_asked_for_is_theirs() -> None:
    ours = accepted_with("Ana Primer")
    facts = {"delegation": ours, "delegate": named("Ana Primer"), "kind": "other", "asked_by": "Ana Primer"}
    ours.participation.event.change_requests.create(text="My own reason", **facts)
    assert "My own reason" not in browser().get(at("invitation", ours)).content.decode()


def test_while_the_event_is_postponed_its_days_are_named_and_none_passes() -> None:
    today = timezone.localdate()
    days: dict[str, Any] = {"nominate_by": today - timedelta(days=3), "confirm_by": today - timedelta(days=2)}
    ours = invited(freeze_on=today - timedelta(days=1), **days)
    Event.objects.update(state=EventState.POSTPONED)
    html = browser().get(at("invitation", ours)).content.decode()
    assert [words for words in ("days ago", "1 day ago", "is a request", "or ask for time") if words in html] == []
    assert date_format(days["nominate_by"], "j F Y") in html
