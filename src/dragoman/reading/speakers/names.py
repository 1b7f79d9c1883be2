"""Where persons are named in an article: runs of capitalised words told from other names.

The entity recogniser alone misses or mislabels a fifth of the names in diplomatic news, so a
title before the name, a known given name, a record of the person and the recogniser each count.
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.reading.speakers.beside_names import (
    apposed_to_office,
    attributive,
    followed_as_person,
    hyphen,
    led_by,
    locates,
    native,
    of_company,
)
from dragoman.reading.speakers.marked import Mark, Marked, Run
from dragoman.vocabulary.lexicon import Entry
from dragoman.vocabulary.people import people
from dragoman.vocabulary.speakers import speaker_words

_NAME_TAGS = ("NNP", "NNPS")
_ENTITIES = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "WORK_OF_ART"})
_LONGEST = 6
_MONTHS = frozenset({"March", "April", "May", "June", "August"})
"""Months that are names as well: alone, they are no person that was not named in full."""
_SUFFIXES = frozenset({"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"})


@dataclass(frozen=True, slots=True)
class Name:
    """A capitalised run that may name a person; `sure` when something says that it does."""

    run: Run
    words: tuple[str, ...]
    sure: bool


def names(marked: Marked) -> tuple[Name, ...]:
    """Return the capitalised runs that are no known country, body, outlet or title.

    Those of a dateline are places and writers.
    """
    found: list[Name] = []
    particles = speaker_words().particles
    datelines = {n for n, p in enumerate(marked.document.paragraphs) if p.sort == "dateline"}
    stray: list[int] = []
    end = 0
    for token, word in enumerate(marked.text):
        if token < end or not (word[0].isupper() or word in particles):
            continue
        if marked.sentence[token] < 0 or marked.paragraph[token] in datelines:
            continue
        if _starts(marked, token):
            end = _end(marked, token)
            found.extend(_segments(marked, Run(token, end)))
        elif token not in marked.covering and _opens_clause(marked, token):
            stray.append(token)
    surnames = {name.words[-1] for name in found if name.sure and len(name.words) > 1}
    for token in stray:  # a surname that opens a sentence may be tagged as anything
        if marked.text[token] in surnames:
            found.append(Name(Run(token, token + 1), (marked.text[token],), False))
    return tuple(found)


def _opens_clause(marked: Marked, token: int) -> bool:
    """Return whether a word opens its sentence and a verb or a comma stands right behind it."""
    following = marked.tag[token + 1 : token + 2]
    opens = token == 0 or marked.sentence[token - 1] != marked.sentence[token]
    return opens and bool(following) and following[0][:2] in ("VB", "MD", ",")


def _capital(marked: Marked, token: int) -> bool:
    word = marked.text[token]
    if not word[0].isupper():
        return False
    return marked.tag[token] in _NAME_TAGS or marked.entity[token] in _ENTITIES


def _starts(marked: Marked, token: int) -> bool:
    if _capital(marked, token):
        return True
    following = token + 1
    return (
        marked.lower[token] in speaker_words().particles
        and following < len(marked.text)
        and marked.tag[token][0] in "NFD"
        and (_capital(marked, following) or hyphen(marked, following))
        and marked.lower[token] not in ("the", "of", "la")
    )


def _end(marked: Marked, start: int) -> int:
    """Return where a run of capitalised words ends, its particles and hyphens taken along."""
    particles = speaker_words().particles
    at, size = start + 1, len(marked.text)
    while at < size and marked.sentence[at] == marked.sentence[start]:
        if _capital(marked, at) and marked.text[at - 1] not in (",", ";"):
            at += 1
        elif hyphen(marked, at) and marked.tag[at + 1] != "VBN":
            at += 2
        elif marked.lower[at] in particles and _leads_on(marked, at):
            at += 1
        else:
            break
    return at


def _leads_on(marked: Marked, token: int) -> bool:
    for at in range(token + 1, min(token + 4, len(marked.text))):
        if _capital(marked, at) or hyphen(marked, at):
            return True
        if marked.lower[at] not in speaker_words().particles:
            return False
    return False


def _segments(marked: Marked, run: Run) -> list[Name]:
    """Cut a run at titles and at names of other things; keep what may be a person."""
    found: list[Name] = []
    start = at = run.start
    while at < run.end:
        cut = _cut(marked, at, start)
        if cut > at:
            found.extend(_name(marked, Run(start, at)))
            start = at = cut
        else:
            at += 1
    found.extend(_name(marked, Run(start, run.end)))
    return found


def _cut(marked: Marked, at: int, start: int) -> int:
    """Return the end of a title or of another name that begins at a token, else the token."""
    if _dated(marked, at):
        return at + 1
    if marked.lower[at] in speaker_words().honorifics and not (
        at > start and _in_person(marked, at)
    ):
        dotted = at + 1 < len(marked.text) and marked.text[at + 1] == "."
        return at + 2 if dotted else at + 1
    found = marked.covering.get(at)
    if found is None:
        return at
    if found.start != at:  # `State` of `Secretary of State Ana Vale`
        return found.end if at == start else at
    entry = found.entry
    if _given(marked, at) or (at == start and _initials(marked, found)):
        return at
    if entry.office or entry.institution or any(noun.sort != "group" for noun in entry.nouns):
        return at if at > start and _in_person(marked, at) else found.end
    if entry.proper and not _borne(marked, found, start):
        return found.end
    return at


def _initials(marked: Marked, found: Mark) -> bool:
    """Return whether what looks like an outlet is a person's initials: `A.B.C. Vale`."""
    entry, following = found.entry, found.end
    return (
        entry.outlet is not None
        and not (entry.country or entry.body)
        and marked.text[found.start].endswith(".")
        and following < len(marked.text)
        and _capital(marked, following)
        and following not in marked.covering
    )


def _given(marked: Marked, token: int) -> bool:
    """Return whether a noun is here a given name before a surname: `Bill Vale`."""
    following = token + 1
    return (
        following < len(marked.text)
        and speaker_words().is_given_name(marked.text[token])
        and _capital(marked, following)
        and following not in marked.covering
        and marked.covering[token].entry.office is None
    )


def _in_person(marked: Marked, token: int) -> bool:
    return marked.entity[token] == "PERSON" and marked.entity[token - 1] == "PERSON"


def _borne(marked: Marked, found: Mark, start: int) -> bool:
    """Return whether a country's or body's name is here a person's: `Jordan Vale`, `Ana Paris`."""
    entry: Entry = found.entry
    if found.end - found.start > 1 or entry.sense == "demonym" or entry.outlet or entry.body:
        return found.start > start and _in_person(marked, found.start)
    following = found.end
    if found.start > start:
        return _in_person(marked, found.start)
    return (
        following < len(marked.text)
        and marked.entity[found.start] == "PERSON"
        and marked.entity[following] == "PERSON"
        and _capital(marked, following)
        and speaker_words().is_given_name(marked.text[found.start])
    )


def _name(marked: Marked, run: Run) -> list[Name]:
    start, end = run
    while start < end and (not marked.text[start][0].isalpha() or _dated(marked, start)):
        start += 1
    while end > start and marked.text[end - 1] in ("-", "."):
        end -= 1
    start = _trimmed(marked, Run(start, end))
    kept = Run(start, end)
    words = tuple(marked.words(kept).split())
    many = end - start > _LONGEST + 2 and len(words) > _LONGEST  # `Abd al-Karim ibn Salih al-Vale`
    if not words or many or all(len(w) == 1 for w in marked.text[start:end]):
        return []
    return [Name(kept, words, _sure(marked, kept, words))]


def _trimmed(marked: Marked, run: Run) -> int:
    """Return where a name begins behind a word that is only capitalised: `Rival Ana Vale`."""
    first, second = run.start, run.start + 1
    if second >= run.end or marked.entity[first] == "PERSON":
        return first
    person = marked.entity[second] == "PERSON" and not marked.glued(second)
    if not person or speaker_words().is_given_name(marked.text[first]):
        return first
    opens = first == 0 or marked.sentence[first - 1] != marked.sentence[first]
    stray = opens and marked.lower[first].endswith("ing")  # `Citing Vale, ...`
    return second if stray or run.end - second > 1 else first


def _dated(marked: Marked, token: int) -> bool:
    return marked.entity[token] in ("DATE", "TIME")


def _sure(marked: Marked, run: Run, words: tuple[str, ...]) -> bool:
    if " ".join(words) in speaker_words().platforms or words[-1] in speaker_words().mastheads:
        return False
    if len(words) == 1 and (native(marked, run.start) or words[0] in _MONTHS):
        return False
    if of_company(marked, run.start):
        return False
    labels = [marked.entity[i] for i in range(run.start, run.end)]
    before = marked.covering.get(run.start - 1)
    if before and before.end == run.start and _names_a_thing(before.entry):
        return False
    if people().told(" ".join(words)):
        return True
    if 2 * labels.count("PERSON") >= len(labels) and not (
        locates(marked, run) or attributive(marked, run)
    ):
        return True
    title = titled(marked, run.start)
    if title and (
        title.entry.office or not title.entry.nouns or marked.text[title.start].islower()
    ):
        return True
    if len(words) > 1 and (
        apposed_to_office(marked, run)
        or led_by(marked, run.start - 2)
        or followed_as_person(marked, run.end)
    ):
        return True
    if len(words) > 1 and not {"DATE", "EVENT", "LAW"} & set(labels):
        given = words[0].split("-")[0]
        return speaker_words().is_given_name(given) or bool(people().named(" ".join(words)))
    return False


def _names_a_thing(entry: Entry) -> bool:
    """Return whether a name after the phrase is a body's or an outlet's: `news agency Kest`."""
    return not entry.office and any(noun.sort in ("media", "body") for noun in entry.nouns)


def titled(marked: Marked, start: int) -> Mark | None:
    """Return the title that stands right before a name: `president`, `spokesman`, `Gen.`."""
    before = start - 1
    if before >= 0 and marked.text[before] == ".":
        before -= 1
    if before < 0 or marked.sentence[before] != marked.sentence[start]:
        return None
    found = marked.covering.get(before)
    if found is not None and found.end in (start, start - 1):
        noun = found.entry.noun("person")
        if (found.entry.office or noun) and marked.tag[before][0] in "NJ" and not found.entry.many:
            return found
    if marked.lower[before] in speaker_words().honorifics and marked.text[before][0].isupper():
        return found or Mark(before, before + 1, Entry())
    return _with_complement(marked, start)


def _with_complement(marked: Marked, start: int) -> Mark | None:
    """Return the title in `Ambassador to Valdoria Ana Vale`, `Special Envoy for Peace Ana Vale`."""
    at, sentence = start - 1, marked.sentence[start]
    while at > 1 and start - at < 6 and marked.sentence[at] == sentence:
        tag = marked.tag[at]
        if tag in ("IN", "TO") and marked.lower[at] in ("to", "for", "of"):
            found = marked.covering.get(at - 1)
            if found is None or found.end != at or not found.entry.office:
                return None
            return found if marked.text[at - 1][0].isupper() else None
        if tag not in ("DT", "HYPH") and not _capital(marked, at):
            return None
        at -= 1
    return None


def bare(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return a name's words without what follows a surname: `Jr.`, `III`."""
    kept = tuple(word for word in words if word not in _SUFFIXES)
    return kept or words
