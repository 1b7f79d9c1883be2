"""Writes `data/given_names.tsv` from a count of who bears which name: run it when that changes.

    python -m dragoman.vocabulary.build_given_names NAME_DATA OUT

NAME_DATA is `name_data.json` of the package nomquamgender 0.1.4 (MIT): for each name the number
of its sources, the number of its bearers and the share of women (Van Buskirk, Clauset and
Larremore, "An Open-Source Cultural Consensus Approach to Name-Based Gender Classification", 2023).
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

HEAD = """\
# Given names that one sex bears at least nine times in ten, in lower case and without marks, by
# sex and first letter. Written by dragoman.vocabulary.build_given_names: do not edit.
# From nomquamgender 0.1.4 (Van Buskirk, Clauset, Larremore; MIT), its 36 sources put together:
# names of three sources and more, or of two with five bearers and more.
"""
UNSURE = 0.1
"""The share of the other sex up to which a name tells one: the source's own default."""
_NAME = re.compile(r"[a-z][a-z'-]+")


def sex(sources: int, bearers: int, women: float) -> str | None:
    """Return the sex that a name tells, None when its bearers are few or of both."""
    known = sources >= 3 or (sources == 2 and bearers >= 5)
    if not known or UNSURE < women < 1 - UNSURE:
        return None
    return "female" if women > 0.5 else "male"


def table(data: Mapping[str, Sequence[float]]) -> str:
    """Return the text of the file."""
    kept: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for name, (sources, bearers, women, *_) in data.items():
        told = sex(int(sources), int(bearers), women) if _NAME.fullmatch(name) else None
        if told:
            kept[told, name[0]].append(name)
    lines = (f"{told}\t{' '.join(sorted(names))}" for (told, _), names in sorted(kept.items()))
    return HEAD + "sex\tnames\n" + "\n".join(lines) + "\n"


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name_data", type=Path)
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    data = json.loads(given.name_data.read_text(encoding="utf-8"))
    given.out.write_text(table(data), encoding="utf-8")


if __name__ == "__main__":
    main()
