"""What the place of a name in its sentence says: subject, object, possessive, after a preposition.

Each function reads one such place and returns None where the name does not stand there.
"""

from __future__ import annotations

import re

from dragoman.reading.speakers.beside import Beside
from dragoman.reading.speakers.place_names import PlaceReading, place_name_at
from dragoman.vocabulary.places import place_words

_HYPHENS = ("-", "‑", "–")
_BE = frozenset({"is", "was", "are", "were", "be", "been", "being", "remains", "remained", "'s"})
_SCORE = re.compile(r"\b\d{1,3}\s?[-–]\s?\d{1,3}\b")
_DASHES = ("—", "–", "-", "--")
_LONGEST_DATELINE = 10


def of_hyphen(name: Beside) -> PlaceReading | None:
    """Return the reading of `X-based` and `X-backed`, of `anti-X` and of `X-Y talks`."""
    marked, start, end = name.marked, name.start, name.end
    if name.word(end) in _HYPHENS and marked.glued(end) and marked.glued(end + 1):
        tied, words = name.word(end + 1), place_words()
        if tied in words.hyphen["place"]:
            return "place"
        if tied in words.hyphen["other"]:
            return "other"
        if place_name_at(marked, end + 1) is not None:
            return _of_pair(name, end + 2)
        return "government" if name.name.governs else "place"
    if name.word(start - 1) in _HYPHENS and marked.glued(start) and marked.glued(start - 1):
        return _of_pair(name, end)
    return None


def _of_pair(name: Beside, token: int) -> PlaceReading:
    """Return what two names joined by a hyphen are, by the noun behind them."""
    nouns, last = place_words().nouns, ""
    while name.tag(token)[:1] in ("J", "N"):
        last = name.word(token)
        token += 1
    if last in nouns["moving"] or last in nouns["standing"]:
        return "place"
    return "government" if name.name.governs else "place"


def where(name: Beside) -> PlaceReading | None:
    """Return `place` for `northern X`, `X, a city of`, `X, where`, `the port of X`, a dateline."""
    words, start = place_words(), name.start
    before = name.word(start - 1)
    if before in words.adjectives["place"] and name.name.kind != "seat":
        return "place"
    if before in words.names["feature"] or before == "capital":
        return "place"
    after = name.end + 1 if name.word(name.end) == "," else name.end
    if name.word(after) == "where" or _apposed(name) or _within(name) or _dateline(name):
        return "place"
    return None


def _apposed(name: Beside) -> bool:
    """Tell whether a description calls the name a place: `X, a town`, `the capital, X`."""
    marked, nouns = name.marked, place_words().nouns["standing"]
    for token in name.children(name.at, "appos"):
        if marked.lower[token] in nouns and name.word(name.end) == ",":
            return True
    head = marked.head[name.at]
    return marked.dep[name.at] == "appos" and marked.lower[head] in nouns


def _within(name: Beside) -> bool:
    """Tell whether a country only says where a city is, or has it beside: `Dayton, Ohio`."""
    marked, country = name.marked, name.name.country
    if country is None:
        return False
    if name.word(name.start - 1) == "," and name.name.kind in ("country", "part"):
        city = place_name_at(marked, name.start - 2) if name.word(name.start - 2) else None
        return city is not None and city.kind in ("city", "capital") and city.country == country
    if name.word(name.end) == "," and name.name.kind in ("city", "capital"):
        state = place_name_at(marked, name.end + 1) if name.word(name.end + 1) else None
        return state is not None and state.kind in ("country", "part") and state.country == country
    return False


def _dateline(name: Beside) -> bool:
    """Tell whether the name opens a paragraph as its dateline: `KYIV, 3 March (Agency) —`."""
    marked, start = name.marked, name.start
    if marked.document.paragraphs[marked.paragraph[start]].sort == "dateline":
        return True
    if start > 0 and marked.paragraph[start - 1] == marked.paragraph[start]:
        return False
    for token in range(name.end, min(name.end + _LONGEST_DATELINE, len(marked.text))):
        if marked.text[token] in _DASHES and not marked.glued(token):
            capitals = marked.text[start].isupper() or marked.text[name.end] in (",", "(")
            return capitals or token == name.end
        if marked.tag[token] in ("VBD", "VBZ", "VBP", "MD"):
            return False
    return False


def owning(name: Beside) -> PlaceReading | None:
    """Return the reading of `X's demand`, `X's streets`."""
    noun = name.owned()
    if noun is None:
        return None
    nouns, word = place_words().nouns, name.word(noun)
    kind = name.name.kind
    if kind == "country" and word in nouns["team"]:
        return "other"
    if word in nouns["acts"] or word in nouns["agents"]:
        return "government"
    in_city = word in nouns["folk"] or name.tag(noun) in ("NNP", "NNPS")
    if word in nouns["standing"] or (kind in ("capital", "city") and in_city):
        return "place"
    return "government" if name.name.governs else "place"


def compound(name: Beside) -> PlaceReading | None:
    """Return the reading of `an X proposal`, `X airport`; headlines drop articles and verbs."""
    noun = name.joined()
    if noun is None:
        return None
    nouns, word = place_words().nouns, name.word(noun)
    kind, verbs = name.name.kind, place_words().verbs
    if kind == "country" and word in nouns["team"]:
        return "other"
    if (
        word in nouns["acts"]
        or word in nouns["agents"]
        or name.word(name.start - 1) in verbs["giving"]
    ):
        return "government" if name.name.governs else "place"
    if name.tag(name.end) == "NNS" and name.word(name.end) in verbs["governing"]:
        return "government"  # `the paper X signs`, its verb taken for a noun
    here = ("standing", "moving", "meeting") if kind in ("seat", "country") else _HERE
    if any(word in nouns[sort] for sort in here):
        return "place"
    if kind == "capital" and not name.opens():
        return "place"
    return "government" if name.name.governs else "place"


_HERE = ("standing", "folk", "moving", "meeting")


def as_subject(name: Beside) -> PlaceReading | None:
    """Return the reading of the subject of a verb."""
    words, verb = place_words(), name.verb()
    if verb is None:
        return None
    verbs, kind, word = words.verbs, name.name.kind, name.word(verb)
    if name.word(name.start - 1) in words.adjectives["whole"] and kind != "seat":
        return "people"
    if _plays(name, verb):
        return "other"
    if word in verbs["feeling"] and kind != "seat":
        return "people"
    placed = word in verbs["standing"] and name.word(verb + 1) in words.prepositions["place"]
    if (placed or word in verbs["being"]) and not _passive(name, verb):
        return "place"
    if word in verbs["taking"] and _passive(name, verb):
        return "government" if _with_words(name, verb) else "place"
    if _described_as_place(name, verb):
        return "place"
    if kind == "city":
        return "government" if word in verbs["governing"] else "place"
    return "government"


def _plays(name: Beside, verb: int) -> bool:
    if name.name.kind not in ("country", "city", "part"):
        return False
    if name.word(verb) not in place_words().verbs["playing"]:
        return False
    sentence = name.marked.document.sentences[name.marked.sentence[name.at]]
    team = place_words().nouns["team"]
    return bool(_SCORE.search(sentence.text)) or any(t in team for t in _lower(name))


def _lower(name: Beside) -> list[str]:
    sentence = name.marked.document.sentences[name.marked.sentence[name.at]]
    return name.marked.lower[sentence.start : sentence.end]


def _passive(name: Beside, verb: int) -> bool:
    return name.tag(verb) == "VBN" and name.marked.dep[name.outer] == "nsubjpass"


def _with_words(name: Beside, verb: int) -> bool:
    """Tell whether what strikes is an act of states: `was hit by sanctions`."""
    marked, acts = name.marked, place_words().nouns["acts"]
    agents = (by for by in name.children(verb, "agent") if marked.lower[by] == "by")
    return any(marked.lower[n] in acts for by in agents for n in name.children(by, "pobj"))


def _described_as_place(name: Beside, verb: int) -> bool:
    """Tell whether the predicate is a place's: `is a city`, `was calm`, `is without power`."""
    marked, words = name.marked, place_words()
    if marked.lower[verb] not in _BE and name.word(verb) not in ("became", "fell", "went", "came"):
        return False
    called = words.nouns["standing"] | words.nouns["moving"]
    state, plight = words.adjectives["state"], words.adjectives["plight"]
    if any(word in words.nouns["measure"] for word in marked.lower[verb + 1 : verb + 4]):
        return True
    for token in name.children(verb, "attr", "acomp", "oprd", "prep", "dobj"):
        if marked.dep[token] == "attr" and marked.lower[token] in called:
            return True
        if marked.lower[token] in state:
            return True
        if marked.dep[token] == "prep" and any(
            marked.lower[n] in plight for n in name.children(token, "pobj")
        ):
            return True
    return False


def as_object(name: Beside) -> PlaceReading | None:
    """Return the reading of the object of a verb: `entered X`, `urged X`."""
    marked = name.marked
    if marked.dep[name.outer] not in ("dobj", "dative", "oprd", "attr"):
        return None
    verb = marked.head[name.outer]
    if not name.is_verb(verb):
        return None
    verbs, nouns = place_words().verbs, place_words().nouns
    word, kind = name.word(verb), name.name.kind
    street = name.word(name.end - 1) in place_words().names["streets"]
    if word in verbs["taking"] or (word in verbs["closing"] and (street or kind == "city")):
        acts = _doer(name, verb) in nouns["acts"] - nouns["moving"]
        return "government" if (acts or _left_so(name, word)) and name.name.governs else "place"
    if word in verbs["linking"] and _doer(name, verb) in nouns["standing"] | nouns["moving"]:
        return "place"
    if kind == "city":
        return "government" if word in verbs["governing"] else "place"
    return "government"


def _doer(name: Beside, verb: int) -> str:
    """Return who does what a verb says: its subject, or the noun that a participle describes."""
    if name.marked.dep[verb] in ("acl", "relcl"):
        return name.word(name.marked.head[verb])
    subject = name.subject(verb)
    return name.word(subject) if subject is not None else ""


def _left_so(name: Beside, verb: str) -> bool:
    """Tell whether `left X` goes on with how: `left X isolated`, `left X with little choice`."""
    if verb not in ("leave", "leaves", "left", "leaving"):
        return False
    return name.tag(name.end) in ("JJ", "VBN", "VBG") or name.word(name.end) in ("with", "without")
