"""Actors and matters changed: merged, renamed, split, made part of another."""

from __future__ import annotations

from starlette.datastructures import FormData

from dragoman import views
from dragoman.ledger import Decision, Ledger, overruling, overruling_matters
from dragoman.ledger.finding_actors import find_actor
from dragoman.ledger.naming import find_matter, name_matters
from dragoman.views.deciding import ActorDecisionRow, MatterDecisionRow
from dragoman.web.asked import Asked
from dragoman.web.forms import by_of, given
from dragoman.web.shown import Shown, without

Changed = tuple[Decision, str]
"""A decision, and the address of the page that shows it."""

LIKELY = 5
"""Others that are named as perhaps the same."""

ACTOR_PARTS = {
    "name": "One of its names",
    "role": "Mentions with this role",
    "since": "Mentions since (a day)",
    "until": "Mentions until (a day)",
    "article": "Mentions in this article",
    "statement": "This one statement",
}
MATTER_PARTS = {
    "merged": "A matter that was merged into it",
    "words": "Statements with these very words for it",
    "article": "Statements in this article",
    "statement": "This one statement",
}


def actor_change_page(ledger: Ledger, asked: Asked, path: dict[str, str]) -> Shown:
    """Return the forms that change an actor, and what was decided on it."""
    with ledger.connect() as connection:
        found = find_actor(connection, path["id"])
    return Shown(
        title=f"Change {found.shown}",
        template="change.html",
        path=f"/actors/{found.id}/change",
        rows=views.actors_history(ledger, found.id)[::-1],
        kind=ActorDecisionRow,
        unused=without(asked, ()),
        context={
            "what": "actor",
            "id": found.id,
            "parts": ACTOR_PARTS.items(),
            "likely": views.actors_suggest(ledger, found.id, limit=LIKELY),
        },
    )


def matter_change_page(ledger: Ledger, asked: Asked, path: dict[str, str]) -> Shown:
    """Return the forms that change a matter, and what was decided on it."""
    with ledger.connect() as connection:
        root = find_matter(connection, path["id"])
        name = name_matters(connection, (root,))[root].name
    return Shown(
        title=f"Change “{name}”",
        template="change.html",
        path=f"/matters/{root}/change",
        rows=views.matters_history(ledger, root)[::-1],
        kind=MatterDecisionRow,
        unused=without(asked, ()),
        context={
            "what": "matter",
            "id": root,
            "parts": MATTER_PARTS.items(),
            "likely": views.matters_suggest(ledger, root, limit=LIKELY),
        },
    )


def actor_merge(ledger: Ledger, form: FormData, path: dict[str, str]) -> Changed:
    """Join two actors that are one."""
    other = given(form, "other") or ""
    return _actor(path, overruling.actors_merge(ledger, path["id"], other, **by_of(form)))


def actor_rename(ledger: Ledger, form: FormData, path: dict[str, str]) -> Changed:
    """Give an actor the name that is shown."""
    name = given(form, "name") or ""
    return _actor(path, overruling.actors_rename(ledger, path["id"], name, **by_of(form)))


def actor_split(ledger: Ledger, form: FormData, path: dict[str, str]) -> Changed:
    """Take out of an actor what is somebody else's."""
    part = overruling.Part(
        role=given(form, "role"),
        since=given(form, "since"),
        until=given(form, "until"),
        article=given(form, "article"),
        statement=given(form, "statement"),
    )
    by, name = by_of(form), given(form, "name")
    return _actor(path, overruling.actors_split(ledger, path["id"], name, part=part, **by))


def matter_merge(ledger: Ledger, form: FormData, path: dict[str, str]) -> Changed:
    """Join two matters that are one, or the two ends of one."""
    other, turned = given(form, "other") or "", given(form, "opposite") is not None
    by = by_of(form)
    decision = overruling_matters.matters_merge(ledger, path["id"], other, opposite=turned, **by)
    return _matter(path, decision)


def matter_rename(ledger: Ledger, form: FormData, path: dict[str, str]) -> Changed:
    """Give a matter the name that is shown."""
    name = given(form, "name") or ""
    return _matter(path, overruling_matters.matters_rename(ledger, path["id"], name, **by_of(form)))


def matter_split(ledger: Ledger, form: FormData, path: dict[str, str]) -> Changed:
    """Take out of a matter what is about another."""
    part = overruling_matters.MatterPart(
        words=given(form, "words"),
        article=given(form, "article"),
        statement=given(form, "statement"),
    )
    by, merged = by_of(form), given(form, "merged")
    return _matter(
        path, overruling_matters.matters_split(ledger, path["id"], merged, part=part, **by)
    )


def matter_part(ledger: Ledger, form: FormData, path: dict[str, str]) -> Changed:
    """Say that a matter is part of another, or of none."""
    whole = given(form, "of")
    return _matter(path, overruling_matters.matters_part(ledger, path["id"], whole, **by_of(form)))


def _actor(path: dict[str, str], decision: Decision) -> Changed:
    return decision, f"/actors/{path['id']}/change"


def _matter(path: dict[str, str], decision: Decision) -> Changed:
    return decision, f"/matters/{path['id']}/change"
