"""Speakers that are outlets or the media: listed ones, papers known by a last word, no name at all.

`the Post`, `the Tarn Herald`, `state television`, `the agency`.
"""

from __future__ import annotations

from functools import cache

from dragoman.reading.speakers.descriptions import Description, phrase_end, without_article
from dragoman.reading.speakers.heard import Owner, Voice
from dragoman.reading.speakers.marked import Mark, Run
from dragoman.reading.speakers.scene import Scene, code
from dragoman.reading.speakers.voices import outlet_voice
from dragoman.records import Speaker
from dragoman.vocabulary.inflection import plural
from dragoman.vocabulary.speakers import speaker_words


def of_media(scene: Scene, described: Description, owner: Owner) -> Voice | None:
    """Return the outlet, or the media without a name, that a phrase names."""
    outlet = listed_outlet(scene, described)
    if outlet is not None:
        return outlet
    paper = _unlisted_paper(scene, described)
    if paper is not None:
        return paper
    noun = _media_noun(scene, described)
    if noun is None:
        return None
    country = described.country
    words = scene.marked.lower[described.run.start : described.run.end]
    of_the_state = any(word in ("state", "official", "semi") for word in words)
    if country is None and of_the_state:
        country = scene.focus.before(described.run.start)
    name = _outlet_name(scene, described, noun)
    if name is None and described.definite and not described.country and not of_the_state:
        earlier = _outlet_before(scene, described.run.start)
        if earlier is not None:
            return earlier
    if name is None and (of_the_state or described.country):
        name = scene.marked.words(without_article(scene.marked, described))
    return Voice(Speaker(name, None, code(country), "media"), country, described=described)


def _unlisted_paper(scene: Scene, described: Description) -> Voice | None:
    """Return a paper that no list has, by the last word of its name: `the Tarn Herald`."""
    marked = scene.marked
    end = phrase_end(marked, described.run)
    if marked.text[end - 1] not in speaker_words().mastheads:
        return None
    run = without_article(marked, described)
    name = marked.words(run)
    if run.end - run.start == 1:  # `the Herald`, when the name stands in full elsewhere
        name = scene.press.paper(name)
    return Voice(Speaker(name, None, None, "media"), described=described)


def listed_outlet(scene: Scene, described: Description) -> Voice | None:
    """Return the outlet of the vocabulary that a phrase names, in full or by its last word."""
    marked = scene.marked
    end = phrase_end(marked, described.run)
    short = marked.text[end - 1]
    if short[0].isupper() and marked.lower[described.run.start] == "the":
        outlet = scene.press.in_full(short)  # `the Post`, when that paper is named in full
        if outlet is not None:
            return outlet_voice(scene, outlet)
    for token in range(described.run.start, end):
        found = marked.covering.get(token)
        if found is None or found.entry.outlet is None or marked.possessive(found.end):
            continue
        if found.end == end or _is_media(marked.covering.get(found.end)):
            return outlet_voice(scene, found.entry.outlet)
    return None


def _is_media(found: Mark | None) -> bool:
    if found is None:
        return False
    institution = found.entry.institution
    return bool(found.entry.noun("media") or (institution and institution.kind == "media"))


def _media_noun(scene: Scene, described: Description) -> Mark | None:
    """Return the noun that makes a phrase an outlet's, if it heads it or introduces its name."""
    marked = scene.marked
    end = phrase_end(marked, described.run)
    for token in range(described.run.start, end):
        found = marked.covering.get(token)
        if not _is_media(found) or found is None:
            continue
        named_after = found.end < end and marked.text[found.end][0].isupper()
        if not (found.end == end or named_after):
            continue
        # `agency`, `networks`: outlets only in such company
        body = found.entry.noun("body") or marked.lower[token] in any_bodies()
        words = set(marked.lower[described.run.start : end])
        if not body or words & {"news", "television", "tv", "radio", "media", "press"}:
            return found
        if words == {"the", marked.lower[token]} and scene.press.agency_before(token):
            return found
    return None


@cache
def any_bodies() -> frozenset[str]:
    """Return the plurals of the nouns that fit any body: `agencies`."""
    return frozenset(plural(word) for word in speaker_words().any_body)


def _outlet_name(scene: Scene, described: Description, noun: Mark) -> str | None:
    """Return the proper words after the noun (`daily Kest`) or before it (`Kest TV`)."""
    marked = scene.marked
    end = phrase_end(marked, described.run)
    if noun.end < end:
        return marked.words(Run(noun.end, end))
    start = noun.start
    while start > described.run.start and marked.tag[start - 1].startswith("NNP"):
        found = marked.covering.get(start - 1)
        if found and found.entry.country:
            break
        start -= 1
    if start == noun.start:
        return None
    capital = marked.text[noun.end - 1][0].isupper()
    return marked.words(Run(start, noun.end if capital else noun.start))


def _outlet_before(scene: Scene, here: int) -> Voice | None:
    """Return the outlet named last before a place: `the newspaper`."""
    named = scene.press.last_before(here)
    if named is not None:
        return outlet_voice(scene, named)
    return next((h.voice for h in scene.heard_before(here, ("sort", "media"))), None)
