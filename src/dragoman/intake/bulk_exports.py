"""Bulk exports of Nexis and Factiva (DOCX or RTF): one file, many articles.

Where one article ends is told by the marks that the services print, and these drift. So the
split can be looked at before anything is taken in: `split_of` says what each article would be
and what is doubtful. A date that is absent, or can be read two ways, stays out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import PurePath

from dragoman.errors import UnreadableInput
from dragoman.intake import factiva, nexis
from dragoman.intake.composing import Draft
from dragoman.intake.export_entries import Entry, entries_of
from dragoman.intake.exported import Exported
from dragoman.intake.page import Page, Part, Split, SplitArticle

__all__ = ["Split", "SplitArticle", "is_bulk_export", "parts", "split_of"]

_SHOWN = 8


def is_bulk_export(raw: bytes, where: str) -> bool:
    """Return whether a DOCX or RTF file has the marks of one of the services."""
    try:
        entries, _ = entries_of(raw, where)
    except UnreadableInput:
        return False
    return _service(entries) is not None


def parts(raw: bytes, where: str) -> Iterator[Part | UnreadableInput]:
    """Yield the articles of an export in order; one without text as the reason in its place.

    Raises UnreadableInput when the file is no export, or cannot be opened.
    """
    _, documents, general, warnings = _opened(raw, where)
    name = PurePath(where).stem or "export"
    seen: Counter[str] = Counter()
    for number, document in enumerate(documents, start=1):
        place = f"{where}, article {number}"
        if document.failed:
            yield UnreadableInput(
                f"{place} ({document.title or 'without a title'})",
                document.failed,
                "Look it up in the service, or export it anew.",
            )
            continue
        seen[document.fragment] += 1
        copy = seen[document.fragment]
        first = [*general, *warnings] if number == 1 else []
        try:
            page = _page(document, place, first)
        except UnreadableInput as error:
            yield error
            continue
        yield Part(
            name=f"{name}-{number}",
            fragment=document.fragment if copy == 1 else f"{document.fragment}-{copy}",
            raw=page.text.encode("utf-8", "replace"),
            page=page,
            stated=page.stated,
        )


def split_of(raw: bytes, where: str) -> Split:
    """Return how an export would be split; raises UnreadableInput as `parts` does."""
    service, documents, general, _ = _opened(raw, where)
    return Split(
        service=service,
        articles=tuple(_shown(n, each) for n, each in enumerate(documents, start=1)),
        doubts=tuple(general),
    )


def _opened(raw: bytes, where: str) -> tuple[str, list[Exported], list[str], list[str]]:
    """Return the service, its articles, doubts of the whole, and warnings of the file's reader."""
    entries, warnings = entries_of(raw, where)
    service = _service(entries)
    doubts: list[str] = []
    if service is None:
        raise UnreadableInput(
            where,
            "it has no marks of a Nexis or Factiva export (`End of Document`, `Document ID`)",
            "Give a single article as it is; export again with all articles in one document.",
        )
    if service == nexis.SERVICE:
        lines = [entry.words for entry in entries]
        documents = nexis.documents(lines)
        declared = nexis.declared_in(lines)
        if declared is not None and declared != len(documents):
            doubts.append(
                f"The export says that it has {declared:,} documents; "
                f"{len(documents):,} were found."
            )
    else:
        documents = factiva.documents(entries)
    if not documents:
        raise UnreadableInput(where, "the export holds no article", "Export it anew.")
    return service, documents, doubts, warnings


def _service(entries: list[Entry]) -> str | None:
    of_factiva = factiva.marks_in(entries)
    of_nexis = nexis.marks_in([entry.words for entry in entries])
    if not (of_factiva or of_nexis):
        return None
    return factiva.SERVICE if of_factiva >= of_nexis else nexis.SERVICE


def _page(document: Exported, place: str, warnings: list[str]) -> Page:
    draft = Draft()
    titled = False
    for words, sort in document.lines:
        second = sort == "title" and titled
        draft.add(words, "heading" if second else sort)
        titled = titled or sort == "title"
    return draft.page(place, document.stated, [*warnings, *document.doubts])


def _shown(number: int, document: Exported) -> SplitArticle:
    words = " ".join(document.body).split()
    failed = [f"It cannot be taken in: {document.failed}."] if document.failed else []
    return SplitArticle(
        number=number,
        title=document.title,
        outlet=document.outlet,
        published=document.published,
        first_words=" ".join(words[:_SHOWN]),
        last_words=" ".join(words[-_SHOWN:]),
        length=document.length,
        said_length=document.said_length,
        doubts=(*failed, *document.doubts),
        readable=not document.failed,
    )
