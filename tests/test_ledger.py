"""The ledger keeps what it is given: nothing lost, nothing twice, everything found again."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import made
from dragoman import views
from dragoman.article import Paragraph, SourceTag, Span
from dragoman.errors import LedgerError, NotFound, UnreadableInput
from dragoman.ledger import Ledger, Record, open_ledger, reading_key, schema
from dragoman.ledger.database import REVISIONS
from dragoman.records import Event, Reading, Speaker, SummarySentence
from older import as_of_0003
from tellings import Told, reading


def full_reading() -> Reading:
    """Return a reading in which every field of every record holds something."""
    told = reading(
        Told(
            "RUS",
            "conditional",
            "peace treaty with Japan",
            "2024-01-02",
            "now",
            name="Anna Ödegård",
            role="Deputy Foreign Minister",
            via=("TASS", "Interfax"),
            words="words — with “signs” 🕊 and e\u0301",
            only_if="it rains",
            actor="both",
            outcome="we talk",
        ),
        Told(
            None, None, None, sort="group", speakers=(Speaker("A"), Speaker("B", "chair")), within=0
        ),
        title="Title",
        outlet="Outlet",
        published="2024-01-03T10:00:00+01:00",
        events=(
            Event("e1", "AGREE", Span(0, 3), ("RUS",), ("JPN", "EU"), "happened", "2024", None),
        ),
    )
    first = replace(
        told.statements[0],
        content=(Span(10, 14), Span(20, 30)),
        stance_cue=Span(1, 2),
        matter_span=Span(3, 9),
        cue_kind="promise",
        cue_lemma="vow",
        factivity="doubting",
        hedge=Span(2, 5),
        confidence=0.1 + 0.2,
    )
    article = replace(
        told.article,
        paragraphs=(Paragraph(Span(0, 9), "title"), Paragraph(Span(9, 40), "body")),
        url="https://example.org/1",
        byline="By N. N.",
        issuer="Ministry",
        retrieved="2024-01-04T00:00:00Z",
        sheets=(0, 9),
        stated_in=(("title", "headline"), ("url", "link “canonical”")),
        form="statement",
        furniture=(Span(2, 4),),
        source_tags=(SourceTag(Span(5, 8), "TASS"), SourceTag(Span(9, 10), "KNA")),
        warnings=("no date",),
        raw=b"\x00\xff raw",
    )
    return replace(
        told,
        article=article,
        statements=(first, *told.statements[1:]),
        summary=(SummarySentence("One.", (Span(0, 4), Span(5, 6))), SummarySentence("Two.", ())),
        warnings=("first", "second"),
    )


@pytest.mark.parametrize(
    "stored", [full_reading(), made.reading(), reading()], ids=["full", "made", "empty"]
)
def test_a_reading_comes_back_as_it_was_stored(ledger: Ledger, stored: Reading) -> None:
    assert ledger.add(stored) == "new"
    assert ledger.reading(stored.article.id) == stored
    assert ledger.article(stored.article.id) == stored.article
    assert ledger.articles() == (replace(stored.article, raw=b""),)
    records: list[Record] = [*stored.statements, *stored.conditions, *stored.events]
    for record in records:
        ref = f"{stored.article.id}/{record.id}"
        assert ledger.record(ref) == (stored.article, record)


texts = st.text(st.characters(codec="utf-8"), max_size=60)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(words=texts, title=st.none() | texts, name=texts)
def test_any_text_comes_back(
    kept_in: str, ledger: Ledger, words: str, title: str | None, name: str
) -> None:
    # PostgreSQL refuses a NUL: see its own tests.
    assume(kept_in == "sqlite" or "\0" not in f"{words}{title}{name}")
    stored = reading(Told("RUS", "open", words, words=words, name=name), title=title, name="x")
    ledger.add(stored)
    assert ledger.reading(stored.article.id) == stored


def test_the_same_reading_twice_is_known(ledger: Ledger) -> None:
    told = reading(Told("RUS", "open", "peace treaty with Japan"))
    assert [ledger.add(told), ledger.add(told)] == ["new", "known"]
    assert len(views.statements(ledger)) == 1
    assert views.matters(ledger)[0].statements == 1


def test_the_same_text_from_two_places_is_two_articles(ledger: Ledger) -> None:
    told = reading(Told("RUS", "open", "peace treaty"))
    copy = replace(told, article=replace(told.article, origin="https://example.org/copy"))
    assert [ledger.add(told), ledger.add(copy)] == ["new", "new"]
    assert len(ledger.articles()) == 2


def test_a_newer_reading_takes_the_place_of_the_older(ledger: Ledger) -> None:
    old = reading(
        Told("RUS", "open", "peace treaty with Japan", words="old words"),
        Told("RUS", "open", "grain deal", words="more old words"),
    )
    text = old.article.text
    new = replace(old, reader="0.2.0", statements=(replace(old.statements[0], stance="defers"),))
    assert [ledger.add(old), ledger.add(new), ledger.add(new)] == ["new", "reread", "known"]
    assert ledger.reading("one") == new
    assert [row.stance for row in views.positions(ledger)] == ["defers"]
    assert [row.words for row in views.statements(ledger, "old")] == ["old words"]
    assert [row.name for row in views.matters(ledger)] == ["peace treaty between Japan and Russia"]
    assert ledger.add(old) == "reread"
    assert len(views.statements(ledger, "old")) == 2
    assert ledger.article("one").text == text


def test_a_better_intake_of_the_same_bytes_takes_the_place_of_the_older(ledger: Ledger) -> None:
    old = reading(Told("RUS", "open", "peace treaty", words="old words"))
    article = replace(old.article, text=old.article.text + "\nAnother line about oranges.")
    new = replace(old, article=replace(article, title="Now with a title"))
    assert [ledger.add(old), ledger.add(new)] == ["new", "reread"]
    assert ledger.reading("Now with a title") == new
    assert [row.title for row in views.articles(ledger, "oranges")] == ["Now with a title"]
    assert len(views.articles(ledger, "old words")) == 1


def test_a_key_tells_whether_an_article_was_read_so_before(ledger: Ledger) -> None:
    told = reading(Told("RUS"))
    key = reading_key(told.article, told.reader, told.model, "v1")
    assert not ledger.holds(key)
    ledger.add(told, vocabulary="v1")
    assert ledger.holds(key)
    copy = replace(told.article, origin="https://example.org/copy")
    for other in (
        reading_key(copy, told.reader, told.model, "v1"),
        reading_key(told.article, "0.2.0", told.model, "v1"),
        reading_key(told.article, told.reader, "other", "v1"),
        reading_key(told.article, told.reader, told.model, "v2"),
        reading_key(told.article, told.reader, told.model, "v1", "dossier"),
        reading_key(replace(told.article, published="2024"), told.reader, told.model, "v1"),
    ):
        assert other != key and not ledger.holds(other)
    later = replace(told.article, retrieved="2025-01-01T00:00:00Z")
    assert reading_key(later, told.reader, told.model, "v1") == key


def test_a_text_that_no_database_can_hold_is_refused_in_words(ledger: Ledger) -> None:
    told = reading(Told("RUS"))
    broken = replace(told, article=replace(told.article, text="half \ud800"))
    with pytest.raises(UnreadableInput, match="surrogate"):
        ledger.add(broken)
    assert ledger.articles() == ()


def test_articles_go_by_id_prefix_name_and_title(ledger: Ledger) -> None:
    ledger.add(reading(Told("RUS"), name="first", title="Talks open / again"))
    ledger.add(reading(Told("RUS", words="else"), name="second", title="Talks close"))
    ids = [article.id for article in ledger.articles()]
    for ref in (ids[0], ids[0][:6]):
        assert ledger.article(ref).id == ids[0]
    assert ledger.article("second").name == ledger.article("talks close").name == "second"
    assert ledger.record("Talks close/s18-22")[0].name == "second"
    with pytest.raises(NotFound, match="no article"):
        ledger.article("third")
    with pytest.raises(NotFound, match=f"several(?s:.*){ids[0]}(?s:.*){ids[1]}"):
        ledger.article("a")


def test_records_go_by_full_name_prefix_and_bare_id(ledger: Ledger) -> None:
    one = reading(Told("RUS", words="first words"), Told("RUS", words="a"), name="one")
    other = reading(Told("RUS", words="first words"), name="other")
    ledger.add(one)
    ledger.add(other)
    first, second = (statement.id for statement in one.statements)
    assert ledger.record(second) == (one.article, one.statements[1])
    assert ledger.record(f"{one.article.id[:8]}/{first}")[1] == one.statements[0]
    assert ledger.record(f"one/{second[:4]}")[1] == one.statements[1]
    with pytest.raises(NotFound, match=f"several(?s:.*){other.article.id}/{first}"):
        ledger.record(first)
    for nobody in ("s9999-10000", f"nobody/{first}", "", "/", "one/"):
        with pytest.raises(NotFound):
            ledger.record(nobody)


@pytest.mark.sqlite
def test_opening_again_finds_everything(tmp_path: Path) -> None:
    told = full_reading()
    with open_ledger(tmp_path / "ledger.db") as ledger:
        ledger.add(told)
    for where in (tmp_path / "ledger.db", f"sqlite:///{tmp_path / 'ledger.db'}"):
        with open_ledger(where, create=False) as ledger:
            assert ledger.reading("one") == told
    assert [path.name for path in tmp_path.iterdir()] == ["ledger.db"]


@pytest.mark.sqlite
def test_databases_of_other_kinds_are_refused() -> None:
    with pytest.raises(LedgerError, match="no ledger can be kept there"):
        open_ledger("mysql://example.org/ledger")


def test_the_migrations_make_the_schema_that_the_code_works_with(ledger: Ledger) -> None:
    def ours(thing: object, name: str | None, sort: str, *_: object) -> bool:
        return not (sort == "table" and name and "_search" in name)

    with ledger.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": ours})
        assert compare_metadata(context, schema.articles.metadata) == []
    config = Config()
    config.set_main_option("script_location", "dragoman.ledger:migrations")
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_current_head() == REVISIONS[-1]
    assert [script.revision for script in scripts.walk_revisions()][::-1] == list(REVISIONS)


@pytest.mark.sqlite
def test_a_ledger_of_an_older_schema_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    told = reading(Told("RUS", "open", "peace treaty", words="words"))
    with open_ledger(path) as opened:
        opened.add(told)
    with closing(sqlite3.connect(path)) as old, old:
        as_of_0003(old)
        for column in ("cue_lemma", "factivity", "hedge_start", "hedge_end", "hedge_words"):
            old.execute(f"ALTER TABLE statements DROP COLUMN {column}")
        old.execute("UPDATE alembic_version SET version_num = '0002'")
    with open_ledger(path) as opened:
        assert opened.reading(told.article.id) == told
        (row,) = views.statements(opened)
        assert (row.cue_lemma, row.factivity, row.hedge) == ("", None, None)
        opened.add(full_reading())


def test_what_follows_can_be_made_again_from_what_was_read(ledger: Ledger) -> None:
    told = full_reading()
    ledger.add(told)
    before = views.positions(ledger), views.conditions(ledger), views.matters(ledger)
    ledger.decide(f"one/{told.statements[0].id}", "confirm", who="me")
    assert (views.positions(ledger), views.conditions(ledger), views.matters(ledger)) == before
    with ledger.connect() as connection:
        if connection.dialect.name == "sqlite":
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
