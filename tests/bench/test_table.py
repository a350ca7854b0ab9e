from bench.table import Aim, Figure, Line, table

RATIO = Line(
    "calendar, cold", "strings", Aim(2, "≤ 2x"), {30: Figure(2, "2.00x", "4 : 2 ms"), 200: Figure(2.01, "2.01x")}
)
LENGTH = Line("length", "", Aim(120, "≤ 120 at 200", items=200), {30: Figure(130, "130"), 200: Figure(110, "110")})
COUNT = Line("queries", "", None, {200: Figure(3, "3")})


def test_table_has_a_line_a_measure_and_says_what_holds() -> None:
    assert table([RATIO, LENGTH, COUNT], [30, 200]).splitlines() == [
        "|                | compared with | aim          | 30 items               | 200 items    |",
        "| -------------- | ------------- | ------------ | ---------------------- | ------------ |",
        "| calendar, cold | strings       | ≤ 2x         | 2.00x holds (4 : 2 ms) | 2.01x misses |",
        "| length         |               | ≤ 120 at 200 | 130                    | 110 holds    |",
        "| queries        |               |              |                        | 3            |",
    ]
