"""One training run from annotated articles to a model's folder; what `__main__` calls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from random import Random

import torch

from dragoman.benchmark.polnear import AnnotatedArticle, annotated_articles
from dragoman.errors import DragomanError
from dragoman.reading.attribution.learned.features import Inventory
from dragoman.reading.attribution.learned.network import Network
from dragoman.reading.attribution.learned.pieces import Pieces
from dragoman.reading.document import Document
from dragoman.reading.pipeline import parse_all
from dragoman.training.batches import Prepared, prepared
from dragoman.training.calibrate import START, calibrated
from dragoman.training.configuration import Configuration
from dragoman.training.examples import examples, inventory
from dragoman.training.export import export, set_weights
from dragoman.training.teach import Note, Taught, teach

APART = 100
"""Between the seeds of two members, since each epoch of a member counts its own up by one."""


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
    """Teach a network and write its model into `folder`, with its checkpoints beside it.

    A stopped run goes on from the checkpoints that it left there.
    """
    base = base_folder(settings.base)
    known = inventory(document for document, _ in articles.taught)
    found = [
        example
        for document, annotated in articles.taught
        for example in examples(document, annotated.relations, known)
    ]
    note(f"{len(articles.taught)} documents, {len(found)} windows")
    ready = prepared(found, Pieces(base / "tokenizer.json"))
    folder.mkdir(parents=True, exist_ok=True)
    members = [_member(member, known, base, ready, folder, note) for member in _members(settings)]
    note("writing the model")
    export(members, base / "tokenizer.json", folder)
    set_weights(folder, START)
    note(f"fitting confidence on {len(articles.held_out)} held-out documents")
    set_weights(folder, calibrated(articles.held_out, Network(folder)))


def _members(settings: Configuration) -> list[Configuration]:
    """Return the settings of each member, which differ in their seeds."""
    return [replace(settings, seed=settings.seed + APART * n) for n in range(settings.members)]


def _member(
    settings: Configuration,
    known: Inventory,
    base: Path,
    ready: Sequence[Prepared],
    folder: Path,
    note: Note,
) -> Taught:
    """Return one network taught, or taken up from its checkpoint if that is finished."""
    note(f"teaching with the seed {settings.seed}")
    torch.manual_seed(settings.seed)
    taught = Taught(settings, str(base), known)
    teach(taught, ready, folder / f"checkpoint-{settings.seed}.pt", note)
    return taught


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
