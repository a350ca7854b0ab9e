"""The user who scheduled a post that cannot be published gets one mail about it."""

from datetime import timedelta

import pytest

from accounts.letters.reminders import send_reminders
from announcements.models import Post
from announcements.posts.reminders import posts_held_back
from announcements.posts.scheduling import publish_due_posts
from tests.announcements.posts.test_scheduling import AT, scheduled
from tests.factories import rows

pytestmark = pytest.mark.django_db
LATE = AT + timedelta(minutes=10)


def test_whoever_scheduled_a_post_that_cannot_be_published_is_told_why_and_where(mailoutbox: list[object]) -> None:
    by = rows.operator()
    broken = scheduled("Broken", by=by)
    scheduled("Sound")
    Post.objects.filter(pk=broken.pk).update(language="?")
    publish_due_posts(AT)
    assert list(posts_held_back(LATE - timedelta(seconds=1))) == []
    (reminder,) = posts_held_back(LATE)
    assert (reminder.to, reminder.letter.subject) == (by, "Not published yet: Broken")
    assert reminder.letter.body == (
        "You scheduled “Broken”, but it could not be published:\n\n"
        "“?” is no language known here. Write its ISO 639 code, and where needed the script or country: ko, sr-Latn, pt-BR.\n\n"
        "Correct it here. It will then be published within a minute:\n"
        f"http://127.0.0.1:8000/desk/posts/{broken.pk}/\n"
    )
    assert [send_reminders(posts_held_back(LATE)) for _ in range(2)] == [1, 0]
    assert len(mailoutbox) == 1


def test_post_that_waits_for_its_hour_reminds_nobody() -> None:
    scheduled()
    assert list(posts_held_back(LATE)) == []
