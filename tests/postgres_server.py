"""A PostgreSQL server of the tests' own: in its own folder, on its own socket and free port."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import psycopg
from psycopg import sql

from dragoman.ledger import open_ledger
from dragoman.ledger.columns import metadata

NONE_HERE = "PostgreSQL is not installed here (Debian: apt install postgresql)"
USER, TEMPLATE = "dragoman", "made"
SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "jit": "off"}
SETTINGS |= {"shared_buffers": "64MB", "max_connections": "60", "autovacuum": "off"}


@cache
def binaries() -> Path | None:
    """The folder of the newest server's programs, None where none is installed."""
    on_path = shutil.which("initdb")
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_version)
    found = installed[-1] if installed else Path(on_path) if on_path else None
    return found.resolve().parent if found else None


def _version(path: Path) -> float:
    return float(path.parts[-3])


def _as_owner() -> dict[str, object]:
    """A server refuses to run as root: then it is `postgres`, else `nobody`."""
    if os.geteuid() != 0:
        return {}
    import pwd  # noqa: PLC0415, only where there are such users

    names = {entry.pw_name for entry in pwd.getpwall()}
    owner = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    return {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}


@dataclass
class Server:
    """A running server; databases are made in it from a template that has an empty ledger."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes]
    made: int = 0

    def url(self, database: str, *, user: str = USER, password: str = "") -> str:
        """The address of a database, over the socket."""
        named = f"{user}:{password}" if password else user
        return f"postgresql://{named}@/{database}?host={self.folder}&port={self.port}"

    def tcp(self, database: str, *, user: str = USER, password: str = "") -> str:
        """The address of a database, over the network: there a password is asked for."""
        named = f"{user}:{password}" if password else user
        return f"postgresql://{named}@127.0.0.1:{self.port}/{database}"

    def run(self, command: str, database: str = "postgres") -> list[tuple[object, ...]]:
        """Run a command by itself, outside any transaction; return its rows."""
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            cursor = connection.execute(sql.SQL(command))
            return cursor.fetchall() if cursor.description else []

    def empty(self, name: str) -> str:
        """Make a database with nothing in it; return its address."""
        self.run(f'CREATE DATABASE "{name}"')
        return self.url(name)

    def ledger(self) -> str:
        """Make a database that holds an empty ledger; return its address."""
        if not self.made:
            open_ledger(self.empty(TEMPLATE)).close()
        self.made += 1
        self.run(f'CREATE DATABASE "ledger{self.made}" TEMPLATE "{TEMPLATE}"')
        return self.url(f"ledger{self.made}")

    def copied(self, ledger: str) -> str:
        """Copy a database that nobody has open; return the copy's address."""
        self.made += 1
        name = ledger.partition("@/")[2].partition("?")[0]
        self.run(f'CREATE DATABASE "ledger{self.made}" TEMPLATE "{name}"')
        return self.url(f"ledger{self.made}")

    def stop(self) -> None:
        """End the server and take its folder away."""
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def start() -> Server:
    """Start a server in a folder of its own."""
    programs = binaries()
    assert programs is not None
    owner = _as_owner()
    # Not pytest's folder: its parents are closed to others, and a socket's path has to be short.
    folder = Path(tempfile.mkdtemp(prefix="dragoman-pg-"))
    if owner:
        os.chown(folder, owner["user"], owner["group"])  # type: ignore[arg-type]
    data, log = folder / "data", folder / "log"
    made_by = ("--username", USER, "--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8")
    quick = ("--no-sync", "--no-instructions")
    subprocess.run(
        [programs / "initdb", "--pgdata", data, *made_by, *quick],
        check=True, stdout=subprocess.DEVNULL, cwd=folder, **owner,  # type: ignore[call-overload]
    )  # fmt: skip
    (data / "pg_hba.conf").write_text("local all all trust\nhost all all 127.0.0.1/32 md5\n")
    port = _free_port()
    options = [word for pair in SETTINGS.items() for word in ("-c", "=".join(pair))]
    with log.open("wb") as out:
        process = subprocess.Popen(
            [programs / "postgres", "-D", data, "-k", folder, "-p", str(port), *options],
            stdout=out, stderr=out, cwd=folder, **owner,  # type: ignore[call-overload]
        )  # fmt: skip
    server = Server(folder, port, process)
    _wait(server, log)
    return server


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def _wait(server: Server, log: Path) -> None:
    for _ in range(300):
        try:
            psycopg.connect(server.url("postgres")).close()
            return
        except psycopg.OperationalError:
            assert server.process.poll() is None, log.read_text()
            time.sleep(0.05)
    raise AssertionError(log.read_text())


def clear(url: str) -> None:
    """Delete every row of a ledger, as if it had just been made."""
    tables = ("statement_search", "article_search", *metadata.tables)
    with psycopg.connect(url) as connection:
        # Without it the rows would have to go in the order in which they point to each other.
        connection.execute("SET session_replication_role = replica; SET lock_timeout = '5s'")
        connection.execute("; ".join(f"DELETE FROM {name}" for name in tables))
