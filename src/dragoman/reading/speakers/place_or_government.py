"""What the words beside a name say: a hyphen, an owned noun, a compound, `northern X`.

Each function reads one such place and returns None where the name does not stand there.
"""

from __future__ import annotations

from dragoman.reading.speakers.beside import Beside
from dragoman.reading.speakers.place_names import PlaceReading, place_name_at
from dragoman.vocabulary.places import place_words

_HYPHENS = ("-", "‑", "–")
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
    sort = "past" if name.name.kind == "seat" else "place"
    if before in words.adjectives[sort]:
        return "place"
    capital = name.word(name.start - 2) if before == "," else before
    if before in words.names["feature"] or capital == "capital":
        return "place"
    if before == "the" and name.word(name.end) == "of" and name.name.kind in ("capital", "city"):
        return "place"  # `the Vienna of those years`
    after = name.end + 1 if name.word(name.end) == "," else name.end
    if (
        name.word(after) == "where"
        or _as_venue(name, after)
        or _apposed(name)
        or _within(name)
        or _dateline(name)
    ):
        return "place"
    return None


def _more(name: Beside, token: int) -> bool:
    """Tell whether a noun or an adjective stands at a token: `state television`."""
    return name.tag(token)[:2] in ("NN", "JJ")


def _as_venue(name: Beside, token: int) -> bool:
    """Tell whether a meeting place is what the name is taken for: `X as the next venue`."""
    if name.word(token) != "as":
        return False
    venues = place_words().nouns["venue"]
    return any(name.word(i) in venues for i in range(token + 1, token + 4))


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
        if marked.text[token] in _DASHES and not _close(name, token):
            capitals = marked.text[start].isupper() or marked.text[name.end] in (",", "(")
            return capitals or token == name.end or marked.text[token - 1].isspace()
        if marked.tag[token] in ("VBD", "VBZ", "VBP", "MD"):
            return False
    return False


def _close(name: Beside, token: int) -> bool:
    """Tell whether no blank stands before a token."""
    return name.marked.glued(token) and not name.marked.text[token - 1].isspace()


def owning(name: Beside) -> PlaceReading | None:
    """Return the reading of `X's demand`, `X's streets`."""
    noun = name.owned()
    if noun is None:
        return None
    nouns, word = place_words().nouns, name.word(noun)
    kind = name.name.kind
    if kind == "country" and word in nouns["team"]:
        return "other"
    figure = word in nouns["figures"] and name.word(name.start - 1) in ("in", "into")
    if _of_city(name, noun, name.end + 1):
        return "place"
    if word in nouns["acts"] or word in nouns["agents"] or figure:
        return "government"
    in_city = word in nouns["folk"] or name.tag(noun) in ("NNP", "NNPS")
    here = word in nouns["standing"] or name.word(name.end + 1) in nouns["standing"]
    if here or (kind in ("capital", "city") and (in_city or name.is_person(noun))):
        return "place"
    return "government" if name.name.governs else "place"


def compound(name: Beside) -> PlaceReading | None:
    """Return the reading of `an X proposal`, `X airport`; headlines drop articles and verbs."""
    noun = name.joined()
    if noun is None:
        return None
    nouns, word = place_words().nouns, name.word(noun)
    kind, verbs = name.name.kind, place_words().verbs
    if name.word(name.end) in place_words().names["divisions"] and not _more(name, name.end + 1):
        return "place"  # `Washington state`
    if _of_city(name, noun, name.end):
        return "place"
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
    if noun == name.end and _ends_headline(name, noun):
        return None
    here = ("standing", "moving", "meeting") if kind == "seat" else _HERE
    if kind != "seat" and name.is_person(noun):
        return "place"
    if any(word in nouns[sort] for sort in here) or name.word(name.end) in nouns["standing"]:
        return "place"
    if kind == "capital" and (not name.opens() or _plainly_noun(name, noun)):
        return "place"
    return "government" if name.name.governs else "place"


def _of_city(name: Beside, noun: int, first: int) -> bool:
    """Tell whether a noun is a city's by the word before it: `X airport officials`."""
    nouns = place_words().nouns
    if noun == first:
        return False
    pair = f"{name.word(noun - 1)} {name.word(noun)}"
    airport = name.word(noun) in nouns["agents"] and name.word(first) in nouns["standing"]
    return airport or pair in nouns["standing"] or pair in nouns["folk"]


def _ends_headline(name: Beside, noun: int) -> bool:
    """Tell whether a headline's verb was taken for a noun: `ties with X sour`."""
    verb = name.word(noun + 1) == "" or (name.tag(noun) == "NNS" and name.verbless())
    return verb and name.preposition() == name.start - 1


def _plainly_noun(name: Beside, noun: int) -> bool:
    """Tell whether a verb follows a noun, which is then no verb of a headline."""
    plain = noun == name.end and name.tag(noun) == "NN"
    return plain and name.tag(noun + 1) in ("VBD", "VBZ", "VBP", "MD")


_HERE = ("standing", "folk", "moving", "meeting")
