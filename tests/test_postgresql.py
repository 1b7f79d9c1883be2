"""What is PostgreSQL's own: addresses, errors in words, snapshots, turns, search, kills."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from random import Random
from threading import Thread

import psycopg
import pytest

from dragoman import views
from dragoman.cli import run
from dragoman.errors import (
    DragomanError,
    LedgerError,
    LedgerForeign,
    LedgerLocked,
    LedgerNewer,
    UnreadableInput,
)
from dragoman.ledger import open_ledger
from dragoman.ledger.search_postgresql import OVERLAP, PART, words_of
from ledger_content import content
from postgres_server import Server
from tellings import Told, batch, reading
from test_ledger_safety import ARTICLES, finish, start

SECRET = "Perl3nkette"


@pytest.fixture
def url(server: Server) -> str:
    return server.ledger()


def test_a_ledger_is_made_in_an_empty_database(server: Server) -> None:
    where = server.empty("fresh")
    with pytest.raises(LedgerError, match=r"fresh.*there is no ledger here.*dragoman read"):
        open_ledger(where, create=False)
    with open_ledger(where) as ledger:
        assert ledger.add(batch()[0]) == "new"
        assert ledger.writable
    with open_ledger(where, create=False) as ledger:
        assert len(ledger.articles()) == 1


def test_the_command_line_reads_into_a_database_and_asks_it(
    server: Server, home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    server.empty("talks")
    monkeypatch.setenv("DRAGOMAN_LEDGER", server.url("talks", password=SECRET))
    assert run(["read", "news", "--reader", "rules"]) == 0
    assert run(["statements", "Valdoria", "--to", "json"]) == 0
    assert run(["positions", "--as-known-on", "2031-12-31"]) == 0
    told = capsys.readouterr()
    assert "Valdoria" in told.out
    assert SECRET not in told.out + told.err


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"database": "nowhere"}, "there is no database of that name"),
        ({"user": "nobody_known"}, "knows no user of that name"),
        ({"user": "ines", "password": SECRET, "tcp": "yes"}, "the password is wrong or missing"),
        ({"user": "ines", "tcp": "yes"}, "the password is wrong or missing"),
    ],
)
def test_who_is_not_let_in_is_told_why(
    server: Server, change: dict[str, str], what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PGPASSWORD", raising=False)
    monkeypatch.setenv("PGPASSFILE", "/nonexistent")
    server.run(
        "DO $$ BEGIN CREATE ROLE ines LOGIN PASSWORD 'another'; "
        "EXCEPTION WHEN duplicate_object THEN NULL; END $$"
    )
    given = {"database": "postgres", **change}
    address = server.tcp if given.pop("tcp", "") else server.url
    with pytest.raises(LedgerError, match=what) as told:
        open_ledger(address(**given))
    assert SECRET not in str(told.value)


@pytest.mark.parametrize(
    ("where", "what"),
    [
        (f"postgresql://ines:{SECRET}@127.0.0.1:1/talks", "cannot be reached"),
        (f"postgresql://ines:{SECRET}@host.invalid/talks", "no server of that name|be reached"),
        (f"postgresql://ines:{SECRET}@127.0.0.1:port/talks", "this is no address"),
        (f"postgresql://ines:{SECRET}@127.0.0.1/", "names no database"),
        (f"postgresql://127.0.0.1:1/talks?password={SECRET}", "cannot be reached"),
        ("mysql://ines@host/talks", "no ledger can be kept there"),
    ],
)
def test_an_address_where_no_server_is_is_told(where: str, what: str) -> None:
    with pytest.raises(LedgerError, match=what) as told:
        open_ledger(where)
    assert SECRET not in str(told.value)


def test_tables_of_another_program_are_left_alone(server: Server) -> None:
    where = server.empty("foreign")
    with psycopg.connect(where) as other:
        other.execute("CREATE TABLE alembic_version (version_num text)")
        other.execute("CREATE TABLE articles (id text)")
    with pytest.raises(LedgerForeign, match="tables of another program"):
        open_ledger(where)
    with psycopg.connect(where) as other:
        tables = "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        assert other.execute(tables).fetchone() == (2,)


def test_a_newer_ledger_is_refused(url: str) -> None:
    with psycopg.connect(url) as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(LedgerNewer, match=r"9999.*Upgrade"):
        open_ledger(url)


def test_a_database_that_keeps_no_unicode_is_refused(server: Server) -> None:
    server.run("CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    with pytest.raises(LedgerError, match=r"as LATIN1.*createdb -E UTF8"):
        open_ledger(server.url("latin"))


def test_who_may_only_read_reads_and_is_told_so_when_writing(server: Server, url: str) -> None:
    with open_ledger(url) as ledger:
        ledger.add(batch()[0])
    name = url.partition("@/")[2].partition("?")[0]
    with psycopg.connect(url) as database:
        database.execute("CREATE ROLE reader LOGIN")
        database.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader")
    with open_ledger(server.url(name, user="reader")) as ledger:
        assert len(views.statements(ledger)) == 2
        assert views.statements(ledger, as_known_on="2031-12-31") is not None
        assert not ledger.writable
        with pytest.raises(LedgerError, match=r"read-only\. Ask for the right"):
            ledger.add(batch()[1])
    server.empty("closed")
    with pytest.raises(LedgerError, match="this user may not do that here"):
        open_ledger(server.url("closed", user="reader"))


def test_a_reader_is_not_disturbed_by_a_writer(url: str) -> None:
    told = batch()
    with open_ledger(url) as writer, open_ledger(url) as reader:
        writer.add(told[0])
        with reader.connect() as connection:
            count = "SELECT count(*) FROM articles"
            assert connection.exec_driver_sql(count).scalar() == 1
            writer.add(told[1])
            assert connection.exec_driver_sql(count).scalar() == 1
        assert len(reader.articles()) == 2


def test_a_turn_that_is_not_given_back_is_told(url: str) -> None:
    with (
        open_ledger(url, busy_seconds=0.05) as ledger,
        open_ledger(url) as other,
        other.change(),
        pytest.raises(LedgerLocked, match="another program is writing"),
    ):
        ledger.add(batch()[0])


def test_two_writers_at_once_lose_nothing(url: str) -> None:
    for process in [start(url), start(url)]:
        finish(process)
    with open_ledger(url) as ledger:
        assert len(ledger.articles()) == ARTICLES
        assert len(views.statements(ledger)) == ARTICLES * 2


def test_two_that_make_the_same_ledger_at_once_make_one(server: Server) -> None:
    where = server.empty("at_once")
    made = [Thread(target=lambda: open_ledger(where).close()) for _ in range(3)]
    for thread in made:
        thread.start()
    for thread in made:
        thread.join()
    with open_ledger(where, create=False) as ledger:
        assert ledger.articles() == ()


def test_killed_in_mid_batch_and_run_again_ends_with_the_same_ledger(
    server: Server, url: str
) -> None:
    whole = server.ledger()
    finish(start(whole))
    for until in ("n2", "n20"):
        process = start(url)
        assert process.stdout
        for line in process.stdout:
            if line.strip() == until:
                break
        time.sleep(0.004)
        process.send_signal(signal.SIGKILL)
        process.communicate()
    finish(start(url))
    expected = content(whole)
    assert content(url) == expected
    assert len(expected["articles"]) == ARTICLES


def test_a_connection_that_was_lost_is_made_again(url: str, server: Server) -> None:
    end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname <> 'postgres'"
    with open_ledger(url) as ledger:
        ledger.add(batch()[0])
        with (
            pytest.raises(LedgerError, match=r"the server was stopped|connection .* was lost"),
            ledger.connect() as connection,
        ):
            server.run(end)
            connection.exec_driver_sql("SELECT 1")
        assert len(ledger.articles()) == 1


def test_rows_are_numbered_on_when_a_turn_was_given_up(url: str) -> None:
    with open_ledger(url) as ledger:
        with pytest.raises(ZeroDivisionError), ledger.change() as connection:
            connection.exec_driver_sql(
                "INSERT INTO decisions (subject, ref, verb, who, at, why) "
                "VALUES ('x', 'x', 'x', 'x', 'x', 'x')"
            )
            raise ZeroDivisionError
        ledger.add(batch()[0])
        ref = f"{ledger.article_ids()[0]}/{batch()[0].statements[0].id}"
        ledger.decide(ref, "confirm", who="me")
        with ledger.connect() as connection:
            assert connection.exec_driver_sql("SELECT max(id) FROM decisions").scalar() == 1


QUERIES = (
    *("ferry", "Ferries", "ferr*", '"ferry lines"', '"lines ferry"', "café", "cafe", "CAFES"),
    *("well-known", "3.5", "O'Hara", "", "* ?", '"', "'", "a & b", "!ferry", "ferry:*", "stay"),
    *("条約", "平和 ferry", "NATO条約", "nato条約", "สนธิ", "Straße", "ünye", "ﬁn", "北", "署*"),
)


def test_both_kinds_of_database_find_the_same(url: str, tmp_path: Path) -> None:
    texts = (
        "The ferry lines of well-known cafés stay open at 3.5 knots",
        "Ferries may sail, O'Hara said; the line of the ferry is closed",
        "日本とロシアは平和条約に署名した NATO条約 a ferry",
        "ลงนามสนธิสัญญา Straße nach Ünye fin",
    )
    told = [
        reading(Told("RUS", "open", "ferry lines", words=words), name=f"n{n}", title=words[:40])
        for n, words in enumerate(texts)
    ]
    with open_ledger(url) as one, open_ledger(tmp_path / "same.db") as other:
        for ledger in (one, other):
            for each in told:
                ledger.add(each)
        for query in QUERIES:
            for view in (views.statements, views.articles):
                assert view(one, query) == view(other, query), query


def test_a_phrase_at_the_seam_of_two_parts_is_found(url: str) -> None:
    words = [f"w{n}" for n in range(3 * PART)]
    long = reading(Told("RUS", words=" ".join(words)), name="long")
    with open_ledger(url) as ledger:
        ledger.add(long)
        for at in (0, PART - 2, PART - OVERLAP, 2 * PART - OVERLAP, 3 * PART - 3):
            phrase = " ".join(words[at : at + 3])
            assert len(views.statements(ledger, f'"{phrase}"')) == 1
            assert len(views.articles(ledger, f'"{phrase}"')) == 1
        assert len(views.articles(ledger, "w1 w11999")) == 1
        assert len(views.articles(ledger, '"w1 w3"')) == 0


def test_words_of_a_megabyte_are_stored_and_found_by_their_beginning(url: str) -> None:
    # What cannot be compressed: an index takes rows of some 2,700 bytes.
    long = "".join(Random(1).choices("abcdefghijklmnopqrstuvwxyz", k=1_000_000))
    far = long[:9_000]
    told = reading(
        Told("RUS", words=f"ferry {long} lines", via=(far,)),
        name=far,
        title=far,
    )
    article = replace(told.article, url=f"https://example.org/{far}", outlet=far)
    with open_ledger(url) as ledger:
        ledger.add(replace(told, article=article))
        assert len(views.articles(ledger, f"ferry {long[:100]}")) == 1


def test_what_no_index_takes_is_refused_as_an_article(url: str) -> None:
    far = "".join(Random(1).choices("abcdefghijklmnopqrstuvwxyz", k=9_000))
    told = reading(Told("RUS", "open", far), name="far")
    with open_ledger(url) as ledger:
        with pytest.raises(UnreadableInput, match="longer than an index of PostgreSQL"):
            ledger.add(told)
        assert ledger.articles() == ()
        assert ledger.add(batch()[0]) == "new"


def test_what_the_driver_refuses_by_itself_is_not_told_as_a_server_out_of_reach(url: str) -> None:
    with (
        open_ledger(url) as ledger,
        pytest.raises(LedgerError, match=r"the server refused \(ProgrammingError\)"),
        ledger.change() as connection,
    ):
        connection.exec_driver_sql("SELECT 1", ("too", "many"))


@pytest.mark.parametrize("told", [{"words": "a\0b"}, {"name": "a\0b"}])
def test_a_nul_is_refused_as_an_article_not_as_a_ledger(url: str, told: dict[str, str]) -> None:
    one = reading(Told("RUS", **told), name="nul")  # type: ignore[arg-type]
    with open_ledger(url) as ledger, pytest.raises(UnreadableInput, match="hold a NUL"):
        ledger.add(one)


def test_words_are_told_apart_as_the_index_of_sqlite_does() -> None:
    assert list(words_of("Ferries' CAFÉS, 3.5 well-known _x_")) == [
        *("ferri", "cafe", "3", "5", "well", "known", "x"),
    ]


def test_without_the_driver_it_is_told_how_to_install_it() -> None:
    code = (
        "import sys; sys.modules['psycopg'] = None\n"
        "from dragoman.ledger import open_ledger\n"
        "try: open_ledger('postgresql://ines@host/talks')\n"
        "except Exception as error: print(type(error).__name__, error)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "LedgerError" in told.stdout
    assert "pip install 'dragoman[postgresql]'" in told.stdout


def test_it_is_a_dragoman_error_whatever_the_server_says(url: str) -> None:
    with (
        open_ledger(url) as ledger,
        pytest.raises(DragomanError, match=r"the server refused \(UndefinedColumn, 42703\)"),
        ledger.connect() as connection,
    ):
        connection.exec_driver_sql("SELECT nothing FROM articles")
