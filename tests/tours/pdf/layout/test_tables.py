from tests.tours.pdf.settings import setting
from tours.pdf.blocks import Column, Row, Table, text
from tours.pdf.file.tagging import Element, Tag
from tours.pdf.layout.pages import Page, on_pages
from tours.pdf.layout.slabs import Bar, Glyphs, Slab
from tours.pdf.layout.tables import TableLayout
from tours.pdf.styles import Colour

PAGE = setting(400, 300)
COLUMNS = (Column("Time", 0.25), Column("What", 0.75))


def row(time: str, what: str = "", *, joined: bool = False, bar: Colour | None = None) -> Row:
    return Row(((text(time),), (text(what),)), joined=joined, bar=bar)


def slabs(*rows: Row) -> list[Slab]:
    return TableLayout(Table(COLUMNS, rows, continued="Monday, continued"), PAGE, Element(Tag.DOCUMENT)).slabs()


def pages(*rows: Row, above: float = 0) -> list[Page]:
    return on_pages([Slab(above), *slabs(*rows)], [], PAGE.frame.height)


def words(page: Page) -> list[str]:
    return [mark.words.strip() for _, slab in page for mark in slab.marks if isinstance(mark, Glyphs)]


def test_columns_stand_under_their_heads() -> None:
    head, only = slabs(row("10:00", "Opening"))
    lefts = [(mark.words.strip(), mark.x) for slab in (head, only) for mark in slab.marks if isinstance(mark, Glyphs)]
    assert lefts == [("Time", 0.0), ("What", 100.0), ("10:00", 0.0), ("Opening", 100.0)]


def test_heads_come_again_on_the_next_page_and_say_whose_they_are() -> None:
    rows = [row(f"{hour}:00", "x") for hour in range(10, 30)]
    first, second = pages(*rows)
    assert words(first)[:2] == ["Time", "What"]
    assert words(second)[:3] == ["Monday, continued", "Time", "What"]
    assert (words(first) + words(second))[-2:] == ["29:00", "x"]


def test_small_table_stays_on_one_page() -> None:
    assert [words(page) for page in pages(row("1"), row("2"), above=240)] == [[], ["Time", "What", "1", "2"]]


def test_last_row_does_not_stand_alone() -> None:
    rows = [row(str(number)) for number in range(12)]
    first, second = pages(*rows)
    one_less = pages(*rows[:-1])
    assert len(one_less) == 1
    assert words(second)[3:] == ["10", "11"]
    assert words(first)[-1] == "9"


def test_first_row_does_not_stand_alone() -> None:
    rows = [row(str(number)) for number in range(12)]
    shown = [words(page) for above in range(0, 300, 5) for page in pages(*rows, above=above)]
    assert ["Time", "What", "0", "1"] in shown
    assert ["Time", "What", "0"] not in shown


def test_grid_stays_on_one_page() -> None:
    grid = Table(COLUMNS, tuple(row(str(number)) for number in range(8)), grid=True)
    placed = on_pages([Slab(150), *TableLayout(grid, PAGE, Element(Tag.DOCUMENT)).slabs()], [], PAGE.frame.height)
    assert [len([word for word in words(page) if word.isdigit()]) for page in placed] == [0, 8]


def test_table_that_leads_keeps_its_last_row_with_what_comes_after() -> None:
    tables = (Table(COLUMNS, (row("1"), row("2")), leads=leads) for leads in (True, False))
    last = [TableLayout(table, PAGE, Element(Tag.DOCUMENT)).slabs()[-1] for table in tables]
    assert [slab.keep for slab in last] == [True, False]


def test_table_that_goes_on_with_another_says_whose_it_is_where_it_opens_a_page() -> None:
    tables = (Table(COLUMNS, (row("1"),), "Monday, continued", follows=follows) for follows in (True, False))
    first, second = (
        on_pages([Slab(290), *TableLayout(table, PAGE, Element(Tag.DOCUMENT)).slabs()], [], PAGE.frame.height)[1]
        for table in tables
    )
    assert (words(first), words(second)) == (["Monday, continued", "Time", "What", "1"], ["Time", "What", "1"])


def test_joined_rows_stay_with_the_one_above() -> None:
    rows = [
        *(row(str(number)) for number in range(9)),
        row("9"),
        row("9", joined=True),
        row("9", joined=True),
        row("10"),
    ]
    first, second = pages(*rows)
    assert words(first)[-1] == "8"
    assert words(second)[3:] == ["9", "9", "9", "10"]


def test_rule_under_a_row_leaves_out_what_it_shares_with_the_next() -> None:
    _head, first, second = slabs(row("10:00"), row("10:00", joined=True))
    rules = [(mark.x, mark.y, mark.width) for slab in (first, second) for mark in slab.marks if isinstance(mark, Bar)]
    assert rules == [(100.0, first.height - 0.6, 300.0), (0.0, second.height - 0.6, 400.0)]


def test_bar_stands_beside_words_that_make_room_for_it() -> None:
    _head, only = slabs(row("10:00", "Track A", bar=Colour.GREEN))
    assert [mark.x for mark in only.marks if isinstance(mark, Glyphs)] == [0.0, 109.0]
    assert [mark.colour for mark in only.marks if isinstance(mark, Bar)] == [Colour.RULE, Colour.GREEN]


def test_row_that_fits_a_page_is_not_cut() -> None:
    shown = pages(row("10:00", "word\n" * 15), above=100)
    assert [words(page) for page in shown] == [[], ["Time", "What", "10:00", *["word"] * 15]]


def test_row_higher_than_a_page_is_cut_between_lines() -> None:
    shown = pages(row("10:00", "word\n" * 60), row("11:00", "after"))
    assert len(shown) == 4
    assert [word for page in shown for word in words(page)].count("word") == 60
    assert words(shown[1])[:4] == ["Monday, continued", "Time", "What", "word"]
    assert words(shown[-1])[-2:] == ["11:00", "after"]
    assert all(top + slab.height <= PAGE.frame.height for page in shown for top, slab in page)
