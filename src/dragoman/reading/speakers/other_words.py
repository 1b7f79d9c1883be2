"""Persons already named, called by other words: `the 60-year-old economist`, `his host`.

Newspapers vary how they call one person. What nobody was described as before may be somebody
new; only words that add to a person (an age, looks, a former office) are taken for the old one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator

from dragoman.reading.speakers import coreference
from dragoman.reading.speakers.ages import age_in, has_age
from dragoman.reading.speakers.callings import called, of_age
from dragoman.reading.speakers.descriptions import Description
from dragoman.reading.speakers.heard import ANY_PERSON, Owner, Voice
from dragoman.reading.speakers.persons import Person
from dragoman.reading.speakers.scene import Scene
from dragoman.reading.speakers.voices import person_voice
from dragoman.vocabulary.countries import Country
from dragoman.vocabulary.given_names import Gender
from dragoman.vocabulary.speakers import speaker_words

_HOLDS_OFFICE = -1.0
"""What it counts against somebody that he holds another office than a former one."""
_CLAUSE = 18
"""Tokens behind a description in which a clause may tell the sex."""
_SHORTEST = 6
"""Letters of the shortest word that is taken for a native's: `Berliner`."""


def describes_a_person(scene: Scene, described: Description) -> bool:
    """Return whether words without a person's noun mean one: `the 59-year-old`, `the Dubliner`."""
    return (
        has_age(described.words)
        or _native(scene, described)
        or (described.head is None and _of_calling(scene, described))
    )


def _of_calling(scene: Scene, described: Description) -> bool:
    """Return whether what somebody was, or is by training, is said: `the former coach`.

    Not an office, of which there may be another former holder.
    """
    marked, at = scene.marked, described.head_at
    words = speaker_words().calling
    lasting = described.former or not words["lasting"].isdisjoint(described.words.lower().split())
    if not lasting or described.many or marked.lower[described.run.start] != "the":
        return False
    if described.head is not None:
        kin = described.noun in speaker_words().kin
        office = described.office is not None and described.office.kind != "military"
        return described.is_a("person") and not (office or kin)
    noun = marked.text[at]
    agent = noun.endswith(tuple(words["agents"])) and noun not in words["no_agents"]
    return noun.islower() and (agent or noun in words["callings"])


def _native(scene: Scene, described: Description) -> bool:
    """Return whether a lone adjective and a native's name stand behind `the`."""
    marked, at, start = scene.marked, described.head_at, described.run.start
    word = marked.text[at]
    return (
        described.head is None
        and marked.lower[start] == "the"
        and at > start + 1
        and marked.text[at - 1].islower()
        and word[0].isupper()
        and len(word) >= _SHORTEST
        and word.endswith(tuple(speaker_words().calling["natives"]))
        and word not in speaker_words().mastheads
        and not described.many
    )


def renamed(scene: Scene, described: Description) -> Voice | None:
    """Return the person named before whom new words describe; None when they may be anybody's.

    Without an age or looks, a calling means the only person named so far.
    """
    marked, here = scene.marked, described.run.start
    if marked.lower[here] != "the" or described.many:
        return None
    shown = _shown(scene, described) or _of_calling(scene, described)
    before = scene.cast.between(0, here)
    persons = of_age(list(dict.fromkeys(m.person for m in before)), age_in(described.words))
    persons = [p for p in persons if _may_be(scene, p, described)]
    natives = [p for p in persons if described.country and p.country == described.country]
    if len(natives) == 1 and _presented(natives[0]):
        return person_voice(scene, natives[0])
    varied = described.former or called(described) in speaker_words().calling["variety"]
    if not (shown or varied or (described.office and all(_presented(p) for p in persons))):
        return None
    if not shown and len(persons) != 1:
        return None
    candidates = [
        coreference.at_name(scene, run, person, _weight(person, described))
        for run, person in before[bisect_left(before, coreference.reach(scene, here), key=_start) :]
        if person in persons
    ]
    candidates += [c for c in coreference.centred(scene, here) if c.voice.person in persons]
    spoken = (h for h in scene.heard_before(here, ANY_PERSON) if h.voice.person in persons)
    return coreference.best(scene, here, candidates, spoken)


def _start(mention: tuple[tuple[int, int], Person]) -> int:
    return mention[0][0]


def _shown(scene: Scene, described: Description) -> bool:
    """Return whether an age, looks or an origin are among the words."""
    looks = speaker_words().calling["looks"]
    words = described.words.lower().split()
    return (
        has_age(described.words)
        or any(word.rpartition("-")[2] in looks for word in words)
        or _native(scene, described)
    )


def compatriot(scene: Scene, described: Description, country: Country) -> Voice | None:
    """Return the person of that country named or heard last for `the Valdorian`."""
    marked, here = scene.marked, described.run.start
    plural = described.noun.endswith(("s", "ese", "sh", "ch"))
    if marked.lower[here] != "the" or (plural and not _shown(scene, described)):
        return None
    before = [m for m in scene.cast.between(0, here) if m.person.country == country]
    last = next((m.person for m in reversed(before)), None)
    return person_voice(scene, last) if last is not None else None


def _presented(person: Person) -> bool:
    """Return whether somebody is named with his state and no more: `Valdoria's Ana Vale`."""
    return person.country is not None and not person.described


def _may_be(scene: Scene, person: Person, described: Description) -> bool:
    """Return whether nothing known of a person speaks against a description."""
    if described.country and person.country and described.country != person.country:
        return False
    sex = described.gender or _told_sex(scene, described)
    if sex and person.gender and sex != person.gender:
        return False
    if len(person.words) == 1 and not person.described:
        return False  # as often a place or a paper
    plain = described.former and not (_shown(scene, described) or _of_calling(scene, described))
    return not (plain and any(d.office for d in person.described))


def _told_sex(scene: Scene, described: Description) -> Gender | None:
    """Return the sex that what follows a description tells: `who sailed here as a girl`."""
    marked, words = scene.marked, speaker_words()
    for at in range(described.head_at + 1, min(described.run.end, described.head_at + _CLAUSE)):
        word, before = marked.lower[at], marked.lower[at - 2 : at]
        if word in ("himself", "herself"):
            return "male" if word == "himself" else "female"
        if marked.lower[marked.head[at]] in words.spouses and word == "whose":
            return words.spouses[marked.lower[marked.head[at]]]
        if before[-1:] in (["a"], ["an"], ["the"]) and before[0] in ("as", ","):
            known = words.gender_of_word(word)
            if known:
                return known
    return None


def _weight(person: Person, described: Description) -> float:
    current = any(d.office and not d.former for d in person.described)
    return _HOLDS_OFFICE if described.former and described.office and current else 0.0


def opposite(scene: Scene, described: Description, owner: Owner) -> Voice | None:
    """Return the other one in office for `his counterpart`; `his host` by where they meet."""
    words, noun = speaker_words().calling, called(described)
    if noun not in words["opposites"] - words["known_by_state"] or described.country is not None:
        return None
    home = _meeting_place(scene) if noun in words["at_home"] | words["visiting"] else None
    one = owner()
    fitting = [
        person
        for person in _in_office(scene, described.run.start)
        if (
            _across(person, one)
            if home is None
            else (person.country == home) == (noun in words["at_home"])
        )
    ]
    if noun == "colleague" and len(fitting) != 1:
        return None
    return person_voice(scene, fitting[-1]) if fitting else None


def _across(person: Person, one: Voice | None) -> bool:
    """Return whether a person is not the one in the possessive, and from elsewhere."""
    if one is None or one.person is None:
        return True
    return person is not one.person and (person.country is None or person.country != one.state)


def visitor(scene: Scene, described: Description) -> Voice | None:
    """Return the one in office who is abroad where they meet: `the visiting minister`."""
    words = set(described.words.lower().split())
    if described.country is not None or not words & speaker_words().calling["visiting"]:
        return None
    home = _meeting_place(scene)
    here = described.run.start
    abroad = [p for p in _in_office(scene, here) if p.country and p.country != home]
    return person_voice(scene, abroad[0]) if home and len(abroad) == 1 else None


def _in_office(scene: Scene, here: int) -> list[Person]:
    """Return the persons with an office, or named with a state, before a place, the last last."""
    last: dict[Person, None] = {}
    for mention in scene.cast.between(0, here):
        title = mention.person.title
        opposed = title is not None and called(title) in speaker_words().calling["opposites"]
        office = title is not None and (title.office is not None or opposed)
        if office or _presented(mention.person):
            last.pop(mention.person, None)
            last[mention.person] = None
    return list(last)


def _meeting_place(scene: Scene) -> Country | None:
    """Return the state in whose seat the article has most take place: `in New Delhi`."""
    for prepositions in (("in", "at"), ("to",)):  # `met in New Delhi`, `a visit to New Delhi`
        found = Counter(_seats_behind(scene, prepositions)).most_common(1)
        if found:
            return found[0][0]
    return None


def _seats_behind(scene: Scene, prepositions: Collection[str]) -> Iterator[Country]:
    marked = scene.marked
    for mark in marked.marks:
        country = mark.entry.country
        seat = mark.entry.sense in ("metonym", "capital")
        if country and seat and marked.lower[max(0, mark.start - 1)] in prepositions:
            yield country
