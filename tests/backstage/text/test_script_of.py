"""The script of a name, told from its letters."""

import pytest

from backstage.text.scripts import is_written_in, script_of


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Đakovo", "Latn"),
        ("Београд 11000", "Cyrl"),
        ("Αθήνα", "Grek"),
        ("서울", "Hang"),
        ("東京", "Hani"),
        ("さいたま市", "Jpan"),
        ("تونس", "Arab"),
        ("Београд / Beograd", ""),
        ("2017", ""),
        ("", ""),
    ],
)
def test_script_is_that_of_all_letters(text: str, script: str) -> None:
    assert script_of(text) == script


@pytest.mark.parametrize(
    ("text", "script", "expected"),
    [
        ("Београд", "Cyrl", True),
        ("Београд", "Latn", False),
        ("東京", "Jpan", True),
        ("東京", "Hant", True),
        ("東京", "Latn", False),
        ("서울", "Kore", True),
        ("Beograd Београд", "Latn", True),
        ("ᚠᚢᚦ", "Runr", True),
    ],
)
def test_letters_of_one_script_may_be_of_another_that_is_written_in_them(
    text: str, script: str, expected: bool
) -> None:
    assert is_written_in(text, script) == expected
