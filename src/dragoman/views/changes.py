"""What a revision changed in statements: the two versions' statements side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from dragoman.errors import DragomanError, NotFound
from dragoman.ledger import Ledger
from dragoman.ledger.alignment import aligned, moved
from dragoman.ledger.finding import find_article
from dragoman.ledger.keys import record_ref
from dragoman.ledger.writing import words_of
from dragoman.records import Condition, Reading, Speaker, Statement
from dragoman.views.version_rows import Change, ChangeRow, Piece, VersionRow
from dragoman.views.versions import of_article

_FIELDS = ("stance", "scope", "matter", "said")
"""What of a statement may change beside its words, its speaker, its conditions and its place."""


def changes(
    ledger: Ledger, article: str, *, before: int | None = None, after: int | None = None
) -> tuple[ChangeRow, ...]:
    """Return what became of each statement from one version of an article to another.

    `before` and `after` are numbers of versions; without them it is the version that is named
    (of a first one, the last) against the one before it. Rows tell what was read, without what
    people corrected. Raises NotFound, and DragomanError where there is no such version.
    """
    with ledger.connect() as connection:
        found = find_article(connection, article)
        rows = of_article(connection, found.key)
    named = next(row for row in rows if row.article == found.id)
    later = _version(rows, after or (named.number if named.number > 1 else named.of), article)
    earlier = _version(rows, before or later.number - 1, article)
    old, new = ledger.reading(earlier.article), ledger.reading(later.article)
    return tuple(_withdrawn(old) if later.kind == "withdrawn" else _compared(old, new))


def _version(rows: Sequence[VersionRow], number: int, article: str) -> VersionRow:
    if rows[0].of == 1:
        raise DragomanError(f"{article}: there is only one version of this article in the ledger.")
    for row in rows:
        if row.number == number and row.kind != "refreshed":
            return row
    raise NotFound(f"{article}: it has the versions 1 to {rows[0].of}, and no version {number}.")


def marked(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return two wordings in pieces, with the words that only one of them has marked."""
    old, new = before.split(), after.split()
    left: list[Piece] = []
    right: list[Piece] = []
    for step, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if step == "equal":
            left.append(Piece(" ".join(old[a:b]), "same"))
            right.append(Piece(" ".join(new[c:d]), "same"))
            continue
        if b > a:
            left.append(Piece(" ".join(old[a:b]), "dropped"))
        if d > c:
            right.append(Piece(" ".join(new[c:d]), "added"))
    return tuple(left), tuple(right)


def differences(before: str, after: str) -> tuple[Piece, ...]:
    """Return two wordings as one line: what both have, what only the first, what only the other."""
    old, new = before.split(), after.split()
    line: list[Piece] = []
    for step, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if step == "equal":
            line.append(Piece(" ".join(old[a:b]), "same"))
            continue
        line += [Piece(" ".join(old[a:b]), "dropped")] if b > a else []
        line += [Piece(" ".join(new[c:d]), "added")] if d > c else []
    return tuple(line)


def _pieces(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return two wordings in pieces; where there is one of them, all of it is marked."""
    if before and after:
        return marked(before, after)
    return (
        (Piece(before, "dropped"),) if before else (),
        (Piece(after, "added"),) if after else (),
    )


def _compared(old: Reading, new: Reading) -> Iterable[ChangeRow]:
    pairs = aligned(_told(old), _told(new))
    elsewhere = moved(pairs)
    for n, m in pairs:
        before = None if n is None else old.statements[n]
        after = None if m is None else new.statements[m]
        yield _row(old, new, before, after, moved=m in elsewhere)
    own = [[c for c in reading.conditions if c.statement is None] for reading in (old, new)]
    words = [
        [(c.act.of(reading.article.text), c.cue.of(reading.article.text)) for c in conditions]
        for reading, conditions in zip((old, new), own, strict=True)
    ]
    for n, m in aligned(words[0], words[1]):
        yield _condition_row(
            old, new, None if n is None else own[0][n], None if m is None else own[1][m]
        )


def _told(reading: Reading) -> list[tuple[str, str | None]]:
    text = reading.article.text
    return [(words_of(one.content, text), one.speaker.name) for one in reading.statements]


def _withdrawn(old: Reading) -> Iterable[ChangeRow]:
    for one in old.statements:
        yield _row(old, old, one, None, change="withdrawn")


def _row(
    old: Reading,
    new: Reading,
    before: Statement | None,
    after: Statement | None,
    *,
    moved: bool = False,
    change: Change | None = None,
) -> ChangeRow:
    words = [_words(before, old), _words(after, new)]
    left, right = _pieces(*words)
    conditions = _conditions(before, old), _conditions(after, new)
    what: list[str] = []
    if before and after:
        what = list(_differences(before, after, words, conditions)) + ["place"] * moved
    return ChangeRow(
        sort="statement",
        change=change or _change(before, after, what),
        what=tuple(what),
        before=record_ref(old.article.id, before.id) if before else None,
        after=record_ref(new.article.id, after.id) if after else None,
        speaker_before=_called(before, old),
        speaker_after=_called(after, new),
        words_before=left,
        words_after=right,
        stance_before=before.stance if before else None,
        stance_after=after.stance if after else None,
        conditions_before=conditions[0],
        conditions_after=conditions[1],
    )


def _condition_row(
    old: Reading, new: Reading, before: Condition | None, after: Condition | None
) -> ChangeRow:
    words = [
        _conditional(one, reading) if one else "" for one, reading in ((before, old), (after, new))
    ]
    left, right = _pieces(*words)
    what = ["words"] if before and after and words[0] != words[1] else []
    return ChangeRow(
        sort="condition",
        change=_change(before, after, what),
        what=tuple(what),
        before=record_ref(old.article.id, before.id) if before else None,
        after=record_ref(new.article.id, after.id) if after else None,
        speaker_before=None,
        speaker_after=None,
        words_before=left,
        words_after=right,
        stance_before=None,
        stance_after=None,
        conditions_before=(words[0],) if before else (),
        conditions_after=(words[1],) if after else (),
    )


def _change(before: object, after: object, what: Sequence[str]) -> Change:
    if before is None:
        return "added"
    if after is None:
        return "dropped"
    if set(what) <= {"place"}:
        return "moved" if what else "same"
    return "changed"


def _differences(
    before: Statement,
    after: Statement,
    words: Sequence[str],
    conditions: tuple[tuple[str, ...], tuple[str, ...]],
) -> Iterable[str]:
    if words[0] != words[1]:
        yield "words"
    if _names(before) != _names(after):
        yield "speaker"
    if before.speaker.role != after.speaker.role:
        yield "role"
    yield from (name for name in _FIELDS if getattr(before, name) != getattr(after, name))
    if conditions[0] != conditions[1]:
        yield "condition"


def _names(one: Statement) -> tuple[str | None, ...]:
    return one.speaker.name, *(speaker.name for speaker in one.speakers)


def _words(one: Statement | None, reading: Reading) -> str:
    return " ".join(words_of(one.content, reading.article.text).split()) if one else ""


def _called(one: Statement | None, reading: Reading) -> str | None:
    """Return who speaks: the name with the role, else the words that name the source."""
    if one is None:
        return None
    speaker: Speaker = one.speaker
    named = ", ".join(filter(None, (speaker.name, speaker.role)))
    return named or (one.source.of(reading.article.text) if one.source else None)


def _conditions(one: Statement | None, reading: Reading) -> tuple[str, ...]:
    if one is None:
        return ()
    return tuple(_conditional(c, reading) for c in reading.conditions if c.statement == one.id)


def _conditional(one: Condition, reading: Reading) -> str:
    """Return a condition as one line: `precondition: only if Kestrel withdraws its boats`."""
    text = reading.article.text
    spans = sorted((one.cue, one.act))
    words = " ".join(" ".join(span.of(text).split()) for span in spans)
    return f"{one.kind}: {words}"
