"""A brief laid out: which parts it has, in which order, and what each says when it is empty."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.brief.changing import changes_title, changes_told
from dragoman.brief.content import Brief
from dragoman.brief.document import (
    Block,
    Cards,
    Document,
    Drawing,
    Heading,
    Line,
    Run,
    Section,
    Table,
)
from dragoman.brief.names import counted, day_name, deadlock_words, party_name, party_names
from dragoman.brief.standings import Matter
from dragoman.brief.timeline import Timeline
from dragoman.brief.wording import (
    account_cells,
    card,
    condition_cells,
    event_line,
    method_words,
    note_line,
    sentence_line,
    sources_table,
    text,
    waiting_line,
)
from dragoman.views.citations import article_csl

COLUMNS = 4
"""Sides that the matrix has columns for: those that speak on most matters."""


def document_of(brief: Brief) -> Document:
    """Return a brief in blocks, which every format writes."""
    parts = (
        ("summary", "Summary", _summary),
        ("matrix", "Positions side by side", _matrix),
        ("changes", changes_title(brief), changes_told),
        ("positions", "Where each side stands", _positions),
        ("conditions", "What it would take", _conditions),
        ("deadlocks", "Who waits for whom", _deadlocks),
        ("events", "What happened", _events),
        ("accounts", "Where accounts differ", _accounts),
        ("sources", "Sources", _sources),
    )
    laid = ((name, title, tuple(blocks(brief))) for name, title, blocks in parts)
    return Document(
        title=brief.title,
        lead=tuple(_lead(brief)),
        sections=tuple(Section(*one) for one in laid if one[2]),
        notes=tuple((one, note_line(one)) for one in brief.citations),
        foot=tuple(_foot(brief)),
        digest=brief.digest,
        known=brief.asked.as_known_on,
        articles=tuple((name, one.text_sha256) for name, one in brief.cited.items()),
        references=tuple(article_csl(one, name) for name, one in brief.cited.items()),
    )


def _lead(brief: Brief) -> Iterator[Line]:
    yield text(f"Scope: {brief.scope}.")
    yield text(method_words(brief))
    if brief.unread:
        yield text(brief.unread)
    yield from map(text, brief.left_out)


def _foot(brief: Brief) -> Iterator[Line]:
    known = brief.asked.as_known_on
    when = f"as known on {day_name(known)}" if known else "as it is known now"
    yield text(
        f"Made by Dragoman from a ledger of {counted(brief.held, 'article')}, "
        f"{when}. The ledger's SHA-256: {brief.digest}."
    )
    yield text(
        "Check the words before you rely on a line: each number leads to them, and "
        "`dragoman verify --brief` checks all of them against the ledger."
    )


def _summary(brief: Brief) -> Iterator[Block]:
    yield from map(sentence_line, brief.summary)
    if not brief.summary:
        yield text("No statement was found, so there is nothing to sum up.")


def _shared(brief: Brief) -> list[Matter]:
    return [matter for matter in brief.matters if len(matter.standings) > 1]


def _matrix(brief: Brief) -> Iterator[Block]:
    shared = _shared(brief)
    held = [one.row.side for matter in shared for one in matter.standings]
    sides = sorted(set(held), key=lambda side: (-held.count(side), party_name(side)))[:COLUMNS]
    if not sides:
        return
    rows = []
    for matter in shared:
        by_side = {one.row.side: one.row for one in matter.standings}
        cells = [Line((Run(matter.name),))]
        for side in sides:
            row = by_side.get(side)
            since = f", since {day_name(row.since)}" if row and row.since else ""
            found = (Run(row.stance, "stance"), Run(since, "soft")) if row else ()
            cells.append(Line(found or (Run("no statement found", "soft"),)))
        rows.append(tuple(cells))
    head = ("Matter", *map(party_name, sides))
    yield Table("Positions of the sides by matter", head, tuple(rows))


def _positions(brief: Brief) -> Iterator[Block]:
    for matter in _shared(brief):
        yield Heading(matter.name[:1].upper() + matter.name[1:])
        if matter.timeline:
            words = f"Stances on {matter.name} over time, a dot for each statement"
            yield Drawing(matter.timeline, words, _course(matter, matter.timeline))
        yield Cards(tuple(card(one) for one in matter.standings))
    alone = [matter for matter in brief.matters if len(matter.standings) == 1]
    if alone:
        yield Heading("Matters on which one side spoke")
        yield Cards(tuple(card(matter.standings[0], matter.name) for matter in alone))
    if not brief.matters:
        yield text("No side took a stance in these articles.")


def _course(matter: Matter, drawn: Timeline) -> Table:
    """Return what a drawing shows as a table: the last stance of each side in each time."""
    edges = [x for x, _ in drawn.ticks]
    rows = []
    for lane in drawn.lanes:
        said = [""] * (len(edges) + 1)
        for dot in lane.dots:
            said[sum(dot.x >= edge for edge in edges)] = dot.stance
        cells = (Line((Run(stance, "stance"),)) if stance else text("–") for stance in said)
        rows.append((text(party_name(lane.side)), *cells))
    names = [f"{label} on" for _, label in drawn.ticks]
    head = ("Side", f"before {drawn.ticks[0][1]}", *names)
    return Table(f"Course of {matter.name}: the last stance of each time", head, tuple(rows))


def _conditions(brief: Brief) -> Iterator[Block]:
    if not brief.conditions:
        yield text("No condition was found.")
        return
    head = ("Who must act", "Act", "What depends on it", "Stated by", "What became of it")
    yield Table("Conditions", head, tuple(map(condition_cells, brief.conditions)))


def _deadlocks(brief: Brief) -> Iterator[Block]:
    for one in brief.deadlocks:
        matter = f": {one.row.matter_name}" if one.row.matter_name else ""
        yield Heading(party_names(one.row.sides) + matter)
        yield text(deadlock_words(one.row), "fine")
        yield from map(waiting_line, one.conditions)


def _events(brief: Brief) -> Iterator[Block]:
    for one in brief.events:
        yield event_line(one, brief.cited[one.row.article])
    if not brief.events:
        yield text("No event was found.")


def _accounts(brief: Brief) -> Iterator[Block]:
    if brief.differing:
        head = ("About", "One account", "Another")
        rows = tuple(map(account_cells, brief.differing))
        yield Table("Accounts that cannot both hold", head, rows)


def _sources(brief: Brief) -> Iterator[Block]:
    if brief.sources:
        named = "; ".join(
            f"{one.name} ({one.sort}, {counted(one.articles, 'article')})" for one in brief.sources
        )
        yield text(f"The ledger's articles are from {named}.")
    else:
        yield text("The articles name no outlet and no agency.")
    if brief.cited:
        yield sources_table(brief.cited.values())
