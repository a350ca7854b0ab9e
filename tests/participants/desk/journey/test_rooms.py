"""The pages of rooms, head counts and who is here: what they do, for whom, and what they cost."""

import re
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from participants.desk.journey.finding import JourneyDesk
from participants.desk.journey.lists import LISTS
from participants.models import Delegate, DelegateContact, Stay
from participants.vocabulary import Direction
from tests.factories import rows
from tests.participants.travel.makers import asked_of_all, coming, entry_requirement, leg, needs, stay
from tests.tours.admin.conftest import browser_of
from tests.tours.pdf.reading import failures, letters
from tours.models import Event, Venue
from tours.vocabulary import ItemKind, RoleKind

pytestmark = pytest.mark.django_db


def address(event: Event, route: str, *more: str) -> str:
    return reverse(f"participants:{route}", args=[event.uid, *more])


@pytest.fixture
def event() -> Event:
    return rows.event()


@pytest.fixture
def registrar(event: Event) -> Client:
    return browser_of(rows.colleague(RoleKind.REGISTRAR, at=event))


def give(*people: Delegate, **facts: str) -> dict[str, Any]:
    nights = {"arrives_on": "2017-09-04", "leaves_on": "2017-09-06"}
    return {"hotel": "Lotte", **nights, **facts, "rows": [row.pk for row in people]}


def test_rooms_are_given_to_the_ticked_and_the_hotel_is_made(event: Event, registrar: Client) -> None:
    ana, boris, vera = (coming(event, name) for name in ("Ana Primer", "Boris Primer", "Vera Primer"))
    answer = registrar.post(address(event, "journey_rooms"), give(ana, boris, pays="host"), follow=True)
    assert [str(message) for message in answer.context["messages"]] == ["2 rooms are given."]
    assert [
        (row.delegate, row.hotel.name, row.hotel.city, row.arrives_on, row.leaves_on, row.pays)
        for row in Stay.objects.select_related("delegate", "hotel__city").order_by("pk")
    ] == [(row, "Lotte", event.host_city, date(2017, 9, 4), date(2017, 9, 6), "host") for row in (ana, boris)]
    assert answer.context["without"] == (vera,)


def test_what_was_typed_stays_when_a_room_is_refused(event: Event, registrar: Client) -> None:
    ana = coming(event)
    answer = registrar.post(address(event, "journey_rooms"), give(ana, leaves_on="2017-09-04"))
    page = answer.content.decode()
    kept = [re.search(rf'name="{name}" value="([^"]*)"', page) for name in ("hotel", "arrives_on", "leaves_on")]
    assert (answer.status_code, [found and found[1] for found in kept]) == (400, ["Lotte", "2017-09-04", "2017-09-04"])
    assert "A stay has at least one night: they leave on a later day." in page
    assert not Venue.objects.filter(name="Lotte").exists()
    assert not Stay.objects.exists()


def test_stale_form_of_a_room_is_refused_and_shows_both(event: Event, registrar: Client) -> None:
    row = stay(coming(event), room="301")
    place = reverse("participants:journey_stay", args=[row.pk])
    shown = registrar.get(place).context["form"]
    sent = {field.html_name: field.value() or "" for field in shown}
    Stay.objects.filter(pk=row.pk).update(room="302")
    refused = registrar.post(place, {**sent, "room": "303"})
    assert (refused.status_code, Stay.objects.get().room) == (400, "302")
    again = {field.html_name: field.value() or "" for field in refused.context["form"]}
    assert registrar.post(place, again).status_code == 302
    assert Stay.objects.get().room == "303"


def test_liaison_of_the_host_fills_in_rooms_and_sees_no_address_and_nothing_in_preparation(event: Event) -> None:
    row = stay(coming(event))
    host = browser_of(rows.colleague(RoleKind.HOST, at=event))
    pages = [
        address(event, "journey_rooms"),
        address(event, "journey_list", "meals"),
        reverse("participants:journey_stay", args=[row.pk]),
        address(event, "journey_addresses"),
        reverse("tours:desk_event", args=[event.uid]),
        reverse("participants:delegates", args=[event.uid]),
    ]
    assert [host.get(page).status_code for page in pages] == [200, 200, 200, 403, 404, 404]
    links = re.findall(r'href="([^"]*)"', host.get(pages[0]).content.decode())
    hidden = {address(event, "journey_addresses"), reverse("tours:desk_event", args=[event.uid])}
    assert hidden.isdisjoint(links)


def test_gate_list_is_of_a_day_or_of_an_item_that_the_user_may_read(event: Event, registrar: Client) -> None:
    coming(event, "Boris Primer", present_from=date(2017, 9, 5))
    ana, item, late = coming(event, "Ana Primer"), rows.item(event), rows.item(event, day=date(2017, 9, 5))
    host = browser_of(rows.colleague(RoleKind.HOST, at=event))
    place = address(event, "journey_list", "presence")
    day, one, other = (
        f"{place}?day=2017-09-04",
        f"{place}?day=2017-09-04&item={item.uid}",
        f"{place}?item={rows.item(rows.event()).uid}",
    )
    asked_for = [registrar.get(page) for page in (day, one, other, place + "?item=x", f"{place}?item={late.uid}")]
    assert [page.status_code for page in asked_for] == [200, 200, 400, 400, 200]
    lists = [page.context["list"].tables[0].parts[0].rows for page in (*asked_for[:2], asked_for[4])]
    shown = [sorted(row[0] for row in rows_of) for rows_of in lists]
    assert shown == [[ana.name], [ana.name], ["Ana Primer", "Boris Primer"]]
    assert one.replace("&", "&amp;").removeprefix(place) in asked_for[0].content.decode()
    assert host.get(one).status_code == 400
    rows.publish(event, by=rows.operator())
    assert host.get(one).status_code == 200


def test_addresses_are_of_those_who_are_here_on_the_day(event: Event, registrar: Client) -> None:
    ana, boris = coming(event, "Ana Primer"), coming(event, "Boris Primer", present_from=date(2017, 9, 5))
    for row, mailbox in ((ana, "ana@example.org"), (boris, "Office@example.org")):
        DelegateContact.objects.create(delegate=row, email=mailbox)
    DelegateContact.objects.create(delegate=ana, whose="assistant", email="office@example.org")
    pages = (registrar.get(address(event, "journey_addresses") + query) for query in ("", "?day=2017-09-04", "?day=x"))
    assert [
        (page.status_code, re.findall(r"<textarea[^>]*>(.*?)</textarea>", page.content.decode())) for page in pages
    ] == [
        (200, ["ana@example.org, office@example.org"]),
        (200, ["ana@example.org, office@example.org"]),
        (400, []),
    ]


def test_files_of_a_list_are_a_tagged_paper_and_a_workbook(event: Event, registrar: Client) -> None:
    stay(coming(event, "Đorđe Šćepanović"), hotel=rows.venue("Lotte"))
    paper = registrar.get(address(event, "journey_pdf", "rooms"))
    assert (failures(paper.content), "ĐorđeŠćepanović" in letters(paper.content)) == ([], True)
    assert paper.headers["Content-Disposition"].endswith('Rooming list.pdf"')
    book = registrar.get(address(event, "journey_xlsx", "rooms"))
    assert book.content.startswith(b"PK")


@pytest.mark.parametrize("name", LISTS)
def test_every_list_is_a_paper_by_the_rules_and_a_workbook_without_a_formula(
    event: Event, registrar: Client, name: str
) -> None:
    """Of each list one paper: PDF/UA-1, as far as the checker knows its rules."""
    formula, item = '=HYPERLINK("https://example.org")', rows.item(event, kind=ItemKind.MEAL, title="=Lunch")
    row = coming(event, formula, gender="woman")
    for direction in Direction:
        leg(row, direction=direction, leaves_on=item.day, lands_on=item.day, carrier=formula)
    stay(row, note=formula)
    needs(row, diet="=Fish")
    asked_of_all(event)
    entry_requirement(event, note=formula)
    assert failures(registrar.get(address(event, "journey_pdf", name)).content) == []
    book = openpyxl.load_workbook(BytesIO(registrar.get(address(event, "journey_xlsx", name)).content))
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line if str(cell.value).startswith("=")]
    assert cells
    assert {(cell.data_type, cell.quotePrefix) for cell in cells} <= {("s", True), ("inlineStr", True)}


def test_columns_of_every_list_share_the_width_of_the_page(event: Event) -> None:
    stay(coming(event))
    asked_of_all(event)
    desk = JourneyDesk(event, registers=True, reads=True)
    tables = [table for made in LISTS.values() for table in made(desk, QueryDict()).tables]
    assert [round(sum(column.share for column in table.columns), 6) for table in tables] == [1] * len(tables)
