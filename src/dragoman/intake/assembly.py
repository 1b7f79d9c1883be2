"""A page made into an Article: its blocks sorted, its furniture and metadata told apart."""

from __future__ import annotations

from dataclasses import replace

from dragoman.article import Article, Paragraph, Revision, SourceTag, Span
from dragoman.intake.datelines import dateline_of
from dragoman.intake.forms import form_of, statement_issuer
from dragoman.intake.furniture import mark_furniture
from dragoman.intake.head import Head, outlet_at_end, read_head
from dragoman.intake.language import Settled, settle_language
from dragoman.intake.page import Block, Page, Stated
from dragoman.intake.source_tags import source_tags
from dragoman.turns import turns
from dragoman.vocabulary.versions import version_words

DATELINE_WITHIN = 2
"""Paragraphs from the top in which a dateline is looked for: a headline that ends like a
sentence, or a line that sums the report up, may stand above it."""

FIELDS = (
    "title", "outlet", "url", "byline", "issuer", "published", "retrieved", "language",
)  # fmt: skip
"""The fields whose place of origin an article tells, in this order."""

METADATA, HEADLINE, DATELINE = "metadata", "headline", "dateline"
"""What a place is called that the format's reader does not name itself."""

LONGEST_NOTE = 600
"""Characters of a paragraph that may be a note on what was corrected and nothing else."""

BYTE_ORDER_MARK = "\ufeff"


def assembled(page: Page, article: Article) -> Article:
    """Return `article` with everything that its page tells of itself."""
    mark_furniture(page.blocks)
    head = read_head(page.blocks)
    opening = _cut_dateline(page, head)
    _mark_corrections(page.blocks)
    settled = settle_language(page)
    if page.text.startswith(BYTE_ORDER_MARK):
        page.blocks.insert(0, Block(0, 1, "", "furniture"))
    paragraphs = tiled(page.text, page.blocks)
    furniture = [Span(b.start, b.end) for b in page.blocks if b.sort == "furniture"]
    tags = source_tags(page.text, paragraphs)
    found = replace(
        article,
        paragraphs=paragraphs,
        furniture=tuple(sorted([*furniture, *page.markup])),
        source_tags=tuple(sorted({*tags, *opening}, key=lambda tag: tag.span)),
        warnings=(*page.warnings, *settled.warnings, *_doubts(head, page.stated)),
        sheets=page.sheets,
        revision=_revision(page, head),
    )
    return _with_form(_with_metadata(found, head, page, settled), head, page.blocks)


def _revision(page: Page, head: Head) -> Revision:
    """Return what is stated of the version; a line such as `Updated: 4 May` is asked last."""
    updated = head.facts.get("updated")
    if page.revision.modified or not updated:
        return page.revision
    return replace(page.revision, modified=updated)


def _mark_corrections(blocks: list[Block]) -> None:
    """Mark what the outlet says of its own article, so that it is attributed to nobody."""
    for block in blocks:
        is_short = block.sort == "body" and len(block.words) <= LONGEST_NOTE
        if is_short and version_words().told(block.words, top=False) == "corrected":
            block.sort = "furniture"


def tiled(text: str, blocks: list[Block]) -> tuple[Paragraph, ...]:
    """Return the blocks as paragraphs that tile the text: each runs up to the next."""
    starts = [0, *(block.start for block in blocks[1:]), len(text)]
    return tuple(
        Paragraph(Span(starts[n], starts[n + 1]), block.sort) for n, block in enumerate(blocks)
    )


def _cut_dateline(page: Page, head: Head) -> list[SourceTag]:
    """Cut the dateline off the paragraph that it opens; return the agency that it credits."""
    bodies = [n for n, block in enumerate(page.blocks) if block.sort == "body"]
    for n in bodies[:DATELINE_WITHIN]:
        block = page.blocks[n]
        found = dateline_of(block, page.text)
        if found is None:
            continue
        words = " ".join(page.text[found.end : block.end].split())
        prefix = " ".join(page.text[block.start : found.end].split())
        page.blocks[n : n + 1] = [
            Block(block.start, found.end, prefix, "dateline"),
            Block(found.end, block.end, words),
        ]
        if found.published:
            head.keep("published", found.published, DATELINE)
        return [found.agency] if found.agency else []
    return []


def _with_metadata(article: Article, head: Head, page: Page, settled: Settled) -> Article:
    """Return the article with what the page states; a format's own metadata comes first."""
    stated, facts = page.stated, head.facts
    line = next((block.words for block in page.blocks if block.sort == "title"), None)
    title, outlet = outlet_at_end(stated.title or facts.get("title") or line or "")
    found = replace(
        article,
        title=title or None,
        outlet=stated.outlet or facts.get("outlet") or outlet,
        url=stated.url or facts.get("url"),
        byline=stated.byline or facts.get("byline"),
        published=stated.published or facts.get("published"),
        issuer=facts.get("issuer"),
        retrieved=stated.retrieved or article.retrieved,
        language=settled.language,
    )
    return replace(found, stated_in=_stated_in(found, head, stated, settled))


def _stated_in(
    article: Article, head: Head, stated: Stated, settled: Settled
) -> tuple[tuple[str, str], ...]:
    """Return where each value that the article has came from."""
    places = []
    for field in FIELDS:
        if field == "language":
            places += [(field, settled.place)] if settled.place else []
        elif getattr(stated, field, None):
            places.append((field, stated.where.get(field, METADATA)))
        elif getattr(article, field) and field in head.places:
            places.append((field, head.places[field]))
        elif field in ("title", "outlet") and getattr(article, field):
            places.append((field, HEADLINE))
    return tuple(places)


def _with_form(article: Article, head: Head, blocks: list[Block]) -> Article:
    if turns(article):
        return replace(article, form="transcript", issuer=None)
    form = form_of(article.title, head.labels, blocks, article.byline)
    issuer = None
    if form == "opinion":
        issuer = article.byline
    elif form == "statement":
        issuer = article.issuer or statement_issuer(article.title or "") or None
    return replace(article, form=form, issuer=issuer)


def _doubts(head: Head, stated: Stated) -> list[str]:
    """Return a warning for each date that can be read two ways, when no other is stated."""
    if stated.published or "published" in head.facts:
        return []
    return [
        f"The date {words!r} can be read two ways (which number is the day?) and is left out."
        for words in head.ambiguous
    ]
