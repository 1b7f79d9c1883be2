"""The cue words that carry an attribution, with their kinds and the frames of their content.

The table is `data/cues.tsv`; its head says what each column means. Lookups go by lower-cased
surface forms, since the pipeline runs without a lemmatiser.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dragoman.errors import VocabularyError
from dragoman.records import FACTIVITIES, Factivity
from dragoman.vocabulary.files import rows, values
from dragoman.vocabulary.inflection import plural, verb_forms

PARTS = ("verb", "adjective", "noun", "adverb", "preposition", "mark")
FRAMES = ("clause", "quote", "to", "order", "object", "as", "of", "passive")
NO_FRAME = "-"
"""In the table: no rule looks for the word, it only tells the kind of a cue that is found."""
KINDS = (
    "assert", "deny", "demand", "promise", "threaten", "ask", "warn", "accuse", "praise",
    "criticise", "think", "want", "plan", "agree", "reject", "propose", "announce", "show",
    "hedge",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue: its base form, its particle if it has one, its kind and its frames.

    `factivity` tells how the reporter who chose the word stands to the content: takes it for
    true, keeps away from it, or None for neither.
    """

    lemma: str
    particle: str
    kind: str
    frames: frozenset[str]
    part: str = "verb"
    factivity: Factivity | None = None


@dataclass(frozen=True, slots=True)
class Cues:
    """All cues of one language, found by the lower-cased form of their first word.

    The first four hold what rules look for; `listed` holds every row of the table.
    """

    verbs: dict[str, tuple[Cue, ...]]
    adjectives: dict[str, tuple[Cue, ...]]
    nouns: dict[str, tuple[Cue, ...]]
    adverbs: dict[str, tuple[Cue, ...]]
    listed: dict[str, tuple[Cue, ...]]

    def find(self, words: str) -> Cue | None:
        """Return the likeliest entry for a cue of just these words, None when it is no cue.

        For a cue with auxiliaries, adverbs and the like around it see `cue_phrases.cue_in`.
        """
        first, _, rest = words.lower().partition(" ")
        for listed in (self.verbs, self.adjectives, self.nouns, self.adverbs, self.listed):
            found = [cue for cue in listed.get(first, ()) if cue.particle in ("", rest)]
            if found:
                return max(found, key=lambda cue: len(cue.particle))
        return None

    def factivity(self, lemma: str, kind: str) -> Factivity | None:
        """Return how a reporter who chose a cue stands to its content, None when neutral.

        A lemma with rows of several kinds goes by the row of this kind, else by its first.
        """
        first = lemma.partition(" ")[0]
        rows = [cue for cue in self.listed.get(first, ()) if cue.lemma == lemma]
        same = [cue for cue in rows if cue.kind == kind]
        return next((cue.factivity for cue in same or rows), None)


@cache
def cues() -> Cues:
    """Return the cue table.

    Raises VocabularyError when a row names an unknown part, kind, factivity or frame.
    """
    hunted: dict[str, dict[str, list[Cue]]] = {part: {} for part in PARTS}
    listed: dict[str, list[Cue]] = {}
    for row in rows("cues.tsv"):
        cue = _cue(row)
        for form in _forms(cue.lemma.partition(" ")[0], cue.part):
            listed.setdefault(form, []).append(cue)
            if cue.frames:
                hunted[cue.part].setdefault(form, []).append(cue)
    return Cues(
        verbs=_ordered(hunted["verb"]),
        adjectives=_ordered(hunted["adjective"]),
        nouns=_ordered(hunted["noun"]),
        adverbs=_ordered(hunted["adverb"]),
        listed=_ordered(listed),
    )


def _cue(row: dict[str, str]) -> Cue:
    frames = frozenset(values(row["frames"])) - {NO_FRAME}
    factivity = next((f for f in FACTIVITIES if f == row["factivity"]), None)
    known = row["part"] in PARTS and row["kind"] in KINDS and frames <= set(FRAMES)
    if not known or (factivity or "") != row["factivity"]:
        raise VocabularyError(
            f"cues.tsv, `{row['lemma']}`: unknown part, kind, factivity or frame. "
            f"Parts: {', '.join(PARTS)}; factivity: {', '.join(FACTIVITIES)} or empty; "
            f"frames: {', '.join(FRAMES)}, or {NO_FRAME} for none."
        )
    particle = row["lemma"].partition(" ")[2]
    return Cue(row["lemma"], particle, row["kind"], frames, row["part"], factivity)


def _ordered(found: dict[str, list[Cue]]) -> dict[str, tuple[Cue, ...]]:
    return {form: tuple(sorted(some, key=_longest_first)) for form, some in found.items()}


def _longest_first(cue: Cue) -> tuple[int, bool, bool, str, str]:
    """Order cues of one form: with a particle first, then by clause, then by `X as Y`."""
    clause, named = "clause" in cue.frames, cue.frames == {"as"}
    return (-len(cue.particle), not clause, not named, cue.lemma, cue.kind)


def _forms(word: str, part: str) -> frozenset[str]:
    if part == "verb":
        return verb_forms(word)
    if part == "noun":
        return frozenset({word, plural(word)})
    return frozenset({word})
