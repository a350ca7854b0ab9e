import pytest
from hypothesis import given
from hypothesis import strategies as st

from tours.pdf.faces.drawable import drawable, link_target

ANY_TEXT = st.text(st.characters())  # lone surrogates too


@pytest.mark.parametrize(
    ("given_text", "shown"),
    [
        ("Đakovo, Скопје, Αθήνα and 서울", "Đakovo, Скопје, Αθήνα and 서울"),
        ("<b>bold</b> & <img src='x'> &amp;", "<b>bold</b> & <img src='x'> &amp;"),
        ("c\u030cevap", "čevap"),
        ("\u1109\u1165\u110b\u116e\u11af", "서울"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("tab\tand\u1680space", "tab and space"),
        ("\x00\x07con\x1ftrol\x9f", "control"),
        ("zero\u200bwidth\ufeff soft\u00adhyphen", "zerowidth softhyphen"),
        ("lone \ud800 surrogate", "lone \ufffd surrogate"),
        ("مرحبا", "مرحبا"),
        ("✌\ufe0f😀", "✌😀"),
        ("", ""),
    ],
)
def test_text_is_shown_as_far_as_the_faces_can(given_text: str, shown: str) -> None:
    assert drawable(given_text) == shown


@given(ANY_TEXT)
def test_what_is_drawable_stays_as_it_is(text: str) -> None:
    assert drawable(drawable(text)) == drawable(text)


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://example.org/a?b=1&c=2#d", "https://example.org/a?b=1&c=2#d"),
        ("http://example.org/Ђаково", "http://example.org/%D0%82%D0%B0%D0%BA%D0%BE%D0%B2%D0%BE"),
        ("mailto:desk@example.org", "mailto:desk@example.org"),
        ("tel:+82200000000", "tel:+82200000000"),
        ("HTTPS://example.org/", "HTTPS://example.org/"),
        ("javascript:alert(1)", ""),
        (" javascript:alert(1)", ""),
        ("java\nscript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("data:text/html,x", ""),
        ("//example.org/", ""),
        ("example.org", ""),
        ("https://[::1", ""),
        ("https://example.org/\ud800", ""),
        ("", ""),
    ],
)
def test_only_addresses_of_the_web_mail_and_telephone_become_links(url: str, target: str) -> None:
    assert link_target(url) == target


@given(ANY_TEXT)
def test_a_link_leads_nowhere_else_whatever_is_typed(text: str) -> None:
    target = link_target(text)
    assert target.isascii()
    assert not target or target.lower().startswith(("http:", "https:", "mailto:", "tel:"))
