"""The command `load_demo`: a second run neither changes nor loses anything."""

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import transaction
from pytest_django import Settings

from accounts.models import User
from announcements.models import Post
from backstage.models import AuditEntry
from demo.events import load_event
from demo.users import COLLEAGUES, OPERATOR
from tests.demo.loading import CITY_EXCHANGE_DAYS, FIRST_LOAD, SMART_CITY_WEEK, load
from tours.editions.publishing import has_unpublished_changes
from tours.models import Edition, Event, PublishedEvent
from tours.vocabulary import RoleKind


def every_row() -> dict[str, list[dict[str, Any]]]:
    models = apps.get_models(include_auto_created=True)
    return {model._meta.label: list(model._default_manager.order_by("pk").values()) for model in models}


@pytest.mark.django_db
def test_load_demo_a_second_time_changes_nothing() -> None:
    load()
    before = every_row()
    load(FIRST_LOAD + timedelta(days=3))
    assert every_row() == before


@pytest.mark.django_db
def test_rows_of_the_demonstration_name_their_actor() -> None:
    """The operator makes what events share, and the accounts; the coordinator makes the events and their posts."""
    load()
    by_the_system = AuditEntry.objects.filter(actor=None)
    assert [entry.object_repr for entry in by_the_system] == ["Operator (fictional)"]
    of_events = AuditEntry.objects.filter(event_key__isnull=False)
    assert set(of_events.values_list("actor__email", flat=True)) == {COLLEAGUES[RoleKind.COORDINATOR]}
    of_others = AuditEntry.objects.filter(content_type__model__in=["city", "organisation", "role", "programme"])
    assert set(of_others.values_list("actor__email", flat=True)) == {OPERATOR}


@pytest.mark.django_db
def test_load_demo_leaves_what_was_edited_meanwhile() -> None:
    load()
    event = Event.objects.get(slug=CITY_EXCHANGE_DAYS)
    Event.objects.filter(pk=event.pk).update(slug="another-address", title="Another title")
    event.items.filter(title="Lunch").delete()
    event.participating_cities.filter(city__slug="skopje").update(taken=2)
    Post.objects.filter(event=event).update(title="Mended")
    user = User.objects.get(email="coordinator@example.org")
    user.set_password("a password of their own")
    user.save()
    before = every_row()
    load(FIRST_LOAD + timedelta(days=3))
    assert every_row() == before


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
def test_load_demo_makes_the_same_editions_on_every_machine() -> None:
    sid = transaction.savepoint()
    load()
    first = list(Edition.objects.values_list("digest", flat=True))
    transaction.savepoint_rollback(sid)
    load()
    assert list(Edition.objects.values_list("digest", flat=True)) == first


@pytest.mark.django_db
def test_load_demo_says_what_it_made_and_where_to_look() -> None:
    lines = load().splitlines()
    assert lines[:2] == [
        "Loaded “World Smart City Summit and Smart City Week”: 29 items, 4 versions, 2 posts.",
        "Loaded “City Exchange Days, Rijeka”: 27 items, 2 versions, 2 posts.",
    ]
    assert load().splitlines() == lines[2:]
    assert len([line for line in lines if line.startswith("  ")]) == 11 + (5 + 2) + (5 + 1) + 3
    assert "  webcal://127.0.0.1:8000/events/smart-city-week-2017/programme.ics" in lines
    assert lines[-1] == (
        "Sign in there with the password sojourn-demo, unless you have changed it, as operator@example.org, "
        "coordinator@example.org, editor@example.org, registrar@example.org, viewer@example.org."
    )


def test_load_demo_refuses_in_production(settings: Settings) -> None:
    settings.MODE = "production"
    with pytest.raises(CommandError, match="not loaded in production"):
        call_command("load_demo")


@pytest.mark.django_db
def test_loaded_events_have_nothing_left_to_publish() -> None:
    load()
    assert [has_unpublished_changes(event) for event in Event.objects.all()] == [False, False]
    assert list(PublishedEvent.objects.order_by("starts").values_list("slug", "number")) == [
        (SMART_CITY_WEEK, 4),
        (CITY_EXCHANGE_DAYS, 2),
    ]
