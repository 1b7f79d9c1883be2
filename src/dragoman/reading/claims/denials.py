"""Denials that do not say what they deny: `denied any involvement`, `called the report untrue`.

What they deny stands before them in the article: the denial takes over what was told there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from spacy.tokens import Doc, Token

from dragoman.article import Span
from dragoman.reading.columns import Columns
from dragoman.records import Claim, Statement, record_id
from dragoman.vocabulary.accounts import SELF, account_words

FAR = 700
"""Characters of the article within which a denial answers what stands before it."""
MOST = 3
"""Claims of one statement that a denial takes over."""


class Denial(NamedTuple):
    """A verb that denies what it does not tell, and the noun for what it denies."""

    verb: Token
    what: Token


def denials(marked: Columns, first: int, end: int, doc: Doc) -> Iterator[Denial]:
    """Yield the denials of a sentence that do not tell what they deny."""
    verbs = account_words().denying_all
    for i, lower in enumerate(marked.lower[first:end], start=first):
        if lower in verbs and marked.tag[i][:2] == "VB":
            what = _what(doc[i])
            if what is not None:
                yield Denial(doc[i], what)


def _what(verb: Token) -> Token | None:
    """Return the noun for what a verb denies, None where it tells that in so many words."""
    words = account_words()
    what = next((c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")), None)
    if what is None or any(c.dep_ in ("ccomp", "xcomp", "pcomp") for c in verb.children):
        return None
    if any(c.dep_ in ("acl", "relcl", "ccomp") for c in what.children):
        return None
    if any(c.dep_ == "neg" for c in verb.children) or any(c.lower_ == "of" for c in what.children):
        return None  # "denied claims of fraud" says of what
    named = what.lower_ in words.all_told or what.lower_ in words.own_deed
    return what if named else None


def taken_over(
    denial: Denial,
    denier: tuple[str, ...],
    statement: Statement | None,
    before: Sequence[Claim],
    by_id: Mapping[str, Statement],
    taken: set[str],
) -> Iterator[Claim]:
    """Yield what was told before, as denied."""
    if not denier:
        return
    words = account_words()
    verb, what = denial
    deed = what.lower_ in words.own_deed
    done = what.lower_ in words.accusing
    start = min(verb.left_edge.idx, verb.idx)
    last = max((*what.subtree, verb), key=lambda t: t.i)
    span = Span(verb.idx, last.idx + len(last))
    others = [claim for claim in before if not _is_his(by_id.get(claim.statement or ""), statement)]
    for claim in _told_before(others, start, denier, deed=deed, done=done):
        yield replace(
            claim,
            id=record_id("a", span.start, span.end, taken),
            span=span,
            statement=statement.id if statement else None,
            holds=not claim.holds,
            denied=True,
            speaker=denier,
            by=denier,
            quantities=(),
        )


def _is_his(told: Statement | None, denial: Statement | None) -> bool:
    """Tell whether what was told before is the denier's own word."""
    if told is None or denial is None:
        return False
    name = denial.speaker.name
    return told.id == denial.id or (name is not None and told.speaker.name == name)


def _told_before(
    before: Sequence[Claim], start: int, denier: Collection[str], *, deed: bool, done: bool
) -> list[Claim]:
    found: list[Claim] = []
    for claim in reversed(before):
        if claim.denied or claim.span.start < start - FAR:
            continue
        if (deed or done) and not _is_charge(claim, denier, deed=deed):
            continue
        if found and (claim.statement != found[0].statement or len(found) == MOST):
            break
        if claim.span.end <= start:
            found.append(claim)
    return found


def _is_charge(claim: Claim, denier: Collection[str], *, deed: bool) -> bool:
    """Tell whether a claim is something of which the denier may stand accused."""
    acts = account_words().acts
    if deed:
        return any(acts[act[:-1]].hostile for act in claim.acts if act[:-1] in acts)
    return claim.real and not {u.removeprefix(SELF) for u in claim.doers}.isdisjoint(denier)
