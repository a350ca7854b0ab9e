"""Tables of people as they are pasted: headings in several languages, none at all, merged cells, faults."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from participants.people.headings import Column, column_of
from participants.people.pasted import MOST_ROWS, Pasted, read_pasted

B, N, P, O, E, T = Column.BODY, Column.NAME, Column.POSITION, Column.ORGANISATION, Column.EMAIL, Column.TELEPHONE


def read(text: str) -> Pasted:
    return read_pasted(text, is_body=lambda cell: cell in {"Rijeka", "Београд"})


def people(pasted: Pasted) -> list[dict[Column, str]]:
    return [row.cells for row in pasted.rows]


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Full name", N),
        ("IME I PREZIME", N),
        ("Име и презиме", N),
        ("Prénom", N),
        ("성명", N),
        ("E-mail:", E),
        ("e-pošta", E),
        ("Općina", B),
        ("Komuna", B),
        ("No.", None),
        ("Remarks", None),
    ],
)
def test_a_heading_is_known_in_many_languages(heading: str, column: Column | None) -> None:
    assert column_of(heading) == column


def test_a_sheet_with_a_heading() -> None:
    pasted = read("No.\tCity\tName\tFunction\tE-mail\n1\tRijeka\tAna Horvat\tMayor\tana@example.org\n")
    assert pasted.columns == (None, B, N, P, E)
    assert people(pasted) == [{B: "Rijeka", N: "Ana Horvat", P: "Mayor", E: "ana@example.org"}]
    assert [(row.line, row.rest, row.problems) for row in pasted.rows] == [(2, ("1",), ())]


def test_a_cell_that_spans_rows_holds_for_all_of_them() -> None:
    pasted = read("City\tName\nRijeka\tAna Horvat\n\tIvo Babić\nБеоград\tМира Петровић\n")
    assert [row[B] for row in people(pasted)] == ["Rijeka", "Rijeka", "Београд"]


def test_given_and_family_names_become_one_in_the_order_of_the_columns() -> None:
    assert people(read("Last name;First name\nHORVAT;Ana\n")) == [{N: "HORVAT Ana"}]


def test_without_a_heading_the_cells_say_what_they_are() -> None:
    pasted = read(
        "1.\tRijeka\tAna Horvat\tMayor\t+385 51 123 456\tana@example.org\n2.\tБеоград\tМира Петровић\tАрхитекта\t\t\n"
    )
    assert pasted.columns == (None, B, N, P, T, E)


def test_typed_names_one_a_line() -> None:
    assert people(read("Ana Horvat\n\n  Ivo Babić \n")) == [{N: "Ana Horvat"}, {N: "Ivo Babić"}]


def test_a_cell_with_a_line_break_is_one_cell() -> None:
    assert people(read('Name\tPosition\nAna Horvat\t"Mayor\nof Rijeka"\n')) == [{N: "Ana Horvat", P: "Mayor of Rijeka"}]


def test_each_fault_is_said_at_its_row() -> None:
    pasted = read("City;Name;E-mail\nRijeka;;a@example.org\nRijeka;Ana Horvat;ana at example\nRijeka;HORVAT Ana;\n")
    twice = "The same name of the same city stands here more than once."
    assert [row.problems for row in pasted.rows] == [
        ("The row has no name.",),
        ("“ana at example” is no e-mail address.", twice),
        (twice,),
    ]


@pytest.mark.parametrize("text", ["", "\n \t\n", ";;\n"])
def test_nothing_is_no_table(text: str) -> None:
    with pytest.raises(ValidationError, match="Paste or type at least one person"):
        read(text)


def test_a_text_that_is_too_long_is_refused_before_it_is_read() -> None:
    with pytest.raises(ValidationError, match="too much at once"):
        read('"' + "Ana " * 50_000)


def test_a_quotation_mark_that_is_never_closed_loses_no_name() -> None:
    [row] = read('Name\tPosition\nAna\t"Mayor\n' + "Ivo\tArchitect\n" * 400).rows
    assert row.cells[P].count("Ivo") == 400


def test_a_table_has_at_most_500_rows() -> None:
    assert MOST_ROWS == 500
    assert len(read("Ana\n" * 500).rows) == 500
    with pytest.raises(ValidationError, match="more than 500 rows"):
        read("Ana\n" * 501)


@given(st.lists(st.lists(st.text("ab@;, č9", max_size=6), min_size=2, max_size=4), min_size=1, max_size=5))
def test_no_word_is_lost_whatever_is_pasted(table: list[list[str]]) -> None:
    table.append(["Ana Horvat", "Mayor"])
    pasted = read("\n".join("\t".join(row) for row in table))
    kept = [word for row in pasted.rows for cell in (*row.cells.values(), *row.rest) for word in cell.split()]
    assert {word for row in table for cell in row for word in cell.split()} <= set(kept)
