"""What attribution hands on: one cue with its source and content, before anybody is resolved."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.article import Span
from dragoman.records import Kind


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution as the words have it: source, cue, content.

    `cue_lemma` is the cue's base form (`say`, `according to`, `desire`) and `cue_kind` its kind
    in `cues.tsv`; `source` is None for an impersonal attribution. `within` is the index, in the
    same article's sequence, of the attribution inside whose content this one stands.
    """

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    kind: Kind
    cue_lemma: str = "say"
    cue_kind: str = "assert"
    within: int | None = None
    confidence: float = 0.5
    rule: str = ""


def said_at(attribution: Attribution, offset: int) -> bool:
    """Return whether what stands at an offset is part of what is said."""
    return any(span.start <= offset < span.end for span in attribution.content)
