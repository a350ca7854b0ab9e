"""The loop of the worker. Every part runs in its own thread until the worker is asked to stop."""

import logging
import threading
from collections.abc import Callable, Sequence
from datetime import timedelta

from django.db import close_old_connections, connection

from config.running.periodic import Part, WorkerContext

logger = logging.getLogger(__name__)

PAUSE = 1.0
"""Seconds to wait after a run that found nothing to do."""
LONGEST_PAUSE = 60.0
"""The longest pause in seconds after errors. Each error in a row doubles the pause up to this."""


class Worker:
    """A worker. Any number of them may run, on any number of machines."""

    def __init__(self, parts: Sequence[Part], *, name: str, lease: timedelta) -> None:
        self.parts = parts
        self._stop = threading.Event()
        self._is_asked_to_stop = False
        self.context = WorkerContext(name, lease, self._stop.is_set)

    def stop(self) -> None:
        """Lets each part finish what it is doing, and begins nothing new."""
        self._is_asked_to_stop = True
        self._stop.set()

    def run(self) -> bool:
        """Works until `stop`. False if a part ended by itself, which ends the others too."""
        threads = [threading.Thread(target=self._go_on_with, args=(part,), name=part.name) for part in self.parts]
        for thread in threads:
            thread.start()
        for thread in threads:
            while thread.is_alive():
                thread.join(1)  # a signal that comes just before a wait without end is heeded only after it
        return self._is_asked_to_stop

    def run_once(self) -> bool:
        """Does all that is ready now, one part after another. False if the last run of a part failed."""
        went_well = [self._finish(part) for part in self.parts]
        return all(went_well)

    def _go_on_with(self, part: Part) -> None:
        try:
            runner = PartRunner(part)
            while not self._stop.is_set():
                done = runner.run(lambda: part.do(self.context))
                if not done:
                    self._stop.wait(runner.pause)
        finally:
            if not self._stop.is_set():
                logger.critical("The worker's part “%s” ended, and the worker with it.", part.name)
            self._stop.set()
            connection.close()

    def _finish(self, part: Part) -> bool:
        runner = PartRunner(part)
        while not self._stop.is_set() and runner.run(lambda: part.do(self.context)):
            pass
        return not runner.last_problem


class PartRunner:
    """Runs a part. A failure does not stop other parts, and the same failure is logged only once in a row."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self.last_problem = ""
        self.pause = PAUSE

    def run(self, do: Callable[[], int]) -> int:
        """Runs `do` and returns its result, or 0 if it failed.

        Broken database connections are closed before and after.
        """
        close_old_connections()
        try:
            done = do()
        except Exception as error:  # noqa: BLE001  # the worker goes on, whatever a part raises
            self._note(error)
            return 0
        finally:
            close_old_connections()
        self.last_problem, self.pause = "", PAUSE
        return done

    def _note(self, error: Exception) -> None:
        problem = f"{type(error).__name__}: {error}"
        if problem != self.last_problem:
            logger.exception("The worker's part “%s” failed; it is tried again, and the others go on.", self.part.name)
        self.last_problem = problem
        self.pause = min(self.pause * 2, LONGEST_PAUSE)
