"""Who speaks in a summary's sentence: names for pronouns and titles, or before the words."""

from __future__ import annotations

import re

from spacy.tokens import Token

from dragoman.article import Span
from dragoman.reading.document import Document
from dragoman.reading.summary.edits import Edit
from dragoman.reading.summary.passages import Passage
from dragoman.reading.summary.quoting import quotations, unquoted
from dragoman.reading.syntax import is_plural
from dragoman.records import Statement
from dragoman.vocabulary.offices import offices
from dragoman.vocabulary.speakers import speaker_words
from dragoman.vocabulary.summary import summary_words

_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_WORD = re.compile(r"\w+")
_FIRST = frozenset({"i", "we", "my", "our", "me", "us"})
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Mm]e|us)\b")
_NAMED = ("person", "government", "organisation")
_PRONOUNS = ("PRP", "PRP$")
_NAMES = ("NNP", "NNPS")
_PLURAL = re.compile(r"[^s]s(?: of |$)")
_DEFINITE = ("the", "both")
_REFLEXIVE = ("self", "selves")


def speaker_edits(document: Document, passage: Passage, shown: set[str]) -> list[Edit] | None:
    """Return the edits that name a passage's speakers, None when one cannot be named.

    `shown` holds the names that the summary has already given in full; those that this
    passage gives are added.
    """
    edits: list[Edit] = []
    named: set[str] = set()
    for statement in sorted(passage.said, key=_place):
        source, name = statement.source, statement.speaker.name
        if source is None or statement.within is not None or not source.within(passage.span):
            continue
        if source.of(document.text).lower() in _FIRST:
            continue  # the prefix names him
        found = _speaker(document, passage, statement, shown)
        if found is None:
            return None
        # "[Name] spoke of what he called ...": the first mention serves those after it.
        edits.extend(e for e in found if name not in named)
        if name is not None:
            named.add(name)
    return edits


def _place(statement: Statement) -> int:
    return statement.source.start if statement.source is not None else 0


def _speaker(
    document: Document, passage: Passage, statement: Statement, shown: set[str]
) -> list[Edit] | None:
    """Return the edits that name a statement's speaker, None when nobody can be named."""
    source, name = statement.source, statement.speaker.name
    assert source is not None
    tokens = document.tokens(source)
    head, words = tokens.root, source.of(document.text)
    if head.tag_ in _NAMES or (name and _holds(words, name)):
        lead = document.text[passage.span.start : source.start]
        return _in_full(source, statement, words, lead, shown)
    if any(token.dep_ == "appos" and token.tag_ in _NAMES for token in tokens):
        return []  # "the head of the observers, Colonel Ida Moen"
    if head.lower_.endswith(_REFLEXIVE):
        return []  # "it had itself voted"
    if head.tag_ in _PRONOUNS and name is None:
        explained = (
            document.text[passage.span.start : source.start].rstrip().endswith((".", "”", '"'))
        )
        return [] if explained else None
    if name is None or not (statement.speaker.sort in _NAMED or statement.speakers):
        return []
    if not _stands_for(head, statement) or _told_before(document, passage, head, statement):
        return []
    if head.lower_ == "they" and is_plural(head) and not _are_several(statement):
        return _named_behind(document, source, name, shown)
    telling = any(token.text[0].isupper() for token in tokens[1:])
    if telling and statement.speaker.sort != "person":
        return []
    shown.add(name)
    called = _with_article(document, name, capital=words[0].isupper())
    if head.tag_ == "PRP$":
        return [Edit(source, f"[{called}'{'' if called.endswith('s') else 's'}]")]
    tail = _POSSESSIVE.search(words)
    kept = Span(source.start, source.end - (len(tail.group()) if tail else 0))
    return [Edit(kept, f"[{called}]")]


def _are_several(statement: Statement) -> bool:
    """Tell whether a name is one for several: two persons', or `the Lune Rebels`."""
    body = statement.speaker.sort == "organisation" and statement.speaker.name
    return bool(statement.speakers or (body and _PLURAL.search(body)))


def _named_behind(
    document: Document, source: Span, name: str, shown: set[str]
) -> list[Edit] | None:
    """Return the edit that puts a body's name behind `they`, None where it is no name for many.

    `They want` may be said of a party; of a state or a consulate it is hardly meant, so that
    the speaker is not sure.
    """
    if summary_words().collectives.isdisjoint(_WORD.findall(name.lower())):
        return None
    shown.add(name)
    called = _with_article(document, name, capital=False)
    return [Edit(Span(source.end, source.end), f" [{called}]")]


def _stands_for(head: Token, statement: Statement) -> bool:
    """Tell whether a pronoun or a definite title stands for the speaker.

    `A decree`, `this assessment`, `his office` and words that go on after the source stay as
    they are.
    """
    if head.tag_ in _PRONOUNS:
        return True
    if not _is_of_sort(head, statement):
        return False
    determiners = [c for c in head.children if c.dep_ in ("det", "poss")]
    if any(c.lower_ in summary_words().indefinite for c in determiners):
        return False
    if statement.speaker.sort != "person" and any(c.dep_ == "poss" for c in determiners):
        return False
    end = statement.source.end if statement.source is not None else 0
    return not any(
        c.dep_ in ("acl", "relcl", "prep", "appos") and c.idx >= end for c in head.children
    )


def _is_of_sort(head: Token, statement: Statement) -> bool:
    """Tell whether a noun names a person where one speaks, persons where several do, or a body."""
    sort = statement.speaker.sort
    nouns = {noun.sort for noun in speaker_words().nouns.get(head.lower_, ())}
    if statement.speakers:
        persons = "group" in nouns and all(one.sort == "person" for one in statement.speakers)
        return persons and head.left_edge.lower_ in _DEFINITE  # and not "few leaders"
    if sort == "person":
        return "person" in nouns or offices().find(head.text) is not None
    return not nouns & {"person", "group", "document"}


def _told_before(document: Document, passage: Passage, head: Token, statement: Statement) -> bool:
    """Tell whether `it` or `they` stands behind all the names in its own sentence."""
    if head.lower_ not in ("it", "they"):
        return False
    lead = document.text[max(passage.span.start, head.sent.start_char) : head.idx]
    names = [one.name for one in statement.speakers or (statement.speaker,)]
    return all(name and _stands_in(lead, name) for name in names)


def _with_article(document: Document, name: str, *, capital: bool) -> str:
    """Give a name the article that it has in the text: `the Free Coast Movement`."""
    if not any(_stands_in(document.text, f"{article} {name}") for article in ("the", "The")):
        return name
    return f"{'The' if capital else 'the'} {name}"


def _stands_in(text: str, words: str) -> bool:
    """Tell whether whole words stand in a text; most do not, and need no pattern."""
    return words in text and re.search(rf"\b{re.escape(words)}\b", text) is not None


def _holds(words: str, name: str) -> bool:
    return bool(set(_WORD.findall(words.lower())) & set(_WORD.findall(name.lower())[-1:]))


def _in_full(
    source: Span, statement: Statement, words: str, lead: str, shown: set[str]
) -> list[Edit]:
    """Give a person's full name where the summary would know only the surname.

    `lead` is what stands before the source in its passage.
    """
    name = statement.speaker.name
    if statement.speaker.sort != "person" or name is None or name in shown:
        return []
    shown.add(name)
    bare = words == name.split()[-1] != name and not _stands_in(lead, name)
    return [Edit(source, f"[{name}]")] if bare else []


def prefix_of(document: Document, passage: Passage) -> str | None:
    """Return the words that name a speaker whom the passage itself does not name.

    That is the speaker of a quotation whose cue stands elsewhere, or one who says `I`. None
    when there is such a speaker without a name.
    """
    outer = [s for s in passage.continued if s.within is None]
    here: set[str | None] = set()
    for statement in passage.said:
        if statement.source is None or not statement.source.within(passage.span):
            continue
        if statement.source.of(document.text).lower() not in _FIRST:
            here.add(statement.speaker.name)
        elif statement.within is None:
            outer.append(statement)
    outer = [s for s in outer if s.speaker.name not in here]
    if not outer:
        return "" if here else _issuer(document, passage.span)
    names = tuple(dict.fromkeys(s.speaker.name for s in outer))
    return _prefix(document, names[0]) if len(names) == 1 and names[0] else None


def _issuer(document: Document, passage: Span) -> str | None:
    """Return the words for whoever speaks where nobody is said to: the issuer, or nobody.

    None where there is no issuer though somebody says `I`, or all stands between quotation marks.
    """
    quoted = quotations(document, passage)
    if quoted == (passage,):
        return None
    outside = unquoted(passage.of(document.text))
    issuer = document.article.issuer
    if _FIRST_PERSON.search(outside) is None:
        own = document.article.form in ("statement", "opinion")
        return _prefix(document, issuer) if own and issuer else ""
    return _prefix(document, issuer) if issuer else None


def _prefix(document: Document, name: str) -> str:
    return f"[{_with_article(document, name, capital=True)} said:] "
