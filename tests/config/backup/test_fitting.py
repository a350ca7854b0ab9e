import pytest
from django.core.management import CommandError
from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper

from config.backup.fitting import check_row
from tours.models import CityName

POSTGRESQL = DatabaseWrapper({**connections["default"].settings_dict, "ENGINE": "django.db.backends.postgresql"})


def row(**values: object) -> tuple[object, ...]:
    facts = {"id": 7, "text": "Seoul", "language": "ko", "script": "Latn", "city": 1} | values
    return tuple(facts[field.name] for field in CityName._meta.concrete_fields)


def test_row_that_fits_passes() -> None:
    check_row(CityName, row(), POSTGRESQL)


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"script": "Cyrillic"}, "field script: “Cyrillic” is longer than 4 characters."),
        ({"text": "a\0b"}, "field text: the text holds a null character (NUL)."),
        (
            {"city": 2**63},
            "field city_id: 9223372036854775808 is not a number from -9223372036854775808 to 9223372036854775807.",
        ),
    ],
)
def test_what_does_not_fit_is_named(values: dict[str, object], told: str) -> None:
    with pytest.raises(CommandError) as refused:
        check_row(CityName, row(**values), POSTGRESQL)
    assert str(refused.value) == f"Nothing was moved. Of tours_cityname: row id 7, {told}"
