"""Conditions that a connective opens: if, unless, until, once, provided that.

The act is the clause behind the connective; the outcome is the clause that it hangs on.
"""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.reading.conditions.links import Hit, Link
from dragoman.reading.conditions.stretches import (
    FINITE,
    SUBJECTS,
    VERBAL,
    Stretch,
    child_of,
    clause,
    governing_clause,
    modal,
    subject,
    trimmed,
    without_speaker,
)
from dragoman.reading.conditions.turned import only_then, turned_after

_ACT_LABELS = ("ccomp", "pcomp", "pobj", "advcl", "acl")
_SAID = ("VB", "VBZ", "VBP", "NNS", "VBD")
_REACH = 14
"""Tokens behind a connective within which its verb is sought when the parse gives none."""


def read_connective(hit: Hit, sense: str) -> Link | None:
    """Return the link that a connective opens, None when it opens no clause."""
    if hit.phrase in ("before", "until", "unless") and (bare := _nothing_before(hit)) is not None:
        return bare
    if (elliptic := _elliptic(hit)) is not None and (said := by_comma(hit, elliptic, sense)):
        return said
    verb = _act_verb(hit)
    if verb is None or verb.i <= hit.last:
        return None
    if (stressed := only_then(hit, verb, sense)) is not None:
        return stressed
    verb = _interrupted(hit, verb)
    if verb.dep_ == "pobj" and verb.tag_ in ("NNP", "NNPS"):
        return None
    if hit.phrase == "providing" and (
        (hit.first != hit.piece.start and (hit.before() != "," or verb.dep_ != "ccomp"))
        or verb.tag_ not in _SAID
        or verb.dep_ == "relcl"
        or (hit.first != hit.piece.start and not _begins(hit, verb))
    ):
        return None
    if hit.phrase == "in case" and verb.dep_ == "advcl" and modal(verb.head) is None:
        return None  # a precaution
    turned = turned_after(hit, verb, sense) if hit.before() in ("not", "only") else None
    return turned or link_clauses(hit, verb, sense, start=hit.last + 1)


def _begins(hit: Hit, verb: Token) -> bool:
    """Return whether a clause's subject stands right behind the connective."""
    owner = subject(verb)
    return verb.tag_ == "NNS" or (owner is not None and owner.left_edge.i == hit.last + 1)


def link_clauses(hit: Hit, verb: Token, sense: str, start: int) -> Link | None:
    """Return the link between the act's clause around `verb` and the clause it hangs on."""
    above = _above(hit, verb)
    main = _main_verb(hit, above)
    act = without_speaker(hit.doc, verb, _act(hit, verb, main, start))
    if not act:
        return None
    if main is None or act.holds(main):
        main = None if above is not None and above.i in hit.voice.cues else _free_verb(hit, act)
    outcome, head = _outcome_of(hit, main, above, verb, act)
    if not outcome:
        return None
    return Link(hit.stretch, act, verb, outcome, head, sense, "connective")


def _outcome_of(
    hit: Hit, main: Token | None, above: Token | None, verb: Token, act: Stretch
) -> tuple[Stretch | None, Token | None]:
    """Return the outcome and its head: a clause, what somebody says, or a bare noun phrase."""
    if main is not None:
        foreseen = _foreseen(hit, main)
        if foreseen is not None:
            stretch = Stretch(foreseen.left_edge.i, min(foreseen.right_edge.i + 1, hit.first))
            return trimmed(hit.doc, stretch.within(hit.piece)) or None, foreseen
        return _outcome(hit, main, verb, act), main
    said = hit.voice.cues.get(above.i, ()) if above is not None else ()
    pieces = [piece for piece in said if not piece.within(act)]
    if pieces:
        longest = max(pieces, key=lambda piece: piece.end - piece.start)
        return trimmed(hit.doc, longest), hit.doc[longest.start : longest.end].root
    outcome = _nominal_outcome(hit)
    return outcome, outcome_head(hit, outcome) if outcome else None


def _foreseen(hit: Hit, main: Token) -> Token | None:
    """Return the object of `predict`, `threaten`, `promise`: it is what depends on the act."""
    if main.lower_ not in hit.words.foreseeing or main.i > hit.first:
        return None
    thing = child_of(main, "dobj")
    link = next((c for c in main.rights if c.lower_ == "with" and c.i < hit.first), None)
    if thing is not None and link is not None:  # `threatened Oslo with sanctions`
        return child_of(link, "pobj") or thing
    return thing


def _interrupted(hit: Hit, verb: Token) -> Token:
    """Return the verb of a clause that the parse breaks at a comma: `if Oslo, in return, buys`."""
    if verb.tag_ not in ("NNP", "NNPS") or verb.i + 1 >= hit.piece.end or verb.nbor().text != ",":
        return verb
    behind = hit.doc[verb.i + 2 : hit.piece.end]
    comma = next((t.i for t in behind if t.text == ","), hit.piece.end)
    found = hit.doc[comma + 1] if comma + 1 < hit.piece.end else verb
    return found if found.tag_ in ("VBZ", "VBD", "VBP", "VB") else verb


def _nothing_before(hit: Hit) -> Link | None:
    """Read the headline `No gas before debt is paid`, whose outcome has no verb."""
    lead = hit.doc[hit.piece.start : hit.first]
    if not 1 < len(lead) <= _REACH or lead[0].lower_ != "no":
        return None
    tail = hit.doc[hit.last + 1 : hit.piece.end]
    verb = next((t for t in tail if t.tag_ in VERBAL and t.dep_ not in ("aux", "auxpass")), None)
    if verb is None or any(t.tag_ in VERBAL or t.text == "," for t in lead):
        return None
    act = trimmed(hit.doc, Stretch(hit.last + 1, verb.right_edge.i + 1).within(hit.piece))
    outcome = trimmed(hit.doc, Stretch(hit.piece.start, hit.first))
    return Link(hit.stretch, act, verb, outcome, outcome_head(hit, outcome), "need", "connective")


def outcome_head(hit: Hit, outcome: Stretch) -> Token:
    """Return the word that heads an outcome without a verb."""
    return hit.doc[outcome.start : outcome.end].root


def by_comma(hit: Hit, verb: Token, sense: str) -> Link | None:
    """Return the link of an act up to the first comma behind its verb, and what follows."""
    tokens = hit.doc[verb.i + 1 : hit.piece.end]
    comma = next((t.i for t in tokens if t.text == ","), None)
    if comma is None:
        return None
    act = trimmed(hit.doc, Stretch(hit.last + 1, comma))
    outcome = trimmed(hit.doc, Stretch(comma + 1, hit.piece.end))
    said = (t for t in hit.doc[outcome.start : outcome.end] if t.tag_ in FINITE and subject(t))
    head = next(said, None) or first_verb(hit, outcome)
    if head is not None and head.tag_ == "MD" and head.dep_ == "aux":
        head = head.head
    if not act or head is None:
        return None
    return Link(hit.stretch, act, verb, outcome, head, sense, "connective")


def _misread(hit: Hit) -> Token | None:
    """Return a verb in -s that the tagger took for a plural: `until the snow melts`."""
    found = None
    for token in hit.doc[hit.last + 1 : min(hit.piece.end, hit.last + _REACH)]:
        if token.text == ",":
            break
        if token.tag_ in VERBAL and token.tag_ != "VBN":
            return None
        lead = token.nbor(-1)
        if (
            found is None
            and token.tag_ == "NNS"
            and lead.tag_ in ("NN", "NNP")
            and lead.i > hit.last
        ):
            found = token
    return found


def _elliptic(hit: Hit) -> Token | None:
    """Return the verb of a clause that leaves its act unsaid: `if it does not, ...`."""
    doc, start = hit.doc, hit.last + 1
    if start + 2 >= hit.piece.end or doc[start].tag_ != "PRP":
        return None
    end = start + 3 if doc[start + 2].dep_ == "neg" else start + 2
    does = doc[start + 1].lower_ in ("do", "does", "did", "is", "are", "has", "have")
    closed = end < hit.piece.end and doc[end].text == ","
    return doc[start + 1] if does and closed else None


def _act_verb(hit: Hit) -> Token | None:
    last, first = hit.token, hit.doc[hit.first]
    if (misread := _misread(hit) or _elliptic(hit)) is not None:
        return misread
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


def _above(hit: Hit, verb: Token) -> Token | None:
    """Return what the act hangs on, past the connective's own words, None for a root."""
    token = verb
    while token.head.i != token.i:
        token = token.head
        if not (hit.first <= token.i <= hit.last or token.lower_ in ("only", "even")):
            return token
    return None


def _main_verb(hit: Hit, above: Token | None) -> Token | None:
    """Return the verb of the clause that the act hangs on, None when the voice has none."""
    piece = hit.voice.piece_of(above) if above is not None else None
    if above is None or piece is None or above.i in hit.voice.cues:
        return None
    main = governing_clause(above, piece)
    while main.dep_ == "advcl" and modal(main) is None and piece.holds(main.head):
        if modal(main.head) is None:  # `would stay where it is if`: the outcome is above
            break
        main = main.head
    return main if main.i not in hit.voice.cues else above


def _act(hit: Hit, verb: Token, main: Token | None, start: int) -> Stretch:
    end = verb.right_edge.i + 1
    if main is not None and verb.i < main.i < end:
        end = max(verb.i + 1, main.left_edge.i if main.left_edge.i > verb.i else main.i)
    for child in verb.rights:
        if child.dep_ == "parataxis" or child.i in hit.voice.cues or _goes_on(verb, child):
            end = min(end, child.left_edge.i)
    if main is None and _opens_piece(hit):
        end = min(end, _comma_before_clause(hit, verb))
    elif main is not None and main.i < hit.first:
        end = max(end, _joined_end(hit, main, end))
    if [t.lower_ for t in hit.doc[start : start + 2]] == ["of", "course"]:
        start += 2
    if main is not None and main.i > verb.i and hit.doc[end - 1].lower_ == "then":
        end -= 1
    return trimmed(hit.doc, Stretch(start, end).within(hit.piece))


def _goes_on(verb: Token, child: Token) -> bool:
    """Return whether a joined verb tells more of the outcome: `if X pays, and will lift Y`."""
    if child.dep_ != "conj" or modal(verb) is not None or child.tag_ != "VB":
        return False
    own = any(c.tag_ == "MD" and c.lower_ in ("will", "would") for c in child.lefts)
    return own and not any(c.dep_ in SUBJECTS for c in child.lefts)


def _joined_end(hit: Hit, main: Token, end: int) -> int:
    """Return where a second act ends that the parse joins to the outcome: `if X and Y is done`.

    Without a modal of its own it goes with the act, which has none, not with the outcome.
    """
    if end + 1 >= hit.piece.end or hit.doc[end].tag_ != "CC" or modal(main) is None:
        return end
    for token in hit.doc[end + 1 : hit.piece.end]:
        if token.dep_ == "conj" and token.tag_ in VERBAL and token.head.i < hit.first:
            own = any(c.dep_ in SUBJECTS and c.i > end for c in token.lefts)
            plain = own and all(c.tag_ != "MD" for c in token.lefts)
            return token.right_edge.i + 1 if plain else end
    return end


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
    if main.dep_ in ("relcl", "acl") and piece.holds(main.head) and not _is_whole(main):
        whole = Stretch(main.head.left_edge.i, whole.end)
    if main.i < hit.first:
        whole = Stretch(whole.start, hit.first)
    elif whole.start >= hit.first or _begins_behind(main, act):
        whole = Stretch(max(whole.start, act.end), whole.end)
    return trimmed(hit.doc, whole.within(piece)) or None


def _begins_behind(main: Token, act: Stretch) -> bool:
    """Return whether an outcome's own subject stands behind the act, whatever hangs before it."""
    owner = next((c for c in main.children if c.dep_ in SUBJECTS), None)
    return owner is not None and owner.i >= act.end


def _is_whole(main: Token) -> bool:
    """Return whether a clause behind a noun has a subject of its own: `a note that it will`."""
    owner = subject(main)
    return owner is not None and owner.tag_ not in ("WDT", "WP")


def _top_of_act(hit: Hit, verb: Token, main: Token) -> Token:
    """Return the child of the main verb on which the act hangs, the connective included."""
    token = verb
    while token.head.i not in (token.i, main.i):
        token = token.head
    return token if token.head.i == main.i else verb


def first_verb(hit: Hit, stretch: Stretch) -> Token | None:
    """Return the first full verb of a stretch."""
    tokens = hit.doc[stretch.start : stretch.end]
    return next((t for t in tokens if t.tag_ in VERBAL and t.dep_ not in ("aux", "auxpass")), None)
