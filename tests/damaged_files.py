"""Documents of every format, damaged in the ways in which files are damaged, and in worse ones."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from coverage_folder import DOCUMENTS
from dragoman.intake.formats import FORMATS

DOCUMENTS_OF_ALL = [
    (name, document)
    for name, documents in DOCUMENTS.items()
    for document in documents
    if document.name != "bomb.zip"
]
ENDINGS = [*sorted({ending for form in FORMATS for ending in form.endings}), "", ".xyz"]
WORDS = (
    *(b"<![CDATA[", b"\\bin99999 ", b"\0\0\0\0", b"{{{{", b"]]>", b"\xff\xfe", b"%PDF-", b"From "),
    *(b"--b\r\n", b"&#x110000;", b"<!DOCTYPE x [<!ENTITY a 'aa'>]>", b"9999999999", b"\r\n\r\n"),
    *(b"charset=utf-7", b"=?utf-8?q?=ff?=", b"PK\x01\x02", b"'\""),
)


@dataclass(frozen=True)
class Case:
    """A damaged document, and how it came about."""

    called: str
    ending: str
    raw: bytes


def cases(count: int, seed: int) -> Iterator[Case]:
    """Yield damaged documents, the same ones for the same seed."""
    chance = random.Random(seed)
    for n in range(count):
        made = damaged(n, chance)
        yield Case(f"{made.called}, case {n} of seed {seed}", made.ending, made.raw)


def damaged(n: int, chance: random.Random) -> Case:
    """Return one damaged document; `n` goes through all documents in turn."""
    name, document = DOCUMENTS_OF_ALL[n % len(DOCUMENTS_OF_ALL)]
    ending = PurePath(document.name).suffix
    if chance.random() < 0.1:
        ending = chance.choice(ENDINGS)
    raw = bytearray(document.raw)
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        damage(raw, chance)
    return Case(f"{name} {document.name}", ending, bytes(raw))


def damage(raw: bytearray, chance: random.Random) -> None:
    """Damage a document in one of the ways in which files are damaged, and in worse ones."""
    at = chance.randrange(len(raw) + 1)
    end = min(len(raw), at + chance.randint(1, 1 + len(raw) // 4))
    match chance.randrange(7):
        case 0:
            del raw[at:]
        case 1:
            del raw[at:end]
        case 2:
            for _ in range(chance.randint(1, 20)):
                if raw:
                    raw[chance.randrange(len(raw))] = chance.randrange(256)
        case 3:
            raw[at:at] = chance.choice(WORDS)
        case 4:
            raw[at:at] = raw[at:end]
        case 5:
            raw[at:end] = chance.randbytes(end - at)
        case _:
            other = chance.choice(DOCUMENTS_OF_ALL)[1].raw
            raw[at:end] = other[: end - at + chance.randint(0, 200)]
