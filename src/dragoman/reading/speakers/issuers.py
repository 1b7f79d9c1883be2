"""Who speaks where no words name a source: the issuer of a statement, a transcript's turn.

Read from the article's own facts (`Article.issuer`) and from labels such as `Marek:`, which
are plain strings and not phrases of the parsed text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from operator import attrgetter

from dragoman.article import Span
from dragoman.reading.speakers.heard import Voice
from dragoman.reading.speakers.joint import together
from dragoman.reading.speakers.persons import Person
from dragoman.reading.speakers.scene import Scene
from dragoman.reading.speakers.voices import body_voice, government, person_voice
from dragoman.reading.syntax import NOMINAL_SUBJECTS
from dragoman.records import Speaker
from dragoman.turns import turns as spoken
from dragoman.vocabulary.bodies import bodies
from dragoman.vocabulary.countries import Country, countries
from dragoman.vocabulary.lexicon import lexicon
from dragoman.vocabulary.names import fold
from dragoman.vocabulary.speakers import speaker_words

_LABEL = re.compile(r"\s*([^\W\d_][^:\n\"“]{0,60}):(?=\s)")
_STYLE = re.compile(
    r"^(the )?((government|kingdom|republic|federation|state|union|commonwealth) of )?(the )?",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r",|;|&| and ")
_NAME = 4
"""Words of a person's name at most."""


def named(scene: Scene, words: str) -> Voice:
    """Return the voice that a name stands for, given as a string: `Ana Vale, Foreign Minister`."""
    words = " ".join(words.split()).strip(" ,.")
    known = scene.known.named.get(words)
    if known is None:
        known = scene.known.named[words] = _named(scene, words)
    return known


def _named(scene: Scene, words: str) -> Voice:
    person = scene.cast.named({fold(word) for word in words.replace(",", " ").split()})
    if person is not None:
        return person_voice(scene, person)
    country = _country(scene, words)
    if country is not None:
        return government(country)
    parts = [_country(scene, part) for part in re.split(r",| and ", words) if part.strip()]
    if len(parts) > 1 and all(parts):
        return together([government(part) for part in parts if part])
    body = bodies().find(words)
    if body is not None:
        return Voice(Speaker(body.name, None, body.country or None, body.sort))
    return _unlisted(words)


def _country(scene: Scene, words: str) -> Country | None:
    """Return the state of a name, a seat or a style: `the Kingdom of Valdoria`."""
    plain = _STYLE.sub("", words.strip())
    found = countries().named(words) or countries().named(plain) or countries().metonym(words)
    return found if found is not None else scene.focus.named(plain)


def _unlisted(words: str) -> Voice:
    """Return a person when a title or a given name is among the words, else an organisation."""
    name, _, rest = words.partition(",")
    found = list(lexicon().search(words))
    iso3 = next((f.entry.country.iso3 for f in found if f.entry.country), None)
    titles = [f for f in found if f.entry.office and f.end < len(name)]
    if titles:
        rest, name = name[: titles[-1].end], name[titles[-1].end :]
    given = name.split()[0] if name.split() else ""
    office = any(f.entry.office for f in found)
    if office or speaker_words().is_given_name(given):
        return Voice(Speaker(name.strip(), rest.strip() or None, iso3, "person"))
    return Voice(Speaker(words, None, iso3, "organisation"))


def own_voice(scene: Scene, pronoun: str | None) -> Voice:
    """Return in whose voice the whole article speaks, as far as it says so.

    Without a stated issuer, `we` is the body that opens the text as its subject; `I` is the
    one writer of the byline, else a person without a name.
    """
    known = scene.known.issuers.get(pronoun)
    if known is None:
        known = scene.known.issuers[pronoun] = _issuer(scene, pronoun)
    return known


def _issuer(scene: Scene, pronoun: str | None) -> Voice:
    article = scene.document.article
    if article.issuer:
        voice = named(scene, article.issuer)
        author = article.form == "opinion" and _is_personal(article.issuer)
        unlisted = voice.speaker.sort == "organisation" and voice.body is None
        if author and unlisted and not bodies().find(article.issuer):
            return Voice(Speaker(article.issuer, None, voice.speaker.country, "person"))
        return voice
    if pronoun == "i" and article.byline and not _SEVERAL.search(article.byline):
        writer = scene.cast.named({fold(word) for word in article.byline.split()})
        if writer is not None:
            return person_voice(scene, writer)
        return Voice(Speaker(article.byline, None, None, "person"))
    if pronoun == "we":
        opening = _opening_body(scene)
        if opening is not None:
            return opening
    return Voice(Speaker(sort="person"))


def _is_personal(byline: str) -> bool:
    """Return whether a byline reads as one person's name: `Selma Ort`, not `The Editors`."""
    words = byline.split()
    own = speaker_words().turns["impersonal"].isdisjoint(map(str.lower, words))
    return own and 1 < len(words) <= _NAME and all(word[:1].isupper() for word in words)


def _opening_body(scene: Scene) -> Voice | None:
    if not scene.document.sentences:
        return None
    first = scene.document.sentences[0]
    for body in scene.bodies.between(0, first.end):
        if scene.marked.dep[body.run.end - 1] in NOMINAL_SUBJECTS:
            return body_voice(scene, body, None)
    return None


@dataclass(frozen=True, slots=True)
class Turn:
    """A transcript's turn: where it starts, in code points, and who has the word."""

    start: int
    voice: Voice


def turns(scene: Scene) -> tuple[Turn, ...]:
    """Return the turns of a transcript in order; none for other forms of article."""
    if scene.document.article.form != "transcript":
        return ()
    words = speaker_words().turns
    found: list[Turn] = []
    answering = _introduced(scene) or own_voice(scene, None)
    for paragraph in scene.document.paragraphs:
        label = _LABEL.match(paragraph.span.of(scene.document.text))
        if not paragraph.is_read or label is None:
            continue
        name = label[1].strip()
        if name.lower() in words["asks"]:
            voice = Voice(Speaker(sort="person"))
        elif name.lower() in words["answers"]:
            voice = answering
        else:
            voice = named(scene, name.title() if name.isupper() and len(name) > 4 else name)
            answering = voice
        found.append(Turn(paragraph.span.start, voice))
    return tuple(found)


def _introduced(scene: Scene) -> Voice | None:
    """Return who an interview says is questioned: named before it, or in the words below it."""
    article = scene.document.article
    held = [turn.label_span.start for turn in spoken(article)]
    if article.issuer or not held:
        return None
    first = scene.marked.run(Span(held[0], held[0] + 1)).start
    mentions = [*scene.cast.between(0, first), *scene.cast.between(first, len(scene.marked.text))]
    persons = dict.fromkeys(mention.person for mention in mentions)
    likely = [person for person in persons if not _asks(scene, person)]
    return person_voice(scene, likely[0]) if likely else None


def _asks(scene: Scene, person: Person) -> bool:
    """Return whether somebody puts the questions: `our correspondent, Ana Vale`, `by Ana Vale`."""
    asking = speaker_words().turns["asks"]
    by = scene.marked.lower[max(0, person.mentions[0].start - 1)] == "by"
    return by or any(described.noun in asking for described in person.described)


def turn_at(found: tuple[Turn, ...], offset: int) -> Voice | None:
    """Return who has the word at a code point."""
    at = bisect_right(found, offset, key=attrgetter("start")) - 1
    return found[at].voice if at >= 0 else None
