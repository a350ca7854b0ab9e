import pytest

from tours.calendar.properties import categories, mailbox, prose, text, uri


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("C:\\Novi Sad", r"C:\\Novi Sad"),
        ("one, two; three", r"one\, two\; three"),
        (" Hall\r\nA\tand\u2028B ", "Hall A and B"),
        ("a\x00b\x07c\x85d\x7f", "abc d"),
        ("Belgrade \ud83d", "Belgrade ?"),
        ("X\r\nATTENDEE:mailto:a@example.org", "X ATTENDEE:mailto:a@example.org"),
        ("Đorđe, 서울, Скопје", r"Đorđe\, 서울\, Скопје"),
    ],
)
def test_text_is_one_safe_line(typed: str, written: str) -> None:
    assert text(typed).to_ical().decode() == written


def test_prose_keeps_line_breaks_of_every_kind() -> None:
    assert prose("one \r\ntwo\rthree\x0bfour\u2029five\n\nC:\\Novi\x00").to_ical() == (
        rb"one\ntwo\nthree\nfour\nfive\n\nC:\\Novi"
    )


def test_categories_are_one_list_without_empty_ones() -> None:
    assert categories(["Site visit", "", "Transport, rail", " \n"]).to_ical() == rb"Site visit,Transport\, rail"


def test_uri_has_no_white_space_or_controls() -> None:
    assert uri("https://example.org/a\r\nX-EVIL:1\x00 b").to_ical() == b"https://example.org/aX-EVIL:1b"


def test_uri_parameter_has_no_line_break_or_double_quote() -> None:
    parameters = uri("geo:1,2", **{"X-TITLE": 'Hall "A";\r\nX-EVIL:1'}).params
    assert parameters.to_ical() == b"X-TITLE=\"Hall 'A'; X-EVIL:1\""


def test_mailbox_names_its_owner() -> None:
    office = mailbox("office@example.org", name='Ministry of "Land", Seoul')
    assert (office.to_ical(), office.params.to_ical()) == (
        b"mailto:office@example.org",
        b"CN=\"Ministry of 'Land', Seoul\"",
    )
