import json
from pathlib import Path

import pytest

from tests.factories import values
from tours.agenda import snapshots

GOLDEN = Path(__file__).parents[2] / "golden"


@pytest.mark.parametrize("format_number", range(1, snapshots.FORMAT + 1))
def test_every_format_ever_written_can_still_be_read(format_number: int) -> None:
    text = (GOLDEN / f"edition-format-{format_number}.json").read_text()
    agenda = snapshots.read(text, format_number)
    assert agenda == values.published(*values.many_items(20))


def test_todays_format_is_written_byte_for_byte_as_its_golden_file() -> None:
    text = (GOLDEN / f"edition-format-{snapshots.FORMAT}.json").read_text()
    assert snapshots.snapshot(values.published(*values.many_items(20))).text == text


def test_snapshot_is_plain_json_without_what_is_only_a_default() -> None:
    line = json.loads(snapshots.snapshot(values.published(values.item())).text)["items"][0]["revisions"][0]["line"]
    assert line == {
        "kind": "session",
        "title": "Opening of the week",
        "day": "2017-09-04",
        "zone": "Asia/Seoul",
        "start": "10:00:00",
        "end": "11:00:00",
    }


def test_unknown_format_is_refused_in_a_sentence() -> None:
    with pytest.raises(ValueError, match="This edition was written in format 99; this version of Sojourn reads 1."):
        snapshots.read("{}", 99)
