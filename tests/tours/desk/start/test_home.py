"""The desk's start page: one's events, how each stands, and what needs doing."""

import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.utils.html import strip_tags

from accounts.models import User
from announcements.posts.writing import publish_post
from participants.delegations.answering import accept_invitation, close
from participants.nominations.deciding import withdraw as withdraw_name
from tests.announcements.makers import post
from tests.factories import rows
from tests.participants.makers import accepted, delegation, proposed
from tests.tours.admin.conftest import browser_of
from tours.editions.redaction.redacting import redact_text
from tours.editions.withdrawing import withdraw
from tours.models import Event, ItemPart
from tours.record.locking import note_edit
from tours.vocabulary import EventState, PersonRole, RoleKind, Status

pytestmark = pytest.mark.django_db


def lines(user: User) -> list[str]:
    """What the page tells of its first event: how it stands, then what needs doing."""
    page = browser_of(user).get("/desk/").content.decode()
    tags = re.findall(r'<span class="tag[^"]*">(.*?)</span>', page)
    waiting = page.split('<ul class="to-do">')[1].split("</ul>")[0]
    return [*tags, *(" ".join(strip_tags(line).split()) for line in re.findall("<li>(.*?)</li>", waiting))]


def test_shows_ones_events_and_programmes_with_ones_role() -> None:
    week, days = rows.event(title="Week"), rows.event(title="Days")
    rows.event(title="Hidden", programme=rows.programme(slug="two", name="Two"))
    user = rows.colleague(RoleKind.EDITOR, at=week.programme)
    rows.role(user, RoleKind.COORDINATOR, at=days)
    page = browser_of(user).get("/desk/")
    assert [(str(row), list(map(str, roles))) for row, roles, _registers in page.context["events"]] == [
        ("Days", ["Coordinator", "Editor"]),
        ("Week", ["Editor"]),
    ]
    assert [(str(row), list(map(str, roles))) for row, roles, _registers in page.context["programmes"]] == [
        ("UPP", ["Editor"])
    ]


@pytest.mark.parametrize("kind", [RoleKind.COORDINATOR, RoleKind.VIEWER])
def test_nothing_there_leads_to_the_administration_and_every_link_works(kind: RoleKind) -> None:
    event = rows.full_event(2, title="Week")
    user = rows.colleague(kind, at=event.programme)
    rows.publish(event)
    links = set(re.findall(r'href="(/[^"#]*)"', browser_of(user).get("/desk/").content.decode()))
    assert [link for link in links if link.startswith("/admin")] == []
    inside = sorted(link for link in links if link.startswith(("/desk/", "/events/")))
    assert {f"/desk/events/{event.uid}/", event.get_absolute_url()} < set(inside)
    assert {link: browser_of(user).get(link).status_code for link in inside} == dict.fromkeys(inside, 200)


def test_operator_sees_all_and_a_stranger_what_to_do() -> None:
    rows.event(title="Week")
    page = browser_of(rows.operator()).get("/desk/")
    assert [(str(row), list(map(str, roles))) for row, roles, _registers in page.context["events"]] == [
        ("Week", ["Operator"])
    ]
    assert 'href="/admin/"' in page.content.decode()
    page = browser_of(rows.stranger()).get("/desk/")
    assert "You have no role at an event yet." in page.content.decode()


@pytest.mark.parametrize(
    ("kind", "finds", "focal_points"),
    [(RoleKind.REGISTRAR, True, ["/desk/programmes/upp/focal-points/"]), (RoleKind.EDITOR, False, [])],
)
def test_leads_those_who_register_people_to_cards_and_focal_points(
    kind: RoleKind, finds: bool, focal_points: list[str]
) -> None:
    words = browser_of(rows.colleague(kind, at=rows.event().programme)).get("/desk/").content.decode()
    assert re.findall(r'href="(/desk/programmes/[a-z]+/focal-points/)"', words) == focal_points
    assert ('href="/desk/cards/"' in words) == finds


def test_operators_alone_are_led_to_what_goes_when() -> None:
    event = rows.event()
    people = (rows.operator(), rows.colleague(RoleKind.COORDINATOR, at=event))
    assert ['href="/desk/retention/"' in browser_of(one).get("/desk/").content.decode() for one in people] == [
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("kind", "at_programme", "offers"),
    [
        (RoleKind.COORDINATOR, True, True),
        (RoleKind.COORDINATOR, False, False),
        (RoleKind.EDITOR, True, False),
    ],
)
def test_who_may_make_events_in_a_programme_is_led_to_a_new_one(
    kind: RoleKind, at_programme: bool, offers: bool
) -> None:
    event = rows.event()
    user = rows.colleague(kind, at=event.programme if at_programme else event)
    assert ('href="/desk/events/new/"' in browser_of(user).get("/desk/").content.decode()) == offers


def test_event_is_a_draft_then_as_published_then_edited_then_withdrawn() -> None:
    user = rows.coordinator()
    event = rows.full_event(1)
    assert lines(user) == ["Draft", "Nothing is published: publish a version"]
    edition = rows.publish(event)
    assert lines(user) == ["As published: version 1"]
    note_edit(event)
    assert lines(user)[0] == "Edited since version 1"
    withdraw(edition, by=user)
    assert lines(user)[0] == "Withdrawn from readers"


def test_post_that_should_be_written_is_named() -> None:
    with time_machine.travel("2017-08-01T12:00:00Z"):
        rows.publish(rows.full_event(1))
        told = lines(rows.coordinator())
    assert told == ["As published: version 1", "Write a post: The programme is published"]


def test_record_of_the_past_is_as_published_though_its_rows_are_of_today() -> None:
    event = rows.full_event(1)
    rows.publish(event, at=datetime(2017, 8, 30, tzinfo=UTC))
    assert lines(rows.coordinator())[0] == "As published: version 1"


def test_rows_that_say_what_was_withdrawn_are_edited_until_they_are_published_again() -> None:
    event, user = rows.full_event(1), rows.coordinator()
    rows.publish(event)
    rows.item(event)
    note_edit(event)
    withdraw(rows.publish(event), by=user)
    assert lines(user)[0] == "Edited since version 3"
    rows.publish(event)
    assert lines(user)[0] == "As published: version 4"


def test_who_is_given_a_place_and_what_is_redacted_is_no_edit() -> None:
    event, user = rows.full_event(1), rows.coordinator()
    rows.publish(event)
    ours = delegation(event, by=user)
    rows.publish(event)
    accepted(ours, by=user)
    redact_text(event, text="English", by=rows.operator(), reason="asked for")
    assert lines(user)[0] == "As published: version 2"
    note_edit(event)
    accepted(ours, by=user)
    assert lines(user)[0] == "Edited since version 2"


def test_state_of_an_event_that_does_not_take_place_is_told_first() -> None:
    rows.event(state=EventState.CANCELLED)
    assert lines(rows.coordinator())[:2] == ["Cancelled", "Draft"]


def test_what_needs_doing_is_counted() -> None:
    event, user = rows.event(), rows.coordinator()
    first = rows.item(event, status=Status.TENTATIVE)
    rows.item(event, status=Status.TENTATIVE)
    off = rows.item(event, status=Status.CANCELLED)
    for status in (Status.CONFIRMED, Status.CANCELLED):
        rows.item(event, day=None, start=None, end=None, status=status)
    for item in (first, off):
        ItemPart.objects.create(item=item, role=PersonRole.SPEAKER, confirmed=False)
    rows.speaker(first)
    post(event=event, title="Told")
    assert lines(user) == [
        "Draft",
        "2 items to be confirmed",
        "1 item waits for its day",
        "1 part that nobody has yet",
        "Nothing is published: publish a version",
        "1 draft of a post",
    ]


def test_answers_of_delegations_that_are_due_or_late_are_told() -> None:
    user = rows.coordinator()
    event = rows.event()
    rows.item(event)
    rows.publish(event)
    with time_machine.travel("2017-08-01T12:00:00Z"):
        for day in ("2017-08-05", "2017-08-10", "2017-08-12"):
            delegation(event, by=user, nominate_by=day)
    publish_post(post(event=event, title="Told"), by=user)
    with time_machine.travel("2017-08-08T12:00:00Z"):
        told = lines(user)
    assert told[1:3] == ["1 delegation did not answer by its day", "Answers of delegations are due by 10 Aug 2017"]
    Event.objects.update(state=EventState.POSTPONED)
    with time_machine.travel("2017-08-08T12:00:00Z"):
        assert [line for line in lines(user) if "elegation" in line] == []


@time_machine.travel("2017-08-08T12:00:00Z")
def test_clashes_and_seats_without_a_name_are_told_until_the_event_is_over() -> None:
    user = rows.coordinator()
    event, place = rows.event(), rows.venue()
    for _ in range(2):
        rows.item(event, venue=place)
    rows.publish(event)
    ours = [delegation(event, by=user, seats=seats) for seats in (3, 2, 1, 4)]
    for one in ours[:3]:
        accept_invitation(one, by=user)
    close(ours[2], by=user)
    proposed(ours[0], by=user)
    accepted(ours[1], by=user)
    withdraw_name(proposed(ours[1], by=user), by=user)
    told = ["1 clash in the agenda", "3 seats have no name yet"]
    assert [line for line in lines(user) if line in told] == told
    page = browser_of(user).get(f"/desk/events/{event.uid}/").content.decode()
    assert [line in page for line in told] == [True, True]
    with time_machine.travel("2017-09-09T12:00:00Z"):
        assert [line for line in lines(user) if line in told] == []


def test_viewer_is_told_of_nothing_that_only_others_do() -> None:
    event = rows.event()
    post(event=event, title="Told")
    assert lines(rows.colleague(RoleKind.VIEWER, at=event)) == ["Draft"]


@pytest.mark.parametrize("late", [["mail"], []])
def test_everyone_is_told_that_the_worker_stands_still(monkeypatch: pytest.MonkeyPatch, late: list[str]) -> None:
    monkeypatch.setattr("config.templatetags.worker.late", lambda: late)
    told = "worker stands still" in browser_of(rows.stranger()).get("/desk/").content.decode()
    assert told == bool(late)


def test_liaison_of_a_host_is_led_to_the_journeys_of_the_event_alone() -> None:
    event = rows.event()
    rows.event()
    page = browser_of(rows.colleague(RoleKind.HOST, at=event)).get("/desk/")
    links = re.findall(r'href="(/desk/events/[^"]*)"', page.content.decode())
    assert links == [f"/desk/events/{event.uid}/journey/arrivals/"]
