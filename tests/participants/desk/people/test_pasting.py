"""The page on which a table of people is pasted, from the text to delegations and names."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from accounts.models import User
from participants.models import Delegate, DelegateContact, Delegation, PersonContact
from tests.counting import asked
from tests.factories import rows
from tests.participants import makers
from tests.tours.admin.conftest import browser_of
from tours.models import Appearance, Event, ParticipatingCity, Person, PersonName
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db
TABLE = (
    "City\tName\tFunction\tE-mail\n"
    "Rijeka\tAna Horvat\tMayor\tana@example.org\n"
    "\tIvo Babić\tArchitect\t\n"
    "Београд\tМира Петровић\tАрхитекта\tmira@example.org\n"
)


@pytest.fixture
def event() -> Event:
    return makers.published_event(title="Week")


@pytest.fixture
def registrar(event: Event) -> User:
    return rows.colleague(RoleKind.REGISTRAR, at=event)


@pytest.fixture
def boss(event: Event) -> User:
    return rows.colleague(RoleKind.COORDINATOR, at=event)


def address(event: Event) -> str:
    return reverse("participants:paste", args=[event.uid])


def shown(browser: Client, event: Event, text: str = TABLE, **facts: Any) -> Any:
    return browser.post(address(event), {"text": text, "becomes": "proposed", "step": "preview", **facts})


def sent(page: Any) -> dict[str, Any]:
    """What the browser sends when the page's form is sent as it stands, without a button."""
    text = page.content.decode()
    found: dict[str, Any] = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', text))
    for name, options in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', text, re.DOTALL):
        values = re.findall(r'<option value="([^"]*)"( selected)?', options)
        found[name] = next((value for value, selected in values if selected), values[0][0])
    form = page.context["form"]
    return {**found, **{name: form[name].value() or "" for name in form.fields}}


def applied(browser: Client, event: Event, page: Any, **facts: Any) -> Any:
    return browser.post(address(event), {**sent(page), "step": "apply", **facts})


def chosen(page: Any) -> list[tuple[str, str, list[str]]]:
    """The name of each row with what is chosen for it, and its problems."""
    return [(row.name, row.chosen, problems) for row, problems, _card in page.context["rows"]]


def names(event: Event) -> list[tuple[str, str, str]]:
    found = Delegate.objects.filter(event=event).order_by("pk").select_related("delegation__participation__city")
    return [(str(row.delegation), row.name, row.state) for row in found]


def test_table_becomes_delegations_and_names_in_one_journey(event: Event, boss: User) -> None:
    rijeka, belgrade, browser = rows.rijeka(), rows.belgrade(), browser_of(boss)
    ParticipatingCity.objects.create(event=event, city=rijeka, seats=2)
    page = shown(browser, event)
    assert chosen(page) == [
        ("Ana Horvat", "new", []),
        ("Ivo Babić", "new", []),
        ("Мира Петровић", "new", []),
    ]
    assert chosen(applied(browser, event, page)) == [
        ("Ana Horvat", "new", ["Rijeka is not invited. Tick it among the cities to invite it."]),
        ("Ivo Babić", "new", ["Rijeka is not invited. Tick it among the cities to invite it."]),
        ("Мира Петровић", "new", ["Belgrade does not take part. Tick it among the cities to add and invite it."]),
    ]
    assert (Delegation.objects.count(), Delegate.objects.count()) == (0, 0)
    keys = [body.key for body, _refused in page.context["bodies"]]
    answer = applied(browser, event, page, body_ticked=keys, **{f"seats-c{belgrade.pk}": "3"})
    assert answer.headers["Location"] == reverse("participants:delegates", args=[event.uid])
    assert names(event) == [
        ("Rijeka", "Ana Horvat", "proposed"),
        ("Rijeka", "Ivo Babić", "proposed"),
        ("Belgrade", "Мира Петровић", "proposed"),
    ]
    assert list(event.participating_cities.values_list("city__name", "seats")) == [("Rijeka", 2), ("Belgrade", 3)]
    told = event.appearances.order_by("pk").values_list("person__display_name", "position", "city__name")
    assert list(told) == [
        ("Ana Horvat", "Mayor", "Rijeka"),
        ("Ivo Babić", "Architect", "Rijeka"),
        ("Мира Петровић", "Архитекта", "Belgrade"),
    ]
    contacts = ["ana@example.org", "mira@example.org"]
    assert list(DelegateContact.objects.order_by("email").values_list("email", flat=True)) == contacts
    assert list(PersonContact.objects.order_by("email").values_list("email", flat=True)) == contacts


def test_nothing_is_done_twice(event: Event, boss: User) -> None:
    makers.delegation(event, by=boss, city=rows.rijeka(), seats=3)
    browser = browser_of(boss)
    page = shown(browser, event, "Rijeka\tAna Horvat\nRijeka\tIvo Babić\n")
    assert applied(browser, event, page).status_code == 302
    again = applied(browser, event, page)
    assert (again.status_code, Delegate.objects.count(), Person.objects.count()) == (400, 2, 2)
    problem = "is already among those who come or may come."
    assert chosen(again) == [
        ("Ana Horvat", "new", [f"Ana Horvat {problem}"]),
        ("Ivo Babić", "new", [f"Ivo Babić {problem}"]),
    ]
    assert [row[1] for row in chosen(shown(browser, event, "Rijeka\tHORVAT Ana\nRijeka\tIvo Babić\n"))] == ["out"] * 2


def test_one_row_that_is_refused_stops_all_and_says_why_there(event: Event, boss: User) -> None:
    makers.delegation(event, by=boss, city=rows.rijeka(), seats=1)
    browser = browser_of(boss)
    page = shown(browser, event, "Rijeka\tAna Horvat\nRijeka\tIvo Babić\n", becomes="accepted")
    answer = applied(browser, event, page)
    assert (answer.status_code, Delegate.objects.count(), Person.objects.count()) == (400, 0, 0)
    full = "All seats of Rijeka are taken. Keep this person as a reserve, or first withdraw somebody or give the delegation"
    assert chosen(answer) == [("Ana Horvat", "new", []), ("Ivo Babić", "new", [f"{full} another seat."])]
    ivo = answer.context["rows"][1][0].key
    assert applied(browser, event, answer, **{f"card-{ivo}": "out"}).status_code == 302
    assert names(event) == [("Rijeka", "Ana Horvat", "accepted")]
    assert event.participating_cities.get().taken == 1


def test_table_that_was_not_shown_is_shown_first_and_keeps_what_was_chosen(event: Event, boss: User) -> None:
    makers.delegation(event, by=boss, city=rows.rijeka())
    browser = browser_of(boss)
    page = shown(browser, event, "Rijeka\tAna Horvat\nRijeka\tIvo Babić\n")
    ana = page.context["rows"][0][0].key
    changed = "Rijeka\tMira Petrović\nRijeka\tAna Horvat\n"
    answer = applied(browser, event, page, text=changed, **{f"card-{ana}": "none"})
    assert answer.context["form"].non_field_errors() == [
        "The table is not the one that was shown. Look at it as it stands below, then say so again."
    ]
    assert (chosen(answer), Delegate.objects.count()) == ([("Mira Petrović", "new", []), ("Ana Horvat", "none", [])], 0)
    assert answer.context["form"]["text"].value() == changed


def test_card_of_before_is_suggested_with_where_they_came(event: Event, registrar: User) -> None:
    before = makers.published_event(title="Days", starts="2016-09-05", ends="2016-09-06")
    rows.role(registrar, RoleKind.REGISTRAR, at=before)
    old = makers.delegation(before, by=registrar, city=rows.rijeka())
    came = makers.accepted(old, by=registrar, name="Ana Horvat")
    assert came.person
    PersonName.objects.create(person=came.person, text="Ана Хорват", language="sr", script="Cyrl")
    makers.delegation(event, by=registrar, city=rows.rijeka())
    browser = browser_of(registrar)
    page = shown(browser, event, "City\tName\nRijeka\tХорват Ана\nRijeka\tAna\n")
    [(ana, *_of_ana), (part, *_of_part)] = page.context["rows"]
    assert (ana.chosen, ana.earlier[0].event, part.cards) == (str(came.person.uid), before, ())
    assert "<li>Days, Rijeka</li>" in page.content.decode()
    assert applied(browser, event, page).status_code == 302
    assert Delegate.objects.get(event=event, name="Хорват Ана").person == came.person


def test_cards_that_the_user_may_not_see_are_neither_shown_nor_taken(event: Event, registrar: User) -> None:
    elsewhere = makers.published_event(title="Secret")
    hidden = makers.accepted(makers.delegation(elsewhere, by=registrar), by=registrar, name="Ana Horvat")
    assert hidden.person
    PersonContact.objects.create(person=hidden.person, email="ana@example.org")
    makers.delegation(event, by=registrar, city=rows.rijeka())
    browser = browser_of(registrar)
    page = shown(browser, event, "City\tName\tE-mail\nRijeka\tAna Horvat\tana@example.org\n")
    [(row, *_others)] = page.context["rows"]
    assert (row.cards, row.chosen) == ((), "new")
    applied(browser, event, page, **{f"card-{row.key}": str(hidden.person.uid)})
    assert Delegate.objects.get(event=event).person != hidden.person


def test_same_mailbox_is_no_proof_of_the_same_person(event: Event, registrar: User) -> None:
    mayor = makers.accepted(makers.delegation(event, by=registrar, city=rows.belgrade()), by=registrar)
    assert mayor.person
    PersonContact.objects.create(person=mayor.person, email="Office@example.org")
    makers.delegation(event, by=registrar, city=rows.rijeka())
    page = shown(browser_of(registrar), event, "City\tName\tE-mail\nRijeka\tIvo Babić\toffice@example.org\n")
    [(row, *_others)] = page.context["rows"]
    assert ([card.person for card in row.cards], row.chosen) == ([mayor.person], "none")
    page = shown(
        browser_of(registrar), event, "City\tName\tE-mail\nRijeka\tIvo Babić\toffice@example.org\n", becomes="accepted"
    )
    answer = applied(browser_of(registrar), event, page)
    assert chosen(answer) == [("Ivo Babić", "", ["Choose which card is theirs, or a new one."])]


def test_name_without_a_card_keeps_position_and_mailbox(event: Event, registrar: User) -> None:
    makers.delegation(event, by=registrar, city=rows.rijeka())
    browser = browser_of(registrar)
    page = shown(browser, event, "City\tName\tFunction\tE-mail\nRijeka\tAna Horvat\tMayor\tana@example.org\n")
    applied(browser, event, page, **{f"card-{page.context['rows'][0][0].key}": "none"})
    row = Delegate.objects.get()
    assert (row.person, row.position, row.contacts.get().email) == (None, "Mayor", "ana@example.org")


def test_registrar_cannot_add_a_city_and_is_told_who_can(event: Event, registrar: User) -> None:
    rows.rijeka()
    browser = browser_of(registrar)
    page = shown(browser, event, "City\tName\nRijeka\tAna Horvat\nAtlantis\tIvo Babić\n")
    rijeka = "Rijeka does not take part. Somebody who may change the event has to add it."
    atlantis = "The site knows no city called “Atlantis”, and no such organisation takes part."
    assert chosen(page) == [("Ana Horvat", "out", [rijeka]), ("Ivo Babić", "out", [atlantis])]
    keys = {f"card-{row.key}": "new" for row, _problems, _card in page.context["rows"]}
    answer = applied(browser, event, page, body_ticked=[f"c{rows.rijeka().pk}"], **keys)
    assert (answer.status_code, event.participating_cities.count()) == (400, 0)


def test_city_is_not_invited_before_the_event_has_a_version() -> None:
    event = rows.event()
    ParticipatingCity.objects.create(event=event, city=rows.rijeka(), seats=2)
    page = shown(browser_of(rows.colleague(RoleKind.REGISTRAR, at=event)), event, "Rijeka\tAna Horvat\n")
    why = "Rijeka cannot be invited before the event has a published version. Its announcement is enough."
    assert chosen(page) == [("Ana Horvat", "out", [why])]


def test_driver_needs_no_city_and_typed_names_get_the_chosen_one(event: Event, registrar: User) -> None:
    makers.delegation(event, by=registrar, city=rows.rijeka())
    browser = browser_of(registrar)
    page = shown(browser, event, "Name\tComes as\nIvo Babić\tDriver\n")
    assert applied(browser, event, page).status_code == 302
    page = shown(browser, event, "Ana Horvat\nMira Petrović\n", body="Rijeka")
    assert applied(browser, event, page).status_code == 302
    assert names(event) == [
        ("None", "Ivo Babić", "accepted"),
        ("Rijeka", "Ana Horvat", "proposed"),
        ("Rijeka", "Mira Petrović", "proposed"),
    ]


def test_columns_are_corrected(event: Event, registrar: User) -> None:
    makers.delegation(event, by=registrar, city=rows.rijeka())
    browser = browser_of(registrar)
    page = shown(browser, event, "Mayor\tAna Horvat\tRijeka\n")
    assert [row[0] for row in chosen(page)] == ["Mayor"]
    columns = {"column-0": "position", "column-1": "name", "column-2": "body"}
    page = browser.post(address(event), {**sent(page), **columns, "step": "preview"})
    assert [row[0] for row in chosen(page)] == ["Ana Horvat"]
    assert applied(browser, event, page).status_code == 302
    assert names(event) == [("Rijeka", "Ana Horvat", "proposed")]


@pytest.mark.parametrize(
    "facts",
    [{"column-0": "king"}, {"becomes": "declined"}, {"body": "Nowhere"}, {"seats-c1": "x"}, {"body_ticked": "c\0"}],
)
def test_forged_choices_are_no_fault_of_the_site(event: Event, registrar: User, facts: dict[str, str]) -> None:
    page = shown(browser_of(registrar), event, "Ana Horvat\n", **facts)
    assert (page.status_code in {200, 400}, page.context["form"]["text"].value()) == (True, "Ana Horvat\n")


def test_text_that_is_no_table_is_told(event: Event, registrar: User) -> None:
    page = shown(browser_of(registrar), event, "")
    assert (page.status_code, page.context["form"].errors["text"]) == (400, ["Paste or type at least one person."])


def test_names_are_escaped(event: Event, registrar: User) -> None:
    makers.delegation(event, by=registrar, city=rows.rijeka())
    page = shown(browser_of(registrar), event, "City\tName\nRijeka\t<b>Ana</b> Horvat\n").content.decode()
    assert ("<b>Ana" in page, "<b>Ana</b> Horvat" in strip_tags(page.replace("&lt;", "<"))) == (False, False)


@pytest.mark.parametrize(("count", "read"), [(3, 25), (300, 1213)])
def test_preview_costs_the_same_for_any_number(event: Event, registrar: User, count: int, read: int) -> None:
    before = makers.published_event(title="Days", starts="2016-09-05", ends="2016-09-06")
    rows.role(registrar, RoleKind.REGISTRAR, at=before)
    old = makers.delegation(before, by=registrar, city=rows.rijeka())
    people = Person.objects.bulk_create(Person(display_name=f"Primer Broj{number}") for number in range(count))
    PersonContact.objects.bulk_create(PersonContact(person=each, email=f"a{each.pk}@example.org") for each in people)
    Appearance.objects.bulk_create(Appearance(event=before, person=each, city=rows.rijeka()) for each in people)
    facts: Any = {"event": before, "delegation": old, "state": "accepted"}
    Delegate.objects.bulk_create(Delegate(person=each, name=each.display_name, **facts) for each in people)
    ParticipatingCity.objects.create(event=event, city=rows.rijeka(), seats=2)
    rows.belgrade()
    rows.organisation("City hall")
    table = "".join(f"Rijeka\t{each.display_name}\tCity hall\ta{each.pk}@example.org\n" for each in people[1:])
    heading = "City\tName\tOffice\tE-mail\n"
    browser = browser_of(registrar)
    with asked() as seen:
        page = shown(browser, event, f"{heading}{table}Belgrade\t{people[0].display_name}\tCity hall\n")
    suggested = [row.earlier[0].event for row, _problems, _card in page.context["rows"] if row.card]
    assert (suggested, len(page.context["rows"])) == ([before] * (count - 1), count)
    assert (seen.queries, seen.rows()) == (17, read)
