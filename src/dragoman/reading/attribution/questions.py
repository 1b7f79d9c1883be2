"""What a reporter asked first: `Asked whether it would leave, she did not rule it out`.

The question is nobody's statement. Where the answer takes it up by a pronoun, its words are what
the answer is about.
"""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.article import Span
from dragoman.reading.document import Document
from dragoman.reading.syntax import child
from dragoman.vocabulary.attribution import closed

_TAKEN_UP = frozenset({"it", "that", "this", "so"})
_LEADING = frozenset({"whether", "if"})


def taken_up(verb: Token, content: list[Token]) -> list[Token]:
    """Return the words of the question before a verb for `it`, the content itself for more."""
    if len(content) != 1 or content[0].lower_ not in _TAKEN_UP:
        return content
    for led in verb.children:
        if led.i < verb.i and _is_question(led):
            asked = child(led, "ccomp")
            words = [] if asked is None else list(asked.subtree)
            if words and words[0].lower_ in _LEADING:
                return words[1:]
    return content


def is_question(document: Document, cue: Span) -> bool:
    """Tell whether a cue leads in what a reporter asked: `Asked about cod, ...`."""
    return _is_question(document.tokens(cue).root)


def _is_question(led: Token) -> bool:
    """Tell whether a participle without its auxiliary leads in a question."""
    led_in = led.tag_ == "VBN" and led.dep_ in ("advcl", "prep")
    return led_in and led.lower_ in closed().asked and child(led, "auxpass", "aux") is None
