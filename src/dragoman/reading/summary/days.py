"""Days that a reader of the summary could not place (`yesterday`), with their date in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from dragoman.article import Span
from dragoman.reading.dates.dates import date_expressions
from dragoman.reading.document import Document
from dragoman.reading.summary.edits import Edit
from dragoman.reading.tense import tense
from dragoman.vocabulary.calendar import calendar

_RELATIVE = ("days", "weekday", "of_week")
_WHOLE = len("2031-03-04")
_OWNING = re.compile(r"['’]s\b")
"""What stays with a day: `after Saturday's [10 August 2024] meeting`."""


def day_edits(
    document: Document, passage: Span, quoted: tuple[Span, ...], shown: set[str]
) -> Iterator[Edit]:
    """Yield the dates to be put behind relative days, none inside a quotation.

    `shown` holds what the summary has given already; a day gets its date once.
    """
    published = document.article.published
    sentence = document.sentence_at(passage.start)
    while published and sentence is not None and sentence.start_char < passage.end:
        for named in date_expressions(document, sentence):
            if named.kind not in _RELATIVE or any(
                q.start <= named.span.start < q.end for q in quoted
            ):
                continue
            day = named.value(published, tense(document.tokens(named.span).root))
            if day is None or len(day) != _WHOLE or f"{named.words} {day}" in shown:
                continue
            shown.add(f"{named.words} {day}")
            owning = _OWNING.match(document.text, named.span.end)
            end = owning.end() if owning else named.span.end
            yield Edit(Span(end, end), f" [{_in_words(day)}]")
        sentence = document.sentence_at(sentence.end_char)


def _in_words(day: str) -> str:
    known = date.fromisoformat(day)
    return f"{known.day} {calendar().month_names[known.month - 1].capitalize()} {known.year}"
