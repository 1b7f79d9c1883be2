"""What makes a sentence readable outside its article, by rule and in square brackets.

Pronouns and bare titles of speakers become names, connectives and source tags go; every
other word stays as it stands, and the pieces that stay are the evidence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.article import Span
from dragoman.reading.document import Document
from dragoman.reading.summary.passages import Passage
from dragoman.records import Statement, SummarySentence
from dragoman.vocabulary.summary import summary_words

_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_WORD = re.compile(r"\w+")
_FIRST = frozenset({"i", "we", "my", "our", "me", "us"})
_NAMED = ("person", "government", "organisation")
_MARKS = re.compile(r"\s+([,.;:!?])")
_DOUBLED = re.compile(r",(?:\s*,)+")


@dataclass(frozen=True, slots=True)
class _Edit:
    """Words that go, and what stands for them: nothing, or words in square brackets."""

    span: Span
    instead: str = ""


def sentence_of(document: Document, passage: Passage, shown: set[str]) -> SummarySentence | None:
    """Return a passage as a summary's sentence, None when it cannot name its speaker.

    `shown` holds the names that the summary has already given in full; those that this
    sentence gives are added.
    """
    edits = [_Edit(tag.span) for tag in document.article.source_tags]
    edits = [edit for edit in edits if edit.span.start < passage.span.end]
    named: set[str] = set()
    for statement in sorted(passage.said, key=_place):
        found = _speaker(document, passage, statement, shown)
        if found is None:
            return None
        name = statement.speaker.name or ""
        # "[Name] spoke of what he called ...": the first mention serves those after it.
        edits.extend(e for e in found if name not in named or not e.instead)
        if statement.source is not None and statement.source.within(passage.span):
            named.add(name)
    lead = _lead(document, passage, edits)
    prefix = _prefix(document, passage)
    if prefix is None:
        return None
    return _joined(document, passage, [*edits, *lead], prefix)


def _place(statement: Statement) -> int:
    return statement.source.start if statement.source is not None else 0


def _speaker(
    document: Document, passage: Passage, statement: Statement, shown: set[str]
) -> list[_Edit] | None:
    """Return the edits that name a statement's speaker, None when nobody can be named."""
    source, name = statement.source, statement.speaker.name
    edits = _adverbs(document, statement)
    if source is None or statement.within is not None or not source.within(passage.span):
        return edits
    tokens = document.tokens(source)
    head, words = tokens.root, source.of(document.text)
    if head.lower_ in _FIRST:
        return edits  # the prefix names him
    if head.tag_ in ("NNP", "NNPS") or (name and _holds(words, name)):
        return edits + _in_full(source, statement, words, shown)
    if head.tag_ in ("PRP", "PRP$") and name is None:
        return None
    if name is None or statement.speaker.sort not in _NAMED:
        return edits
    if not _stands_for(document, head, statement):
        return edits
    telling = any(token.text[0].isupper() for token in tokens[1:])
    if telling and statement.speaker.sort != "person":
        return edits
    shown.add(name)
    if head.tag_ == "PRP$":
        return [*edits, _Edit(source, f"[{name}'s]")]
    tail = _POSSESSIVE.search(words)
    kept = Span(source.start, source.end - (len(tail.group()) if tail else 0))
    return [*edits, _Edit(kept, f"[{name}]")]


def _stands_for(document: Document, head: Token, statement: Statement) -> bool:
    """Tell whether a pronoun or a definite title stands for the speaker.

    `A decree`, `a statement` and words that go on after the source stay as they are.
    """
    if head.tag_ in ("PRP", "PRP$"):
        return True
    if any(c.dep_ == "det" and c.lower_ in summary_words().indefinite for c in head.children):
        return False
    end = statement.source.end if statement.source is not None else 0
    return not any(
        c.dep_ in ("acl", "relcl", "prep", "appos") and c.idx >= end for c in head.children
    )


def _holds(words: str, name: str) -> bool:
    return bool(set(_WORD.findall(words.lower())) & set(_WORD.findall(name.lower())[-1:]))


def _in_full(source: Span, statement: Statement, words: str, shown: set[str]) -> list[_Edit]:
    """Give a person's full name where the summary would know only the surname."""
    name = statement.speaker.name
    if statement.speaker.sort != "person" or name is None or name in shown:
        return []
    shown.add(name)
    return [_Edit(source, f"[{name}]")] if words == name.split()[-1] != name else []


def _adverbs(document: Document, statement: Statement) -> list[_Edit]:
    """Drop `also` and the like beside the verb of saying."""
    if statement.cue is None:
        return []
    verb = document.tokens(statement.cue).root  # a cue may be `also said` or `has said`
    return [
        _Edit(_with_commas(child))
        for child in verb.children
        if child.dep_ == "advmod"
        and child.lower_ in summary_words().adverbs
        and abs(child.i - verb.i) <= 2
        and (child.lower_ != "also" or _follows_subject(document, child))
    ]


def _with_commas(adverb: Token) -> Span:
    """Return an adverb's span, with the pair of commas that sets it off."""
    doc, start, end = adverb.doc, adverb.idx, adverb.idx + len(adverb.text)
    before = doc[adverb.i - 1] if adverb.i else None
    after = doc[adverb.i + 1] if adverb.i + 1 < len(doc) else None
    if before is not None and after is not None and before.text == after.text == ",":
        return Span(before.idx, after.idx + 1)
    return Span(start, end)


def _follows_subject(document: Document, adverb: Token) -> bool:
    """Tell whether `also` comes right after the subject that opens the sentence."""
    sentence = document.sentence_at(adverb.idx)
    if sentence is None:
        return False
    lead = [t for t in sentence if t.i < adverb.i and t.is_alpha]
    owner = next((c for c in adverb.head.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if owner is None or not lead:
        return False
    return owner.left_edge.i <= lead[0].i and all(
        t.i <= owner.right_edge.i or t.dep_ in ("aux", "auxpass", "punct") for t in lead
    )


def _lead(document: Document, passage: Passage, edits: Sequence[_Edit]) -> list[_Edit]:
    """Drop a connective at the head of the sentence; what follows begins in a capital."""
    text = document.text
    start = passage.span.start
    for edit in sorted(edits, key=lambda e: e.span.start):
        if not text[start : edit.span.start].strip() and not edit.instead:
            start = max(start, edit.span.end)
    while start < passage.span.end and text[start].isspace():
        start += 1
    lower = text[start : start + 40].lower()
    for words in summary_words().connectives:
        end = start + len(words)
        if not lower.startswith(words) or text[end : end + 1] not in (",", " "):
            continue
        comma = text[end : end + 1] == ","
        if not comma and words not in ("but", "and", "yet", "so", "also"):
            continue
        dropped = _Edit(Span(start, end + comma))
        return [dropped, *_capital(text, passage, dropped.span.end, edits)]
    return []


def _capital(text: str, passage: Passage, at: int, edits: Sequence[_Edit]) -> list[_Edit]:
    """Write the first word left with a capital, in brackets since the article does not."""
    word = _WORD.search(text, at, passage.span.end)
    if word is None or not word.group()[0].islower():
        return []
    span = Span(word.start(), word.end())
    if any(e.span.start <= span.start < e.span.end for e in edits):
        return []
    return [_Edit(span, f"[{word.group().capitalize()}]")]


def _prefix(document: Document, passage: Passage) -> str | None:
    """Return the words that name a speaker whom the passage itself does not name.

    That is the speaker of a quotation whose cue stands elsewhere, or one who says `I`. None
    when there is such a speaker without a name.
    """
    outer = [s for s in passage.continued if s.within is None]
    here: set[str | None] = set()
    for statement in passage.said:
        if statement.source is None or not statement.source.within(passage.span):
            continue
        if statement.source.of(document.text).lower() not in _FIRST:
            here.add(statement.speaker.name)
        elif statement.within is None:
            outer.append(statement)
    outer = [s for s in outer if s.speaker.name not in here]
    if not outer:
        return ""
    names = tuple(dict.fromkeys(s.speaker.name for s in outer))
    return f"[{names[0]} said:] " if len(names) == 1 and names[0] else None


def _joined(
    document: Document, passage: Passage, edits: Sequence[_Edit], prefix: str
) -> SummarySentence | None:
    text, at, end = document.text, passage.span.start, passage.span.end
    written: list[str] = []
    evidence: list[Span] = []
    for edit in sorted(edits, key=lambda e: (e.span.start, -e.span.end)):
        if edit.span.start < at or edit.span.start >= end:
            continue
        _keep(text, Span(at, edit.span.start), written, evidence)
        written.append(edit.instead)
        at = edit.span.end
    _keep(text, Span(at, end), written, evidence)
    words = _MARKS.sub(r"\1", " ".join("".join(written).split()))
    words = _DOUBLED.sub(",", words)
    return SummarySentence(prefix + words, tuple(evidence)) if evidence else None


def _keep(text: str, span: Span, written: list[str], evidence: list[Span]) -> None:
    words = span.of(text)
    written.append(words if words.strip() else " ")
    if words.strip():
        start = span.start + len(words) - len(words.lstrip())
        evidence.append(Span(start, start + len(words.strip())))
