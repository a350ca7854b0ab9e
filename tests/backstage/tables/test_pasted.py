"""Pasted tables: which mark separates their cells, and what is no table."""

import pytest
from django.core.exceptions import ValidationError

from backstage.tables.pasted import table_of


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Day\tTitle\n4 Sept\tTea, coffee\n", [["Day", "Title"], ["4 Sept", "Tea, coffee"]]),
        ("Day;Title\n4.9.;Tea, coffee\tand cake\n", [["Day", "Title"], ["4.9.", "Tea, coffee and cake"]]),
        ('Day,Title\n,"Tea,\ncoffee"\n\n', [["Day", "Title"], ["", "Tea, coffee"]]),
        ("Ana Horvat  Mayor\nIvo  Clerk", [["Ana Horvat", "Mayor"], ["Ivo", "Clerk"]]),
        ("Guests\nAna;Mayor", [["Guests"], ["Ana", "Mayor"]]),
        ("\n \n", []),
    ],
)
def test_cells_are_separated_by_the_mark_of_the_first_row(text: str, rows: list[list[str]]) -> None:
    assert table_of(text) == rows


def test_cell_that_never_ends_is_refused() -> None:
    with pytest.raises(ValidationError) as refusal:
        table_of('Day,Title\n4.9.,"' + "Tea " * 50_000)
    assert refusal.value.messages == ['A quotation mark (") opens a cell of this table and nothing closes it.']
