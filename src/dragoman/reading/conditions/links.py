"""What the readers of conditions work on and hand back: a place in a voice, and a link.

A voice is one statement's words, or the reporter's own; a condition never runs from one voice
into another, so that "he said" is in no outcome.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dragoman.article import Span
from dragoman.reading.conditions.stretches import Stretch
from dragoman.reading.document import Document
from dragoman.reading.nearby import Nearby
from dragoman.records import Statement
from dragoman.vocabulary.conditions import ConditionWords, condition_words


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose words a place of a sentence belongs to: None is the reporter.

    `pieces` are the voice's words within the sentence. `cues` are the tokens there that carry
    an attribution in the reporter's voice, each with the words that it attributes.
    """

    statement: Statement | None
    pieces: tuple[Stretch, ...]
    cues: Mapping[int, tuple[Stretch, ...]]

    def piece_of(self, token: Token) -> Stretch | None:
        """Return the voice's piece that holds a token."""
        return next((piece for piece in self.pieces if piece.holds(token)), None)


@dataclass(frozen=True, slots=True)
class Hit:
    """A word or phrase that may open or carry a condition, at its place."""

    document: Document
    words: ConditionWords
    sentence: Stretch
    voices: Voices
    phrase: str
    first: int
    last: int
    outward: int = 0

    @property
    def voice(self) -> Voice:
        """Return whose words the phrase stands in: the innermost, or so many `outward`."""
        return self.voices.at(self.sentence, self.doc[self.first].idx, self.outward)

    @property
    def doc(self) -> Doc:
        """Return the parsed article."""
        return self.document.doc

    @property
    def token(self) -> Token:
        """Return the phrase's last word."""
        return self.doc[self.last]

    @property
    def stretch(self) -> Stretch:
        """Return the phrase's tokens."""
        return Stretch(self.first, self.last + 1)

    @property
    def piece(self) -> Stretch:
        """Return the words of the voice around the phrase."""
        return self.voice.piece_of(self.doc[self.first]) or self.sentence

    @property
    def breaks_off(self) -> bool:
        """Return whether words said before go on into the sentence and end within it.

        Who said so is told in another sentence, so that the rest of this one is his, too.
        """
        said, offset = self.voice.statement, self.doc[self.sentence.start].idx
        if said is None or said.cue is None or said.kind == "direct":
            return False
        opens = self.piece.start == self.sentence.start and self.piece.end < self.sentence.end
        told_here = offset <= said.cue.start < self.doc[self.sentence.end - 1].idx
        return opens and not told_here and self.doc[self.piece.end].text == ","

    def holds(self, token: Token) -> bool:
        """Return whether a token is the voice's own, and no cue of an attribution."""
        return self.voice.piece_of(token) is not None and token.i not in self.voice.cues

    def before(self, n: int = 1) -> str:
        """Return the word that stands `n` tokens before the phrase, in lower case."""
        at = self.first - n
        return self.doc[at].lower_ if at >= self.sentence.start else ""

    def after(self, n: int = 1) -> str:
        """Return the word that stands `n` tokens after the phrase, in lower case."""
        at = self.last + n
        return self.doc[at].lower_ if at < self.sentence.end else ""


@dataclass(frozen=True, slots=True)
class Link:
    """An act tied to an outcome, before anybody is resolved.

    `sense` is how the tie is meant (`if`, `unless`, `need`, `until`, `while`, `exchange`,
    `alternative`, `warning`, `answer`); `doer` is who must act where it stands outside the act.
    """

    cue: Stretch
    act: Stretch
    act_head: Token
    outcome: Stretch | None
    outcome_head: Token | None
    sense: str
    rule: str
    doer: Token | None = None


class Voices:
    """The voices of one article, sentence by sentence."""

    def __init__(self, document: Document, statements: Sequence[Statement]) -> None:
        self._document = document
        self._statements = statements
        self._said: Nearby[tuple[int, Statement]] = Nearby()
        self._cued: Nearby[Statement] = Nearby()
        for n, statement in enumerate(statements):
            self._said.add((n, statement), statement.content)
            if statement.cue is not None:
                self._cued.add(statement, [statement.cue])
        self._near: dict[int, tuple[tuple[int, Statement], ...]] = {}
        self._known: dict[tuple[int, int], Voice] = {}
        self._at: dict[tuple[int, int], Voice] = {}

    def at(self, sentence: Stretch, offset: int, outward: int = 0) -> Voice:
        """Return the innermost voice at a place of a sentence, or one that holds it."""
        if (offset, outward) not in self._at:
            self._at[offset, outward] = self._innermost(sentence, offset, outward)
        return self._at[offset, outward]

    def around(self, sentence: Stretch, offset: int) -> int:
        """Return in how many voices a place stands beyond the innermost one."""
        return max(0, len(self._speaking(sentence, offset)) - 1)

    def _speaking(self, sentence: Stretch, offset: int) -> list[int]:
        self._look_at(sentence)
        holding = self._holding(sentence, offset)
        return [n for n in holding if not self._is_aside(self._statements[n])] or holding

    def _innermost(self, sentence: Stretch, offset: int, outward: int) -> Voice:
        n = (self._speaking(sentence, offset)[outward:] or [-1])[0]
        key = (sentence.start, n)
        if key not in self._known:
            self._known[key] = self._voice(sentence, n)
        return self._known[key]

    def _look_at(self, sentence: Stretch) -> None:
        if sentence.start in self._near:
            return
        doc = self._document.doc
        start, end = doc[sentence.start].idx, doc[sentence.end - 1].idx + 1
        self._near[sentence.start] = tuple(
            (n, statement)
            for n, statement in self._said.near(Span(start, end))
            if any(s.start < end and start < s.end for s in statement.content)
        )

    def statement_of(self, sentence: Stretch, *offsets: int) -> Statement | None:
        """Return the innermost statement that holds all places of a sentence."""
        self._look_at(sentence)
        holding = self._holding(sentence, *offsets)
        return self._statements[holding[0]] if holding else None

    def _holding(self, sentence: Stretch, *offsets: int) -> list[int]:
        """Return the statements that hold all places, the innermost first."""
        holding = [
            (sum(s.end - s.start for s in statement.content), n)
            for n, statement in self._near[sentence.start]
            if all(any(s.start <= o < s.end for s in statement.content) for o in offsets)
        ]
        return [n for _, n in sorted(holding)]

    def _is_aside(self, statement: Statement) -> bool:
        """Return whether a speaker only speaks of himself: `we want to`, `I think`."""
        if statement.source is None:
            return False
        source = statement.source.of(self._document.text).lower()
        return source in condition_words().agents.first_person

    def _voice(self, sentence: Stretch, n: int) -> Voice:
        if n < 0:
            return Voice(None, (sentence,), self._cues(sentence))
        return Voice(self._statements[n], self._pieces(self._statements[n], sentence), {})

    def _pieces(self, statement: Statement, sentence: Stretch) -> tuple[Stretch, ...]:
        tokens = (self._document.tokens(content) for content in statement.content)
        pieces = (Stretch(t.start, t.end).within(sentence) for t in tokens)
        return tuple(piece for piece in pieces if piece)

    def _cues(self, sentence: Stretch) -> dict[int, tuple[Stretch, ...]]:
        doc = self._document.doc
        start, end = doc[sentence.start].idx, doc[sentence.end - 1].idx + 1
        return {
            token.i: self._pieces(statement, sentence)
            for statement in self._cued.near(Span(start, end))
            if statement.cue is not None and start <= statement.cue.start < end
            for token in self._document.tokens(statement.cue)
        }
