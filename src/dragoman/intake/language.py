"""The language of a page, by its own words and by what it states; paragraphs in another one.

English is known by its commonest words, a text in another script by its letters; a detector is
asked for the rest. Where the words are many and plain they outweigh what the page states.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from dragoman.intake.detection import ASKED, detected
from dragoman.intake.page import Block, Page
from dragoman.vocabulary.languages import Languages, Script, languages

DEFAULT = "en"
"""What a text is taken for that neither states nor shows its language."""

_WORDS = re.compile(r"[^\W\d_]+")
WORDS, FEW_WORDS = "the words", "the words, which are few"
"""Where a language is from that was detected: surely, or by so few words that it is likely."""

_MAIN, _ENOUGH = 0.4, 60
"""The share of a page in English from which English is its language, and the letters that are
enough to contradict what the page states."""
_SURE, _LIKELY, _HARDLY = 0.9, 0.5, 0.02
_APART = 0.95
"""How sure the detector must be that a paragraph is in another language than the article."""
_LEAST_LETTERS, _LEAST_OTHER, _LEAST_FOREIGN = 12, 20, 160
"""Letters of which the detector is asked, letters of another script and characters of Latin that
make a run of paragraphs considerable."""
_OTHER_SCRIPT = 0.4
"""The share of letters of other scripts from which words are in such a script: names in Latin
letters stand in every text."""
_FOREIGN_SCRIPT = 0.6
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Settled:
    """A page's language, the place that it is from (None when assumed), and what is doubtful."""

    language: str
    place: str | None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Told:
    """What some words tell of their language; None where they tell nothing.

    `among` are the languages that are written in the words' script, where it is not Latin.
    """

    language: str | None
    sure: bool = False
    among: tuple[str, ...] = ()

    def rules_out(self, stated: str) -> bool:
        """Return whether the words cannot be in the language that a page states."""
        return self.sure or bool(self.among and stated not in self.among)


def settle_language(page: Page) -> Settled:
    """Return the language of a page, and give paragraphs in another one the sort `foreign`."""
    own = [block for block in page.blocks if block.sort in ("body", "heading", "title")]
    english = [is_english(block.words) for block in own]
    plain = sum(len(block.words) for block, is_so in zip(own, english, strict=True) if is_so)
    whole = sum(len(block.words) for block in own) or 1
    if plain >= _MAIN * whole:
        settled = _weighed(page, _Told("en", sure=plain >= _ENOUGH))
    else:
        rest = [block for block, is_so in zip(own, english, strict=True) if not is_so]
        settled = _weighed(page, told_by(_sample(rest)))
    if settled.language == "en":
        return _with(settled, _foreign_marked(own, english))
    return _with(settled, _english_part(sum(english), len(own), plain))


def is_english(words: str) -> bool:
    """Return whether English words stand in some words as often as in an English sentence."""
    known, each = languages(), words.lower().split()
    telling = sum(map(known.english.__contains__, each))
    if telling == 0:
        return False
    if telling > 1 and telling * 12 >= len(each):
        return True
    return (telling + sum(map(known.frequent.__contains__, each))) * 4 >= len(each)


def told_by(words: str) -> _Told:
    """Return what words that are not plainly English tell of their language."""
    known = languages()
    letters = sum(map(str.isalpha, words))
    script = _script_of(words, letters, known)
    if script is not None:
        return _told_by_script(words, letters, script)
    if letters < _LEAST_LETTERS:
        return _Told(None)
    best, share, english = detected(words)
    if share >= _SURE and letters >= _ENOUGH:
        return _Told(best, sure=True)
    return _Told(best if share >= _LIKELY and english <= _HARDLY else None)


def _told_by_script(words: str, letters: int, script: Script) -> _Told:
    among = script.languages
    if len(among) == 1:
        return _Told(among[0], sure=True)
    best, share, _ = detected(words, among)
    return _Told(best, share >= _SURE and letters >= _LEAST_LETTERS, among)


def _script_of(words: str, letters: int, known: Languages) -> Script | None:
    """Return the script other than Latin that words are in; Japanese is told by its kana."""
    if words.isascii():
        return None
    counts = Counter({s.name: len(s.letters.findall(words)) for s in known.scripts})
    by_name = {script.name: script for script in known.scripts}
    if sum(counts.values()) < _OTHER_SCRIPT * max(letters, 1) or not sum(counts.values()):
        return None
    if counts["Kana"] * 12 >= counts["Han"] + counts["Kana"]:
        counts["Kana"] += counts.pop("Han")
    name, _ = max(counts.items(), key=lambda item: item[1])
    return by_name[name]


def _weighed(page: Page, told: _Told) -> Settled:
    """Return the language that words and statement give together."""
    known = languages()
    stated = known.code(page.stated.language or "")
    where = page.stated.where.get("language", "metadata")
    place = None if told.language is None else WORDS if told.sure else FEW_WORDS
    if stated is None:
        return Settled(told.language or DEFAULT, place)
    if told.language is None or known.are_near(stated, told.language):
        return Settled(stated, where)
    if told.rules_out(stated):
        warning = (
            f"The page says that it is in {known.name(stated)} ({where}); its words are "
            f"in {known.name(told.language)}."
        )
        return Settled(told.language, place, (warning,))
    return Settled(stated, where)


def _foreign_marked(own: Sequence[Block], english: Sequence[bool]) -> str | None:
    """Mark the paragraphs of an English page that are in another language; return a warning."""
    found: list[tuple[Block, str]] = []
    for run in _runs(own, english):
        words = " ".join(block.words for block in run)
        code = _foreign(words)
        if code is not None:
            found += [(block, code) for block in run]
    if not found:
        return None
    for block, _ in found:
        block.sort = "foreign"
    named, beginning = _named(code for _, code in found), f"{found[0][0].words[:_SHOWN].rstrip()}…"
    if len(found) == 1:
        return f"One paragraph is in {named} and is not read: {beginning!r}."
    return f"{len(found)} paragraphs are in {named} and are not read, the first: {beginning!r}."


def _runs(own: Sequence[Block], english: Sequence[bool]) -> Iterator[list[Block]]:
    """Yield the neighbouring blocks that may be in another language, by their script or at all."""
    known = languages()
    for kind, run in groupby(
        zip(own, english, strict=True), key=lambda pair: _kind(pair[0], pair[1], known)
    ):
        if kind is not None:
            yield [block for block, _ in run]


def _kind(block: Block, english: bool, known: Languages) -> str | None:
    """Return in which kind of letters a block is that may be in another language than English."""
    if english or block.sort == "title":
        return None
    if not block.words.isascii():
        letters = sum(map(str.isalpha, block.words))
        others = len(known.other_scripts.findall(block.words))
        if others and others >= _FOREIGN_SCRIPT * letters:
            return "other"
    words = _WORDS.findall(block.words.lower())
    if any(word in known.english for word in words):
        return None
    frequent = sum(map(known.frequent.__contains__, words))
    return None if frequent * 6 > len(words) else "Latin"


def _foreign(words: str) -> str | None:
    """Return the other language that a run of an English page's paragraphs is in, or None."""
    known = languages()
    if len(known.other_scripts.findall(words)) >= _LEAST_OTHER:
        return told_by(words).language
    if len(words) < _LEAST_FOREIGN:
        return None
    best, share, english = detected(words)
    return best if best != "en" and share >= _APART and english <= _HARDLY else None


def _english_part(count: int, of: int, letters: int) -> str | None:
    """Return a warning when a considerable part of an unread page is in English."""
    if letters < 4 * _ENOUGH:
        return None
    return (
        f"{count} of {of} paragraphs are in English: an article is read in one language only, "
        "so give them as an article of their own to have them read."
    )


def _named(codes: Iterable[str]) -> str:
    names = [languages().name(code) for code, _ in Counter(codes).most_common()]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _sample(blocks: Sequence[Block]) -> str:
    """Return the words that are asked about: paragraphs before headings."""
    bodies = [block.words for block in blocks if block.sort == "body"]
    others = [block.words for block in blocks if block.sort != "body"]
    return " ".join([*bodies, *others])[:ASKED]


def _with(settled: Settled, warning: str | None) -> Settled:
    if warning is None:
        return settled
    return Settled(settled.language, settled.place, (*settled.warnings, warning))
