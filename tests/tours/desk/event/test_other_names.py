"""Names in other languages and scripts of the cities, people and organisations of an event are written at the desk."""

from typing import Any

import pytest
from django.db.models import Model
from django.test import Client

from backstage.models import AuditEntry
from tests.factories import rows
from tests.tours.admin.conftest import browser_of
from tours.models import Appearance, Event
from tours.vocabulary import RoleKind

Action = AuditEntry.Action
pytestmark = pytest.mark.django_db
KINDS = ("cities", "people", "organisations")
Sent = dict[str, str]


@pytest.fixture
def event() -> Event:
    made = rows.event()
    rows.speaker(rows.item(made), "Maja Novak")
    made.organisations.create(organisation=rows.organisation("Office"), role="host")
    return made


@pytest.fixture
def browser(event: Event) -> Client:
    return browser_of(rows.colleague(RoleKind.EDITOR, at=event))


def named(event: Event, kind: str) -> tuple[Any, str]:
    """The row whose names they are, and the address of its page."""
    organisation = event.organisations.get().organisation
    appearance = Appearance.objects.get(person__display_name="Maja Novak")
    row: Model = {"cities": event.host_city, "people": appearance.person, "organisations": organisation}[kind]
    return row, f"/desk/events/{event.uid}/named/{kind}/{appearance.pk if kind == 'people' else row.pk}/"


def shown(browser: Client, address: str) -> Sent:
    """What a browser sends if nothing is typed."""
    form = browser.get(address).context["form"]
    bounds = [*form, *(bound for part in (form.names.management_form, *form.names) for bound in part)]
    values = {bound.html_name: bound.value() for bound in bounds}
    return {name: str(value) for name, value in values.items() if value is not None and value is not False}


def with_name(sent: Sent, place: int, text: str, language: str = "", script: str = "") -> Sent:
    typed = {"text": text, "language": language, "script": script}
    return sent | {f"names-{place}-{name}": value for name, value in typed.items()}


def names_of(row: Any) -> list[tuple[str, str, str]]:
    return list(row.names.values_list("text", "language", "script"))


@pytest.mark.parametrize("kind", KINDS)
def test_name_is_added_changed_and_taken_away(event: Event, browser: Client, kind: str) -> None:
    (row, address), before = named(event, kind), event.updated_at
    row.names.all().delete()
    assert browser.post(address, with_name(shown(browser, address), 0, "가나다")).status_code == 302
    assert names_of(row) == [("가나다", "ko", "Hang")]
    event.refresh_from_db()
    assert event.updated_at > before
    browser.post(address, with_name(shown(browser, address), 0, "라마바", "Korean", "Hang"))
    assert names_of(row) == [("라마바", "ko", "Hang")]
    browser.post(address, shown(browser, address) | {"names-0-DELETE": "on"})
    assert names_of(row) == []
    told = AuditEntry.objects.filter(content_type__model=row.names.model._meta.model_name).order_by("pk")
    assert [entry.action for entry in told][-3:] == list(map(int, (Action.CREATE, Action.UPDATE, Action.DELETE)))


@pytest.mark.parametrize(
    ("text", "language", "script", "stored"),
    [
        ("Σεούλ", "", "", ("el", "Grek")),
        ("Сеул", "Serbian (Cyrillic script)", "", ("sr", "Cyrl")),
        ("Сеул", "Serbian", "Latn", ("sr", "Cyrl")),
        ("Seul", "sr-Latn", "", ("sr", "Latn")),
        ("首爾", "Traditional Chinese", "Hant", ("zh", "Hant")),
        ("서울 首爾", "ko", "Kore", ("ko", "Kore")),
    ],
)
def test_language_and_script_are_chosen_or_told_from_the_letters(
    event: Event, browser: Client, text: str, language: str, script: str, stored: tuple[str, str]
) -> None:
    row, address = named(event, "organisations")
    assert browser.post(address, with_name(shown(browser, address), 0, text, language, script)).status_code == 302
    assert names_of(row) == [(text, *stored)]


@pytest.mark.parametrize(
    ("text", "language", "script", "field"),
    [
        ("Сеул", "", "", "language"),
        ("Сеул", "Klingonese", "", "language"),
        ("서울 首爾", "ko", "", "script"),
        ("서울", "ko", "Klingon", "script"),
        ("", "ko", "", "text"),
        ("가" * 201, "ko", "", "text"),
        ("a\0b", "de", "", "text"),
    ],
)
def test_what_is_no_name_is_refused_and_stays(
    event: Event, browser: Client, text: str, language: str, script: str, field: str
) -> None:
    row, address = named(event, "organisations")
    answer = browser.post(address, with_name(shown(browser, address), 0, text, language, script) | {"name": "New"})
    [typed] = answer.context["form"].names
    assert (answer.status_code, list(typed.errors), typed["text"].value()) == (400, [field], text)
    assert answer.context["form"].non_field_errors() == ["Correct the names in other languages and scripts."]
    row.refresh_from_db()
    assert (row.name, names_of(row)) == ("Office", [])


def test_a_language_and_script_have_one_name(event: Event, browser: Client) -> None:
    row, address = named(event, "organisations")
    row.names.create(text="하나", language="ko", script="Hang")
    assert browser.post(address, with_name(shown(browser, address), 1, "둘")).status_code == 400
    assert names_of(row) == [("하나", "ko", "Hang")]


def test_colleagues_name_is_kept_and_ones_own_is_shown_again(event: Event, browser: Client) -> None:
    row, address = named(event, "organisations")
    stays, goes = (row.names.create(text=text, language=text, script="Latn") for text in ("de", "fr"))
    sent = with_name(with_name(shown(browser, address), 0, "Mine", "de", "Latn"), 2, "둘")
    type(stays).objects.filter(pk=stays.pk).update(text="Theirs")
    goes.delete()
    answer = browser.post(address, sent)
    assert answer.status_code == 400
    assert [typed["text"].value() for typed in answer.context["form"].names] == ["Mine", "둘"]
    assert any("Theirs" in told for told in answer.context["form"].non_field_errors())
    assert names_of(row) == [("Theirs", "de", "Latn")]


def test_names_of_a_person_are_written_by_whoever_edits_every_event_of_theirs(event: Event, browser: Client) -> None:
    row, address = named(event, "people")
    sent = with_name(shown(browser, address), 0, "마야")
    rows.speaker(rows.item(rows.event()), row)
    assert browser.get(address).context["form"].names is None
    assert browser.post(address, sent).status_code == 302
    assert names_of(row) == []


def test_cities_of_an_event_are_its_host_those_that_take_part_and_those_of_places(
    event: Event, browser: Client
) -> None:
    rows.city("Elsewhere")
    event.participating_cities.create(city=rows.city("Rijeka"), seats=2)
    rows.item(event, venue=rows.venue("Depot", city=rows.city("Goyang")))
    page = f"/desk/events/{event.uid}/named/cities/"
    assert [str(row) for row, _details in browser.get(page).context["lines"]] == ["Goyang", "Rijeka", "Seoul"]
    assert f'href="{page}"' in browser.get(f"/desk/events/{event.uid}/lists/cities/").content.decode()
    viewer = browser_of(rows.colleague(RoleKind.VIEWER, at=event))
    assert viewer.post(named(event, "cities")[1], {"name": "X"}).status_code == 403


def test_published_page_shows_the_name(event: Event, browser: Client) -> None:
    address = named(event, "people")[1]
    browser.post(address, with_name(shown(browser, address), 0, "마야"))
    rows.publish(event)
    assert "마야" in Client().get(f"/events/{event.slug}/").content.decode()
