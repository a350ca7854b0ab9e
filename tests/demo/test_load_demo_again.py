"""The command `load_demo` on a site where the demonstration is: a second run neither changes nor loses anything."""

from datetime import timedelta

import pytest

from accounts.models import User
from announcements.models import Post
from backstage.models import AuditEntry
from demo.users import COLLEAGUES, OPERATOR
from tests.demo.loading import CITY_EXCHANGE_DAYS, FIRST_LOAD, SMART_CITY_WEEK, every_row, load
from tours.editions.publishing import has_unpublished_changes
from tours.models import Event, PublishedEvent
from tours.vocabulary import RoleKind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]


def test_load_demo_a_second_time_changes_nothing() -> None:
    before = every_row()
    load(FIRST_LOAD + timedelta(days=3))
    assert every_row() == before


def test_rows_of_the_demonstration_name_their_actor() -> None:
    """The operator makes what events share, and the accounts; the coordinator makes the events and their posts; the
    registrar invites and decides on names."""
    by_the_system = AuditEntry.objects.filter(actor=None, event_key=None)
    assert [entry.object_repr for entry in by_the_system] == ["Operator (fictional)"]
    of_events = AuditEntry.objects.filter(event_key__isnull=False)
    of_others = of_events.exclude(content_type__app_label="participants").exclude(content_type__model="appearance")
    assert set(of_others.values_list("actor__email", flat=True)) == {COLLEAGUES[RoleKind.COORDINATOR]}
    of_others = AuditEntry.objects.filter(
        event_key=None, content_type__model__in=["city", "organisation", "role", "programme"]
    )
    assert set(of_others.values_list("actor__email", flat=True)) == {OPERATOR}


def test_load_demo_leaves_what_was_edited_meanwhile() -> None:
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


def test_loaded_events_have_nothing_left_to_publish() -> None:
    assert [has_unpublished_changes(event) for event in Event.objects.all()] == [False, False]
    assert list(PublishedEvent.objects.order_by("starts").values_list("slug", "number")) == [
        (SMART_CITY_WEEK, 4),
        (CITY_EXCHANGE_DAYS, 2),
    ]
