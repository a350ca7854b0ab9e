from tours.pdf.blocks import Cell, Column, Row, Span, Table, Text, text
from tours.pdf.layout.stacking import stacked
from tours.pdf.styles import Colour

WIDE = (Column("City", 0.4), Column("Country", 0.34), Column("Seats", 0.26, figures=True))


def cell(words: str) -> Cell:
    return (text(words),)


def test_cells_stand_under_one_another_beside_the_first() -> None:
    row = Row((cell("Rijeka"), cell("Croatia"), cell("2")), joined=True, bar=Colour.GREEN)
    figure = Text((Span("Seats:"), Span("2")))
    assert stacked(Table(WIDE, (row,), continued="Cities")) == Table(
        (Column("City", 0.4), Column("Country · Seats", 0.6)),
        (Row((cell("Rijeka"), (text("Croatia"), figure)), joined=True, bar=Colour.GREEN),),
        continued="Cities",
    )


def test_first_column_is_not_too_narrow_for_a_time() -> None:
    columns = (Column("Time", 0.1), Column("What", 0.4), Column("Who", 0.5))
    assert [column.share for column in stacked(Table(columns, ())).columns] == [0.25, 0.75]


def test_cells_over_several_columns_stay_whole() -> None:
    row = Row((cell("9:00"), cell("Opening")), spans=(1, 2))
    assert stacked(Table(WIDE, (row,))).rows == (Row((cell("9:00"), cell("Opening"))),)


def test_figure_without_words_has_no_label() -> None:
    assert stacked(Table(WIDE, (Row((cell("Rijeka"), (), cell(""))),))).rows == (Row((cell("Rijeka"), ())),)


def test_table_of_two_columns_and_a_grid_stay_as_they_are() -> None:
    two, grid = Table(WIDE[:2], ()), Table(WIDE, (), grid=True)
    assert (stacked(two), stacked(grid)) == (two, grid)
