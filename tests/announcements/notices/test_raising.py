"""When a notice is raised, how long it waits, and what a colleague decides meanwhile."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import transaction

from accounts.models import User
from announcements.models import Notice, NoticeState
from announcements.notices import deciding, sending
from announcements.notices.raising import HOLD, LONGEST_HOLD, raise_due, raise_notice, told_version
from announcements.notices.sending import send_due
from tests.announcements.notices import makers
from tests.announcements.notices.makers import EVENING, change, published_and_raised
from tests.factories import rows
from tours.editions.withdrawing import withdraw
from tours.models import AgendaItem, Event

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def evening() -> Iterator[None]:
    with time_machine.travel(EVENING, tick=False):
        yield


@pytest.fixture
def event() -> Event:
    return rows.event(title="Smart City Week", slug="week")


@pytest.fixture
def item(event: Event) -> AgendaItem:
    """Published for one delegate."""
    makers.told(event, "Ana")
    made = makers.visit(event)
    rows.publish(event)
    return made


@pytest.fixture
def by() -> User:
    return rows.coordinator()


def waiting(item: AgendaItem, **facts: object) -> Notice:
    change(item, **(facts or {"room": "Gate 4"}))
    notice = published_and_raised(item.event, at=EVENING)
    assert notice is not None
    return notice


def bodies(mailoutbox: list[EmailMessage]) -> list[str]:
    return [next(line for line in str(mail.body).split("\n") if line.startswith("- Place")) for mail in mailoutbox]


def test_first_programme_is_told_to_nobody(event: Event, item: AgendaItem) -> None:
    assert (raise_due(EVENING), told_version(event), Notice.objects.count()) == (0, 1, 0)


def test_worker_that_comes_late_tells_what_came_after_the_first_version(event: Event, item: AgendaItem) -> None:
    change(item, room="Gate 4")
    rows.publish(event)
    assert raise_due(EVENING) == 1
    assert (Notice.objects.get().since, Notice.objects.get().number) == (1, 2)


def test_three_quick_versions_make_one_mail_of_the_net_change(item: AgendaItem, mailoutbox: list[EmailMessage]) -> None:
    for minute, room in enumerate(("Gate 4", "Gate 5", "Gate 6")):
        change(item, room=room)
        notice = published_and_raised(item.event, at=EVENING + minute * MINUTE)
        assert notice
        assert notice.goes_at == EVENING + minute * MINUTE + HOLD
    assert [send_due(EVENING + minutes * MINUTE) for minutes in (6, 7, 8)] == [0, 1, 0]
    assert bodies(mailoutbox) == ["- Place: Gate 2 → Gate 6"]


def test_first_change_waits_no_longer_than_a_quarter_of_an_hour(item: AgendaItem) -> None:
    ends = []
    for minute in range(0, 16, 4):
        change(item, room=f"Gate {minute + 10}")
        notice = published_and_raised(item.event, at=EVENING + minute * MINUTE)
        assert notice
        assert notice.goes_at
        ends.append((notice.goes_at - EVENING) // MINUTE)
    assert (ends, LONGEST_HOLD) == ([5, 9, 13, 15], timedelta(minutes=15))


def test_change_taken_back_makes_no_mail(item: AgendaItem, mailoutbox: list[EmailMessage]) -> None:
    waiting(item)
    notice = waiting(item, room="Gate 2")
    assert send_due(EVENING + HOLD) == 1
    notice.refresh_from_db()
    assert (mailoutbox, notice.state, notice.since, notice.number) == ([], NoticeState.NOTHING, 1, 3)
    assert (told_version(item.event), raise_due(EVENING + HOLD)) == (3, 0)


def test_withdrawn_before_it_was_told_makes_no_mail(item: AgendaItem, by: User, mailoutbox: list[EmailMessage]) -> None:
    waiting(item)
    withdraw(item.event.editions.get(number=2), by=by)
    raise_due(EVENING)
    assert (send_due(EVENING + HOLD), mailoutbox) == (1, [])


def test_withdrawn_after_it_was_told_is_told_as_what_holds_now(
    item: AgendaItem, by: User, mailoutbox: list[EmailMessage]
) -> None:
    waiting(item)
    send_due(EVENING + HOLD)
    withdraw(item.event.editions.get(number=2), by=by)
    assert raise_due(EVENING + HOLD) == 1
    send_due(EVENING + 2 * HOLD)
    assert bodies(mailoutbox) == ["- Place: Gate 2 → Gate 4", "- Place: Gate 2"]


def test_send_now_waits_for_nothing(item: AgendaItem, by: User, mailoutbox: list[EmailMessage]) -> None:
    deciding.send_now(waiting(item), by=by)
    send_due(EVENING)
    assert bodies(mailoutbox) == ["- Place: Gate 2 → Gate 4"]


def test_on_hold_takes_in_what_follows_and_goes_when_a_colleague_says_so(
    item: AgendaItem, by: User, mailoutbox: list[EmailMessage]
) -> None:
    deciding.hold(waiting(item), by=by)
    notice = waiting(item, room="Gate 5")
    assert (notice.goes_at, notice.is_on_hold, send_due(EVENING + 10 * HOLD)) == (None, True, 0)
    deciding.release(notice, by=by)
    assert (send_due(EVENING + HOLD - MINUTE), send_due(EVENING + HOLD), bodies(mailoutbox)) == (
        0,
        1,
        ["- Place: Gate 2 → Gate 5"],
    )


def test_cancelled_is_never_told_and_what_follows_is_compared_with_it(
    item: AgendaItem, by: User, mailoutbox: list[EmailMessage]
) -> None:
    notice = waiting(item)
    deciding.cancel(notice, by=by)
    assert (send_due(EVENING + HOLD), raise_due(EVENING)) == (0, 0)
    waiting(item, room="Gate 5")
    send_due(EVENING + HOLD)
    assert bodies(mailoutbox) == ["- Place: Gate 4 → Gate 5"]


def test_what_is_decided_is_decided(item: AgendaItem, by: User) -> None:
    notice = waiting(item)
    deciding.cancel(notice, by=by)
    with pytest.raises(ValidationError, match=r"This notice does not wait any more: Not sent\."):
        deciding.send_now(notice, by=by)


def test_words_stand_first(item: AgendaItem, by: User, mailoutbox: list[EmailMessage]) -> None:
    deciding.word(waiting(item), words="Pozdrav!\n\nПоздрав!", copies_focal_points=False, by=by)
    send_due(EVENING + HOLD)
    assert str(mailoutbox[0].body).startswith("Pozdrav!\n\nПоздрав!\n\nDear Ana,\n")


def test_withdrawn_and_sent_before_the_worker_has_looked_makes_no_mail(
    item: AgendaItem, by: User, mailoutbox: list[EmailMessage]
) -> None:
    notice = waiting(item)
    withdraw(item.event.editions.get(number=2), by=by)
    deciding.send_now(notice, by=by)
    send_due(EVENING)
    notice.refresh_from_db()
    assert (mailoutbox, notice.state) == ([], NoticeState.NOTHING)


def test_event_that_left_the_site_tells_nothing(event: Event, by: User, mailoutbox: list[EmailMessage]) -> None:
    makers.told(event, "Ana")
    rows.publish(event)
    withdraw(event.editions.get(), by=by)
    makers.visit(event)
    notice = published_and_raised(event, at=EVENING)
    assert notice
    withdraw(event.editions.get(number=2), by=by)
    assert (send_due(EVENING + HOLD), mailoutbox) == (1, [])


def test_version_that_is_withdrawn_while_mails_are_written_stops_them(
    item: AgendaItem, by: User, mailoutbox: list[EmailMessage]
) -> None:
    notice = waiting(item)
    with transaction.atomic():
        sending._begin(notice, EVENING + HOLD)
    withdraw(item.event.editions.get(number=2), by=by)
    send_due(EVENING + HOLD)
    assert mailoutbox == []


def test_what_changes_while_the_event_is_cancelled_is_told_once_it_is_planned_again(
    item: AgendaItem, mailoutbox: list[EmailMessage]
) -> None:
    event = item.event
    steps: list[tuple[str, dict[str, str]]] = [("cancelled", {}), ("cancelled", {"room": "Gate 9"}), ("planned", {})]
    for state, facts in steps:
        Event.objects.filter(pk=event.pk).update(state=state)
        change(item, **facts)
        rows.publish(event)
        raise_due(EVENING)
        send_due(EVENING + HOLD)
    assert [mail.subject for mail in mailoutbox] == [
        "Smart City Week is cancelled",
        "Smart City Week: 2 changes for you",
    ]
    assert bodies(mailoutbox[1:]) == ["- Place: Gate 9"]  # it takes place after all


def test_version_after_a_long_hold_still_waits_its_minutes(item: AgendaItem, by: User) -> None:
    notice = waiting(item)
    deciding.hold(notice, by=by)
    deciding.release(notice, by=by)
    Notice.objects.update(made_at=EVENING - timedelta(days=1))
    assert waiting(item, room="Gate 5").goes_at == EVENING + HOLD


def test_decision_is_about_the_version_that_was_shown(item: AgendaItem, by: User) -> None:
    shown = waiting(item)
    waiting(item, room="Gate 5")
    with pytest.raises(ValidationError, match="Another version was published since you were shown this"):
        deciding.cancel(shown, by=by)
    assert Notice.objects.get().is_held


def test_event_that_is_over_tells_nobody(item: AgendaItem) -> None:
    change(item, room="Gate 4")
    rows.publish(item.event)
    over = EVENING + timedelta(days=10)
    assert (raise_due(over), raise_notice(item.event, now=over)) == (0, None)


def test_tell_now_is_one_step_for_who_publishes(item: AgendaItem, by: User, mailoutbox: list[EmailMessage]) -> None:
    assert deciding.tell_now(item.event, by=by) is None
    change(item, room="Gate 4")
    rows.publish(item.event)
    assert deciding.tell_now(item.event, by=by) == Notice.objects.get()
    send_due(EVENING)
    assert bodies(mailoutbox) == ["- Place: Gate 2 → Gate 4"]


def test_one_that_fails_is_tried_again_and_stops_no_other(
    item: AgendaItem, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    change(item, room="Gate 4")
    rows.publish(item.event)
    other = rows.event(slug="other")
    rows.publish(other)
    rows.item(other)
    rows.publish(other)
    monkeypatch.setattr("announcements.notices.raising.told_version", fails_for(item.event, told_version))
    assert (raise_due(EVENING), Notice.objects.get().event) == (1, other)
    assert [record.getMessage() for record in caplog.records] == [
        f"The change of event {item.event.pk} could not be noted to be told; it is tried again."
    ]
    caplog.clear()
    monkeypatch.undo()
    assert (raise_due(EVENING), Notice.objects.count()) == (1, 2)


def fails_for(event: Event, usual: object) -> object:
    def told(of: Event) -> int:
        if of == event:
            raise RuntimeError("the disk is full")
        return usual(of)  # type: ignore[operator,no-any-return]

    return told


def test_copies_for_focal_points_stay_chosen_for_the_next_change(item: AgendaItem, by: User) -> None:
    deciding.word(waiting(item), words="", copies_focal_points=True, by=by)
    send_due(EVENING + HOLD)
    assert waiting(item, room="Gate 5").copies_focal_points
