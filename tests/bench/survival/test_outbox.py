"""The benchmark of the outbox in small, with real workers that are really killed."""

import pytest

from bench.survival.outbox import Result, killed_while_sending, table

RESULT = Result(written=5, delivered=5, duplicates=1, message_ids=5, noted=5, refused=2, broken=0, kills=1, seconds=1.6)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_killed_workers_lose_no_mail_and_send_none_twice_without_a_reason() -> None:
    result = killed_while_sending(60, 3, lease=3)
    assert (result.written, result.delivered, result.message_ids, result.noted) == (60, 60, 60, 60)
    assert result.duplicates <= result.kills == 3
    assert result.holds


@pytest.mark.parametrize(
    "wrong", [{"delivered": 4}, {"duplicates": 2}, {"message_ids": 6}, {"message_ids": 4}, {"noted": 4}]
)
def test_bench_notices_a_result_that_does_not_hold(wrong: dict[str, int]) -> None:
    assert RESULT.holds
    assert not RESULT._replace(**wrong).holds


def test_table_shows_the_figures() -> None:
    assert table("sqlite", RESULT).splitlines() == [
        "| database | written | delivered | lost | duplicates | kills | Message-IDs | noted as sent | answered 451 | lines broken | seconds |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
        "| sqlite | 5 | 5 | 0 | 1 | 1 | 5 | 5 | 2 | 0 | 2 |",
    ]
