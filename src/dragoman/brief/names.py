"""How codes and dates are worded for people: sides by their usual names, days in full."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Protocol

from dragoman.views.deadlock_rows import DeadlockRow
from dragoman.views.evidence_rows import EvidenceRow
from dragoman.views.rows import ConditionRow, Voice
from dragoman.vocabulary.countries import countries
from dragoman.vocabulary.languages import languages

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


class Named(Protocol):
    """What tells who speaks: the name, or the article's words for the source."""

    @property
    def speaker(self) -> str | None:
        """Return the name."""

    @property
    def source(self) -> str | None:
        """Return the article's words."""


def party_name(party: str | None) -> str:
    """Return a country's usual English name for its code, any other party as it stands."""
    if party is None:
        return "somebody"
    country = countries().by_iso3.get(party)
    return country.name if country else party


def party_names(parties: tuple[str, ...]) -> str:
    """Return parties in one phrase: `Russia`, `Russia and Japan`, `Russia, Japan and China`."""
    named = [party_name(party) for party in parties]
    if len(named) < 2:
        return "".join(named)
    return f"{', '.join(named[:-1])} and {named[-1]}"


def called(row: Named) -> str:
    """Return what whoever speaks is called: a name, the article's words, or nothing of both."""
    return row.speaker or row.source or "unnamed"


def in_office(voice: Voice) -> str:
    """Return who speaks for a side, with the office: `President Orlova`."""
    return " ".join(filter(None, (voice.office, voice.speaker))) or "unnamed"


def on_day(who: str, day: str | None) -> str:
    """Return who spoke and when: `Ilse Marrane, 4 March 2031`."""
    return f"{who}, {day_name(day)}" if day else who


def counted(count: int, noun: str) -> str:
    """Return a number of things in words: `1 article`, `12,000 articles`."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def stated_by(row: ConditionRow) -> str:
    """Return who states a condition: a name, a side, the source's words, or the report itself."""
    if row.speaker or row.side:
        return row.speaker or party_name(row.side)
    if row.source:
        return row.source
    return "unnamed" if row.statement else "the report"


def status_words(row: ConditionRow) -> str:
    """Return what became of a condition: `not met (3 March 2031)`, or that it is unknown."""
    day = f" ({day_name(row.status_since)})" if row.status_since else ""
    return f"{row.status}{day}"


def told_by(row: EvidenceRow) -> str:
    """Return in whose words an evidence is told: a name, a side, somebody, or the report."""
    if row.by == "report":
        return "the report"
    return row.speaker or (party_name(row.side) if row.side else "unnamed")


def deadlock_words(row: DeadlockRow) -> str:
    """Return since when sides wait for each other, and how their conditions hang together."""
    since = f"since {day_name(row.since)}" if row.since else "since an unknown day"
    until = f", until {day_name(row.ended)}" if row.ended else ""
    how = "each waits for what the other would do"
    link = how if row.link == "direct" else "on the same matter"
    return f"{since}{until}; {link}"


def reporting_words(cue: str | None, factivity: str | None, hedge: str | None) -> str | None:
    """Return how the reporter stands to a statement: `“claimed” (doubting); hedged: reportedly`."""
    stands = f"“{cue}” ({factivity})" if cue and factivity else factivity
    return "; ".join(filter(None, (stands, f"hedged: {hedge}" if hedge else None))) or None


def sourcing_words(venue: str | None, anonymity: str | None, words: str | None) -> str | None:
    """Return how a statement came: `told reporters; asked: “on condition of anonymity”`.

    That a source has no name and no reason for it is plain from who is said to speak.
    """
    why = (
        f"{anonymity}: “{_line(words)}”" if anonymity and words and anonymity != "unnamed" else None
    )
    return "; ".join(filter(None, (_line(venue) if venue else None, why))) or None


def _line(words: str) -> str:
    return " ".join(words.split())


def unread_words(codes: Iterable[str]) -> str | None:
    """Return how many articles are unread, in which languages; None when there are none.

    `codes` are the languages of the unread ones, each as often as it comes.
    """
    counts = Counter(codes)
    if not counts:
        return None
    count = counts.total()
    named = sorted(counts, key=lambda code: (-counts[code], code))
    if count == 1:
        return f"1 article is in a language that Dragoman does not read: {_tongue(named[0])}."
    if len(named) == 1:
        return (
            f"{count} articles are in a language that Dragoman does not read: {_tongue(named[0])}."
        )
    listed = ", ".join(f"{_tongue(code)} {counts[code]}" for code in named)
    return f"{count} articles are in languages that Dragoman does not read: {listed}."


def _tongue(code: str) -> str:
    return languages().name(code)


def link_word(row: ConditionRow) -> str:
    """Return the word before a condition's act that links it to its outcome, empty without one.

    A word that the act holds (`must leave`) or that comes after it (`a withdrawal is a
    condition`) is none.
    """
    word = row.cue.lower()
    held = re.search(rf"\b{re.escape(word)}\b", row.act.lower())
    starts = {span.end - span.start: span.start for span in reversed(row.spans)}
    cue, act = starts.get(len(row.cue)), starts.get(len(row.act))
    after = cue is not None and act is not None and act < cue
    return "" if held or after else f"{word} "


def day_name(day: str | None) -> str:
    """Return a stated date in words, as far as it goes: `4 March 2031`, `March 2031`, `2031`."""
    if day is None:
        return "undated"
    year, *rest = day[:10].split("-")
    if not rest:
        return year
    month = MONTHS[int(rest[0]) - 1]
    return f"{month} {year}" if len(rest) < 2 else f"{int(rest[1])} {month} {year}"
