"""Columns that nothing stands in."""

from tours.booklet.columns import without_empty_columns
from tours.pdf.blocks import Column, Row, Table, text

COLUMNS = (Column("Time", 0.2), Column("What", 0.3), Column("Who", 0.1), Column("Where", 0.4))


def shares(*rows: tuple[str, ...]) -> list[tuple[str, float]]:
    table = without_empty_columns(Table(COLUMNS, tuple(Row(tuple((text(words),) for words in row)) for row in rows)))
    assert {len(row.cells) for row in table.rows} == {len(table.columns)}
    return [(column.label, column.share) for column in table.columns]


def test_column_with_a_word_stays_and_the_one_before_takes_the_room_of_others() -> None:
    assert shares(("9", "A", "B", "C")) == [("Time", 0.2), ("What", 0.3), ("Who", 0.1), ("Where", 0.4)]
    assert shares(("9", "A", "", "C"), ("", "B", "", "")) == [("Time", 0.2), ("What", 0.4), ("Where", 0.4)]
    assert shares(("9", "A", "", "")) == [("Time", 0.2), ("What", 0.8)]


def test_first_column_stays() -> None:
    assert shares(("", "", "", "C")) == [("Time", 0.6), ("Where", 0.4)]
    assert shares(("", "", "", "")) == [("Time", 1.0)]
