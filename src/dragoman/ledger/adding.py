"""A statement that a person adds: what is given is checked, completed and kept as a decision.

What the ledger knows of the speaker and of the matter is taken from there, so that the statement
falls under the same actor and the same matter as those that were read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import Connection, select

from dragoman.errors import DragomanError, NotFound
from dragoman.ledger import rebuilding, schema
from dragoman.ledger.actors import actor_id, folded
from dragoman.ledger.additions import act_in, read_already
from dragoman.ledger.decisions import corrections_of, fields_of
from dragoman.ledger.finding import FoundArticle, find_article
from dragoman.ledger.finding_actors import FoundActor, find_actor, is_actor_id
from dragoman.ledger.keys import record_ref
from dragoman.ledger.meant_matters import words_for, words_that_mean
from dragoman.ledger.moments import is_date
from dragoman.ledger.naming import find_matters, is_matter_id, name_matters
from dragoman.ledger.passages import Passage, kind_of, passages
from dragoman.ledger.rulings import By
from dragoman.ledger.standing import side_of
from dragoman.records import (
    BY_PERSON,
    CONDITION_KINDS,
    KINDS,
    SORTS,
    STANCES,
    Reading,
    Speaker,
    Statement,
    record_id,
)
from dragoman.vocabulary.countries import countries

_AROUND = 40
"""Characters on each side of words that are told where they stand in several places."""


class Given(By, total=False):
    """What a person may say of a statement that he adds; see `records_add`."""

    at: int | None
    role: str | None
    country: str | None
    sort: str | None
    side: str | None
    matter: str | None
    stance: str | None
    scope: str | None
    said: str | None
    kind: str | None
    condition: str | None
    condition_kind: str | None
    condition_actor: str | None


def addition(
    connection: Connection, article: str, words: str, speaker: str, told: Given
) -> tuple[FoundArticle, str, dict[str, Any]]:
    """Return the article, the new statement's full name, and what the decision is to keep.

    Raises NotFound and DragomanError, each saying what is wrong and what to do.
    """
    given = {name: value.strip() for name, value in told.items() if isinstance(value, str)}
    _check(given)
    found = find_article(connection, article)
    reading = rebuilding.reading_of(connection, found.reading_key)
    text = reading.article.text
    places = passages(text, words)
    passage = _the_one(found, words, text, places, told.get("at"))
    who, side = _speaker(connection, reading, speaker, given)
    rejected = _rejected(connection, found)
    beside = _not_yet_there(found, reading, passage, who, rejected)
    statement = Statement(
        id=record_id("s", passage[0].start, passage[-1].end, _taken(reading)),
        source=None,
        cue=None,
        content=passage,
        kind=given.get("kind") or kind_of(text, passage),  # type: ignore[arg-type]  # checked
        speaker=who,
        side=side,
        stance=given.get("stance") or None,  # type: ignore[arg-type]  # checked
        scope=given.get("scope") or None,
        said=given.get("said") or None,
        rule=BY_PERSON,
    )
    matter = given.get("matter")
    if matter:
        words_of_it = _matter(connection, found, reading, statement, matter)
        statement = replace(statement, matter=words_of_it)
    after = {name: getattr(statement, name) for name in fields_of("statement")}
    after |= {
        "speaker": asdict(who),
        "kind": statement.kind,
        "words": words,
        "spans": [list(span) for span in passage],
        "place": [places.index(passage) + 1, len(places)],
        "text": reading.article.text_sha256,
        "condition": _condition(found, text, passage, given),
        "beside": beside,
    }
    return found, record_ref(found.id, statement.id), after


def _check(given: Mapping[str, str]) -> None:
    """Raise DragomanError for a value that is none, or one without what it needs."""
    lists: Mapping[str, Sequence[str]] = {
        "stance": STANCES,
        "kind": KINDS,
        "sort": SORTS,
        "condition_kind": CONDITION_KINDS,
    }
    for name, known in lists.items():
        value = given.get(name)
        if value and value not in known:
            shown = name.replace("_", " ")
            raise DragomanError(f"{shown}: {value!r} is none of: {', '.join(known)}.")
    said = given.get("said")
    if said and not is_date(said):
        raise DragomanError(f"said: {said!r} is no day. Write it as 2031-03-04, 2031-03 or 2031.")
    if given.get("stance") and not given.get("matter"):
        raise DragomanError("A stance is taken on something. Give the matter, too.")
    if not given.get("condition") and (given.get("condition_kind") or given.get("condition_actor")):
        raise DragomanError("A condition asks for something. Give the words for what, too.")


def _the_one(
    found: FoundArticle, words: str, text: str, places: Sequence[Passage], at: int | None
) -> Passage:
    """Return the place that is meant, the only one or the one that begins there."""
    if not words.strip():
        raise DragomanError(
            "No words are given. Give those of the statement, as they stand in the article."
        )
    shown = f"“{' '.join(words.split())}”"
    if not places:
        raise DragomanError(
            f"{shown}: these words do not stand in {found.title} ({found.id}). Give them exactly "
            f"as they stand there; `dragoman show {found.id}` prints its text."
        )
    chosen = [one for one in places if at is None or one[0].start == at]
    if len(chosen) == 1:
        return chosen[0]
    if chosen:
        what = f"these words stand {len(places)} times in {found.title} ({found.id})"
    else:
        what = f"these words do not begin at {at} in {found.title} ({found.id})"
    lines = "\n  ".join(_listed(text, places))
    raise DragomanError(f"{shown}: {what}. Say which, by where they begin:\n  {lines}")


def _listed(text: str, places: Sequence[Passage]) -> Iterator[str]:
    for passage in places:
        start, end = passage[0].start, passage[-1].end
        around = text[max(start - _AROUND, 0) : end + _AROUND]
        yield f"{start}: …{' '.join(around.split())}…"


def _speaker(
    connection: Connection, reading: Reading, words: str, given: Mapping[str, str]
) -> tuple[Speaker, str | None]:
    """Return who speaks, and for whom: as the article or the ledger has it, where it does."""
    name = words.strip()
    if not name:
        raise DragomanError("No speaker is given. Say who said it: an actor's name or id.")
    known = _actor(connection, name)
    who, side = _heard(connection, reading, known) if known else (_new(name, given), None)
    for part in ("role", "country", "sort"):
        if given.get(part):
            value = _code(given[part]) if part == "country" else given[part]
            who = replace(who, **{part: value})  # type: ignore[arg-type]  # checked
    told = given.get("side")
    return who, _code(told) if told else side or side_of(who)


def _actor(connection: Connection, words: str) -> FoundActor | None:
    """Return the actor of that id or full name, None for a new one. Raises NotFound for several."""
    if is_actor_id(words):
        return find_actor(connection, words)
    actors, named = schema.actors.c, folded(words)
    whole = (actors.folded == named) | (actors.shown_folded == named)
    held = select(actors.id).join(schema.mentions, schema.mentions.c.actor_id == actors.id)
    if connection.execute(held.where(whole).limit(1)).first() is None:
        return None
    return find_actor(connection, words)


def _heard(
    connection: Connection, reading: Reading, actor: FoundActor
) -> tuple[Speaker, str | None]:
    """Return an actor as the article names it, else as the ledger last heard it."""
    for one in reading.statements:
        if actor_id(one.speaker) in actor.members:
            return one.speaker, one.side
    actors, standings = schema.actors.c, schema.standings.c
    row = connection.execute(select(schema.actors).where(actors.id == actor.id)).mappings().one()
    last = (
        select(standings.side)
        .where(standings.actor_id.in_(actor.members), standings.side.is_not(None))
        .order_by(standings.day.desc(), standings.statement_key.desc())
        .limit(1)
    )
    side = connection.execute(last).scalar()
    return Speaker(name=row["name"], country=row["country"], sort=row["sort"]), side


def _new(name: str, given: Mapping[str, str]) -> Speaker:
    state = countries().named(name)
    if state and given.get("sort") in (None, "", "government"):
        return Speaker(name=state.name, country=state.iso3, sort="government")
    return Speaker(name=name, sort="person")


def _code(words: str) -> str:
    """Return a country's code for any name of it, and other words as they are."""
    country = countries().by_iso3.get(words.upper()) or countries().find(words)
    return country.iso3 if country else words


def _rejected(connection: Connection, found: FoundArticle) -> frozenset[str]:
    corrections = corrections_of(connection, found.id, found.reading_key)
    return frozenset(id_ for id_, fields in corrections.items() if fields is None)


def _not_yet_there(
    found: FoundArticle,
    reading: Reading,
    passage: Passage,
    speaker: Speaker,
    rejected: frozenset[str],
) -> list[str]:
    """Return the statements on these words that people rejected; any other is in the way."""
    there = list(read_already(reading, passage, speaker))
    of_people = (s for s in reading.statements if s.rule == BY_PERSON and s.speaker == speaker)
    there += [one for one in of_people if one.content == passage]
    for one in there:
        if one.id not in rejected:
            ref = record_ref(found.id, one.id)
            raise DragomanError(
                f"{ref}: this statement is there already, on these words. If something in it is "
                f"wrong, correct it: `dragoman records correct {ref}`."
            )
    return [one.id for one in there]


def _taken(reading: Reading) -> set[str]:
    return {one.id for one in reading.statements} | {one.id for one in reading.conditions}


def _matter(
    connection: Connection,
    found: FoundArticle,
    reading: Reading,
    statement: Statement,
    words: str,
) -> str:
    """Return words for a matter that mean in this article the one that is named.

    Words that name none, or several, are taken as the article's own would be.
    """
    by_id = is_matter_id(words)
    try:
        roots = find_matters(connection, words)
    except NotFound:
        if by_id:
            raise
        return words
    if len(roots) > 1:
        return words
    matter = name_matters(connection, roots)[roots[0]]
    tried = words_for(matter) if by_id else (words, *words_for(matter))
    told = sorted((*reading.statements, statement), key=lambda one: one.content[0].start)
    with_it = replace(reading, statements=tuple(told))
    meant = words_that_mean(connection, matter, tried, found, with_it, statement.id)
    if meant is None and by_id:
        raise DragomanError(
            f"{words}: no words for this matter mean it in {found.title} ({found.id}). Give words "
            "of your own, and merge the two afterwards: `dragoman matters merge`."
        )
    return meant or words


def _condition(
    found: FoundArticle, text: str, passage: Passage, given: Mapping[str, str]
) -> dict[str, str | None] | None:
    words = given.get("condition")
    if not words:
        return None
    if act_in(text, passage, words) is None:
        raise DragomanError(
            f"“{words}”: the words for what the condition asks stand not exactly once in the "
            f"statement or in {found.title} ({found.id}). Give them as they stand there, or more "
            "of them."
        )
    actor = given.get("condition_actor")
    return {
        "words": words,
        "kind": given.get("condition_kind") or "precondition",
        "actor": _code(actor) if actor else None,
    }
