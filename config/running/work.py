"""The loop of the worker: every part in a thread of its own, until it is told to stop."""

import logging
import threading
from collections.abc import Callable, Sequence
from datetime import timedelta

from django.db import close_old_connections, connection

from config.running.periodic import Part, Turn

logger = logging.getLogger(__name__)

PAUSE = 1.0
"""Seconds between two looks where nothing was to be done."""
LONGEST_PAUSE = 60.0
"""After errors, each of which doubles the pause."""


class Worker:
    """Of which there may be any number, on any number of machines."""

    def __init__(self, parts: Sequence[Part], *, name: str, lease: timedelta) -> None:
        self.parts = parts
        self._stop = threading.Event()
        self._is_told = False
        self.turn = Turn(name, lease, self._stop.is_set)

    def stop(self) -> None:
        """What is in hand is finished, and nothing new is begun."""
        self._is_told = True
        self._stop.set()

    def run(self) -> bool:
        """Until `stop`; False where a part ended that should not, and the others with it."""
        threads = [threading.Thread(target=self._go_on_with, args=(part,), name=part.name) for part in self.parts]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return self._is_told

    def run_once(self) -> bool:
        """Does all there is to do now, the parts one after another; whether all of them went well."""
        went_well = [self._finish(part) for part in self.parts]
        return all(went_well)

    def _go_on_with(self, part: Part) -> None:
        try:
            trouble = Trouble(part)
            while not self._stop.is_set():
                done = trouble.watch(lambda: part.do(self.turn))
                if not done:
                    self._stop.wait(trouble.pause)
        finally:
            if not self._stop.is_set():
                logger.critical("The worker's part “%s” ended, and the worker with it.", part.name)
            self._stop.set()
            connection.close()

    def _finish(self, part: Part) -> bool:
        trouble = Trouble(part)
        while not self._stop.is_set() and trouble.watch(lambda: part.do(self.turn)):
            pass
        return not trouble.last


class Trouble:
    """What a part fails of: it stops no other, and is told once until it changes."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self.last = ""
        self.pause = PAUSE

    def watch(self, do: Callable[[], int]) -> int:
        """What it did; 0 where it failed. With connections that still answer."""
        close_old_connections()
        try:
            done = do()
        except Exception as error:  # noqa: BLE001  # whatever a part raises: the worker goes on
            self._note(error)
            return 0
        finally:
            close_old_connections()
        self.last, self.pause = "", PAUSE
        return done

    def _note(self, error: Exception) -> None:
        told = f"{type(error).__name__}: {error}"
        if told != self.last:
            logger.exception("The worker's part “%s” failed; it is tried again, and the others go on.", self.part.name)
        self.last = told
        self.pause = min(self.pause * 2, LONGEST_PAUSE)
