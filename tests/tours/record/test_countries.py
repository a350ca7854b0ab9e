"""Countries found by what somebody typed."""

import pytest

from tours.record.countries import code_called


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "code"),
    [("Bosnia", "BA"), ("Niger", "NE"), ("Croat", ""), ("United", ""), ("", "")],
    ids=["the only one", "a whole name", "half a word", "several", "nothing"],
)
def test_country_is_found_by_the_first_words_of_its_name(typed: str, code: str) -> None:
    assert code_called(typed) == code
