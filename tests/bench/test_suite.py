"""What the bench of the suite counts, and how it tells it."""

import pytest

from bench.suite import folder_of, table


@pytest.mark.parametrize(
    ("test", "folder"),
    [
        ("tests/test_house.py::test_one", "tests"),
        ("tests/access/test_access.py::test_one[a/b]", "tests/access"),
        ("tests/tours/admin/test_events.py::test_one", "tests/tours/admin"),
        ("tests/api/v1/desk/test_items.py::test_one", "tests/api/v1"),
    ],
)
def test_folder_is_that_of_the_file_two_levels_deep(test: str, folder: str) -> None:
    assert folder_of(test) == folder


def test_table_begins_with_what_costs_most_and_ends_with_the_sum() -> None:
    assert table({"tests/api": 1.25, "tests/tours": 30.5}).splitlines() == [
        "    30.5  tests/tours",
        "     1.2  tests/api",
        "    31.8  the tests",
    ]
