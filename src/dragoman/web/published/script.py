"""Values written as a script that a page of the site adds: pages on a disk may fetch nothing else.

What is other people's can neither end the script nor its line, wherever it comes to stand.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

_ESCAPED = str.maketrans({one: f"\\u{ord(one):04x}" for one in "<>&\u2028\u2029"})


def literal(value: object) -> str:
    """Return a value of strings, numbers, lists and None as a literal of the script."""
    told = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # All that is exchanged stands in strings: no other part of such a literal has these.
    return told.translate(_ESCAPED)


def shard(name: str, values: Iterable[object]) -> Iterator[str]:
    """Yield the script that gives a part of the index its values, each on a line."""
    yield f"dragoman.shard({literal(name)},["
    for n, value in enumerate(values):
        yield f"{',' if n else ''}\n{literal(value)}"
    yield "\n]);\n"
