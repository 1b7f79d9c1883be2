"""What intake makes of inputs, before anything is read or stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.article import Article, Span
from dragoman.errors import UnreadableInput
from dragoman.intake import Input, Note
from dragoman.views.rows import Row
from dragoman.vocabulary.dossier import NO_DOSSIER, Dossier, using

_SHOWN = 8
"""Words of a text's beginning and end that are shown, to see where it was cut."""


@dataclass(frozen=True, slots=True)
class LookRow(Row):
    """One article as intake takes it in.

    `words` counts those of its text, `furniture` is the share of its letters that belong to the
    page and not to it. `stated_in` says where each value came from: `published: line '4 March'`.
    """

    name: str
    origin: str
    title: str | None
    outlet: str | None
    byline: str | None
    published: str | None
    retrieved: str | None
    url: str | None
    language: str
    form: str
    words: int
    furniture: float
    begins: str
    ends: str
    stated_in: tuple[str, ...]
    warnings: tuple[str, ...]


def look(
    inputs: Iterable[Input | Article | UnreadableInput],
    note: Note | None = None,
    dossier: Dossier = NO_DOSSIER,
) -> Iterator[LookRow | UnreadableInput]:
    """Yield what intake makes of each article in the inputs, in their order; nothing is stored.

    `inputs` are those of `gather`. What cannot be taken in comes out as the error in its place.
    """
    for source in inputs:
        if not isinstance(source, Input):
            yield source if isinstance(source, UnreadableInput) else look_row(source)
            continue
        each = source.each(note)
        while True:
            with using(dossier):  # intake knows the dossier's outlets
                found = next(each, None)
            if found is None:
                break
            yield found[0] if isinstance(found[0], UnreadableInput) else look_row(found[0])


def look_row(article: Article) -> LookRow:
    """Return what is shown of one article."""
    body = [p.span.of(article.text) for p in article.paragraphs if p.sort == "body"]
    words = " ".join(body).split()
    return LookRow(
        name=article.name,
        origin=article.origin,
        title=article.title,
        outlet=article.outlet,
        byline=article.byline,
        published=article.published,
        retrieved=article.retrieved,
        url=article.url,
        language=article.language,
        form=article.form,
        words=len(words),
        furniture=_share(article.furniture, article.text),
        begins=" ".join(words[:_SHOWN]),
        ends=" ".join(words[-_SHOWN:]),
        stated_in=tuple(f"{field}: {place}" for field, place in article.stated_in),
        warnings=article.warnings,
    )


def _share(spans: tuple[Span, ...], text: str) -> float:
    """Return the share of a text's letters that spans cover, which may lie in one another."""
    covered = end = 0
    for span in sorted(spans):
        words = "".join(text[max(span.start, end) : span.end].split())
        covered += len(words)
        end = max(end, span.end)
    return round(covered / max(1, len("".join(text.split()))), 3)
