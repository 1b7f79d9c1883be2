"""The brief as Markdown: the same lines, with every citation as a footnote."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.brief.content import Brief
from dragoman.brief.document import Block, Cards, Document, Heading, Line, Run, Table
from dragoman.brief.proof import proof_json
from dragoman.brief.sections import document_of

SIGNS = r"\`*_{}[]<>#|!~&$"
"""Signs that Markdown, or one of its dialects, takes for its own."""

_SIGNS = re.compile(f"([{re.escape(SIGNS)}])")
_LIST = re.compile(r"^(\d*)([-+=.)])")
_ADDRESS = re.compile(r"(?<=[A-Za-z])(?=://)|(?<=www)(?=\.)|(?<=\w)(?=@\w)", re.IGNORECASE)
_SAFE = re.compile(r"https?://[A-Za-z0-9./?=&%_:~+,;#-]+\Z")


def brief_markdown(brief: Brief) -> str:
    """Return the brief as Markdown with footnotes, as GitHub and Pandoc read it."""
    return markdown_of(document_of(brief))


def markdown_of(document: Document) -> str:
    """Return a laid-out brief as Markdown."""
    return "\n".join(_lines(document)).rstrip() + "\n"


def plain(text: str) -> str:
    """Return other people's text with the signs escaped that Markdown would take for its own."""
    escaped = _SIGNS.sub(r"\\\1", " ".join(text.split()))
    # Some dialects make a link of every address.
    return _ADDRESS.sub(r"\\", escaped)


def _lines(document: Document) -> Iterator[str]:
    yield f"# {plain(document.title)}"
    for line in document.lead:
        yield from ("", _line(line))
    for section in document.sections:
        yield from ("", f"## {plain(section.title)}", "")
        listed = False
        for block in section.blocks:
            item = isinstance(block, Line) and block.depth > 0
            if listed and not item:
                yield ""
            listed = item
            yield from _block(block)
    yield ""
    for citation, line in document.notes:
        yield f"[^{citation.number}]: {_line(line)}"
    for line in document.foot:
        yield from ("", _line(line))
    yield from ("", f"<!-- dragoman-brief {proof_json(document)} -->")


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Line):
        yield f"- {_line(block)}" if block.depth else f"{_line(block)}\n"
    elif isinstance(block, Heading):
        yield f"### {plain(block.text)}\n"
    elif isinstance(block, Table):
        yield _row([plain(name) for name in block.head])
        yield _row(["---"] * len(block.head))
        yield from (_row([_line(cell) for cell in row]) for row in block.rows)
        yield ""
    elif isinstance(block, Cards):
        for card in block.cards:
            yield f"- {_line(card.head)}"
            yield from (f"    - {_line(line)}" for line in card.lines)
        yield ""
    else:
        yield from _block(block.table)


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _line(line: Line) -> str:
    words = "".join(map(_run, line.runs))
    # The first sign of a line must not make a list of it.
    return _LIST.sub(r"\1\\\2", words)


def _run(run: Run) -> str:
    lead = " " if run.shown[:1].isspace() else ""
    trail = " " if run.shown[1:] and run.shown[-1:].isspace() else ""
    if run.style == "link" and _SAFE.match(run.text):
        return f"<{run.text}>"
    words = plain(run.shown)
    if run.style in ("strong", "stance") and words:
        words = f"**{words}**"
    notes = "".join(f"[^{note.number}]" for note in run.notes)
    return f"{lead}{words}{trail}{notes}"
