"""Chains of conditions and deadlocks as Argdown, a text from which argument maps are drawn.

Each act that somebody waits for is a statement with a title; `+>` leads from it to the act that
it may bring about. Words that say that it was done support it (`+`), that it was not done or is
asked for no more attack it (`-`). Each has its source. Syntax: https://argdown.org/syntax/
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from dragoman.ledger import Ledger
from dragoman.ledger.matter_titles import called
from dragoman.views.chains import ChainRow
from dragoman.views.cited_articles import CitedArticle, cited_articles
from dragoman.views.deadlock_rows import DeadlockRow
from dragoman.views.evidence_rows import EvidenceRow
from dragoman.views.rows import ConditionRow

STEP = "    "
_SIGNS = re.compile(r"[\\#*_\[\]<>{}@]|/(?=[/*])|[.:](?=\S)|=(?==)|(?<==)=")
"""What Argdown would take for markup: also `//` (a comment), `.~.` and `:up:` (signs)."""
_UNSAFE = re.compile(r"[\s()\[\]<>\\]")
_HEAD = """\
===
title: What may lead to what
===
"""
_SUPPORTS = {"met": "+", "partly met": "+", "not met": "-", "withdrawn": "-"}


def conditions_argdown(
    ledger: Ledger, chains: Sequence[ChainRow], deadlocks: Sequence[DeadlockRow]
) -> str:
    """Return chains and deadlocks as one Argdown document, which says so where there are none."""
    rows = [row for one in chains for row in one.conditions]
    rows += [row for one in deadlocks for row in one.conditions]
    ids = {row.article for row in rows} | {e.article for row in rows for e in row.status_evidence}
    text = _Text(cited_articles(ledger, ids), _titles(rows))
    lines = [_HEAD]
    for heading, found in (("Chains", chains), ("Deadlocks", deadlocks)):
        if found:
            lines.append(f"# {heading}\n")
        for one in found:
            lines += [*text.led(*_in_order(one)), ""]
    if not rows:
        lines.append("// No chain of conditions and no deadlock was found.")
    return "\n".join(lines).rstrip("\n") + "\n"


def _in_order(
    one: ChainRow | DeadlockRow,
) -> tuple[Sequence[ConditionRow], Sequence[ConditionRow]]:
    """Return conditions so that each act may bring about the next, and what a ring comes back to.

    Who waits in a deadlock comes before whom it waits for, in a chain after.
    """
    if isinstance(one, ChainRow):
        return one.conditions, ()
    return one.conditions[::-1], one.conditions[-1:]


class _Text:
    """Writes each act in full where it comes first, and by its title alone from then on."""

    def __init__(self, cited: Mapping[str, CitedArticle], titles: Mapping[str, str]) -> None:
        self._cited = cited
        self._titles = titles
        self._told: set[str] = set()

    def led(self, chain: Sequence[ConditionRow], ring: Sequence[ConditionRow]) -> Iterator[str]:
        """Yield the lines of acts of which each may bring about the next; a ring ends in its first.

        The last act of a chain leads to what its setter would do then.
        """
        for depth, row in enumerate((*chain, *ring)):
            lead = f"{STEP * depth}+> " if depth else ""
            yield lead + self._statement(row)
            if row.record not in self._told:
                self._told.add(row.record)
                for one in row.status_evidence:
                    yield f"{STEP * (depth + 1)}{_SUPPORTS[one.says]} {self._evidence(one)}"
        last = chain[-1]
        if last.outcome and not ring:
            title = f"{_name(last.side)} after {self._titles[last.record]}"
            yield f"{STEP * len(chain)}+> [{title}]: “{plain(last.outcome)}”"

    def _statement(self, row: ConditionRow) -> str:
        title = f"[{self._titles[row.record]}]"
        if row.record in self._told:
            return title
        asked = f"asked of {_name(row.actor)} by {_name(row.side)}"
        told = plain(f"“{row.act}” — {asked}, {row.day or 'undated'}; {row.status}")
        return f"{title}: {told}. {self._source(row.article, row.record)} #{_tag(row.status)}"

    def _evidence(self, one: EvidenceRow) -> str:
        by = "the report" if one.by == "report" else one.speaker or _name(one.side)
        told = plain(f"“{one.words}” — {by}, {one.day or 'undated'}")
        return f"{told}. {self._source(one.article, one.record)}"

    def _source(self, article: str, record: str | None) -> str:
        """Return the source: what it is called, its address as a link, and the record's name."""
        cited = self._cited[article]
        told = ", ".join(filter(None, (cited.outlet, f"“{cited.title}”", cited.published)))
        link = f" [source]({_UNSAFE.sub(_percent, cited.url)})" if cited.url else ""
        return f"{plain(f'{told}, {record or article}')}{link}"


def plain(words: str) -> str:
    """Return words on one line, in which nothing is markup to Argdown."""
    return _SIGNS.sub(r"\\\g<0>", " ".join(words.split()))


def _titles(rows: Sequence[ConditionRow]) -> dict[str, str]:
    """Return a title for the act of each condition: who would do it, numbered."""
    titles: dict[str, str] = {}
    counts: dict[str, int] = {}
    for row in rows:
        if row.record not in titles:
            name = _name(row.actor)
            counts[name] = counts.get(name, 0) + 1
            titles[row.record] = f"{name} {counts[name]}"
    return titles


def _name(party: str | None) -> str:
    """Return a party's name without what would end a title."""
    return re.sub(r"[\[\]<>:\s]+", " ", called(party)).strip(" -") if party else "somebody"


def _tag(status: str) -> str:
    return status.replace(" ", "-")


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found.group().encode())
