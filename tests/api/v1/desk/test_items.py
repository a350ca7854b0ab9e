from datetime import UTC, datetime, time
from typing import Any

import pytest

from accounts.models import User
from tests.api.programs import Program, token_for
from tests.counting import asked
from tests.factories import rows
from tours.models import AgendaItem, Event, Group, ItemLink, Track
from tours.record.merging import merge
from tours.vocabulary import RoleKind, Scope

pytestmark = pytest.mark.django_db
FOR_WHOM = "Choose “Delegates” or “Staff” for a guide, driver or interpreter, and “Everyone” for any other part."
NEW: dict[str, Any] = {"title": "Opening", "day": "2017-09-04"}


@pytest.fixture
def event() -> Event:
    return rows.event()


@pytest.fixture
def items(event: Event) -> str:
    return f"events/{event.uid}/items/"


def test_item_is_added_with_all_that_it_can_say(program: Program, event: Event, items: str) -> None:
    Group.objects.create(event=event, name="Bus 2")
    venue, person = rows.venue(), rows.person("Đorđe Čačak")
    sent = NEW | {
        "external_id": "A-1",
        "kind": "keynote",
        "summary": "Welcome.",
        "start": "09:30",
        "end": "10:15",
        "ends_on": None,
        "end_zone": "",
        "status": "tentative",
        "level": "delegates",
        "groups": ["Bus 2"],
        "venue": {"name": "KINTEX"},
        "room": "Hall 1",
        "track": "Data",
        "position": 3,
        "language": "ko",
        "capacity": 20,
        "links": [
            {"title": "Slides", "url": "https://example.org/slides"},
            {"title": "Join", "url": "https://example.org/join", "level": "delegates"},
        ],
        "parts": [
            {"role": "speaker", "person": {"name": "Đorđe Čačak"}},
            {"role": "moderator"},
            {"role": "driver"},
            {"role": "guide", "level": "delegates"},
        ],
        "report": "It began.",
        "staff_note": "Bring the keys.",
    }
    answer = program.post(items, sent)
    item = event.items.get()
    assert (answer.status_code, answer["Location"]) == (201, answer.data["url"])
    assert answer.data == sent | {
        "url": f"http://127.0.0.1:8000/api/v1/desk/{items}{item.uid}/",
        "uid": str(item.uid),
        "venue": {"id": venue.pk, "name": "KINTEX", "city": "goyang"},
        "links": [sent["links"][0] | {"level": "public"}, sent["links"][1]],
        "parts": [
            {
                "role": "speaker",
                "person": {"uid": str(person.uid), "name": "Đorđe Čačak"},
                "confirmed": True,
                "level": "public",
            },
            {"role": "moderator", "person": None, "confirmed": False, "level": "public"},
            {"role": "driver", "person": None, "confirmed": False, "level": "staff"},
            {"role": "guide", "person": None, "confirmed": False, "level": "delegates"},
        ],
    }
    again = program.get(f"{items}{item.uid}/")
    assert (again.data, again["ETag"]) == (answer.data, answer["ETag"])
    rows.publish(event)  # it can be published as it stands
    assert event.published.number == 1


def test_flight_that_lands_a_day_earlier_is_added_and_published(program: Program, event: Event, items: str) -> None:
    landing = {"start": "00:30", "end": "12:30", "ends_on": "2017-09-03", "end_zone": "Pacific/Honolulu"}
    answer = program.post(items, NEW | landing)
    assert (answer.status_code, {name: answer.data[name] for name in landing}) == (201, landing)
    rows.publish(event)
    published = event.published.items.get()
    assert (published.starts_at, published.ends_at) == (
        datetime(2017, 9, 3, 15, 30, tzinfo=UTC),
        datetime(2017, 9, 3, 22, 30, tzinfo=UTC),
    )


def test_what_one_reads_can_be_sent_back(program: Program, event: Event, items: str) -> None:
    item = rows.item(event, venue=rows.venue(), track=Track.objects.create(event=event, name="Data"))
    rows.speaker(item)
    ItemLink.objects.create(item=item, label="Slides", url="https://example.org/")
    read = program.get(f"{items}{item.uid}/")
    facts = {name: value for name, value in read.data.items() if name not in ("url", "uid")}
    answer = program.patch(f"{items}{item.uid}/", facts, if_match=read["ETag"])
    event.refresh_from_db()
    assert (answer.status_code, answer.data, answer["ETag"]) == (200, read.data, read["ETag"])


def test_only_an_edit_moves_the_moment_of_the_event(program: Program, event: Event, items: str) -> None:
    item = rows.item(event, title="Opening")
    before = Event.objects.get().updated_at
    program.patch(f"{items}{item.uid}/", {"title": "Opening"}, if_match="*")
    assert Event.objects.get().updated_at == before
    program.patch(f"{items}{item.uid}/", {"title": "Welcome"}, if_match="*")
    assert Event.objects.get().updated_at > before


def test_item_is_changed_in_part(program: Program, event: Event, items: str) -> None:
    item = rows.item(event, title="Opening", room="Hall 1", track=Track.objects.create(event=event, name="Data"))
    etag = program.get(f"{items}{item.uid}/")["ETag"]
    answer = program.patch(f"{items}{item.uid}/", {"title": "Welcome", "track": None}, if_match=etag)
    item.refresh_from_db()
    assert (answer.status_code, item.title, item.room, item.track) == (200, "Welcome", "Hall 1", None)
    assert program.patch(f"{items}{item.uid}/", {"title": "Again"}, if_match=etag).status_code == 412
    assert program.patch(f"{items}{item.uid}/", {"title": "Again"}).status_code == 428


def test_item_is_deleted_on_condition(program: Program, event: Event, items: str) -> None:
    item = rows.item(event)
    etag = program.get(f"{items}{item.uid}/")["ETag"]
    assert program.delete(f"{items}{item.uid}/").status_code == 428
    item.title = "Changed meanwhile"
    item.save()
    assert program.delete(f"{items}{item.uid}/", if_match=etag).status_code == 412
    assert event.items.count() == 1
    etag = program.get(f"{items}{item.uid}/")["ETag"]
    before = Event.objects.get().updated_at
    answer = program.delete(f"{items}{item.uid}/", if_match=etag)
    assert (answer.status_code, answer.content, event.items.count()) == (204, b"", 0)
    assert Event.objects.get().updated_at > before
    assert program.delete(f"{items}{item.uid}/", if_match=etag).status_code == 404


@pytest.mark.parametrize(
    ("facts", "errors"),
    [
        ({"title": " "}, {"title": ["This field may not be blank."]}),
        ({"kind": "event"}, {"kind": ["“event” is no kind. Choose one of these: session, keynote, site_visit, meeting, transfer, meal, break, registration, social, free_time."]}),
        ({"start": "25:00"}, {"start": None}),
        ({"day": "4.9.2017"}, {"day": None}),
        ({"day": "1017-09-04"}, {"day": None}),
        ({"groups": ["Bus 9"]}, {"groups": ["The event has no group named Bus 9."]}),
        ({"venue": {}}, {"venue": ["Give the id of a venue, or its name."]}),
        ({"venue": {"id": 9**18}}, {"venue": ["There is no such venue."]}),
        ({"venue": {"id": 9**30}}, {"venue.id": None}),
        ({"venue": {"name": "KINTEX"}}, {"venue": ["Several venues have this name: give the city's slug too, or the id."]}),
        ({"venue": {"name": "KINTEX", "city": "atlantis"}}, {"venue": ["There is no such venue."]}),
        ({"venue": {"nam": "KINTEX"}}, {"venue.nam": None}),
        ({"parts": [{"role": "speaker", "person": {"name": "Nobody"}}]}, {"parts": ["There is no record of this person: Nobody."]}),
        ({"parts": [{"role": "speaker"}, {"person": None}]}, {"parts.1.role": ["This field is required."]}),
        ({"parts": [{"role": "speaker", "confirmed": True}]}, {"parts": ["A part without a person cannot be confirmed."]}),
        ({"parts": [{"role": "king"}]}, {"parts.0.role": ["“king” is no role. Choose one of these: moderator, speaker, discussant, rapporteur, presenter, guide, driver, interpreter."]}),
        ({"parts": [{"role": "speaker", "person": {"name": "Maja"}}] * 2}, {"parts": ["This person already has that part in the item."]}),
        ({"parts": [{"role": "guide", "level": "public"}]}, {"parts": [FOR_WHOM]}),
        ({"parts": [{"role": "speaker", "level": "staff"}]}, {"parts": [FOR_WHOM]}),
        ({"parts": [{"role": "guide", "level": "friends"}]}, {"parts.0.level": ["“friends” is no level. Choose one of these: public, delegates, staff."]}),
        ({"links": [{"title": "x", "url": "https://example.org/", "level": "x"}]}, {"links.0.level": ["“x” is no level. Choose one of these: public, delegates, staff."]}),
        ({"capacity": 0}, {"capacity": ["Ensure this value is greater than or equal to 1."]}),
        ({"capacity": 10_001}, {"capacity": ["Ensure this value is less than or equal to 10000."]}),
        ({"links": [{"title": "x", "url": "javascript:alert(1)"}]}, {"links.0.url": ["Enter a valid URL."]}),
        ({"links": [{"title": "x", "url": "ftp://example.org/"}]}, {"links": ["Enter a valid URL."]}),
        ({"links": [{"title": "x", "url": "https://example.org/"}] * 51}, {"links": None}),
        ({"track": "a" * 61}, {"track": None}),
        ({"summary": "a" * 5_001}, {"summary": ["Ensure this field has no more than 5000 characters."]}),
        ({"report": "a" * 10_001}, {"report": ["Ensure this field has no more than 10000 characters."]}),
        ({"staff_note": "a" * 5_001}, {"staff_note": ["Ensure this field has no more than 5000 characters."]}),
        ({"position": -1}, {"position": None}),
        ({"end_zone": "Mars/Base"}, {"end_zone": None}),
        ({"end_zone": "localtime"}, {"end_zone": None}),
        ({"external_id": "A-1"}, None),
        ({"start": "10:00", "end": "09:00"}, None),
        ({"start": "14:00", "end": "10:00", "end_zone": "Asia/Seoul"}, None),
        ({"start": "14:00", "end": "10:00", "ends_on": "2017-09-03", "end_zone": "Pacific/Honolulu"}, None),
        ({"end": "09:00"}, None),
        ({"title": "a\0b"}, {"title": ["Null characters are not allowed."]}),
        ({"documents": []}, {"documents": None}),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_by_field(
    program: Program, event: Event, items: str, facts: dict[str, Any], errors: dict[str, Any] | None
) -> None:
    rows.item(event, external_id="A-1")
    rows.venue()
    rows.venue("KINTEX ", city=rows.seoul()).__class__.objects.filter(name="KINTEX ").update(name="KINTEX")
    rows.person("Maja")
    answer = program.post(items, NEW | facts)
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert (event.items.count(), event.tracks.count()) == (1, 0)
    if errors is None:
        assert ("errors" in answer.data, len(answer.data["detail"]) > 30) == (False, True)
    else:
        assert list(answer.data["errors"]) == list(errors)
        told = {name: messages for name, messages in errors.items() if messages}
        assert told.items() <= answer.data["errors"].items()


def test_venue_and_person_are_told_apart_by_id_and_city(program: Program, event: Event, items: str) -> None:
    rows.venue("Hall", city=rows.seoul())
    other = rows.venue("Hall ", city=rows.belgrade())
    other.name = "Hall"
    other.save()
    rows.person("Kim")
    second = rows.person("Kim")
    facts: list[dict[str, Any]] = [
        {"venue": {"id": other.pk}},
        {"venue": {"name": "Hall", "city": "belgrade"}},
        {"venue": None, "parts": [{"role": "speaker", "person": {"uid": str(second.uid)}}]},
    ]
    answers = [program.post(items, NEW | each) for each in facts]
    assert [answer.data["venue"] and answer.data["venue"]["id"] for answer in answers] == [other.pk, other.pk, None]
    assert answers[2].data["parts"][0]["person"] == {"uid": str(second.uid), "name": "Kim"}
    refused = program.post(items, NEW | {"parts": [{"role": "speaker", "person": {"name": "Kim"}}]})
    assert refused.data["errors"] == {"parts": ["Several people have this name, so give the uid: Kim."]}


def test_people_are_those_whom_the_token_may_see_and_a_merged_card_leads_to_the_kept(event: Event) -> None:
    here, elsewhere = rows.person("Kim"), rows.person("Kim")
    gone = rows.person("Kim Min-seo")
    for card in (here, gone):
        rows.appearance(event, card, position="Mayor")
    rows.appearance(rows.event(), elsewhere)
    former = gone.uid
    merge(gone, into=here, by=rows.operator())
    program = Program(token_for(rows.colleague(RoleKind.EDITOR, at=event), event=event))
    address = f"events/{event.uid}/items/"
    for person in ({"name": "Kim"}, {"uid": str(former)}):
        answer = program.post(address, NEW | {"parts": [{"role": "speaker", "person": person}]})
        assert answer.data["parts"][0]["person"] == {"uid": str(here.uid), "name": "Kim"}
    unseen = {"role": "speaker", "person": {"uid": str(elsewhere.uid)}}
    refused = program.post(address, NEW | {"parts": [unseen]})
    assert refused.data["errors"] == {"parts": [f"There is no record of this person: {elsewhere.uid}."]}


@pytest.mark.parametrize(
    "body",
    [b"{", b"\xff", b'{"title": NaN}', b"[" * 100_000, b'{"title": "\\ud800"}', b'{"\\uDFFF": 1}', b"1" * 5000],
)
def test_body_that_is_no_json_is_refused(program: Program, items: str, body: bytes) -> None:
    response = program.client.post(
        f"/api/v1/desk/{items}", body, "application/json", headers={"authorization": f"Bearer {program.token}"}
    )
    assert (response.status_code, response.json()["detail"]) == (400, "The body cannot be read: send JSON, in UTF-8.")


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin-1"]
)
def test_body_is_json_whatever_the_header_says(program: Program, event: Event, items: str, kind: str) -> None:
    body = '{"title": "Eröffnung", "day": "2017-09-04"}'.encode()
    headers = {"authorization": f"Bearer {program.token}"}
    response = program.client.generic("POST", f"/api/v1/desk/{items}", body, content_type=kind, headers=headers)
    assert (response.status_code, event.items.get().title) == (201, "Eröffnung")


@pytest.mark.parametrize("data", [[], "x", 1, None, [NEW], {"title": {}, "day": []}])
def test_body_of_another_shape_is_refused(program: Program, items: str, data: Any) -> None:
    answer = program.post(items, data)
    assert (answer.status_code, answer.data["title"], AgendaItem.objects.count()) == (400, "Bad Request", 0)


def test_body_that_is_too_large_is_refused(program: Program, items: str) -> None:
    answer = program.post(items, NEW | {"summary": "a" * 3_000_000})
    assert (answer.status_code, answer.data["detail"]) == (413, "The body is too large: send fewer rows at once.")


def test_items_are_listed_in_the_order_of_the_agenda_and_found(program: Program, event: Event, items: str) -> None:
    rows.item(event, title="Second", external_id="B")
    rows.item(event, title="First", start=None, end=None)
    rows.item(rows.event(), title="Another's", external_id="B")
    rows.item(event, title="Third", external_id="B-2", start=time(15), end=time(16))
    told = program.get(items).data["results"]
    assert [item["title"] for item in told] == ["First", "Second", "Third"]
    [found] = program.get(f"{items}?external_id=B&day=2017-09-04").data["results"]
    assert (found["title"], program.get(f"{items}?day=2017-09-05").data["count"]) == ("Second", 0)


def test_item_of_another_event_does_not_exist(program: Program, items: str) -> None:
    other = rows.item(rows.event())
    assert program.get(f"{items}{other.uid}/").status_code == 404
    assert program.patch(f"{items}{other.uid}/", {"title": "x"}, if_match="*").status_code == 404
    assert program.delete(f"{items}{other.uid}/", if_match="*").status_code == 404
    assert AgendaItem.objects.count() == 1


def test_token_for_another_event_sees_none(maja: User, items: str) -> None:
    elsewhere = Program(token_for(maja, event=rows.event()))
    answers = [elsewhere.get(items), elsewhere.post(items, NEW)]
    assert [(answer.status_code, answer.data["title"]) for answer in answers] == [(404, "Not Found")] * 2
    assert AgendaItem.objects.count() == 0


def test_token_without_the_scope_is_told_which(maja: User, event: Event, items: str) -> None:
    reading = Program(token_for(maja, Scope.READ, Scope.PEOPLE, Scope.POSTS))
    answer = reading.post(items, NEW)
    assert (reading.get(items).status_code, answer.status_code, event.items.count()) == (200, 403, 0)
    assert answer.data["detail"] == "This token does not have the scope agenda. Issue one that has it at /desk/tokens/."


@pytest.mark.parametrize("count", [2, 15])
def test_list_costs_as_much_however_long_it_is(program: Program, count: int) -> None:
    event = rows.full_event(count)
    program.get("events/")  # notes that the token is used
    with asked() as database:
        answer = program.get(f"events/{event.uid}/items/")
    assert (database.queries, len(answer.data["results"])) == (8, count)
