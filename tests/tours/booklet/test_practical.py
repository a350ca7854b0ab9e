"""Purposes, places, practical information and contacts."""

from tests.factories import values
from tests.tours.booklet.reading import body, paragraphs, rows, said, table
from tours.agenda.facts import Contact, Note, Place
from tours.agenda.values import STAFF, Audience
from tours.pdf.blocks import Bullets, text
from tours.vocabulary import Level


def test_places_are_listed_once_in_both_scripts() -> None:
    hall = Place(name="City Hall", city="Seoul", local_name="서울특별시청")
    view = values.view(
        values.item("1", place=values.KINTEX), values.item("2", place=hall), values.item("3", place=values.KINTEX)
    )
    assert rows(view, "Places") == [
        [["KINTEX", "킨텍스"], ["217-60 Kintex-ro, Ilsanseo-gu, Goyang", "고양시 일산서구 킨텍스로 217-60"]],
        [["City Hall", "서울특별시청"], ["Seoul"]],
    ]


def test_purposes_are_a_list() -> None:
    [bullets] = [block for block in body(values.view()) if isinstance(block, Bullets)]
    assert bullets.items == (
        text("Hear about infrastructure projects"),
        text("Exchange experience with other countries"),
    )


def test_blank_line_in_a_note_ends_a_paragraph() -> None:
    view = values.view(practical=(Note(heading="Money", body="Won.\nCards too.\n \nCash machines."),))
    assert paragraphs(body(view))[1:] == ["Won.\nCards too.", "Cash machines."]


def test_contacts_can_be_written_to_and_called() -> None:
    [row] = table(values.view(audience=Audience(level=Level.DELEGATES)), "Contacts").rows
    assert [said(cell) for cell in row.cells] == [
        ["Event desk (fictional)"],
        ["+82 2 0000 0000"],
        ["desk@example.org"],
    ]
    assert [cell[0].spans[0].url for cell in row.cells[1:]] == ["tel:+82200000000", "mailto:desk@example.org"]


def test_staff_read_first_whom_they_can_call() -> None:
    contacts = (
        Contact(name="By mail", email="mail@example.org"),
        Contact(name="Driver", phone="+82 2 1"),
        Contact(name="Desk", phone="+82 2 2"),
    )
    view = values.view(contacts=contacts, audience=STAFF)
    assert [row[0] for row in rows(view, "Whom to call")] == [["Driver"], ["Desk"], ["By mail"]]


def test_address_for_mail_cannot_add_a_subject_or_another_reader() -> None:
    contact = Contact(name="Desk", email="desk?bcc=eve&x=%@example.org")
    [row] = table(values.view(contacts=(contact,), audience=STAFF), "Whom to call").rows
    assert row.cells[1][0].spans[0].url == "mailto:desk%3Fbcc%3Deve%26x%3D%25@example.org"
