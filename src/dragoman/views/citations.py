"""A statement as one cites it: plain, BibTeX, RIS and CSL-JSON."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from dragoman.article import Article
from dragoman.ledger import Ledger
from dragoman.views.row import Row
from dragoman.views.rows import StatementRow

_TEX = str.maketrans(
    {
        **{sign: f"\\{sign}" for sign in "&%$#_{}"},
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)


@dataclass(frozen=True, slots=True)
class CitationRow(Row):
    """One way of citing a statement: the form's name, and the words to copy."""

    form: str
    words: str


def citations(ledger: Ledger, row: StatementRow) -> tuple[CitationRow, ...]:
    """Return a statement's article, with the quote, in each form that it may be cited in."""
    article = ledger.article(row.article)
    quote = " ".join(row.words.split())
    return (
        CitationRow("plain", _plain(article, row, quote)),
        CitationRow("BibTeX", _bibtex(article, row, quote)),
        CitationRow("RIS", _ris(article, row, quote)),
        CitationRow("CSL-JSON", _csl(article, row, quote)),
    )


def _plain(article: Article, row: StatementRow, quote: str) -> str:
    said = f"{row.speaker or row.source or 'unnamed'}: “{quote}”"
    where = ", ".join(
        filter(
            None,
            (
                article.byline,
                f"“{row.title}”",
                article.outlet,
                _day(article.published),
                article.url,
            ),
        )
    )
    fetched = f" (retrieved {article.retrieved[:10]})" if article.retrieved else ""
    return f"{said} In: {where}{fetched}. [{row.record}]"


def _bibtex(article: Article, row: StatementRow, quote: str) -> str:
    fields = {
        "author": article.byline and f"{{{_tex(article.byline)}}}",
        "title": f"{{{_tex(row.title)}}}",
        "journal": article.outlet and _tex(article.outlet),
        "date": _day(article.published),
        "url": article.url and re.sub(r"[{}\\]", "", article.url),
        "urldate": article.retrieved and article.retrieved[:10],
        "note": _tex(f"{row.speaker or row.source or 'unnamed'}: “{quote}” [{row.record}]"),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@article{{{_key(row)},", *lines, "}"])


def _ris(article: Article, row: StatementRow, quote: str) -> str:
    day = _day(article.published)
    tags = (
        ("TY", "NEWS"),
        ("ID", _key(row)),
        ("AU", article.byline),
        ("TI", row.title),
        ("T2", article.outlet),
        ("DA", day and day.replace("-", "/")),
        ("UR", article.url),
        ("LA", article.language),
        ("N1", f"{row.speaker or row.source or 'unnamed'}: “{quote}” [{row.record}]"),
        ("ER", ""),
    )
    return "\n".join(f"{tag}  - {_line(told)}" for tag, told in tags if told is not None)


def _csl(article: Article, row: StatementRow, quote: str) -> str:
    note = f"{row.speaker or row.source or 'unnamed'}: “{quote}” [{row.record}]"
    told = {**article_csl(article, _key(row)), "title": row.title, "note": note}
    return json.dumps([told], ensure_ascii=False, indent=2)


def article_csl(article: Article, key: str) -> dict[str, Any]:
    """Return an article as an item of CSL-JSON; what is not stated is left out."""
    told = {
        "id": key,
        "type": "article-newspaper",
        "title": article.title or article.name,
        "author": [{"literal": article.byline}] if article.byline else None,
        "container-title": article.outlet,
        "issued": _parts(article.published),
        "accessed": _parts(article.retrieved),
        "URL": article.url,
        "language": article.language,
    }
    return {name: value for name, value in told.items() if value}


def _parts(moment: str | None) -> dict[str, list[list[int]]] | None:
    day = _day(moment)
    return {"date-parts": [[int(part) for part in day.split("-")]]} if day else None


def _day(moment: str | None) -> str | None:
    return moment[:10] if moment else None


def _key(row: StatementRow) -> str:
    return re.sub(r"\W+", "-", row.record)


def _tex(words: str) -> str:
    return _line(words).translate(_TEX)


def _line(words: str) -> str:
    return " ".join(words.split())
