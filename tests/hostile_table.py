"""What came of hostile inputs, as a table: cases, reasons, the slowest, the most memory.

python tests/hostile_table.py ROWS.jsonl ...
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from hostile_runs import Row, kept

_NAMED = re.compile(r"'[^']*'|\"[^\"]*\"|\([^)]*\)|\d[\d,.]*")
"""What tells one case's reason from another's of the same sort."""
_REASONS = 25


def table(rows: Sequence[Row]) -> Iterator[str]:
    """Yield the table's lines."""
    for name, those in (
        ("damaged documents", [row for row in rows if _sort(row) == "damaged documents"]),
        ("hostile texts", [row for row in rows if _sort(row) == "hostile texts"]),
        ("hostile files", [row for row in rows if _sort(row) == "hostile files"]),
        ("all", list(rows)),
    ):
        if those:
            yield _line(name, those)
    reasons = Counter(_NAMED.sub("…", why) for row in rows for why in set(row.reasons))
    for reason, count in reasons.most_common(_REASONS):
        yield f"{count:6} {reason[:90]}"
    yield f"{sum(reasons.values()) - sum(dict(reasons.most_common(_REASONS)).values()):6} others"


def _sort(row: Row) -> str:
    if row.sort.startswith("text of "):
        return "hostile texts"
    return "hostile files" if "_" in row.sort else "damaged documents"


def _line(name: str, rows: Sequence[Row]) -> str:
    slowest = max(rows, key=lambda row: row.seconds)
    return (
        f"{name}: {len(rows):,} cases, {sum(bool(r.articles) for r in rows):,} gave articles "
        f"({sum(r.articles for r in rows):,}), {sum(bool(r.reasons) for r in rows):,} were listed "
        f"with a reason, {sum(bool(r.faults) for r in rows)} had faults; slowest "
        f"{slowest.seconds:.1f} s ({slowest.sort}, case {slowest.number}); most memory "
        f"{max(row.megabytes for row in rows):,} MB"
    )


if __name__ == "__main__":
    told = {row.number: row for name in sys.argv[1:] for row in kept(Path(name))}
    print("\n".join(table(list(told.values()))))
