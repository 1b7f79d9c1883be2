"""What stands around a person's name and says who that is: titles, appositions, `X is the ...`."""

from __future__ import annotations

from calendar import month_name
from dataclasses import replace

from dragoman.reading.speakers import careers, nested
from dragoman.reading.speakers.descriptions import Description, describe
from dragoman.reading.speakers.marked import Marked, Run
from dragoman.reading.speakers.names import titled
from dragoman.reading.syntax import child

_BEFORE_TAGS = frozenset(
    {"NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "POS", "HYPH", "FW", "AFX", "VBN", "RB"}
)
_DETERMINERS = frozenset({"DT", "PRP$", "PDT"})
_IS = frozenset({"is", "was", "became", "remains", "are", "were"})
_ONE = frozenset({"a", "an"})
_NOW = frozenset({"now", "currently", "since", "today"})
_LONGEST = 16
_BESIDE = frozenset(
    {
        "diplomat",
        "official",
        "politician",
        "expert",
        "legislator",
        "religious",
        "military",
    }
)
"""Kinds of offices that say less than any other beside them: `UN envoy, Kestrelian diplomat`."""


def descriptions(marked: Marked, name: Run, taken: dict[int, int]) -> list[Description]:
    """Return the descriptions of the person who is named by some tokens, the nearest first.

    `taken` maps the tokens of all persons' names to a number each, so that an apposition is
    not read out of another person's title.
    """
    found: list[Description] = []
    title = titled(marked, name.start)
    end = name.start
    if title and not (title.entry.office or title.entry.nouns):
        before = titled(marked, title.start)
        if before and (before.entry.office or before.entry.nouns):
            title, end = before, title.start  # `Foreign Minister Dr Ana Vale`
    start = _start(marked, title.start, name.start) if title else name.start
    if title and (title.entry.office or title.entry.nouns):
        found.append(describe(marked, Run(start, end)))
    was = marked.lower[name.end : name.end + 1] in (["was"], ["were"])
    apposed = _apposed_after(marked, name, taken)
    for run, over in (
        (careers.taken_up(marked, name), False),
        (careers.brought_in(marked, name), False),
        (
            nested.own_part(marked, _apposed_before(marked, Run(start, name.end), taken), taken),
            False,
        ),
        (nested.own_part(marked, _head_of_apposed(marked, name, taken), taken), False),
        (apposed, careers.was_once(marked, name) or careers.ended(marked, apposed)),
        (_and_now(marked, name), False),
        (_said_to_be(marked, name), was),
        (_until(marked, name), True),
        (careers.served_as(marked, name), True),
        (careers.given_up(marked, name), True),
        (_being(marked, start, taken), False),
    ):
        if run:
            described = describe(marked, run)
            if not described.many and (described.office or described.is_a("person")):
                found.append(replace(described, former=True) if over else described)
    found.sort(key=_weight)
    return found


def _weight(described: Description) -> tuple[int, int]:
    """Return how little a description says: what one is now before what he was, or is besides."""
    if described.office is None or described.office.kind == "public":
        return 3, 0
    if described.former:
        return 1, 0
    if described.office.kind not in _BESIDE:
        return 0, 0
    # Of two ranks the one that says more: `the archbishop of Kest, Cardinal Vale`.
    return 2, described.run.start - described.run.end


def _until(marked: Marked, name: Run) -> Run | None:
    """Return the office held until lately: `Vale, until Monday the ambassador to Kest,`."""
    start = name.end + 1
    if marked.lower[name.end : start + 1] not in ([",", "until"], [",", "till"]):
        return None
    end = _clause_end(marked, start)
    start += 1
    while start < end and marked.entity[start] in ("DATE", "TIME"):
        start += 1
    return Run(start, end) if start < end else None


def _start(marked: Marked, at: int, name: int) -> int:
    """Return where the noun phrase begins that leads up to a title."""
    sentence = marked.sentence[name]
    while at > 0 and marked.sentence[at - 1] == sentence and name - at < _LONGEST:
        before = at - 1
        if marked.entity[before] in ("DATE", "TIME"):
            return at
        if marked.tag[before] in _DETERMINERS:
            return before
        if marked.tag[before] == "HYPH" and not marked.glued(before):  # a dateline's
            return at
        covering = marked.covering.get(before)
        joined = marked.tag[before] in _BEFORE_TAGS or (covering and covering.end > before + 1)
        joined = joined or (marked.tag[before] == "CD" and marked.text[at] in ("-", "‑"))
        if not joined and not (marked.tag[before] == "CC" and _shared(marked, before)):
            return at
        at = before
    return at


def _shared(marked: Marked, at: int) -> bool:
    """Return whether `and` joins two modifiers of one noun: `trade and industry minister`."""
    return at > 0 and marked.text[at - 1][0].islower() and marked.text[at + 1][0].islower()


def _clause_end(marked: Marked, start: int) -> int:
    """Return where an apposition ends: at the next comma, dash, bracket or finite verb."""
    at, size = start, len(marked.text)
    while at < size and marked.sentence[at] == marked.sentence[start] and at - start < _LONGEST:
        if marked.text[at] in (",", ";", "—", "–", "(", ")", '"', "“", "”", ":"):
            break
        if at > start and marked.tag[at] in ("VBD", "VBZ", "VBP", "MD", "WRB"):
            break
        at += 1
    return at


def _follows(marked: Marked, at: int, sentence: int) -> bool:
    return at < len(marked.text) and marked.sentence[at] == sentence


def _apposed_after(marked: Marked, name: Run, taken: dict[int, int]) -> Run | None:
    """Return the noun phrase behind a name and its comma: `Marek, a spokesman for ...,`."""
    sentence, comma = marked.sentence[name.start], name.end
    if not _follows(marked, comma + 1, sentence):
        return None
    start = comma + 1
    if marked.lower[comma] == "of":
        return None
    if marked.text[comma] not in (",", "(", "—", "–"):
        return None
    if marked.lower[start : start + 3] == ["at", "the", "time"]:
        start += 3
    if marked.lower[start : start + 1] in (["who"], ["now"], ["then"], ["formerly"]):
        start += 1
        if _follows(marked, start, sentence) and marked.lower[start] in _IS:
            start += 1
    if marked.lower[start] in ("until", "till"):
        return None  # see `_until`
    if marked.lower[start] == "since":
        start += 1
        while _follows(marked, start, sentence) and marked.entity[start] in ("DATE", "TIME"):
            start += 1
    end = _clause_end(marked, start)
    run = Run(start, end)
    if end <= start or marked.tag[start] in ("VBD", "VBZ", "VBP", "IN", "CC", "PRP", "VBG"):
        return None
    if marked.text[name.start - 1] == "," and _is_subject(marked, run):
        return None  # `the prosecutor, Ana Vale, the captain said`
    if _goes_on(marked, start, end):
        return None  # `according to Vale, the captain admitted`
    inner = nested.inner(marked, run)  # `Vale, an adviser to the premier, Ana Kest,`
    if (
        inner is None
        and marked.text[end : end + 1] == [","]
        and _title_leads_to_name(marked, end + 1, taken)
    ):
        return None  # `..., the head of the mission, Colonel Ana Vale,` describes the second
    return None if _names_another(marked, run, taken) else run


def _and_now(marked: Marked, name: Run) -> Run | None:
    """Return what one has become, behind what one is besides: `Vale, a judge and now envoy,`.

    Or what one is besides: `Vale, a judge and Kestrel's envoy,`.
    """
    if marked.text[name.end : name.end + 1] not in ([","], ["—"], ["–"]):
        return None
    end = _clause_end(marked, name.end + 1)
    for at in range(name.end + 2, end - 1):
        if marked.lower[at] != "and":
            continue
        start = at + 2
        if marked.lower[at + 1] not in _NOW:
            plain = all(marked.tag[i] != "IN" for i in range(name.end, at))
            if marked.lower[at + 1] not in _ONE and not (plain and _opens(marked, at + 1)):
                continue
            start = at + 1
        while start < end and (
            marked.entity[start] in ("DATE", "TIME") or marked.text[start] in month_name
        ):
            start += 1
        return Run(start, end) if start < end else None
    return None


def _opens(marked: Marked, at: int) -> bool:
    """Return whether a noun phrase of its own begins: `the envoy`, `Kestrel's envoy`."""
    found = marked.covering.get(at)
    state = found is not None and found.entry.country is not None
    return marked.tag[at] in ("DT", "PRP$") or state


def _head_of_apposed(marked: Marked, name: Run, taken: dict[int, int]) -> Run | None:
    """Return the noun that a name stands in apposition to: `a reply from the envoy, Ana Vale`."""
    last = name.end - 1
    noun = marked.head[last]
    comma = name.start - 1
    if marked.dep[last] != "appos" or not 0 <= noun < comma or marked.text[comma] != ",":
        return None
    run = Run(marked.document.doc[noun].left_edge.i, comma)
    return None if any(at in taken for at in range(*run)) else run


def _is_subject(marked: Marked, run: Run) -> bool:
    """Return whether a noun phrase is the subject of the verb that follows it."""
    return any(
        marked.dep[at] in ("nsubj", "nsubjpass") and marked.head[at] >= run.end
        for at in range(run.start, run.end)
    )


def _goes_on(marked: Marked, start: int, end: int) -> bool:
    """Return whether a noun phrase is the subject of the verb right behind it."""
    if marked.tag[end : end + 1] not in (["VBD"], ["VBZ"], ["VBP"], ["MD"]):
        return False
    for at in range(start, end):
        if marked.tag[at] in ("IN", "TO", "WDT", "WP"):
            return False
        if marked.dep[at] in ("nsubj", "nsubjpass"):
            return True
    return False


def _title_leads_to_name(marked: Marked, at: int, taken: dict[int, int]) -> bool:
    """Return whether a person's name follows, with nothing but a title before it."""
    for token in range(at, min(at + 4, len(marked.text))):
        if token in taken:
            return True
        if marked.tag[token][0] != "N":
            return False
    return False


def _names_another(marked: Marked, run: Run, taken: dict[int, int]) -> bool:
    """Return whether a noun phrase goes over into a person's name: `president Ana Vale`."""
    for at in range(run.start, run.end):
        if at in taken and not marked.possessive(_after_name(taken, at)):
            before = marked.covering.get(at - 1)
            if at == run.start or titled(marked, at) or (before and before.entry.office):
                return True
    return False


def _after_name(taken: dict[int, int], at: int) -> int:
    number = taken[at]
    while taken.get(at) == number:
        at += 1
    return at


def _apposed_before(marked: Marked, name: Run, taken: dict[int, int]) -> Run | None:
    """Return the noun phrase before a comma and a name: `the prosecutor of Kest, Ana Vale,`."""
    comma, sentence = name.start - 1, marked.sentence[name.start]
    if comma < 1 or marked.text[comma] != "," or marked.sentence[comma] != sentence:
        return None
    closed = not _follows(marked, name.end, sentence) or marked.text[name.end] in (",", ".", "—")
    start = comma
    while start > 0 and marked.sentence[start - 1] == sentence and comma - start < _LONGEST:
        before = start - 1
        if marked.text[before] in (",", ";", ":", '"', "“", "”", "(", ")"):
            break
        if marked.entity[before] in ("DATE", "TIME"):
            break
        if before in taken and not marked.possessive(_after_name(taken, before)):
            break
        if marked.tag[before] in ("IN", "TO") and marked.tag[before - 1][0] != "N":
            break
        if marked.dep[before] == "mark":
            break
        if marked.tag[before] in ("VBD", "VBZ", "VBP", "MD", "VB", "PRP", "WDT", "WP"):
            break
        if marked.dep[before] in ("mark", "agent"):  # `said that his deputy, Ana Vale,`
            break
        start = before
    opens = start == 0 or marked.sentence[start - 1] != sentence
    if start < comma and marked.lower[start] == "now":  # `A retired colonel, now a scholar, Vale`
        start, opens = start + 1, True
    elif start < comma and marked.tag[start] in ("IN", "CC"):
        start += 1
        opens = False
    if start >= comma or not (closed or opens) or (start in taken and not closed):
        return None
    return Run(start, comma)


def _said_to_be(marked: Marked, name: Run) -> Run | None:
    """Return the noun phrase that a name is said to be: `Marek is the envoy of ...`."""
    at, sentence = name.end, marked.sentence[name.start]
    if _follows(marked, at + 1, sentence) and marked.text[at] == ",":
        closing = marked.lower[at + 1] in _IS
        at = at + 1 if closing else _clause_end(marked, at + 1) + 1  # behind an apposition
    if marked.lower[at : at + 2] == ["has", "been"]:
        at += 1
    elif not _follows(marked, at + 1, sentence) or marked.lower[at] not in _IS:
        return None
    start = at + 1
    if not _follows(marked, start, sentence):
        return None
    if marked.tag[start][0] not in "DNJ" and not marked.tag[start].startswith("PRP$"):
        return None
    return Run(start, _clause_end(marked, start))


def _being(marked: Marked, start: int, taken: dict[int, int]) -> Run | None:
    """Return the subject that is said to be a person: `The envoy of Kest is Ana Vale`."""
    verb = start - 1
    if verb < 1 or marked.lower[verb] not in _IS or marked.sentence[verb] != marked.sentence[start]:
        return None
    subject = child(marked.document.doc[verb], "nsubj")
    if subject is None or subject.i >= verb:
        return None
    run = Run(subject.left_edge.i, subject.right_edge.i + 1)
    return None if any(at in taken for at in range(*run)) else run
