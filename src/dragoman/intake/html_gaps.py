"""What trafilatura leaves out of an article: paragraphs that stand where its others stand.

A paragraph belongs to the article when it stands in the same container, on the same path of
elements, as those that were taken; an element's class alone made it be dropped. Captions in
there come in as furniture. Where trafilatura took another part of the page than the one that
the page itself calls its article's body (JSON-LD), that body is taken.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from lxml.html import HtmlElement

from dragoman.intake.html_body import Piece, heading_level
from dragoman.intake.html_places import is_caption, is_marked_furniture
from dragoman.intake.html_runs import Run, key_of, tidy
from dragoman.vocabulary.furniture import furniture

_SHARE = 0.75
"""Share of the words taken that the container holds."""
_LONG = 12
_MOST_LINKED = 0.4
_BODY_WORDS = 80
_BODY_FOUND = 0.6
"""Below this share of its words found, the page's own `articleBody` outweighs what was taken."""
_BODY_TAKEN = 0.8
_SENTENCE = re.compile(r"[.!?…][\"”'’»)\]]*\Z")
_OUTSIDE = frozenset(
    {"aside", "nav", "footer", "form", "figure", "header", "table", "address", "figcaption"}
)
_CUT = re.compile(r"(?:…|\.\.\.|\[…\])\s*\Z")


def own_body(pieces: list[Piece], body: str | None, runs: list[Run]) -> list[Piece]:
    """Return the pieces, or those of the page's own `articleBody` where they miss most of it."""
    words = key_of(body or "").split()
    if body is None or len(words) < _BODY_WORDS or _CUT.search(body):
        return pieces
    taken = Counter(word for piece in pieces for word in piece.key.split())
    found = sum(min(n, taken[word]) for word, n in Counter(words).items())
    in_one = len(pieces) == 1 and "\n" in body.strip()
    if found >= _BODY_FOUND * len(words) and not in_one:
        return pieces
    whole = f" {' '.join(words)} "
    stands = [run for run in runs if len(run.key) > 20 and f" {run.key} " in whole]
    if sum(len(run.key.split()) for run in stands) >= _BODY_FOUND * len(words):
        return [_piece(run) for run in _once(stands)]
    lines = [tidy(re.sub(r"<[^>]{0,300}>", " ", line)) for line in re.split(r"\n+", body)]
    return [Piece(line) for line in lines if key_of(line)]


def confirmed(pieces: list[Piece], body: str | None) -> None:
    """Mark what stands behind the end of the page's own `articleBody` as furniture.

    Only where nearly all of what was taken is in it, so that a body that was cut short decides
    nothing.
    """
    whole = f" {key_of(body or '')} "
    inside = [n for n, piece in enumerate(pieces) if f" {piece.key} " in whole]
    total = sum(len(piece.words) for piece in pieces)
    if not inside or sum(len(pieces[n].words) for n in inside) < _BODY_TAKEN * total:
        return
    for piece in pieces[inside[-1] + 1 :]:
        piece.furniture = True


def filled(pieces: list[Piece], runs: list[Run], body: str | None) -> list[Piece]:
    """Return the pieces with the paragraphs and captions that stand among them in the page.

    A paragraph that the page's own `articleBody` has may stand anywhere, as a lead above it does.
    """
    placed = [piece for piece in pieces if piece.run is not None]
    container = _container(placed)
    if container is None:
        return pieces
    taken = {id(piece.run) for piece in placed}
    keys = {piece.key for piece in pieces}
    whole = f" {' '.join(piece.key for piece in pieces)} "
    own = f" {key_of(body or '')} "
    paths = Counter(_path(p.run.element, container) for p in placed if p.run and _is_long(p.run))
    parents = Counter(_parent(p.run) for p in placed if p.run and p.run.element.tag == "p")
    open_runs = len(taken)
    after: dict[int, list[Piece]] = {}
    last = 0
    for run in runs:
        if id(run) in taken:
            last = id(run)
            open_runs -= 1
            continue
        if run.key in keys or f" {run.key} " in whole:
            continue
        if _is_long(run) and f" {run.key} " in own:
            after.setdefault(last, []).append(_piece(run))
            keys.add(run.key)
        elif not _inside(run.element, container):
            continue
        elif is_caption(run.element):
            after.setdefault(last, []).append(Piece(run.words, furniture=True, run=run))
        elif _belongs(run, paths, parents, container, between=bool(last) and open_runs > 0):
            after.setdefault(last, []).append(_piece(run))
            keys.add(run.key)
    return _ended([*after.get(0, []), *_woven(pieces, after)], taken)


def whole_page(runs: list[Run]) -> list[Piece]:
    """Return the paragraphs of a page of which trafilatura takes nothing."""
    return [
        _piece(run)
        for run in _once(runs)
        if _is_long(run)
        and run.link_share < _MOST_LINKED
        and not any(a.tag in _OUTSIDE for a in (run.element, *run.element.iterancestors()))
        and furniture().sort_of(run.words, tail=True) is None
    ]


def _ended(pieces: list[Piece], taken: set[int]) -> list[Piece]:
    """Return the pieces without headings that came in at the end, over nothing."""
    while pieces and pieces[-1].level and id(pieces[-1].run) not in taken:
        pieces.pop()
    return pieces


def _woven(pieces: list[Piece], after: dict[int, list[Piece]]) -> Iterable[Piece]:
    for piece in pieces:
        yield piece
        if piece.run is not None:
            yield from after.pop(id(piece.run), [])


def _container(placed: list[Piece]) -> HtmlElement | None:
    """Return the innermost element that holds most of the words that were taken."""
    total = 0
    held: Counter[HtmlElement] = Counter()
    for piece in placed:
        if piece.run is None or piece.level:
            continue
        count = len(piece.words)
        total += count
        for ancestor in piece.run.element.iterancestors():
            held[ancestor] += count
    inner = None
    for element, count in held.items():
        if count >= _SHARE * total and (inner is None or _depth(element) > _depth(inner)):
            inner = element
    return inner


def _belongs(
    run: Run,
    paths: Counter[tuple[str, ...]],
    parents: Counter[HtmlElement | None],
    container: HtmlElement,
    *,
    between: bool,
) -> bool:
    """Return whether a run that was left out stands as the article's paragraphs stand."""
    element = run.element
    if run.link_share >= _MOST_LINKED or furniture().sort_of(run.words) is not None:
        return False
    if is_marked_furniture(element, container):
        return False
    if heading_level(element):
        return not run.linked and parents[_parent(run)] > 1 and element.tag != "h1"
    sentence = _SENTENCE.search(run.words) is not None
    if paths[_path(element, container)] > 1:
        return sentence
    if element.tag == "li":
        return between and parents[element.getparent().getparent()] > 1
    beside = element.tag in ("p", "div") and parents[_parent(run)] > 1
    return beside and sentence and (between or run.words.count(" ") >= _LONG)


def _path(element: HtmlElement, container: HtmlElement) -> tuple[str, ...]:
    """Return the tags and classes from the container down to an element."""
    steps: list[str] = []
    for each in (element, *element.iterancestors()):
        if each is container:
            break
        steps.append(f"{each.tag}.{' '.join(sorted((each.get('class') or '').split()))}")
    return tuple(steps)


def _parent(run: Run) -> HtmlElement | None:
    return run.element.getparent()


def _inside(element: HtmlElement, container: HtmlElement) -> bool:
    return element is container or any(a is container for a in element.iterancestors())


def _depth(element: HtmlElement) -> int:
    return sum(1 for _ in element.iterancestors())


def _is_long(run: Run) -> bool:
    return run.words.count(" ") >= _LONG and _SENTENCE.search(run.words) is not None


def _once(runs: list[Run]) -> list[Run]:
    return list({run.key: run for run in reversed(runs)}.values())[::-1]


def _piece(run: Run) -> Piece:
    listed = run.element.tag == "li" or any(a.tag == "li" for a in run.element.iterancestors())
    return Piece(run.words, level=heading_level(run.element), bullet=listed, run=run)
