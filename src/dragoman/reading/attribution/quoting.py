"""Quotations joined to their cues: before, after, split around, and over several sentences.

Parsers lose their way in long quotations, so that a quotation is joined by where it stands: to
a cue whose clause it fills, to the speech verb beside its marks, or, without one, to whoever
spoke last in the paragraph.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from dragoman.article import Span
from dragoman.reading.attribution.answering import answering
from dragoman.reading.attribution.attribution import Attribution
from dragoman.reading.attribution.bare import introduced_before
from dragoman.reading.attribution.quotes import Quotation, kind_of
from dragoman.reading.document import Document, token_span
from dragoman.reading.nearby import Nearby
from dragoman.reading.syntax import is_passive, is_verb, phrase, subject
from dragoman.vocabulary.cues import Cue, Cues

SCARE_WORDS = 3
"""A quotation of fewer words, not at a sentence's start, is a term, not somebody's statement."""

INTRODUCES = 60
"""A cue at most so many code points after a quotation may lead to the next one."""

RELIABILITY = 0.9
"""Set by hand near what was seen on the development ledger, on the careful side; not calibrated."""


@dataclass(slots=True)
class Draft:
    """An attribution while its quotations are still being gathered."""

    attribution: Attribution
    quotes: list[Span]
    barred: list[Span] = field(default_factory=list)

    def finished(self, quotations: Nearby[Quotation]) -> Attribution:
        """Return the attribution with its quotations in its content and its kind set."""
        content = _merged([*self._own(quotations), *self.quotes])
        whole = Span(content[0].start, content[-1].end) if content else Span(0, 0)
        kind = kind_of(content, quotations.near(whole))
        if kind == "indirect":
            kind = self.attribution.kind  # words set apart below a colon bear no marks
        return replace(self.attribution, content=content, kind=kind)

    def _own(self, quotations: Nearby[Quotation]) -> list[Span]:
        """Return the content that the parse found, cut where a quotation that it opens ends."""
        own: list[Span] = []
        for span in self.attribution.content:
            if any(b.start < span.end and span.start < b.end for b in self.barred):
                continue
            near = quotations.near(Span(max(0, span.start - 1), span.end + 2))
            opened = [q for q in near if abs(q.inner.start - span.start) <= 1]
            cut = opened[0].inner.end if opened else span.end
            if any(cut < q.inner.start < span.end for q in near):
                cut = span.end
            start = span.start
            if opened and start == opened[0].outer.start and cut <= opened[0].outer.end:
                start = opened[0].inner.start
            own.append(Span(start, min(span.end, max(cut, start + 1))))
        return own


def join(
    document: Document,
    attributions: Sequence[Attribution],
    quotations: Sequence[Quotation],
    cues: Cues,
) -> list[Attribution]:
    """Return the attributions with every quotation joined to the one that introduces it."""
    drafts: Nearby[Draft] = Nearby()
    for attribution in attributions:
        _added(Draft(attribution, []), drafts)
    quoted: Nearby[Quotation] = Nearby()
    for quotation in quotations:
        quoted.add(quotation, [quotation.outer])
    last: Draft | None = None
    last_quote: Quotation | None = None
    for quotation in quotations:
        answer = answering(document, quotation)
        draft = _added(Draft(answer, []), drafts) if answer is not None else None
        draft = draft or _filled(document, drafts, quotation, quoted)
        draft = draft or _beside(document, drafts, quotation, quoted, cues)
        if draft is None and _stands_alone(document, quotation):
            draft = _continued(document, drafts, quotation, last, last_quote)
            bare = introduced_before(document, quotation) if draft is None else None
            draft = _added(Draft(bare, []), drafts) if bare is not None else draft
        if draft is None:
            continue
        draft.quotes.append(quotation.inner)
        last, last_quote = draft, quotation
    return [draft.finished(quoted) for draft in drafts]


def _added(draft: Draft, drafts: Nearby[Draft]) -> Draft:
    told = (*draft.attribution.content, draft.attribution.cue)
    drafts.add(draft, [span for span in told if span is not None])
    return draft


def _inside(offset: int, quotations: Nearby[Quotation]) -> bool:
    near = quotations.near(Span(offset, offset + 1))
    return any(q.inner.start <= offset < q.inner.end for q in near)


def _filled(
    document: Document,
    drafts: Nearby[Draft],
    quotation: Quotation,
    quotations: Nearby[Quotation],
) -> Draft | None:
    """Return the attribution from outside the quotation whose own content runs into it."""
    best: tuple[int, Draft] | None = None
    ended = quotation.inner.of(document.text).rstrip()[-1:] in (".", "!", "?")
    for draft in drafts.near(Span(quotation.outer.start, quotation.outer.end + INTRODUCES + 1)):
        cue = draft.attribution.cue
        if cue is None or _inside(cue.start, quotations):
            continue
        for span in draft.attribution.content:
            if ended and _introduces_another(cue, quotation, quotations):
                draft.barred.append(quotation.outer)
                break
            shared = min(span.end, quotation.inner.end) - max(span.start, quotation.inner.start)
            if shared > 0:
                distance = min(
                    abs(cue.start - quotation.outer.end), abs(quotation.outer.start - cue.end)
                )
                if best is None or distance < best[0]:
                    best = (distance, draft)
    return best[1] if best is not None else None


def _introduces_another(cue: Span, quotation: Quotation, quotations: Nearby[Quotation]) -> bool:
    """Tell whether a cue after a quotation leads to the next one: `... over." He wrote, "..."`."""
    gap = cue.start - quotation.outer.end
    if not 0 <= gap <= INTRODUCES:
        return False
    near = quotations.near(Span(cue.end, cue.end + 4))
    return any(0 <= q.outer.start - cue.end <= 3 for q in near)


def _beside(
    document: Document,
    drafts: Nearby[Draft],
    quotation: Quotation,
    quotations: Nearby[Quotation],
    cues: Cues,
) -> Draft | None:
    """Return the attribution of the speech verb that stands right after or before the marks."""
    found = _verb_after(document, quotation, quotations, cues) or _verb_before(
        document, quotation, quotations, cues
    )
    if found is None:
        return _leading(document, drafts, quotation, quotations)
    verb, cue = found
    span = token_span(verb)
    for draft in drafts.near(span):
        own = draft.attribution.cue
        if own is not None and own.start == span.start:
            return draft
    if _words(document, quotation) < SCARE_WORDS and not _stands_alone(document, quotation):
        return None
    who = subject(verb)
    source = phrase(who) if who is not None and not _inside(who.idx, quotations) else None
    if source is None:
        source = _subject_after(document, verb)
    draft = Draft(
        Attribution(
            source=source,
            cue=span,
            content=(),
            kind="direct",
            cue_lemma=cue.lemma,
            cue_kind=cue.kind,
            confidence=RELIABILITY,
            rule="quotation",
        ),
        [],
    )
    return _added(draft, drafts)


def _leading(
    document: Document,
    drafts: Nearby[Draft],
    quotation: Quotation,
    quotations: Nearby[Quotation],
) -> Draft | None:
    """Return the attribution that a sentence-long quotation illustrates: `defended it, "I ..."`."""
    sentence = document.sentence_at(max(0, quotation.outer.start - 2))
    if sentence is None or _words(document, quotation) < 2 * SCARE_WORDS:
        return None
    before = document.text[: quotation.outer.start].rstrip()[-1:]
    held = [
        d
        for d in drafts.near(Span(sentence.start_char, quotation.outer.start))
        if d.attribution.cue is not None
        and sentence.start_char <= d.attribution.cue.start < quotation.outer.start
        and not _inside(d.attribution.cue.start, quotations)
    ]
    return held[-1] if held and before in (",", ":") else None


def _verb_after(
    document: Document, quotation: Quotation, quotations: Nearby[Quotation], cues: Cues
) -> tuple[Token, Cue] | None:
    """Find `," she said` or `," said the minister` within a dozen words of the closing mark."""
    first = document.token_at(min(quotation.outer.end, len(document.text) - 1)).i
    block = document.paragraph_at(quotation.outer.start).span.end
    lead = quotation.inner.of(document.text).rstrip()[-1:]
    for token in document.doc[first : first + 14]:
        if token.idx >= block or _inside(token.idx, quotations):
            return None
        if token.text in (".", ";", ":") and token.idx >= quotation.outer.end:
            return None
        cue = _speech(token, cues)
        if cue is not None:
            ended = lead in ".!?"
            if ended and token.i > first and not _attached(token, first):
                return None
            if ended and _introduces_another(token_span(token), quotation, quotations):
                return None
            return token, cue
    return None


def _attached(verb: Token, first: int) -> bool:
    """Tell whether everything between the closing mark and the verb belongs to the verb."""
    own = {t.i for t in verb.subtree}
    return all(i in own or verb.doc[i].is_punct for i in range(first, verb.i))


def _verb_before(
    document: Document, quotation: Quotation, quotations: Nearby[Quotation], cues: Cues
) -> tuple[Token, Cue] | None:
    """Find `He said: "` or `He wrote on Monday, "` in the sentence that leads to the mark."""
    last = document.token_at(quotation.outer.start).i - 1
    block = _lead_in(document, quotation)
    for steps, i in enumerate(range(last, max(-1, last - 40), -1)):
        token = document.doc[i]
        if token.idx < block or _inside(token.idx, quotations):
            return None
        if token.text == "." or (token.text in ("!", "?") and steps > 0):
            return None
        cue = _speech(token, cues)
        if cue is not None and not is_passive(token):
            return token, cue
    return None


def _lead_in(document: Document, quotation: Quotation) -> int:
    """Return where the words that may introduce a quotation begin.

    That is its paragraph, or the one above when that ends in a colon.
    """
    start = document.paragraph_at(quotation.outer.start).span.start
    if start and not document.text[start : quotation.outer.start].strip():
        above = document.paragraph_at(start - 1).span
        if above.of(document.text).rstrip().endswith(":"):
            return above.start
    return start


def _speech(token: Token, cues: Cues) -> Cue | None:
    if not is_verb(token):
        return None
    for cue in cues.verbs.get(token.lower_, ()):
        if "quote" in cue.frames and not cue.particle:
            return cue
    return None


def _subject_after(document: Document, verb: Token) -> Span | None:
    """Return the name right after an inverted verb: `said Minister Ana Orlo`."""
    for token in document.doc[verb.i + 1 : verb.i + 4]:
        if token.tag_ in ("NNP", "PRP", "NN", "NNS"):
            head = token
            while head.head.i > head.i and head.dep_ in ("compound", "amod", "det"):
                head = head.head
            return phrase(head)
    return None


def _stands_alone(document: Document, quotation: Quotation) -> bool:
    """Tell whether the quotation is a sentence of its own rather than a quoted term."""
    before = document.text[: quotation.outer.start].rstrip()
    opens = not before or before[-1] in '.!?:\n”"…]' or quotation.outer.start == 0
    line = document.paragraph_at(quotation.outer.start).span.start
    opens = opens or not document.text[line : quotation.outer.start].strip()
    return opens and _words(document, quotation) >= SCARE_WORDS


def _words(document: Document, quotation: Quotation) -> int:
    return len(quotation.inner.of(document.text).split())


def _continued(
    document: Document,
    drafts: Nearby[Draft],
    quotation: Quotation,
    last: Draft | None,
    last_quote: Quotation | None,
) -> Draft | None:
    """Return whoever spoke last before a quotation that has no cue of its own."""
    block = document.paragraph_at(quotation.outer.start).span
    if last_quote is not None and (last_quote.outer.start >= block.start or last_quote.open_ended):
        return last
    nearest: Draft | None = None
    for draft in drafts.near(Span(block.start, quotation.outer.start)):
        cue = draft.attribution.cue
        if cue is None or not block.start <= cue.start < quotation.outer.start:
            continue
        if draft.attribution.source is None:
            continue
        if nearest is None or cue.start > (nearest.attribution.cue or cue).start:
            nearest = draft
    if nearest is None and not document.text[block.start : quotation.outer.start].strip():
        return last if last is not None and _close_by(document, last, block) else None
    return nearest


def _close_by(document: Document, draft: Draft, block: Span) -> bool:
    """Tell whether the last speaker's words stand in the paragraph right before this one."""
    ends = [span.end for span in (*draft.attribution.content, *draft.quotes)]
    between = document.text[max(ends) : block.start] if ends else ""
    return bool(ends) and len(between.strip()) < 160 and max(ends) < block.start


def _merged(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Return spans in text order with overlapping ones made one."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)
