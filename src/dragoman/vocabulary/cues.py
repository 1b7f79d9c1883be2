"""The cue words that carry an attribution, with their kinds and the frames of their content.

The table is `data/cues.tsv`; its head says what each column means. Lookups go by lower-cased
surface forms, since the pipeline runs without a lemmatiser.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dragoman.errors import VocabularyError
from dragoman.vocabulary.files import rows, values
from dragoman.vocabulary.inflection import plural, verb_forms

PARTS = ("verb", "adjective", "noun", "adverb")
FRAMES = ("clause", "quote", "to", "order", "object", "as", "of", "passive")
KINDS = (
    "assert", "deny", "demand", "promise", "threaten", "ask", "warn", "accuse", "praise",
    "criticise", "think", "want", "plan", "agree", "reject", "propose", "announce", "show",
    "hedge", "refuse",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue: its base form, its particle if it has one, its kind and its frames."""

    lemma: str
    particle: str
    kind: str
    frames: frozenset[str]


@dataclass(frozen=True, slots=True)
class Cues:
    """All cues of one language, found by the lower-cased form of their first word."""

    verbs: dict[str, tuple[Cue, ...]]
    adjectives: dict[str, tuple[Cue, ...]]
    nouns: dict[str, tuple[Cue, ...]]
    adverbs: dict[str, tuple[Cue, ...]]

    def find(self, words: str) -> Cue | None:
        """Return the likeliest entry for a cue as it stands in a text, None when it is no cue."""
        first, _, rest = words.lower().partition(" ")
        for listed in (self.verbs, self.adjectives, self.nouns, self.adverbs):
            found = [cue for cue in listed.get(first, ()) if cue.particle in ("", rest)]
            if found:
                return max(found, key=lambda cue: len(cue.particle))
        return None


@cache
def cues() -> Cues:
    """Return the cue table.

    Raises VocabularyError when a row names an unknown part, kind or frame.
    """
    tables: dict[str, dict[str, list[Cue]]] = {part: {} for part in PARTS}
    for row in rows("cues.tsv"):
        frames = frozenset(values(row["frames"]))
        if row["part"] not in PARTS or row["kind"] not in KINDS or not frames <= set(FRAMES):
            raise VocabularyError(
                f"cues.tsv, `{row['lemma']}`: unknown part, kind or frame. "
                f"Parts: {', '.join(PARTS)}; frames: {', '.join(FRAMES)}."
            )
        word, _, particle = row["lemma"].partition(" ")
        cue = Cue(row["lemma"], particle, row["kind"], frames)
        for form in _forms(word, row["part"]):
            tables[row["part"]].setdefault(form, []).append(cue)
    listed = [
        {form: tuple(sorted(found, key=_longest_first)) for form, found in tables[part].items()}
        for part in PARTS
    ]
    return Cues(*listed)


def _longest_first(cue: Cue) -> tuple[int, bool, str, str]:
    """Order cues of one form: with a particle first, then those that take a clause."""
    return (-len(cue.particle), "clause" not in cue.frames, cue.lemma, cue.kind)


def _forms(word: str, part: str) -> frozenset[str]:
    if part == "verb":
        return verb_forms(word)
    if part == "noun":
        return frozenset({word, plural(word)})
    return frozenset({word})
