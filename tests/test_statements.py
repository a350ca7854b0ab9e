"""Which tests the second database needs, and what makes one statement another."""

import pytest
from django.db import connection, transaction

from tests.statements import Noted, heard, kinds, needed, place, shape
from tours.models import Event
from tours.serving.kept_outputs import Output, kept


def noted(cost: float, *statements: str, always: bool = False) -> Noted:
    return Noted(frozenset(statements), cost, always)


def test_the_cheapest_tests_that_make_all_statements_are_needed() -> None:
    tests = {"dear": noted(9, "a", "b"), "cheap": noted(1, "c"), "same": noted(2, "c"), "other": noted(3, "b")}
    assert needed(tests) == {"dear", "cheap"}
    assert needed(tests | {"only": noted(8, "a")}) == {"cheap", "other", "only"}


def test_what_a_dearer_test_makes_too_is_left_out() -> None:
    tests = {"one": noted(1, "a"), "two": noted(2, "a", "b"), "both": noted(3, "a", "b", "c")}
    assert needed(tests) == {"both"}


def test_what_is_run_always_need_not_be_made_again() -> None:
    tests = {"dear": noted(9, "a", "b", always=True), "cheap": noted(1, "a"), "none": noted(1, always=True)}
    assert needed(tests) == {"dear", "none"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("WHERE id IN (%s, %s, %s) LIMIT 21", "WHERE id IN (%s) LIMIT 5"),
        ("VALUES (%s, %s), (%s, %s), (%s, %s)", "VALUES (%s, %s)"),
    ],
)
def test_numbers_and_how_many_values_there_are_make_no_other_statement(one: str, other: str) -> None:
    assert shape(one) == shape(other)


def test_what_databases_differ_on_makes_another_kind_of_value() -> None:
    values = ["a", "b", "a\0", "x" * 300, 1, 2, -1, 40_000, 1 << 40, 1 << 70, None]
    assert sorted(kinds(values)) == [
        "NoneType",
        "int of 15 bits, negative",
        "int of 15 bits, positive",
        "int of 31 bits, positive",
        "int of 63 bits, positive",
        "int of more bits, positive",
        "str",
        "str NUL",
        "str long",
    ]


def test_place_is_the_innermost_line_of_the_product() -> None:
    kept_by_the_product = kept(Output("ab" * 32, "a.ics"), lambda: place().encode(), gzipped=False)
    assert (place(), kept_by_the_product.partition(b":")[0]) == ("", b"tours/serving/kept_outputs.py")


@pytest.mark.django_db
def test_statement_is_heard_once_and_transactions_are_not() -> None:
    statements, before = set[str](), [*connection.execute_wrappers]
    with heard(statements):
        for slug in ("one", "two"):
            with transaction.atomic():
                Event.objects.filter(slug=slug).exists()
    assert (len(statements), connection.execute_wrappers) == (1, before)
