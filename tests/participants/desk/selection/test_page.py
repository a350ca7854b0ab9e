"""The page of the selection sheet: what it shows, and how many names are decided at once."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from backstage.models import AuditEntry
from participants.models import Delegate, Delegation, SupportingFile
from participants.nominations import deciding, offering, proposing
from tests.factories import rows
from tests.html_checker import complaints
from tests.participants import makers
from tests.participants.desk.selection.pages import address, decide, sentences, states, table
from tests.refusals import is_not_found
from tests.tours.admin.conftest import browser_of
from tours.models import Event, ParticipatingCity, Person, PersonName
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db
SHEET = ["selection", "selection_pdf", "selection_xlsx"]


@pytest.fixture
def registrar() -> User:
    return rows.coordinator()


@pytest.fixture
def event() -> Event:
    return makers.published_event(title="Smart City Week")


@pytest.fixture
def desk(event: Event) -> Client:
    return browser_of(rows.colleague(RoleKind.REGISTRAR, at=event))


@pytest.fixture
def rijeka(event: Event, registrar: User) -> Delegation:
    return makers.delegation(event, by=registrar, city=rows.rijeka())


def test_sheet_says_who_is_put_forward_in_order_of_choice(registrar: User, event: Event, rijeka: Delegation) -> None:
    before = makers.published_event(title="Water Days", starts=date(2015, 3, 2), ends=date(2015, 3, 3))
    ana = makers.accepted(makers.delegation(before, by=registrar), by=registrar, name="Ana Primer").person
    assert ana
    rows.appearance(before, ana, position="Engineer", organisation=rows.organisation("City of Rijeka"))
    proposing.propose(rijeka, "Ivo Primer", by=registrar, facts={"rank": 2, "reason": "Runs the trams."})
    proposing.propose(rijeka, "Ana Primer", by=registrar, facts={"rank": 1, "person": ana, "capacity": "head"})
    page = browser_of(registrar).get(address(event))
    assert table(page) == [
        ["1", "Ana Primer / Engineer, City of Rijeka / Head of delegation", "Water Days (2015)", "", "Proposed"],
        ["2", "Ivo Primer / Delegate", "", "Runs the trams.", "Proposed"],
    ]
    assert [(shown.body.name, shown.seats) for shown in page.context["bodies"]] == [
        ("Rijeka", "Seats: 2, taken: 0, free: 2")
    ]


def test_position_at_this_event_comes_before_the_last_one(registrar: User, event: Event, rijeka: Delegation) -> None:
    row = makers.proposed(rijeka, by=registrar, name="Ana Primer")
    assert row.person
    later = rows.event(starts=date(2018, 1, 1), ends=date(2018, 1, 2))
    rows.appearance(later, row.person, position="Mayor")
    rows.appearance(event, row.person, position="Deputy mayor")
    assert table(browser_of(registrar).get(address(event)))[0][1] == "Ana Primer / Deputy mayor / Delegate"


def test_earlier_tours_are_those_whose_people_the_user_may_see(
    registrar: User, event: Event, rijeka: Delegation, desk: Client
) -> None:
    before = makers.published_event(title="Water Days", starts=date(2015, 3, 2), ends=date(2015, 3, 3))
    ana = makers.accepted(makers.delegation(before, by=registrar), by=registrar, name="Ana Primer").person
    proposing.propose(rijeka, "Ana Primer", by=registrar, facts={"person": ana})
    found = [table(browser.get(address(event)))[0][2] for browser in (browser_of(registrar), desk)]
    assert found == ["Water Days (2015)", ""]


def test_offer_says_until_when(registrar: User, event: Event, rijeka: Delegation, desk: Client) -> None:
    row = deciding.reserve(makers.proposed(rijeka, by=registrar), by=registrar)
    offering.offer(row, by=registrar, hours=2, now=datetime(2017, 8, 25, 17, 0, tzinfo=UTC))
    assert table(desk.get(address(event)))[0][4] == "Place offered until 28 August 2017, 09:00 Rijeka time (UTC+2)"


def test_many_are_decided_at_once_and_nobody_is_told(
    registrar: User, event: Event, rijeka: Delegation, desk: Client, mailoutbox: list[Any]
) -> None:
    first, second, third = (makers.proposed(rijeka, by=registrar) for _each in range(3))
    sent = decide((first, "accepted"), (second, "reserve"), (third, "declined")) | {"reason": "Jury of 3 May."}
    answer = desk.post(address(event), sent, follow=True)
    assert answer.redirect_chain == [(address(event), 302)]
    assert [str(message) for message in answer.context["messages"]] == [
        "3 names are decided. Nobody is told yet: that is the next step."
    ]
    assert (states(event), makers.taken(rijeka), mailoutbox) == (["accepted", "reserve", "declined"], 1, [])
    assert set(event.delegates.values_list("told_state", flat=True)) == {""}
    assert set(AuditEntry.objects.filter(reason="Jury of 3 May.").values_list("object_repr", flat=True)) >= {
        row.name for row in (first, second, third)
    }


def test_one_refusal_leaves_all_undecided_and_is_said_at_its_row(
    registrar: User, event: Event, rijeka: Delegation, desk: Client
) -> None:
    names = [makers.proposed(rijeka, by=registrar, name=f"Primer {number}") for number in range(4)]
    other = makers.delegation(event, by=registrar, city=rows.belgrade())
    there = makers.accepted(other, by=registrar)
    twice = proposing.propose(rijeka, "Same Primer", by=registrar)
    Delegate.objects.filter(pk=twice.pk).update(person=there.person, state="withdrawn")
    before = states(event)
    sent = decide(*((row, "accepted") for row in (*names[:3], twice)), (names[3], "reserve")) | {"reason": "Jury"}
    page = desk.post(address(event), sent)
    assert (page.status_code, states(event), makers.taken(rijeka)) == (400, before, 0)
    assert sentences(page) == [
        (
            "All seats of Rijeka are taken. Keep this person as a reserve, or first withdraw somebody or give the"
            " delegation another seat."
        ),
        f"{there.person} is already put forward by Belgrade. Withdraw them there first, or move them from there.",
    ]
    kept = {
        name: form["to"].value()
        for form in page.context["bodies"][0].rows
        for name, form in [(form.name.name, form.form)]
    }
    assert kept == {
        "Primer 0": "accepted",
        "Primer 1": "accepted",
        "Primer 2": "accepted",
        "Primer 3": "reserve",
        "Same Primer": "accepted",
    }
    assert page.context["grounds"]["reason"].value() == "Jury"


def test_who_has_no_card_gets_a_new_one(registrar: User, event: Event, rijeka: Delegation, desk: Client) -> None:
    row = proposing.propose(rijeka, "Ivo Primer", by=registrar)
    desk.post(address(event), decide((row, "accepted")) | {f"{row.pk}-card": "new"})
    row.refresh_from_db()
    assert (row.state, row.person and row.person.display_name) == ("accepted", "Ivo Primer")


def test_refused_decision_makes_no_card(registrar: User, event: Event, desk: Client) -> None:
    full = makers.delegation(event, by=registrar, seats=0)
    row = proposing.propose(full, "Ivo Primer", by=registrar)
    page = desk.post(address(event), decide((row, "accepted")) | {f"{row.pk}-card": "new"})
    assert (page.status_code, len(sentences(page)), Person.objects.filter(display_name="Ivo Primer").count()) == (
        400,
        1,
        0,
    )


def test_card_with_the_same_name_is_asked_for(registrar: User, event: Event, rijeka: Delegation) -> None:
    card = rows.person("Đorđe Čačak")
    PersonName.objects.create(person=card, text="Ђорђе Чачак", language="sr", script="Cyrl")
    rows.appearance(event, card, position="Engineer")
    row = proposing.propose(rijeka, "CACAK Dorde", by=registrar)
    desk = browser_of(registrar)
    form = desk.get(address(event)).context["bodies"][0].rows[0].form
    assert form.choices_of("card") == [
        ("", "Choose a card"),
        (str(card.uid), "Đorđe Čačak (Ђорђе Чачак): Engineer, at Smart City Week"),
        ("new", "Make a new card"),
    ]
    page = desk.post(address(event), decide((row, "accepted")) | {f"{row.pk}-card": ""})
    assert sentences(page) == ["Choose the card of this person, or make a new one."]
    desk.post(address(event), decide((row, "accepted")) | {f"{row.pk}-card": str(card.uid)})
    row.refresh_from_db()
    assert (row.state, row.person) == ("accepted", card)


def test_card_out_of_sight_is_neither_offered_nor_taken(
    registrar: User, event: Event, rijeka: Delegation, desk: Client
) -> None:
    hidden = rows.person("Ivo Primer")
    rows.appearance(rows.event(), hidden)
    row = proposing.propose(rijeka, "Ivo Primer", by=registrar)
    form = desk.get(address(event)).context["bodies"][0].rows[0].form
    assert form.choices_of("card") == [("new", "Make a new card")]
    page = desk.post(address(event), decide((row, "accepted")) | {f"{row.pk}-card": str(hidden.uid)})
    assert sentences(page) == [f"Select a valid choice. {hidden.uid} is not one of the available choices."]


def test_name_of_another_event_is_a_sentence(registrar: User, event: Event, rijeka: Delegation, desk: Client) -> None:
    elsewhere = makers.proposed(makers.delegation(makers.published_event(), by=registrar), by=registrar)
    ours = makers.proposed(rijeka, by=registrar)
    page = desk.post(address(event), decide((elsewhere, "accepted"), (ours, "accepted")))
    assert page.status_code == 400
    assert page.context["grounds"].non_field_errors() == ["Some of these names were not put forward for this event."]
    assert (states(event), Delegate.objects.get(pk=elsewhere.pk).state) == (["proposed"], "proposed")


@pytest.mark.parametrize(
    "forged", [{"-to": "accepted"}, {f"{'9' * 40}-to": "accepted"}, {"x\0-to": "a"}, {"²-to": "a"}, {}]
)
def test_without_a_choice_the_page_says_so(
    forged: dict[str, str], event: Event, rijeka: Delegation, desk: Client
) -> None:
    page = desk.post(address(event), forged)
    assert page.status_code == 400
    assert page.context["grounds"].non_field_errors() == ["Choose what is decided, for one name at least."]


def test_what_a_colleague_decided_meanwhile_is_said_at_the_row_and_the_choice_stays(
    registrar: User, event: Event, rijeka: Delegation, desk: Client
) -> None:
    row = makers.accepted(rijeka, by=registrar, name="Ana Primer")
    page = desk.post(address(event), decide((row, "reserve")))
    assert sentences(page) == ["Ana Primer is in the state “Has a place”, and cannot get from there to “Reserve”."]
    assert page.context["bodies"][0].rows[0].form["to"].value() == "reserve"


def test_offer_that_is_declined_frees_its_seat_for_another(registrar: User, event: Event, desk: Client) -> None:
    ours = makers.delegation(event, by=registrar, seats=1)
    offered = deciding.reserve(makers.proposed(ours, by=registrar), by=registrar)
    offering.offer(offered, by=registrar, hours=2)
    other = makers.proposed(ours, by=registrar)
    desk.post(address(event), decide((other, "accepted"), (offered, "declined")))
    assert (states(event), makers.taken(ours)) == (["declined", "accepted"], 1)


def test_file_is_kept_with_the_decisions_or_not_at_all(
    registrar: User, event: Event, rijeka: Delegation, desk: Client
) -> None:
    row = makers.proposed(rijeka, by=registrar)
    bad = SimpleUploadedFile("list.exe", b"MZ" * 100)
    page = desk.post(address(event), decide((row, "accepted")) | {"file": bad})
    assert (page.status_code, states(event), list(page.context["grounds"].errors)) == (400, ["proposed"], ["file"])
    assert SupportingFile.objects.count() == 0


@pytest.mark.parametrize("of", SHEET)
def test_sheet_is_for_those_who_register_people(of: str, event: Event) -> None:
    answers = {
        kind: browser_of(rows.colleague(kind, at=event)).get(address(event, of)).status_code for kind in RoleKind
    }
    assert answers == {"coordinator": 200, "editor": 403, "registrar": 200, "viewer": 403, "host": 404}
    assert is_not_found(browser_of(rows.stranger()).get(address(event, of)))


@pytest.mark.parametrize(("of", "kind", "name"), [
    ("selection_pdf", "application/pdf", "Smart City Week - Selection - 2017-08-30.pdf"),
    ("selection_xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Smart City Week - Selection - 2017-08-30.xlsx"),
])  # fmt: skip
def test_files_are_private_and_saved(of: str, kind: str, name: str, event: Event, rijeka: Delegation) -> None:
    with time_machine.travel(datetime(2017, 8, 30, 9, tzinfo=UTC)):
        answer = browser_of(rows.colleague(RoleKind.REGISTRAR, at=event)).get(address(event, of))
    assert answer.headers["Content-Type"] == kind
    assert answer.headers["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'


def filled(event: Event, registrar: User, number: int) -> Delegation:
    """A delegation with so many names, a third of them without a card."""
    ours = makers.delegation(event, by=registrar, seats=300)
    people = Person.objects.bulk_create(Person(display_name=f"Person {each}") for each in range(number))
    for person in people[:3]:
        rows.appearance(event, person, position="Engineer")
    Delegate.objects.bulk_create(
        Delegate(
            event=event, delegation=ours, name=person.display_name, rank=each + 1, person=person if each % 3 else None
        )
        for each, person in enumerate(people)
    )
    return ours


@pytest.mark.slow
def test_pages_are_valid_html(registrar: User, event: Event, rijeka: Delegation, tmp_path: Path) -> None:
    desk = browser_of(registrar)
    (tmp_path / "empty.html").write_bytes(desk.get(address(rows.event())).content)
    filled(event, registrar, 3)
    row = makers.proposed(rijeka, by=registrar, name="<b>김민재</b> & Ђорђе")
    third = proposing.propose(rijeka, "Ivo Primer", by=registrar)
    (tmp_path / "page.html").write_bytes(desk.get(address(event)).content)
    refused = desk.post(address(event), decide((row, "x"), (third, "accepted")))
    (tmp_path / "refused.html").write_bytes(refused.content)
    pages = sorted(tmp_path.glob("*.html"))
    assert (refused.status_code, len(pages), complaints(pages)) == (400, 3, [])


def test_second_page_has_the_rest_and_what_was_chosen_stays(
    registrar: User, event: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("participants.desk.selection.pages.NAMES_A_PAGE", 2)
    filled(event, registrar, 3)
    desk, last = browser_of(registrar), event.delegates.order_by("pk")[2]
    assert [row[1].partition(" /")[0] for row in table(desk.get(f"{address(event)}?page=2"))] == ["Person 2"]
    answer = desk.post(f"{address(event)}?page=1", decide((last, "reserve")))
    assert (answer.status_code, answer.headers["Location"], states(event)[2]) == (
        302,
        f"{address(event)}?page=1",
        "reserve",
    )


def test_seats_are_shown_as_they_are(registrar: User, event: Event, rijeka: Delegation, desk: Client) -> None:
    makers.accepted(rijeka, by=registrar)
    ParticipatingCity.objects.filter(pk=rijeka.participation_id).update(seats=3)
    assert [shown.seats for shown in desk.get(address(event)).context["bodies"]] == ["Seats: 3, taken: 1, free: 2"]
