"""`manage.py work` runs jobs, delivers mail and does periodic work until a signal stops it."""

import os
import signal
import socket
from argparse import ArgumentParser, ArgumentTypeError
from datetime import timedelta
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from backstage.leases import LEASE, LONGEST_LEASE
from config.running.periodic import late, parts
from config.running.work import Worker


class Command(BaseCommand):
    help = "Runs jobs, mail delivery and everything that is due, until SIGTERM or Ctrl-C. It then finishes what it has begun."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="Do everything that is due now, then stop.")
        parser.add_argument("--check", action="store_true", help="Only report whether anything has waited too long.")
        parser.add_argument(
            "--lease",
            type=_seconds,
            default=LEASE,
            metavar="SECONDS",
            help="After how long another worker takes up a job of one that no longer answers (60).",
        )

    def handle(self, *, once: bool, check: bool, lease: timedelta, verbosity: int, **options: Any) -> None:
        if check:
            self._check()
            return
        worker = Worker(parts(), name=f"{socket.gethostname()[:20]}:{os.getpid()}", lease=lease)
        _stop_on_signals(worker)
        if once:
            if not worker.run_once():
                raise CommandError(_("Not everything could be done; the log says what."))
            return
        if verbosity:
            self.stdout.write(_("Working until Ctrl-C: %s.") % ", ".join(part.name for part in worker.parts))
            self.stdout.flush()
        if not worker.run():
            raise CommandError(_("A part of the worker stopped unexpectedly; the log says which."))

    def _check(self) -> None:
        if names := late():
            raise CommandError(_("Waiting for more than five minutes: %s. Is a worker running?") % ", ".join(names))


def _seconds(text: str) -> timedelta:
    seconds = float(text)
    longest = int(LONGEST_LEASE.total_seconds())
    if not 1 <= seconds <= longest:
        raise ArgumentTypeError(f"from 1 to {longest} seconds")
    return timedelta(seconds=seconds)


def _stop_on_signals(worker: Worker) -> None:
    """Handles signals: the first lets the worker finish what it is doing and then stop; the second ends it at once."""
    # A shell makes a background command ignore Ctrl-C, which is meant for the foreground command.
    is_foreground = signal.getsignal(signal.SIGINT) is not signal.SIG_IGN
    signals = [signal.SIGTERM, signal.SIGINT] if is_foreground else [signal.SIGTERM]

    def stop(number: int, frame: FrameType | None) -> None:
        for each in signals:
            signal.signal(each, signal.SIG_DFL)
        worker.stop()

    for each in signals:
        signal.signal(each, stop)
