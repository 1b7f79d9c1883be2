"""Every table of the vocabulary loaded once, to hear what its loader refuses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dragoman.errors import VocabularyError
from dragoman.vocabulary.attribution import closed
from dragoman.vocabulary.calendar import calendar
from dragoman.vocabulary.conditions import condition_words
from dragoman.vocabulary.cues import cues
from dragoman.vocabulary.dealings import dealings
from dragoman.vocabulary.factuality import factuality
from dragoman.vocabulary.faults import Fault
from dragoman.vocabulary.forms import forms
from dragoman.vocabulary.furniture import furniture
from dragoman.vocabulary.given_names import given_names
from dragoman.vocabulary.hedges import hedges
from dragoman.vocabulary.leading import leading
from dragoman.vocabulary.lexicon import lexicon
from dragoman.vocabulary.masthead import masthead
from dragoman.vocabulary.matters import matter_words
from dragoman.vocabulary.people import people
from dragoman.vocabulary.plover import plover
from dragoman.vocabulary.speakers import speaker_words
from dragoman.vocabulary.stance import stance_words
from dragoman.vocabulary.summary import summary_words

_TABLES: dict[str, Callable[[], Any]] = {
    "attribution.toml": closed,
    "conditions.toml": condition_words,
    "cues.tsv": cues,
    "dates.toml": calendar,
    "dealings.toml": dealings,
    "factuality.toml": factuality,
    "forms.toml": forms,
    "furniture.toml": furniture,
    "given_names.tsv": given_names,
    "hedges.toml": hedges,
    "leading.toml": leading,
    "masthead.toml": masthead,
    "matters.toml": matter_words,
    "people.tsv": people,
    "plover.toml": plover,
    "speakers.toml": speaker_words,
    "stance.toml": stance_words,
    "summary.toml": summary_words,
    "the tables of names": lexicon,
}


def unloadable() -> tuple[Fault, ...]:
    """Return a fault for each of Dragoman's own files that its loader refuses."""
    found: list[Fault] = []
    for name, load in _TABLES.items():
        try:
            load()
        except VocabularyError as error:
            found.append(Fault(name, 0, f"it cannot be loaded: {error}", "Mend it there."))
        except (KeyError, TypeError, ValueError) as error:
            what = f"it cannot be loaded ({type(error).__name__}: {error})"
            found.append(Fault(name, 0, what, "Compare its tables with an earlier version."))
    return tuple(found)
