"""The ground that a speaker gives for a stance, in the words of the same statement.

A ground stands in the clause that carries the stance, in a sentence beside it that says so
(`The reason is`), or in what the same speaker says along with it (`rejected it, saying ...`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from dragoman.article import Span
from dragoman.reading.document import Document
from dragoman.reading.events.parties import Actors
from dragoman.reading.grounds.blame import blame_in
from dragoman.reading.grounds.cues import Hit, Run, before, behind, hits
from dragoman.reading.nearby import Nearby
from dragoman.reading.syntax import is_verb
from dragoman.records import Ground, Statement
from dragoman.vocabulary.grounds import ground_words


def with_grounds(
    document: Document, statements: Sequence[Statement], known: Actors
) -> tuple[Statement, ...]:
    """Return the statements with the grounds that they give and those whom they blame."""
    near: Nearby[Statement] = Nearby()
    for one in statements:
        near.add(one, _whole(one))
    return tuple(_grounded(document, one, near, known) for one in statements)


def _whole(statement: Statement) -> tuple[Span, ...]:
    return statement.content if statement.cue is None else (statement.cue, *statement.content)


def _grounded(
    document: Document, statement: Statement, near: Nearby[Statement], known: Actors
) -> Statement:
    ground = None
    if statement.stance is not None and statement.stance_cue is not None:
        ground = _said_along(document, statement, near) or _ground(document, statement, near)
    blame = blame_in(document, statement, _inner(statement, near), known)
    if ground is None and blame is None:
        return statement
    return replace(statement, ground=ground, blame=blame)


def _inner(statement: Statement, near: Nearby[Statement]) -> list[Statement]:
    """Return the statements that are reported within one."""
    found = (one for span in statement.content for one in near.near(span))
    return list({one.id: one for one in found if one.within == statement.id}.values())


def _ground(document: Document, statement: Statement, near: Nearby[Statement]) -> Ground | None:
    """Return the ground nearest to the words of the stance, those of its own sentence first."""
    cue = statement.stance_cue
    if cue is None:
        return None
    place = document.places(cue)
    inner = [one for one in _inner(statement, near) if one.stance is not None]
    found: list[tuple[bool, int, Ground]] = []
    for run in _runs(document, statement):
        for hit in hits(document.doc, run):
            words = _words(document, statement, hit, run, place)
            if (
                words is None
                or _points_back(document, words)
                or _of_another(document, words, inner)
            ):
                continue
            apart = document.doc[hit.start].sent.start != document.doc[place[0]].sent.start
            ground = Ground(_span(document, words), _span(document, (hit.start, hit.end)))
            found.append((apart, abs(hit.start - place[0]), ground))
    return min(found, key=lambda one: one[:2])[2] if found else None


def _points_back(document: Document, words: Run) -> bool:
    """Return whether a ground is only a pronoun: `the clause, because of which` gives none."""
    return document.doc[words[0]].tag_ in ("WDT", "WP")


def _runs(document: Document, statement: Statement) -> Iterator[Run]:
    """Yield the stretches in which a statement's ground may stand: its words, its cue's clause."""
    pieces = [document.places(span) for span in statement.content]
    yield from pieces
    if statement.cue is None:
        return
    verb = document.tokens(statement.cue).root
    clause = (verb.left_edge.i, verb.right_edge.i + 1)
    at = clause[0]
    for start, end in sorted(pieces):
        if start > at:
            yield at, min(start, clause[1])
        at = max(at, end)
    if at < clause[1]:
        yield at, clause[1]


def _words(document: Document, statement: Statement, hit: Hit, run: Run, place: Run) -> Run | None:
    """Return the tokens of the ground that a cue gives for the stance whose words stand there."""
    doc = document.doc
    together = doc[hit.start].sent.start == doc[place[0]].sent.start
    if hit.sort in ("therefore", "so"):
        if not together or place[1] <= hit.end:
            return None
        found = before(hit, run[0])
        return found or (_sentence_before(document, statement, hit) if hit.sort != "so" else None)
    if hit.sort == "told":
        return behind(hit, min(run[1], doc[hit.start].sent.end)) if not together else None
    if not together:
        return None
    words = behind(hit, min(run[1], doc[hit.start].sent.end))
    held = words is not None and words[0] < place[1] and place[0] < words[1]
    return None if held or words is None or _hangs_elsewhere(document, hit, place) else words


def _sentence_before(document: Document, statement: Statement, hit: Hit) -> Run | None:
    """Return the last sentence of an earlier piece of the statement's words."""
    earlier = [document.places(span) for span in statement.content]
    earlier = [run for run in earlier if run[1] <= hit.start]
    if not earlier:
        return None
    start, end = earlier[-1]
    first = max(start, document.doc[end - 1].sent.start)
    while end > first and document.doc[end - 1].is_punct:
        end -= 1
    return (first, end) if end > first else None


def _hangs_elsewhere(document: Document, hit: Hit, place: Run) -> bool:
    """Tell whether a cue hangs on a clause that the words of the stance are no part of.

    `The refusal is natural considering the war, but we stay open` gives no ground for `open`.
    """
    doc = document.doc
    token, sentence = doc[hit.start], doc[hit.start].sent
    for _ in range(12):
        token = token.head
        if place[0] <= token.i < place[1] or token.i == sentence.root.i:
            break
        if token.dep_ in ("conj", "parataxis") and is_verb(token) and not _covers(token, place):
            return any(c.dep_ == "nsubj" for c in token.children)
    joined = (c for c in sentence.root.children if c.dep_ == "conj" and is_verb(c))
    others = (c for c in joined if any(b.dep_.startswith("nsubj") for b in c.children))
    return any(hit.start < c.left_edge.i for c in others if _covers(c, place))


def _covers(head: Token, place: Run) -> bool:
    return head.left_edge.i <= place[0] <= head.right_edge.i


def _of_another(document: Document, words: Run, inner: Sequence[Statement]) -> bool:
    """Tell whether a ground stands in the words of a stance reported within the statement."""
    at = document.doc[words[0]].idx
    return any(span.start <= at < span.end for one in inner for span in one.content)


def _said_along(document: Document, statement: Statement, near: Nearby[Statement]) -> Ground | None:
    """Return what the speaker says in a participle on the stance's verb: `saying it is unfair`."""
    if statement.cue is None or statement.stance_cue is None:
        return None
    verbs = set(range(*document.places(statement.cue)))
    verbs |= set(range(*document.places(statement.stance_cue)))
    reach = document.doc[min(verbs)].sent
    region = Span(statement.cue.start, max(reach.end_char, statement.cue.end))
    for one in near.near(region):
        if one is statement or one.cue is None or one.cue.start < statement.cue.start:
            continue
        verb = document.tokens(one.cue).root
        said = verb.tag_ == "VBG" and verb.lower_ in ground_words().saying
        if said and verb.head.i in verbs and one.speaker == statement.speaker and one.content:
            return Ground(Span(one.content[0].start, one.content[-1].end), one.cue)
    return None


def _span(document: Document, run: Run) -> Span:
    first, last = document.doc[run[0]], document.doc[run[1] - 1]
    return Span(first.idx, last.idx + len(last.text))
