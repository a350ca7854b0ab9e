import unicodedata

import pytest

from backstage.text.spellings import blanked_within, blanking


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("Straße 1", "[x] 1"),
        ("STRASSE 1", "[x] 1"),
        ("strasse 1", "[x] 1"),
        ("Hauptstraße, HAUPTSTRASSE", "Hauptstraße, HAUPTSTRASSE"),
        ("Die Straßen", "Die [x]n"),
        ("nothing", "nothing"),
    ],
)
def test_text_is_found_in_any_letters_where_a_word_begins(text: str, after: str) -> None:
    assert blanking(["Straße"], by="[x]")(text) == after


@pytest.mark.parametrize("text", ["Đorđe Čačak", "ĐORĐE  ČAČAK", "Đorđe\r\nČačak", "Đorđe\u00a0Čačak"])
def test_text_is_found_composed_or_not_on_one_line_or_two(text: str) -> None:
    blank = blanking(["Đorđe Čačak"], by="[x]")
    assert [blank(text), blank(unicodedata.normalize("NFD", text))] == ["[x]", "[x]"]


@pytest.mark.parametrize("given", ["Anna-Lena Korr", "Anna Lena Korr"])
def test_words_are_found_with_spaces_and_with_hyphens_between(given: str) -> None:
    texts = ["Anna-Lena Korr", "ANNA LENA KORR", "anna\u2011lena\u2013korr", "Anna-\nLena Korr", "AnnaLena Korr", "-"]
    assert list(map(blanking([given], by="[x]"), texts)) == ["[x]"] * 4 + texts[4:]


@pytest.mark.parametrize("given", ["-", "- A", "A -", "+385 51 12-34"])
def test_hyphens_at_the_ends_belong_to_the_text(given: str) -> None:
    assert blanking([given], by="[x]")(f"({given})") == "([x])"


def test_longer_text_goes_first_whatever_its_letters() -> None:
    blank = blanking(["Ana", "Ana Marija Anić"], by="[x]")
    assert [blank(text) for text in ("Ana Marija Anić", "Ana MARIJA ANIĆ", "ana marija anić", "Ana")] == ["[x]"] * 4


def test_what_holds_nothing_stays_as_it_is_written() -> None:
    loose = unicodedata.normalize("NFD", " Čačak\r\n")
    assert blanking(["Ana", ""], by="[x]")(loose) == loose
    assert blanking(["", " "], by="[x]")(loose) == loose


def test_texts_in_lists_and_dictionaries_are_blanked_and_nothing_else() -> None:
    value = {"Ana": ["Ana", 1, None, {"by": "ANA"}]}
    assert blanked_within(value, blanking(["Ana"], by="[x]")) == {"Ana": ["[x]", 1, None, {"by": "[x]"}]}
