"""The desk's pages of the lists of an event: each adds, changes, moves and deletes a row."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.stale_forms.tags import NAME
from tests.factories import rows
from tests.tours.admin.conftest import browser_of
from tests.tours.desk.pictures.uploads import photograph
from tours.desk.event.parts import KINDS
from tours.models import Contact, Document, Event, Organisation, ParticipatingCity, Picture, Purpose
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db
TYPED: dict[str, dict[str, Any]] = {
    "organisations": {"organisation": "Office of Traffic", "role": "host"},
    "cities": {"city": "Vienna", "country": "AT", "seats": "2"},
    "purposes": {"text": "Learn"},
    "practical": {"heading": "Hotel", "body": "Near the station.", "level": "public"},
    "contacts": {"name": "Desk", "phone": "+82 2", "level": "delegates"},
    "documents": {"title": "Note", "language": "en", "level": "public"},
    "tracks": {"name": "Blue"},
    "groups": {"name": "Bus 2"},
}
"""What is typed to add a row to each list."""
ROW = {
    "organisations": "Office of Traffic (Host)",
    "cities": "Vienna",
    "purposes": "Learn",
    "practical": "Hotel",
    "contacts": "Desk",
    "documents": "Note",
    "tracks": "Blue",
    "groups": "Bus 2",
}
"""How the row is then called."""


@pytest.fixture
def event() -> Event:
    return rows.event()


@pytest.fixture
def browser(event: Event) -> Client:
    return browser_of(rows.coordinator())


def address(event: Event, page: str = "") -> str:
    return f"/desk/events/{event.uid}/lists/{page}"


def note(text: str = "note") -> SimpleUploadedFile:
    return SimpleUploadedFile("Note.pdf", f"%PDF-1.7 {text}".encode(), "application/pdf")


def typed(name: str) -> dict[str, Any]:
    return TYPED[name] | ({"file": note()} if name == "documents" else {})


def test_every_list_is_tried() -> None:
    assert list(TYPED) == list(KINDS)


@pytest.mark.parametrize("name", TYPED)
def test_row_is_added_changed_and_deleted(browser: Client, event: Event, name: str) -> None:
    answer = browser.post(address(event, f"{name}/"), typed(name))
    assert answer.headers["Location"] == address(event, f"{name}/")
    row = KINDS[name].rows(event).get()
    page = browser.get(address(event, f"{name}/")).content.decode()
    assert (str(row), ROW[name] in page) == (ROW[name], True)
    one = address(event, f"{name}/{row.pk}/")
    form = browser.get(one).context["form"]
    sent = {bound.name: bound.value() for bound in form if bound.value() is not None and bound.name != "file"}
    first = next(iter(form.fields))
    changed = sent | {first: "3" if first == "seats" else "Anew"}
    assert browser.post(one, changed).status_code == 302
    assert browser.get(one).context["form"][first].value() in ("Anew", 3)
    browser.post(f"{one}delete/")
    assert not KINDS[name].rows(event).exists()


def test_row_that_was_changed_since_its_deletion_was_asked_stays(browser: Client, event: Event) -> None:
    row = Purpose.objects.create(event=event, text="Learn")
    delete = address(event, f"purposes/{row.pk}/delete/")
    shown = browser.get(delete).context["shown"]
    Purpose.objects.update(text="Learn more")
    assert browser.post(delete, {"shown": shown}).headers["Location"] == delete
    assert browser.post(delete, {"shown": browser.get(delete).context["shown"]}).status_code == 302
    assert not Purpose.objects.exists()


@pytest.mark.parametrize("name", ["organisations", "cities", "purposes", "documents"])
def test_row_without_a_word_is_refused(browser: Client, event: Event, name: str) -> None:
    answer = browser.post(address(event, f"{name}/"), {})
    assert answer.status_code == 400
    assert not KINDS[name].rows(event).exists()


@pytest.mark.parametrize(
    ("name", "facts", "told"),
    [
        ("contacts", {"phone": ""}, ["Give an e-mail address or a telephone number."]),
        ("cities", {"organisation": "Office"}, ["Type either a city or an organisation."]),
        ("cities", {"city": "Rijeka", "country": ""}, ["This city already takes part in the event."]),
        ("tracks", {"name": "Red"}, ["This event already has a track of that name."]),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    browser: Client, event: Event, name: str, facts: dict[str, str], told: list[str]
) -> None:
    ParticipatingCity.objects.create(event=event, city=rows.rijeka())
    event.tracks.create(name="Red")
    sent = typed(name) | facts
    answer = browser.post(address(event, f"{name}/"), sent)
    form = answer.context["form"]
    assert (answer.status_code, list(map(str, form.non_field_errors()))) == (400, told)
    assert [str(form[field].value()) for field in sent] == list(map(str, sent.values()))


def test_organisation_is_found_by_its_name_or_made(browser: Client, event: Event) -> None:
    known = rows.organisation("Ministry of Škole", short_name="MŠ")
    for number, name in enumerate(("ministry of skole", "MŠ", "Ministry of Roads")):
        role = ("host", "funder", "partner")[number]
        browser.post(address(event, "organisations/"), {"organisation": name, "role": role})
    assert [row.organisation.name for row in event.organisations.select_related("organisation")] == [
        known.name,
        known.name,
        "Ministry of Roads",
    ]
    assert Organisation.objects.count() == 2


def test_organisation_may_take_the_place_of_a_city(browser: Client, event: Event) -> None:
    browser.post(address(event, "cities/"), {"organisation": "League of Cities", "seats": "1"})
    assert [str(row) for row in event.participating_cities.all()] == ["League of Cities"]


@pytest.mark.parametrize(
    ("city", "typed_point", "point"),
    [
        ({"city": "Vienna", "country": "AT"}, "48.208, 16.373", (48.208, 16.373)),
        ({"city": "Vienna", "country": "AT"}, "", (None, None)),
        ({"city": "Rijeka"}, "45.327 14.442", (45.327, 14.442)),
        ({"city": "Belgrade"}, "1; -1", (44.8, 20.5)),
    ],
)
def test_city_that_is_on_no_map_yet_gets_its_point(
    browser: Client, event: Event, city: dict[str, str], typed_point: str, point: tuple[float | None, float | None]
) -> None:
    rows.rijeka()
    rows.city("Belgrade", latitude=44.8, longitude=20.5)
    browser.post(address(event, "cities/"), city | {"seats": "1", "city_point": typed_point})
    [row] = event.participating_cities.select_related("city")
    assert row.city
    assert (row.city.name, row.city.latitude, row.city.longitude) == (city["city"], *point)


@pytest.mark.parametrize("text", ["48.208", "48.208, 16.373, 5", "91, 0", "0, 181", "48°12'", "nan, nan", "1e3, 1"])
def test_point_that_is_none_is_refused(browser: Client, event: Event, text: str) -> None:
    answer = browser.post(address(event, "cities/"), typed("cities") | {"city_point": text})
    told = "Write the latitude (-90 to 90) and the longitude (-180 to 180), such as 44.82, 20.46."
    assert (answer.status_code, answer.context["form"].errors) == (400, {"city_point": [told]})
    assert answer.context["form"]["city_point"].value() == text


def test_of_a_city_that_is_there_only_the_seats_are_changed(browser: Client, event: Event) -> None:
    row = ParticipatingCity.objects.create(event=event, city=rows.rijeka(), seats=3, taken=2)
    page = browser.get(address(event, f"cities/{row.pk}/"))
    assert list(page.context["form"].fields) == ["seats", "row_tag"]
    answer = browser.post(address(event, f"cities/{row.pk}/"), {"seats": "1"})
    assert answer.context["form"].errors == {"seats": ["2 seats are taken."]}


def test_rows_are_moved_by_their_buttons(browser: Client, event: Event) -> None:
    for text in "abc":
        browser.post(address(event, "purposes/"), {"text": text})
    last = Purpose.objects.get(text="c")
    browser.post(address(event, f"purposes/{last.pk}/move/"), {"to": "up"})
    browser.post(address(event, f"purposes/{last.pk}/move/"), {"to": "anywhere"})
    assert [purpose.text for purpose in event.purposes.all()] == ["a", "c", "b"]
    group = event.groups.create(name="Bus")
    assert browser.post(address(event, f"groups/{group.pk}/move/"), {"to": "up"}).status_code == 302


def test_colleagues_change_of_a_row_is_kept_and_ones_own_is_shown_again(browser: Client, event: Event) -> None:
    row = Contact.objects.create(event=event, name="Desk", phone="1")
    one = address(event, f"contacts/{row.pk}/")
    sent = {bound.name: bound.value() or "" for bound in browser.get(one).context["form"]}
    Contact.objects.update(name="Theirs")
    answer = browser.post(one, sent | {"phone": "2"})
    form = answer.context["form"]
    assert (answer.status_code, form["name"].value(), form["phone"].value()) == (400, "Theirs", "2")
    assert Contact.objects.values_list("name", "phone").get() == ("Theirs", "1")


def test_what_was_typed_in_a_row_that_a_colleague_deleted_can_be_added_anew(browser: Client, event: Event) -> None:
    row = Purpose.objects.create(event=event, text="Learn")
    one = address(event, f"purposes/{row.pk}/")
    row.delete()
    answer = browser.post(one, {"text": "Learn more"})
    assert (answer.status_code, answer.context["form"]["text"].value()) == (400, "Learn more")
    assert "was deleted since you opened it" in answer.content.decode()
    assert browser.get(one).status_code == 404


@pytest.mark.parametrize("page", ["nothing/", "nothing/1/", "purposes/987654/", "purposes/987654/delete/"])
def test_there_is_no_other_list_or_row(browser: Client, event: Event, page: str) -> None:
    other = Purpose.objects.create(event=rows.event(), text="Elsewhere")
    assert browser.get(address(event, page)).status_code == 404
    assert browser.get(address(event, f"purposes/{other.pk}/")).status_code == 404


def test_editor_changes_what_belongs_to_the_agenda_and_reads_the_rest(event: Event) -> None:
    browser = browser_of(rows.colleague(RoleKind.EDITOR, at=event))
    answers = {name: browser.post(address(event, f"{name}/"), typed(name)).status_code for name in TYPED}
    assert [name for name, status in answers.items() if status == 302] == ["documents", "tracks", "groups"]
    assert {status for status in answers.values()} == {302, 403}
    Purpose.objects.create(event=event, text="Learn")
    page = browser.get(address(event, "purposes/")).content.decode()
    assert ("Learn" in page, "<form" in page.split("<main")[1]) == (True, False)


def test_file_that_was_chosen_stays_chosen_where_the_form_is_refused(browser: Client, event: Event) -> None:
    answer = browser.post(address(event, "documents/"), typed("documents") | {"title": "", "file": note("kept")})
    assert answer.status_code == 400
    page = answer.content.decode()
    key = page.split('name="file-kept" value="')[1].split('"')[0]
    browser.post(address(event, "documents/"), TYPED["documents"] | {"file-kept": key})
    document = Document.objects.get()
    answer = browser.get(f"/desk/events/{event.uid}/documents/{document.pk}/file/")
    assert (answer.getvalue(), answer["Content-Disposition"]) == (
        b"%PDF-1.7 kept",
        'attachment; filename="note.pdf"',
    )


def test_file_of_another_kind_is_refused(browser: Client, event: Event) -> None:
    page = SimpleUploadedFile("a.html", b"<html>", "text/html")
    answer = browser.post(address(event, "documents/"), typed("documents") | {"file": page})
    assert list(answer.context["form"].errors) == ["file"]


def test_document_of_another_event_is_not_there(browser: Client, event: Event) -> None:
    browser.post(address(event, "documents/"), typed("documents"))
    other, document = rows.event(), Document.objects.get()
    assert browser.get(f"/desk/events/{other.uid}/documents/{document.pk}/file/").status_code == 404


def test_picture_is_uploaded_taken_away_and_chosen_again(browser: Client, event: Event) -> None:
    page = f"/desk/events/{event.uid}/picture/"
    assert browser.post(page, {"file": photograph(), "alternative": ""}).status_code == 400
    browser.post(page, {"file": photograph(), "alternative": "A hall", "credit": "Office"})
    event.refresh_from_db()
    stored = browser.get(f"{page}page-960.jpg")
    assert (str(event.picture), stored["Content-Type"], stored.content[:2]) == ("A hall", "image/jpeg", b"\xff\xd8")
    assert browser.post(page, {"describe": "", "alternative": ""}).status_code == 400
    browser.post(page, {"describe": "", "alternative": "A hall", "caption": "At noon", "consent": "Nobody is shown"})
    assert Picture.objects.values_list("caption", "consent").get() == ("At noon", "Nobody is shown")
    browser.post(page, {"remove": ""})
    event.refresh_from_db()
    assert (event.picture, browser.get(f"{page}page-960.jpg").status_code) == (None, 404)
    assert browser.post(page, {"choose": "", "chosen": ""}).status_code == 400
    browser.post(page, {"choose": "", "chosen": Picture.objects.get().pk})
    event.refresh_from_db()
    assert str(event.picture) == "A hall"


def test_what_a_colleague_said_of_the_picture_meanwhile_is_not_overwritten(browser: Client, event: Event) -> None:
    page = f"/desk/events/{event.uid}/picture/"
    browser.post(page, {"file": photograph(), "alternative": "A hall"})
    beside = browser.post(page, {"upload": ""})  # what is refused beside it gives the form its tag, too
    tag = beside.context["describe"][NAME].value()
    Picture.objects.update(consent="She took it back")
    refused = browser.post(page, {"describe": "", "alternative": "The hall", NAME: tag})
    form = refused.context["describe"]
    told = Picture.objects.values_list("alternative", "consent").get()
    assert (beside.status_code, refused.status_code, told) == (400, 400, ("A hall", "She took it back"))
    assert (form["alternative"].value(), form["consent"].value()) == ("The hall", "She took it back")
