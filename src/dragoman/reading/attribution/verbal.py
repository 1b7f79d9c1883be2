"""Attributions carried by verbs: `said that`, `urged X to`, `condemned Y`, `is seen as`.

Each verb of the cue table is asked which of its frames its children fill; the frame says where
the content stands. Parenthetical cues (`the treaty, he noted, was signed`) give a content in
several spans.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from dragoman.article import Span
from dragoman.reading.attribution.attribution import Attribution
from dragoman.reading.attribution.frames import (
    charged,
    described,
    finite,
    infinitive,
    object_of,
    ordered,
)
from dragoman.reading.attribution.questions import taken_up
from dragoman.reading.attribution.reported import reported
from dragoman.reading.columns import columns
from dragoman.reading.syntax import (
    VERB_TAGS,
    agent,
    child,
    is_passive,
    is_verb,
    negated,
    phrase,
    runs,
    subject,
    without,
)
from dragoman.vocabulary.attribution import closed
from dragoman.vocabulary.cues import Cue, Cues, cues

RELIABILITY = {
    "clause": 0.85,
    "parenthesis": 0.85,
    "order": 0.8,
    "to": 0.7,
    "as": 0.65,
    "of": 0.75,
    "object": 0.6,
    "impersonal": 0.6,
}
"""Set by hand near what was seen on the development ledger, on the careful side; not calibrated."""

_NEGATABLE = frozenset({"think", "want", "agree", "reject", "plan", "praise", "deny"})
_WEAK = frozenset({"object", "to"})
_PHRASE_BETWEEN = 15
_PRONOUN_TAGS = frozenset({"WDT", "WP", "PRP", "DT"})


def verbal(sentence: TokenSpan, table: Cues) -> Iterator[Attribution]:
    """Yield the attributions that the verbs of one sentence carry."""
    doc = sentence.doc
    words = columns(doc)
    for i in range(sentence.start, sentence.end):
        listed = table.verbs.get(words.lower[i])
        if listed and words.tag[i] in VERB_TAGS and reported(doc[i]):
            found = _read_verb(doc[i], listed)
            if found is not None:
                yield found


def _read_verb(verb: Token, listed: tuple[Cue, ...]) -> Attribution | None:
    for cue in listed:
        particle = _particle(verb, cue) if cue.particle else None
        if cue.particle and particle is None:
            continue
        if negated(verb) and cue.kind not in _NEGATABLE:
            continue
        found = _frames(verb, cue, particle)
        if found is not None:
            return found
    return None


def _particle(verb: Token, cue: Cue) -> Token | None:
    """Return the last word of the cue's particle where it follows the verb."""
    words = cue.particle.split(" ")
    for other in verb.children:
        if other.i > verb.i and other.lower_ == words[0] and other.i - verb.i <= 6:
            if len(words) == 1:
                return other
            follow = [t.lower_ for t in verb.doc[other.i : other.i + len(words)]]
            if follow == words:
                return verb.doc[other.i + len(words) - 1]
    return None


def _frames(verb: Token, cue: Cue, particle: Token | None) -> Attribution | None:
    frames = cue.frames
    if "clause" in frames:
        found = _clause(verb, cue, particle) or _parenthesis(verb, cue)
        if found is not None:
            return found
    if is_passive(verb) and child(verb, "nsubjpass") is not None:
        return _impersonal(verb, cue) if frames & {"passive", "as", "object", "of"} else None
    for name, read in (("order", ordered), ("to", infinitive), ("as", described), ("of", charged)):
        if name in frames:
            content = read(verb)
            if content:
                return _made(verb, cue, content, name, particle)
    if "object" in frames:
        content = object_of(verb, particle)
        if content:
            return _made(verb, cue, content, "object", particle)
    return None


def _made(
    verb: Token, cue: Cue, content: list[Token], frame: str, particle: Token | None = None
) -> Attribution | None:
    if any(t.lower_ in closed().empty for t in content) and len(content) <= 4 and frame == "to":
        return None
    who = agent(verb) if is_passive(verb) else _relayed(verb) or subject(verb)
    content = taken_up(verb, content)
    if not content or (len(content) == 1 and content[0].tag_ in _PRONOUN_TAGS):
        return None
    spans = runs(_shortened(content, verb))
    if not spans or (who is not None and any(who.i == t.i for t in content)):
        return None
    if who is not None and cue.lemma in closed().fillers and who.lower_ in ("i", "you", "we"):
        return None
    if who is not None and who.lower_ in ("it", "this") and verb.lower_ in closed().evidential:
        return None
    if who is not None and frame in _WEAK and who.lower_ in closed().mute:
        return None
    if who is not None and who.lower_ in ("it", "there") and who.dep_ in ("expl", "nsubjpass"):
        who = None
    end = particle if particle is not None and particle.i - verb.i <= 2 else verb
    return Attribution(
        source=phrase(who) if who is not None else None,
        cue=Span(verb.idx, end.idx + len(end.text)),
        content=spans,
        kind="indirect",
        cue_lemma=cue.lemma,
        cue_kind=cue.kind,
        confidence=RELIABILITY[frame] if who is not None else RELIABILITY[frame] - 0.15,
        rule=f"verb-{frame}",
    )


def _relayed(verb: Token) -> Token | None:
    """Return a participle's speaker where its clause's subject is another: `quoted X as saying`."""
    if verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.head.dep_ == "ccomp":
        governor = verb.head.head
        if governor.lower_ in _going_on() and _comma_before(verb, False) is not None:
            return subject(governor)
    head = verb.head.head if verb.dep_ == "pcomp" else verb.head
    if verb.dep_ not in ("advcl", "xcomp", "acl", "pcomp") or head.i == verb.i:
        return None
    if head.lower_ not in closed().relaying:
        return None
    return child(head, "nsubjpass") or child(head, "dobj")


def _clause(verb: Token, cue: Cue, particle: Token | None) -> Attribution | None:
    """Read a finite clause: `said that the talks had ended`."""
    clauses = [c for c in verb.children if c.dep_ == "ccomp"]
    clause = next((c for c in clauses if c.i > verb.i), clauses[0] if clauses else None)
    if clause is None or not finite(clause):
        clause = _conjoined_clause(verb)
    if clause is None:
        return None
    tokens = list(clause.subtree)
    if clause.head.i == verb.i:
        own = [verb, *(t for c in verb.children if c.i != clause.i for t in c.subtree)]
        tokens = without(tokens, own)
    if clause.i < verb.i and verb.dep_ == "ROOT":
        tokens = _around(verb, clause)
    tokens = [t for t in tokens if not _is_marker(t, clause)]
    return _made(verb, cue, tokens, "clause", particle)


def _is_as(token: Token, verb: Token) -> bool:
    return token.dep_ == "prep" and token.lower_ == "as" and token.head.i == verb.i


def _around(verb: Token, clause: Token) -> list[Token]:
    """Return a sentence less the cue that stands inside or after it, with the cue's own words."""
    own: list[Token] = [verb]
    for other in verb.children:
        if other.dep_ in ("nsubj", "npadvmod", "prep", "advmod", "aux", "dobj", "dative"):
            between = clause.i < other.i < verb.i or other.i > verb.i
            if between or other.dep_ == "nsubj":
                own.extend(other.subtree)
    return without(verb.subtree, own)


def _shortened(content: list[Token], verb: Token) -> list[Token]:
    """Cut off what the parser hung onto a content but belongs to the cue's own clause.

    That is a participle after a comma that goes on telling what the speaker did (`..., while
    lamenting`, `..., adding`), and a later verb of saying without a subject of its own.
    """
    if not content:
        return content
    first = min(t.i for t in content)
    for token in content:
        if token.i <= first + 2 or not is_verb(token) or token.i < verb.i:
            continue
        carried = token.lower_ in _going_on()
        goes_on = token.tag_ == "VBG" and token.dep_ == "advcl" and carried
        also = (
            token.dep_ == "conj"
            and token.tag_ == verb.tag_ == "VBD"
            and (carried or token.head.tag_ == "VB")
            and child(token, "nsubj", "nsubjpass") is None
        )
        if (goes_on or also) and (cut := _comma_before(token, also)) is not None and cut > first:
            return [t for t in content if t.i < cut]
    return content


@cache
def _going_on() -> frozenset[str]:
    return frozenset(form for form, listed in cues().verbs.items() if _tells(listed))


def _tells(listed: tuple[Cue, ...]) -> bool:
    return any("clause" in cue.frames or "as" in cue.frames for cue in listed if not cue.particle)


def _comma_before(token: Token, conjoined: bool) -> int | None:
    """Return where the words before a further cue end: its comma, or its `and`."""
    doc, edge = token.doc, token.left_edge.i
    for i in range(min(edge, token.i), max(edge - 4, 0), -1):
        if doc[i].text == "," or (conjoined and doc[i].lower_ in ("and", "but")):
            return i
    return None


def _conjoined_clause(verb: Token) -> Token | None:
    """Return a clause that the parser hung elsewhere: after an object (`told X that ...`)."""
    for other in verb.children:
        if other.i > verb.i and other.dep_ in ("ccomp", "advcl", "acl", "relcl", "dep"):
            mark = child(other, "mark")
            if mark is not None and mark.lower_ == "that":
                return other
    told = child(verb, "dobj", "dative")
    if told is not None:
        for other in told.children:
            mark = child(other, "mark")
            if other.dep_ in ("acl", "relcl", "ccomp") and mark is not None:
                return other if mark.lower_ == "that" else None
    return _that_clause_ahead(verb)


def _that_clause_ahead(verb: Token) -> Token | None:
    """Return a clause hung on a phrase in between: `told them in a note on Monday that ...`."""
    doc = verb.doc
    for token in doc[verb.i + 1 : verb.i + _PHRASE_BETWEEN]:
        if is_verb(token) or token.text in (",", ";", ":", '"', "“"):
            return None
        if token.lower_ in closed().clause_nouns or token.lower_ in cues().nouns:
            return None
        if token.lower_ == "that" and token.dep_ == "mark":
            clause = token.head
            below = any(above.i == verb.i for above in clause.ancestors)
            return clause if below and finite(clause) else None
    return None


def _is_marker(token: Token, clause: Token) -> bool:
    return token.dep_ == "mark" and token.head.i == clause.i and token.lower_ == "that"


def _parenthesis(verb: Token, cue: Cue) -> Attribution | None:
    """Read a cue set between commas, or after the clause: `..., he said, ...`."""
    if verb.dep_ not in ("parataxis", "ccomp", "advcl", "dep") or child(verb, "mark", "dobj"):
        return None
    head = verb.head
    if verb.dep_ != "parataxis" and not (_fenced(verb) and "quote" in cue.frames):
        return None
    if not is_verb(head) or child(verb, "nsubj") is None:
        return None
    return _made(verb, cue, without(head.subtree, verb.subtree), "parenthesis")


def _fenced(verb: Token) -> bool:
    """Tell whether commas part the verb's own words from the rest of the sentence."""
    tokens = list(verb.subtree)
    doc, first, last = verb.doc, tokens[0].i, tokens[-1].i
    before = first == 0 or doc[first - 1].text in (",", "—", "–", "-") or tokens[0].text == ","
    after = last + 1 >= len(doc) or doc[last + 1].text in (",", ".", "—", "–", "-")
    return before and after and len(tokens) <= 12


def _impersonal(verb: Token, cue: Cue) -> Attribution | None:
    """Read a passive: `is seen as hostile`, `is believed to have ended`, `was accused of`."""
    what = child(verb, "nsubjpass")
    if what is None or (negated(verb) and cue.frames == {"as"} and agent(verb) is None):
        return None  # `cannot be considered a success` is nobody's view
    rest = [
        c
        for c in verb.children
        if c.i > verb.i
        and (
            c.dep_ in ("xcomp", "oprd", "ccomp")
            or (c.dep_ == "prep" and c.lower_ in ("as", "of", "for"))
        )
    ]
    if not rest and agent(verb) is None:
        return None
    if not rest and "object" not in cue.frames:
        return None
    if "passive" not in cue.frames and "as" not in cue.frames and agent(verb) is None:
        return None
    content = [*what.subtree, *(t for c in rest for t in c.subtree if not _is_as(t, verb))]
    return _made(verb, cue, content, "impersonal")
