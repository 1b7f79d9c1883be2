"""What a reading's attributions got wrong against the gold, for those who mend the reader.

Each mistake is told once: a gold attribution that was not found is missed, joined to another,
or found with a wrong extent or source; one that was read is a part of another, or not in the gold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from dragoman.article import Span
from dragoman.benchmark.attribution_scoring import SURE
from dragoman.benchmark.mistakes import Mistake
from dragoman.benchmark.placing import Placed, matches, placed
from dragoman.benchmark.polnear import AnnotatedArticle, Relation
from dragoman.benchmark.tokens import Tokens


def attribution_mistakes(
    annotated: AnnotatedArticle, read: Sequence[Relation], tokens: Tokens
) -> Iterator[Mistake]:
    """Yield one article's mistakes: first by the gold, then what is not in it.

    A mistake is named by the kind of its content and what is wrong: `indirect, missed`. Its
    sides are the words of the source, or of the content where the extent is wrong.
    """
    gold = [each for each in placed(annotated.relations, tokens) if each.tokens["content"]]
    found = [each for each in placed(read, tokens) if each.tokens["content"]]
    right = matches(gold, found, SURE, source=True)
    alike = matches(gold, found, SURE, source=False)
    missed = [each for j, each in enumerate(gold) if j not in right]
    wrong = [each for k, each in enumerate(found) if k not in right.values()]
    same = {id(gold[j]): found[k] for j, k in alike.items() if k not in right.values()}
    of_gold = (_unfound(tokens.text, each, same.get(id(each)), wrong, found) for each in missed)
    of_read = (
        _unwanted(tokens.text, each, is_part=_touching(each, gold) != [])
        for each in wrong
        if not _touching(each, missed)
    )
    for what, words, a, b in chain(of_gold, of_read):
        yield Mistake(annotated.article.name, what, words, a, b)


def _unfound(
    text: str, gold: Placed, same: Placed | None, wrong: Sequence[Placed], found: Sequence[Placed]
) -> tuple[str, str, str, str]:
    words, source = _words(text, gold.pieces["content"]), _source(text, gold)
    if same is not None:
        return f"{gold.kind}, source", words, source, _source(text, same)
    if rest := _touching(gold, wrong):
        largest = max(rest, key=lambda each: len(each.tokens["content"] & gold.tokens["content"]))
        return f"{gold.kind}, extent", words, words, _words(text, largest.pieces["content"])
    what = "joined to another" if _touching(gold, found) else "missed"
    return f"{gold.kind}, {what}", words, source, ""


def _unwanted(text: str, read: Placed, *, is_part: bool) -> tuple[str, str, str, str]:
    what = "part of another" if is_part else "not in gold"
    return f"{read.kind}, {what}", _words(text, read.pieces["content"]), "", _source(text, read)


def _touching(one: Placed, others: Sequence[Placed]) -> list[Placed]:
    content = one.tokens["content"]
    return [each for each in others if not content.isdisjoint(each.tokens["content"])]


def _source(text: str, attribution: Placed) -> str:
    return _words(text, attribution.pieces["source"]) or "no source"


def _words(text: str, spans: Sequence[Span]) -> str:
    return " … ".join(" ".join(span.of(text).split()) for span in spans)
