"""`make demo` serves with a worker beside it, and leaves no process behind however it ends."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from django.conf import settings

from tests.config.running.workers import heeding_ctrl_c, wait_for
from tests.databases import migrated_file

PYTHON = """#!/bin/sh
echo "$*" >> "{told}"
case "$*" in
    -*|*work*) exec "{python}" "$@" ;;
esac
"""
"""A replacement for python that skips slow steps with their own tests: fonts, static files, and loading the demonstration."""
GUNICORN = """#!/bin/sh
exec "{gunicorn}" "$@" --workers 1
"""
"""A replacement for gunicorn that starts one process under the first, where each takes seconds to load the site."""
PREPARED = """\
manage.py upgrade --verbosity 0
manage.py build_fonts
manage.py load_demo
manage.py demo_links
manage.py work --verbosity 0
"""


pytestmark = pytest.mark.slow


class Demo:
    def __init__(self, folder: Path, binaries: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        inherited = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "CACHE_URL"}}
        del inherited["DJANGO_SETTINGS_MODULE"]
        with heeding_ctrl_c():
            self.process = subprocess.Popen(
                ["/bin/sh", "config/demo.sh"],
                cwd=settings.BASE_DIR,
                env=inherited | {"PORT": str(self.port), "BIN": str(binaries), "VAR_DIR": str(folder / "var")},
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                start_new_session=True,
            )

    def answers(self) -> bool:
        assert self.process.poll() is None, self.process.communicate()
        try:
            with urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:  # it does not listen yet, or is slow to begin
            return False

    def is_anything_left(self) -> bool:
        """The processes of the group that the shell started."""
        try:
            os.killpg(self.process.pid, 0)
        except ProcessLookupError:
            return False
        return True

    def child(self, command: str) -> int:
        """The process that the shell itself started with this command.

        For gunicorn, this is the first process, not its workers.
        """
        listed = subprocess.run(
            ["/bin/ps", "-A", "-ww", "-o", "pid=,ppid=,args="], capture_output=True, text=True, check=True
        )
        lines = [line.split(None, 2) for line in listed.stdout.splitlines()]
        (found,) = [int(pid) for pid, parent, args in lines if int(parent) == self.process.pid and command in args]
        return found


@pytest.fixture
def binaries(tmp_path: Path) -> Path:
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "python").write_text(PYTHON.format(python=sys.executable, told=folder / "told"))
    (folder / "gunicorn").write_text(GUNICORN.format(gunicorn=Path(sys.executable).with_name("gunicorn")))
    for path in folder.iterdir():
        path.chmod(0o700)
    return folder


@pytest.fixture
def demo(tmp_path: Path, binaries: Path, run_folder: Path) -> Iterator[Demo]:
    (tmp_path / "var").mkdir()
    shutil.copyfile(migrated_file(run_folder), tmp_path / "var" / "sojourn.sqlite3")
    started = Demo(tmp_path, binaries)
    try:
        wait_for(started.answers)
        yield started
    finally:
        if started.is_anything_left():
            os.killpg(started.process.pid, signal.SIGKILL)
        started.process.communicate()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_signal_to_the_shell_ends_all_of_it_well(demo: Demo, number: signal.Signals) -> None:
    demo.process.send_signal(number)
    assert demo.process.wait(60) == 0
    wait_for(lambda: not demo.is_anything_left())


def test_all_is_prepared_in_order_before_it_is_served_and_ctrl_c_ends_all_processes(demo: Demo, binaries: Path) -> None:
    _port, *prepared = (binaries / "told").read_text().splitlines(keepends=True)
    assert "".join(prepared) == PREPARED
    os.killpg(demo.process.pid, signal.SIGINT)
    assert demo.process.wait(60) == 0
    wait_for(lambda: not demo.is_anything_left())


@pytest.mark.parametrize("command", ["gunicorn", "manage.py work"])
def test_both_end_when_either_dies(demo: Demo, command: str) -> None:
    os.kill(demo.child(command), signal.SIGKILL)
    assert demo.process.wait(60) == 1
    output = demo.process.communicate()[1]
    assert "The server or the worker ended, and the demonstration with it.\n" in output
    wait_for(lambda: not demo.is_anything_left())


def test_taken_port_is_reported_before_anything_is_prepared(tmp_path: Path, binaries: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        environment = os.environ | {"PORT": str(taken.getsockname()[1]), "BIN": str(binaries), "VAR_DIR": str(tmp_path)}
        process = subprocess.run(
            ["/bin/sh", "config/demo.sh"],
            env=environment,
            capture_output=True,
            text=True,
            cwd=settings.BASE_DIR,
            check=False,
        )
    assert process.returncode == 1
    assert process.stderr.endswith("Choose another, as in: PORT=8765 make demo\n")
    assert list(tmp_path.iterdir()) == [binaries]
