import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tours.pdf.drawing.test_document import document
from tests.tours.pdf.reading import failures, reader
from tours.pdf.blocks import Heading, Paragraph, text
from tours.pdf.drawing.document import drawn
from tours.pdf.file.packing import WIDTHS, _predicted

ROW = sum(WIDTHS)


def test_only_streams_stand_in_the_clear() -> None:
    pdf = drawn(document(Heading(1, "One"), Paragraph(text("Two"))))
    parts = pdf.split(b" obj\n")[1:]
    assert len(parts) > 5
    assert all(b"stream\n" in part for part in parts)
    assert pdf.startswith(b"%PDF-1.7\n")


def test_stream_that_ends_in_a_carriage_return_is_measured_right() -> None:
    """With a line end of one byte after it, the carriage return would look like part of a longer line end."""
    documents = (drawn(document(Paragraph(text("a" * number)))) for number in range(1, 2000))
    pdf = next(pdf for pdf in documents if b"\r\r\nendstream" in pdf)
    assert failures(pdf) == []


@pytest.mark.parametrize("paragraphs", [1, 400])
def test_file_names_itself_by_what_is_in_it(paragraphs: int) -> None:
    one, other = (reader(drawn(document(*[Paragraph(text(word))] * paragraphs))) for word in ("one", "two"))
    again = reader(drawn(document(*[Paragraph(text("one"))] * paragraphs)))
    assert one.trailer["/ID"] == again.trailer["/ID"] != other.trailer["/ID"]


@settings(deadline=None)
@given(st.lists(st.binary(min_size=ROW, max_size=ROW), min_size=1))
def test_differences_add_up_to_the_rows(rows: list[bytes]) -> None:
    above, back = bytes(ROW), []
    predicted = _predicted(rows)
    for start in range(0, len(predicted), ROW + 1):
        assert predicted[start] == 2
        above = bytes((one + two) & 255 for one, two in zip(above, predicted[start + 1 : start + 1 + ROW], strict=True))
        back.append(above)
    assert back == rows
