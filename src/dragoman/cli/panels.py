"""Under which heading `dragoman --help` lists each command, in the order of a day's work."""

from __future__ import annotations

import typer
from typer._click.core import Context  # Typer carries a click of its own
from typer.core import TyperGroup

PANELS = {
    "Take in": ("read", "look", "watch", "reread"),
    "Where they stand": (
        *("positions", "shifts", "conditions", "deadlocks", "accounts", "grounds", "matters"),
        *("brief", "serve", "publish"),
    ),
    "Who said what, and what happened": ("statements", "vectors", "events", "actors", "sources"),
    "The articles": ("articles", "show", "explain", "stories", "copies", "versions", "changes"),
    "Decide, and tell what you know": ("records", "tellings", "decisions", "vocabulary"),
    "Keep it safe": ("backup", "copy", "verify"),
    "How much is right": ("audit", "audits", "bench"),
}
_ORDER = [name for names in PANELS.values() for name in names]


class Panelled(TyperGroup):
    """The program's commands, in the order of the panels."""

    def list_commands(self, ctx: Context) -> list[str]:
        """Return the names of all commands; one without a panel comes last."""
        listed = super().list_commands(ctx)
        return sorted(
            listed, key=lambda name: _ORDER.index(name) if name in _ORDER else len(_ORDER)
        )


def put_in_panels(app: typer.Typer) -> None:
    """Give each command of the program its heading."""
    titles = {name: title for title, names in PANELS.items() for name in names}
    for command in app.registered_commands:
        called = command.name or getattr(command.callback, "__name__", "")
        command.rich_help_panel = titles.get(str(called))
    for group in app.registered_groups:
        group.rich_help_panel = titles.get(str(group.name))
