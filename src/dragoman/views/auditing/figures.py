"""What the marks on a sample say of the records that it was drawn from, and of the markers.

What a person was unsure of is left out of the reckoning and counted. A field counts where a
record says something in it; a record that is wrong without a word on its fields is wrong in all.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from dragoman.ledger import Ledger
from dragoman.ledger.audits import StoredAudit, find_audit, stored_audits
from dragoman.views.auditing.drawing import part_name, part_of
from dragoman.views.auditing.proportions import estimated, kappa
from dragoman.views.auditing.rows import (
    FIELDS,
    Agreement,
    AuditFigures,
    AuditFrame,
    AuditItem,
    AuditReport,
    AuditRow,
    Figure,
    RecordKind,
)
from dragoman.views.auditing.sampling import audit_items, audit_sample
from dragoman.views.auditing.wording import frame_words, sentence


@dataclass(frozen=True, slots=True)
class _Judged:
    """A record with the mark that counts, and how many records it stands for."""

    item: AuditItem
    mark: str
    wrong: tuple[str, ...]
    weight: float


def audit_figures(ledger: Ledger, name: str | None = None) -> tuple[AuditFigures, ...]:
    """Return what the marks on an audit say, for each person who marked; nobody: one empty row.

    The latest audit without a name. Raises NotFound.
    """
    with ledger.connect() as connection:
        stored = find_audit(connection, name)
    items = audit_items(ledger, stored.name)
    people = sorted({mark.who for item in items for mark in item.marks})
    return tuple(_figures(stored, items, who) for who in people or [stored.who])


def audit_agreement(ledger: Ledger, name: str | None = None) -> tuple[Agreement, ...]:
    """Return how far each two people marked the records of an audit alike. Raises NotFound.

    What one of them was unsure of, or did not mark, is left out.
    """
    items = audit_items(ledger, name)
    marks: dict[str, dict[int, str]] = defaultdict(dict)
    for item in items:
        for mark in item.marks:
            if mark.mark != "unsure":
                marks[mark.who][item.n] = mark.mark
    rows = []
    for who, other in combinations(sorted(marks), 2):
        both = sorted(marks[who].keys() & marks[other].keys())
        pairs = [(marks[who][n], marks[other][n]) for n in both]
        halves = [(one == "right", two == "right") for one, two in pairs]
        same = sum(one == two for one, two in pairs)
        audit = items[0].audit
        rows.append(Agreement(audit, who, other, len(both), same, kappa(pairs), kappa(halves)))
    return tuple(rows)


def audit_report(ledger: Ledger, name: str | None = None) -> AuditReport:
    """Return all there is to an audit, for an appendix. Raises NotFound."""
    figures = audit_figures(ledger, name)
    name = figures[0].audit
    return AuditReport(name, figures, audit_agreement(ledger, name), audit_sample(ledger, name))


def audits(ledger: Ledger) -> tuple[AuditRow, ...]:
    """Return all audits, the latest first: a row for each person's marks on each."""
    with ledger.connect() as connection:
        names = [stored.name for stored in stored_audits(connection)]
    return tuple(_listed(one) for name in names for one in audit_figures(ledger, name))


def _listed(one: AuditFigures) -> AuditRow:
    return AuditRow(
        audit=one.audit,
        drawn=one.drawn,
        drawn_by=one.drawn_by,
        seed=one.seed,
        frame=frame_words(one.frame),
        population=one.population,
        sample=one.sample,
        who=one.who if one.marked else None,
        marked=one.marked,
        unsure=one.unsure,
        left=one.left,
        precision=one.precision.share,
        low=one.precision.low,
        high=one.precision.high,
    )


def _figures(stored: StoredAudit, items: Sequence[AuditItem], who: str) -> AuditFigures:
    frame = AuditFrame(**{**stored.frame, "kinds": tuple(stored.frame["kinds"])})
    judged = _judged(stored, frame, items, who)
    marks = [item.mark_of(who) for item in items]
    kinds = {kind: sum(stored.population[kind].values()) for kind in frame.kinds}
    whole = sum(kinds.values())
    precision = _figure("right", judged, _right, whole)
    found = _figure("right or partly right", judged, _found, whole)
    own: list[Figure] = []
    kinds_held = tuple(kind for kind in frame.kinds if kinds[kind])
    for kind in kinds_held:
        some = [one for one in judged if one.item.kind == kind]
        own.append(_figure(kind, some, _right, kinds[kind]))
    figures = AuditFigures(
        audit=stored.name,
        who=who,
        drawn=stored.drawn,
        drawn_by=stored.who,
        seed=stored.seed,
        frame=frame,
        population=whole,
        sample=len(items),
        marked=sum(mark is not None for mark in marks),
        unsure=sum(mark is not None and mark.mark == "unsure" for mark in marks),
        left=sum(mark is None for mark in marks),
        rejected=stored.rejected,
        corrected=sum(item.corrected for item in items),
        readers=tuple(sorted({item.reader for item in items})),
        precision=precision,
        found=found,
        kinds=tuple(own),
        fields=tuple(_fields(judged, kinds_held, kinds)),
        confidences=tuple(_confidences(stored, judged)),
        sentence="",
    )
    return replace(figures, sentence=sentence(figures))


def _judged(
    stored: StoredAudit, frame: AuditFrame, items: Sequence[AuditItem], who: str
) -> list[_Judged]:
    marked = [(item, mark) for item in items if (mark := item.mark_of(who))]
    counted = [(item, mark) for item, mark in marked if mark.mark != "unsure"]
    weights: dict[int, float] = defaultdict(lambda: 1.0)
    if frame.by_confidence:
        sizes = _sizes(stored)
        seen = Counter(part_of(item.confidence) for item, _ in counted)
        weights |= {part: sizes[part] / count for part, count in seen.items()}
    return [
        _Judged(item, mark.mark, mark.wrong, weights[part_of(item.confidence)])
        for item, mark in counted
    ]


def _sizes(stored: StoredAudit) -> Counter[int]:
    """Return how many records there are in each part of the scale of confidence."""
    sizes: Counter[int] = Counter()
    for parts in stored.population.values():
        sizes.update({int(part): count for part, count in parts.items()})
    return sizes


def _right(one: _Judged) -> bool:
    return one.mark == "right"


def _found(one: _Judged) -> bool:
    return one.mark in ("right", "partly")


def _figure(
    name: str,
    judged: Sequence[_Judged],
    right: Callable[[_Judged], bool],
    population: float | None,
    missing: int = 0,
) -> Figure:
    hits = [right(one) for one in judged]
    weights = [one.weight for one in judged]
    found = estimated(hits, weights, population)
    promised = (
        sum(one.item.confidence * one.weight for one in judged) / sum(weights) if judged else None
    )
    return Figure(
        name=name,
        right=sum(hits),
        of=len(hits),
        share=found.share if found else None,
        low=found.low if found else None,
        high=found.high if found else None,
        population=int(population) if isinstance(population, int) else None,
        promised=promised,
        missing=missing,
    )


def _confidences(stored: StoredAudit, judged: Sequence[_Judged]) -> Iterable[Figure]:
    sizes = _sizes(stored)
    for part in sorted(sizes):
        some = [one for one in judged if part_of(one.item.confidence) == part]
        yield _figure(part_name(part), some, _found, sizes[part])


def _fields(
    judged: Sequence[_Judged], kinds: Sequence[RecordKind], sizes: dict[RecordKind, int]
) -> Iterable[Figure]:
    """Yield how often each field is right among the records that say something in it."""
    for kind in kinds:
        # Partly right without a word on what is wrong says nothing of any field.
        some = [
            one for one in judged if one.item.kind == kind and (one.mark != "partly" or one.wrong)
        ]
        for field in FIELDS[kind]:
            stated = [one for one in some if _says(one.item, field)]
            if not stated and not any(field in one.wrong for one in some):
                continue
            missing = sum(field in one.wrong for one in some if not _says(one.item, field))
            share = len(stated) / len(some) if some else 0
            # How many records say something in the field is known from the sample alone.
            population = max(sizes[kind] * share, len(stated))
            name = f"{kind}: {field}"
            yield _figure(name, stated, _right_in(field), population, missing)


def _right_in(field: str) -> Callable[[_Judged], bool]:
    return lambda one: not (field in one.wrong or (one.mark == "wrong" and not one.wrong))


def _says(item: AuditItem, field: str) -> bool:
    return any(one.name == field and one.says is not None for one in item.fields)
