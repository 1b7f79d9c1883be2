"""Fingerprints of texts: an exact hash, a MinHash signature, keys to find others by, names.

The signature (rensa's R-MinHash) is of the pairs of neighbouring telling words: those of four
letters or more, and numbers. Pairs outlast edits better than longer runs, and without the
small words two articles on one matter share few. A text's keys are bands of its signature,
by which rewrites meet, and its runs of eight words with the smallest hashes, by which a cut
copy meets its original.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from hashlib import blake2b
from itertools import chain
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

from dragoman.resemblance.words import SHORT

Hashes: TypeAlias = NDArray[np.uint64]

PLACES = 256
"""Values of a signature: likeness is estimated with a standard error of 3 in 100."""
ROWS, BANDS = 3, 42
RUN, RUNS = 8, 12
MARKS = 32
"""Numbers of a text that are kept, and names: those of the smallest hashes."""

_SEED = 20_310_304
_TELLING, _NUMBER, _NAME = 1, 2, 4
_SORTS = _TELLING | _NUMBER | _NAME
_LONG = 4
_REMEMBERED = 1_000_000
_ODD = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_SHIFT = np.uint64(29)
_KEPT = np.uint64(44)
"""Bits of a hash that are kept beside the number of its text; so a lot has at most 2**20."""
_LOWER = np.uint64((1 << 44) - 1)
_LOT = 10_000


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What is kept of a text's words: the same for the same words, wherever it is made.

    `words` is their exact hash, `size` the number of different pairs that the signature stands
    for. A text that is too short has the exact hash only: no `signature` and no `keys`.
    """

    words: int
    size: int
    signature: bytes
    numbers: bytes
    names: bytes
    keys: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Prints:
    """Fingerprints of many texts, a row each: signatures and the like are rows of 16-bit values.

    Rows of `numbers` and `names` end in zeros; `keys` of a text that is too short are zeros.
    """

    words: NDArray[np.int64]
    size: NDArray[np.int32]
    signature: NDArray[np.uint16]
    numbers: NDArray[np.uint16]
    names: NDArray[np.uint16]
    keys: NDArray[np.int32]


class _Words(dict[str, int]):
    """The hashes of words that were met, with what sort of word each is in the lowest bits."""

    def __missing__(self, word: str) -> int:
        if len(self) >= _REMEMBERED:
            self.clear()
        value = _digest(word.lower()) & ~_SORTS
        number = any(map(str.isdigit, word))
        if number or len(word) >= _LONG:
            value |= _TELLING
        if number:
            value |= _NUMBER
        elif word[0].isupper() and len(word) > 1:
            value |= _NAME
        self[word] = value
        return value


_WORDS = _Words()


def fingerprints(texts: Sequence[Sequence[str]]) -> list[Fingerprint]:
    """Return the fingerprints of texts that are given by their words."""
    made = prints(texts)
    return [
        Fingerprint(
            words=int(made.words[n]),
            size=int(made.size[n]),
            signature=made.signature[n].astype("<u2").tobytes() if made.size[n] else b"",
            numbers=_kept(made.numbers[n]),
            names=_kept(made.names[n]),
            keys=tuple(dict.fromkeys(map(int, made.keys[n]))) if made.size[n] else (),
        )
        for n in range(len(texts))
    ]


def prints(texts: Sequence[Sequence[str]]) -> Prints:
    """Return the fingerprints of texts that are given by their words, as arrays."""
    return joined([_prints(texts[n : n + _LOT]) for n in range(0, max(1, len(texts)), _LOT)])


def joined(lots: Sequence[Prints]) -> Prints:
    """Return the fingerprints of several lots of texts as those of one."""
    return Prints(*(np.concatenate([getattr(lot, f.name) for lot in lots]) for f in fields(Prints)))


def room_for(texts: int) -> Prints:
    """Return fingerprints of so many texts that are still to be filled in."""
    empty = _prints([()])
    return Prints(
        *(
            np.zeros((texts, *column.shape[1:]), dtype=column.dtype)
            for column in (getattr(empty, f.name) for f in fields(Prints))
        )
    )


def fill_in(held: Prints, at: int, lot: Prints) -> None:
    """Put the fingerprints of a lot of texts into the rows from `at` on."""
    for f in fields(Prints):
        column = getattr(lot, f.name)
        getattr(held, f.name)[at : at + len(column)] = column


def _prints(texts: Sequence[Sequence[str]]) -> Prints:
    exact = np.array([_exact(words) for words in texts], dtype=np.int64)
    long = [words if len(words) >= SHORT else () for words in texts]
    lengths = np.array([len(words) for words in long], dtype=np.int64)
    sorted_hashes = np.fromiter(
        map(_WORDS.__getitem__, chain.from_iterable(long)), dtype=np.uint64, count=lengths.sum()
    )
    sorts = sorted_hashes & np.uint64(_SORTS)
    hashes = sorted_hashes - sorts
    owner = np.repeat(np.arange(len(texts)), lengths)
    telling = (sorts & np.uint64(_TELLING)) > 0
    pairs, pair_owner = _runs(hashes[telling], owner[telling], 2)
    pairs, pair_owner = _distinct(pairs, pair_owner)
    size = np.bincount(pair_owner, minlength=len(texts)).astype(np.int32)
    signature = _signatures(pairs, size)
    runs, run_owner = _distinct(*_runs(hashes, owner, RUN))
    rarest = _smallest(runs, run_owner, len(texts), RUNS)
    keys = np.concatenate([_bands(signature), rarest], axis=1)
    keys[size == 0] = 0
    return Prints(
        words=exact,
        size=size,
        signature=(signature & 0xFFFF).astype(np.uint16),
        numbers=_marks(hashes, owner, (sorts & np.uint64(_NUMBER)) > 0, len(texts)),
        names=_marks(hashes, owner, (sorts & np.uint64(_NAME)) > 0, len(texts)),
        keys=(keys >> np.uint64(32)).astype(np.uint32).view(np.int32),
    )


def _exact(words: Sequence[str]) -> int:
    digest = _digest(" ".join(words).lower())
    return digest - (1 << 64) if digest >> 63 else digest


def _digest(words: str) -> int:
    return int.from_bytes(blake2b(words.encode("utf-8", "replace"), digest_size=8).digest())


def _kept(row: NDArray[np.uint16]) -> bytes:
    return row[row > 0].astype("<u2").tobytes()


def _marks(
    hashes: Hashes, owner: NDArray[Any], chosen: NDArray[np.bool_], texts: int
) -> NDArray[np.uint16]:
    """Return the chosen words of each text as a row of small hashes, none of them 0."""
    kept = _smallest(*_distinct(_mixed(hashes[chosen]), owner[chosen]), texts, MARKS)
    return np.where(kept > 0, (kept & np.uint64(0xFFFF)) | np.uint64(1), 0).astype(np.uint16)


def _runs(hashes: Hashes, owner: NDArray[Any], length: int) -> tuple[Hashes, NDArray[Any]]:
    """Return a hash for each run of so many words of one text, and whose it is."""
    count = max(0, len(hashes) - length + 1)
    mixed = np.zeros(count, dtype=np.uint64)
    for n in range(length):
        mixed = _mixed(mixed * _ODD + hashes[n : n + count])
    whole = owner[:count] == owner[length - 1 : length - 1 + count]
    return mixed[whole], owner[:count][whole]


def _mixed(values: Hashes) -> Hashes:
    mixed: Hashes = (values ^ (values >> _SHIFT)) * _MIX
    return mixed ^ (mixed >> _SHIFT)


def _distinct(hashes: Hashes, owner: NDArray[Any]) -> tuple[Hashes, NDArray[Any]]:
    """Return each text's hashes once, in an order of chance that is the same every time.

    One sort of owner and hash in one number takes a tenth of the time of a sort by two.
    """
    both = (owner.astype(np.uint64) << _KEPT) | (hashes >> (np.uint64(64) - _KEPT))
    both.sort()
    new = np.ones(len(both), dtype=bool)
    new[1:] = both[1:] != both[:-1]
    both = both[new]
    return _mixed(both & _LOWER), (both >> _KEPT).astype(np.int64)


def _smallest(hashes: Hashes, owner: NDArray[Any], texts: int, most: int) -> Hashes:
    """Return the first so many hashes of each text as its row, with zeros behind."""
    counts = np.bincount(owner, minlength=texts)
    place = np.arange(len(hashes)) - np.repeat(np.cumsum(counts) - counts, counts)
    rows = np.zeros((texts, most), dtype=np.uint64)
    first = place < most
    rows[owner[first], place[first]] = hashes[first]
    return rows


def _signatures(pairs: Hashes, size: NDArray[np.int32]) -> NDArray[np.uint32]:
    offsets = np.concatenate([[0], np.cumsum(size)]).astype(np.uint64)
    made = RMinHash.digest_matrix_from_flat_token_hashes(pairs, offsets, PLACES, _SEED)
    return np.array(made.to_rows(), dtype=np.uint32).reshape(len(size), PLACES)


def _bands(signature: NDArray[np.uint32]) -> Hashes:
    """Return a key for each band of each signature; bands at different places differ."""
    low = (signature[:, : ROWS * BANDS] & 0xFFFF).astype(np.uint64)
    keys = np.tile(np.arange(1, BANDS + 1, dtype=np.uint64) * _ODD, (len(signature), 1))
    for row in range(ROWS):
        keys = _mixed(keys * _ODD + low[:, row::ROWS])
    return keys
