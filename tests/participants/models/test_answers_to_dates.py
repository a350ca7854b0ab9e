"""Rows of before: their answers are to the dates of now, and whoever was erased leaves no position."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from participants.models import Delegate
from tests.participants import makers
from tests.participants.travel.makers import coming

pytestmark = pytest.mark.django_db


def test_answers_of_before_are_to_the_dates_of_now_and_who_was_erased_has_no_position() -> None:
    event = makers.published_event()
    said, silent = coming(event, "Ana", confirmed_at=timezone.now(), position="Mayor"), coming(event, "Mia")
    erased = coming(event, "Eva", position="Deputy")
    Delegate.objects.filter(pk=erased.pk).update(name="[removed]")
    import_module("participants.migrations.0015_answers_are_to_dates_and_erased_have_no_position").fill(
        apps, connection.schema_editor()
    )
    found = Delegate.objects.filter(pk__in=[said.pk, silent.pk, erased.pk]).order_by("pk")
    assert list(found.values_list("confirmed_for", "position")) == [(event.starts, "Mayor"), (None, ""), (None, "")]
