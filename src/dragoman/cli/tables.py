"""Rows of views laid out for people to read in 80 to 120 columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from dragoman.brief.course import divided_words
from dragoman.brief.names import (
    called,
    counted,
    day_name,
    deadlock_words,
    in_office,
    link_word,
    on_day,
    party_name,
    party_names,
    reporting_words,
    sourcing_words,
    stated_by,
    status_words,
    told_by,
)
from dragoman.brief.weighing import weightiest
from dragoman.cli.references import Shortened
from dragoman.cli.screen import quote, stance_text
from dragoman.views.deadlock_rows import DeadlockRow
from dragoman.views.rows import (
    ArticleRow,
    ConditionRow,
    EventRow,
    PositionRow,
    Quote,
    ShiftRow,
    SourceRow,
    StatementRow,
    Voice,
)
from dragoman.vocabulary.languages import languages

QUOTES = 2
"""How many quotes a position shows; `--to json` has them all."""


def grid(*columns: tuple[str, int | None], header: bool = True) -> Table:
    """Return an empty table; a column of a width keeps to it, the others share the rest."""
    table = Table(
        box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=header, header_style="dim"
    )
    for name, width in columns:
        table.add_column(name, width=width, overflow="fold")
    return table


def headed(name: str, names: Sequence[str], ref: str) -> Text:
    """Return the name of a row's subject, below it its other names and what to ask for it by."""
    text = Text(name)
    others = [other for other in names if other != name]
    if others:
        text.append(f"\nalso: {', '.join(others)}", style="dim")
    return text.append(f"\n{ref}", style="dim")


def positions_table(rows: Sequence[PositionRow], short: Shortened) -> RenderableType:
    """Return where each side stands, matter by matter, the weightiest first."""
    parts: list[RenderableType] = []
    for (_, name), group in groupby(weightiest(rows), key=lambda r: (r.matter, r.matter_name)):
        table = grid(("", 14), ("", 14), ("", None), header=False)
        for row in group:
            table.add_row(
                Text(party_name(row.side)),
                stance_text(row.stance, row.scope),
                _standing(row, short),
            )
        parts += [Text(name, style="bold"), table, Text()]
    return Group(*parts[:-1])


def _standing(row: PositionRow, short: Shortened) -> Text:
    lines = [_quoted(each, short) for each in row.evidence[:QUOTES]]
    for condition in row.conditions:
        line = Text().append(f"→ {condition.kind}: ", style="yellow")
        line.append(link_word(condition), style="italic").append(condition.act)
        line.append_text(_ref(condition.record, short))
        lines.append(line)
    since = f", since {day_name(row.since)}" if row.since else ""
    told = counted(row.statements, "statement")
    if row.articles > row.statements:
        told += f" in {counted(row.articles, 'article')}"
    lines.append(Text(f"{told}{since}", style="dim"))
    lines += voice_lines(row.voices, short)
    return Text("\n").join(lines)


def voice_lines(voices: Sequence[Voice], short: Shortened) -> list[Text]:
    """Return what speakers of one side say who differ, a line each under a heading."""
    if not voices:
        return []
    lines = [Text(divided_words(voices), "yellow")]
    for voice in voices:
        line = Text(f"  {in_office(voice)}, {day_name(voice.day)}: {voice.stance}, ")
        lines.append(line.append_text(quote(voice.words)).append(f"  {short(voice.record)}", "dim"))
    return lines


def _quoted(each: Quote, short: Shortened) -> Text:
    words = quote(each.words).append(f"\n{on_day(called(each), each.day)}", style="dim")
    if each.turned:
        words.append(f"; {each.turned}", style="yellow")
    return words.append_text(_ref(each.record, short))


def _ref(record: str, short: Shortened) -> Text:
    return Text(f"  {short(record)}", style="dim")


def shifts_table(rows: Sequence[ShiftRow], short: Shortened) -> RenderableType:
    """Return who moved on what, with the words before and after."""
    table = grid(("Side", 14), ("From", 14), ("To", 14), ("Words", None))
    for row in rows:
        words = Text(f"{row.direction} on {row.matter_name}", "bold")
        for each in (*row.evidence_before[:1], *row.evidence_after[:1]):
            words.append("\n").append_text(_quoted(each, short))
        apart = [(row.divided_before, row.before_day), (row.divided_after, row.after_day)]
        days = " and ".join(day_name(day) for divided, day in apart if divided)
        if days:
            words.append(f"\nothers of the side said otherwise on {days}", "yellow")
        before = stance_text(row.before).append(f"\n{row.before_day}", "dim")
        after = stance_text(row.after).append(f"\n{row.after_day}", "dim")
        table.add_row(party_name(row.side), before, after, words)
    return table


def conditions_table(rows: Sequence[ConditionRow], short: Shortened) -> RenderableType:
    """Return who would have to do what, and what depends on it."""
    table = grid(("Who must act", 14), ("Kind, asks", 12), ("What it would take", None))
    for row in rows:
        words = Text(link_word(row), style="italic").append_text(quote(row.act))
        if row.outcome:
            words.append("\n→ ", style="yellow").append(" ".join(row.outcome.split()))
        by = on_day(stated_by(row), row.day)
        told = f", in {len(row.told_in)} articles" if len(row.told_in) > 1 else ""
        words.append(f"\n{by}{told}", style="dim").append_text(_ref(row.record, short))
        words.append_text(_became(row, short))
        kind = Text(row.kind)
        if row.asks != "unknown":
            kind.append(f"\n{row.asks}", style="dim")
        table.add_row(party_name(row.actor) if row.actor else "not said", kind, words)
    return table


def _became(row: ConditionRow, short: Shortened) -> Text:
    """Return what became of a condition, with the words that say so."""
    if row.status == "unknown":
        return Text("\nstatus unknown", style="dim")
    text = Text(f"\n{status_words(row)}", style="bold")
    for each in row.status_evidence:
        text.append(": ").append_text(quote(each.words))
        text.append_text(Text(f" {told_by(each)}", style="dim"))
        text.append_text(_ref(each.record or each.article, short))
    return text


def deadlocks_table(rows: Sequence[DeadlockRow], short: Shortened) -> RenderableType:
    """Return which sides wait for each other, each with the words of its condition."""
    parts: list[RenderableType] = []
    for row in rows:
        table = grid(("Who waits", 14), ("For whom", 14), ("For what", None), header=not parts)
        for side, condition in zip(row.sides, row.conditions, strict=True):
            words = Text(link_word(condition), style="italic").append_text(quote(condition.act))
            words.append(f"\n{on_day(stated_by(condition), condition.day)}", style="dim")
            words.append_text(_ref(condition.record, short)).append_text(_became(condition, short))
            table.add_row(party_name(side), party_name(condition.actor), words)
        name = f"{row.matter_name}: " if row.matter_name else ""
        parts += [Text(f"{name}{deadlock_words(row)}", style="bold"), table, Text()]
    return Group(*parts[:-1])


def events_table(rows: Sequence[EventRow], short: Shortened) -> RenderableType:
    """Return what happened between whom."""
    table = grid(("Day", 11), ("Event", 10), ("Between", 16), ("Words", None))
    for row in rows:
        parties = " → ".join(filter(None, map(party_names, (row.source, row.target))))
        kind = Text(row.type.lower())
        if row.status != "happened":
            kind.append(f"\n{row.status}", style="dim")
        words = quote(row.sentence).append_text(_ref(row.record, short))
        table.add_row(_day(row.day), kind, parties, words)
    return table


def statements_table(rows: Sequence[StatementRow], short: Shortened) -> RenderableType:
    """Return who said what."""
    table = grid(("Day", 11), ("Speaker", 20), ("Stance", 14), ("Words", None))
    for row in rows:
        who = Text(called(row))
        if row.role:
            who.append(f"\n{row.role}", style="dim")
        if row.office:
            who.append(f"\non record: {row.office}", style="dim")
        words = quote(row.words)
        if row.matter_name:
            words.append(f"\non {row.matter_name}", style="dim")
        if row.turned:
            words.append(f"\n{row.turned}", style="yellow")
        reporting = reporting_words(row.cue, row.factivity, row.hedge)
        if reporting:
            words.append(f"\n{reporting}", style="dim")
        through = f"via {', '.join(row.via)}" if row.via else None
        told = sourcing_words(row.venue, row.anonymity, row.anonymity_words)
        if through or told:
            words.append(f"\n{'; '.join(filter(None, (told, through)))}", style="dim")
        if row.office_conflict:
            words.append(f"\n{row.office_conflict}", style="yellow")
        if row.told:
            words.append(f"\n{row.told}", style="dim")
        words.append_text(_ref(row.record, short))
        table.add_row(_day(row.day), who, stance_text(row.stance, row.scope), words)
    return table


def sources_table(rows: Sequence[SourceRow], _: Shortened) -> RenderableType:
    """Return where words come from."""
    table = grid(("Source", None), ("Sort", 12), ("Articles", 8), ("Statements", 10))
    for row in rows:
        table.add_row(row.name, row.sort, str(row.articles), str(row.statements))
    return table


def articles_table(rows: Sequence[ArticleRow], short: Shortened) -> RenderableType:
    """Return the articles and how much was found in each."""
    table = grid(("Article", 9), ("Published", 11), ("Title", None), ("Statements", 10))
    for row in rows:
        title = Text(row.title or row.name)
        if row.outlet:
            title.append(f"\n{row.outlet}", style="dim")
        if row.unread:
            title.append(f"\nin {languages().name(row.language)}", style="dim")
        found = "unread" if row.unread else str(row.statements)
        table.add_row(short(row.article), _day(row.published), title, found)
    return table


def _day(day: str | None) -> Text:
    return Text(day[:10]) if day else Text("undated", style="dim")
