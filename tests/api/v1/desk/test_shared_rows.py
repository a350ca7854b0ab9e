"""Cities, venues, organisations and cards, which events share."""

from typing import Any

import pytest

from accounts.models import User
from tests.api.programs import Program, token_for
from tests.counting import asked
from tests.factories import rows
from tours.models import City, Country, Organisation, Person, Venue
from tours.vocabulary import RoleKind, Scope

pytestmark = pytest.mark.django_db
CITY: dict[str, Any] = {
    "name": "Đakovo",
    "country": {"code": "HR", "name": "Croatia"},
    "zone": "Europe/Zagreb",
    "latitude": 45.31,
    "longitude": 18.41,
    "names": [{"text": "Ђаково", "language": "sr", "script": "Cyrl"}],
}
VENUE: dict[str, Any] = {
    "name": "City Hall",
    "city": "rijeka",
    "address": "Korzo 16",
    "latitude": 45.3,
    "longitude": 14.4,
}
BODY: dict[str, Any] = {
    "name": "City of Rijeka",
    "city": "rijeka",
    "country": {"code": "HR"},
    "website": "https://rijeka.hr",
}
CARD: dict[str, Any] = {"name": "Ana Primer", "names": [{"text": "Ана Пример", "language": "sr", "script": "Cyrl"}]}
NEW = {"cities/": CITY, "venues/": VENUE, "organisations/": BODY, "people/": CARD}
MODELS: dict[str, Any] = {"cities/": City, "venues/": Venue, "organisations/": Organisation, "people/": Person}


def test_city_is_added_with_its_country_and_names(program: Program) -> None:
    answer = program.post("cities/", CITY)
    assert (answer.status_code, answer.data) == (
        201,
        CITY | {"url": "http://127.0.0.1:8000/api/v1/desk/cities/dakovo/", "slug": "dakovo"},
    )
    assert (answer["Location"], Country.objects.get().name) == (answer.data["url"], "Croatia")


def test_venue_is_added(program: Program) -> None:
    rows.rijeka()
    answer = program.post("venues/", VENUE)
    key = Venue.objects.get().pk
    rest = {"url": f"http://127.0.0.1:8000/api/v1/desk/venues/{key}/", "id": key, "local_name": "", "local_address": ""}
    assert (answer.status_code, answer.data) == (201, VENUE | rest)


def test_organisation_is_added(program: Program) -> None:
    rows.rijeka()
    answer = program.post("organisations/", BODY)
    key = Organisation.objects.get().pk
    url = f"http://127.0.0.1:8000/api/v1/desk/organisations/{key}/"
    rest = {"url": url, "id": key, "short_name": "", "names": [], "country": {"code": "HR", "name": "Croatia"}}
    assert (answer.status_code, answer.data) == (201, BODY | rest)


def test_card_is_added(program: Program) -> None:
    answer = program.post("people/", CARD)
    uid = str(Person.objects.get().uid)
    url = f"http://127.0.0.1:8000/api/v1/desk/people/{uid}/"
    assert (answer.status_code, answer.data) == (201, CARD | {"url": url, "uid": uid})


@pytest.mark.parametrize("kind", NEW)
def test_post_sent_again_with_its_key_adds_nothing(program: Program, kind: str) -> None:
    rows.rijeka()
    first = program.post(kind, NEW[kind], idempotency_key="a")
    count = MODELS[kind].objects.count()
    again = program.post(kind, NEW[kind], idempotency_key="a")
    assert (again.data, again["Idempotent-Replayed"], MODELS[kind].objects.count()) == (first.data, "true", count)


@pytest.mark.parametrize("kind", NEW)
def test_row_is_changed_in_part_and_only_as_it_was_read(program: Program, kind: str) -> None:
    rows.rijeka()
    made = program.post(kind, NEW[kind])
    address = made.data["url"].partition("/desk/")[2]
    read = program.get(address)
    assert (read.data, read["ETag"]) == (made.data, made["ETag"])
    assert program.patch(address, {"name": "Another"}).status_code == 428
    changed = program.patch(address, {"name": "Another"}, if_match=read["ETag"])
    assert (changed.status_code, changed.data) == (200, made.data | {"name": "Another"})
    assert program.patch(address, {"name": "Third"}, if_match=read["ETag"]).status_code == 412


@pytest.mark.parametrize("kind", NEW)
def test_rows_are_found_by_name(program: Program, kind: str) -> None:
    rows.rijeka()
    made = program.post(kind, NEW[kind]).data
    program.post(kind, NEW[kind] | {"name": "Another"})
    with asked() as database:
        found = program.get(f"{kind}?name={made['name']}").data["results"]
    assert (found, database.queries <= 6) == ([made], True)


def test_names_in_other_scripts_are_sent_whole(program: Program) -> None:
    program.post("cities/", CITY)
    names = [{"text": "Djakovo", "language": "de"}, *CITY["names"]]
    answer = program.patch("cities/dakovo/", {"names": names}, if_match="*")
    assert answer.data["names"] == [{"text": "Djakovo", "language": "de", "script": "Latn"}, *CITY["names"]]
    assert program.patch("cities/dakovo/", {"names": []}, if_match="*").data["names"] == []


@pytest.mark.parametrize(
    ("kind", "facts", "errors"),
    [
        ("cities/", {"country": {"code": "SI"}}, {"country": ["There is no country with this code. Give its name, and it is made."]}),
        ("cities/", {"country": {"code": "s", "name": "Slovenia"}}, {"country": ["Ensure this value has at least 2 characters (it has 1)."]}),
        ("cities/", {"country": {"code": "SI", "name": "Croatia"}}, {"country": ["Country with this Name today already exists."]}),
        ("cities/", {"zone": "Mars/Base"}, {"zone": ["“Mars/Base” is not a known time zone. Write it as in the IANA list, such as Europe/Belgrade."]}),
        ("cities/", {"longitude": -181}, {"longitude": ["Ensure this value is greater than or equal to -180."]}),
        ("cities/", {"names": CITY["names"] * 2}, {"names.1": ["Name in another script with this City, Language and Script already exists."]}),
        ("venues/", {"city": "atlantis"}, {"city": ["There is no city with this slug."]}),
        ("venues/", {"latitude": 91}, {"latitude": ["Ensure this value is less than or equal to 90."]}),
        ("people/", {"name": " "}, {"name": ["This field may not be blank."]}),
        ("people/", {"position": "Mayor"}, {"position": ["There is no such field. There are name, names."]}),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_by_field(
    program: Program, kind: str, facts: dict[str, Any], errors: dict[str, list[str]]
) -> None:
    rows.rijeka()
    answer = program.post(kind, NEW[kind] | facts)
    assert (answer.status_code, answer.data["errors"]) == (400, errors)


def test_slug_of_a_city_stays(program: Program) -> None:
    program.post("cities/", CITY)
    answer = program.patch("cities/dakovo/", {"slug": "djakovo"}, if_match="*")
    assert (answer.status_code, list(answer.data["errors"])) == (400, ["slug"])


@pytest.mark.parametrize("kind", NEW)
def test_token_for_one_event_makes_and_sees_none(maja: User, kind: str) -> None:
    rows.rijeka()
    made = Program(token_for(maja)).post(kind, NEW[kind]).data
    program = Program(token_for(maja, event=rows.event()))
    answer = program.post(kind, NEW[kind])
    assert (answer.status_code, "makes nothing that all events share" in answer.data["detail"]) == (403, True)
    address = made["url"].partition("/desk/")[2]
    assert (program.get(kind).data["results"], program.get(address).status_code) == ([], 404)


@pytest.mark.parametrize("kind", NEW)
def test_viewer_and_token_for_reading_make_none(maja: User, kind: str) -> None:
    rows.rijeka()
    viewer = rows.colleague(RoleKind.VIEWER, at=rows.event())
    answers = [Program(token).post(kind, NEW[kind]) for token in (token_for(viewer), token_for(maja, Scope.READ))]
    assert [answer.status_code for answer in answers] == [403, 403]
    assert "does not have the scope agenda" in answers[1].data["detail"]


def test_card_of_somebody_at_an_event_of_others_is_not_changed(program: Program) -> None:
    """The token sees the person at its own event, and may not rename them at the other."""
    person = rows.person("Ana")
    rows.appearance(rows.event(), person)
    rows.appearance(rows.event(programme=rows.programme(slug="other", name="Other")), person)
    answer = program.patch(f"people/{person.uid}/", {"name": "Another"}, if_match="*")
    assert (answer.status_code, Person.objects.get().display_name) == (403, "Ana")
