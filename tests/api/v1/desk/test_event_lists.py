"""The lists of an event: organisations, cities with seats, purposes, practical information, contacts."""

from typing import Any

import pytest

from tests.api.programs import Program
from tests.factories import rows
from tests.participants import makers
from tours.models import Contact, Event, ParticipatingCity, PracticalNote
from tours.vocabulary import Level

pytestmark = pytest.mark.django_db
LISTS: dict[str, Any] = {
    "organisations": [{"organisation": "City of Seoul", "role": "host"}, {"organisation": "Ministry", "role": "funder"}],
    "cities": [{"city": "rijeka", "seats": 2}, {"organisation": "Ministry"}],
    "purposes": ["Hear about projects", "Exchange experience"],
    "practical": [{"heading": "Language", "body": "English."}, {"heading": "Hotel", "body": "Near.", "level": "staff"}],
    "contacts": [{"name": "Desk", "phone": "+82 2 000"}, {"name": "Host", "role": "Keys", "email": "a@example.org", "level": "staff"}],
}  # fmt: skip
SHOWN: dict[str, Any] = LISTS | {
    "cities": [
        {"city": "rijeka", "organisation": None, "seats": 2, "taken": 0},
        {"city": None, "organisation": "Ministry", "seats": 1, "taken": 0},
    ],
    "practical": [LISTS["practical"][0] | {"level": "public"}, LISTS["practical"][1]],
    "contacts": [
        {"name": "Desk", "role": "", "email": "", "phone": "+82 2 000", "level": "delegates"},
        {"name": "Host", "role": "Keys", "email": "a@example.org", "phone": "", "level": "staff"},
    ],
}


@pytest.fixture
def event() -> Event:
    rows.rijeka()
    rows.belgrade()
    rows.organisation("City of Seoul")
    rows.organisation("Ministry")
    return rows.event()


def patch(program: Program, event: Event, **facts: Any) -> Any:
    return program.patch(f"events/{event.uid}/", facts, if_match="*")


def of(answer: Any) -> dict[str, Any]:
    return {name: answer.data[name] for name in LISTS}


def test_lists_are_written_with_the_event_and_read_back(program: Program, event: Event) -> None:
    rows.programme()
    new = {"programme": "upp", "kind": "course", "title": "New", "starts": "2027-01-01", "ends": "2027-01-02"}
    made = program.post("events/", new | {"host_city": "seoul"} | LISTS)
    assert (made.status_code, of(made)) == (201, SHOWN)
    changed = patch(program, event, **LISTS)
    assert (changed.status_code, of(changed)) == (200, SHOWN)
    published = rows.publish(event)
    assert '"Hear about projects"' in published.agenda


def test_what_one_reads_can_be_sent_back_and_changes_nothing(program: Program, event: Event) -> None:
    first = patch(program, event, **LISTS)
    sent = of(first) | {"cities": [{k: v for k, v in row.items() if k != "taken"} for row in first.data["cities"]]}
    again = patch(program, event, **sent)
    assert (again.status_code, again.data) == (200, first.data)


def test_rows_stay_the_same_rows_in_their_new_order(program: Program, event: Event) -> None:
    patch(program, event, **LISTS)
    before = {row.name: row.pk for row in event.contacts.all()}
    answer = patch(program, event, contacts=[{"name": "Host", "phone": "1"}, {"name": "Third", "phone": "3"}])
    after = {row.name: row.pk for row in event.contacts.all()}
    assert ([row["name"] for row in answer.data["contacts"]], after["Host"]) == (["Host", "Third"], before["Host"])
    assert [row["level"] for row in answer.data["contacts"]] == ["staff", "delegates"]


def test_list_that_is_left_out_stays(program: Program, event: Event) -> None:
    patch(program, event, **LISTS)
    assert of(patch(program, event, title="Another")) == SHOWN


def test_empty_list_removes_all(program: Program, event: Event) -> None:
    patch(program, event, **LISTS)
    assert of(patch(program, event, **{name: [] for name in LISTS})) == {name: [] for name in LISTS}


def test_a_program_that_knows_no_levels_opens_nothing(program: Program, event: Event) -> None:
    PracticalNote.objects.create(event=event, heading="Hotel", body="Near.", level=Level.STAFF)
    Contact.objects.create(event=event, name="Guard", phone="1", level=Level.STAFF)
    answer = patch(
        program, event, practical=[{"heading": "Hotel", "body": "Far."}], contacts=[{"name": "Guard", "phone": "2"}]
    )
    assert (answer.data["practical"][0]["level"], answer.data["contacts"][0]["level"]) == ("staff", "staff")


def test_seats_taken_stay_and_bound_the_seats(program: Program, event: Event) -> None:
    ParticipatingCity.objects.create(event=event, city=rows.rijeka(), seats=3, taken=2)
    more = patch(program, event, cities=[{"city": "belgrade"}, {"city": "rijeka", "seats": 4}])
    assert [(row["seats"], row["taken"]) for row in more.data["cities"]] == [(1, 0), (4, 2)]
    fewer = patch(program, event, cities=[{"city": "rijeka", "seats": 1}])
    told = ["A city cannot have more delegates than seats. Raise its seats first."]
    assert (fewer.status_code, fewer.data["errors"]) == (400, {"cities.0": told})


def test_city_that_was_invited_cannot_be_left_out(program: Program, event: Event) -> None:
    rows.publish(event)
    makers.delegation(event, by=rows.coordinator(), city=rows.rijeka())
    answer = patch(program, event, cities=[])
    assert (answer.status_code, list(answer.data["errors"]), event.participating_cities.count()) == (400, ["cities"], 1)


@pytest.mark.parametrize(
    ("facts", "errors"),
    [
        ({"organisations": [{"organisation": "Nobody", "role": "host"}]}, {"organisations.0.organisation": ["There is no organisation with this name."]}),
        ({"organisations": [{"organisation": "Ministry", "role": "friend"}]}, {"organisations.0.role": ["“friend” is no role. Choose one of these: host, organiser, supporter, funder, partner, counterpart."]}),
        ({"organisations": [{"organisation": "Ministry", "role": "host"}] * 2}, {"organisations.1": ["This organisation already has that role at the event."]}),
        ({"cities": [{"city": "atlantis"}]}, {"cities.0.city": ["There is no city with this slug."]}),
        ({"cities": [{"seats": 1}]}, {"cities.0": ["Give a city, by its slug, or an organisation, by its name."]}),
        ({"cities": [{"city": "rijeka"}, {"city": "rijeka"}]}, {"cities.1": ["This city already takes part in the event."]}),
        ({"practical": [{"heading": "Hotel"}]}, {"practical.0.body": ["This field is required."]}),
        ({"contacts": [{"name": "Desk"}]}, {"contacts.0": ["Give an e-mail address or a telephone number."]}),
        ({"contacts": [{"name": "Desk", "email": "no"}]}, {"contacts.0.email": ["Enter a valid email address."]}),
        ({"purposes": [""]}, {"purposes.0": ["This field may not be blank."]}),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_its_place(
    program: Program, event: Event, facts: dict[str, Any], errors: dict[str, list[str]]
) -> None:
    answer = patch(program, event, **facts)
    assert (answer.status_code, answer.data["errors"]) == (400, errors)
