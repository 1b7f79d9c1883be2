"""Records: why one is there, and the forms to confirm, correct or reject it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import FormData

from dragoman.errors import DragomanError
from dragoman.ledger import Decision, Ledger
from dragoman.ledger.record_decisions import (
    records_confirm,
    records_correct,
    records_fields,
    records_reject,
)
from dragoman.records import BY_PERSON, CONDITION_KINDS, EVENT_TYPES, SORTS, STANCES, STATUSES
from dragoman.views import explain
from dragoman.views.explanation_rows import Explanation
from dragoman.web.asked import Asked
from dragoman.web.forms import by_of, way_back
from dragoman.web.shown import Shown, without

_CHOICES: dict[str, tuple[str, ...]] = {
    "stance": ("", *STANCES),
    "kind": CONDITION_KINDS,
    "type": EVENT_TYPES,
    "status": STATUSES,
    "speaker.sort": SORTS,
}
_LABELS = {
    "scope": "Scope, in a word or two",
    "said": "Said on (a day, month or year)",
    "side": "Side (a country or body)",
    "actor": "Who must act",
    "date": "Date",
    "speaker.name": "Speaker",
    "speaker.role": "Speaker's role",
    "speaker.country": "Speaker's country",
    "speaker.sort": "Sort of speaker",
}


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record as a form shows it; `choices` are empty for free words."""

    name: str
    label: str
    value: str
    choices: tuple[str, ...]


def record_page(ledger: Ledger, asked: Asked, path: dict[str, str]) -> Shown:
    """Return why a record is there, with the forms to decide on it."""
    told = explain(ledger, record_of(path))
    flat = _flat(records_fields(ledger, told.record))
    fields = [
        Field(name, _LABELS.get(name, name.capitalize()), value, _CHOICES.get(name, ()))
        for name, value in flat.items()
    ]
    return Shown(
        title=_title(told),
        template="record.html",
        path=f"/records/{told.record}",
        rows=(told,),
        kind=Explanation,
        unused=without(asked, ()),
        context={
            "told": told,
            "fields": fields,
            "back": way_back(asked.more.get("back")),
            "by_person": BY_PERSON,
        },
    )


def _title(told: Explanation) -> str:
    """Return what a record is, and whose: `Statement of Ilse Marrane`."""
    who = told.speaker or told.source
    return f"{told.sort.capitalize()} of {who}" if who else told.sort.capitalize()


def record_of(path: Mapping[str, str]) -> str:
    """Return the name of the record that an address is of."""
    return f"{path['article']}/{path['record']}"


def confirm(ledger: Ledger, form: FormData, path: dict[str, str]) -> tuple[Decision, str]:
    """Hold a record to be right."""
    record = record_of(path)
    return records_confirm(ledger, record, **by_of(form)), f"/records/{record}"


def correct(ledger: Ledger, form: FormData, path: dict[str, str]) -> tuple[Decision, str]:
    """Set those fields of a record that the form changed."""
    record = record_of(path)
    fields = _changed(form)
    return records_correct(ledger, record, fields, **by_of(form)), f"/records/{record}"


def reject(ledger: Ledger, form: FormData, path: dict[str, str]) -> tuple[Decision, str]:
    """Hold a record to be wrong."""
    record = record_of(path)
    return records_reject(ledger, record, **by_of(form)), f"/records/{record}"


def _flat(fields: Mapping[str, Any]) -> dict[str, str]:
    """Return fields as a form has them: those of a speaker each by its own name."""
    flat: dict[str, str] = {}
    for name, value in fields.items():
        if name == "speaker":
            flat |= {f"speaker.{part}": value.get(part) or "" for part in _SPEAKER}
        else:
            flat[name] = value or ""
    return flat


_SPEAKER = ("name", "role", "country", "sort")


def _changed(form: FormData) -> dict[str, Any]:
    """Return what a form says otherwise than it was shown; a speaker is changed as a whole."""
    now = {name.removeprefix("was."): "" for name in form if name.startswith("was.")}
    now |= {name: str(form.get(name, "")).strip() for name in now}
    changed = {name for name, value in now.items() if value != form.get(f"was.{name}")}
    if not changed:
        raise DragomanError("Nothing was changed. Change the fields that are wrong.")
    fields: dict[str, Any] = {n: now[n] or None for n in changed if not n.startswith("speaker.")}
    if any(name.startswith("speaker.") for name in changed):
        fields["speaker"] = {part: now.get(f"speaker.{part}") or None for part in _SPEAKER}
    return fields
