"""What the properties of an office document are worth: titles and authors that are ones.

Writing programs fill these fields with file names and log-in names, and their dates tell when
the file was made, not when the article was published. So no date is taken from them, and an
author only when the document's words name the same person.
"""

from __future__ import annotations

import re

from dragoman.intake.composing import cleaned
from dragoman.intake.page import Block, Stated

_FILE = re.compile(
    r"\.(?:docx?|pdf|rtf|odt|html?|txt|indd|qxd|qxp|pptx?|xlsx?|tmp|ps)\b|[\\/]\w|https?:",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(
    r"(?:untitled.*|document ?\d*|microsoft word.*|powerpoint.*|slide \d+|layout \d+|page \d+"
    r"|print|title|scan\w*|normal|template|new document|\W*|\d+|none|null|about:blank)\Z",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-ZÀ-ÞĀ-Ž][\w.'’-]*(?: [\w.'’-]+){0,3} [A-ZÀ-ÞĀ-Ž][\w.'’-]+\Z")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_]\w+)*\Z")
_HEAD = 12


def title_of(words: str) -> str | None:
    """Return a title property, or None for a file's name or what a program puts there."""
    title = cleaned(words)
    if len(title) > 300 or _FILE.search(title) or _NO_TITLE.match(title):
        return None
    return title if " " in title else None


def author_of(words: str, text: str) -> str | None:
    """Return an author property when it is a person's name that the text has too."""
    author = cleaned(words)
    named = len(author) < 80 and _NAME.match(author) and author.casefold() in text.casefold()
    return author if named else None


def language_of(words: str) -> str | None:
    """Return the language of a property such as `en-GB`, or None."""
    match = _LANGUAGE.match(words.strip())
    return match[1].lower() if match else None


def mark_title(blocks: list[Block], title: str | None) -> None:
    """Give the block near the head that is the stated title that sort."""
    if not title or any(block.sort == "title" for block in blocks):
        return
    for block in blocks[:_HEAD]:
        if block.words.casefold() == title.casefold() and block.sort != "furniture":
            block.sort = "title"
            return


def stated_of(
    title: str, author: str, language: str, *, text: str, where: dict[str, str]
) -> Stated:
    """Return what properties state; `where` names the place of each field, by its name."""
    values = {
        "title": title_of(title),
        "byline": author_of(author, text),
        "language": language_of(language),
    }
    return Stated(
        title=values["title"],
        byline=values["byline"],
        language=values["language"],
        where={name: where[name] for name, value in values.items() if value},
    )
