"""The cache that the processes of one machine share."""

import gc
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from backstage.counting import CacheAwayError
from config.running import caches
from config.running.caches import MachineCache


@pytest.fixture
def cache(tmp_path: Path) -> MachineCache:
    return MachineCache(str(tmp_path / "cache.sqlite3"), {"KEY_PREFIX": "sojourn"})


VALUES = [0, -3, 2**62, True, None, 1.5, "서울", b"\0", [1.0, 2.0], {"a": (1, 2)}, date(2017, 9, 4)]


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_value_comes_back_as_it_was_also_to_another_process(cache: MachineCache, tmp_path: Path, value: Any) -> None:
    cache.set("key", value)
    other = MachineCache(str(tmp_path / "cache.sqlite3"), {"KEY_PREFIX": "sojourn"})
    assert (other.get("key"), type(other.get("key"))) == (value, type(value))


def test_key_that_is_not_there_is_the_default(cache: MachineCache) -> None:
    assert (cache.get("key"), cache.get("key", 7), "key" in cache) == (None, 7, False)
    assert (cache.delete("key"), cache.touch("key")) == (False, False)
    with pytest.raises(ValueError, match="Key 'key' not found"):
        cache.incr("key")


def test_add_takes_the_first(cache: MachineCache) -> None:
    assert (cache.add("key", 1), cache.add("key", 2), cache.get("key")) == (True, False, 1)


def test_delete_and_clear_forget(cache: MachineCache) -> None:
    cache.set_many({"a": 1, "b": 2, "c": 3})
    assert (cache.delete("a"), cache.get_many("abc")) == (True, {"b": 2, "c": 3})
    cache.clear()
    assert cache.get_many("abc") == {}


def test_versions_and_prefixes_are_apart(cache: MachineCache, tmp_path: Path) -> None:
    other = MachineCache(str(tmp_path / "cache.sqlite3"), {"KEY_PREFIX": "other"})
    cache.set("key", 1)
    assert (cache.get("key", version=2), other.get("key")) == (None, None)


def test_entry_is_gone_when_its_time_is_over(cache: MachineCache) -> None:
    with time_machine.travel(0, tick=False) as clock:
        cache.set("short", 1, timeout=10)
        cache.set("long", 1, timeout=None)
        cache.set("never", 1, timeout=0)
        assert cache.get_many(["short", "long", "never"]) == {"short": 1, "long": 1}
        clock.shift(10)
        assert cache.get_many(["short", "long", "never"]) == {"long": 1}
        assert cache.add("short", 2)


def test_counting_keeps_the_time_of_expiry_and_touching_moves_it(cache: MachineCache) -> None:
    with time_machine.travel(0, tick=False) as clock:
        cache.set_many({"counted": 1, "touched": 1}, timeout=10)
        clock.shift(9)
        assert (cache.incr("counted"), cache.decr("counted", 5), cache.touch("touched", 10)) == (2, -3, True)
        clock.shift(1)
        assert cache.get_many(["counted", "touched"]) == {"touched": 1}


def test_what_has_expired_takes_no_room(cache: MachineCache) -> None:
    with time_machine.travel(0, tick=False) as clock:
        cache.set_many({str(number): 1 for number in range(50)}, timeout=10)
        clock.shift(10)
        cache.add("key", 1)
        assert cache._run("SELECT COUNT(*) FROM entry") == [(1,)]


def test_damaged_value_counts_as_missing(cache: MachineCache) -> None:
    cache.set("key", [1.0])
    cache._run("UPDATE entry SET value = ?", b"\x80\x04damaged")
    assert cache.get("key", "nothing") == "nothing"


@pytest.mark.parametrize("damage", ["no database", "no folder", "locked"])
def test_file_that_cannot_be_used_is_a_cache_that_is_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    monkeypatch.setattr(caches, "WAIT", 0.05)
    path = tmp_path / "cache.sqlite3" if damage != "no folder" else tmp_path / "gone" / "cache.sqlite3"
    cache = MachineCache(str(path), {})
    if damage == "no database":
        path.write_bytes(b"fallen apart " * 1000)
    with ExitStack() as held:
        if damage == "locked":
            cache.set("key", 1)
            held.enter_context(closing(sqlite3.connect(path, isolation_level=None))).execute("BEGIN IMMEDIATE")
        for use in (cache.incr, cache.delete, lambda key: cache.set(key, 1), lambda key: cache.add(key, 1)):
            with pytest.raises(CacheAwayError):
                use("key")


def test_connection_is_closed_when_its_cache_is_not_needed_any_more(tmp_path: Path) -> None:
    """Each thread has a cache of its own, which ends with the thread."""
    cache: MachineCache | None = MachineCache(str(tmp_path / "cache.sqlite3"), {})
    assert cache is not None
    cache.set("key", 1)
    connection = cache._connection
    assert connection is not None
    cache = None
    gc.collect()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        connection.execute("SELECT 1")


@given(st.lists(st.integers(-1000, 1000)))
def test_count_is_the_sum_of_what_was_counted(tmp_path_factory: pytest.TempPathFactory, steps: list[int]) -> None:
    cache = MachineCache(str(tmp_path_factory.mktemp("cache") / "cache.sqlite3"), {})
    cache.set("key", 0)
    assert [cache.incr("key", step) for step in steps] == [sum(steps[: n + 1]) for n in range(len(steps))]


COUNTING = """
import sys
from django.conf import settings
settings.configure()
from config.running.caches import MachineCache
cache = MachineCache(sys.argv[1], {})
for _ in range(200):
    cache.add("hits", 0)
    cache.incr("hits")
"""


def test_processes_that_count_at_once_lose_nothing(tmp_path: Path) -> None:
    """All processes start together, when the file does not exist yet."""
    path = str(tmp_path / "cache.sqlite3")

    def count(_number: int) -> int:
        command = [sys.executable, "-W", "error", "-c", COUNTING, path]
        return subprocess.run(command, cwd=settings.BASE_DIR, check=False).returncode  # noqa: S603  (our own interpreter)

    with ThreadPoolExecutor(4) as starters:
        assert list(starters.map(count, range(4))) == [0] * 4
    assert MachineCache(path, {}).get("hits") == 800
