"""What the worker does besides jobs. A room that has something to be done adds its line here."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from importlib import import_module
from typing import NamedTuple

from django.conf import settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts.email_changes import forget_old_changes
from accounts.invitations import invitations_not_taken_up
from accounts.letters.reminders import forget_old_reminders, send_reminders
from announcements.posts.reminders import posts_held_back
from announcements.posts.scheduling import publish_due_posts
from backstage.audit.forgetting import forget_old_entries
from backstage.jobs.jobs import KEPT_FOR, forget_old_jobs, is_kept_in_the_database
from backstage.jobs.leases import forget_old_results, take_back
from backstage.jobs.lost import end_dropped_jobs
from backstage.jobs.periodic import Due, overdue, run_due
from backstage.jobs.running import run_next_task
from backstage.keyed_requests import forget_old_requests
from backstage.mail.delivery import deliver_due, forget_old_mail
from tours.rights.reminders import tokens_that_end
from tours.unsaved_uploads import forget_unsaved

LATE = timedelta(minutes=5)
MAILS_A_TURN = 50


def forget_expired_sessions(now: datetime) -> int:
    """Where they are kept in the database; other engines forget by themselves. Django does not say how many."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    return 0


def forget_old_work(now: datetime) -> int:
    return forget_old_jobs() + forget_old_results(older_than=KEPT_FOR)


DUE = [
    Due("scheduled posts", timedelta(seconds=10), publish_due_posts),
    Due("reminders of posts held back", timedelta(minutes=10), lambda now: send_reminders(posts_held_back(now))),
    Due("reminders of tokens", timedelta(hours=1), lambda now: send_reminders(tokens_that_end(now))),
    Due("reminders of invitations", timedelta(hours=1), lambda now: send_reminders(invitations_not_taken_up(now))),
    Due("old reminders", timedelta(days=1), forget_old_reminders),
    Due("old changes of address", timedelta(hours=1), forget_old_changes),
    Due("lost jobs", timedelta(minutes=1), end_dropped_jobs),
    Due("expired sessions", timedelta(days=1), forget_expired_sessions),
    Due("old jobs", timedelta(days=1), forget_old_work),
    Due("old mail", timedelta(days=1), forget_old_mail),
    Due("old keyed requests", timedelta(hours=1), forget_old_requests),
    Due("files of forms that nobody saved", timedelta(hours=1), forget_unsaved),
    Due("old audit entries", timedelta(days=1), forget_old_entries),
]
"""Done by one of all workers at a time."""


class Turn(NamedTuple):
    """Who is at work. A part that has much to do asks between two things whether the worker is `stopping`."""

    worker: str
    lease: timedelta
    stopping: Callable[[], bool]


class Part(NamedTuple):
    """`do` does one thing or a few, and says how many; at 0 it waits a second."""

    name: str
    do: Callable[[Turn], int]


def parts() -> list[Part]:
    """Each in a thread of its own, so that a job of an hour holds up no mail. Every worker does all of them."""
    jobs = [
        Part("jobs", lambda turn: run_next_task(turn.worker, lease=turn.lease)),
        Part("abandoned jobs", lambda turn: take_back()),
    ]
    return [
        *(jobs if is_kept_in_the_database() else []),
        Part("mail", lambda turn: deliver_due(most=MAILS_A_TURN, stopping=turn.stopping)),
        Part("what is due", lambda turn: run_due(DUE, stopping=turn.stopping)),
    ]


def late(by: timedelta = LATE) -> Sequence[str]:
    """The names of what waits for longer than a worker would let it."""
    names = overdue(DUE, by=by)
    since = timezone.now() - by
    ready = DBTaskResult.objects.ready().filter(enqueued_at__lt=since)
    # A long job in hand is no reason to worry about the one behind it; no worker at all is.
    is_worked_on = DBTaskResult.objects.running().exists()
    return [*names, *(["jobs"] if ready.exists() and not is_worked_on else [])]
