"""Long articles: a word of theirs costs what one of a short article does, and means the same.

What is found through an index is what comparing all with all would find; the work is counted in
calls, which no busy machine makes more.
"""

from __future__ import annotations

import cProfile
import pstats
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Token

from dragoman.article import Form
from dragoman.intake import from_text
from dragoman.reading.events.mentions import Mention
from dragoman.reading.events.repeats import Kept, is_same, merged
from dragoman.reading.events.roles import Roles
from dragoman.reading.pipeline import parse, pipeline
from dragoman.reading.reader import read_document
from dragoman.reading.speakers.heard import ALOUD, PAIR, Heard, HeardVoices, Trait, Voice
from dragoman.reading.speakers.known_bodies import KnownBodies
from dragoman.reading.speakers.marked import Run
from dragoman.reading.speakers.named_bodies import NamedBody
from dragoman.reading.speakers.rows import Candidate, Row
from dragoman.records import Speaker
from dragoman.vocabulary.bodies import bodies
from dragoman.vocabulary.countries import countries
from dragoman.vocabulary.plover import plover
from lengthy import WORDS, chronicle


@pytest.mark.parametrize("form", ["report", "transcript"])
def test_an_article_twice_as_long_takes_about_twice_the_work(form: Form) -> None:
    def work(parts: int) -> int:
        article = replace(from_text(chronicle(parts)), form=form)
        document = parse(article)
        assert 0.9 < len(article.text.split()) / (parts * WORDS) < 1.1
        counting = cProfile.Profile()
        reading = counting.runcall(read_document, document, "rules")
        assert len(reading.statements) > 7 * parts
        assert len(reading.events) > parts
        assert len(reading.conditions) > parts
        calls: int = pstats.Stats(counting).total_calls  # type: ignore[attr-defined]
        return calls

    work(1)  # the vocabulary is loaded
    assert work(24) < 2.15 * work(12)


NAMES = st.lists(
    st.sampled_from(["Foreign", "Trade", "Ministry", "of", "Valdorian", "Russian", "Kest", "army"]),
    min_size=1,
    max_size=4,
).map(" ".join)
STATES = st.sampled_from([None, countries().by_iso3["RUS"], countries().by_iso3["JPN"]])
LISTED = st.sampled_from([None, None, bodies().find("European Union"), bodies().find("NATO")])
BODIES = st.builds(
    NamedBody,
    run=st.just(Run(0, 1)),
    name=NAMES,
    head=st.sampled_from(["ministry", "army"]),
    country=STATES,
    sort=st.sampled_from(["government", "organisation"]),
    body=LISTED,
    bare=st.just(False),
)
SHORT = st.dictionaries(NAMES, NAMES, max_size=2)


def fullest_of_all(
    wanted: NamedBody, known: list[NamedBody], short: dict[str, str], before: int
) -> NamedBody | None:
    """Return the fullest mention of a body, each of all held against it."""
    if wanted.bare:
        words = set(wanted.name.lower().split())
        same = [b for b in known if words <= {*b.name.lower().split(), b.head}]
        earlier = [b for b in same if b.run.start < before]
        nearest = earlier[-1] if earlier else next(iter(same), None)
        return fullest_of_all(nearest, known, short, before) if nearest else None
    long = short.get(wanted.name)

    def key(body: NamedBody) -> tuple[bool, int, bool, int, int]:
        words = body.name.split()
        proper = all(word[0].isupper() or word == "of" for word in words)
        proper = proper and (len(words) > 1 or body.name.isupper())
        return proper, len(words), body.name == wanted.name, len(body.name), -body.run.start

    return max((b for b in known if alike(b, wanted, long)), key=key, default=wanted)


def alike(body: NamedBody, wanted: NamedBody, long: str | None) -> bool:
    if body.country and wanted.country and body.country != wanted.country:
        return False
    if long is not None and body.name == long:
        return True
    if body.body is not None or wanted.body is not None:
        return body.body == wanted.body
    inner, outer = core(wanted.name), core(body.name)
    shared = body.country is not None and body.country == wanted.country and inner & outer
    return body.head == wanted.head and (inner <= outer or bool(shared))


def core(name: str) -> set[str]:
    return {word for word in name.split() if word not in ("of", "Russian")}


@given(st.lists(BODIES, max_size=10), BODIES, st.booleans(), st.integers(0, 12), SHORT)
def test_the_fullest_name_of_a_body_is_that_which_comparing_all_would_find(
    named: list[NamedBody], wanted: NamedBody, bare: bool, before: int, short: dict[str, str]
) -> None:
    known = [replace(body, run=Run(n, n + 1)) for n, body in enumerate(named)]
    wanted = replace(wanted, bare=bare)
    found = KnownBodies(known, short).fullest(wanted, before)
    assert found == fullest_of_all(wanted, known, short, before)


@given(st.lists(BODIES, max_size=10), NAMES, st.integers(0, 12), LISTED)
def test_bodies_are_found_by_ending_place_and_list(
    named: list[NamedBody], words: str, token: int, listed: object
) -> None:
    known = [replace(body, run=Run(n, n + 1)) for n, body in enumerate(named)]
    found = KnownBodies(known, {})
    assert found.ending(words) == next((b for b in known if b.name.endswith(words)), None)
    assert found.last_before(token) == next(iter(known[:token][::-1]), None)
    assert list(found.between(2, token)) == known[2:token]
    for body in {body.body for body in known if body.body}:
        assert found.first_of(body) == next(b for b in known if b.body == body)


VOICES = st.builds(
    lambda name, sort, pair: Voice(
        Speaker(name, None, None, "group" if pair else sort),
        parts=(Voice(Speaker("Vale")), Voice(Speaker("Marek"))) if pair else (),
    ),
    st.sampled_from(["Vale", "Marek", "Tarn"]),
    st.sampled_from(["person", "media", "group"]),
    st.booleans(),
)
TRAITS: dict[Trait, Callable[[Heard], bool]] = {
    ("sort", "person"): lambda h: h.voice.speaker.sort == "person",
    ("sort", "media"): lambda h: h.voice.speaker.sort == "media",
    ("gender", None): lambda h: h.voice.speaker.sort == "person",
    ALOUD: lambda h: not h.nested and h.voice.speaker.sort != "media",
    PAIR: lambda h: len(h.voice.parts) == 2,
}


@given(
    st.lists(st.tuples(st.integers(0, 9), VOICES, st.booleans()), max_size=12),
    st.integers(0, 10),
)
def test_voices_heard_before_a_place_come_the_last_one_first(
    told: list[tuple[int, Voice, bool]], token: int
) -> None:
    voices = HeardVoices()
    for at, voice, nested in told:
        voices.add(at, voice, nested)
    heard = [Heard(at, n, voice, nested) for n, (at, voice, nested) in enumerate(told)]
    back = sorted((h for h in heard if h.token < token), reverse=True, key=lambda h: h[:2])
    for trait, has in TRAITS.items():
        assert list(voices.before(token, trait)) == [h for h in back if has(h)]
    some: tuple[Trait, Trait] = ("sort", "person"), ("sort", "media")
    assert list(voices.before(token, *some)) == [
        h for h in back if h.voice.speaker.sort in ("person", "media")
    ]


def two_of_all(words: list[str], named: list[Candidate]) -> list[str | None]:
    """Return the names of the two named together last, else of the last two different ones."""
    for one, other in zip(reversed(named[:-1]), reversed(named[1:]), strict=True):
        between = words[one.end + 1 : other.start]
        different = one.voice.speaker.name != other.voice.speaker.name
        if "and" in between and len(between) <= 4 and different:
            return [one.voice.speaker.name, other.voice.speaker.name]
    latest: dict[str | None, Candidate] = {}
    for candidate in reversed(named):
        latest.setdefault(candidate.voice.speaker.name, candidate)
    two = sorted(list(latest.values())[:2], key=lambda c: c.start)
    return [c.voice.speaker.name for c in two] if len(two) == 2 else []


@given(
    st.lists(st.sampled_from(["Vale", "Marek", "Tarn", "and", "of", "said"]), max_size=30),
    st.integers(0, 30),
)
def test_the_two_at_hand_are_those_that_going_through_all_would_find(
    words: list[str], token: int
) -> None:
    named = [
        Candidate(n, n, Voice(Speaker(word))) for n, word in enumerate(words) if word.istitle()
    ]
    found = Row(words, named).two_before(token)
    expected = two_of_all(words, [one for one in named if one.start < token])
    assert [voice.speaker.name for voice in found or ()] == expected


@cache
def struck() -> list[Token]:
    """Return the words of a text in which acts hang on one another and point back."""
    words = ["the", "attack", "struck", "towns"] * 8
    heads = [n - n % 4 + (1, 2, 2, 2)[n % 4] for n in range(len(words))]
    deps = ["det", "nsubj", "ROOT", "dobj"] * 8
    doc = Doc(pipeline().vocab, words=words, heads=heads, deps=deps)
    return list(doc)


ACTS = [act for acts in (*plover().verbs.values(), *plover().nouns.values()) for act in acts]
ACTS = [act for act in ACTS if act.type in ("ASSAULT", "ACCUSE", "CONSULT", "SANCTION")][:60]
SIDES = st.lists(st.sampled_from("ABC"), max_size=2, unique=True).map(tuple)


@st.composite
def mentions(draw: st.DrawFn) -> list[Mention]:
    tokens = struck()
    places = draw(st.lists(st.integers(0, len(tokens) - 1), max_size=12, unique=True))
    acts = draw(st.lists(st.sampled_from(ACTS), min_size=1, max_size=4))
    object_ = st.sampled_from([None, tokens[1], tokens[3]])
    return [
        Mention(
            act=draw(st.sampled_from(acts)),
            token=tokens[place],
            roles=Roles(draw(SIDES), draw(SIDES), draw(object_)),
            status="happened",
            date=draw(st.sampled_from([None, "2019", "2019-05-03"])),
            when=draw(st.sampled_from(["", "", "on Monday", "on 3 May"])),
            title=draw(st.booleans()),
        )
        for place in places
    ]


@settings(deadline=None)
@given(mentions())
def test_a_mention_is_of_the_first_event_that_comparing_all_would_find(
    told: list[Mention],
) -> None:
    kept = Kept()
    for mention in told:
        place = kept.place_of(mention)
        same = (n for n, event in enumerate(kept.events) if is_same(mention, event))
        assert place == next(same, None)
        if place is None:
            kept.put(len(kept.events), mention)
        else:
            kept.put(place, merged(kept.events[place], mention))
