from itertools import pairwise

import segno

from tests.tours.pdf.settings import setting
from tours.pdf.blocks import Banner, Block, Bullets, Code, Facts, Heading, Paragraph, text
from tours.pdf.file.tagging import Element, Tag
from tours.pdf.layout.blocks_to_slabs import laid_out
from tours.pdf.layout.codes import MODULE
from tours.pdf.layout.setting import Setting
from tours.pdf.layout.slabs import Bar, Glyphs, Slab
from tours.pdf.styles import Colour

PAGE = setting(400, 300)
ADDRESS = "https://sojourn.example.org/events/smart-city-week-2017/"


def slabs(*blocks: Block, on: Setting = PAGE) -> list[Slab]:
    return list(laid_out(blocks, on, Element(Tag.DOCUMENT)))


def words(found: list[Slab]) -> list[str]:
    return [mark.words.strip() for slab in found for mark in slab.marks if isinstance(mark, Glyphs)]


def test_heading_holds_on_to_what_follows() -> None:
    assert [slab.keep for slab in slabs(Heading(1, "Programme"), Paragraph(text("To follow.")))] == [True, False]


def test_section_begins_with_a_fifth_of_a_page_or_all_of_it() -> None:
    long = (Heading(1, "Purposes"), Bullets(tuple("abcdefghijkl")))
    short = (Heading(1, "Places"), Bullets(("KINTEX", "City Hall")))
    found = slabs(*long, *short, *short, on=setting(400, 1000))
    first, rest = found[:13], found[13:]
    assert [slab.keep for slab in first] == [True] * 9 + [False] * 4
    assert sum(slab.before + slab.height for slab in first[:9]) < 200 < sum(s.before + s.height for s in first[:10])
    assert [slab.keep for slab in rest] == [True, True, False] * 2


def test_paragraph_keeps_its_first_two_lines_together_and_its_last_two() -> None:
    assert [slab.keep for slab in slabs(Paragraph(text("1\n2\n3\n4\n5\n6")))] == [
        True,
        False,
        False,
        False,
        True,
        False,
    ]
    assert [slab.keep for slab in slabs(Paragraph(text("1\n2\n3")))] == [True, True, False]
    assert slabs(Paragraph(text(""))) == []


def test_paragraph_that_leads_holds_on_to_what_follows() -> None:
    found = slabs(Paragraph(text("1\n2"), leads=True), Paragraph(text("3")))
    assert [slab.keep for slab in found] == [True, True, False]


def test_bullets_leave_out_what_is_empty() -> None:
    assert words(slabs(Bullets(("One", "", "Two")))) == ["•", "One", "•", "Two"]


def test_facts_leave_out_a_label_without_anything_to_say() -> None:
    facts = Facts((("Host", (text("MOLIT"),)), ("Funder", ()), ("Website", (text(""),)), ("Version", (text("1"),))))
    assert words(slabs(facts)) == ["Host", "MOLIT", "Version", "1"]


def test_banner_has_its_ground_from_the_top_of_the_page_to_its_rule() -> None:
    found = slabs(Banner("Programme", "Title", ("When", "Where")))
    assert words(found) == ["Programme", "Title", "When", "Where"]
    grounds: list[tuple[float, float]] = []
    top = 0.0
    for slab in found:
        grounds += [
            (top + mark.y, top + mark.y + mark.height)
            for mark in slab.marks
            if isinstance(mark, Bar) and mark.colour is Colour.NAVY
        ]
        top += slab.height
    assert all(below <= end for (_, end), (below, _) in pairwise(grounds))
    [rule] = [mark for mark in found[-1].marks if isinstance(mark, Bar) and mark.colour is Colour.OCHRE]
    assert rule.y == 0.6 * 64


def test_code_has_a_dark_module_wherever_the_address_asks_for_one() -> None:
    [slab] = slabs(Code(ADDRESS, (text("Live"),)))
    dark = {
        (round(mark.y / MODULE), round(mark.x / MODULE) + module)
        for mark in slab.marks
        if isinstance(mark, Bar)
        for module in range(round(mark.width / MODULE))
    }
    matrix = segno.make(ADDRESS, error="m", micro=False).matrix
    assert dark == {(row, column) for row, modules in enumerate(matrix) for column, on in enumerate(modules) if on}
    assert words([slab]) == ["Live"]
