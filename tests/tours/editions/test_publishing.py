from collections.abc import Iterator
from datetime import UTC, datetime, time
from threading import Thread

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client

from tests.factories import rows
from tours.agenda.audiences import for_audience
from tours.agenda.values import PUBLIC, STAFF
from tours.editions.preview import preview
from tours.editions.publishing import agenda_of, has_unpublished_changes, publish
from tours.editions.withdrawing import withdraw
from tours.models import Edition, Event, PublishedEvent, PublishedItem
from tours.vocabulary import Access, EventState, Level, Status

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _before_the_event() -> Iterator[None]:
    """Removed items are forgotten a month after the event, so these tests are set in its time."""
    with time_machine.travel(datetime(2017, 8, 28, tzinfo=UTC)):
        yield


def messages(refused: pytest.ExceptionInfo[ValidationError]) -> list[str]:
    return list(refused.value.messages)


def test_publish_numbers_editions_from_one_and_stamps_them() -> None:
    event, by = rows.full_event(2), rows.coordinator()
    at = datetime(2017, 8, 27, 9, 0, tzinfo=UTC)
    first = publish(event, by=by, note="First", at=at)
    rows.item(event, title="New")
    second = publish(event, by=by)
    assert [first.number, second.number] == [1, 2]
    stamp = agenda_of(first).stamp
    assert (first.published_at, first.published_by, first.note, stamp and stamp.at) == (at, by, "First", at)


def test_publish_refuses_when_nothing_has_changed() -> None:
    event, by = rows.full_event(2), rows.coordinator()
    publish(event, by=by)
    with pytest.raises(ValidationError) as refused:
        publish(event, by=by)
    assert messages(refused) == ["Nothing has changed since version 1, so there is nothing to publish."]
    assert Edition.objects.count() == 1


def test_publish_refuses_a_moment_before_the_edition_it_follows() -> None:
    event, by = rows.full_event(1), rows.coordinator()
    publish(event, by=by, at=datetime(2017, 9, 1, tzinfo=UTC))
    rows.item(event)
    with pytest.raises(ValidationError) as refused:
        publish(event, by=by, at=datetime(2017, 8, 1, tzinfo=UTC))
    assert messages(refused) == ["A version cannot be published before the one it follows."]


def test_clock_that_was_set_back_holds_no_publication_up() -> None:
    event, by = rows.full_event(1), rows.coordinator()
    first = publish(event, by=by, at=datetime(2017, 9, 1, 12, tzinfo=UTC))
    rows.item(event)
    with time_machine.travel(datetime(2017, 9, 1, 6, tzinfo=UTC)):
        second = publish(event, by=by)
    assert (second.number, second.published_at) == (2, first.published_at)


def test_publish_refuses_what_is_not_expected() -> None:
    event, by = rows.full_event(1), rows.coordinator()
    expected = preview(event).tag
    Event.objects.update(summary="Otherwise")
    with pytest.raises(ValidationError) as refused:
        publish(event, by=by, expected=expected)
    assert refused.value.code == "changed_since_shown"
    event.refresh_from_db()
    assert publish(event, by=by, expected=preview(event).tag).number == 1


def test_publish_refuses_an_address_that_another_published_event_has() -> None:
    event, by = rows.full_event(1, slug="here"), rows.coordinator()
    publish(event, by=by)
    Event.objects.filter(pk=event.pk).update(slug="elsewhere")
    other = rows.full_event(1, slug="here")
    with pytest.raises(ValidationError) as refused:
        publish(other, by=by)
    assert messages(refused) == [
        "Another published event has the address “here”. Give one of the two another address and publish it."
    ]


def test_event_without_agenda_is_announced_by_one_all_day_line_until_it_has_public_items() -> None:
    event, by = rows.event(), rows.coordinator()
    announced = for_audience(agenda_of(publish(event, by=by)), PUBLIC)
    assert announced.announcement is not None
    line = announced.announcement.line
    assert announced.items == ()
    assert (line.title, line.day, line.start, line.ends_on) == (event.title, event.starts, None, event.ends)
    rows.item(event, title="Opening")
    with_agenda = for_audience(agenda_of(publish(event, by=by)), PUBLIC)
    assert [item.line.title for item in with_agenda.standing] == ["Opening"]
    assert (with_agenda.announcement, len(with_agenda.items)) == (None, 1)


def test_an_agenda_that_follows_the_announcement_cancels_nothing(client: Client) -> None:
    event, by = rows.event(slug="week"), rows.coordinator()
    publish(event, by=by)
    assert client.get("/events/week/programme.ics").content.count(b"BEGIN:VEVENT") == 1
    assert "Programme to follow." in client.get("/events/week/").content.decode()
    rows.item(event, title="Opening")
    publish(event, by=by)
    assert b"CANCELLED" not in client.get("/events/week/programme.ics").content
    assert "Cancelled" not in client.get("/events/week/changes/").content.decode()


def test_cancelled_event_cancels_every_item_and_postponed_makes_them_tentative() -> None:
    event, by = rows.full_event(2), rows.coordinator()
    publish(event, by=by)
    for state, status in ((EventState.POSTPONED, Status.TENTATIVE), (EventState.CANCELLED, Status.CANCELLED)):
        event.state = state
        event.save()
        view = for_audience(agenda_of(publish(event, by=by)), STAFF)
        assert {item.line.status for item in view.items} == {status}
        assert view.whole.line.status == status


def test_removed_item_is_carried_and_comes_back_under_its_uid() -> None:
    event, by = rows.full_event(2), rows.coordinator()
    item = rows.item(event, title="Visit", start=time(15), end=time(16))
    publish(event, by=by)
    uid = str(item.uid)
    item.delete()
    gone = {view.uid: view for view in for_audience(agenda_of(publish(event, by=by)), PUBLIC).items}[uid]
    assert (gone.gone, gone.line.status, gone.sequence) == (True, Status.CANCELLED, 1)
    rows.item(event, uid=uid, title="Visit", start=time(15), end=time(16))
    back = {view.uid: view for view in for_audience(agenda_of(publish(event, by=by)), PUBLIC).items}[uid]
    assert (back.gone, back.line.status, back.sequence) == (False, Status.CONFIRMED, 2)


def test_item_without_a_day_is_in_no_edition_and_one_that_loses_its_day_reads_as_cancelled() -> None:
    event, by = rows.full_event(2), rows.coordinator()
    item = rows.item(event, title="Visit")
    rows.item(event, title="Someday", day=None, start=None, end=None)
    assert {view.line.title for view in for_audience(agenda_of(publish(event, by=by)), STAFF).items} == {
        *(event.items.filter(day__isnull=False).values_list("title", flat=True))
    }
    event.items.filter(pk=item.pk).update(day=None, start=None, end=None)
    gone = {view.uid: view for view in for_audience(agenda_of(publish(event, by=by)), PUBLIC).items}[str(item.uid)]
    assert (gone.gone, gone.line.status) == (True, Status.CANCELLED)
    event.items.filter(pk=item.pk).update(day=event.starts)
    back = {view.uid: view for view in for_audience(agenda_of(publish(event, by=by)), PUBLIC).items}[str(item.uid)]
    assert (back.gone, back.line.status) == (False, Status.CONFIRMED)


def outputs(slug: str) -> str:
    pages = (Client().get(f"/events/{slug}/{page}").content.decode() for page in ("", "changes/", "programme.ics"))
    return "".join(pages).replace("\r\n ", "")


def test_event_that_opens_tells_the_public_nothing_of_its_closed_editions() -> None:
    event, by = rows.event(slug="week", title="Closed title", access=Access.PARTICIPANTS), rows.coordinator()
    item = rows.item(event, title="Closed item")
    rows.item(event, title="Gone before it opened")
    publish(event, by=by, note="Closed note")
    Event.objects.filter(pk=event.pk).update(access=Access.PUBLIC, title="Open title")
    event.items.exclude(pk=item.pk).delete()
    event.items.update(title="Open item")
    publish(event, by=by)
    seen = outputs("week")
    assert ("Closed" in seen, "Gone" in seen, "Open item" in seen) == (False, False, True)


def test_closed_event_is_read_by_its_participants(client: Client) -> None:
    event = rows.event(slug="week", access=Access.PARTICIPANTS)
    rows.item(event, title="For those who come")
    publish(event, by=rows.coordinator())
    client.force_login(rows.coordinator())
    assert "For those who come" in client.get("/events/week/").content.decode()
    assert [row.title for row in PublishedItem.objects.all()] == ["For those who come"]


@pytest.mark.parametrize("removed", [True, False])
def test_text_of_a_withdrawn_edition_is_never_told_again(removed: bool) -> None:
    event, by = rows.event(slug="week"), rows.coordinator()
    rows.item(event, title="Opening")
    publish(event, by=by)
    mistake = rows.item(event, title="Mistake", summary="Mistake")
    withdraw(publish(event, by=by), by=by)
    if removed:
        mistake.delete()
    else:
        event.items.filter(pk=mistake.pk).update(level=Level.DELEGATES)
    rows.item(event, title="Another")
    publish(event, by=by)
    assert ("Mistake" in outputs("week"), "Another" in outputs("week")) == (False, True)


def test_what_a_withdrawn_edition_brought_and_the_next_one_keeps_is_told_and_cancelled_as_any_other() -> None:
    event, by = rows.event(slug="week"), rows.coordinator()
    rows.item(event, title="Opening")
    publish(event, by=by)
    visit = rows.item(event, title="Visit")
    withdraw(publish(event, by=by), by=by)
    publish(event, by=by)
    assert "Visit" in outputs("week")
    visit.delete()
    publish(event, by=by)
    assert "SUMMARY:Cancelled: Visit" in outputs("week")


def test_withdraw_refuses_where_the_older_address_is_another_events_now() -> None:
    event, by = rows.full_event(1, slug="week"), rows.coordinator()
    publish(event, by=by)
    Event.objects.filter(pk=event.pk).update(slug="week-new")
    second = publish(event, by=by)
    publish(rows.full_event(1, slug="week"), by=by)
    with pytest.raises(ValidationError, match="Another published event has the address “week”"):
        withdraw(second, by=by)
    assert Edition.objects.get(pk=second.pk).withdrawn_at is None


def test_seats_taken_are_no_unpublished_change_but_are_published_with_the_next() -> None:
    event, by = rows.full_event(1), rows.coordinator()
    publish(event, by=by)
    event.participating_cities.update(taken=0)
    assert has_unpublished_changes(event) is False
    rows.item(event)
    assert has_unpublished_changes(event) is True
    assert [city.taken for city in agenda_of(publish(event, by=by)).event.cities] == [0, 0]


def test_withdraw_makes_the_edition_before_current_again_and_changed_at_never_goes_back() -> None:
    event, by = rows.full_event(1), rows.coordinator()
    publish(event, by=by)
    before = PublishedEvent.objects.get().changed_at
    rows.item(event)
    second = publish(event, by=by)
    between = PublishedEvent.objects.get().changed_at
    withdraw(second, by=by)
    published = PublishedEvent.objects.get()
    assert published.number == 3
    assert before < between < published.changed_at
    with pytest.raises(ValidationError) as refused:
        withdraw(second, by=by)
    assert messages(refused) == ["Version 2 is withdrawn already."]


def test_only_the_current_edition_is_withdrawn_as_later_ones_tell_of_the_others() -> None:
    event, by = rows.full_event(1), rows.coordinator()
    first = publish(event, by=by)
    rows.item(event)
    second = publish(event, by=by)
    with pytest.raises(ValidationError) as refused:
        withdraw(first, by=by)
    assert messages(refused) == [
        "Version 1 is not the current version, and later versions refer to it. To remove a text or a person, redact it."
    ]
    again = withdraw(second, by=by)
    assert again is not None
    assert withdraw(again, by=by) is None
    assert not PublishedEvent.objects.exists()
    assert {edition.withdrawn_by for edition in event.editions.all()} == {by}


def test_withdrawing_the_only_edition_takes_the_event_off_the_public_pages() -> None:
    event, by = rows.full_event(1), rows.coordinator()
    withdraw(publish(event, by=by), by=by)
    assert PublishedEvent.objects.count() == 0
    assert publish(event, by=by).number == 2


def test_text_that_holds_again_is_newer_for_calendars_than_the_withdrawn_one() -> None:
    """SEQUENCE, DTSTAMP and the moment of the page rise, or a calendar that has read the withdrawn text would keep it."""
    event, by = rows.event(), rows.coordinator()
    item = rows.item(event, start=time(10), end=time(11))
    first = publish(event, by=by, at=datetime(2016, 9, 1, tzinfo=UTC))
    item.start, item.end = time(12), time(13)
    item.save()
    second = publish(event, by=by, at=datetime(2016, 9, 2, tzinfo=UTC), note="Later")
    third = withdraw(second, by=by)
    assert third is not None
    views = [for_audience(agenda_of(edition), PUBLIC).items[0] for edition in (first, second, third)]
    assert [(view.line.start, view.sequence, view.changed.number) for view in views] == [
        (time(10), 0, 1),
        (time(12), 1, 2),
        (time(10), 2, 3),
    ]
    assert (third.number, third.published_by, third.note) == (
        3,
        by,
        "Version 2 was withdrawn. The programme of version 1 holds again.",
    )
    assert third.published_at > second.published_at


def test_sequence_of_an_item_that_comes_back_long_after_the_event_goes_on() -> None:
    """From 30 days after the event, editions leave removed items out, and with them what calendars have read."""
    event, by = rows.event(), rows.coordinator()
    rows.item(event, title="Opening")
    visit = rows.item(event, title="Visit", room="Hall 1")
    publish(event, by=by, at=datetime(2017, 9, 1, tzinfo=UTC))
    visit.room = "Hall 2"
    visit.save()
    publish(event, by=by, at=datetime(2017, 9, 2, tzinfo=UTC))
    uid = str(visit.uid)
    visit.delete()
    third = publish(event, by=by, at=datetime(2018, 9, 1, tzinfo=UTC))
    assert uid not in {item.uid for item in agenda_of(third).items}
    again = withdraw(third, by=by)
    assert again is not None
    view = {item.uid: item for item in for_audience(agenda_of(again), PUBLIC).items}[uid]
    assert (view.sequence, view.created.number, view.line.room, view.gone) == (1, 1, "Hall 2", False)
    assert set(PublishedItem.objects.values_list("title", flat=True)) == {"Opening", "Visit"}


def test_text_that_holds_again_comes_from_the_edition_and_not_from_the_rows() -> None:
    event, by = rows.event(title="Week", summary="First"), rows.coordinator()
    item = rows.item(event, title="Visit")
    publish(event, by=by)
    item.delete()
    rows.item(event, title="Mistake")
    second = publish(event, by=by)
    Event.objects.filter(pk=event.pk).update(title="Not published yet")
    third = withdraw(second, by=by)
    assert third is not None
    view = for_audience(agenda_of(third), PUBLIC)
    assert (view.event.title, [(item.line.title, item.gone) for item in view.items]) == ("Week", [("Visit", False)])
    assert view.items[0].sequence == 2
    assert has_unpublished_changes(event) is True


@pytest.mark.parametrize(
    "change",
    [
        {"agenda": "{}"},
        {"digest": "0" * 64},
        {"number": 9},
        {"note": "x"},
        {"small": True},
        {"published_at": datetime(2001, 1, 1, tzinfo=UTC)},
    ],
)
def test_database_refuses_to_change_an_edition(change: dict[str, object]) -> None:
    edition = rows.publish(rows.full_event(1))
    with pytest.raises(IntegrityError, match="A published edition cannot be changed"), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(**change)


@pytest.mark.django_db(transaction=True)
def test_two_who_publish_at_once_make_one_edition_and_one_refusal() -> None:
    event, by = rows.full_event(20), rows.coordinator()
    outcomes: list[str] = []

    def attempt() -> None:
        try:
            outcomes.append(f"version {publish(event, by=by).number}")
        except ValidationError as refused:
            outcomes.extend(refused.messages)
        finally:
            connection.close()

    threads = [Thread(target=attempt) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["Nothing has changed since version 1, so there is nothing to publish.", "version 1"]
