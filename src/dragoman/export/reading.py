"""Reading JSON: one article's reading as text, and back again.

The format is `dragoman-reading/1`. The same reading always gives the same characters: fields
stand in one order, one record a line, and nothing depends on the clock or the machine.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from dragoman.article import UNSTATED, Article, Span
from dragoman.errors import UnreadableInput
from dragoman.export.parse import reading_from
from dragoman.records import Claim, Condition, Event, Reading, Speaker, Statement

FORMAT = "dragoman-reading/1"

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def reading_json(reading: Reading) -> str:
    """Return a reading as Reading JSON, one record a line, with a line end at the end.

    Characters stand as themselves, except lone surrogates, which UTF-8 cannot hold and which
    are escaped.
    """
    whole = _reading(reading)
    lines = [f" {json.dumps(key)}: {_value(value)}" for key, value in whole.items()]
    text = "{\n" + ",\n".join(lines) + "\n}\n"
    return _LONE_SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def readings_json_pieces(readings: Iterable[Reading]) -> Iterator[str]:
    """Yield several readings as one JSON array, piece by piece."""
    before = "[\n"
    for reading in readings:
        yield before + reading_json(reading).rstrip()
        before = ",\n"
    yield "\n]\n" if before != "[\n" else "[\n\n]\n"


def reading_from_json(text: str, where: str = "Reading JSON") -> Reading:
    """Return the reading that Reading JSON holds; the article's raw bytes are not in it.

    Records may lack the fields that a reader can do without. Raises UnreadableInput, naming
    `where`, when the text is not Reading JSON or a span leaves the text.
    """
    remedy = "Write it again with: dragoman read ARTICLE --to json --out FOLDER"
    try:
        whole = json.loads(text)
    except json.JSONDecodeError as error:
        raise UnreadableInput(where, f"not JSON ({error})", remedy) from error
    if not isinstance(whole, dict) or whole.get("format") != FORMAT:
        raise UnreadableInput(where, f"not a reading in the format {FORMAT}", remedy)
    try:
        return reading_from(whole)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        what = f"a record is not as the format has it ({error!r})"
        raise UnreadableInput(where, what, remedy) from error


def _value(value: object) -> str:
    """Return JSON with the members of a list of records on lines of their own."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return "[\n" + ",\n".join(f"  {_line(record)}" for record in value) + "]"
    return _line(value)


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _reading(reading: Reading) -> dict[str, Any]:
    article = reading.article
    return {
        "format": FORMAT,
        "reader": {
            "version": reading.reader,
            "model": reading.model or None,
            "language": None if reading.is_unread else article.language,
        },
        "article": _article(article),
        "text": {"canonical": article.text},
        "statements": [_statement(s) for s in reading.statements],
        "conditions": [_condition(c) for c in reading.conditions],
        "events": [_event(e) for e in reading.events],
        "summary": [
            {"text": s.text, "evidence": [list(span) for span in s.evidence]}
            for s in reading.summary
        ],
        "warnings": list(reading.warnings),
        "claims": [_claim(c) for c in reading.claims],
    }


def _article(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "raw_sha256": article.raw_sha256,
        "text_sha256": article.text_sha256,
        "title": article.title,
        "outlet": article.outlet,
        "url": article.url,
        "byline": article.byline,
        "published": article.published,
        "retrieved": article.retrieved,
        "language": article.language,
        "furniture": [list(span) for span in article.furniture],
        "source_tags": [{"span": list(t.span), "source": t.source} for t in article.source_tags],
        "name": article.name,
        "origin": article.origin,
        "issuer": article.issuer,
        "form": article.form,
        "paragraphs": [{"span": list(p.span), "sort": p.sort} for p in article.paragraphs],
        "warnings": list(article.warnings),
        "sheets": list(article.sheets),
        "stated_in": dict(article.stated_in),
        "revision": None if article.revision == UNSTATED else asdict(article.revision),
    }


def _speaker(speaker: Speaker) -> dict[str, Any]:
    return {
        "name": speaker.name,
        "role": speaker.role,
        "country": speaker.country,
        "sort": speaker.sort,
    }


def _statement(s: Statement) -> dict[str, Any]:
    return {
        "id": s.id,
        "within": s.within,
        "source": _span(s.source),
        "cue": _span(s.cue),
        "content": [list(span) for span in s.content],
        "kind": s.kind,
        "speaker": _speaker(s.speaker),
        "speakers": [_speaker(speaker) for speaker in s.speakers],
        "side": s.side,
        "via": list(s.via),
        "said": s.said,
        "cue_kind": s.cue_kind,
        "stance": s.stance,
        "scope": s.scope,
        "matter": s.matter,
        "confidence": _figure(s.confidence),
        "stance_cue": _span(s.stance_cue),
        "matter_span": _span(s.matter_span),
        "rule": s.rule,
        "cue_lemma": s.cue_lemma,
        "factivity": s.factivity,
        "hedge": _span(s.hedge),
        "venue": _span(s.venue),
        "anonymity": s.anonymity,
        "anonymity_words": _span(s.anonymity_words),
        "ground": s.ground and {"words": list(s.ground.words), "cue": list(s.ground.cue)},
        "blame": s.blame and {"blamed": list(s.blame.blamed), "cue": list(s.blame.cue)},
    }


def _condition(c: Condition) -> dict[str, Any]:
    return {
        "id": c.id,
        "statement": c.statement,
        "kind": c.kind,
        "act": list(c.act),
        "actor": c.actor,
        "outcome": _span(c.outcome),
        "cue": list(c.cue),
        "confidence": _figure(c.confidence),
        "rule": c.rule,
    }


def _event(e: Event) -> dict[str, Any]:
    return {
        "id": e.id,
        "type": e.type,
        "anchor": list(e.anchor),
        "source": list(e.source),
        "target": list(e.target),
        "status": e.status,
        "date": e.date,
        "statement": e.statement,
        "confidence": _figure(e.confidence),
        "rule": e.rule,
    }


def _claim(c: Claim) -> dict[str, Any]:
    return {
        "id": c.id,
        "span": list(c.span),
        "statement": c.statement,
        "acts": list(c.acts),
        "holds": c.holds,
        "denied": c.denied,
        "lasting": c.lasting,
        "real": c.real,
        "doers": list(c.doers),
        "objects": list(c.objects),
        "around": list(c.around),
        "speaker": list(c.speaker),
        "by": list(c.by),
        "quantities": [[q.least, q.most, q.of] for q in c.quantities],
        "date": c.date,
        "scene": list(c.scene),
    }


def _span(span: Span | None) -> list[int] | None:
    return None if span is None else list(span)


def _figure(confidence: float) -> float:
    # Four digits: enough for a confidence, and the same on every machine.
    return round(confidence, 4)
