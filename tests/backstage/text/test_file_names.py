import re
import unicodedata
from urllib.parse import unquote

import pytest
from django.utils.http import parse_header_parameters
from hypothesis import example, given
from hypothesis import strategies as st

from backstage.text.file_names import content_disposition

HEADER = re.compile(r"inline; filename=\"([A-Za-z0-9 ()+,._'-]+)\"(?:; filename\*=UTF-8''([A-Za-z0-9%_.~-]+))?")


def names(header: str) -> tuple[str, str | None]:
    """The ASCII name, and the name in its own script if that differs."""
    match = HEADER.fullmatch(header)
    assert match is not None
    return match[1], unquote(match[2], errors="strict") if match[2] else None


@pytest.mark.parametrize(
    ("title", "plain", "written"),
    [
        ("Smart City Week", "Smart City Week", None),
        ("Mayor's Forum (TBC), day 1+2", "Mayor's Forum (TBC), day 1+2", None),
        ("Đakovo и Београд", "Dakovo i Beograd", "Đakovo и Београд"),
        ("스마트시티", "SeuMaTeuSiTi", "스마트시티"),
        ("Skopje & Rijeka; 100 %", "Skopje Rijeka 100", "Skopje & Rijeka; 100 %"),
        ("In/out: a\\b “really”?", "In out a b really", None),
        ("../../etc/passwd", "etc passwd", None),
        ("..hidden..", "hidden", None),
        ("." * 200 + "Week", "Week", None),
        ("C:\\Novi | <b>*", "C Novi b", None),
        ("a\u2215b\uff0fc\uff3cd\uff02e\u2044f", "a b c d e f", None),
        ("line\r\nSet-Cookie: x=1\tand\0more", "line Set-Cookie x 1 and more", "line Set-Cookie x=1 and more"),
        ("fdp.\u202egnp\u2066\u200f soft\u00adhyphen\ufeff", "fdp.gnp softhyphen", None),
        ("Cafe\u0301", "Cafe", "Café"),
        ("…", None, "…"),
        ("\U0001f600", "grinning", "\U0001f600"),
        ("", None, None),
        (" . ", None, None),
        ("\u202e\0\ud800", None, None),
    ],
)
def test_name_is_readable_in_ascii_and_as_it_is_written(title: str, plain: str | None, written: str | None) -> None:
    ascii_name, full = names(content_disposition(title, "Version 3", extension="pdf"))
    assert ascii_name == (f"{plain} - Version 3.pdf" if plain else "Version 3.pdf")
    assert full == (f"{written} - Version 3.pdf" if written else None)


def test_details_that_are_empty_are_left_out() -> None:
    header = content_disposition("Week", "Version 1", "", "US Letter", extension="pdf")
    assert header == 'inline; filename="Week - Version 1 - US Letter.pdf"'


@pytest.mark.parametrize("nothing", ["", "///", "...", "\u200b"])
def test_name_of_nothing_is_a_name_still(nothing: str) -> None:
    assert content_disposition(nothing, nothing, extension="pdf") == 'inline; filename="file.pdf"'


def test_another_reader_of_headers_finds_the_name_as_it_is_written() -> None:
    header = content_disposition('Недеља у Београду; "100 %"', "Version 3", extension="pdf")
    kind, parameters = parse_header_parameters(header)
    assert (kind, parameters) == ("inline", {"filename": "Недеља у Београду; 100 % - Version 3.pdf"})


def test_long_title_is_cut_and_what_follows_it_stays() -> None:
    ascii_name, full = names(content_disposition("서" * 200, "Version 3", "Staff", "Pocket", extension="pdf"))
    assert ascii_name == "Seo" * 42 + " - Version 3 - Staff - Pocket.pdf"
    assert full == "서" * 42 + " - Version 3 - Staff - Pocket.pdf"


@given(st.text(max_size=300), st.lists(st.text(max_size=60), max_size=3))
@example("a" * 200, ["b" * 60, "c" * 60, "d" * 60])
@example("\ufdfa" * 40, ["\ufdfa" * 10])
def test_no_text_breaks_the_header_or_leaves_the_folder(title: str, details: list[str]) -> None:
    ascii_name, written = names(content_disposition(title, *details, extension="pdf"))
    for name in (ascii_name, written or ascii_name):
        assert name.endswith(".pdf")
        assert not name.startswith((".", " "))
        assert 5 <= len(name.encode()) <= 255
        assert not set(name) & set('"/\\:*?<>|')
        assert {unicodedata.category(letter) for letter in name if letter != " "} & {
            "Cc",
            "Cf",
            "Cs",
            "Zs",
            "Zl",
        } == set()
