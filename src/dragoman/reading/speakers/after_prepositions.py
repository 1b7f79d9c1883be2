"""What a place's name stands for after a preposition: `in X`, `talks with X`, `a flight to X`.

Some prepositions are a place's, some a government's; the others go by the noun or verb that
they hang on.
"""

from __future__ import annotations

from dragoman.reading.speakers.beside import Beside
from dragoman.reading.speakers.place_names import PlaceReading
from dragoman.reading.speakers.place_verbs import is_street
from dragoman.vocabulary.places import place_words

_WAYS = ("to", "from", "toward", "towards")


def after_preposition(name: Beside) -> PlaceReading | None:
    """Return the reading of a name after a preposition, alone or joined to others."""
    at = name.preposition()
    if at is None:
        return None
    prepositions, word = place_words().prepositions, name.word(at)
    governors = tuple(name.before(at))
    lower = {name.word(token) for token in governors}
    if word in prepositions["place"]:
        if word in ("through", "via") and lower & prepositions["relaying"]:
            return "government" if name.name.governs else "place"
        trusted = word == "in" and lower & prepositions["trusting"]
        aimed = word == "at" and lower & prepositions["aimed"]
        return "government" if (trusted or aimed) and name.name.governs else "place"
    if word in prepositions["government"] or word == "including":
        return _turned_to(name, word, lower)
    if word not in prepositions["either"]:
        return None
    if word == "from" and name.word(at - 1) in prepositions["place"] | prepositions["away"]:
        return "place"
    if word == "of":
        return _of(name, at)
    return _way(name, word, governors)


_OF_WORDS = frozenset({"attack", "attacks", "strike", "strikes", "hold", "holds"})
"""What strikes a government in words and in courts as well as a city."""


def _turned_to(name: Beside, word: str, lower: set[str]) -> PlaceReading | None:
    """Return the reading after `with`, `between`, `by`, `such as`."""
    nouns, kind = place_words().nouns, name.name.kind
    if kind == "country" and word in ("against", "between", "with") and lower & nouns["team"]:
        return "other"
    if word == "against" and kind == "capital" and lower & nouns["striking"] - _OF_WORDS:
        return "place"
    there = nouns["moving"] | nouns["standing"]
    if word != "by" and lower & there and not lower & (nouns["acts"] | nouns["agents"]):
        return "place"
    if name.name.governs:
        return "government"
    dealt = lower & (nouns["acts"] | nouns["agents"] | place_words().verbs["governing"])
    return "government" if dealt else "place"


def _of(name: Beside, at: int) -> PlaceReading:
    """Return the reading after `of`: `the streets of X`, `the demands of X`."""
    nouns, words = place_words().nouns, place_words()
    near = {name.word(at - 1)}
    if near & words.adjectives["portion"]:
        return "people" if _peopled(name, at - 1) else "place"
    if name.name.kind == "seat" and near & nouns["outside"]:
        return "place"
    if near & (nouns["acts"] | nouns["agents"]) and name.name.governs:
        return "government"
    if near & (nouns["standing"] | nouns["folk"] | nouns["moving"]):
        return "place"
    if near & nouns["striking"] or name.tag(at - 1) == "CD":
        return "place"
    return "government" if name.name.governs else "place"


def _peopled(name: Beside, share: int) -> bool:
    """Tell whether a share of a city does what people do: `half of X was watching`."""
    marked, words = name.marked, place_words()
    if marked.dep[share] not in ("nsubj", "nsubjpass") or name.name.kind == "seat":
        return False
    verb = marked.head[share]
    for _ in range(2):  # `seemed to be watching`
        verb = next(name.children(verb, "xcomp"), verb)
    if name.word(verb) in words.verbs["feeling"] | words.verbs["living"]:
        return True
    out = (at for at in name.children(verb, "prep") if name.word(at) in ("in", "on", "at"))
    return any(
        name.word(n) in words.nouns["outdoors"] for at in out for n in name.children(at, "pobj")
    )


def _way(name: Beside, word: str, governors: tuple[int, ...]) -> PlaceReading:
    """Return the reading after `to`, `from`, `for`, `on`, `over`: who moves, or what is given."""
    words, marked = place_words(), name.marked
    nouns, verbs = words.nouns, words.verbs
    governs = name.name.governs
    acting, going = nouns["acts"], nouns["moving"] | nouns["folk"] | nouns["standing"]
    moving = verbs["moving"] | verbs["handing"]
    moves = any(name.is_verb(token) and name.word(token) in moving for token in governors)
    for token in governors:
        noun = name.word(token)
        if name.is_verb(token):
            continue
        if name.word(token - 1) in words.adjectives["place"]:
            return "place"  # `the western approaches to X`
        if word in _WAYS and {noun, name.word(token - 1)} & nouns["goods"]:
            return "place"  # `fuel supplies to X`
        if noun in acting:
            return "government" if governs else "place"
        if word == "to" and noun in nouns["sent"] and not moves and governs:
            return "government"
        if word in ("on", "over") and noun in nouns["striking"]:
            return "place"
        if noun in verbs["moving"] and name.tag(token) == "NNS" and name.verbless():
            return "place"  # `Envoy heads to X`, the verb taken for a noun
        if name.word(token - 1) in nouns["moving"] and marked.dep[token - 1] == "compound":
            return "place"  # `the bus service to X`
        if noun in going and not (word == "for" and noun not in nouns["moving"]):
            return "place"
        if word == "for" and noun in words.names["city_titles"]:
            return "place"
        if word == "from" and noun in nouns["agents"] and governs and not moves:
            return "government"
    return _way_of_verb(name, word, governors)


def _way_of_verb(name: Beside, word: str, governors: tuple[int, ...]) -> PlaceReading:
    """Return the reading by the verb: whether someone goes there, or gets something from it."""
    verbs, nouns = place_words().verbs, place_words().nouns
    going = nouns["standing"] | nouns["moving"]
    acts = nouns["acts"] - nouns["moving"]
    for token in governors:
        verb = name.word(token)
        if not name.is_verb(token):
            continue
        if verb in verbs["spreading"] or (verb in verbs["settling"] and word in ("on", "for")):
            return "place"
        subject = name.subject(token)
        if subject is None:  # `From X comes word`
            subject = next(name.children(token, "nsubj"), None)
        if subject is not None and name.word(subject) in place_words().adjectives["portion"]:
            subject = name.shared(subject)
        act = subject is not None and name.word(subject) in acts
        if (act or (word == "from" and verb in verbs["getting"])) and name.name.governs:
            return "government"
        runs = word != "on" and subject is not None and name.word(subject) in going
        taken = verb in verbs["handing"] and word in _WAYS
        spoken = verb in verbs["speaking"] and word == "from"
        if runs or taken or spoken or verb in verbs["moving"]:
            return "place"  # `the road runs to X`, `speaking from X`
    sent = word == "from" and any(name.tag(token)[:1] == "N" for token in governors[:1])
    if sent and name.name.kind != "seat":
        return "place"  # `grain from X`
    if word == "on" and is_street(name):
        there = verbs["standing"] | verbs["opening"] | verbs["moving"]
        street = name.word(name.end - 1) in place_words().names["streets"]
        if street or any(name.is_verb(at) and name.word(at) in there for at in governors):
            return "place"
    return "government" if name.name.governs else "place"
