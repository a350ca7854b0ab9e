"""Loads the demonstration at a chosen time, and reads the editions that it published."""

from datetime import UTC, datetime
from io import StringIO
from typing import Any

import time_machine
from django.apps import apps
from django.core.management import call_command

from tours.agenda.audiences import for_audience
from tours.agenda.values import STAFF, Audience
from tours.agenda.view import AgendaView
from tours.editions.publishing import agenda_of
from tours.models import Edition

SMART_CITY_WEEK = "smart-city-week-2017"
CITY_EXCHANGE_DAYS = "city-exchange-days-rijeka"
# In Rijeka it is half past midnight on the 21st, and the clocks go forward before the event begins.
FIRST_LOAD = datetime(2030, 3, 20, 23, 30, tzinfo=UTC)


def load(at: datetime = FIRST_LOAD) -> str:
    out = StringIO()
    with time_machine.travel(at, tick=False):
        call_command("load_demo", stdout=out)
    return out.getvalue()


def every_row() -> dict[str, list[dict[str, Any]]]:
    models = apps.get_models(include_auto_created=True)
    return {model._meta.label: list(model._default_manager.order_by("pk").values()) for model in models}


def view(slug: str, number: int, audience: Audience = STAFF) -> AgendaView:
    return for_audience(agenda_of(Edition.objects.get(event__slug=slug, number=number)), audience)
