"""A parsed article: spaCy's tokens over the very text of the article, with its blocks.

`Document.doc.text` is as long as `Article.text`, so that a token's `idx` is an offset into the
article; wraps, markup and source tags inside a block are blanks in it (see `masking`).
Furniture blocks are present as tokens but never parsed into anybody's words.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from dragoman.article import Article, Paragraph, Span
from dragoman.vocabulary.dossier import NO_DOSSIER, Dossier


@dataclass(frozen=True, slots=True)
class Document:
    """An article together with its parse.

    `sentences` are the parsed sentences of all blocks that are not furniture, in order;
    no sentence runs over two blocks. `dossier` is what the user knows of the case.
    """

    article: Article
    doc: Doc
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[TokenSpan, ...]
    _token_starts: tuple[int, ...] = field(repr=False, default=())
    _paragraph_starts: tuple[int, ...] = field(repr=False, default=())
    _sentence_starts: tuple[int, ...] = field(repr=False, default=())
    dossier: Dossier = NO_DOSSIER

    @property
    def text(self) -> str:
        """Return the article's canonical text."""
        return self.article.text

    def token_at(self, offset: int) -> Token:
        """Return the token that covers (or last starts before) a code point."""
        return self.doc[max(0, bisect_right(self._token_starts, offset) - 1)]

    def tokens(self, span: Span) -> TokenSpan:
        """Return the tokens that a span of the text covers, wholly or in part."""
        return TokenSpan(self.doc, *self.places(span))

    def places(self, span: Span) -> tuple[int, int]:
        """Return the positions of the tokens that a span of the text covers, end exclusive."""
        if span.end <= span.start:
            return 0, 0
        starts = self._token_starts
        first = max(1, bisect_right(starts, span.start))
        return first - 1, bisect_right(starts, span.end - 1, first)

    def sentence_at(self, offset: int) -> TokenSpan | None:
        """Return the sentence that covers a code point, None inside furniture."""
        n = bisect_right(self._sentence_starts, offset) - 1
        if n < 0:
            return None
        found = self.sentences[n]
        return found if offset < found.end_char else None

    def paragraph_at(self, offset: int) -> Paragraph:
        """Return the block that covers a code point."""
        return self.paragraphs[max(0, bisect_right(self._paragraph_starts, offset) - 1)]


def span_of(tokens: TokenSpan) -> Span:
    """Return a token span as offsets into the text."""
    return Span(tokens.start_char, tokens.end_char)


def token_span(token: Token) -> Span:
    """Return one token as offsets into the text."""
    return Span(token.idx, token.idx + len(token.text))
