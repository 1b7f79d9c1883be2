"""A desk's day of made articles: matters, series in a fixed form, and copies at four strengths.

Everything is invented and comes from one seed, so the set is the same on every machine. What
makes it hard: articles on one matter share speakers, subject and whole background paragraphs;
daily reports share all but their numbers and places; edits strike anywhere, and the words that
they put in are other articles' words.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any, TypeAlias

STRENGTHS = ("verbatim", "cut", "edited 10 %", "edited 30 %")
EDITED = {"edited 10 %": 0.1, "edited 30 %": 0.3}
CUT_TO = (0.4, 0.8)
"""What a cut copy keeps of its original's paragraphs: between these shares, from the top."""

SERIES = 0.1
"""The share of originals that are reports in a fixed form."""
ON_A_MATTER, IN_A_SERIES = 10, 12

_SLOT = re.compile(r"\{(\w+)(:cap)?\}")
_DAY_SLOT = re.compile(r"\[(\w+)\]")
_DEEPEST = 4

_Line: TypeAlias = tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True, slots=True)
class Made:
    """One made article: its own words in paragraphs, and the page around them.

    `of` is the place of the original that it copies, at a `strength`; None for an original.
    """

    paragraphs: tuple[str, ...]
    text: str
    of: int | None = None
    strength: str | None = None


@dataclass(frozen=True, slots=True)
class _Matter:
    """What the articles on one matter share: the fillings of its slots, and its background."""

    own: dict[str, tuple[str, ...]]
    background: tuple[str, ...]


def made_stories(seed: int, articles: int, copies: int) -> list[Made]:
    """Return so many articles of which so many are copies, in an order of chance."""
    random = Random(seed)
    made = _originals(random, articles - copies)
    vocabulary = [
        word for one in made for paragraph in one.paragraphs for word in paragraph.split()
    ]
    for n in range(copies):
        strength = STRENGTHS[n % len(STRENGTHS)]
        of = random.randrange(articles - copies)
        paragraphs = copied(random, made[of].paragraphs, strength, vocabulary)
        made.append(Made(paragraphs, _dressed(random, paragraphs), of, strength))
    order = random.sample(range(articles), articles)
    place = {old: new for new, old in enumerate(order)}
    moved = [made[old] for old in order]
    return [
        Made(one.paragraphs, one.text, None if one.of is None else place[one.of], one.strength)
        for one in moved
    ]


def copied(
    random: Random, paragraphs: Sequence[str], strength: str, vocabulary: Sequence[str]
) -> tuple[str, ...]:
    """Return a copy of an article's paragraphs: as they are, the first of them, or edited."""
    if strength == "cut":
        kept = round(random.uniform(*CUT_TO) * len(paragraphs))
        return tuple(paragraphs[: max(1, min(kept, len(paragraphs) - 1))])
    share = EDITED.get(strength)
    if share is None:
        return tuple(paragraphs)
    return tuple(_edited(random, paragraph, share, vocabulary) for paragraph in paragraphs)


def _edited(random: Random, paragraph: str, share: float, vocabulary: Sequence[str]) -> str:
    """Return a paragraph with so many of its words replaced, removed or followed by new ones."""
    words: list[str] = []
    for word in paragraph.split():
        if random.random() >= share:
            words.append(word)
            continue
        edit = random.choice(("replace", "remove", "put in"))
        if edit == "put in":
            words.append(word)
        if edit != "remove":
            words.append(vocabulary[int(random.random() * len(vocabulary))])
    return " ".join(words)


def _originals(random: Random, count: int) -> list[Made]:
    made: list[tuple[str, ...]] = []
    series = round(count * SERIES)
    while len(made) < series:
        made += _reports(random, min(IN_A_SERIES, series - len(made)))
    while len(made) < count:
        matter = _matter(random)
        wanted = min(random.randint(2, 2 * ON_A_MATTER), count - len(made))
        made += [_article(random, matter) for _ in range(wanted)]
    return [Made(paragraphs, _dressed(random, paragraphs)) for paragraphs in made]


def _article(random: Random, matter: _Matter) -> tuple[str, ...]:
    """Return an article on a matter: sentences of its own, among them its background."""
    paragraphs = [
        " ".join(_sentence(random, "sentence", matter.own) for _ in range(random.randint(1, 3)))
        for _ in range(random.randint(4, 10))
    ]
    for background in matter.background:
        if random.random() < 0.5:
            paragraphs.insert(random.randint(2, len(paragraphs)), background)
    return tuple(paragraphs)


def _reports(random: Random, count: int) -> list[tuple[str, ...]]:
    """Return the reports of a series: one form, each with numbers and places of its own."""
    words = _words()
    forms = words["form"] if random.random() < 0.7 else words["note"]
    lines = random.sample(forms, random.randint(len(forms) // 2, len(forms) - 2))
    name = _name(random)
    form = [line.replace("[ADJ]", name).replace("[FIXED]", name) for line in lines]
    places = [_name(random) for _ in range(8)]

    def slot(found: re.Match[str]) -> str:
        if found[1] == "n":
            return _number(random)
        return random.choice(places) if found[1] == "PLACE" else _name(random)

    def filled(line: str) -> str:
        return _DAY_SLOT.sub(slot, line)

    reports = []
    for _ in range(count):
        sentences = [filled(line) for line in form]
        reports.append(tuple(" ".join(sentences[n : n + 3]) for n in range(0, len(form), 3)))
    return reports


def _matter(random: Random) -> _Matter:
    words = _words()
    sides = (_name(random), _name(random))
    speakers = tuple(
        f"{random.choice(sides)}'s {random.choice(words['office'])} {_name(random)} {_name(random)}"
        for _ in range(4)
    )
    short = tuple(speaker.split()[-1] for speaker in speakers)
    own = {
        "SIDE": sides,
        "ADJ": tuple(side + "n" for side in sides),
        "CITY": tuple(_name(random) for _ in range(4)),
        "SPEAKER": speakers + short * 2,
        "ANALYST": (f"{_name(random)} {_name(random)}", f"{_name(random)} {_name(random)}"),
        "SUBJECT": (random.choice(words["subject"]),),
    }
    background = tuple(
        " ".join(_sentence(random, "context", own) for _ in range(2)) for _ in range(2)
    )
    return _Matter(own, background)


def _filled(random: Random, name: str, own: dict[str, tuple[str, ...]], deep: int = 0) -> str:
    """Return one of the lines of a name, its slots filled."""
    if name == "n":
        return _number(random)
    fixed = own.get(name)
    if fixed is not None:
        return fixed[int(random.random() * len(fixed))]
    # Far down, only what needs little further filling, or the sentence would not end.
    lines = _parsed()[name][deep > _DEEPEST]
    words = ""
    for before, slot, capital in lines[int(random.random() * len(lines))]:
        words += before
        if slot:
            filled = _filled(random, slot, own, deep + 1)
            words += _capitalised(filled) if capital else filled
    return words


@cache
def _parsed() -> dict[str, tuple[list[_Line], list[_Line]]]:
    """Return the lines of each name, cut at their slots: all, and those with few slots."""
    parsed = {}
    for name, lines in _words().items():
        cut = [_cut(line) for line in lines]
        few = [line for line in cut if sum(slot != "" for _, slot, _ in line) < 3]
        parsed[name] = (cut, few or cut)
    return parsed


def _cut(line: str) -> _Line:
    """Return a line's pieces: words, the slot behind them, whether it is capitalised."""
    pieces: list[tuple[str, str, bool]] = []
    at = 0
    for slot in _SLOT.finditer(line):
        pieces.append((line[at : slot.start()], slot[1], slot[2] is not None))
        at = slot.end()
    return (*pieces, (line[at:], "", False))


def _sentence(random: Random, name: str, own: dict[str, tuple[str, ...]]) -> str:
    return _capitalised(_filled(random, name, own))


def _capitalised(words: str) -> str:
    return words[:1].upper() + words[1:]


def _number(random: Random) -> str:
    return str(2 + int(random.random() * (40, 400, 4000)[int(random.random() * 3)]))


def _name(random: Random) -> str:
    words = _words()
    syllables = "".join(random.choice(words["syllables"]) for _ in range(random.randint(1, 2)))
    ending: str = random.choice(words["endings"])
    return (syllables + ending).capitalize()


def _dressed(random: Random, paragraphs: Sequence[str]) -> str:
    """Return the page of an article: an outlet's headline, dateline and furniture around it."""
    words = _words()
    own = {"topic": tuple(words["subject"])}
    headline = f"{_name(random)} {random.choice(words['moved'])} {random.choice(words['noun'])}"
    outlet = random.choice(words["outlets"])
    named_above = random.random() < 0.5
    lines = [f"{headline} - {outlet}" if named_above else headline, *paragraphs]
    if random.random() < 0.7:
        agency, city = random.choice(words["agencies"]), _name(random).upper()
        lines[1] = f"{city}, March {random.randint(1, 28)} ({agency}) - {lines[1]}"
    for _ in range(random.randint(0, 2)):
        line = _filled(random, "furniture", own, 2)
        lines.insert(random.randint(2, len(lines)), line)
    if not named_above:
        lines.append(outlet)
    return "\n\n".join(lines) + "\n"


@cache
def _words() -> dict[str, Any]:
    data = files("dragoman.benchmark") / "data" / "made_stories.toml"
    return tomllib.loads(data.read_text(encoding="utf-8"))
