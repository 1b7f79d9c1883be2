"""Where the name of a place is part of another name: a person's, a treaty's, a company's.

`George Washington`, `the Minsk agreements`, `Air China`, `Bank of Japan`; what is called after
a place and stands there (`Tokyo Station`) is a place, a state's organ its government.
"""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.reading.speakers.beside import Beside
from dragoman.reading.speakers.place_names import PlaceReading, place_name_at
from dragoman.vocabulary.bodies import bodies
from dragoman.vocabulary.places import place_words
from dragoman.vocabulary.speakers import speaker_words

_NAMES = ("NNP", "NNPS")
_TITLED = ("EVENT", "LAW", "WORK_OF_ART")
_NOT_NAMED = ("DATE", "TIME", "NORP")
_FEWEST_CAPITALS = 3


def of_person(name: Beside) -> PlaceReading | None:
    """Return whether the name is a person's: `George Washington`, `Ms Paris`, `Jordan Keller`."""
    start, end = name.start, name.end
    if name.name.kind == "seat":
        return None
    if _enterprise(name):
        return "other"
    person = name.people.at.get(start)
    if person is not None and len(person.words) > 1 and _is_named(name):
        return _called_after(name, end) or "person"
    if name.name.kind == "country" and end - start > 1:
        return None
    before, after = start - 1, end
    honoured = name.word(before) in speaker_words().honorifics or (
        name.word(before) == "." and name.word(before - 1) in speaker_words().honorifics
    )
    if honoured or _has_title(name, before):
        return "person"
    organisation = name.name.kind == "country" and name.marked.entity[start] == "ORG"
    given = _bears_given(name, start) or _has_role(name, before)
    if given and not organisation and _surname(name, after):
        return "person"
    if _given(name, before):
        return _called_after(name, end) or "person"
    return None


def _enterprise(name: Beside) -> bool:
    """Return whether the name is part of a club's or a company's: `X Gold, a mining group`."""
    marked, words, end = name.marked, place_words(), name.end
    follows = name.tag(end) in _NAMES and marked.text[end][0].isupper()
    if not follows and name.tag(name.start - 1) not in _NAMES:
        return False
    first = name.start
    while name.tag(first - 1) in _NAMES and marked.text[first - 1][0].isupper():
        first -= 1
    if name.word(first - 1) in words.names["enterprises"] and (follows or first < name.start):
        return True  # `the yacht Lady Geneva`
    if name.word(name.start - 1) in words.names["clubs_open"] and not headline(name):
        return marked.text[name.start - 1][0].isupper()
    if not follows or headline(name):
        return False
    last = _last_capital(name, end)
    if name.word(last) in words.names["clubs_close"] or _hyphened(name, end):
        return True
    called = words.names["enterprises"]
    return name.word(last + 1) == "," and any(
        name.word(noun) in called for noun in name.children(last, "appos")
    )


def _hyphened(name: Beside, token: int) -> bool:
    """Return whether a capital behind the name is a club's that has a hyphen: `Saint-Germain`."""
    return "".join(map(name.word, range(token, token + 3))) in place_words().names["clubs_close"]


def _is_named(name: Beside) -> bool:
    """Return whether a person's name may hold the place's: no `Hence Beijing`, no `Dynamo Kyiv`."""
    marked, before = name.marked, name.start - 1
    first = before not in name.people.at
    borne = marked.text[name.start] in place_words().names["surnames"]
    return name.name.kind != "capital" or first or borne or _bears_given(name, before)


def _has_role(name: Beside, token: int) -> bool:
    """Return whether what a person is stands before the name: `the singer Kingston Wells`."""
    found = name.marked.covering.get(token)
    return (
        found is not None
        and found.end == name.start
        and not found.entry.proper
        and found.entry.noun("person") is not None
    )


def _bears_given(name: Beside, token: int) -> bool:
    word = name.marked.text[token]
    return speaker_words().is_given_name(word) or word in place_words().names["given"]


def _has_title(name: Beside, token: int) -> bool:
    """Return whether a person's title stands before the name: `President Washington`."""
    found = name.marked.covering.get(token)
    titled = found is not None and found.end == name.start and found.entry.office is not None
    return titled and name.marked.text[token][0].isupper() and not headline(name)


def _given(name: Beside, token: int) -> bool:
    """Return whether a given name stands before a name that people bear: `Eli Washington`."""
    marked, words = name.marked, place_words()
    if name.tag(token) not in _NAMES or headline(name):
        return False
    if token in marked.covering:  # `Ambassador Kingston Washington`
        borne = words.names["given"] | words.names["surnames"]
        both = marked.text[token] in borne and marked.text[name.start] in words.names["surnames"]
        return both and marked.entity[token] == marked.entity[name.start] == "PERSON"
    if speaker_words().is_given_name(marked.text[token]):
        return True
    if marked.text[name.start] not in words.names["surnames"] or not marked.text[token].istitle():
        return False
    if marked.entity[token] in ("GPE", "LOC", "FAC"):
        return False
    word = name.word(token)
    return word not in words.names["opening"] | words.names["feature"] | words.adjectives["place"]


def _surname(name: Beside, token: int) -> bool:
    """Return whether what follows a given name is a surname: no noun of a longer name."""
    marked = name.marked
    if name.tag(token) not in _NAMES or token in marked.covering or headline(name):
        return False
    last = _last_capital(name, token)
    if _of_noun(name.word(last)) is not None or name.word(last) in place_words().names["organs"]:
        return False
    alone = last == token and name.tag(token) == "NNP" and not marked.lower[token].endswith("s")
    return marked.entity[token] == "PERSON" or alone


def of_person_before(name: Beside, bearers: Mapping[str, int]) -> bool:
    """Return whether a person of that surname was named in full before: `Washington said`.

    `bearers` are such surnames with where they first stand.
    """
    words = name.marked.text[name.start]
    if name.end - name.start > 1 or name.preposition() is not None:
        return False
    return bearers.get(words, name.start) < name.start


def _called_after(name: Beside, token: int) -> PlaceReading | None:
    """Return what a person's name with a noun behind it is: a bridge, a university, a ship."""
    if name.tag(token) not in _NAMES or token in name.people.at:
        return None
    return _of_noun(name.word(_last_capital(name, token)))


def of_longer_name(name: Beside) -> PlaceReading | None:
    """Return what a longer name is that the place's name belongs to."""
    inside = name.name.inside
    if inside is not None:
        body = inside.entry.body
        return "government" if body is not None and body.sort == "government" else "other"
    return _with_noun(name) or _following(name) or _of(name) or _preceding(name)


def _with_noun(name: Beside) -> PlaceReading | None:
    """Return `other` for `the Minsk agreements`, `Geneva arms control treaty`, `Moscow time`."""
    nouns = place_words().nouns
    if name.word(name.end) in nouns["thing"] and name.tag(name.end)[:1] in ("N", "V"):
        return "other"
    capitals = name.marked.text[name.end : name.end + 3] if name.tag(name.end) in _NAMES else []
    if any(word[0].isupper() and word.lower() in nouns["paper"] for word in capitals):
        return "other" if name.name.kind in ("capital", "city") and headline(name) else None
    noun = name.joined()
    if noun is None:
        return None
    if name.word(noun) in nouns["thing"]:
        return "other"
    city = name.name.kind in ("capital", "city") and noun - name.end < 3
    return "other" if city and name.word(noun) in nouns["paper"] else None


def _following(name: Beside) -> PlaceReading | None:
    """Return what capitals behind the name make of it: `Tokyo Station`, `Beijing Review`."""
    marked, end = name.marked, name.end
    if not _goes_on(name, end):
        return None
    title = marked.covering.get(end)
    if title is not None and title.entry.office is not None:
        local = marked.lower[title.end - 1] in place_words().names["city_titles"]
        return "place" if local else "government"
    last = _last_capital(name, end)
    known = _of_noun(name.word(last))
    if known is not None:
        return known
    institution = bodies().institution(marked.document.doc[end : last + 1].text)
    if institution is not None or name.word(last) in place_words().names["organs"]:
        return "government"
    return "other"


def _goes_on(name: Beside, token: int) -> bool:
    """Return whether a word behind the name is part of a longer name, and no name of its own."""
    marked = name.marked
    if name.tag(token) not in _NAMES or not marked.text[token][0].isupper() or headline(name):
        return False
    person = name.people.at.get(token)
    if person is not None and (len(person.words) > 1 or marked.entity[name.start] != "PERSON"):
        return False
    if marked.entity[token] in _NOT_NAMED:
        return False
    found = marked.covering.get(token)
    if found is not None and found.entry.country is not None:
        return False
    apart = place_name_at(marked, token)
    same = marked.entity[token] == marked.entity[token - 1] or marked.entity[token] == ""
    return apart is None or same


def _of_noun(word: str) -> PlaceReading | None:
    """Return what a name is by its last word."""
    words = place_words()
    if word in words.nouns["paper"] or word in words.names["bodies"]:
        return "other"
    if word in words.nouns["standing"] or word in words.names["feature"]:
        return "place"
    return None


def _last_capital(name: Beside, token: int) -> int:
    last = token
    while name.tag(last + 1) in _NAMES and name.marked.text[last + 1][0].isupper():
        last += 1
    return last


def _of(name: Beside) -> PlaceReading | None:
    """Return what `Bank of X`, `Republic of X`, `Sea of X` is."""
    marked, of = name.marked, name.start - 1
    if name.word(of) == "the":
        of -= 1
    first = of - 1
    if name.word(of) != "of" or not name.word(first) or headline(name):
        return None
    words, noun = place_words(), marked.lower[first]
    if not marked.text[first][0].isupper():
        return None
    if noun in words.names["feature"] or noun in words.names["city_titles"]:
        return "place"
    if noun in words.names["state"] or noun in words.nouns["agents"]:
        return "government"
    if name.tag(first) not in _NAMES or noun in words.nouns["standing"]:
        return None
    called = noun in words.names["bodies"] or noun in words.nouns["paper"]
    return "other" if called or marked.entity[first] in _TITLED else None


def _preceding(name: Beside) -> PlaceReading | None:
    """Return what a capital before the name makes of it: `Air China`, `Lake Geneva`."""
    marked, before = name.marked, name.start - 1
    if name.tag(before) not in _NAMES or not marked.text[before][0].isupper() or headline(name):
        return None
    if name.word(before) in place_words().names["feature"]:
        return "place"
    found = marked.covering.get(before)
    if (found is not None and (found.entry.proper or found.entry.office)) or (
        before in name.people.at or marked.entity[before] in _NOT_NAMED
    ):
        return None
    if name.word(before) in place_words().adjectives["place"]:
        return None
    label = marked.entity[name.start]
    if label != marked.entity[before]:
        return None
    if label in ("GPE", "LOC", "FAC", ""):
        return "place" if label else None
    return "other" if label != "PERSON" else None


def headline(name: Beside) -> bool:
    """Tell whether the sentence is written with capitals throughout, which then tell nothing."""
    marked = name.marked
    sentence = marked.document.sentences[marked.sentence[name.at]]
    words = range(sentence.start, sentence.end)
    low = any(marked.text[i][0].islower() and marked.tag[i][:1] in "NVJ" for i in words)
    return not low and sum(marked.text[i][0].isupper() for i in words) > _FEWEST_CAPITALS
