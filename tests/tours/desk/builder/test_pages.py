"""The builder's pages: what each shows and does, to whom, at what cost, and how it refuses."""

import re
from collections.abc import Mapping
from datetime import date, time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.counting import asked
from tests.factories import rows
from tours.desk.builder.items.item_form import NAMES, ItemForm
from tours.models import AgendaItem, Event, Group, ItemPart, ParticipatingCity, Track
from tours.record.events import change_event
from tours.vocabulary import PersonRole, RoleKind

pytestmark = pytest.mark.django_db
TUE = date(2017, 9, 5)
SIGNED_IN = 2
SAVEPOINTS = 2
IN_PLACE = {"HX-Request": "true"}
JUNK = (str(2**63), "a\0b")


class Desk:
    """A user at the builder of one event."""

    def __init__(self, event: Event, user: User) -> None:
        self.event, self.browser = event, Client()
        self.browser.force_login(user)

    def address(self, route: str, *args: Any) -> str:
        return reverse(f"tours:{route}", args=[self.event.uid, *args])

    def get(self, route: str, *args: Any, headers: Mapping[str, str] | None = None, **query: Any) -> Any:
        return self.browser.get(self.address(route, *args), query, headers=headers)

    def post(self, route: str, *args: Any, headers: Mapping[str, str] | None = None, **data: Any) -> Any:
        return self.browser.post(self.address(route, *args), data, headers=headers)

    def sent(self, item: AgendaItem, route: str = "desk_item") -> dict[str, Any]:
        """What a browser would send of the form if nobody typed in it."""
        form = self.get(route, item.uid).context["form"]
        values = {bound.html_name: bound.value() for bound in form}
        return {name: value for name, value in values.items() if value not in (None, False)}

    def save(self, item: AgendaItem, **typed: Any) -> Any:
        return self.post("desk_item", item.uid, headers=IN_PLACE, **self.sent(item) | typed)


@pytest.fixture
def event() -> Event:
    return rows.event(title="Smart City Week")


@pytest.fixture
def desk(event: Event) -> Desk:
    return Desk(event, rows.coordinator())


def told(answer: Any) -> str:
    """The words of a page, without its marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def agenda(event: Event) -> list[str]:
    found = []
    for item in event.items.all():
        times = f"{item.start:%H:%M}" if item.start else "?"
        end = f"-{item.end:%H:%M}" if item.end else ""
        found.append(f"{item.day:%d} {times}{end} {item.title}")
    return found


@pytest.mark.parametrize("count", [1, 40])
def test_edit_of_an_item_with_a_speaker_costs_the_same_however_many_items_there_are(count: int) -> None:
    made = rows.full_event(count)
    desk, item = Desk(made, rows.coordinator()), made.items.earliest("pk")
    desk.save(item, room="Hall 1")
    sent = desk.sent(item) | {"title": "Another"}
    with asked() as database:
        assert desk.post("desk_item", item.uid, headers=IN_PLACE, **sent).status_code == 200
    assert database.queries == SIGNED_IN + SAVEPOINTS + 7


def test_saving_an_item_in_place_costs_six_queries_and_answers_with_its_row(desk: Desk, event: Event) -> None:
    item = rows.item(event, title="Opening")
    rows.item(event, title="Other")
    desk.save(item, room="Hall 2")
    sent = desk.sent(item) | {"title": "Welcome", "room": "Hall 1", "start": "9.45"}
    with asked() as database:
        answer = desk.post("desk_item", item.uid, headers=IN_PLACE, **sent)
    assert database.queries == SIGNED_IN + SAVEPOINTS + 6
    item.refresh_from_db()
    assert (item.title, item.room, item.start) == ("Welcome", "Hall 1", time(9, 45))
    assert (answer.content.count(b"<tr"), b"Other" in answer.content) == (1, False)
    assert answer.headers["HX-Trigger"] == '{"agenda": {}}'
    assert told(answer).startswith("⠿ 09:45–11:00 Welcome Session Hall 1 Edit ↑ ↓ Undo: Item changed")


def test_list_shows_all_that_staff_know_of_an_item(desk: Desk, event: Event) -> None:
    track = Track.objects.create(event=event, name="North")
    place = rows.venue("City Hall", city=rows.seoul())
    item = rows.item(
        event, title="Visit", status="tentative", level="delegates", room="5", venue=place, track=track, capacity=20
    )
    item.groups.add(Group.objects.create(event=event, name="A"))
    rows.part(item, "Ana Horvat", role=PersonRole.MODERATOR)
    rows.part(item, "Ivo Ilić", role=PersonRole.DRIVER, level="staff")
    page = told(desk.get("desk_agenda"))
    assert "10:00–11:00 Visit TBC Delegates A Session · takes 20 · Moderator: Ana Horvat · Driver: Ivo Ilić" in page
    assert "5, City Hall North Edit ↑ ↓" in page


def test_those_who_only_read_see_the_agenda_and_no_form(event: Event) -> None:
    item = rows.item(event, title="Visit")
    viewer = Desk(event, rows.colleague(RoleKind.VIEWER, at=event))
    for route, args in (("desk_agenda", ()), ("desk_item_row", (item.uid,))):
        page = viewer.get(route, *args).content.decode()
        assert "Visit" in page
        assert re.findall(r'action="[^"]*/agenda/[^"]*"|<textarea|Edit', page) == []


def test_nothing_leads_to_the_administration(desk: Desk, event: Event) -> None:
    item = rows.item(event)
    pages = [desk.get(route) for route in ("desk_agenda", "desk_lines", "desk_shift", "desk_copy_day", "desk_equal")]
    pages += [desk.get(route, item.uid) for route in ("desk_item", "desk_move")]
    assert [page.content.decode().count("/admin/") for page in pages] == [0] * len(pages)


def test_grid_puts_what_has_no_track_across_all(desk: Desk, event: Event) -> None:
    for name in ("North", "South"):
        track = Track.objects.create(event=event, name=name)
        rows.item(event, title=f"Visit {name}", track=track)
    rows.item(event, title="Lunch", start=time(12), end=None)
    page = desk.get("desk_agenda", view="grid").content.decode()
    assert re.findall(r'<th scope="col">([^<]*)', page) == ["Time", "North", "South"]
    assert told(desk.get("desk_agenda", view="grid")).count("Visit North") == 1
    [lunch] = re.findall(r'<td colspan="2">(.*?)</td>', page, re.DOTALL)
    assert "Lunch" in lunch


# Typed lines


def test_lines_become_items_of_their_day_as_one_step(desk: Desk, event: Event) -> None:
    text = "09:30-10:15 Visit @ Room 5, City Hall, Novak moderates\n22:30-00:45 Walk (TBC)\nShopping"
    answer = desk.post("desk_lines", headers=IN_PLACE, day="2017-09-05", text=text)
    assert answer.status_code == 200
    assert agenda(event) == ["05 ? Shopping", "05 09:30-10:15 Visit", "05 22:30-00:45 Walk"]
    visit, walk = event.items.get(title="Visit"), event.items.get(title="Walk")
    assert (visit.kind, visit.room, str(visit.venue)) == ("site_visit", "Room 5", "City Hall, Seoul")
    assert [str(part) for part in visit.parts.all()] == ["Moderator: Novak"]
    assert (walk.ends_on, walk.status) == (date(2017, 9, 6), "tentative")
    assert event.kept_rows.count() == 1
    assert "3 items, 1 without a time" in told(answer)


def test_line_that_cannot_be_taken_is_refused_at_its_day_and_what_was_typed_stays(desk: Desk, event: Event) -> None:
    item = rows.item(event)
    rows.speaker(item, "Maja Novak")
    rows.speaker(item, "Ivan Novak")
    text = "09:00 Fine\n10:00 Talk, Novak speaks"
    answer = desk.post("desk_lines", headers=IN_PLACE, day="2017-09-04", text=text)
    assert answer.status_code == 400
    assert "“Talk”: “Novak” may be several people: Maja Novak and Ivan Novak." in told(answer)
    assert f">{text}</textarea>" in answer.content.decode()
    assert event.items.count() == 1
    whole = desk.post("desk_lines", day="2017-09-04", text=text)
    assert (whole.status_code, whole.context["form"]["text"].value()) == (400, text)


@pytest.mark.parametrize("text", ["x" * 201, "x\n" * 201, "", "9:00"])
def test_lines_that_are_too_long_too_many_or_none(desk: Desk, event: Event, text: str) -> None:
    answer = desk.post("desk_lines", day="2017-09-04", text=text)
    assert (answer.status_code, event.items.count()) == ((302, 1) if text == "9:00" else (400, 0))


def test_what_is_understood_is_shown_while_it_is_typed_and_nothing_is_written(desk: Desk, event: Event) -> None:
    rows.venue("City Hall", city=rows.seoul())
    rows.speaker(rows.item(event), "Maja Novak")
    text = "9.30 Visit (TBC) @ city hall, Novak moderates\nTalk @ Town Hall, Ilić speaks"
    page = told(desk.post("desk_understood", text=text))
    assert page == (
        "09:30 Visit TBC · city hall · Moderator: Maja Novak No time yet Talk · Town Hall (new) · Speaker: Ilić (new)"
    )
    assert event.items.count() == 1


@pytest.mark.parametrize(
    ("text", "instead", "offers"),
    [
        ("9:30 Visit @ City", "City", ["City Hall"]),
        ("9:30 Visit @ Room 5, hall", "hall", ["City Hall"]),
        ("9:30 Visit @ Hall, nov", "nov", []),
        ("9:30 Visit, Nov", "Nov", ["Maja Novak"]),
        ("9:30 Visit, Maja Novak", "Maja Novak", []),
        ("9:30 Visit @ Ci", "", []),
        ("", "", []),
    ],
)
def test_names_are_offered_for_the_last_words(
    desk: Desk, event: Event, text: str, instead: str, offers: list[str]
) -> None:
    rows.venue("City Hall", city=rows.seoul())
    rows.speaker(rows.item(event), "Maja Novak")
    with asked() as database:
        context = desk.post("desk_understood", text=text).context
    assert (context["instead"], list(context["offers"])) == (instead, offers)
    assert database.queries <= SIGNED_IN + 8


def test_names_are_offered_for_the_last_person_of_an_item(desk: Desk, event: Event) -> None:
    rows.speaker(rows.item(event), "Maja Novak")
    page = desk.post("desk_understood", people="Ivo Ilić, moderator\nNov", title="Visit")
    assert (page.context["field"], page.context["instead"], list(page.context["offers"])) == (
        "people",
        "Nov",
        ["Maja Novak"],
    )
    assert told(page) == "Do you mean: Maja Novak"
    assert desk.post("desk_understood", people="Maja Novak, moder").content.strip() == b""


# One item


def test_times_and_people_are_understood_as_they_are_typed(desk: Desk, event: Event) -> None:
    item = rows.item(event)
    speaker = rows.speaker(item, "Maja Novak").person
    answer = desk.save(item, start="22.30", end="0045", people="Maja Novak, moderator\nIvo Ilić\n?, interpreter")
    assert answer.status_code == 200
    item.refresh_from_db()
    assert (item.start, item.end, item.ends_on) == (time(22, 30), time(0, 45), TUE)
    assert [(part.role, str(part.person), part.level) for part in item.parts.all()] == [
        ("moderator", "Maja Novak", "public"),
        ("speaker", "Ivo Ilić", "public"),
        ("interpreter", "None", "staff"),
    ]
    assert item.parts.all()[0].person == speaker
    assert "Moderator: Maja Novak · Speaker: Ivo Ilić · Interpreter: to be confirmed" in told(answer)


def test_every_fact_of_an_item_is_in_its_form_but_those_of_programs_and_its_place() -> None:
    own = [field.name for field in (*AgendaItem._meta.fields, *AgendaItem._meta.many_to_many)]
    missing = [name for name in own if NAMES.get(name, name) not in ItemForm.base_fields]
    assert missing == ["id", "uid", "event", "position", "external_id"]


def test_report_language_and_the_zone_of_a_flights_end_are_written_at_the_desk(desk: Desk, event: Event) -> None:
    item = rows.item(event, title="Flight home")
    ParticipatingCity.objects.create(event=event, city=rows.rijeka(), seats=1)
    assert '<option value="Europe/Zagreb">' in desk.get("desk_item", item.uid).content.decode()
    refused = desk.save(item, end_zone="Zagreb")
    assert (refused.status_code, "end_zone" in refused.context["form"].errors) == (400, True)
    desk.save(item, report="We landed early.", language="Korean", end="9.30", end_zone="Europe/Zagreb")
    item.refresh_from_db()
    assert (item.report, item.language, item.end, item.ends_on, item.end_zone) == (
        "We landed early.",
        "ko",
        time(9, 30),
        None,
        "Europe/Zagreb",
    )


def test_part_is_confirmed_by_taking_the_mark_away_and_marked_again(desk: Desk, event: Event) -> None:
    item = rows.item(event)
    rows.speaker(item, "Maja Novak")
    item.parts.update(confirmed=False)
    assert desk.sent(item)["people"] == "Maja Novak (TBC)"
    desk.save(item, people="Maja Novak\n?, guide")
    assert [(str(part.person), part.confirmed) for part in item.parts.all()] == [("Maja Novak", True), ("None", False)]
    desk.save(item, people="Maja Novak, moderator (tbc)")
    assert [(part.role, part.confirmed) for part in item.parts.all()] == [("moderator", False)]


def test_part_that_nobody_touched_keeps_all_that_it_is(desk: Desk, event: Event) -> None:
    item = rows.item(event)
    rows.part(item, "Ministry of Land, Sea and Air", role=PersonRole.DRIVER, level="delegates", confirmed=False)
    desk.save(item, people="Ministry of Land, Sea and Air, driver\nIvo Ilić")
    part = ItemPart.objects.get(role="driver")
    assert (str(part.person), part.level, part.confirmed) == ("Ministry of Land, Sea and Air", "delegates", False)


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"title": ""}, "title", "This field is required."),
        ({"start": "soon"}, "start", "Write a time, such as 9:30 or 0930."),
        ({"start": ""}, "__all__", "An item that ends at a time must also begin at one."),
        ({"end": "9"}, "end", "An item cannot end before it begins. If it ends after midnight, say on which day."),
        ({"capacity": "0"}, "capacity", "Write how many people the item takes, from 1 to 10000, or leave it empty."),
        ({"day": "1017-09-04"}, "day", None),
    ],
)
def test_refused_item_says_why_and_keeps_what_was_typed(
    desk: Desk, event: Event, typed: dict[str, str], field: str, message: str | None
) -> None:
    item = rows.item(event, title="Visit")
    answer = desk.save(item, **{"room": "Hall 1"} | typed)
    assert answer.status_code == 400
    form = answer.context["form"]
    assert list(form.errors) == [field]
    assert message is None or form.errors[field] == [message]
    assert form["room"].value() == "Hall 1"
    item.refresh_from_db()
    assert (item.title, item.room) == ("Visit", "")
    assert not event.kept_rows.exists()


def test_what_is_sent_as_it_was_is_no_edit(desk: Desk, event: Event) -> None:
    item = rows.item(event)
    before = Event.objects.get(pk=event.pk).updated_at
    answer = desk.save(item)
    assert (answer.status_code, b"Undo" in answer.content) == (200, False)
    assert Event.objects.get(pk=event.pk).updated_at == before


def test_item_of_several_days_keeps_how_many_they_are(desk: Desk, event: Event) -> None:
    item = rows.item(event, start=None, end=None, ends_on=date(2017, 9, 7))
    desk.save(item, day="2017-09-05", title="Exhibition")
    item.refresh_from_db()
    assert (item.title, item.day, item.ends_on) == ("Exhibition", TUE, date(2017, 9, 8))


def test_old_form_is_refused_with_what_both_typed_and_saved_when_sent_again(desk: Desk, event: Event) -> None:
    item = rows.item(event, title="Visit")
    mine = desk.sent(item) | {"title": "Long visit"}
    desk.save(item, room="Hall 1")
    answer = desk.post("desk_item", item.uid, headers=IN_PLACE, **mine)
    form = answer.context["form"]
    assert (answer.status_code, list(form.non_field_errors())[1:]) == (400, ["Room is now “Hall 1”."])
    again = {bound.html_name: bound.value() for bound in form if bound.value() not in (None, False)}
    assert desk.post("desk_item", item.uid, headers=IN_PLACE, **again).status_code == 200
    item.refresh_from_db()
    assert (item.title, item.room) == ("Long visit", "Hall 1")


def test_item_is_moved_by_the_form_and_by_what_dragging_sends(desk: Desk, event: Event) -> None:
    item = rows.item(event, title="Visit", room="Hall 1")
    desk.post("desk_move", item.uid, day="2017-09-05", start="14:00")
    assert (agenda(event), event.items.get().room) == (["05 14:00-15:00 Visit"], "Hall 1")
    sent = desk.sent(item, "desk_move") | {"start": "8", "place": "City Hall", "track": "North"}
    assert desk.post("desk_move", item.uid, **sent).status_code == 302
    moved = event.items.get()
    assert (agenda(event), str(moved.venue), str(moved.track)) == (
        ["05 08:00-09:00 Visit"],
        "City Hall, Seoul",
        "North",
    )
    assert desk.post("desk_move", item.uid, day="soon").status_code == 400


def test_cancelled_item_reaches_page_feed_and_changes_with_the_next_version(desk: Desk, event: Event) -> None:
    item = rows.item(event, title="Boat trip")
    rows.publish(event)
    desk.post("desk_item_step", item.uid, "cancel")
    rows.publish(event)
    read = [Client().get(f"{event.get_absolute_url()}{part}").content for part in ("", "programme.ics", "changes/")]
    page, feed, changes = (content.decode() for content in read)
    assert ("Cancelled" in page, "STATUS:CANCELLED" in feed) == (True, True)
    assert "Boat trip" in changes
    assert "Cancelled" in changes


@pytest.mark.parametrize(
    ("step", "becomes"),
    [
        ("cancel", ["04 10:00-11:00 Visit", "cancelled"]),
        ("confirm", ["04 10:00-11:00 Visit", "confirmed"]),
        ("copy", ["04 10:00-11:00 Visit", "04 10:00-11:00 Visit", "tentative", "tentative"]),
        ("delete", []),
    ],
)
def test_step_of_one_click_is_undone_by_another(desk: Desk, event: Event, step: str, becomes: list[str]) -> None:
    item = rows.item(event, title="Visit", status="tentative")
    place = "day-2017-09-04" if step == "delete" else f"item-{item.uid}"
    answer = desk.post("desk_item_step", item.uid, step)
    assert (answer.status_code, answer.headers["Location"].partition("#")[2]) == (302, place)
    assert [*agenda(event), *event.items.values_list("status", flat=True)] == becomes
    assert desk.post("desk_undo", step="1").status_code == 302
    assert [*agenda(event), *event.items.values_list("status", flat=True)] == ["04 10:00-11:00 Visit", "tentative"]


def test_step_that_there_is_not(desk: Desk, event: Event) -> None:
    assert desk.post("desk_item_step", rows.item(event).uid, "publish").status_code == 404


# Many at once


def test_ticked_items_get_a_place_a_track_and_a_status(desk: Desk, event: Event) -> None:
    items = [rows.item(event) for _each in range(3)]
    ticked = [str(item.uid) for item in items[:2]]
    desk.post("desk_ticked", items=ticked, place="City Hall", track="North", status="tentative", do="change")
    found = [(str(item.venue), str(item.track), item.status) for item in event.items.order_by("pk")]
    assert found == [("City Hall, Seoul", "North", "tentative")] * 2 + [("None", "None", "confirmed")]


@pytest.mark.parametrize(("do", "count"), [("copy", 4), ("delete", 0)])
def test_ticked_items_are_copied_and_deleted(desk: Desk, event: Event, do: str, count: int) -> None:
    items = [rows.item(event) for _each in range(2)]
    desk.post("desk_ticked", items=[str(item.uid) for item in items], do=do)
    assert event.items.count() == count


@pytest.mark.parametrize(
    ("ticked", "message"),
    [
        (True, "Say which day, place, track or status the ticked items are to have."),
        (False, "Tick the items that are meant."),
    ],
)
def test_nothing_ticked_or_nothing_said(desk: Desk, event: Event, message: str, *, ticked: bool) -> None:
    item = rows.item(event)
    answer = desk.post("desk_ticked", items=[str(item.uid)] if ticked else ["x"], do="change")
    assert (answer.status_code, message in told(answer)) == (400, True)


def test_items_of_another_event_are_none(desk: Desk, event: Event) -> None:
    other = rows.item(rows.event())
    assert desk.post("desk_ticked", items=[str(other.uid)], do="delete").status_code == 400
    for route in ("desk_item", "desk_move", "desk_item_row"):
        assert desk.get(route, other.uid).status_code == 404
    assert desk.post("desk_item", other.uid, title="Mine").status_code == 404


def test_shift_shows_what_it_comes_to_and_does_only_that(desk: Desk, event: Event) -> None:
    item = rows.item(event, title="Walk", start=time(23), end=time(23, 45))
    page = desk.get("desk_shift", minutes="30", after="11")
    assert "Walk Mon 4 Sep 23:00–23:45 Mon 4 Sep 23:30–00:15 on 5 September" in told(page)
    assert agenda(event) == ["04 23:00-23:45 Walk"]
    data = {"minutes": "30", "after": "11", "shown": page.context["tag"]}
    AgendaItem.objects.filter(pk=item.pk).update(start=time(22))
    assert desk.post("desk_shift", **data).status_code == 400
    AgendaItem.objects.filter(pk=item.pk).update(start=time(23))
    assert desk.post("desk_shift", **data).status_code == 302
    assert agenda(event) == ["04 23:30-00:15 Walk"]


def test_day_is_copied_to_another(desk: Desk, event: Event) -> None:
    rows.item(event, title="Walk", start=time(23), end=time(1), ends_on=TUE)
    assert desk.post("desk_copy_day", day="2017-09-04", to="2017-09-04").status_code == 400
    assert desk.post("desk_copy_day", day="2017-09-04", to="2017-09-06").status_code == 302
    assert [str(item.ends_on) for item in event.items.all()] == ["2017-09-05", "2017-09-07"]


# Undoing


def test_only_the_step_that_was_shown_is_undone(desk: Desk, event: Event) -> None:
    item = rows.item(event, title="Visit")
    desk.save(item, title="One")
    desk.save(item, title="Two")
    assert desk.post("desk_undo", step="1").status_code == 400
    assert desk.post("desk_undo", step="2").status_code == 302
    assert event.items.get().title == "One"
    assert "Do again: Item changed" in told(desk.get("desk_agenda"))
    assert desk.post("desk_redo").status_code == 302
    assert event.items.get().title == "Two"


def test_edits_since_are_named_before_they_are_taken_back(desk: Desk, event: Event) -> None:
    item = rows.item(event, title="Visit")
    desk.save(item, title="One")
    AgendaItem.objects.filter(pk=item.pk).update(title="By a program")
    answer = desk.post("desk_undo", step="1")
    assert answer["Location"] == desk.address("desk_undo")
    page = desk.get("desk_undo")
    assert "This was edited since, and these edits would be lost: By a program" in told(page)
    assert desk.post("desk_undo", shown=page.context["offer"].tag).status_code == 302
    assert event.items.get().title == "Visit"


def test_draft_is_made_equal_to_a_version_and_what_cannot_come_back_is_told_before(desk: Desk, event: Event) -> None:
    item = rows.item(event, title="Visit", external_id="A")
    rows.publish(event)
    item.delete()
    change_event(event, {"title": "Another week"})
    page = desk.post("desk_equal", version="1", do="show")
    lost = "“Visit” comes back without what versions do not hold, such as its external id."
    assert page.context["told"] == [lost]
    assert event.items.count() == 0
    done = desk.post("desk_equal", version="1", do="apply", shown=page.context["shown"])
    assert (done.status_code, agenda(event)) == (302, ["04 10:00-11:00 Visit"])
    assert lost in told(desk.get("desk_agenda"))
    assert desk.post("desk_equal", version="1", do="apply", shown="old").status_code == 400


def test_looking_at_the_page_of_versions_waits_for_no_writer_and_only_the_button_tries(
    desk: Desk, event: Event
) -> None:
    """On SQLite whoever opens a transaction holds its one writer."""
    rows.item(event, title="Visit")
    rows.publish(event)
    for do in ("", "show", "apply"):
        with asked() as database:
            page = desk.get("desk_equal", version="1", do=do)
        assert (page.status_code, "told" in page.context) == (200, False)
        assert [sql for sql, _params in database.statements if not sql.startswith("SELECT")] == []
    before = Event.objects.get(pk=event.pk).updated_at
    assert desk.post("desk_equal", version="1", do="show").context["told"] == []
    assert (Event.objects.get(pk=event.pk).updated_at, event.kept_rows.count()) == (before, 0)


@pytest.mark.parametrize(
    "route",
    ["desk_lines", "desk_ticked", "desk_shift", "desk_copy_day", "desk_equal", "desk_undo", "desk_item", "desk_move"],
)
def test_junk_in_every_field_is_answered(desk: Desk, event: Event, route: str) -> None:
    item = rows.item(event)
    if route == "desk_equal":
        rows.publish(event)
    args = [item.uid] if route in {"desk_item", "desk_move"} else []
    page = desk.get(route, *args)
    if page.status_code == 405:
        page = desk.get("desk_agenda")
    names = {*re.findall(r'name="([a-z_]+)"', page.content.decode()), "step", "shown", "items"}
    for junk in JUNK:
        sent: dict[str, Any] = {name: [junk, junk] for name in names}
        for ask in (desk.post, desk.get) if route == "desk_shift" else (desk.post,):
            answer = ask(route, *args, headers=None, **sent)
            assert (junk[:20], answer.status_code in {200, 302, 400, 404}) == (junk[:20], True)
