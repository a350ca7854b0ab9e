"""The parts of the worker, and all periodic work of the site.

A room adds a line here for each piece of periodic work.
"""

import time
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
from announcements.notices.raising import raise_due
from announcements.notices.sending import send_due
from announcements.pages.pictures import former_cards
from announcements.posts.reminders import posts_held_back
from announcements.posts.scheduling import publish_due_posts
from backstage.audit.forgetting import forget_old_entries
from backstage.jobs.claiming import forget_old_results, take_back
from backstage.jobs.jobs import KEPT_FOR, forget_old_jobs, is_kept_in_the_database
from backstage.jobs.lost import end_lost_jobs
from backstage.jobs.periodic import PeriodicWork, overdue, run_due_work
from backstage.jobs.running import run_next_task
from backstage.keyed_requests import forget_old_requests
from backstage.mail.delivery import deliver_due, forget_old_mail, give_up_late_mail
from participants.forgetting_journeys import forget_documents_due
from participants.letters.due.eve import send_eves
from participants.letters.due.names_received import send_receipts
from participants.letters.reminding import remind_due
from participants.letters.to_registrars.digest import send_digests
from participants.links.forgetting import forget_codes_and_visits, forget_links
from participants.nominations.offering import lapse_due
from participants.privacy.erasure_journal import write_erasures
from participants.privacy.forgetting import forget_due
from tours.editions.redaction_memory.memory import write_journal
from tours.rights.reminders import tokens_that_end
from tours.serving.dropping import drop_unneeded
from tours.uploads.unsaved import forget_unsaved

LATE = timedelta(minutes=5)
MAILS_A_TURN = 50


def forget_expired_sessions(now: datetime) -> int:
    """Deletes expired sessions, if the database stores them; other engines do it themselves.

    Returns 0: Django does not count them.
    """
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    return 0


def forget_old_work(now: datetime) -> int:
    return forget_old_jobs() + forget_old_results(older_than=KEPT_FOR)


def tell_changes(now: datetime) -> int:
    return raise_due(now) + send_due(now)


def drop_kept_files(now: datetime) -> int:
    return drop_unneeded(now, former_cards)


PERIODIC_WORK = [
    PeriodicWork("scheduled posts", timedelta(seconds=10), publish_due_posts),
    PeriodicWork("notices of changed programmes", timedelta(seconds=10), tell_changes),
    PeriodicWork(
        "reminders of posts held back", timedelta(minutes=10), lambda now: send_reminders(posts_held_back(now))
    ),
    PeriodicWork("reminders of tokens", timedelta(hours=1), lambda now: send_reminders(tokens_that_end(now))),
    PeriodicWork(
        "reminders of invitations", timedelta(hours=1), lambda now: send_reminders(invitations_not_taken_up(now))
    ),
    PeriodicWork("old reminders", timedelta(days=1), forget_old_reminders),
    PeriodicWork("old changes of address", timedelta(hours=1), forget_old_changes),
    PeriodicWork("lost jobs", timedelta(minutes=1), end_lost_jobs),
    PeriodicWork("expired sessions", timedelta(days=1), forget_expired_sessions),
    PeriodicWork("old jobs", timedelta(days=1), forget_old_work),
    PeriodicWork("mail that is too late", timedelta(minutes=1), give_up_late_mail),
    PeriodicWork("old mail", timedelta(days=1), forget_old_mail),
    PeriodicWork("old keyed requests", timedelta(hours=1), forget_old_requests),
    PeriodicWork("old audit entries", timedelta(days=1), forget_old_entries),
    PeriodicWork("journal of redactions", timedelta(hours=1), lambda now: write_journal() + write_erasures()),
    PeriodicWork("offers of places that ran out", timedelta(minutes=1), lapse_due),
    PeriodicWork("reminders of cities", timedelta(hours=1), remind_due),
    PeriodicWork("digests of who comes", timedelta(minutes=5), send_digests),
    PeriodicWork("codes and visits that ended", timedelta(hours=1), forget_codes_and_visits),
    PeriodicWork("personal links that ended", timedelta(days=1), forget_links),
    PeriodicWork("receipts for names", timedelta(minutes=1), send_receipts),
    PeriodicWork("mails of the eve", timedelta(minutes=5), send_eves),
    PeriodicWork("personal data that is not needed any more", timedelta(days=1), forget_due),
    PeriodicWork("documents of those who do not travel", timedelta(minutes=1), forget_documents_due),
    PeriodicWork("files of forms that nobody saved", timedelta(hours=1), forget_unsaved),
]
"""Each piece runs on only one of all workers at a time."""


class WorkerContext(NamedTuple):
    """What each part receives.

    A part with much to do calls `stopping` between two things, and ends early if that is true.
    """

    worker: str
    lease: timedelta
    stopping: Callable[[], bool]


class Part(NamedTuple):
    """A part of the worker. `do` does one thing or a few and returns how many. After 0 the part waits a second."""

    name: str
    do: Callable[[WorkerContext], int]


def parts() -> list[Part]:
    """The parts of every worker. Each runs in its own thread, so that an hour-long job does not hold up mail."""
    jobs = [
        Part("jobs", lambda context: run_next_task(context.worker, lease=context.lease)),
        Part("abandoned jobs", lambda context: take_back()),
    ]
    return [
        *(jobs if is_kept_in_the_database() else []),
        Part("mail", lambda context: deliver_due(most=MAILS_A_TURN, stopping=context.stopping)),
        Part("what is due", lambda context: run_due_work(PERIODIC_WORK, stopping=context.stopping)),
        Part("kept files", _now_and_then(timedelta(hours=1), drop_kept_files)),
    ]


def _now_and_then(every: timedelta, do: Callable[[datetime], int]) -> Callable[[WorkerContext], int]:
    """Work that each worker does for its own machine: at once, and again after the interval."""
    due_at = time.monotonic()

    def do_if_due(context: WorkerContext) -> int:
        nonlocal due_at
        if time.monotonic() < due_at:
            return 0
        done = do(timezone.now())
        due_at = time.monotonic() + every.total_seconds()
        return done

    return do_if_due


def late(by: timedelta = LATE) -> Sequence[str]:
    """The names of work that has waited for longer than `by`, which shows that no worker runs."""
    names = overdue(PERIODIC_WORK, by=by)
    since = timezone.now() - by
    ready = DBTaskResult.objects.ready().filter(enqueued_at__lt=since)
    # A job may wait behind a long one that is running. It is late only if no worker runs at all.
    stand_still = ready.exists() and not DBTaskResult.objects.running().exists()
    return [*names, *(["jobs"] if stand_still else [])]
