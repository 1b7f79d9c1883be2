"""An example of each of the desk's addresses, with the names that a ledger has for its records."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import dragoman
from dragoman.views import statements
from dragoman.web.application import PAGES


def examples(ledger: Path) -> dict[str, str]:
    """Return what each address of the table of pages is with names of this ledger in it."""
    with dragoman.open_ledger(ledger) as opened:
        row = next(row for row in statements(opened) if row.actor and row.matter and row.sides)
    about = quote(f"matter:{row.matter} side:{row.sides[0]}")
    article, _, record = row.record.partition("/")
    names = {"article": article, "record": record}
    ids = {
        "/actors/": {"actor": row.actor or "", "id": row.actor or ""},
        "/matters/": {"matter": row.matter or "", "id": row.matter or ""},
    }
    made = {}
    for path in PAGES:
        known = next((one for start, one in ids.items() if path.startswith(start)), {})
        made[path] = path.format(**{**names, **known})
    return made | {"/position": f"/position?q={about}"}


def with_ending(address: str, ending: str) -> str:
    """Return the address of the same rows as JSON or CSV."""
    path, mark, query = address.partition("?")
    return f"{'/ledger' if path == '/' else path}{ending}{mark}{query}"
