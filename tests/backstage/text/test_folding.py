import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstage.text.folding import folded, folded_in_place, folded_words
from backstage.text.tidying import tidy


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
        ["Đakovo", "Djakovo", "dakovo", "Ђаково", "DJAKOVO"],
        ["Shkodër", "shkoder", "Shkode\u0308r"],
        ["서울", "Seoul", "seoul", "\u1109\u1165\u110b\u116e\u11af"],
        ["Београд", "Beograd"],
        ["Ђорђе", "Đorđe", "Djordje"],
        ["Чачак", "Čačak", "Cacak"],
        ["Охрид", "Ohrid"],
        ["Штип", "Štip", "ШТИП"],
        ["Ниш", "Niš", "NIŠ"],
        ["Жупања", "Županja", "Zupanja"],
        ["Цетиње", "Cetinje"],
        ["Ћићевац", "Ćićevac"],
        ["Џеп", "Džep", "Dzep", "ǅep"],
        ["Ѓорѓи", "Gjorgji", "Gorgi"],
        ["Ќосев", "Kjosev", "Kosev"],
        ["Љубљана", "Ljubljana"],
        ["Львів", "Lviv"],
        ["부산", "Busan"],
        ["Straße", "strasse", "STRASSE", "STRAẞE"],
        ["Ærø", "Aero"],
        ["Øresund", "oresund"],
        ["İstanbul", "ISTANBUL", "istanbul", "ıstanbul"],
        ["Łódź", "lodz"],
        ["ｓｅｏｕｌ", "seoul"],
    ],
)
def test_every_spelling_of_a_word_folds_to_one(spellings: list[str]) -> None:
    folds = {tuple(folded(spelling)) for spelling in spellings}
    assert len(folds) == 1
    assert all(len(words) == 1 for words in folds)


def test_folded_words_keep_their_order_and_number() -> None:
    assert folded("The Mayor of Đakovo, the: mayor's!") == ["the", "mayor", "of", "dakovo", "the", "mayor", "s"]
    assert folded_words("The Mayor of Đakovo, the mayor") == {"the", "mayor", "of", "dakovo"}


def test_signs_alone_are_no_words() -> None:
    assert folded("%%% _ \x00 -- ’") == []


def test_longest_word_is_cut_to_fit_its_column() -> None:
    assert folded("x" * 70) == ["x" * 64]


@given(st.text())
def test_folded_words_are_of_letters_and_digits_and_fold_to_themselves(text: str) -> None:
    words = folded(text)
    assert all(re.fullmatch("[a-z0-9]{1,64}", word) for word in words)
    assert folded(" ".join(words)) == words


LETTERS = st.characters(whitelist_categories=["Lu", "Ll"], min_codepoint=0x41, max_codepoint=0x45F)


@given(st.text(LETTERS | st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=1), st.data())
def test_beginning_of_a_word_folds_to_a_beginning(word: str, data: st.DataObject) -> None:
    """So that what is typed of a word finds it, in any script, at every letter."""
    beginning = word[: data.draw(st.integers(0, len(word)))]
    assert "".join(folded(word)).startswith("".join(folded(beginning)))


@given(st.text(st.sampled_from("abcčćdđžšëçßøæıİЂЋЧЏЖШЦХЉЊЈЃЌЅѐѓќ -dDjJ")))
def test_case_and_normal_form_do_not_matter(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    assert folded(text) == folded(text.upper()) == folded(text.lower()) == folded(decomposed)


@given(st.one_of(st.text(), st.text(alphabet="Đđ dj.,JДдьъ½ЂgGkK서😀ñ")))
def test_places_of_folded_words_are_those_of_the_same_words(text: str) -> None:
    tidied = tidy(text)
    places = folded_in_place(tidied)
    assert [word for word, _begins, _ends in places] == folded(tidied)
    assert all(0 <= begins < ends <= len(tidied) for _word, begins, ends in places)


@pytest.mark.parametrize(
    ("text", "passages"),
    [("Đorđe-Čačak!", ["Đorđe", "Čačak"]), ("Кремль, Ђ", ["Кремль", "Ђ"]), ("1½ 서울", ["1½", "½", "서울"]), ("—", [])],
)
def test_places_hold_the_words_as_they_are_written(text: str, passages: list[str]) -> None:
    assert [text[begins:ends] for _word, begins, ends in folded_in_place(text)] == passages
