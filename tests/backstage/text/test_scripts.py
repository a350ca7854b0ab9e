"""Other scripts in a text, found and marked."""

import pytest
from django.utils.html import escape
from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import strategies as st

from backstage.text.scripts import marked_scripts, script_runs

MIXED = st.text(alphabet="aŠ 1,.-()\n<&'서울구한Београд")


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("", []),
        ("Đakovo, Shkodër", [("", "Đakovo, Shkodër")]),
        ("Seoul (서울), 4 September", [("", "Seoul ("), ("ko", "서울"), ("", "), 4 September")]),
        ("Београд / Beograd", [("und-Cyrl", "Београд"), ("", " / Beograd")]),
        ("경기도 고양시, 킨텍스로 217-60", [("ko", "경기도 고양시, 킨텍스로"), ("", " 217-60")]),
        ("서울 Скопје", [("ko", "서울"), ("", " "), ("und-Cyrl", "Скопје")]),
        ("서울\n부산", [("ko", "서울"), ("", "\n"), ("ko", "부산")]),
    ],
)
def test_runs_are_separated_by_their_script(text: str, runs: list[tuple[str, str]]) -> None:
    assert list(script_runs(text)) == runs


@given(MIXED)
def test_runs_put_together_are_the_text(text: str) -> None:
    runs = list(script_runs(text))
    assert "".join(run for _, run in runs) == text
    assert all(run for _, run in runs)


@given(MIXED)
def test_letters_of_a_script_are_in_runs_of_its_language(text: str) -> None:
    for language, run in script_runs(text):
        found = {"ko" if letter in "서울구한" else "und-Cyrl" for letter in run if letter in "서울구한Београд"}
        assert found == ({language} if language else set())


def test_runs_are_marked_and_the_rest_escaped() -> None:
    html = marked_scripts("At 킨텍스 <b> & in Београд")
    assert html == 'At <span lang="ko">킨텍스</span> &lt;b&gt; &amp; in <span lang="und-Cyrl">Београд</span>'
    assert isinstance(html, SafeString)


def test_text_without_other_scripts_is_only_escaped() -> None:
    assert marked_scripts("Rijeka's <stand>") == escape("Rijeka's <stand>")


def test_runs_from_right_to_left_say_so() -> None:
    assert marked_scripts("In بيروت, then חיפה") == (
        'In <span lang="und-Arab" dir="rtl">بيروت</span>, then <span lang="und-Hebr" dir="rtl">חיפה</span>'
    )
    assert marked_scripts("في بيروت", "ar") == "في بيروت"


def test_cyrillic_in_a_serbian_text_is_serbian() -> None:
    assert marked_scripts("Dobrodošli u Београд", "sr-Latn") == 'Dobrodošli u <span lang="sr-Cyrl">Београд</span>'
    assert marked_scripts("Welcome to Београд") == 'Welcome to <span lang="und-Cyrl">Београд</span>'
