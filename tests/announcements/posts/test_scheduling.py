"""Posts are published when their moment has come, in the name of whoever scheduled them."""

import logging
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from accounts.models import User
from announcements.models import Post, State
from announcements.posts import scheduling
from announcements.posts.scheduling import publish_due_posts, schedule_post, unschedule_post
from announcements.posts.writing import publish_post
from config.running.periodic import PERIODIC_WORK
from tests.announcements.makers import post, published_event, published_post
from tests.factories import rows
from tests.tours.admin.pages import cells_of
from tours.models import PublishedEvent

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
AT = datetime(2090, 8, 31, 23, 30, tzinfo=UTC)
CHANGES = "/admin/announcements/post/"


def scheduled(title: str = "News", by: User | None = None, **facts: Any) -> Post:
    return schedule_post(post(title=title, **facts), at=AT, by=by or rows.operator())


def titles() -> list[str]:
    return list(Post.objects.published().order_by("title").values_list("title", flat=True))


def test_post_is_published_when_its_moment_has_come_in_the_name_of_who_scheduled_it(client: Client) -> None:
    by = rows.operator()
    made = scheduled(by=by)
    assert (publish_due_posts(AT - timedelta(seconds=1)), client.get(made.get_absolute_url()).status_code) == (0, 404)
    assert (publish_due_posts(AT), publish_due_posts(AT + HOUR)) == (1, 0)
    made.refresh_from_db()
    assert (made.state, made.published_by, made.scheduled_for, made.scheduled_by) == (State.PUBLISHED, by, None, None)
    assert client.get(made.get_absolute_url()).status_code == 200


def test_post_is_dated_the_day_it_was_to_be_published_even_if_the_worker_comes_later() -> None:
    scheduled("Its own day", published_on=date(2017, 8, 30))
    scheduled("The day")
    assert publish_due_posts(AT + HOUR) == 2
    assert dict(Post.objects.values_list("title", "published_on")) == {
        "Its own day": date(2017, 8, 30),
        "The day": date(2090, 8, 31),
    }


def test_post_about_an_event_is_dated_by_the_clocks_there() -> None:
    """23:30 UTC is 08:30 of the next day in Seoul."""
    made = scheduled(event=rows.event(zone="Asia/Seoul"))
    assert publish_due_posts(AT) == 1
    made.refresh_from_db()
    assert made.published_on == date(2090, 9, 1)


def test_page_of_the_event_tells_of_it() -> None:
    event = published_event()
    scheduled(event=event)
    before = PublishedEvent.objects.get(event=event)
    publish_due_posts(AT)
    assert PublishedEvent.objects.get(event=event).changed_at > before.changed_at


def test_worker_publishes_what_is_due() -> None:
    made = scheduled()
    Post.objects.filter(pk=made.pk).update(scheduled_for=timezone.now() - HOUR)
    (due,) = [each for each in PERIODIC_WORK if each.name == "scheduled posts"]
    assert (due.do(timezone.now()), titles()) == (1, ["News"])


@pytest.mark.parametrize("ago", [timedelta(), HOUR])
def test_moment_that_is_not_in_the_future_is_refused(ago: timedelta) -> None:
    with time_machine.travel(AT, tick=False), pytest.raises(ValidationError) as refusal:
        schedule_post(post(), at=AT - ago, by=rows.operator())
    assert refusal.value.messages == ["Choose a moment in the future, or publish it now."]
    assert Post.objects.get().scheduled_for is None


def test_published_post_is_not_scheduled() -> None:
    with pytest.raises(ValidationError) as refusal:
        schedule_post(published_post(title="Told"), at=AT, by=rows.operator())
    assert refusal.value.messages == ["“Told” is published already."]


def test_stranger_neither_schedules_nor_takes_off() -> None:
    stranger, made = rows.stranger(), scheduled()
    with pytest.raises(Post.DoesNotExist):
        schedule_post(made, at=AT + HOUR, by=stranger)
    with pytest.raises(Post.DoesNotExist):
        unschedule_post(made, by=stranger)
    made.refresh_from_db()
    assert made.scheduled_for == AT


def test_post_that_was_taken_off_stays_a_draft() -> None:
    made = unschedule_post(scheduled(), by=rows.operator())
    assert (publish_due_posts(AT), made.scheduled_for, made.scheduled_by, titles()) == (0, None, None, [])


def test_post_that_was_published_before_its_moment_is_published_once() -> None:
    by = rows.operator()
    made = publish_post(scheduled(by=by), by=by)
    assert (made.scheduled_for, publish_due_posts(AT), Post.objects.get().published_on) == (
        None,
        0,
        timezone.localdate(),
    )


def test_post_of_someone_who_may_no_longer_edit_it_stays_a_draft_and_says_why() -> None:
    left = rows.operator()
    made = scheduled(by=left)
    User.objects.filter(pk=left.pk).update(is_active=False)
    assert (publish_due_posts(AT), publish_due_posts(AT), titles()) == (0, 0, [])
    made.refresh_from_db()
    assert (made.state, made.scheduled_for) == (State.DRAFT, None)
    assert made.schedule_note == "It was not published as scheduled: Operator may no longer edit it."


def test_post_that_cannot_be_published_says_why_holds_up_no_other_and_is_tried_again() -> None:
    broken = scheduled("Broken")
    scheduled("Sound")
    Post.objects.filter(pk=broken.pk).update(language="?")
    assert (publish_due_posts(AT), titles()) == (1, ["Sound"])
    broken.refresh_from_db()
    assert broken.schedule_note == (
        "“?” is no language known here. Write its ISO 639 code, and where needed the script or country: ko, sr-Latn, pt-BR."
    )
    Post.objects.filter(pk=broken.pk).update(language="sr")
    assert (publish_due_posts(AT), titles()) == (1, ["Broken", "Sound"])
    broken.refresh_from_db()
    assert broken.schedule_note == ""


def test_fault_of_the_software_is_logged_once_and_holds_up_no_other(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    broken = scheduled("Broken")
    scheduled("Sound")

    def publish(made: Post, **facts: Any) -> Post:
        if made.title == "Broken":
            raise RuntimeError("broken")
        return publish_post(made, **facts)

    monkeypatch.setattr(scheduling, "publish_post", publish)
    assert [publish_due_posts(AT) for _ in range(3)] == [1, 0, 0]
    logged = [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
    caplog.clear()
    assert logged == [f"The post {broken.pk} could not be published as scheduled; it is tried again."]
    broken.refresh_from_db()
    assert broken.scheduled_for == AT
    assert (
        broken.schedule_note
        == "Something went wrong in the software. The site will try again. The log has the details."
    )


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"state": State.PUBLISHED, "published_on": date(2017, 8, 30)}, "post_scheduled_is_draft"),
        ({"scheduled_by": None}, "post_scheduled_by_someone"),
        ({"scheduled_for": None}, "post_scheduled_by_someone"),
    ],
)
def test_database_refuses(facts: dict[str, Any], constraint: str) -> None:
    scheduled()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Post.objects.update(**facts)


def form(**facts: Any) -> dict[str, Any]:
    return {"title": "News", "language": "en", "body": "Text.", "earlier_views": 0} | facts


@pytest.fixture
def boss() -> User:
    return rows.operator()


@pytest.fixture
def desk(client: Client, boss: User) -> Client:
    client.force_login(boss)
    return client


def test_post_is_scheduled_and_taken_off_in_the_administration(desk: Client, boss: User) -> None:
    moment = {"publish_at_0": "31/08/2090", "publish_at_1": "23:30"}
    assert desk.post(f"{CHANGES}add/", form(**moment)).status_code == 302
    made = Post.objects.get()
    assert (made.scheduled_for, made.scheduled_by, made.state) == (AT, boss, State.DRAFT)
    assert cells_of(desk.get(CHANGES), "scheduled") == ["31 Aug 2090, 23:30 UTC"]
    page = f"{CHANGES}{made.pk}/change/"
    shown = desk.get(page).context["adminform"].form["publish_at"].value()
    assert shown == AT
    assert desk.post(page, form(title="Other", **moment)).status_code == 302
    assert Post.objects.get().scheduled_for == AT
    assert desk.post(page, form(publish_at_0="", publish_at_1="")).status_code == 302
    assert Post.objects.get().scheduled_for is None


@pytest.mark.parametrize(
    ("day", "hour", "says"),
    [
        ("30/08/2017", "10:00", "Choose a moment in the future, or publish it now."),
        ("31/08/2090", "", "Enter a valid time."),
        ("soon", "10:00", "Enter a valid date."),
        ("31/08/2090", "25:00", "Enter a valid time."),
    ],
)
def test_moment_that_cannot_be_is_refused_with_a_sentence(desk: Client, day: str, hour: str, says: str) -> None:
    answer = desk.post(f"{CHANGES}add/", form(publish_at_0=day, publish_at_1=hour))
    assert answer.context["adminform"].form.errors == {"publish_at": [says]}
    assert not Post.objects.exists()


def test_button_publishes_a_scheduled_post_at_once(desk: Client) -> None:
    made = scheduled()
    moment = {"publish_at_0": "31/08/2090", "publish_at_1": "23:30"}
    desk.post(f"{CHANGES}{made.pk}/change/", form(_publish="1", **moment))
    made.refresh_from_db()
    assert (made.state, made.scheduled_for) == (State.PUBLISHED, None)


def test_published_post_offers_no_moment_and_overlooks_a_forged_one(desk: Client) -> None:
    made = published_post()
    page = f"{CHANGES}{made.pk}/change/"
    assert desk.get(page).context["adminform"].form.fields["publish_at"].disabled
    desk.post(page, form(published_on="30/08/2017", publish_at_0="31/08/2090", publish_at_1="23:30"))
    made.refresh_from_db()
    assert (made.title, made.scheduled_for) == ("News", None)


@pytest.mark.parametrize(
    ("zone", "at", "said"),
    [
        ("Asia/Seoul", datetime(2017, 9, 1, 12, tzinfo=UTC), "Seoul is 9 hours ahead of UTC on 1 September 2017."),
        ("Europe/Vienna", datetime(2017, 12, 1, 12, tzinfo=UTC), "Seoul is 1 hour ahead of UTC on 1 December 2017."),
        ("Asia/Kolkata", datetime(2017, 12, 1, 12, tzinfo=UTC), "Seoul is 5:30 hours ahead of UTC on 1 December 2017."),
        ("Pacific/Honolulu", datetime(2017, 9, 1, tzinfo=UTC), "Seoul is 10 hours behind UTC on 31 August 2017."),
        ("Europe/London", datetime(2017, 12, 1, tzinfo=UTC), "Seoul has the time of UTC on 1 December 2017."),
    ],
)
def test_form_says_how_the_clocks_at_the_event_differ(desk: Client, zone: str, at: datetime, said: str) -> None:
    made = post(event=rows.event(zone=zone), scheduled_for=at, scheduled_by=rows.operator())
    field = desk.get(f"{CHANGES}{made.pk}/change/").context["adminform"].form.fields["publish_at"]
    assert str(field.help_text).endswith(f"leave it a draft. {said}")


def test_form_of_a_post_of_no_event_says_utc_alone(desk: Client) -> None:
    field = desk.get(f"{CHANGES}{post().pk}/change/").context["adminform"].form.fields["publish_at"]
    assert str(field.help_text).endswith("Empty both boxes to leave it a draft.")
