"""A temporary database on a PostgreSQL server, and a separate PostgreSQL server that the benchmark may restart."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit, urlunsplit

import psycopg

from bench.survival.site import free_port


@contextmanager
def new_database(server: str, name: str) -> Iterator[str]:
    """Gives the address of a new database. `server` is the address of any database on the server."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


class Server:
    """PostgreSQL in a folder of its own, on a port of its own."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self._programs, self._data, self._folder = programs, folder / "data", folder
        port = free_port()
        self.address = f"postgres://postgres@127.0.0.1:{port}/postgres"
        self._run("initdb", f"--pgdata={self._data}", "--username=postgres", "--auth=trust", "--encoding=UTF8")
        self._options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1"

    def start(self) -> None:
        self._control("start", f"--options={self._options}", f"--log={self._folder}/log")

    def restart(self) -> None:
        """Restarts as for a system update: all connections are cut at once, even in the middle of a query."""
        self._control("restart", "--mode=fast", f"--options={self._options}", f"--log={self._folder}/log")

    def stop(self) -> None:
        self._control("stop", "--mode=immediate")

    def _control(self, what: str, *options: str) -> None:
        self._run("pg_ctl", what, f"--pgdata={self._data}", "--wait", "--silent", *options)

    def _run(self, program: str, *options: str) -> None:
        """Runs a program, as user `postgres` if this process is root, because PostgreSQL does not run as root."""
        as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        command = [*as_user, str(self._programs / program), *options]
        subprocess.run(command, cwd=self._folder, check=True, stdout=subprocess.DEVNULL)  # noqa: S603


@contextmanager
def own_server() -> Iterator[Server]:
    """Gives a running server. Raises SystemExit with a message if none can be run here."""
    programs = _programs()
    with TemporaryDirectory(prefix="sojourn-postgres-") as folder:
        if os.geteuid() == 0:
            user = pwd.getpwnam("postgres")
            os.chown(folder, user.pw_uid, user.pw_gid)
        server = Server(Path(folder), programs)
        server.start()
        try:
            yield server
        finally:
            server.stop()


def _programs() -> Path:
    """The folder of the server's programs, which Debian keeps out of the path. Raises SystemExit with a message."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl")) or [Path(shutil.which("pg_ctl") or "")]
    if not found[-1].is_file():
        raise SystemExit("Cannot measure here: there is no server of PostgreSQL (pg_ctl, initdb).")
    if os.geteuid() == 0 and "postgres" not in {user.pw_name for user in pwd.getpwall()}:
        raise SystemExit("Cannot measure here: PostgreSQL does not run as root, and there is no user “postgres”.")
    return found[-1].parent
