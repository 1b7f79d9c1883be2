"""Texts made to break a reader: runs, floods, nests, tricks of Unicode, salads of its own words.

All are of our own making and follow from a seed. Each family takes the chance and about how many
characters to make.
"""

from __future__ import annotations

import random
from collections.abc import Callable

Made = Callable[[random.Random, int], str]

PROSE = (
    "The foreign minister of Valdoria, Ilse Marrane, said on Tuesday that talks with Kestrel were "
    "impossible at present.",
    "She said that Valdoria would return to the talks only if Kestrel withdrew its patrol boats.",
    "“We are ready to talk at any time,” the Kestrel envoy, Tomas Aldane, told reporters in Oslo.",
    "According to the ministry, the crossing at Norhaven will stay shut until 4 March 2031.",
    "France and Japan rejected the charge, and demanded that the blockade be lifted.",
    "Valdoria accused Kestrel of shelling the port; Kestrel denied it.",
    '"Unless they sign," he added, "we will not release anyone."',
)
"""Sentences that a reader makes records of, so that what is hostile stands among what is read."""

RUNS = (
    *" .,;:!?-_/\\|*#&%$@~^=+<>()[]{}'\"`",
    *("“", "”", "‘", "’", "«", "»", "—", "–", "…", "\t", "\n", "\r", "\r\n", "\n\n", "\n \n"),
    *("a", "A", "Z", "é", "ß", "İ", "0", "9", "٣", "²", "①", "中", "א", "ع", "🙂", "🇫🇷"),
    *("\u0301", "\u00ad", "\u00a0", "\u200b", "\u200d", "\u202e", "\u2066", "\ufeff", "\ufffd"),
)
"""What comes again and again with nothing between."""

TOKENS = (
    *("said", "he said,", "she said that", "told reporters that", "according to"),
    *("“Yes,”", '"No,"'),
    *("that", "and", "or", "of", "of the", "if", "if not", "unless", "until", "only if", "not"),
    *("to", "in order to", "would", "will", "must", "because of", "which", "who said", "whose"),
    *("Mr.", "Mrs.", "Dr.", "U.S.", "U.N.", "A.", "St.", "Jan.", "e.g.", "No.", "p.m.", "?!"),
    *("Valdoria", "Kestrel", "France", "Japan's", "the Valdorian", "Russian", "EU", "NATO", "Oslo"),
    *("Foreign Minister", "President", "Ilse Marrane", "Tomas", "spokesman", "the ministry of"),
    *("Monday", "4 March 2031", "March", "2031", "last week", "1990s", "12:30", "3,000", "$5bn"),
    *("(", ")", "[", "]", "—", "-", "“", "”", "‘", "’", '"', "'s", ",", ";", ":", "/", "*", ">"),
    *("denied", "rejects", "accused", "demanded", "agreed", "support", "lift sanctions"),
    *("talks", "troops", "ceasefire", "the peace treaty", "blockade", "no", "both", "the former"),
    *("he", "she", "they", "it", "his", "their", "himself", "former", "deputy", "Lord"),
    *("http://a.example/?q=1&b=2", "desk@tarn.example", "www.", "#talks", "@envoy", "By", "-based"),
)
"""Words and signs that rules look for; in floods of one, and in salads of all."""

NUMBERS = (
    *("31 February 99999", "0 March 0", "99/99/9999", "-1-1-1", "29 February 2030", "13/13/13"),
    *("9" * 400, "1" * 5000, "25:61", "24:00:00.999999999", "1e999", "0x7fffffff", "३४ March २०३१"),
    *("²³ March ②", "4 March ٢٠٣١", "2031-W53-8", "0000-00-00", "+99999-01-01T00:00:00+99:99"),
    *("March 1 to March 0", "$" + "9" * 30 + "bn", "1,,,000", "1.2.3.4", "½ percent"),
    *("12th century BC", "Feb. 30", "in 10000 days", "four hundred million weeks ago", "2031–1956"),
    *("the 999th of May", "noon GMT+9999", "Mon 1 Jan 0001", "31 December 9999"),
)
"""Dates out of range, numbers too long for a number, digits that are none."""

INVISIBLE = (
    *("\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u180e", "\u034f", "\u061c"),
    *("\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069"),
    *("\u0301", "\u0335", "\u20dd", "\ufe0f", "\U000e0041", "\U000e007f", "\u115f", "\u3164"),
    *("\u2028", "\u2029", "\u0085", "\u00a0", "\u2003", "\u3000", "\u200e", "\u200f", "\ufffc"),
)
CONTROLS = (*(chr(n) for n in (*range(32), *range(127, 160))), "\ufffe", "\uffff", "\U0010ffff")
LOOKALIKES = str.maketrans(
    {"a": "а", "e": "ℯ", "o": "ο", "i": "ｉ", "s": "ѕ", "S": "Ｓ", "V": "𝐕", "t": "ŧ", "n": "ո"}
)
FOLDED = ("İ", "ŉ", "ﬁ", "ß", "ΐ", "ǰ", "ſ", "K", "ẞ", "Å", "ﷺ", "Ĳ")
"""Letters that become others, or several, in small or capital letters or when normalised."""

LINES = (
    *("By Ilse Marrane", "- talks", "* * *", "Valdoria | Kestrel | 3", "# Talks", "VALDORIA:"),
    *("Q: Why? A: Because.", "4 March 2031", "MR. ALDANE: No.", "1. Talks", "Read more", "| |"),
)
"""Headings, bylines, items, cells, turns of an interview."""


def prose(chance: random.Random, size: int) -> str:
    """Return plain sentences."""
    some: list[str] = []
    while sum(map(len, some)) < size:
        some.append(chance.choice(PROSE))
    return " ".join(some)


def run(chance: random.Random, size: int) -> str:
    """Return one sign again and again, or two or three in turn."""
    signs = "".join(chance.choice(RUNS) for _ in range(chance.choice((1, 1, 1, 2, 3))))
    return signs * (size // len(signs) + 1)


def flood(chance: random.Random, size: int) -> str:
    """Return a few words or signs again and again."""
    words = " ".join(chance.choice(TOKENS) for _ in range(chance.choice((1, 1, 2, 3, 5))))
    words += chance.choice((" ", " ", " ", "", "\n", ". ", ", "))
    return words * (size // len(words) + 1)


def salad(chance: random.Random, size: int) -> str:
    """Return words and signs that rules look for, in no order."""
    some: list[str] = []
    between = chance.choice((" ", " ", " ", "", "\n", "\n\n"))
    while sum(map(len, some)) + len(some) < size:
        some.append(chance.choice(chance.choice((TOKENS, TOKENS, TOKENS, PROSE, NUMBERS, RUNS))))
        if len(some) > 5000:
            break
    return between.join(some)


def megaword(chance: random.Random, size: int) -> str:
    """Return a word without an end."""
    letters = chance.choice(("a", "ab", "Val", "ha-", "x.y", "A", "z'", "é", "q1", "co-", "п", "_"))
    return letters * (size // len(letters) + 1)


def endless(chance: random.Random, size: int) -> str:
    """Return a sentence without an end."""
    words = [word for sentence in PROSE for word in sentence.strip(".").split()]
    some = [chance.choice(words).strip(".") for _ in range(size // 6)]
    return chance.choice((" ", ", ", " and ", "; ")).join(some)[:size]


def quotes(chance: random.Random, size: int) -> str:
    """Return quotation marks that open and never close, close and never opened, or nest."""
    marks = chance.choice(("“", "”", '"', "“”", "“‘", "‘’", "«»", "''", "“ ", '" ', "' ", "”“"))
    word = chance.choice(("", "", "yes", "he said", "Valdoria will sign, ", "no. "))
    return (marks + word) * (size // (len(marks) + len(word)) + 1)


def nested(chance: random.Random, size: int) -> str:
    """Return clauses in clauses, brackets in brackets."""
    opens, closes = chance.choice(
        (
            ("(", ")"),
            ("[", "]"),
            ("He said that ", ""),
            ("the man who said that ", " left "),
            ("if ", " then "),
            ("“He told us: ", "”"),
            ("not ", ""),
            ("Valdoria's ", ""),
            ("the deputy of ", ""),
            ("- ", ""),
            ("> ", ""),
            ("*", "*"),
            ("the ministry of the ", ""),
            ("Valdoria, Kestrel and ", ""),
        )
    )
    deep = size // (len(opens) + len(closes)) + 1
    return opens * deep + chance.choice(PROSE) + closes * deep


def numbers(chance: random.Random, size: int) -> str:
    """Return dates and numbers that are none, among prose."""
    some: list[str] = []
    while sum(map(len, some)) < min(size, 20_000):
        some.append(chance.choice((*NUMBERS, *PROSE)))
        some.append(chance.choice(("said on", "on", "since", "by", "from", "until", "")))
    return " ".join(some)


def invisible(chance: random.Random, size: int) -> str:
    """Return prose with signs between its letters that nobody sees, or that turn it round."""
    each = chance.choice((0.01, 0.1, 0.5, 1.0))
    some = chance.sample(INVISIBLE, chance.choice((1, 2, len(INVISIBLE))))
    words = prose(chance, size // 2)
    return "".join(
        letter + (chance.choice(some) if chance.random() < each else "") for letter in words
    )


def controls(chance: random.Random, size: int) -> str:
    """Return prose with control characters."""
    words = prose(chance, size)
    return "".join(
        chance.choice(CONTROLS) if chance.random() < 0.02 else letter for letter in words
    )


def lookalikes(chance: random.Random, size: int) -> str:
    """Return prose in letters that look like others, or become others when folded."""
    words = prose(chance, size)
    if chance.random() < 0.5:
        return words.translate(LOOKALIKES)
    return "".join(
        chance.choice(FOLDED) if letter.isalpha() and chance.random() < 0.2 else letter
        for letter in words
    )


def stacked(chance: random.Random, size: int) -> str:
    """Return one short line again and again."""
    line = chance.choice(LINES)
    gap = chance.choice(("\n", "\n\n", "\r\n", "\r", "\n\t"))
    return (line + gap) * min(size // (len(line) + len(gap)) + 1, 45_000)


FAMILIES: dict[str, Made] = {
    made.__name__: made
    for made in (
        run,
        flood,
        salad,
        megaword,
        endless,
        quotes,
        nested,
        numbers,
        invisible,
        controls,
        lookalikes,
        stacked,
    )
}


def among_prose(chance: random.Random, made: Made, size: int) -> str:
    """Return what is hostile with plain sentences before and behind, in its paragraph or not."""
    gap = chance.choice(("\n\n", " ", "", "\n"))
    head = f"Valdoria sets terms for talks\n\n{chance.choice(PROSE)}{gap}"
    return f"{head}{made(chance, size)}{gap}{prose(chance, 200)}\n"
