"""How a record was settled, in plain sentences: who speaks, for whom, when, about what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.ledger.rebuilding import Record
from dragoman.records import Anonymity, Condition, Event, Reading, Speaker, Statement
from dragoman.views.sourcing import office_of

_WITHHELD: dict[Anonymity, str] = {
    "asked": "The source asked not to be named.",
    "unauthorised": "The source is not named, having no leave to speak.",
    "background": "The source spoke so as not to be named.",
    "withheld": "The report keeps the source's name back.",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What a record counts for: `matter` as merged and named, `wording` as the article has it."""

    side: str | None
    sides: tuple[str, ...]
    stance: str | None
    day: str | None
    counts: bool | None
    matter: str | None
    matter_name: str | None
    wording: str | None
    turned: str | None = None


def notes(
    record: Record,
    said: Statement | None,
    stands: Standing | None,
    reading: Reading,
    taken_over: str | None = None,
) -> tuple[str, ...]:
    """Return what there is to say about how a record was settled; `said` is its statement.

    `taken_over` says why nothing of its article counts, where another version of it does.
    """
    return tuple(_notes(record, said, stands, reading, taken_over))


def _notes(
    record: Record,
    said: Statement | None,
    stands: Standing | None,
    reading: Reading,
    taken_over: str | None,
) -> Iterator[str]:
    if said:
        yield from _speaker(said, reading)
    if isinstance(record, Condition):
        yield f"Who must act: {record.actor or 'not stated'}."
    if isinstance(record, Event):
        source, target = (
            ", ".join(side) or "nobody named" for side in (record.source, record.target)
        )
        yield f"From {source} to {target}; {record.status}."
    if stands is None:
        yield taken_over or "A person rejected this record: it counts for nothing."
        return
    if isinstance(record, Statement):
        yield from _side(record, stands)
        yield from _ground(record, reading.article.text)
    yield _day(record, stands)
    if said:
        yield from _offices(said, stands)
    if stands.matter_name and stands.wording:
        yield f"“{stands.wording}” is the matter “{stands.matter_name}” ({stands.matter})."
    elif stands.matter_name:
        yield f"It is about the matter “{stands.matter_name}” ({stands.matter})."
    if stands.turned:
        yield f"Its stance on that is {stands.turned}."


def _speaker(said: Statement, reading: Reading) -> Iterator[str]:
    words = said.source.of(reading.article.text) if said.source else None
    name = _called(said.speaker)
    if words is None:
        yield f"No words here name the speaker; it is {name}." if name else "Nobody is named."
    elif name is None:
        yield f"“{words}” is left without a name, as in the article."
    elif words == said.speaker.name:
        yield f"The speaker is {name}."
    else:
        yield f"“{words}” is {name}."
    if said.speakers:
        yield f"Speaking together: {', '.join(filter(None, map(_called, said.speakers)))}."
    if said.via:
        yield f"It came through {', then '.join(said.via)}."
    if said.anonymity and said.anonymity != "unnamed":
        yield _WITHHELD[said.anonymity]


def _offices(said: Statement, stands: Standing) -> Iterator[str]:
    """Yield which offices the public record has for those who speak, and where that differs."""
    for speaker in said.speakers or (said.speaker,):
        held = office_of(speaker.name, speaker.country, speaker.sort, speaker.role, stands.day)
        if held.office:
            yield (
                f"On record for {speaker.name} on {stands.day}: {held.office}, {held.term} "
                f"(list: {held.source})."
            )
        if held.conflict:
            yield held.conflict


def _side(said: Statement, stands: Standing) -> Iterator[str]:
    if not stands.sides:
        yield "The speaker speaks for no side."
        return
    sides = " and ".join(stands.sides)
    yield f"The speaker speaks for {sides}."
    if stands.counts:
        yield f"It counts for the position of {sides}."
    elif said.within and stands.stance and stands.matter:
        yield (
            f"It stands inside {said.within}, in somebody else's words, so that it does not "
            f"count for the position of {sides}."
        )


def _ground(said: Statement, text: str) -> Iterator[str]:
    if said.ground:
        yield f"The ground given: “{said.ground.words.of(text)}” ({said.ground.cue.of(text)})."
    if said.blame:
        yield f"It blames {', '.join(said.blame.blamed)} (“{said.blame.cue.of(text)}”)."


def _day(record: Record, stands: Standing) -> str:
    own = record.said if isinstance(record, Statement) else None
    own = record.date if isinstance(record, Event) else own
    if stands.day is None:
        return "Neither the words nor the article give a date."
    if own and own[:10] == stands.day:
        return f"The article dates it {own}."
    return f"The words give no date of their own; {stands.day} is the article's or the statement's."


def _called(speaker: Speaker) -> str | None:
    if not speaker.name:
        return None
    about = ", ".join(filter(None, (speaker.role, speaker.country)))
    return f"{speaker.name} ({about})" if about else speaker.name
