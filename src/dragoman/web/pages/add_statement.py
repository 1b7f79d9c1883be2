"""A statement that no reader found, added from its article: the form, and what it brings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from starlette.datastructures import FormData

from dragoman.errors import DragomanError, LedgerError
from dragoman.ledger import Decision, Ledger
from dragoman.ledger.adding import Given
from dragoman.ledger.record_decisions import records_add
from dragoman.records import CONDITION_KINDS, KINDS, SORTS, STANCES
from dragoman.views.passages import PassageRow, passages_of
from dragoman.web.asked import Asked
from dragoman.web.forms import by_of, given
from dragoman.web.pages.records import Field
from dragoman.web.shown import FormError, Shown, without

_FIELDS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("role", "Role, as the article words it", ()),
    ("sort", "Sort of a new speaker", ("", *SORTS)),
    ("country", "Speaker's country", ()),
    ("side", "Side, if not as known", ()),
    ("matter", "Matter: its name or id, or words", ()),
    ("stance", "Stance", ("", *STANCES)),
    ("scope", "Scope, in a word or two", ()),
    ("said", "Said on (a day, month or year)", ()),
    ("kind", "Quoted or not", ("", *KINDS)),
    ("condition", "What it asks for first, in the article's words", ()),
    ("condition_kind", "Kind of condition", ("", *CONDITION_KINDS)),
    ("condition_actor", "Who must act", ()),
)
"""Name, label and known values of what may be given beside words and speaker."""


NOTHING: Mapping[str, str] = {"words": "", "speaker": "", "reason": "", "who": ""}
"""What stands in a form that nobody filled in."""


def fields_of(values: Mapping[str, str]) -> list[Field]:
    """Return the fields of the form, filled."""
    return [Field(name, label, values.get(name, ""), known) for name, label, known in _FIELDS]


def add_statement_page(ledger: Ledger, asked: Asked, path: dict[str, str]) -> Shown:
    """Return the form on a page of its own; its rows are the places of the words."""
    words = asked.more.get("words", "")
    return _page(ledger, path["article"], {**NOTHING, "words": words}, unused=without(asked, ()))


def add(ledger: Ledger, form: FormData, path: dict[str, str]) -> tuple[Decision, str]:
    """Add the statement that a form tells of; show the form again where that cannot be."""
    values = {name: given(form, name) or "" for name in NOTHING}
    values |= {name: given(form, name) or "" for name, *_ in _FIELDS}
    article = ledger.article(path["article"]).id
    told = Given(
        **{name: values[name] for name, *_ in _FIELDS},  # type: ignore[typeddict-item]
        **by_of(form),
        at=_at(given(form, "at"), passages_of(ledger, article, values["words"])),
    )
    try:
        decision = records_add(ledger, article, values["words"], speaker=values["speaker"], **told)
    except LedgerError:
        raise
    except DragomanError as error:
        raise FormError(_page(ledger, article, values, fault=str(error))) from error
    return decision, f"/articles/{article}#card-{decision.ref.partition('/')[2]}"


def _page(
    ledger: Ledger,
    ref: str,
    values: Mapping[str, str],
    fault: str = "",
    unused: Sequence[str] = (),
) -> Shown:
    article = ledger.article(ref)
    places = passages_of(ledger, ref, values["words"])
    if len(places) > 1:
        fault = (
            fault and "These words stand in the article several times. Say below which you mean."
        )
    elif values["words"] and not places:
        fault = "These words do not stand in the article. Give them exactly as they stand there."
    return Shown(
        title="Add a statement",
        template="add_statement.html",
        path=f"/articles/{article.id}/add",
        rows=places,
        kind=PassageRow,
        unused=unused,
        context={
            "article": article,
            "given": values,
            "fields": fields_of(values),
            "places": places if len(places) > 1 else (),
            "fault": fault,
        },
    )


def _at(told: str | None, places: Sequence[PassageRow]) -> int | None:
    """Return where the words begin that are meant, if they do begin there."""
    return next((place.at for place in places if str(place.at) == told), None)
