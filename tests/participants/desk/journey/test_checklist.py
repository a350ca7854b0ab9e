"""The pages of the checklist, of entry, of one journey and of reminders: what they do, for whom, and what they cost."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from participants.models import (
    Checklist,
    Delegate,
    DelegateContact,
    DelegateNeeds,
    EntryRequirement,
    Leg,
    Preparation,
    Stay,
    TravelDocument,
)
from participants.vocabulary import DelegateState, EntryRule
from tests.counting import asked
from tests.factories import rows
from tests.participants import makers
from tests.participants.travel.makers import asked_of_all, coming, entry_requirement, leg, needs, stay
from tests.tours.admin.conftest import browser_of
from tests.tours.pdf.reading import failures, letters
from tours.models import Country, Event
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db


def address(event: Event, route: str, *more: str) -> str:
    return reverse(f"participants:{route}", args=[event.uid, *more])


@pytest.fixture
def event() -> Event:
    return rows.event()


@pytest.fixture
def registrar(event: Event) -> Client:
    return browser_of(rows.colleague(RoleKind.REGISTRAR, at=event))


def sent_again(browser: Client, page: str) -> dict[str, Any]:
    """What a browser sends of the form as it is shown."""
    form = browser.get(page).context["form"]
    return {field.html_name: value for field in form if (value := field.value()) not in (None, False)}


def names(answer: Any) -> list[str]:
    return [line.row.name for line in answer.context["lines"]]


def test_checklist_shows_who_lacks_what_and_filters_narrow_page_and_addresses(event: Event, registrar: Client) -> None:
    asked_of_all(event, asks_document=False, asks_entry=False, asks_insurance=False, asks_flight=False)
    by = rows.coordinator()
    rows.publish(event)
    ana = makers.accepted(makers.delegation(event, by=by, city=rows.rijeka()), by=by, name="Ana Primer")
    boris, vera = coming(event, "Boris Primer"), coming(event, "Vera Primer")
    for row in (boris, vera):
        needs(row, diet="vegan", emergency_telephone="+385 51 1")
    stay(vera)
    DelegateContact.objects.create(delegate=ana, email="ana@example.org")
    DelegateContact.objects.create(delegate=boris, email="boris@example.org")
    page = address(event, "journey_checklist")
    shown = registrar.get(page)
    assert shown.context["complete"] == "1 of 3 people have everything."
    assert [[cell.words for cell in line.cells] for line in shown.context["lines"]] == [
        ["missing", "missing", "missing"],
        ["missing", "there", "there"],
        ["there", "there", "there"],
    ]
    queries = ("?missing=anything", "?missing=diet", f"?delegation={ana.delegation_id}", "?delegation=0&missing=room")
    assert [names(registrar.get(page + query)) for query in queries] == [
        ["Ana Primer", "Boris Primer"],
        ["Ana Primer"],
        ["Ana Primer"],
        ["Boris Primer"],
    ]
    copied = registrar.get(address(event, "journey_lacking") + "?missing=anything").content.decode()
    assert re.findall(r"<textarea[^>]*>(.*?)</textarea>", copied) == ["ana@example.org, boris@example.org"]
    unknown = [page, address(event, "journey_lacking"), address(event, "journey_pdf", "checklist")]
    assert [registrar.get(f"{each}?missing=shoes").status_code for each in unknown] == [400, 400, 400]


def test_what_the_event_asks_is_said_once_and_a_stale_form_is_refused(event: Event, registrar: Client) -> None:
    page = address(event, "journey_asked")
    first = sent_again(registrar, page)
    assert registrar.post(page, first | {"asks_room": "on", "due_on": "2017-08-01"}).status_code == 302
    kept = Checklist.objects.get()
    assert (kept.asks_room, kept.asks_diet, kept.due_on) == (True, False, date(2017, 8, 1))
    assert registrar.post(page, first | {"asks_diet": "on"}).status_code == 400
    assert not Checklist.objects.get().asks_diet


def test_country_of_a_requirement_is_typed_by_name_and_made_where_it_is_new(event: Event, registrar: Client) -> None:
    page = address(event, "journey_entry")
    facts = {"rule": EntryRule.VISA, "days_needed": "30"}
    answers = [
        registrar.post(page, {**facts, "country": country}).status_code
        for country in ("new zealand", "Atlantis", "", "New Zealand", "")
    ]
    assert answers == [302, 400, 302, 400, 400]
    assert [(str(row), row.days_needed) for row in EntryRequirement.objects.all()] == [
        ("New Zealand", 30),
        ("All others", 30),
    ]
    row = EntryRequirement.objects.get(country="NZ")
    place = reverse("participants:journey_requirement", args=[row.pk])
    assert registrar.post(place, sent_again(registrar, place) | {"days_needed": "20"}).status_code == 302
    assert EntryRequirement.objects.get(pk=row.pk).days_needed == 20
    assert registrar.post(reverse("participants:journey_drop_requirement", args=[row.pk])).status_code == 302
    assert [str(row) for row in EntryRequirement.objects.all()] == ["All others"]
    assert Country.objects.get(pk="NZ").name == "New Zealand"


def test_people_are_listed_by_country_with_the_latest_day_to_file(event: Event, registrar: Client) -> None:
    by = rows.coordinator()
    rows.publish(event)
    ana = makers.accepted(makers.delegation(event, by=by, city=rows.rijeka()), by=by, name="Ana Primer")
    leg(ana, lands_on=date(2017, 9, 2))
    coming(event, "Boris Primer")
    entry_requirement(event, days_needed=10)
    shown = registrar.get(address(event, "journey_entry")).context
    assert [
        (country, needed, [(each.row.name, each.entry.file_by, late) for each, late, _step in people])
        for country, needed, people in shown["countries"]
    ] == [
        ("Croatia", "Needed: Visa", [("Ana Primer", date(2017, 8, 23), "past")]),
        ("Country not known", "They belong to no city.", [("Boris Primer", None, "")]),
    ]
    assert shown["near"] == 1


def test_journey_of_a_delegate_is_noted_on_one_page_and_shows_no_document(event: Event, registrar: Client) -> None:
    row = coming(event)
    TravelDocument.objects.create(delegate=row, facts=b"sealed")
    leg(row, carrier="Korean Air")
    stay(row, room="301")
    page = reverse("participants:journey_delegate", args=[row.pk])
    shown = registrar.get(page).content.decode()
    told = [words in shown for words in ("Korean Air KE 938", "301", "Kept, sealed.", "b&#x27;sealed")]
    assert told == [True, True, True, False]
    facts = {"diet": "vegan", "emergency_telephone": "+385 51 1", "insurance": "own", "needs_no_flight": "on"}
    first = sent_again(registrar, page)
    assert registrar.post(page, first | facts).status_code == 302
    kept, ready = DelegateNeeds.objects.get(), Preparation.objects.get()
    assert (kept.diet, kept.emergency_telephone) == ("vegan", "+385 51 1")
    assert (ready.insurance, ready.needs_no_flight, ready.needs_no_room) == ("own", True, False)
    assert registrar.post(page, first | {"diet": "halal"}).status_code == 400
    Delegate.objects.update(state=DelegateState.WITHDRAWN)
    withdrawn = registrar.get(page).content.decode()
    assert ("take it back" in withdrawn, 'name="diet"' in withdrawn) == (True, False)
    refused = registrar.post(page, {"diet": "halal"})
    assert (refused.status_code, DelegateNeeds.objects.get().diet) == (400, "vegan")
    assert "Ana Primer does not come, so nothing is noted of them any more." in refused.content.decode()


def test_reminders_are_read_before_they_go_and_the_second_of_a_day_is_not_ticked(mailoutbox: list[Any]) -> None:
    starts = timezone.now().date() + timedelta(days=60)
    event = rows.event(starts=starts, ends=starts)
    browser = browser_of(rows.colleague(RoleKind.REGISTRAR, at=event))
    asked_of_all(event)
    ana = coming(event, "Ana Primer")
    coming(event, "Boris Primer")
    DelegateContact.objects.create(delegate=ana, email="ana@example.org")
    page = address(event, "journey_remind")
    shown = browser.get(page).context
    assert ([each.is_ticked for each in shown["shown"]], [row.name for row in shown["found"].without]) == (
        [True],
        ["Boris Primer"],
    )
    sent = {"shown": shown["found"].digest, "delegate": [ana.pk]}
    assert browser.post(page, {"shown": sent["shown"]}).status_code == 400
    answer = browser.post(page, sent, follow=True)
    assert [str(message) for message in answer.context["messages"]] == ["1 person is reminded."]
    assert ([each.is_ticked for each in answer.context["shown"]], len(mailoutbox)) == ([False], 1)
    assert browser.post(page, sent).status_code == 400
    Event.objects.filter(pk=event.pk).update(state="postponed")
    later = browser.get(page).context
    assert ("The event is postponed." in later["why_not"], "shown" in later) == (True, False)


def test_liaison_of_the_host_sees_nothing_of_it(event: Event) -> None:
    row, needed = coming(event), entry_requirement(event)
    host = browser_of(rows.colleague(RoleKind.HOST, at=event))
    pages = [
        *(address(event, f"journey_{name}") for name in ("checklist", "lacking", "asked", "remind", "entry")),
        *(address(event, route, name) for route in ("journey_pdf", "journey_xlsx") for name in ("checklist", "entry")),
        reverse("participants:journey_delegate", args=[row.pk]),
        reverse("participants:journey_requirement", args=[needed.pk]),
    ]
    assert [host.get(page).status_code for page in pages] == [403] * 9 + [404] * 2
    links = re.findall(r'href="([^"]*)"', host.get(address(event, "journey_rooms")).content.decode())
    assert {pages[0], pages[4]}.isdisjoint(links)


def grown(event: Event, number: int) -> None:
    """As many people of one delegation, each with all that a checklist reads."""
    by = rows.coordinator()
    rows.publish(event)
    home = makers.delegation(event, by=by, city=rows.rijeka())
    people = Delegate.objects.bulk_create(
        Delegate(
            event=event,
            name=f"Primer {each}",
            person=rows.person(f"Primer {each}"),
            state=DelegateState.ACCEPTED,
            delegation=home,
        )
        for each in range(number)
    )
    hotel = rows.venue("Lotte")
    Leg.objects.bulk_create(Leg(delegate=row, lands_on=event.starts) for row in people)
    DelegateNeeds.objects.bulk_create(DelegateNeeds(delegate=row, diet="vegan") for row in people)
    Preparation.objects.bulk_create(Preparation(delegate=row, insurance="own") for row in people)
    TravelDocument.objects.bulk_create(TravelDocument(delegate=row, facts=b"sealed") for row in people)
    DelegateContact.objects.bulk_create(DelegateContact(delegate=row, email="ana@example.org") for row in people)
    Stay.objects.bulk_create(
        Stay(delegate=row, hotel=hotel, arrives_on=event.starts, leaves_on=event.ends) for row in people
    )


@pytest.mark.parametrize("number", [3, 40, 500])
def test_pages_cost_the_same_for_any_number(number: int) -> None:
    starts = timezone.now().date() + timedelta(days=60)
    event = rows.event(starts=starts, ends=starts + timedelta(days=3))
    browser = browser_of(rows.colleague(RoleKind.REGISTRAR, at=event))
    asked_of_all(event)
    entry_requirement(event)
    grown(event, number)
    counted = []
    for route in ("journey_checklist", "journey_lacking", "journey_entry", "journey_remind"):
        with asked() as seen:
            assert browser.get(address(event, route)).status_code == 200
        counted.append(seen.queries)
        assert not any('traveldocument"."facts"' in sql for sql, _params in seen.statements)
    assert counted == [12, 13, 10, 17]


def test_files_are_tagged_papers_and_workbooks(event: Event, registrar: Client) -> None:
    asked_of_all(event)
    entry_requirement(event)
    coming(event, "Đorđe Šćepanović")
    for name, saved_as in (("checklist", "Checklist"), ("entry", "Entry by the country of their city")):
        paper = registrar.get(address(event, "journey_pdf", name))
        assert (failures(paper.content), "ĐorđeŠćepanović" in letters(paper.content)) == ([], True)
        assert paper.headers["Content-Disposition"].endswith(f'{saved_as}.pdf"')
        assert registrar.get(address(event, "journey_xlsx", name)).content.startswith(b"PK")
