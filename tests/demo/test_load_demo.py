"""The command `load_demo` on an empty site."""

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from pytest_django import Settings

from demo.events import load_event
from tests.demo.loading import CITY_EXCHANGE_DAYS, FIRST_LOAD, SMART_CITY_WEEK, every_row, load
from tours.models import Edition


@pytest.mark.django_db
def test_load_demo_goes_on_after_an_interruption() -> None:
    load_event("smart_city_week", now=FIRST_LOAD)
    before = every_row()
    load()
    after = every_row()
    assert [row["slug"] for row in after["tours.Event"]] == [SMART_CITY_WEEK, CITY_EXCHANGE_DAYS]
    for label in ("accounts.User", "tours.Programme", "tours.City", "tours.Person", "tours.Theme"):
        assert after[label] == before[label]
    assert after["tours.Edition"][:4] == before["tours.Edition"]


@pytest.mark.django_db
def test_load_demo_makes_the_same_editions_each_time_and_says_where_to_look() -> None:
    sid = transaction.savepoint()
    load()
    first = list(Edition.objects.values_list("digest", flat=True))
    transaction.savepoint_rollback(sid)
    lines = load().splitlines()
    assert list(Edition.objects.values_list("digest", flat=True)) == first
    assert lines[:2] == [
        "Loaded “2017 World Smart City Summit and Smart City Week”: 29 items, 4 versions, 2 posts.",
        "Loaded “City Exchange Days, Rijeka”: 27 items, 2 versions, 2 posts.",
    ]
    assert load().splitlines() == lines[2:]
    assert len([line for line in lines if line.startswith("  ")]) == 11 + (5 + 2) + (5 + 1) + 3
    assert "  webcal://127.0.0.1:8000/events/smart-city-week-2017/programme.ics" in lines
    assert lines[-1] == (
        "Sign in there with the password sojourn-demo, unless you have changed it, as operator@example.org, "
        "coordinator@example.org, editor@example.org, registrar@example.org, viewer@example.org, host@example.org."
    )


def test_load_demo_refuses_in_production(settings: Settings) -> None:
    settings.MODE = "production"
    with pytest.raises(CommandError, match="not loaded in production"):
        call_command("load_demo")
