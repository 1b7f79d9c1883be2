"""Coverage-guided fuzzing of intake and reading, for those who have Atheris installed.

    pip install atheris
    python tests/coverage_guided.py FOLDER -max_total_time=600

keeps in FOLDER what reached new code. Half of the inputs are the bytes of a file of some format,
half a text composed of the words and signs that rules look for. What fails beyond a reason that
is told, or gives a span that does not slice, ends the run; the input is in `crash-...`.
"""

from __future__ import annotations

import io
import sys

import atheris

with atheris.instrument_imports(include=["dragoman"]):
    from dragoman.article import Article
    from dragoman.errors import UnreadableInput
    from dragoman.intake import from_text
    from dragoman.intake.opening import known_format
    from dragoman.intake.signs import BEGINNING
    from dragoman.intake.unfolding import Place, Taking, unfolded
    from dragoman.reading.reader import load, read

from damaged_files import DOCUMENTS_OF_ALL, ENDINGS, WORDS
from hostile_texts import CONTROLS, INVISIBLE, NUMBERS, PROSE, RUNS, TOKENS
from test_reading import check

PIECES = [*PROSE, *TOKENS, *NUMBERS, *RUNS, *INVISIBLE, *CONTROLS]
LONGEST = 3000


def of_bytes(chance: atheris.FuzzedDataProvider) -> None:
    """Open a document that was cut and stuffed as the bytes say."""
    name, document = chance.PickValueInList(DOCUMENTS_OF_ALL)
    ending = "." + document.name.rpartition(".")[2]
    if chance.ConsumeProbability() < 0.1:
        ending = chance.PickValueInList(ENDINGS)
    raw = bytearray(document.raw)
    for _ in range(chance.ConsumeIntInRange(0, 5)):
        at = chance.ConsumeIntInRange(0, len(raw))
        gone = chance.ConsumeIntInRange(0, 60)
        put = chance.PickValueInList([*WORDS, chance.ConsumeBytes(8)])
        raw[at : at + gone] = put
    place = Place("fuzz", f"file:///fuzz{ending}", name)
    try:
        form = known_format(ending, bytes(raw[:BEGINNING]), place.where)
    except UnreadableInput:
        return
    for found in unfolded(form, io.BytesIO(raw), place, Taking()):
        if isinstance(found, Article):
            check(read(found, "rules"))
        else:
            assert "itself failed" not in found.what, found.what


def of_pieces(chance: atheris.FuzzedDataProvider) -> None:
    """Read a text of the pieces that the bytes say."""
    text = ""
    while chance.remaining_bytes() and len(text) < LONGEST:
        piece = chance.PickValueInList(PIECES) * chance.ConsumeIntInRange(1, 4)
        text += piece[:500] + chance.PickValueInList([" ", " ", "", "\n\n"])
    try:
        article = from_text(text)
    except UnreadableInput:
        return
    check(read(article, "rules"))


def once(data: bytes) -> None:
    """Try one input."""
    chance = atheris.FuzzedDataProvider(data)
    (of_bytes if chance.ConsumeBool() else of_pieces)(chance)


if __name__ == "__main__":
    load("rules")
    atheris.Setup(sys.argv, once)
    atheris.Fuzz()
