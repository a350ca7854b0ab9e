"""A value has the same text from either database, and different values have different texts."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from config.backup.values import CANONICAL

KEY = UUID("0f8fad5b-d9cb-469f-a165-70867728950e")


@pytest.mark.parametrize(
    ("kind", "values", "text"),
    [
        ("BigAutoField", [2**63 - 1], "9223372036854775807"),
        ("BooleanField", [True, 1], "true"),
        ("BooleanField", [False, 0], "false"),
        ("BinaryField", [b"\x00\xff", memoryview(b"\x00\xff")], "00ff"),
        ("CharField", ["Đakovo · Скопје · 서울"], "Đakovo · Скопје · 서울"),
        ("DateField", [date(2017, 9, 4), "2017-09-04"], "2017-09-04"),
        (
            "DateTimeField",
            [
                datetime(2017, 9, 4, 8, 30, 0, 1, tzinfo=UTC),
                datetime(2017, 9, 4, 17, 30, 0, 1, tzinfo=timezone(timedelta(hours=9))),
                datetime(2017, 9, 4, 8, 30, 0, 1),
                "2017-09-04 08:30:00.000001",
            ],
            "2017-09-04T08:30:00.000001+00:00",
        ),
        (
            "DateTimeField",
            [datetime(2017, 9, 4, tzinfo=UTC), "2017-09-04 00:00:00"],
            "2017-09-04T00:00:00.000000+00:00",
        ),
        ("DecimalField", [Decimal("12.50"), 12.5, "12.5"], "12.5"),
        ("DecimalField", [Decimal("-0.00"), 0], "0"),
        ("DecimalField", [Decimal(10**40 + 1), str(10**40 + 1)], f"{10**40 + 1}"),
        ("DurationField", [timedelta(days=1, microseconds=1), 86_400_000_001], "86400000001"),
        ("FloatField", [37.5665, Decimal("37.5665")], "37.5665"),
        ("FloatField", [-0.0, 0], "0.0"),
        ("GenericIPAddressField", ["2001:db8::1", "2001:0db8:0:0::1", "2001:db8::1/128"], "2001:db8::1"),
        (
            "JSONField",
            ['{"b": [1.50, true, null], "a": "서"}', '{"a":"서","b":[15e-1,true,null]}'],
            '{"a":"서","b":[1.5,true,null]}',
        ),
        ("JSONField", [f"[{10**40 + 1}]"], f"[{10**40 + 1}]"),
        ("JSONField", ["null"], "null"),
        ("TimeField", [time(8, 30), "08:30:00"], "08:30:00.000000"),
        ("UUIDField", [KEY, KEY.hex, str(KEY)], KEY.hex),
    ],
)
def test_value_has_one_text(kind: str, values: list[Any], text: str) -> None:
    assert [CANONICAL[kind](value) for value in values] == [text] * len(values)


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("DateTimeField", datetime(2017, 9, 4, 8, 30, 0, 1, tzinfo=UTC), datetime(2017, 9, 4, 8, 30, tzinfo=UTC)),
        ("JSONField", "[1]", '["1"]'),
        ("JSONField", '""', "null"),
        ("JSONField", "[1, 2]", "[2, 1]"),
        ("JSONField", "1", "true"),
        ("FloatField", 0.1, 0.1 + 1e-16),
        ("CharField", "Đ", "D\u0335"),
    ],
)
def test_values_that_differ_have_two_texts(kind: str, one: Any, other: Any) -> None:
    assert CANONICAL[kind](one) != CANONICAL[kind](other)
