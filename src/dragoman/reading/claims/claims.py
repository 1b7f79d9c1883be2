"""What an article tells as done or so, by whom it is told, as claims that can be compared.

A claim is read off one clause of the parse, once, when the article is read: comparing two of
them needs neither text nor parse.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from dragoman.article import Span
from dragoman.reading.claims.acts import acts_of, implied
from dragoman.reading.claims.denials import denials, taken_over
from dragoman.reading.claims.parts import (
    THIRD,
    Parts,
    parts,
    tops,
    whole_or_growing,
    words_below,
)
from dragoman.reading.claims.scenes import scene
from dragoman.reading.claims.shots import shot
from dragoman.reading.claims.standing import Told, said_behind, sayer, told
from dragoman.reading.columns import Columns, columns
from dragoman.reading.dates.dates import date_expressions, expression_of
from dragoman.reading.document import Document, token_span
from dragoman.reading.nearby import Nearby
from dragoman.reading.tense import BE, tense
from dragoman.records import Claim, Statement, record_id
from dragoman.vocabulary.accounts import NAME, SELF, WEAK, account_words, spelled, units_in
from dragoman.vocabulary.tellings import telling_words

MOST_UNITS = 12
"""Units kept of each part of a claim: a longer clause tells of more than one thing."""

_HELPERS = BE | {"'m", "’m"}


def claims(document: Document, statements: Sequence[Statement]) -> tuple[Claim, ...]:
    """Return the claims of an article in text order."""
    stated: Nearby[Statement] = Nearby()
    for statement in statements:
        stated.add(statement, statement.content)
    by_id = {statement.id: statement for statement in statements}
    taken: set[str] = set()
    found: list[Claim] = []
    marked = columns(document.doc)
    scenes: dict[int, tuple[str, ...]] = {}
    for n, sentence in enumerate(document.sentences):
        verbs = _verbs(marked, sentence.start, sentence.end)
        before = len(found)
        for i in verbs:
            found += _claim(document, sentence, document.doc[i], stated, by_id, taken)
        for denial in denials(marked, sentence.start, sentence.end, document.doc):
            said, denier = _denier(denial.verb, stated, document.text)
            found += taken_over(denial, denier, said, found[:before], by_id, taken)
        if len(found) > before:
            around = scene(marked, document.sentences, n, scenes)
            found[before:] = [replace(claim, scene=around) for claim in found[before:]]
    return tuple(found)


def _verbs(marked: Columns, first: int, end: int) -> list[int]:
    """Return the verbs of a sentence that may tell an act which somebody could deny.

    Those are listed verbs, and verbs that say little beside a listed noun: looking at every verb
    of an article would cost a twentieth of its reading.
    """
    words = account_words()
    lower = marked.lower[first:end]
    if "?" in lower[-2:]:
        return []
    inside = frozenset(lower)
    wide = not inside.isdisjoint(words.listed_nouns)
    return [
        i
        for i, word in enumerate(lower, start=first)
        if marked.tag[i][:2] == "VB"
        and (_is_listed(word, inside) or (wide and word in words.bare))
        and _may_tell(marked, i)
    ]


def _is_listed(verb: str, inside: frozenset[str]) -> bool:
    """Tell whether a verb is listed by itself, or with words that the sentence has."""
    listed = account_words().verbs.get(verb)
    return listed is not None and any(spelled(rest) <= inside for rest, _ in listed)


def _may_tell(marked: Columns, i: int) -> bool:
    """Tell by its form whether a verb may be that of a clause: not `to sign` or `a signed pact`."""
    tag, relation = marked.tag[i], marked.dep[i]
    if relation in ("amod", "compound", "aux", "auxpass"):
        return False
    if tag == "VB":
        return marked.lower[i - 1] != "to" or relation in ("xcomp", "relcl", "acl")
    if tag == "VBG":
        return relation in ("xcomp", "pcomp") or not _HELPERS.isdisjoint(marked.lower[i - 5 : i])
    return True


def _claim(
    document: Document,
    sentence: TokenSpan,
    verb: Token,
    stated: Nearby[Statement],
    by_id: Mapping[str, Statement],
    taken: set[str],
) -> Iterator[Claim]:
    if _only_says(verb):
        return
    view = told(verb)
    if view is None:
        return
    around_it = _innermost(token_span(verb), stated)
    top = tops(verb)
    acts = acts_of(verb, top.nouns)
    if not acts.told:
        return
    behind = said_behind(verb)
    of = parts(top, sentence.start, around_it.content if around_it else (), behind)
    of, acts = shot(verb, of, acts)
    reckoner = of.doers if acts.reckoned else ()
    of = replace(of, doers=()) if reckoner else of
    outer = by_id.get(around_it.within or "") if around_it else None
    if around_it is not None and around_it.hedge is not None:
        return
    if not view.real and around_it is None:
        return
    span = _clipped(_extent(verb, of), around_it)
    speaker = _speaker(around_it, document.text) or _speaker(outer, document.text) or _named(behind)
    speaker = speaker or reckoner
    doers = _resolved(of.doers, speaker, acts.by, first=True)
    objects, rest = (
        _resolved(part, speaker, acts.by, first=not of.doers) for part in (of.objects, of.around)
    )
    if not doers and not objects and not rest and (not speaker or not acts.listed):
        return
    # the day of a denial is not that of what is denied
    date = None if acts.denied else _date(document, sentence, verb)
    holds = view.holds != acts.denied
    yield Claim(
        id=record_id("a", span.start, span.end, taken),
        span=span,
        statement=around_it.id if around_it else None,
        acts=implied(acts.told) if holds else acts.told,
        holds=holds,
        denied=view.denied or acts.denied,
        lasting=view.lasting or acts.state,
        doers=doers,
        objects=objects,
        around=(*rest, *(f"!{word}" for word in whole_or_growing([verb, *of.tokens]))),
        speaker=speaker,
        by=_by(view, speaker),
        quantities=of.quantities,
        date=date,
        real=view.real,
    )


def _denier(
    verb: Token, stated: Nearby[Statement], text: str
) -> tuple[Statement | None, tuple[str, ...]]:
    """Return the statement that a denial is, and the names of him who denies."""
    what = next((c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")), verb)
    said = _innermost(token_span(what), stated)
    if said is not None and said.cue is not None and said.cue.start <= verb.idx < said.cue.end:
        return said, _speaker(said, text)
    return said, _named(sayer(verb))


def _named(source: Token | None) -> tuple[str, ...]:
    """Return the units of the nouns that name who says something."""
    return units_in(t.text for t in source.subtree if t.tag_[:2] == "NN") if source else ()


def _only_says(verb: Token) -> bool:
    """Tell whether a verb only brings what is said: `said`, `denied that`."""
    words = account_words()
    lower = verb.lower_
    if lower in words.reporting:
        return not any(rest in words_below(verb) for rest, _ in words.verbs.get(lower, ()) if rest)
    if lower not in words.denying and lower not in words.dismissing:
        return False
    return any(c.dep_ in ("ccomp", "xcomp", "pcomp") for c in verb.children) or any(
        c.lower_ in words.told for c in verb.children
    )


def _innermost(span: Span, stated: Nearby[Statement]) -> Statement | None:
    best: tuple[int, Statement] | None = None
    for statement in stated.near(span):
        size = sum(end - start for start, end in statement.content)
        for start, end in statement.content:
            if start <= span.start and span.end <= end and (best is None or size < best[0]):
                best = (size, statement)
    return best[1] if best else None


def _extent(verb: Token, of: Parts) -> Span:
    """Return a clause as a stretch of text: its verb, helpers and parts."""
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass", "neg", "prt")]
    tokens = [verb, *helpers, *of.tokens]
    first, last = min(tokens, key=lambda t: t.i), max(tokens, key=lambda t: t.i)
    return Span(first.idx, last.idx + len(last))


def _clipped(span: Span, statement: Statement | None) -> Span:
    """Return a clause without what stands outside the words of its statement."""
    for start, end in statement.content if statement else ():
        if start < span.end and span.start < end:
            return Span(max(start, span.start), min(end, span.end))
    return span


def _speaker(statement: Statement | None, text: str) -> tuple[str, ...]:
    """Return the names by which a claim's speaker is told of."""
    if statement is None:
        return ()
    one = statement.speaker
    words = [one.name or "", one.role or "", one.country or "", statement.side or ""]
    words.append(statement.source.of(text) if statement.source else "")
    plain = " ".join(words).replace("'s", "").replace("’s", "").split()
    found = (word.strip(".,'’\"“”") for word in plain)
    return units_in(w for w in found if w and w.lower() not in telling_words().grammar)


def _resolved(
    units: Sequence[str], speaker: tuple[str, ...], told_by: frozenset[str], *, first: bool
) -> tuple[str, ...]:
    """Return units with the speaker's names for pronouns that mean him, each behind `SELF`.

    In the subject `her country` is the speaker's unless a name stands beside it; further on in
    a clause it is whose the subject is.
    """
    own = {SELF}
    if first and not any(unit.startswith(NAME) for unit in units):
        own.add(THIRD)
    meant = tuple(SELF + name for name in speaker)
    if first and own & set(units):
        # what he calls his own ("my movement") is his, by whatever name
        units = [u if u in own or u.startswith((NAME, WEAK)) else SELF + u for u in units]
    found = (u for unit in units for u in (meant if unit in own else (unit,)))
    kept = (u for u in found if u.removeprefix(SELF) not in told_by and u not in (SELF, THIRD))
    return tuple(dict.fromkeys(kept))[:MOST_UNITS]


def _by(view: Told, speaker: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of him whose words a claim is: by the verb of saying, else the speaker."""
    named = sayer(view.by) if view.by is not None else None
    if named is None or named.tag_ in ("PRP", "WP"):
        return speaker
    return _named(named) or speaker


def _date(document: Document, sentence: TokenSpan, verb: Token) -> str | None:
    expressions = date_expressions(document, sentence)
    found = expression_of(document, verb, expressions) if expressions else None
    return found.value(document.article.published, tense(verb)) if found else None
