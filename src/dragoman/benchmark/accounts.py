"""Tables of pairs of short articles, read, stored and scored: `dragoman bench accounts`.

A line a row: `{"id", "phenomenon", "differ", "kind", "about", "a", "b", "a_words", "b_words"}`,
where `a` and `b` are `{"text", "outlet", "published"}`, `differ` tells whether they hold two
accounts that cannot both be true, and `kind` is one kind or several that will do, null where
they do not differ. Each pair is put into a ledger of its own.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from dragoman import views
from dragoman.article import Article
from dragoman.benchmark.json_lines import json_rows
from dragoman.benchmark.mistakes import Mistake
from dragoman.benchmark.speakers import Share, WithShares
from dragoman.contradiction import KINDS
from dragoman.intake import from_text
from dragoman.ledger import open_ledger
from dragoman.reading.pipeline import parse_all
from dragoman.reading.reader import read_document
from dragoman.records import ReaderName, Reading
from dragoman.views.account_rows import AccountRow


@dataclass(frozen=True, slots=True)
class TwoAccounts:
    """Two short articles, whether they differ, and the words in which they do."""

    id: str
    phenomenon: str
    differ: bool
    kinds: tuple[str, ...]
    a: Article
    b: Article
    a_words: str
    b_words: str


@dataclass(frozen=True, slots=True)
class AccountScore(WithShares):
    """How well the pairs of one table that differ are told from those that do not.

    `precision` is the share of the pairs listed that differ, `recall` the share of those that
    differ and are listed, `F1` both in one. `kind` and `words` are the shares of right
    ones with the right kind, and with both words shown. Each phenomenon has its right answers.
    """

    table: str
    rows: int
    shares: tuple[Share, ...]
    phenomena: tuple[Share, ...]
    mistakes: tuple[Mistake, ...]


def bench_accounts(
    tables: Sequence[Path], reader: ReaderName = "default"
) -> tuple[AccountScore, ...]:
    """Read the pairs of tables into ledgers and score what these list as differing.

    Raises UnreadableInput for what is no such table.
    """
    found = [(path.stem, read_accounts(path)) for path in tables]
    return tuple(_score(name, rows, reader) for name, rows in found)


def read_accounts(path: Path) -> tuple[TwoAccounts, ...]:
    """Return the rows of a table of accounts; raises UnreadableInput for what is none."""
    return json_rows(path, _row, "a table of accounts")


def _row(record: Mapping[str, Any]) -> TwoAccounts:
    kind = record["kind"]
    kinds = (kind,) if isinstance(kind, str) else tuple(kind or ())
    if any(one not in KINDS for one in kinds):
        raise ValueError(f"kind is {kind!r}, none of {', '.join(KINDS)}")
    return TwoAccounts(
        id=str(record["id"]),
        phenomenon=str(record["phenomenon"]),
        differ=bool(record["differ"]),
        kinds=kinds,
        a=_article(record, "a"),
        b=_article(record, "b"),
        a_words=_words(record, "a"),
        b_words=_words(record, "b"),
    )


def _article(record: Mapping[str, Any], side: str) -> Article:
    told = record[side]
    made = from_text(told["text"], origin=f"text:{record['id']}{side}")
    return replace(made, published=told["published"], outlet=told["outlet"])


def _words(record: Mapping[str, Any], side: str) -> str:
    words = str(record[f"{side}_words"])
    if words not in record[side]["text"]:
        raise ValueError(f"{words!r} does not stand in its text")
    return words


def _score(table: str, rows: Sequence[TwoAccounts], reader: ReaderName) -> AccountScore:
    answers = list(zip(rows, _answers(rows, reader), strict=True))
    listed = [(row, got) for row, got in answers if got]
    right = [(row, got) for row, got in listed if row.differ]
    differ = sum(row.differ for row in rows)
    phenomena = dict.fromkeys(row.phenomenon for row in rows)
    wrong = len(listed) - len(right) + differ - len(right)
    return AccountScore(
        table=table,
        rows=len(rows),
        shares=(
            Share("F1", 2 * len(right), 2 * len(right) + wrong),
            Share("precision", len(right), len(listed)),
            Share("recall", len(right), differ),
            Share("kind", sum(_kind_is_right(row, got) for row, got in right), len(right)),
            Share("words", sum(_shows_words(row, got) for row, got in right), len(right)),
        ),
        phenomena=tuple(_phenomenon(name, answers) for name in phenomena),
        mistakes=tuple(
            _mistake(f"{table} {row.id}", row, got)
            for row, got in answers
            if row.differ != bool(got)
        ),
    )


_Answers = Sequence[tuple[TwoAccounts, Sequence[AccountRow]]]


def _phenomenon(name: str, answers: _Answers) -> Share:
    own = [row.differ == bool(got) for row, got in answers if row.phenomenon == name]
    return Share(name, sum(own), len(own))


def _kind_is_right(row: TwoAccounts, got: Sequence[AccountRow]) -> bool:
    return any(one.kind in row.kinds for one in got)


def _shows_words(row: TwoAccounts, got: Sequence[AccountRow]) -> bool:
    """Return whether some pair stands on the words of both sides, as far as they overlap."""
    wanted = [(row.a.id, _place(row.a, row.a_words)), (row.b.id, _place(row.b, row.b_words))]
    return any(
        all(
            any(
                told.article == article and told.span.start < end and start < told.span.end
                for told in (one.one, one.other)
            )
            for article, (start, end) in wanted
        )
        for one in got
    )


def _place(article: Article, words: str) -> tuple[int, int]:
    start = article.text.index(words)
    return start, start + len(words)


def _mistake(where: str, row: TwoAccounts, got: Sequence[AccountRow]) -> Mistake:
    line = f"{row.a_words} / {row.b_words}"
    expected = " or ".join(row.kinds) if row.differ else "no difference"
    return Mistake(where, row.phenomenon, line, expected, got[0].kind if got else "no difference")


def _answers(rows: Sequence[TwoAccounts], reader: ReaderName) -> Iterator[tuple[AccountRow, ...]]:
    """Yield for each pair the accounts between its two articles that a ledger lists."""
    articles = [article for row in rows for article in (row.a, row.b)]
    readings = (read_document(document, reader) for document in parse_all(articles))
    with TemporaryDirectory() as folder:
        empty = Path(folder) / "empty.db"
        open_ledger(empty).close()
        for a in readings:
            path = Path(folder) / "pair.db"
            shutil.copy(empty, path)
            yield _answer(path, a, next(readings))
            path.unlink()


def _answer(path: Path, a: Reading, b: Reading) -> tuple[AccountRow, ...]:
    with open_ledger(path) as ledger:
        ledger.add(a)
        ledger.add(b)
        return tuple(row for row in views.accounts(ledger) if row.one.article != row.other.article)
