"""The table of delegates: what it shows to whom, how it is narrowed and sorted, and quick edits."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from accounts.models import User
from participants.models import Delegate, DelegateContact, Delegation
from participants.nominations import deciding, offering, proposing
from participants.vocabulary import Capacity
from tests.factories import rows
from tests.participants import makers
from tests.participants.desk.delegates.reading import list_of, names, sentences, table
from tests.participants.travel.makers import coming
from tests.refusals import is_not_found
from tests.tours.admin.conftest import browser_of
from tours.models import Event, Group, PersonName
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(registrar: User) -> Client:
    return browser_of(registrar)


def changed(page: object) -> list[str]:
    return [str(message) for message in page.context["messages"]]  # type: ignore[attr-defined]


def test_registrar_sees_choice_and_what_is_missing(
    event: Event, registrar: User, ours: Delegation, desk: Client
) -> None:
    row = makers.accepted(ours, by=registrar, name="Đorđe Primer", level="elected", language="hr")
    rows.appearance(event, row.person, position="Mayor")  # type: ignore[arg-type]
    row.groups.add(Group.objects.create(event=event, name="B"))
    makers.proposed(ours, by=registrar, name="Žana Primer", capacity="observer", attends="online")
    assert table(desk.get(list_of(event))) == [
        [
            "Edit: Đorđe Primer",
            "Đorđe Primer",
            "Mayor",
            "Rijeka",
            "Has a place",
            "Delegate",
            "1",
            "B",
            "",
            "missing: e-mail",
        ],
        [
            *("Edit: Žana Primer", "Žana Primer", "", "Rijeka", "Proposed", "Observer", "2", "", "Online"),
            "missing: e-mail, kind of office, language, position",
        ],
    ]
    DelegateContact.objects.create(delegate=row, email="office@example.org")
    assert table(desk.get(list_of(event)))[0][-1] == "complete"


def test_offer_says_until_when(event: Event, registrar: User, ours: Delegation, desk: Client) -> None:
    row = deciding.reserve(makers.proposed(ours, by=registrar), by=registrar)
    offering.offer(row, by=registrar, hours=2, now=datetime(2017, 8, 25, 17, 0, tzinfo=UTC))
    assert table(desk.get(list_of(event)))[0][4] == "Place offered until 28 August 2017, 09:00 Rijeka time (UTC+2)"


def test_editor_sees_names_without_the_choice(event: Event, registrar: User, ours: Delegation, editor: User) -> None:
    makers.proposed(ours, by=registrar, name="Ana Primer")
    page = browser_of(editor).get(list_of(event))
    assert table(page) == [["Ana Primer", "", "Rijeka", "Proposed", "Delegate", "", ""]]
    assert (page.context["quick"], "participants-register" in page.content.decode()) == (None, False)
    assert browser_of(editor).get(list_of(event), {"sort": "choice"}).status_code == 400
    assert browser_of(editor).post(list_of(event)).status_code == 403


def test_no_sort_tells_an_editor_the_order_of_choice(
    event: Event, registrar: User, ours: Delegation, editor: User, desk: Client
) -> None:
    for name in ("Cvita", "Ana", "Boris"):
        makers.proposed(ours, by=registrar, name=name)
    assert names(desk.get(list_of(event), {"sort": "city"})) == ["Cvita", "Ana", "Boris"]
    assert names(browser_of(editor).get(list_of(event), {"sort": "city"})) == ["Ana", "Boris", "Cvita"]


def test_viewer_is_refused_and_others_find_nothing(event: Event) -> None:
    viewer, elsewhere = (rows.colleague(RoleKind.VIEWER, at=at) for at in (event, rows.event()))
    assert browser_of(viewer).get(list_of(event)).status_code == 403
    assert is_not_found(browser_of(elsewhere).get(list_of(event)))


def test_words_find_names_in_every_script(event: Event, registrar: User, ours: Delegation, desk: Client) -> None:
    row = makers.proposed(ours, by=registrar, name="Đorđe Čačak")
    korean = makers.proposed(ours, by=registrar, name="Kim Primer")
    assert korean.person
    PersonName.objects.create(person=korean.person, text="김민수", language="ko", script="Hang")
    proposing.propose(ours, "Ana Djordjevic", by=registrar)
    found = {words: names(desk.get(list_of(event), {"q": words})) for words in ("dor cac", "Ђорђе", "김민", "cac ana")}
    assert found == {
        "dor cac": [row.name],
        "Ђорђе": ["Ana Djordjevic", row.name],
        "김민": ["Kim Primer"],
        "cac ana": [],
    }


def test_filters_narrow_the_table(event: Event, registrar: User, ours: Delegation, desk: Client) -> None:
    other = makers.delegation(event, by=registrar, city=rows.belgrade(), extra=1)
    group = Group.objects.create(event=event, name="B")
    head = makers.accepted(ours, by=registrar, name="Head", capacity="head")
    head.groups.add(group)
    makers.proposed(other, by=registrar, name="Guest", capacity="observer")
    proposing.register_directly(event, rows.person("Driver"), by=registrar, facts={"capacity": "driver"})
    asks = [
        {"state": "accepted"},
        {"delegation": str(other.pk)},
        {"capacity": "driver"},
        {"group": str(group.pk)},
        {"seat": "yes"},
        {"seat": "no"},
    ]
    assert [names(desk.get(list_of(event), query)) for query in asks] == [
        ["Driver", "Head"],
        ["Guest"],
        ["Driver"],
        ["Head"],
        ["Head"],
        ["Driver", "Guest"],
    ]


def test_delegation_of_another_event_is_no_filter(event: Event, registrar: User, desk: Client) -> None:
    coordinator = rows.coordinator()
    there = makers.delegation(makers.published_event(), by=coordinator)
    makers.proposed(there, by=coordinator, name="Elsewhere")
    assert desk.get(list_of(event), {"delegation": str(there.pk)}).status_code == 400
    assert names(desk.get(list_of(event))) == []


def test_table_is_sorted_as_names_are_spoken(event: Event, registrar: User, ours: Delegation, desk: Client) -> None:
    other = makers.delegation(event, by=registrar, city=rows.belgrade())
    for name, to, rank in (("Zoran", other, 2), ("Đorđe", ours, 3), ("Ana", ours, 4), ("Ešref", other, 1)):
        makers.proposed(to, by=registrar, name=name, rank=rank)
    coming(event, "Iva", capacity=Capacity.DRIVER)  # of no delegation
    deciding.reserve(Delegate.objects.get(name="Ana"), by=registrar)
    sorts = {
        sort: names(desk.get(list_of(event), {"sort": sort})) for sort in ("", "city", "choice", "state", "changed")
    }
    assert sorts == {
        "": ["Ana", "Đorđe", "Ešref", "Iva", "Zoran"],
        "city": ["Ešref", "Zoran", "Đorđe", "Ana", "Iva"],
        "choice": ["Ešref", "Zoran", "Đorđe", "Ana", "Iva"],
        "state": ["Đorđe", "Ešref", "Zoran", "Iva", "Ana"],
        "changed": ["Ana", "Iva", "Ešref", "Đorđe", "Zoran"],
    }
    assert desk.get(list_of(event), {"sort": "person__last_contact__email"}).status_code == 400


def test_headings_keep_the_filters(event: Event, registrar: User, ours: Delegation, desk: Client) -> None:
    makers.proposed(ours, by=registrar)
    page = desk.get(list_of(event), {"state": "proposed", "sort": "city"})
    links = {heading.column.name: heading.query for heading in page.context["headings"] if heading.column.sort}
    assert links == {
        "name": "?state=proposed",
        "body": "?state=proposed&sort=city",
        "state": "?state=proposed&sort=state",
        "rank": "?state=proposed&sort=choice",
    }
    assert page.content.decode().count("aria-sort") == 1


def test_many_are_changed_at_once(event: Event, registrar: User, ours: Delegation, desk: Client) -> None:
    first, second, third = (makers.proposed(ours, by=registrar, name=name) for name in ("Ana", "Iva", "Una"))
    old, new = (Group.objects.create(event=event, name=name) for name in ("A", "B"))
    first.groups.add(old)
    facts = {"rows": [first.pk, second.pk], "capacity": "adviser", "join": new.pk, "leave": old.pk, "attends": "online"}
    page = desk.post(f"{list_of(event)}?state=proposed", facts, follow=True)
    assert (changed(page), page.redirect_chain) == (
        ["2 delegates were changed."],
        [(f"{list_of(event)}?state=proposed", 302)],
    )
    said = [
        (row.name, row.capacity, row.attends, [group.name for group in row.groups.all()])
        for row in Delegate.objects.order_by("name")
    ]
    assert said == [
        ("Ana", "adviser", "online", ["B"]),
        ("Iva", "adviser", "online", ["B"]),
        ("Una", "delegate", "in_person", []),
    ]
    assert third.name == "Una"


def test_refusal_says_whom_and_changes_nobody(event: Event, registrar: User, ours: Delegation, desk: Client) -> None:
    first, second = (makers.proposed(ours, by=registrar, name=name) for name in ("Ana", "Iva"))
    page = desk.post(list_of(event), {"rows": [first.pk, second.pk], "capacity": "head", "reason": "Elections"})
    assert page.status_code == 400
    assert [sentence.partition(":")[0] for sentence in sentences(page)] == ["Iva"]
    assert {*Delegate.objects.values_list("capacity", flat=True)} == {"delegate"}
    html = page.content.decode()
    assert (html.count(" checked"), html.count("Elections"), html.count('type="hidden" name="rows"')) == (2, 1, 0)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({}, "Tick at least one delegate in the table."),
        ({"rows": ["here"]}, "Choose what is to change."),
        ({"rows": ["there"], "capacity": "head"}, "Choose delegates of this event."),
        ({"rows": ["no key"], "capacity": "head"}, "Choose delegates of this event."),
        ({"rows": ["here"], "capacity": "king"}, "Select a valid choice. king is not one of the available choices."),
    ],
)
def test_quick_form_says_what_is_wrong(
    event: Event, registrar: User, ours: Delegation, desk: Client, facts: dict[str, object], sentence: str
) -> None:
    coordinator = rows.coordinator()
    there = makers.proposed(makers.delegation(makers.published_event(), by=coordinator), by=coordinator)
    keys = {"here": makers.proposed(ours, by=registrar).pk, "there": there.pk}
    sent = {**facts, "rows": [keys.get(key, key) for key in facts.get("rows", [])]}  # type: ignore[attr-defined]
    page = desk.post(list_of(event), sent)
    assert (page.status_code, sentences(page)) == (400, [sentence])
