"""The brief as Markdown: the same lines, with every citation as a footnote."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.brief.citing import Citation
from dragoman.brief.content import Brief, Standing
from dragoman.brief.course import run_words
from dragoman.brief.grounds import given_by, ground_words
from dragoman.brief.names import (
    called,
    counted,
    day_name,
    deadlock_words,
    in_office,
    link_word,
    party_name,
    party_names,
    stated_by,
    status_words,
    told_by,
)
from dragoman.views import ConditionRow

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|!~&$])")


def brief_markdown(brief: Brief) -> str:
    """Return the brief as Markdown with footnotes, as GitHub and Pandoc read it."""
    parts = (
        *(_head, _summary, _positions, _conditions, _deadlocks),
        *(_events, _accounts, _sources, _footnotes),
    )
    return "\n".join(line for part in parts for line in part(brief)).rstrip() + "\n"


def plain(text: str) -> str:
    """Return other people's text with the signs escaped that Markdown would take for its own."""
    return _SIGNS.sub(r"\\\1", " ".join(text.split()))


def _note(citation: Citation) -> str:
    return f"[^{citation.number}]"


def _linked(row: ConditionRow) -> str:
    word = link_word(row).strip()
    return f"*{plain(word)}* " if word else ""


def _head(brief: Brief) -> Iterator[str]:
    yield f"# {plain(brief.title)}"
    yield ""
    days = f", {day_name(brief.first)}" if brief.first else ""
    if brief.last != brief.first:
        days += f" to {day_name(brief.last)}"
    counts = f"{counted(brief.articles, 'article')}, {counted(brief.statements, 'statement')}"
    yield f"{counts}{days}."
    if brief.unread:
        yield brief.unread
    yield ""


def _summary(brief: Brief) -> Iterator[str]:
    yield from ("## Summary", "")
    for sentence in brief.summary:
        notes = "".join(map(_note, sentence.citations))
        day = f"{day_name(sentence.day)}: " if sentence.day else ""
        told = f" ({sentence.sources} sources)" if sentence.sources > 1 else ""
        yield f"- {day}{plain(sentence.text)}{told}{notes}"
    yield from _closing(bool(brief.summary), "No statement was found.")


def _positions(brief: Brief) -> Iterator[str]:
    yield from ("## Where each side stands", "")
    for matter in brief.matters:
        yield from (f"### {plain(matter.name)}", "")
        for standing in matter.standings:
            yield from _standing(standing)
        yield ""
    yield from _closing(bool(brief.matters), "No side took a stance.")


def _standing(standing: Standing) -> Iterator[str]:
    row = standing.row
    scope = f" ({plain(row.scope)})" if row.scope else ""
    since = f", since {day_name(row.since)}" if row.since else ""
    yield f"- **{plain(party_name(row.side))}: {row.stance}**{scope}{since}"
    for quote in standing.quotes:
        who = plain(called(quote.row))
        if quote.row.turned:
            who += f"; {plain(quote.row.turned)}"
        yield f"    - “{plain(quote.row.words)}” ({who}){_note(quote.citation)}"
    for ground in standing.grounds:
        words = plain(f"{ground_words(ground.row)} ({given_by(ground.row)})")
        yield f"    - why: {words}{_note(ground.citation)}"
    for voice in standing.voices:
        told = f"{voice.row.stance}: “{plain(voice.row.words)}”"
        who = plain(in_office(voice.row))
        yield f"    - divided: {who}, {day_name(voice.row.day)}, {told}{_note(voice.citation)}"
    for run in standing.runs:
        notes = "".join(_note(quote.citation) for quote in run.quotes)
        days = day_name(run.row.first) if run.row.first else "undated"
        yield f"    - {days}: {run.row.stance} ({plain(run_words(run.row))}){notes}"
    if standing.stale:
        yield f"    - {standing.stale}"
    for condition in standing.conditions:
        asked = f"{_linked(condition.row)}{plain(condition.row.act)}"
        yield f"    - {condition.row.kind}: {asked}{_note(condition.citation)}"


def _conditions(brief: Brief) -> Iterator[str]:
    yield from ("## What it would take", "")
    for condition in brief.conditions:
        row = condition.row
        who = plain(party_name(row.actor)) if row.actor else "Not said who"
        so_that = f" → {plain(row.outcome)}" if row.outcome else ""
        words = f"{_linked(row)}{plain(row.act)}{so_that} ({plain(stated_by(row))})"
        yield f"- **{who}**, {row.kind}: {words}{_note(condition.citation)}"
        told = "; ".join(f"“{plain(e.words)}” ({plain(told_by(e))})" for e in row.status_evidence)
        yield f"    - *{status_words(row)}*{': ' if told else ''}{told}"
    yield from _closing(bool(brief.conditions), "No condition was found.")


def _deadlocks(brief: Brief) -> Iterator[str]:
    if not brief.deadlocks:
        return
    yield from ("## Who waits for whom", "")
    for deadlock in brief.deadlocks:
        matter = f": {deadlock.row.matter_name}" if deadlock.row.matter_name else ""
        head = plain(party_names(deadlock.row.sides) + matter)
        yield f"- **{head}**, {deadlock_words(deadlock.row)}"
        for condition in deadlock.conditions:
            row = condition.row
            waits = f"{plain(party_name(row.side))} waits for {plain(party_name(row.actor))}"
            asked = f"{_linked(row)}{plain(row.act)}"
            yield f"    - {waits}: {asked}{_note(condition.citation)} ({status_words(row)})"
    yield ""


def _events(brief: Brief) -> Iterator[str]:
    yield from ("## What happened", "")
    for event in brief.events:
        row = event.row
        parties = " → ".join(filter(None, map(party_names, (row.source, row.target))))
        what = f"{row.type.lower()}, {plain(parties)}" if parties else row.type.lower()
        words = f"{plain(row.sentence)}{_note(event.citation)}"
        yield f"- {day_name(row.day)}: {what} ({row.status}). {words}"
    yield from _closing(bool(brief.events), "No event was found.")


def _accounts(brief: Brief) -> Iterator[str]:
    if not brief.differing:
        return
    yield from ("## Where accounts differ", "")
    for two in brief.differing:
        yield f"- {plain(two.row.about)} ({two.row.kind})" if two.row.about else f"- {two.row.kind}"
        for told, citation in ((two.row.one, two.one), (two.row.other, two.other)):
            who = plain(told.speaker or told.outlet or told.title)
            words = f"“{plain(told.words)}” ({who}, {day_name(told.day)})"
            yield f"    - {words}{_note(citation)}"
    yield ""


def _sources(brief: Brief) -> Iterator[str]:
    yield from ("## Sources", "")
    for source in brief.sources:
        yield f"- {plain(source.name)} ({source.sort}): {counted(source.articles, 'article')}"
    yield from _closing(bool(brief.sources), "The articles name no outlet and no agency.")


def _footnotes(brief: Brief) -> Iterator[str]:
    for c in brief.citations:
        outlet = f", {plain(c.outlet)}" if c.outlet else ""
        where = f"{plain(c.title)}{outlet}, {day_name(c.published)}"
        yield f"[^{c.number}]: “{plain(c.words)}” {where}. {c.article}/{c.record}"


def _closing(filled: bool, otherwise: str) -> Iterator[str]:
    if not filled:
        yield otherwise
    yield ""
