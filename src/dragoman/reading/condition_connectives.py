"""Conditions that a connective opens: if, unless, until, once, provided that, should X do.

The act is the clause behind the connective; the outcome is the clause that it hangs on.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from dragoman.reading.condition_links import Hit, Link
from dragoman.reading.stretches import (
    SUBJECTS,
    VERBAL,
    Stretch,
    child_of,
    clause,
    governing_clause,
    is_mark,
    subject,
    trimmed,
)

_ACT_LABELS = ("ccomp", "pcomp", "pobj", "advcl", "acl")
_REACH = 14
"""Tokens behind a connective within which its verb is sought when the parse gives none."""


def read_connective(hit: Hit, sense: str) -> Link | None:
    """Return the link that a connective opens, None when it opens no clause."""
    verb = _act_verb(hit)
    if verb is None or verb.i <= hit.last:
        return None
    return link_clauses(hit, verb, sense, start=hit.last + 1)


def read_inversion(hit: Hit, sense: str) -> Link | None:
    """Return the link of `Should X do, ...` and `Were X to do, ...`."""
    word = hit.token
    opens = hit.first == hit.piece.start or is_mark(hit.doc[hit.first - 1])
    if not opens or hit.before() == "?":
        return None
    if hit.phrase == "were":
        verb = child_of(word, "xcomp") if word.dep_ in ("advcl", "ROOT", "ccomp") else None
        verb = verb or (word.head if word.dep_ in ("aux", "auxpass") else None)
        if verb is None or not any(c.lower_ == "to" and c.tag_ == "TO" for c in verb.lefts):
            return None
        doer = subject(word) or subject(verb)
    else:
        verb = word.head if word.dep_ == "aux" else None
        doer = subject(verb) if verb is not None else None
    if verb is None or doer is None or not word.i < doer.i:
        return None
    link = link_clauses(hit, verb, sense, start=hit.last + 1)
    if link is None or link.outcome_head is None or link.outcome_head.i < verb.i:
        return None
    return replace(link, doer=doer)


def read_comparative(hit: Hit, sense: str) -> Link | None:
    """Return the link of `the more X, the more Y`."""
    doc = hit.doc
    ends = [n for n in range(hit.last + 1, hit.sentence.end) if doc[n].text == ","]
    for comma in ends:
        second = comma + 1
        if second + 2 < hit.sentence.end and doc[second].lower_ == "the":
            if doc[second + 1].tag_ not in ("JJR", "RBR") and doc[second + 1].lower_ != "less":
                continue
            act = Stretch(hit.first, comma)
            outcome = trimmed(doc, Stretch(second, hit.piece.end))
            act_verb = _first_verb(hit, act)
            verb = _first_verb(hit, outcome)
            if act_verb is None or verb is None:
                return None
            return Link(hit.stretch, act, act_verb, outcome, verb, sense, "comparative")
    return None


def link_clauses(hit: Hit, verb: Token, sense: str, start: int) -> Link | None:
    """Return the link between the act's clause around `verb` and the clause it hangs on."""
    main = _main_verb(hit, verb)
    act = _act(hit, verb, main, start)
    if main is None or act.holds(main):
        main = _free_verb(hit, act)
    if not act:
        return None
    if main is None:
        outcome = _nominal_outcome(hit)
        head = hit.doc[outcome.end - 1] if outcome else None
    else:
        outcome, head = _outcome(hit, main, verb, act), main
    if not outcome:
        return None
    return Link(hit.stretch, act, verb, outcome, head, sense, "connective")


def _act_verb(hit: Hit) -> Token | None:
    last, first = hit.token, hit.doc[hit.first]
    if last.dep_ in ("mark", "advmod") and last.head.i > last.i:
        return last.head
    if hit.phrase.startswith("provided") and any(c.dep_ in SUBJECTS for c in first.lefts):
        return None
    child = next((c for c in last.rights if c.dep_ in _ACT_LABELS), None)
    if child is not None:
        return child
    for token in hit.doc[hit.last + 1 : min(hit.piece.end, hit.last + _REACH)]:
        if token.tag_ in VERBAL and token.left_edge.i >= hit.first and subject(token) is not None:
            return token
    return None


def _main_verb(hit: Hit, verb: Token) -> Token | None:
    """Return the verb of the clause that the act hangs on, None when the parse has none."""
    token = verb
    while token.head.i != token.i:
        token = token.head
        if hit.first <= token.i <= hit.last or token.lower_ in ("only", "even"):
            continue
        piece = hit.voice.piece_of(token)
        if piece is None or token.i in hit.voice.cues:
            return None
        return governing_clause(token, piece)
    return None


def _act(hit: Hit, verb: Token, main: Token | None, start: int) -> Stretch:
    end = verb.right_edge.i + 1
    if main is not None and verb.i < main.i < end:
        end = max(verb.i + 1, main.left_edge.i if main.left_edge.i > verb.i else main.i)
    for child in verb.rights:
        if child.dep_ == "parataxis" or child.i in hit.voice.cues:
            end = min(end, child.left_edge.i)
    if main is None and _opens_piece(hit):
        end = min(end, _comma_before_clause(hit, verb))
    return trimmed(hit.doc, Stretch(start, end).within(hit.piece))


def _comma_before_clause(hit: Hit, verb: Token) -> int:
    """Return where the main clause begins when it is parsed into the act's: behind a comma."""
    for n in range(verb.i + 1, verb.right_edge.i + 1):
        token = hit.doc[n]
        if token.tag_ in VERBAL and token.dep_ not in ("aux", "auxpass"):
            owner = next((c for c in token.lefts if c.dep_ in SUBJECTS), None)
            if owner is not None and hit.doc[owner.left_edge.i - 1].text == ",":
                return owner.left_edge.i
    return verb.right_edge.i + 1


def _opens_piece(hit: Hit) -> bool:
    lead = trimmed(hit.doc, Stretch(hit.piece.start, hit.first))
    return lead.end - lead.start <= 2


def _free_verb(hit: Hit, act: Stretch) -> Token | None:
    """Return the topmost verb of the voice outside the act: the main clause by elimination."""
    found = [
        token
        for piece in hit.voice.pieces
        for token in hit.doc[piece.start : piece.end]
        if token.tag_ in VERBAL
        and token.dep_ not in ("aux", "auxpass", "amod", "compound")
        and not act.holds(token)
        and token.i not in hit.voice.cues
        and not hit.first <= token.i <= hit.last
    ]
    inside = {token.i for token in found}
    tops = [token for token in found if token.head.i == token.i or token.head.i not in inside]
    ahead = [token for token in tops if token.i > act.end - 1]
    behind = [token for token in tops if token.i < hit.first]
    if _opens_piece(hit) and ahead:
        return ahead[0]
    return behind[-1] if behind else (ahead[0] if ahead else None)


def _nominal_outcome(hit: Hit) -> Stretch | None:
    """Return what stands before the connective where a voice's words are a bare noun phrase."""
    if hit.voice.statement is None:
        return None
    return trimmed(hit.doc, Stretch(hit.piece.start, hit.first)) or None


def _outcome(hit: Hit, main: Token, verb: Token, act: Stretch) -> Stretch | None:
    piece = hit.voice.piece_of(main) or hit.sentence
    whole = clause(main, without=_top_of_act(hit, verb, main))
    if main.dep_ in ("relcl", "acl") and piece.holds(main.head):
        whole = Stretch(main.head.left_edge.i, whole.end)
    whole = whole.within(piece)
    if main.i < hit.first:
        whole = Stretch(whole.start, min(hit.first, max(whole.end, hit.first)))
    elif whole.start >= hit.first:
        whole = Stretch(max(whole.start, act.end), whole.end)
    return trimmed(hit.doc, whole) or None


def _top_of_act(hit: Hit, verb: Token, main: Token) -> Token:
    """Return the child of the main verb on which the act hangs, the connective included."""
    token = verb
    while token.head.i not in (token.i, main.i):
        token = token.head
    return token if token.head.i == main.i else verb


def _first_verb(hit: Hit, stretch: Stretch) -> Token | None:
    tokens = hit.doc[stretch.start : stretch.end]
    return next((t for t in tokens if t.tag_ in VERBAL and t.dep_ not in ("aux", "auxpass")), None)
