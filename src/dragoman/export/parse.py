"""Reading JSON's objects turned back into records, with every span checked against the text.

Fields that a record can do without take the record's own default, so that readings made by
other programs, which may leave them out, can be taken in too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, get_args

from dragoman.article import Article, Form, Paragraph, ParagraphSort, Revision, SourceTag, Span
from dragoman.records import (
    ANONYMITIES,
    CONDITION_KINDS,
    EVENT_TYPES,
    FACTIVITIES,
    KINDS,
    NO_MODEL,
    SORTS,
    STANCES,
    STATUSES,
    Blame,
    Claim,
    Condition,
    Event,
    Ground,
    Quantity,
    Reading,
    Speaker,
    Statement,
    SummarySentence,
)

FORMS: tuple[Form, ...] = get_args(Form)
PARAGRAPH_SORTS: tuple[ParagraphSort, ...] = get_args(ParagraphSort)

Word = TypeVar("Word")

_MUST = object()


@dataclass(frozen=True, slots=True)
class _Fields:
    """One JSON object, and the length of the text that its spans point into."""

    members: Mapping[str, Any]
    length: int

    def span(self, name: str) -> Span:
        return self._span(self.members[name])

    def span_or_none(self, name: str) -> Span | None:
        value = self.members.get(name)
        return None if value is None else self._span(value)

    def spans(self, name: str) -> tuple[Span, ...]:
        return tuple(self._span(value) for value in self.members.get(name) or ())

    def text(self, name: str) -> str | None:
        value = self.members.get(name)
        if value is not None and not isinstance(value, str):
            raise TypeError(f"{name}: {value!r} is not text")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        return tuple(str(value) for value in self.members.get(name) or ())

    def word(self, name: str, words: tuple[Word, ...], default: object = _MUST) -> Word:
        """Return the one of `words` that the field holds, or the default when it is absent."""
        value = self.members[name] if default is _MUST else self.members.get(name, default)
        if value not in words:
            raise ValueError(f"{name}: {value!r} is none of {', '.join(map(str, words))}")
        return words[words.index(value)]

    def figure(self, name: str) -> float:
        return float(self.members.get(name, 0.5))

    def records(self, name: str) -> Iterator[_Fields]:
        for members in self.members.get(name) or ():
            yield _Fields(members, self.length)

    def offset(self, value: object) -> int:
        """Return an offset, which may be the text's end."""
        if not isinstance(value, int) or not 0 <= value <= self.length:
            raise ValueError(f"{value!r} is no offset in the text of {self.length} characters")
        return value

    def _span(self, value: Sequence[int]) -> Span:
        start, end = value
        if not (isinstance(start, int) and isinstance(end, int) and 0 <= start <= end):
            raise ValueError(f"{value!r} is not a span")
        if end > self.length:
            raise ValueError(f"the span {value!r} leaves the text of {self.length} characters")
        return Span(start, end)


def reading_from(whole: Mapping[str, Any]) -> Reading:
    """Return the reading that a Reading JSON object holds.

    A record that is not as the format has it raises AttributeError, KeyError, TypeError or
    ValueError.
    """
    text = whole["text"]["canonical"]
    top = _Fields(whole, len(text))
    reader = whole.get("reader") or {}
    return Reading(
        article=_article(_Fields(whole.get("article") or {}, len(text)), text),
        reader=str(reader.get("version", "")),
        model=str(reader.get("model") or NO_MODEL),
        statements=tuple(map(_statement, top.records("statements"))),
        conditions=tuple(map(_condition, top.records("conditions"))),
        events=tuple(map(_event, top.records("events"))),
        claims=tuple(map(_claim, top.records("claims"))),
        summary=tuple(map(_sentence, top.records("summary"))),
        warnings=top.texts("warnings"),
    )


def _article(fields: _Fields, text: str) -> Article:
    return Article(
        name=fields.text("name") or "text",
        origin=fields.text("origin") or "text:",
        raw_sha256=fields.text("raw_sha256") or "",
        text=text,
        paragraphs=tuple(
            Paragraph(block.span("span"), block.word("sort", PARAGRAPH_SORTS))
            for block in fields.records("paragraphs")
        ),
        title=fields.text("title"),
        outlet=fields.text("outlet"),
        url=fields.text("url"),
        byline=fields.text("byline"),
        issuer=fields.text("issuer"),
        published=fields.text("published"),
        retrieved=fields.text("retrieved"),
        language=fields.text("language") or "en",
        form=fields.word("form", FORMS, "report"),
        furniture=fields.spans("furniture"),
        source_tags=tuple(
            SourceTag(tag.span("span"), str(tag.members["source"]))
            for tag in fields.records("source_tags")
        ),
        warnings=fields.texts("warnings"),
        sheets=tuple(fields.offset(value) for value in fields.members.get("sheets") or ()),
        stated_in=tuple(
            (str(name), str(place))
            for name, place in (fields.members.get("stated_in") or {}).items()
        ),
        revision=_revision(_Fields(fields.members.get("revision") or {}, len(text))),
    )


def _revision(fields: _Fields) -> Revision:
    number = fields.members.get("number")
    return Revision(
        item=fields.text("item"),
        number=None if number is None else int(number),
        modified=fields.text("modified"),
        canceled=bool(fields.members.get("canceled")),
        notice=fields.text("notice"),
        replaces=fields.texts("replaces"),
        cut=bool(fields.members.get("cut")),
    )


def _speaker(fields: _Fields) -> Speaker:
    return Speaker(
        name=fields.text("name"),
        role=fields.text("role"),
        country=fields.text("country"),
        sort=fields.word("sort", SORTS, "unknown"),
    )


def _statement(fields: _Fields) -> Statement:
    speaker = fields.members.get("speaker") or {}
    return Statement(
        id=str(fields.members["id"]),
        source=fields.span_or_none("source"),
        cue=fields.span_or_none("cue"),
        content=fields.spans("content"),
        kind=fields.word("kind", KINDS, "indirect"),
        speaker=_speaker(_Fields(speaker, fields.length)),
        speakers=tuple(map(_speaker, fields.records("speakers"))),
        side=fields.text("side"),
        within=fields.text("within"),
        via=fields.texts("via"),
        said=fields.text("said"),
        cue_kind=fields.text("cue_kind") or "assert",
        stance=fields.word("stance", (None, *STANCES), None),
        stance_cue=fields.span_or_none("stance_cue"),
        scope=fields.text("scope"),
        matter=fields.text("matter"),
        matter_span=fields.span_or_none("matter_span"),
        confidence=fields.figure("confidence"),
        rule=fields.text("rule") or "",
        cue_lemma=fields.text("cue_lemma") or "",
        factivity=fields.word("factivity", (None, *FACTIVITIES), None),
        hedge=fields.span_or_none("hedge"),
        venue=fields.span_or_none("venue"),
        anonymity=fields.word("anonymity", (None, *ANONYMITIES), None),
        anonymity_words=fields.span_or_none("anonymity_words"),
        ground=_ground(fields),
        blame=_blame(fields),
    )


def _ground(fields: _Fields) -> Ground | None:
    members = fields.members.get("ground")
    if members is None:
        return None
    told = _Fields(members, fields.length)
    return Ground(told.span("words"), told.span("cue"))


def _blame(fields: _Fields) -> Blame | None:
    members = fields.members.get("blame")
    if members is None:
        return None
    told = _Fields(members, fields.length)
    return Blame(told.texts("blamed"), told.span("cue"))


def _condition(fields: _Fields) -> Condition:
    return Condition(
        id=str(fields.members["id"]),
        statement=fields.text("statement"),
        kind=fields.word("kind", CONDITION_KINDS),
        act=fields.span("act"),
        actor=fields.text("actor"),
        outcome=fields.span_or_none("outcome"),
        cue=fields.span("cue"),
        confidence=fields.figure("confidence"),
        rule=fields.text("rule") or "",
    )


def _event(fields: _Fields) -> Event:
    return Event(
        id=str(fields.members["id"]),
        type=fields.word("type", EVENT_TYPES),
        anchor=fields.span("anchor"),
        source=fields.texts("source"),
        target=fields.texts("target"),
        status=fields.word("status", STATUSES, "happened"),
        date=fields.text("date"),
        statement=fields.text("statement"),
        confidence=fields.figure("confidence"),
        rule=fields.text("rule") or "",
    )


def _claim(fields: _Fields) -> Claim:
    told = fields.members
    return Claim(
        id=str(told["id"]),
        span=fields.span("span"),
        statement=fields.text("statement"),
        acts=fields.texts("acts"),
        holds=bool(told["holds"]),
        denied=bool(told.get("denied")),
        lasting=bool(told.get("lasting")),
        doers=fields.texts("doers"),
        objects=fields.texts("objects"),
        around=fields.texts("around"),
        speaker=fields.texts("speaker"),
        by=fields.texts("by"),
        quantities=tuple(
            Quantity(float(least), float(most), str(of))
            for least, most, of in told.get("quantities", ())
        ),
        date=fields.text("date"),
        real=bool(told.get("real", True)),
        scene=fields.texts("scene"),
    )


def _sentence(fields: _Fields) -> SummarySentence:
    return SummarySentence(str(fields.members["text"]), fields.spans("evidence"))
