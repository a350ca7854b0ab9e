import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tours.text import folded_words, tidy


@given(st.text())
def test_tidy_text_is_nfc_encodable_and_stays_as_it_is(text: str) -> None:
    tidied = tidy(text)
    assert tidied == tidy(tidied) == unicodedata.normalize("NFC", tidied)
    tidied.encode()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  Opening\r\nsession\r", "Opening\nsession"),
        ("a\x00b\x1bc\x7fd\ud800e", "abcde"),
        ("C\u030cac\u030cak", "Čačak"),
        ("\u1109\u1165\u110b\u116e\u11af", "서울"),
        ("C:\\Novi\tSad", "C:\\Novi\tSad"),
    ],
)
def test_tidy_mends(text: str, expected: str) -> None:
    assert tidy(text) == expected


@pytest.mark.parametrize(
    "spellings",
    [
        ["Скопје", "skopje", "SKOPJE"],
        ["Đakovo", "Djakovo", "dakovo"],
        ["Shkodër", "shkoder"],
        ["서울", "Seoul", "seoul"],
        ["Београд", "Beograd"],
        ["Ђорђе", "Đorđe", "Djordje"],
    ],
)
def test_every_spelling_of_a_word_folds_to_one(spellings: list[str]) -> None:
    assert len({folded_words(spelling) for spelling in spellings}) == 1
