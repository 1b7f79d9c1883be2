"""Sentences that an issuer or author speaks without saying so: communiqués and opinion pieces.

In a statement or an opinion the text itself is the attribution, so that `The border must be
opened` is the issuer's demand. Each sentence that no other attribution claims is offered; the
reader keeps those that take a stance.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.article import Span
from dragoman.reading.attribution.attribution import Attribution
from dragoman.reading.document import Document, span_of
from dragoman.reading.nearby import Nearby
from dragoman.reading.syntax import runs

RULE = "own-voice"
_LEAST_WORDS = 5


def own_voice(document: Document, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Return the unclaimed body sentences of a statement or an opinion, none for other forms."""
    if document.article.form not in ("statement", "opinion"):
        return ()
    claimed: Nearby[Span] = Nearby()
    for span in (span for a in found for span in a.content):
        claimed.add(span, [span])
    offered = []
    for sentence in document.sentences:
        whole = span_of(sentence)
        if document.paragraph_at(whole.start).sort != "body" or len(sentence) < _LEAST_WORDS:
            continue
        near = claimed.near(whole)
        held = sum(max(0, min(whole.end, c.end) - max(whole.start, c.start)) for c in near)
        if 2 * held > whole.end - whole.start:
            continue
        content = runs(sentence)
        if content:
            offered.append(
                Attribution(
                    source=None,
                    cue=None,
                    content=content,
                    kind="direct",
                    cue_lemma="",
                    confidence=0.5,
                    rule=RULE,
                )
            )
    return tuple(offered)
