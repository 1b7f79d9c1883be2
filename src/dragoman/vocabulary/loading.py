"""Every table of the vocabulary loaded once, to hear what its loader refuses."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from dragoman.errors import VocabularyError
from dragoman.vocabulary.accounts import account_words
from dragoman.vocabulary.asks import asked_for
from dragoman.vocabulary.attribution import closed
from dragoman.vocabulary.bulk_exports import factiva_marks, nexis_marks
from dragoman.vocabulary.calendar import calendar
from dragoman.vocabulary.conditions import condition_words
from dragoman.vocabulary.cues import cues
from dragoman.vocabulary.dealings import dealings
from dragoman.vocabulary.factuality import factuality
from dragoman.vocabulary.faults import Fault
from dragoman.vocabulary.forms import forms
from dragoman.vocabulary.fulfilment import fulfilment
from dragoman.vocabulary.furniture import furniture
from dragoman.vocabulary.given_names import given_names
from dragoman.vocabulary.grounds import ground_words
from dragoman.vocabulary.hedges import hedges
from dragoman.vocabulary.hyphens import hyphens
from dragoman.vocabulary.idioms import idioms
from dragoman.vocabulary.inflection import base_form
from dragoman.vocabulary.languages import languages
from dragoman.vocabulary.leading import leading
from dragoman.vocabulary.lexicon import lexicon
from dragoman.vocabulary.mail import mail
from dragoman.vocabulary.masthead import masthead
from dragoman.vocabulary.matters import matter_words
from dragoman.vocabulary.open_ends import open_ends
from dragoman.vocabulary.opposites import opposites
from dragoman.vocabulary.page_places import page_places
from dragoman.vocabulary.people import people
from dragoman.vocabulary.places import place_words
from dragoman.vocabulary.plover import plover
from dragoman.vocabulary.questions import question_words
from dragoman.vocabulary.ranks import ranks
from dragoman.vocabulary.romanisation import scripts
from dragoman.vocabulary.sourcing import sourcing
from dragoman.vocabulary.speakers import speaker_words
from dragoman.vocabulary.stance import stance_words
from dragoman.vocabulary.summary import summary_words
from dragoman.vocabulary.table_columns import column_names
from dragoman.vocabulary.tellings import telling_words
from dragoman.vocabulary.versions import version_words

TABLES: dict[str, Callable[[], Any]] = {
    "accounts.toml": account_words,
    "asks.toml": asked_for,
    "attribution.toml": closed,
    "bulk_exports.toml": lambda: (nexis_marks(), factiva_marks()),
    "conditions.toml": condition_words,
    "cue_phrases.toml": leading,
    "cues.tsv": cues,
    "dates.toml": calendar,
    "dealings.toml": dealings,
    "factuality.toml": factuality,
    "forms.toml": forms,
    "fulfilment.toml": fulfilment,
    "furniture.toml": furniture,
    "given_names.tsv": given_names,
    "grounds.toml": ground_words,
    "hedges.toml": hedges,
    "idioms.toml": idioms,
    "languages.toml": languages,
    "mail.toml": mail,
    "hyphens.toml": hyphens,
    "masthead.toml": masthead,
    "matters.toml": matter_words,
    "open_ends.toml": open_ends,
    "opposites.toml": opposites,
    "page_places.toml": page_places,
    "people.tsv": people,
    "places.toml": place_words,
    "plover.toml": plover,
    "questions.toml": question_words,
    "ranks.toml": ranks,
    "romanisation.toml": scripts,
    "sourcing.toml": sourcing,
    "speakers.toml": speaker_words,
    "stance.toml": stance_words,
    "stance_phrases.toml": stance_words,
    "stems.toml": partial(base_form, "waved"),
    "summary.toml": summary_words,
    "table_columns.toml": column_names,
    "tellings.toml": telling_words,
    "versions.toml": version_words,
    "the tables of names": lexicon,
}
"""What loads each file; `lexicon` loads the tables of names, which hang together."""


def unloadable() -> tuple[Fault, ...]:
    """Return a fault for each of Dragoman's own files that its loader refuses."""
    found: list[Fault] = []
    for name, load in TABLES.items():
        try:
            load()
        except VocabularyError as error:
            found.append(Fault(name, 0, f"it cannot be loaded: {error}", "Mend it there."))
        except (KeyError, TypeError, ValueError) as error:
            what = f"it cannot be loaded ({type(error).__name__}: {error})"
            found.append(Fault(name, 0, what, "Compare its tables with an earlier version."))
    return tuple(found)
