"""One training run from annotated articles to a model's folder; what `__main__` calls."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from random import Random

import torch

from dragoman.benchmark.polnear import AnnotatedArticle, annotated_articles
from dragoman.errors import DragomanError
from dragoman.reading.attribution.learned.network import Network
from dragoman.reading.attribution.learned.pieces import Pieces
from dragoman.reading.document import Document
from dragoman.reading.pipeline import parse_all
from dragoman.training.batches import prepared
from dragoman.training.calibrate import START, calibrated
from dragoman.training.configuration import Configuration
from dragoman.training.examples import examples, inventory
from dragoman.training.export import export, set_weights
from dragoman.training.teach import Note, Taught, teach


@dataclass(frozen=True, slots=True)
class Corpus:
    """Parsed articles with their annotations, those to learn from and those held out."""

    taught: tuple[tuple[Document, AnnotatedArticle], ...]
    held_out: tuple[tuple[Document, AnnotatedArticle], ...]


def corpus(gold: Path, texts: Path, held_out: int, seed: int) -> Corpus:
    """Return the annotated articles of a gold file, `held_out` of them set aside by the seed."""
    annotated = annotated_articles(gold, texts)
    if held_out >= len(annotated):
        raise DragomanError(
            f"{gold}: it has {len(annotated)} documents, and {held_out} are to be held out."
        )
    apart = set(Random(seed).sample(range(len(annotated)), held_out))
    parsed = list(zip(parse_all(a.article for a in annotated), annotated, strict=True))
    return Corpus(
        taught=tuple(pair for n, pair in enumerate(parsed) if n not in apart),
        held_out=tuple(pair for n, pair in enumerate(parsed) if n in apart),
    )


def train(settings: Configuration, articles: Corpus, folder: Path, note: Note) -> None:
    """Teach a network and write its model into `folder`, with its checkpoint beside it.

    A stopped run goes on from the checkpoint that it left there.
    """
    torch.manual_seed(settings.seed)
    base = base_folder(settings.base)
    known = inventory(document for document, _ in articles.taught)
    found = [
        example
        for document, annotated in articles.taught
        for example in examples(document, annotated.relations, known)
    ]
    note(f"{len(articles.taught)} documents, {len(found)} windows")
    taught = Taught(settings, str(base), known)
    folder.mkdir(parents=True, exist_ok=True)
    teach(taught, prepared(found, Pieces(base / "tokenizer.json")), folder, note)
    note("writing the model")
    export(taught, base / "tokenizer.json", folder)
    set_weights(folder, START)
    note(f"fitting confidence on {len(articles.held_out)} held-out documents")
    set_weights(folder, calibrated(articles.held_out, Network(folder)))


def base_folder(base: str) -> Path:
    """Return the folder of a base encoder, named as PACKAGE/FOLDER or by its own path.

    Raises DragomanError when there is neither.
    """
    if Path(base).is_dir():
        return Path(base)
    package, _, inner = base.partition("/")
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise DragomanError(
            f"{base}: neither a folder nor in a package {package} that is installed. Install what "
            "training needs: make train does it."
        )
    return Path(next(iter(spec.submodule_search_locations))) / inner
