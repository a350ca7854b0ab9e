"""The sheet for the mayor: the page and the PDF say the same, names in every script that the card has."""

from datetime import date
from typing import Any

import pytest

from participants.focal_point.sheet_for_mayor.drawing import sheet_pdf
from participants.focal_point.sheet_for_mayor.values import Goer, Sheet
from participants.models import Invitation
from participants.nominations import proposing
from tests.factories import rows, values
from tests.participants.focal_point.worlds import accepted_with, at, browser, named
from tests.participants.travel.makers import hangul
from tests.tours.pdf.reading import failures, letters, lines, links
from tours.agenda.values import Audience
from tours.vocabulary import Level, Status

SHEET = Sheet(
    body="Belgrade",
    view=values.view(
        values.item("one", room="Hall 1"),
        values.item("two", title="Visit", day=date(2017, 9, 5), start=None, end=None, status=Status.CANCELLED),
        audience=Audience(level=Level.DELEGATES),
    ),
    people=(
        Goer(("Đorđe Čačak", "Ђорђе Чачак", "조르제 차차크"), "Mayor", "Has a place"),
        Goer(("Ana Primer",), "", "Proposed"),
    ),
    terms=(("Costs", "Flights are paid.\nHotels, too."),),
    reply_to="office@example.org",
)


def test_pdf_says_who_goes_on_which_terms_whom_to_call_and_what_happens() -> None:
    made = sheet_pdf(SHEET)
    assert lines(made) == [
        "World Smart City Summit and Smart City Week",
        "For Belgrade",
        "Dates 4–8 September 2017",
        "Place Seoul, Republic of Korea",
        "Costs Flights are paid.",
        "Hotels, too.",
        "Who goes",
        "Name Position State",
        "Đorđe Čačak",
        "Ђорђе Чачак",
        "조르제 차차크",
        "Mayor Has a place",
        "Ana Primer Proposed",
        "Whom to call",
        "• Event desk (fictional), +82 2 0000 0000, desk@example.org",
        "Agenda",
        "Monday 4 September 2017",
        "Time What Where",
        "10:00–11:00 Opening of the week Hall 1",
        "Tuesday 5 September 2017",
        "Time What Where",
        "No set time Visit (cancelled)",
        "Version 1, 30 August 2017 · Belgrade Page 1 of 1",
    ]
    assert (failures(made), sheet_pdf(SHEET) == made) == ([], True)
    assert links(made) == ["tel:+82200000000", "mailto:desk@example.org"]


def test_without_names_contacts_and_agenda_it_says_so() -> None:
    bare = SHEET._replace(view=values.view(contacts=()), people=(), terms=())
    text = letters(sheet_pdf(bare))
    said = ("Nobodyisnamedyet.", "office@example.org", "Theprogrammefollows.")
    assert [each for each in said if each not in text] == []


@pytest.mark.django_db
def test_page_and_pdf_name_those_of_the_city_in_their_scripts() -> None:
    ours = accepted_with("Ana Primer")
    Invitation.objects.create(event=ours.participation.event, costs="Flights are paid.")
    row = named("Ana Primer")
    row.person = rows.person("Ana Primer")
    row.save()
    hangul(row, "아나 프리메르")
    page, pdf = (browser().get(at(name, ours)) for name in ("sheet", "sheet_pdf"))
    assert [(answer.status_code, answer["Content-Type"]) for answer in (page, pdf)] == [
        (200, "text/html; charset=utf-8"),
        (200, "application/pdf"),
    ]
    assert pdf["Content-Disposition"] == 'attachment; filename="Smart City Week - Sheet - Rijeka.pdf"'
    html, text = page.content.decode(), letters(pdf.content)
    words = ("Ana Primer", "아나 프리메르", "Flights are paid.", "Proposed")
    assert [(each in html, each.replace(" ", "") in text) for each in words] == [(True, True)] * 4


@pytest.mark.django_db
@pytest.mark.parametrize("many", [1, 20])
def test_sheet_costs_the_same_for_any_number_of_names(many: int, django_assert_num_queries: Any) -> None:
    ours = accepted_with("Ana Primer")
    for number in range(many):
        row = proposing.propose(ours, f"Name {number}", by=None)
        row.person = rows.person(row.name)
        row.save()
    client = browser()
    with django_assert_num_queries(8):
        client.get(at("sheet", ours))
