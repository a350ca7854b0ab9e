import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstage.text.search_keys import asked_keys, keys_in_order, stored_keys


@pytest.mark.parametrize(
    "spellings",
    [
        ["Шевченко", "Ševčenko", "Shevchenko", "Sevcenko", "SHEVCHENKO"],
        ["München", "Muenchen", "Munchen"],
        ["Köln", "Koeln"],
        ["Харків", "Kharkiv"],
        ["Житомир", "Žitomir", "Zhytomyr"],
        ["Хмельницький", "Khmelnytskyi"],
        ["Зеленський", "Zelenskyy", "Zelenskiy", "Zelenskyi"],
        ["Цветков", "Tsvetkov", "Cvetkov"],
        ["Щербак", "Shcherbak", "Ščerbak"],
        ["Київ", "Kyiv"],
        ["Александар", "Alexandar"],
        ["서울", "Seoul"],
    ],
)
def test_every_spelling_of_a_name_has_one_key(spellings: list[str]) -> None:
    assert len({tuple(keys_in_order(spelling)) for spelling in spellings}) == 1


@pytest.mark.parametrize("word", ["Shevchenko", "Muenchen", "Zhytomyr", "projects", "Alexandar", "quality", "museum"])
def test_beginning_of_a_word_gives_the_beginning_of_its_key(word: str) -> None:
    [key] = keys_in_order(word)
    assert all(key.startswith(keys_in_order(word[:length])[0]) for length in range(1, len(word)))


def test_endings_of_english_words_are_no_letters_of_others() -> None:
    assert keys_in_order("projects outside") == ["projects", "outside"]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("서울", "서울시청"),
        ("시청", "서울시청"),
        ("서울시", "서울시청"),
        ("北京", "在北京市政府"),
        ("市政府", "在北京市政府"),
        ("seoul", "서울시청에서"),
    ],
)
def test_words_within_korean_and_chinese_compounds_are_found(query: str, text: str) -> None:
    assert set(asked_keys(query)) <= stored_keys(text)


@pytest.mark.parametrize(("query", "text"), [("청서", "서울시청"), ("부산", "서울시청")])
def test_words_that_a_compound_does_not_have_are_not_found(query: str, text: str) -> None:
    assert not set(asked_keys(query)) <= stored_keys(text)


@given(st.text(alphabet="서울시청북경北京市 Seoulšč", max_size=12))
def test_every_text_is_found_by_itself(text: str) -> None:
    assert set(asked_keys(text)) <= stored_keys(text)
