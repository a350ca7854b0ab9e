"""Canonical texts for the values of columns, the same for both kinds of database.

Each kind of field has its own rule.
"""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Context, Decimal
from ipaddress import ip_interface
from typing import Any
from uuid import UUID

import msgspec

EXACT = Context(prec=400)
"""A context that keeps all digits. By default Decimal rounds to 28 digits, and a number in JSON may have more."""


def _moment(value: Any) -> str:
    """A moment in UTC. A time without a zone is in UTC, as SQLite stores it that way."""
    moment = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment.isoformat(timespec="microseconds")


def _day(value: date | str) -> str:
    return value if isinstance(value, str) else value.isoformat()


def _clock(value: Any) -> str:
    return (value if isinstance(value, time) else time.fromisoformat(value)).isoformat(timespec="microseconds")


def _duration(value: Any) -> str:
    return str(value // timedelta(microseconds=1) if isinstance(value, timedelta) else value)


def _truth(value: Any) -> str:
    return "true" if value else "false"


def _float(value: Any) -> str:
    """The number; adding 0.0 turns the negative zero, which SQLite does not keep, into zero."""
    return repr(float(value) + 0.0)


def _exact(text: str) -> Decimal:
    """The number with no unneeded digits: 1.50, 1.5 and 15e-1 are the same, and so are 0 and -0."""
    return EXACT.normalize(EXACT.add(EXACT.create_decimal(text), 0))


def _json(value: Any) -> str:
    """JSON with sorted keys and normalised numbers, as PostgreSQL changes the order of keys and the notation of
    numbers.
    """
    text = value if isinstance(value, str) else json.dumps(value)
    return _sorted.encode(json.loads(text, parse_float=_exact, parse_int=_exact)).decode()


_sorted = msgspec.json.Encoder(order="sorted", decimal_format="number")

CANONICAL: dict[str, Callable[[Any], str]] = {
    **dict.fromkeys(("AutoField", "BigAutoField", "SmallAutoField"), str),
    **dict.fromkeys(("IntegerField", "BigIntegerField", "SmallIntegerField"), str),
    **dict.fromkeys(("PositiveIntegerField", "PositiveBigIntegerField", "PositiveSmallIntegerField"), str),
    **dict.fromkeys(("CharField", "TextField", "SlugField", "FileField", "FilePathField"), str),
    "BinaryField": lambda value: bytes(value).hex(),
    "BooleanField": _truth,
    "DateField": _day,
    "DateTimeField": _moment,
    "DecimalField": lambda value: str(_exact(str(value))),
    "DurationField": _duration,
    "FloatField": _float,
    "GenericIPAddressField": lambda value: str(ip_interface(value).ip),
    "JSONField": _json,
    "TimeField": _clock,
    "UUIDField": lambda value: (value if isinstance(value, UUID) else UUID(value)).hex,
}
"""The canonical text of a value, by the internal type of Django's field. NULL is handled elsewhere."""
