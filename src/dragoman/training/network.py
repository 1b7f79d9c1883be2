"""The network in training: a small BERT encoder, a finder of cues, and a labeller of pairs.

The labeller follows BERT-based semantic role labelling (Shi and Lin 2019) with one reading of
the text for all cues: a word's vector meets the cue's vector, their distance and the way
between them in the dependency tree, and a chain of labels is chosen by a conditional random
field (Lafferty, McCallum and Pereira 2001).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertModel
from transformers.utils import logging

from dragoman.errors import DragomanError
from dragoman.reading.attribution.learned.features import DISTANCES, Inventory
from dragoman.reading.attribution.learned.labels import LABELS

TAGS = 7
"""No part of an attribution, or begin and rest of a content, a source, a cue."""

SIZES = {"tags": 24, "labels": 24, "forms": 8, "quoted": 8, "roles": 16}
"""How many numbers stand for each feature of a word before they are added to its pieces."""

FORMS, QUOTED, ROLES, SAID = 8, 3, 4, 5


@dataclass(frozen=True, slots=True)
class Read:
    """What the encoder's side hands on of each word: the score as a cue, and three vectors."""

    cue: Tensor
    words: Tensor
    anchors: Tensor
    gates: Tensor
    tags: Tensor


class Words(nn.Module):
    """From the pieces and features of a window to scores and vectors of its words."""

    def __init__(
        self, encoder: BertModel, inventory: Inventory, width: int, dropout: float
    ) -> None:
        super().__init__()
        hidden = int(encoder.config.hidden_size)
        self.encoder = encoder
        counts = {
            "tags": len(inventory.tags) + 1,
            "labels": len(inventory.dependencies) + 1,
            "forms": FORMS,
            "quoted": QUOTED,
            "roles": ROLES,
        }
        self.features = nn.ModuleDict({n: nn.Embedding(counts[n], s) for n, s in SIZES.items()})
        self.joined = nn.Linear(sum(SIZES.values()), hidden)
        nn.init.normal_(self.joined.weight, 0, 0.005)
        nn.init.zeros_(self.joined.bias)
        self.dropout = nn.Dropout(dropout)
        self.cue = nn.Sequential(nn.Linear(hidden, width), nn.GELU(), nn.Linear(width, 1))
        self.tags = nn.Linear(hidden, TAGS)
        self.tagged = nn.Linear(TAGS, width)
        self.word = nn.Linear(hidden, width)
        self.anchor = nn.Linear(hidden, width)
        self.gate = nn.Linear(hidden, width)

    def forward(self, batch: dict[str, Tensor]) -> Read:
        """Return what is to be known of each word; all inputs have a row a window."""
        told = self.told([batch[name] for name in SIZES])
        pieces = self.encoder.embeddings.word_embeddings(batch["pieces"])
        pieces = pieces + _taken(told, batch["owners"])
        hidden = self.encoder(inputs_embeds=pieces, attention_mask=batch["mask"]).last_hidden_state
        return self.read(_taken(self.dropout(hidden), batch["first"]))

    def told(self, features: Sequence[Tensor]) -> Tensor:
        """Return what is added to the pieces of words with these features, in `SIZES`'s order."""
        tables = [self.features[name](one) for name, one in zip(SIZES, features, strict=True)]
        added: Tensor = self.joined(torch.cat(tables, -1))
        return added

    def read(self, hidden: Tensor) -> Read:
        """Return what is to be known of words whose vectors the encoder gave."""
        tags = self.tags(hidden)
        return Read(
            cue=self.cue(hidden)[..., 0],
            words=self.word(hidden) + self.tagged(functional.log_softmax(tags, -1)),
            anchors=self.anchor(hidden),
            gates=torch.tanh(self.gate(hidden)),
            tags=tags,
        )


class Pairs(nn.Module):
    """From a cue and a word of its window to the scores of the word's labels."""

    def __init__(self, inventory: Inventory, width: int, dropout: float) -> None:
        super().__init__()
        self.distance = nn.Embedding(DISTANCES, width)
        self.way = nn.Embedding(inventory.ways, width)
        self.rule = nn.Embedding(SAID, width)
        for table in (self.distance, self.way, self.rule):
            nn.init.normal_(table.weight, 0, 0.1)
        self.norm = nn.LayerNorm(width)
        self.dropout = nn.Dropout(dropout)
        self.label = nn.Linear(width, LABELS)
        self.steps = nn.Parameter(torch.zeros(LABELS, LABELS))
        self.start = nn.Parameter(torch.zeros(LABELS))

    def forward(
        self,
        words: Tensor,
        anchor: Tensor,
        gate: Tensor,
        told: tuple[Tensor, Tensor, Tensor],
    ) -> Tensor:
        """Return scores (cue, word, label) of cues with the words of their windows.

        `told` are the classes of distance, the ways and what the rules say.
        """
        distances, ways, rules = told
        mixed = words * (1 + gate[:, None]) + anchor[:, None]
        mixed = mixed + self.distance(distances) + self.way(ways) + self.rule(rules)
        scores: Tensor = self.label(self.dropout(self.norm(functional.gelu(mixed))))
        return scores

    def loss(self, scores: Tensor, labels: Tensor, lengths: Tensor) -> Tensor:
        """Return the negative log likelihood of each cue's run of labels, up to its length."""
        total = self.start + scores[:, 0]
        for word in range(1, scores.shape[1]):
            longer = torch.logsumexp(total[:, :, None] + self.steps[None], 1) + scores[:, word]
            total = torch.where((word < lengths)[:, None], longer, total)
        inside = torch.arange(scores.shape[1], device=scores.device)[None] < lengths[:, None]
        chosen = scores.gather(2, labels[..., None])[..., 0] * inside
        steps = self.steps[labels[:, :-1], labels[:, 1:]] * inside[:, 1:]
        run = chosen.sum(1) + steps.sum(1) + self.start[labels[:, 0]]
        loss: Tensor = torch.logsumexp(total, -1) - run
        return loss


def _taken(vectors: Tensor, places: Tensor) -> Tensor:
    """Return the vectors of each row at these places of the row."""
    return torch.gather(vectors, 1, places[..., None].expand(-1, -1, vectors.shape[-1]))


def encoder(folder: str, layers: tuple[int, ...]) -> BertModel:
    """Return the base encoder of a folder, with only the layers named.

    Raises DragomanError when the base has no such layer.
    """
    logging.set_verbosity_error()  # its report counts the pooling layer that we leave out
    logging.disable_progress_bar()
    whole: BertModel = BertModel.from_pretrained(
        folder,
        attn_implementation="eager",  # a third faster than the fused one on a CPU, measured
        attention_probs_dropout_prob=0.0,
        add_pooling_layer=False,
        local_files_only=True,
    )
    count = len(whole.encoder.layer)
    if not all(0 <= n < count for n in layers):
        raise DragomanError(f"{folder}: it has {count} layers; name some of 0 to {count - 1}.")
    whole.encoder.layer = nn.ModuleList([whole.encoder.layer[n] for n in layers])
    whole.config.num_hidden_layers = len(layers)
    whole.embeddings.word_embeddings.weight.requires_grad_(False)
    return whole
