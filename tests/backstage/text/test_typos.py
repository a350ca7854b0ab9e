import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstage.text.typos import forms_of, is_near, may_be_mistyped

WORDS = st.text(alphabet="abcd", min_size=1, max_size=6)


def edits(word: str) -> set[str]:
    """All words that one slip of the finger makes of it."""
    letters = "abcd"
    gone = {word[:at] + word[at + 1 :] for at in range(len(word))}
    wrong = {word[:at] + letter + word[at + 1 :] for at in range(len(word)) for letter in letters}
    more = {word[:at] + letter + word[at:] for at in range(len(word) + 1) for letter in letters}
    turned = {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)}
    return {word} | gone | wrong | more | turned


@given(WORDS, WORDS)
def test_words_are_near_that_differ_by_one_slip(one: str, other: str) -> None:
    assert is_near(one, other) == is_near(other, one) == (other in edits(one))


@given(WORDS)
def test_words_that_are_near_have_a_form_in_common(word: str) -> None:
    assert all(forms_of(word) & forms_of(other) for other in edits(word) if other)


@pytest.mark.parametrize(
    ("word", "may"), [("seoul", True), ("seo", False), ("2017", False), ("room5", False), ("x" * 25, False)]
)
def test_short_words_and_numbers_are_taken_as_they_are(word: str, may: bool) -> None:
    assert may_be_mistyped(word) is may
