"""What conditions and scopes make of a stance: willing *if*, not *until*, not *now*."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from dragoman.reading.stance.clauses import (
    BE,
    CAN,
    WILL,
    is_noun,
    is_verb,
    lacks,
    modals,
    negated,
    subject,
)
from dragoman.reading.stance.complements import is_matter, is_thing
from dragoman.reading.stance.contrast import concedes, contrasted
from dragoman.reading.stance.findings import Content, Finding
from dragoman.reading.syntax import child, is_passive
from dragoman.vocabulary.dealings import dealings
from dragoman.vocabulary.stance import stance_words

Link = tuple[str, Token]
"""A connective's kind, `if` or `unless`, and its first word."""

_LINKING = frozenset({"mark", "advmod", "prep", "advcl", "pcomp", "dep", "ccomp"})


def qualified(
    found: Finding, sentence: Sequence[Token], content: Content, scope: str | None
) -> Finding:
    """Return a finding as its sentence's conditions and scope turn it."""
    softened = found.stance in ("supports", "open") and _softened(sentence, content)
    if softened and (found.stance == "supports" or found.slight):
        # "perhaps we can take part"
        return replace(found, stance="open", rule=found.rule.removeprefix("slight ") + ", softened")
    if found.stance in ("supports", "open") and _put_off(found, sentence, content, scope):
        # "we will revisit the question after the vote"
        return replace(found, stance="defers", rule=found.rule.removeprefix("slight ") + ", later")
    taken_back = contrasted(found, sentence, content)
    if taken_back is not found:
        return taken_back
    link = connective(sentence, content, found)
    if not found.turns:
        before = link is not None and link[0] == "unless" and _first(found, link[1], content)
        return found.with_stance("conditional", "before") if before else found
    if link is None and (under := _only_under(found)) is not None:
        link = ("if", under)
    kind = link[0] if link else ""
    if kind == "asked":
        return found.with_stance("open", "asked") if found.stance == "supports" else found
    if kind == "if" and link is not None and found.stance in ("supports", "open"):
        threat = _threat(found, link[1])
        return threat or found.with_stance("conditional", "if")
    unless = link is not None and link[1].lower_ == "unless"
    if unless and found.stance in ("supports", "open"):
        return found.with_stance("conditional", "unless")
    if kind == "unless" and link is not None and _first(found, link[1], content):
        return found.with_stance("conditional", "before")
    if found.rule == "phrase: shut" and kind == "unless" and link is not None:
        return found.with_stance("conditional", "until") if _by_deed(link[1]) else found
    if kind == "unless" and found.stance == "rejects":
        return found.with_stance("conditional", "unless")
    if kind == "if" and found.stance == "rejects":
        return found.with_stance("conditional", "if")
    judged = found.rule.startswith("judgement")
    meanwhile = link is not None and link[1].lower_ == "while"
    if found.stance == "defers" and kind and scope != "now" and judged and not meanwhile:
        return found.with_stance("conditional", kind)
    if found.stance == "rejects" and scope is not None and scope not in ("never", "soon"):
        return found.with_stance("defers", "scope")
    if found.stance == "defers" and scope == "never":
        return found.with_stance("rejects", "never")
    return found


def _same_day(token: Token) -> bool:
    """Return whether `later` tells an hour and no other day: `will speak later on Friday`."""
    after = token.nbor() if token.lower_ == "later" and token.i + 1 < len(token.doc) else None
    return after is not None and (after.tag_ == "NNP" or after.lower_ in _SAME)


_SAME = frozenset({"today", "tonight", "this", "that", "in", "on"})


def _put_off(
    found: Finding, sentence: Sequence[Token], content: Content, scope: str | None
) -> bool:
    """Return whether a matter is only to be looked at, and that later."""
    if scope is None or not (scope == "later" or scope.startswith("after ")):
        return False
    if scope == "later" and any(_same_day(t) for t in sentence):
        return False
    return not stance_words().weighing.isdisjoint(content.words[slice(*found.cue)])


def _first(found: Finding, link: Token, content: Content) -> bool:
    """Return whether something is wanted before one acts: `wants guarantees before it disarms`."""
    if link.lower_ != "before" or found.stance != "supports" or link.dep_ != "mark":
        return False
    wants = found.rule.rpartition(": ")[2] in ("wanting", "demanding", "needing", "insisting")
    return wants and content.voice.whose(subject(link.head)) == "own"


def _by_deed(link: Token) -> bool:
    """Return whether `until` leads to what somebody must do, rather than to a time."""
    return link.dep_ in ("mark", "advmod") and is_verb(link.head)


def _softened(sentence: Sequence[Token], content: Content) -> bool:
    softening = stance_words().softening
    return any(content.words[t.i] in softening for t in sentence)


def waiting(sentence: Sequence[Token], link: Link) -> Finding | None:
    """Read `until X, there has been no dialogue`: talks that wait, whoever is at fault."""
    if link[0] != "unless" or link[1].lower_ not in ("until", "till", "unless"):
        return None
    talks = dealings().talks | dealings().deals
    for token in sentence:
        if token.lower_ in talks and is_noun(token):
            verb = token.head
            if lacks(token) or (is_verb(verb) and negated(verb) and subject(verb) == token):
                cue = (link[1].i, link[1].i + 1)
                return Finding("conditional", cue, token, False, 0.6, "waiting")
    return None


def granted(sentence: Sequence[Token], link: Link, content: Content) -> Finding | None:
    """Read `the truce could be extended as long as X`: what may come about on a condition."""
    if link[0] != "if":
        return None
    for token in sentence:
        may = is_verb(token) and modals(token) & (CAN | WILL | {"should"})
        who = subject(token) if may else None
        idle = token.lower_ in stance_words().no_act or token.lower_ in BE
        ours = who is not None and content.voice.whose(who) == "own"
        theirs = who is not None and is_noun(who) and is_matter(who)
        paid = is_passive(token) and token.lower_ in stance_words().deeds
        flows = who is not None and link[1].lower_ == "only" and is_noun(who) and is_thing(who)
        if (
            who is not None
            and (ours or theirs or paid or flows)
            and not negated(token)
            and not idle
        ):
            about = token if ours or is_passive(token) else who
            cue = (link[1].i, link[1].i + 1)
            found = Finding("conditional", cue, about, False, 0.55, "granted")
            whole = replace(found, about=token)
            return found if _bears_on(link[1], whole, content) else None
    return None


def connective(
    sentence: Sequence[Token], content: Content, found: Finding | None = None
) -> Link | None:
    """Return the kind and token of the first connective that opens a condition on a finding."""
    connectives = stance_words().connectives
    at = 0
    while at < len(sentence):
        token = sentence[at]
        word = content.words[token.i]
        hit = connectives.longest(content.words, token.i) if word in connectives else None
        if hit is None and word in _INVERTING and _inverted(token, content):
            return "if", token
        if hit is None and word in ("when", "after") and _awaits(sentence, token, found):
            return "if", token
        if hit is None:
            at += 1
            continue
        kind, length = hit
        opens = kind != "not" and (length > 1 or _opens(token, content))
        if opens and (found is None or _bears_on(token, found, content)):
            return kind, token
        at += length
    return None


def _only_under(found: Finding) -> Token | None:
    """Return the preposition of `would only open it under a mandate`."""
    if found.about is None or not is_verb(found.about):
        return None
    row = list(found.about.children)
    if not any(c.lower_ == "only" and c.i < found.about.i for c in row):
        return None
    return next((c for c in row if c.dep_ == "prep" and c.lower_ in _TERMS), None)


_TERMS = frozenset({"under", "with", "against", "on", "at", "by", "within"})


def _awaits(sentence: Sequence[Token], link: Token, found: Finding | None) -> bool:
    """Return whether a clause of time is waited for: `only after`, `we will come when`."""
    if _only(sentence, link) or (found is None and _may_when(link)):
        return True
    promised = found is not None and ("commitment" in found.rule or found.stance == "open")
    return promised and link.lower_ == "when" and link.head.dep_ == "advcl"


def _may_when(link: Token) -> bool:
    """Return whether a clause with `when` hangs on what may be: `talks can resume when`."""
    clause = link.head
    return link.lower_ == "when" and clause.dep_ == "advcl" and bool(modals(clause.head) & CAN)


def _only(sentence: Sequence[Token], link: Token) -> bool:
    """Return whether `only` stands with the verb that a clause of time hangs on."""
    clause = link.head if link.dep_ in ("mark", "advmod") else link
    return any(t.lower_ == "only" and t.head == clause.head for t in sentence if t.i < link.i)


_INVERTING = frozenset({"were", "should", "had"})


def _inverted(token: Token, content: Content) -> bool:
    """Return whether a verb before its subject opens a condition: `were the port to open, we`."""
    if not token.i or (token.i - 1 in content.inside and content.words[token.i - 1] != ","):
        return False
    clause = token if is_verb(token) and token.dep_ != "aux" else token.head
    if token.dep_ == "aux" and clause.i < token.i:
        return False
    who = next((c for c in token.doc[token.i + 1 : token.i + 2]), None)
    if who is None or is_verb(who) or who.tag_ in ("IN", "RB", ","):
        return False
    return clause.dep_ in ("advcl", "ccomp", "dep") and token.sent[-1].text != "?"


_TIMES = frozenset({"before", "while", "after", "when"})


def _bears_on(link: Token, found: Finding, content: Content) -> bool:
    """Return whether a condition hangs on the finding's own words, not on some beneath them."""
    if link.i < found.cue[0] or found.about is None or link.i not in content.inside:
        return True
    loose = link.lower_ in _TIMES  # "said before the doors were closed" sets the scene
    above = (t.i for t in found.about.ancestors if t.i in content.inside or not loose)
    held = {found.about.i, *above, *range(*found.cue)}
    clause = link.head if link.dep_ in ("mark", "advmod", "prep", "dep") else link
    if link.dep_ == clause.dep_ == "advmod":
        clause = clause.head  # "only when the last soldier has left"
    return link.head.i in held or clause.head.i in held or clause.i in held


def _opens(token: Token, content: Content) -> bool:
    following = content.words[token.i + 1] if token.i + 1 < len(content.words) else ""
    if token.lower_ == "without":
        return following not in stance_words().idle
    if token.lower_ == "while" and concedes(token.head):
        return False
    if token.lower_ in ("while", "before", "except"):
        # "before the war" is a time, "before they withdraw" a condition
        timed = any(c.ent_type_ == "DATE" or c.like_num for c in token.children)
        return token.dep_ == "mark" or (
            token.dep_ == "prep" and following not in ("the", "now") and not timed
        )
    if token.lower_ in ("once", "provided", "providing", "assuming"):
        return token.dep_ in _LINKING and following not in ("again", "more", ",")
    return token.dep_ in ("mark", "prep", "advmod", "ROOT")


def _threat(found: Finding, link: Token) -> Finding | None:
    """Return the rejection that a threat is: `if they come closer, we will retaliate`."""
    if found.about is None or not found.rule.startswith("commitment"):
        return None
    if found.about.lower_ not in stance_words().threats:
        return None
    deed = link.head if is_verb(link.head) else None
    if deed is None or (who := subject(deed)) is None or who.lower_ in ("we", "i"):
        return None
    about = child(deed, "dobj") if not is_matter(deed) else deed
    return replace(found, stance="rejects", about=about or deed, rule="threat")
