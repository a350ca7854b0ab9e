import csv
from datetime import date, time

import pytest

from backstage.tables.csv_files import csv_file


def test_file_is_as_excel_opens_it() -> None:
    made = csv_file([("Day", "Start", "Title"), (date(2017, 9, 4), time(9, 5), 'A; "B"\r\nC'), (None, None, 3)])
    assert made.decode() == '\ufeffDay;Start;Title\r\n2017-09-04;09:05;"A; ""B""\nC"\r\n;;3\r\n'


@pytest.mark.parametrize("typed", ["=1+1", "+1", "-1", "@SUM(A1)", "＝1+1", "\n =1+1"])
def test_no_cell_begins_like_a_formula(typed: str) -> None:
    [[cell]] = csv.reader([csv_file([[typed]]).decode("utf-8-sig").rstrip("\r\n")], delimiter=";")
    assert cell == f"'{typed.strip()}"


def test_three_scripts_stay() -> None:
    assert csv_file([["Ђорђе", "서울", "Čačak"]]).decode("utf-8-sig") == "Ђорђе;서울;Čačak\r\n"
