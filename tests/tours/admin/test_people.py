"""The pages of people's cards, of what people are at events, and the one that merges two cards."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.counting import asked
from tests.factories import rows
from tests.tours.admin.conftest import browser_of
from tests.tours.admin.pages import cells_of, shown
from tours.models import Appearance, Person, PersonAlias
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db
PEOPLE, APPEARANCES = "/admin/tours/person/", "/admin/tours/appearance/"


def words(browser: Client) -> list[str]:
    """The messages that are waiting for the user."""
    return [str(message) for message in browser.get(reverse("admin:index")).context["messages"]]


def test_editor_of_one_event_meets_nobody_of_another() -> None:
    here, there = rows.event(), rows.event(title="Secret week")
    rows.person("Gone").delete()  # so that people and what they are there have other keys
    ana, maja = rows.person("Ana"), rows.person("Maja")
    rows.appearance(here, ana, position="Adviser")
    for each, position in ((ana, "Mayor"), (maja, "Guide")):
        rows.appearance(there, each, position=position)
    browser = browser_of(rows.colleague(RoleKind.EDITOR, at=here))
    listed = browser.get(PEOPLE)
    assert (cells_of(listed, "display_name"), cells_of(listed, "position")) == (["Ana"], ["Adviser"])
    assert cells_of(browser.get(APPEARANCES), "position") == ["Adviser"]
    page = browser.get(f"{PEOPLE}{ana.pk}/change/").content.decode()
    assert ("Adviser" in page, "Mayor" in page, "Secret week" in page) == (True, False, False)
    assert browser.get(f"{PEOPLE}{maja.pk}/change/").headers["Location"] == "/admin/"
    asked_for = {"app_label": "tours", "model_name": "itempart", "field_name": "person"}
    offered = browser.get(reverse("admin:autocomplete"), asked_for).json()["results"]
    assert [each["text"] for each in offered] == ["Ana"]


def test_viewer_reads_a_card_and_changes_nothing() -> None:
    event = rows.event()
    ana = rows.speaker(rows.item(event), "Ana", position="Mayor").person
    assert ana
    browser, page = browser_of(rows.colleague(RoleKind.VIEWER, at=event)), f"{PEOPLE}{ana.pk}/change/"
    assert "Mayor" in browser.get(page).content.decode()
    assert browser.post(page, {"display_name": "Anna"}).status_code == 403
    assert browser.get(f"{PEOPLE}add/").status_code == 403


def test_part_that_is_given_here_makes_its_person_appear(desk: Client) -> None:
    event, ana = rows.event(), rows.person("Ana")
    rows.appearance(rows.event(), ana, position="Mayor")
    page = reverse("admin:tours_agendaitem_change", args=[rows.item(event).pk])
    part = {"parts-TOTAL_FORMS": 1, "parts-0-role": "speaker", "parts-0-person": ana.pk, "parts-0-confirmed": "on"}
    assert desk.post(page, shown(desk, page) | part).status_code == 302
    assert event.appearances.get(person=ana).position == "Mayor"


@pytest.mark.parametrize(("typed", "stored"), [({}, ("Dr", "Mayor")), ({"position": "Guide"}, ("", "Guide"))])
def test_person_who_is_added_without_facts_begins_as_at_their_last_event(
    desk: Client, typed: dict[str, str], stored: tuple[str, str]
) -> None:
    event, ana = rows.event(), rows.person("Ana")
    rows.appearance(rows.event(), ana, title="Dr", position="Mayor")
    assert desk.post(f"{APPEARANCES}add/", {"event": event.pk, "person": ana.pk} | typed).status_code == 302
    row = event.appearances.get()
    assert (row.title, row.position) == stored


def test_whoever_has_a_part_stays_among_the_people_of_the_event(desk: Client) -> None:
    event = rows.event()
    part = rows.speaker(rows.item(event), "Ana")
    row = event.appearances.get()
    page = f"{APPEARANCES}{row.pk}/delete/"
    chosen = {"action": "delete_selected", "_selected_action": row.pk}
    for address, sent in ((page, {}), (APPEARANCES, chosen)):
        assert desk.post(address, {"post": "yes", **sent}).status_code in (200, 403)
        assert event.appearances.exists()
    part.delete()
    asked_of = desk.get(page)
    desk.post(page, {"post": "yes", "row_tag": asked_of.context["row_tag"]})
    assert not event.appearances.exists()


def test_publish_page_says_whose_position_is_another_now(desk: Client) -> None:
    event = rows.event()
    for name in ("Ana", "Maja"):
        rows.speaker(rows.item(event), name, position="Adviser" if name == "Ana" else "")
    rows.publish(event)
    event.appearances.update(position="Mayor")
    page = desk.get(reverse("admin:tours_event_publish", args=[event.pk])).content.decode()
    lines = ["<li>Ana: now Mayor (was: Adviser).</li>", "<li>Maja: now Mayor (was: nothing known).</li>"]
    assert [line in page for line in lines] == [True, True]


def merging(*cards: Person) -> dict[str, Any]:
    return {"action": "merge", "_selected_action": [card.pk for card in cards]}


def test_two_cards_are_shown_and_then_merged(desk: Client) -> None:
    one, other, event = rows.person("Djordje"), rows.person("Đorđe"), rows.event(title="Smart City Week")
    rows.appearance(event, one, position="Adviser")
    page = desk.post(PEOPLE, merging(one, other))
    assert "Smart City Week, Adviser" in page.content.decode()
    assert Person.objects.count() == 2
    sent = merging(one, other) | {"confirmed": "yes", "shown": page.context["tag"]}
    assert desk.post(PEOPLE, sent).context["form"].errors == {"kept": ["This field is required."]}
    assert desk.post(PEOPLE, sent | {"kept": other.pk}).status_code == 302
    assert words(desk) == ["“Djordje” is merged into “Đorđe”."]
    assert (Person.objects.get(), PersonAlias.objects.get().uid) == (other, one.uid)


def test_cards_that_changed_since_they_were_shown_are_shown_again(desk: Client) -> None:
    one, other = rows.person("Ana"), rows.person("Anna")
    page = desk.post(PEOPLE, merging(one, other))
    rows.appearance(rows.event(), one)
    sent = merging(one, other) | {"confirmed": "yes", "shown": page.context["tag"], "kept": other.pk}
    again = desk.post(PEOPLE, sent)
    assert again.context["form"].non_field_errors()[0].startswith("Nothing is done: it has changed")
    assert desk.post(PEOPLE, sent | {"shown": again.context["tag"]}).status_code == 302
    assert Person.objects.get() == other


def test_one_card_or_one_of_another_s_event_is_not_merged() -> None:
    here, there = rows.event(), rows.event()
    one, other = (rows.person(name) for name in ("Ana", "Anna"))
    for event, card in ((here, one), (here, other), (there, one)):
        rows.appearance(event, card)
    browser = browser_of(rows.colleague(RoleKind.EDITOR, at=here))
    for cards in ([one], [one, other]):
        assert browser.post(PEOPLE, merging(*cards)).status_code == 302
    assert [text.partition(".")[0] for text in words(browser)] == [
        "Choose two cards that are of the same person",
        "One of them appears at an event whose people you may not edit",
    ]
    assert Person.objects.count() == 2


@pytest.mark.parametrize("count", [2, 24])
def test_lists_and_the_page_of_a_card_cost_the_same_for_any_number(count: int) -> None:
    event, who = rows.event(), rows.person("Ana")
    for number in range(count):
        rows.appearance(event, rows.person(f"Person {number}"), city=rows.rijeka())
        rows.appearance(rows.event(), who, city=rows.rijeka())
    browser = browser_of(rows.colleague(RoleKind.EDITOR, at=event.programme))
    found = []
    for address in (PEOPLE, APPEARANCES, f"{PEOPLE}{who.pk}/change/"):
        browser.get(address)
        with asked() as database:
            assert browser.get(address).status_code == 200
        found.append(database.queries)
    assert found == [6, 7, 10]
    assert Appearance.objects.count() == 2 * count
