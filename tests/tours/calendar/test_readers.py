"""Laws: what people type comes back out of other parsers as it went in."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.factories import values
from tests.tours.calendar.readers import READERS, calendar, property_of
from tours.agenda.facts import Link
from tours.calendar.properties import one_line

TEXTS = st.text(st.characters(codec=None), max_size=120) | st.text("\\nN;,:\"'^\r\t<&A", max_size=20)


@given(title=TEXTS, summary=TEXTS, name=TEXTS, track=TEXTS)
def test_any_text_is_read_back_as_tidied(title: str, summary: str, name: str, track: str) -> None:
    item = values.item(
        title=title,
        summary=summary,
        room=name,
        place=replace(values.KINTEX, name=name, local_name=title),
        track=track,
        links=(Link(label=title, url=name),),
    )
    text = calendar(item, title=title, summary=summary).decode()
    expected = one_line(title) or "Session"
    assert [[summary for summary, _start in read(text)] for read in READERS] == [[expected]] * 3


def test_every_kind_of_item_is_read_by_all() -> None:
    items = values.many_items(100)
    text = calendar(*items).decode()
    titles = sorted(
        property_.removeprefix(":").replace("\\,", ",") for property_ in property_of(text.encode(), "SUMMARY")
    )
    assert [sorted(summary for summary, _start in read(text)) for read in READERS] == [titles] * 3
