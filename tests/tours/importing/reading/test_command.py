"""`manage.py read_agenda`."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

AGENDA = (
    "Monday 4 September\n9:30 Visit to the port @ Pier 3\nAfternoon: free\nTuesday 5 September\n22:30-00:45 Concert\n"
)


def _printed(path: Path, *arguments: str) -> str:
    out = StringIO()
    call_command("read_agenda", str(path), *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def agenda(tmp_path: Path) -> Path:
    path = tmp_path / "agenda.txt"
    path.write_text(AGENDA, encoding="utf-16")
    return path


def test_json_lists_items_with_and_without_a_time(agenda: Path) -> None:
    assert json.loads(_printed(agenda, "--year", "2017", "--json")) == [
        {
            "day": "2017-09-04",
            "start": "09:30",
            "end": None,
            "title": "Visit to the port",
            "text": "9:30 Visit to the port @ Pier 3",
        },
        {"day": "2017-09-04", "start": None, "end": None, "title": "Afternoon: free", "text": "Afternoon: free"},
        {"day": "2017-09-05", "start": "22:30", "end": "00:45", "title": "Concert", "text": "22:30-00:45 Concert"},
    ]


def test_table_is_for_people(agenda: Path) -> None:
    assert _printed(agenda, "--first-day", "2017-09-05", "--last-day", "2017-09-05").splitlines() == [
        "2017-09-04 09:30   -    Visit to the port  [outside_event]",
        "2017-09-04   -     -    Afternoon: free  [outside_event]",
        "2017-09-05 22:30 00:45  Concert",
        "",
        "Items: 3. Texts that belong to no item: 0.",
    ]


def test_file_that_is_not_there_gives_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"none\.txt cannot be read: No such file or directory\.$"):
        _printed(tmp_path / "none.txt")


def test_file_that_is_no_text_gives_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "agenda.docx").write_bytes(b"PK\3\4 and more")
    with pytest.raises(CommandError, match=r"agenda\.docx is not a text file\. Save it as plain text"):
        _printed(tmp_path / "agenda.docx")


def test_day_that_is_none_is_refused(agenda: Path) -> None:
    with pytest.raises(CommandError, match=r"2017-13-04 is no day; write it as 2017-09-04\.$"):
        _printed(agenda, "--first-day", "2017-13-04")
