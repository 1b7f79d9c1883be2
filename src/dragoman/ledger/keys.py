"""What things are known by in the ledger: readings, editions, records, matters, speakers.

Pure functions. A key depends on nothing but what it names, so that two machines, or the same
one after a crash, give the same thing the same key.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict

from dragoman.article import UNSTATED, Article


def reading_key(
    article: Article, reader: str, model: str, vocabulary: str, dossier: str = ""
) -> str:
    """Return the key of the reading that such a reader makes of an article.

    It holds the article's id and a digest of the canonical text, the metadata that a reader
    uses, the reader's and the model's version, the vocabulary's digest and the dossier's.
    """
    made_by = [reader, model, vocabulary, dossier]
    return f"{article.id}/r{digest([article.text_sha256, _used(article), made_by])[:16]}"


RETIRED = "~"
"""What stands in the digest of a reading before its number, when its reader read otherwise since.

That happens while a reader is worked on: its version says then no longer what it does.
"""


def edition_digest(article: Article) -> str:
    """Return the digest of everything that intake says of an article, its text included."""
    told: list[object] = [article.name, article.url, article.retrieved, list(article.warnings)]
    if article.sheets or article.stated_in:
        # Only then: editions of before these were told keep their digests.
        told += [list(article.sheets), [list(pair) for pair in article.stated_in]]
    if article.revision != UNSTATED:
        told.append(asdict(article.revision))
    return digest([article.id, article.text_sha256, _used(article), told])[:32]


def record_ref(article_id: str, record_id: str) -> str:
    """Return a record's name in the ledger: `a1b2c3d4e5f60718/s17-80`."""
    return f"{article_id}/{record_id}"


def digest(value: object) -> str:
    """Return the SHA-256 of a JSON value, in hexadecimal."""
    plain = json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode("ascii")).hexdigest()


def _used(article: Article) -> list[object]:
    """Return the metadata that a reader may use; where a copy was fetched is no part of it."""
    return [
        article.title,
        article.outlet,
        article.byline,
        article.issuer,
        article.published,
        article.language,
        article.form,
        [[*p.span, p.sort] for p in article.paragraphs],
        [[*span] for span in article.furniture],
        [[*tag.span, tag.source] for tag in article.source_tags],
    ]
