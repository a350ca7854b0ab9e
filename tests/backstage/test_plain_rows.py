"""Many small rows go to the database in batches, each of which has the whole time that a request waits for an answer."""

import pytest

from backstage import plain_rows
from backstage.plain_rows import insert
from tests.counting import asked
from tours.models import Country

pytestmark = pytest.mark.django_db


def test_rows_are_sent_in_batches_and_all_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain_rows, "BATCH", 2)
    made = {f"Q{number}": f"Country {number}" for number in range(5)}
    with asked() as seen:
        insert(Country, ("code", "name"), made.items())
    assert [len(rows) for _statement, rows in seen.statements] == [2, 2, 1]
    assert dict(Country.objects.filter(code__startswith="Q").values_list("code", "name")) == made


def test_no_rows_need_no_statement() -> None:
    with asked() as seen:
        insert(Country, ("code", "name"), [])
    assert seen.statements == []
