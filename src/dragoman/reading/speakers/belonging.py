"""To which attribution of its sentence a phrase belongs: `told reporters`, `in a letter`.

The parse says it where the phrase hangs on a cue; otherwise it belongs to the nearest one.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.article import Span
from dragoman.reading.attribution.attribution import Attribution, said_at
from dragoman.reading.speakers.heard import Voice
from dragoman.reading.speakers.marked import Marked, Run

_CLIMB = 6
"""Steps from a phrase up to its cue: `said` < `in` < `interview` < `with` < the outlet."""
_CLOSE = 3
"""Tokens between a cue and a place: `said on Monday in Orm`."""
_APART = 25
"""Tokens between a phrase that begins a sentence and a cue on which it does not hang."""
_ASIDE = 12
"""The same for a phrase behind a comma."""


class Belonging:
    """The attributions of an article by sentence, asked for by a token, and in text `order`."""

    def __init__(self, marked: Marked, attributions: Sequence[Attribution]) -> None:
        self._marked = marked
        self._attributions = attributions
        self.by_sentence: dict[int, list[int]] = {}
        self._cues: list[Run] = []
        for index, attribution in enumerate(attributions):
            cue = marked.run(attribution.cue or attribution.source or attribution.content[0])
            self._cues.append(cue)
            if cue.end > cue.start:
                self.by_sentence.setdefault(marked.sentence[cue.start], []).append(index)
        self.order = sorted(range(len(attributions)), key=self.place)

    def place(self, index: int) -> int:
        """Return the token at which an attribution's cue begins (its source's, its content's)."""
        return self._cues[index].start

    def within_cue(self, index: int, token: int) -> bool:
        """Return whether a token is part of an attribution's cue."""
        cue = self._cues[index]
        return self._attributions[index].cue is not None and cue.start <= token < cue.end

    def named_at(self, token: int) -> int | None:
        """Return the attribution whose source is named from a token on."""
        offset = self._marked.offset[token]
        for index in self.by_sentence.get(self._marked.sentence[token], ()):
            source = self._attributions[index].source
            if source is not None and source.start == offset:
                return index
        return None

    def on(self, token: int) -> int | None:
        """Return the attribution on whose cue a token hangs, right behind it."""
        for index in self.by_sentence.get(self._marked.sentence[token], ()):
            cue = self._cues[index]
            close = cue.end <= token <= cue.end + _CLOSE
            if close and self.within_cue(index, self._marked.head[token]):
                return index
        return None

    def of(self, token: int, *, loosely: bool = False) -> int | None:
        """Return the attribution to which the phrase that begins at a token belongs.

        What somebody is reported to say is none of its own report's phrases; nor is what
        names the source. Only a phrase that begins a sentence, or stands behind a comma,
        belongs to a cue on which it does not hang; or, `loosely`, any other too.
        """
        marked = self._marked
        offset = marked.offset[token]
        here = [
            index
            for index in self.by_sentence.get(marked.sentence[token], ())
            if not said_at(self._attributions[index], offset)
            and not _names(self._attributions[index], offset)
        ]
        at = token
        for _ in range(_CLIMB):
            for index in here:
                if self.within_cue(index, at):
                    return index
            if marked.head[at] == at:
                break
            at = marked.head[at]
        first = marked.document.sentences[marked.sentence[token]].start
        furthest = _APART if loosely or token - first < 2 else _ASIDE
        if token > first and furthest == _ASIDE and marked.text[token - 1] not in ",—–(":
            return None
        near = [(abs(self._cues[index].start - token), index) for index in here]
        near = [(apart, index) for apart, index in near if apart <= furthest]
        return min(near)[1] if near else None


class GoingOn:
    """What was told of a speaker's words, for as long as the same speaker goes on.

    It holds for the rest of the sentence, and for the rest of the paragraph when it `stays`.
    """

    def __init__(self, marked: Marked) -> None:
        self._marked = marked
        self._last: dict[tuple[int, object], tuple[int, bool, object]] = {}

    def note(self, token: int, voice: Voice, told: object, *, stays: bool) -> None:
        """Note what is told of a voice's words at a token."""
        who = known_as(voice)
        if who is not None:
            sentence = self._marked.sentence[token]
            self._last[self._marked.paragraph[token], who] = (sentence, stays, told)

    def still(self, token: int, voice: Voice, *, parted: bool = False) -> object | None:
        """Return what was told last of a voice's words, None when that no longer holds.

        A sentence that is `parted` from those before it takes nothing over from them.
        """
        who = known_as(voice)
        last = self._last.get((self._marked.paragraph[token], who)) if who is not None else None
        if last is None:
            return None
        sentence, stays, told = last
        same = sentence == self._marked.sentence[token]
        return told if same or (stays and not parted) else None


def known_as(voice: Voice) -> object | None:
    """Return what tells one voice from another: its name, else the words that describe it."""
    if voice.speaker.sort == "media":
        return None
    if voice.speaker.name is not None:
        return voice.speaker.name
    return voice.described.run if voice.described is not None else None


def _names(attribution: Attribution, offset: int) -> bool:
    source: Span | None = attribution.source
    return source is not None and source.start <= offset < source.end
