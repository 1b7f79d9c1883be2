"""What a place's name stands for as the subject or the object of a verb.

`X rejected the offer` against `X lies on the coast`, `urged X` against `left X`; each function
returns None where the name does not stand there.
"""

from __future__ import annotations

import re

from dragoman.reading.speakers.beside import Beside
from dragoman.reading.speakers.place_names import PlaceReading
from dragoman.vocabulary.places import Words, place_words

_BE = frozenset({"is", "was", "are", "were", "be", "been", "being", "remains", "remained", "'s"})
_SCORE = re.compile(r"\b\d{1,3}\s?[-–]\s?\d{1,3}\b")


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
    if _suffers(name, verb) if _passive(name, verb) else _is_there(name, verb):
        return "place"
    if _described_as_place(name, verb):
        return "place"
    if kind == "city":
        return "government" if word in verbs["governing"] else "place"
    return "government"


def _is_there(name: Beside, verb: int) -> bool:
    """Tell whether a verb says where or how a place is: `X lies on`, `X braces for floods`."""
    words, word = place_words(), name.word(verb)
    verbs = words.verbs
    if word in verbs["standing"]:
        return name.word(verb + 1) in words.prepositions["place"]
    if word in verbs["falling"]:
        return _falls(name, verb + 1)
    if word in verbs["weathering"]:
        return _has_beneath(name, verb, words.nouns["standing"])
    if word in verbs["opening"]:
        return _has_beneath(name, verb, words.nouns["folk"], "to")
    if word in verbs["hosting"]:
        return True
    return word in verbs["being"] and not any(name.children(verb, "dobj"))


def _falls(name: Beside, token: int) -> bool:
    """Tell whether a city falls: `fell within days`, `fell to the rebels`, not `fell silent`."""
    words = place_words()
    if name.word(token) == "in":
        return name.tag(token + 1) == "CD" or name.marked.entity[token + 1] in ("DATE", "TIME")
    return name.word(token) in words.prepositions["falling"]


def _suffers(name: Beside, verb: int) -> bool:
    """Tell whether a passive verb's subject is a place: `was shelled`, `was chosen to host`."""
    words, word = place_words(), name.word(verb)
    verbs, nouns = words.verbs, words.nouns
    if word in words.adjectives["state"]:
        return True  # `was deserted`, taken for a passive
    if word in verbs["leaving"] or name.word(verb + 2) == "comment":
        return False  # `was left without allies`, `could not be reached for comment`
    if word in verbs["jolting"]:
        by = any(name.word(i) == "by" for i in name.children(verb, "agent"))
        return not by or _has_beneath(name, verb, nouns["standing"] | nouns["striking"], "by")
    if word in verbs["taking"]:
        return not _has_beneath(name, verb, nouns["acts"], "by")
    if word in verbs["closing"]:
        traffic = "traffic" in (name.word(verb + 2), name.word(verb + 3))
        return name.word(verb + 1) != "from" and (is_street(name) or traffic)
    if word in verbs["choosing"] or (word == "ruled" and name.word(verb + 1) == "out"):
        return _as_host(name, verb)
    if word in verbs["linking"]:
        return _has_beneath(name, verb, nouns["standing"] | nouns["moving"], "by")
    if word in verbs["becoming"]:
        return _has_beneath(name, verb, nouns["standing"], "into")
    return name.word(verb + 1) == "off" and _has_beneath(name, verb, nouns["standing"], "by")


def _as_host(name: Beside, verb: int) -> bool:
    """Tell whether someone chosen is chosen as the place: neither as mediator nor to lead."""
    words = place_words()
    for token in name.children(verb, "xcomp", "advcl"):
        if name.word(token - 1) == "to":
            return name.word(token) in words.verbs["lodging"]
    nouns = words.nouns["venue"] | words.nouns["standing"]
    roles = [i for i in name.children(verb, "prep") if name.word(i) == "as"]
    return not roles or _has_beneath(name, verb, nouns, "as")


def _has_beneath(name: Beside, verb: int, nouns: Words, preposition: str = "") -> bool:
    """Tell whether one of some nouns hangs on a verb by a preposition: `was hit by sanctions`."""
    lower = name.marked.lower
    for at in name.children(verb, "prep", "agent"):
        if preposition in ("", lower[at]) and any(
            lower[noun] in nouns for noun in name.children(at, "pobj")
        ):
            return True
    return False


def is_street(name: Beside) -> bool:
    """Tell whether the name is a street's or a building's, on which traffic and people go."""
    words = place_words().names
    return name.word(name.end - 1) in words["streets"] | words["roads"]


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


def _described_as_place(name: Beside, verb: int) -> bool:
    """Tell whether the predicate is a place's: `is a city`, `was calm`, `is without power`."""
    marked, words = name.marked, place_words()
    is_so = marked.lower[verb] in _BE or name.word(verb) in words.verbs["seeming"]
    if not is_so and name.word(verb) not in words.verbs["plunging"]:
        return False
    standing, moving = words.nouns["standing"], words.nouns["moving"]
    state, plight = words.adjectives["state"], words.adjectives["plight"]
    if is_so and name.word(verb + 1) == "where":
        return True
    if is_so and any(n in words.nouns["measure"] for n in marked.lower[verb + 1 : verb + 4]):
        return True
    for token in name.children(verb, "attr", "acomp", "oprd", "prep", "dobj"):
        lower = marked.lower[token]
        if marked.dep[token] == "attr" and (lower in standing or lower in moving):
            return True
        if lower in state:
            return name.word(token + 1) not in ("about", "over", "with")
        if marked.dep[token] == "prep" and any(
            marked.lower[n] in plight and not _blamed(name, n) for n in name.children(token, "pobj")
        ):
            return True
    return False


def _blamed(name: Beside, noun: int) -> bool:
    """Tell whether the fire that someone is under is of words: `came under fire for`."""
    return name.word(noun) == "fire" and name.word(noun + 1) in ("for", "over", "from")


def as_object(name: Beside) -> PlaceReading | None:
    """Return the reading of the object of a verb: `entered X`, `urged X`."""
    marked = name.marked
    if marked.dep[name.outer] not in ("dobj", "dative", "oprd", "attr"):
        return None
    verb = marked.head[name.outer]
    if not name.is_verb(verb):
        return None
    verbs, nouns = place_words().verbs, place_words().nouns
    word, kind, doer = name.word(verb), name.name.kind, name.word(name.doer(verb))
    street = is_street(name) or kind == "city"
    if word in verbs["taking"] or (word in verbs["closing"] and street):
        acts = doer in nouns["acts"] and doer not in nouns["moving"] | nouns["striking"]
        return "government" if (acts or _left_so(name, verb)) and name.name.governs else "place"
    if word in verbs["jolting"] and (kind == "city" or _strikes(doer)):
        return "place"
    plight = place_words().adjectives["plight"]
    if word in verbs["plunging"] and _has_beneath(name, verb, plight):
        return "place"
    built = kind == "seat" and word in verbs["facing"]
    if built or (word in verbs["closing"] and _strikes(doer)):
        return "place"
    if word in verbs["linking"] and doer in nouns["standing"] | nouns["moving"]:
        return "place"
    if word in verbs["choosing"] and kind != "seat" and _as_host(name, verb):
        return "place"
    if marked.dep[name.outer] == "attr" and doer in nouns["standing"] | nouns["venue"]:
        return "place"
    if kind == "city":
        return "government" if word in verbs["governing"] else "place"
    return "government"


def _strikes(word: str) -> bool:
    """Tell whether a noun is of what shakes a city: an earthquake, a missile."""
    nouns = place_words().nouns
    return word in nouns["standing"] or word in nouns["striking"]


def _left_so(name: Beside, verb: int) -> bool:
    """Tell whether `left X` goes on with how: `left X isolated`, `left X with little choice`.

    Those who go leave a place with something too: `the envoy left X with no answer`.
    """
    if name.word(verb) not in place_words().verbs["leaving"]:
        return False
    if name.word(name.end) in ("with", "without"):
        return not name.goes(name.doer(verb)) and name.tag(name.end + 1) != "VBG"
    return name.tag(name.end) in ("JJ", "VBN", "VBG")
