"""The run itself: epochs of batches, a checkpoint after each epoch, the same end each time.

A run that was stopped goes on from its last finished epoch with the same random numbers, so
that it ends as if it had never been stopped. A GPU is used when there is one.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from random import Random

import torch
from torch import Tensor, nn
from torch.nn import functional

from dragoman.errors import DragomanError
from dragoman.reading.attribution.learned.features import Inventory
from dragoman.training.batches import UNLABELLED, Batch, Prepared, collated, moved, shuffled
from dragoman.training.configuration import Configuration
from dragoman.training.network import TAGS, Pairs, Words, encoder

Note = Callable[[str], None]

STEPS_A_NOTE = 100


class Taught(nn.Module):
    """Both parts of the network, and what they lose on a batch."""

    def __init__(self, settings: Configuration, base: str, inventory: Inventory) -> None:
        super().__init__()
        self.settings = settings
        self.inventory = inventory
        self.words = Words(
            encoder(base, settings.layers), inventory, settings.width, settings.dropout
        )
        self.pairs = Pairs(inventory, settings.width, settings.dropout)
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.to(self.device)

    def forward(self, batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
        """Return the losses of finding cues, of labelling pairs and of tagging words."""
        batch = moved(batch, self.device)
        with torch.autocast(self.device.type, dtype=torch.bfloat16):
            read = self.words(batch.words)
        known = batch.tags != UNLABELLED
        cues = functional.binary_cross_entropy_with_logits(
            read.cue.float()[known], batch.anchors[known]
        )
        tags = functional.cross_entropy(
            read.tags.float().reshape(-1, TAGS), batch.tags.reshape(-1), ignore_index=UNLABELLED
        )
        if not len(batch.rows):
            return cues, torch.zeros((), device=self.device), tags
        with torch.autocast(self.device.type, dtype=torch.bfloat16):
            scores = self.pairs(
                read.words[batch.rows, 1:],
                read.anchors[batch.rows, batch.places],
                read.gates[batch.rows, batch.places],
                batch.told,
            )
        runs = self.pairs.loss(scores.float(), batch.labels, batch.lengths)
        return cues, runs.sum() / batch.lengths.sum(), tags


def teach(taught: Taught, examples: Sequence[Prepared], checkpoint: Path, note: Note) -> None:
    """Train the network on examples, keeping a checkpoint after each epoch."""
    settings = taught.settings
    labels = len(taught.inventory.dependencies)
    epochs = settings.epochs * settings.cycles
    steps = settings.epochs * len(shuffled(examples, settings.pieces, Random(settings.seed)))
    optimizer, schedule = _optimizer(taught, steps)
    done = _resumed(taught, optimizer, schedule, checkpoint, note)
    for epoch in range(done, epochs):
        random = Random(settings.seed + epoch)
        torch.manual_seed(settings.seed + epoch)
        taught.train()
        lost, count, begin = torch.zeros(3, device=taught.device), 0, time.monotonic()
        for batch in shuffled(examples, settings.pieces, random):
            losses = taught(collated(batch, labels))
            _step(taught, losses, optimizer)
            schedule.step()
            lost, count = lost + torch.stack([part.detach() for part in losses]), count + 1
            if count % STEPS_A_NOTE == 0:
                cues, pairs, tags = (lost / count).tolist()
                note(
                    f"epoch {epoch + 1} of {epochs}, step {count}: cues {cues:.4f}, "
                    f"pairs {pairs:.4f}, tags {tags:.4f}, {time.monotonic() - begin:.0f} s"
                )
        _keep(taught, optimizer, schedule, epoch + 1, checkpoint)


def _step(
    taught: Taught, losses: tuple[Tensor, Tensor, Tensor], optimizer: torch.optim.Optimizer
) -> None:
    settings = taught.settings
    cues, pairs, tags = losses
    loss = settings.cues_weight * cues + settings.pairs_weight * pairs + settings.tags_weight * tags
    loss.backward()  # type: ignore[no-untyped-call]
    nn.utils.clip_grad_norm_(taught.parameters(), 1.0)
    optimizer.step()
    optimizer.zero_grad()


def _optimizer(
    taught: Taught, steps: int
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LambdaLR]:
    settings = taught.settings
    inner = [p for p in taught.words.encoder.parameters() if p.requires_grad]
    known = {id(p) for p in taught.words.encoder.parameters()}
    outer = [p for p in taught.parameters() if id(p) not in known]
    groups = [
        {"params": inner, "lr": settings.encoder_rate},
        {"params": outer, "lr": settings.head_rate},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    rising = max(1, int(settings.warmup * steps))

    def rate(step: int) -> float:
        cycle = min(step // steps, settings.cycles - 1)
        step -= cycle * steps
        return min((step + 1) / rising, max(0.0, (steps - step) / (steps - rising)))

    return optimizer, torch.optim.lr_scheduler.LambdaLR(optimizer, rate)


def _keep(
    taught: Taught,
    optimizer: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LambdaLR,
    epochs: int,
    checkpoint: Path,
) -> None:
    """Write a checkpoint, whole or not at all."""
    new = checkpoint.with_suffix(".new")
    state = {
        "epochs": epochs,
        "settings": asdict(taught.settings),
        "network": taught.state_dict(),
        "optimizer": optimizer.state_dict(),
        "schedule": schedule.state_dict(),
    }
    torch.save(state, new)
    new.replace(checkpoint)


def _resumed(
    taught: Taught,
    optimizer: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LambdaLR,
    checkpoint: Path,
    note: Note,
) -> int:
    """Take up a checkpoint; return how many epochs it has behind it, 0 if there is none.

    Raises DragomanError when it was made with other settings.
    """
    if not checkpoint.exists():
        return 0
    state = torch.load(checkpoint, weights_only=True, map_location=taught.device)
    if state["settings"] != asdict(taught.settings):
        raise DragomanError(
            f"{checkpoint}: it was made with another configuration. "
            "Delete it to begin anew, or name another folder."
        )
    taught.load_state_dict(state["network"])
    optimizer.load_state_dict(state["optimizer"])
    schedule.load_state_dict(state["schedule"])
    note(f"going on after epoch {state['epochs']}")
    return int(state["epochs"])
