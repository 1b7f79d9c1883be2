"""What stands beside a place's name: its noun, its preposition and the words that it hangs on.

Read from the words first and from the parse where they do not tell, since a tagger that takes
`lodges` for a noun loses the subject before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.reading.speakers.cast import Cast
from dragoman.reading.speakers.marked import Marked
from dragoman.reading.speakers.place_names import PlaceName
from dragoman.reading.syntax import VERB_TAGS
from dragoman.vocabulary.places import place_words

_LOOSE = frozenset({"DT", "JJ", "JJR", "JJS", "PDT", "RB", "PRP$", "CC"})
_JOINED = ("compound", "nmod", "amod", "nummod", "npadvmod")
_FURTHEST = 7
_CLAUSE = 40


@dataclass(frozen=True, slots=True, eq=False)
class Beside:
    """A place's name among its neighbours.

    `at` is the word of the name that the others hang on; `outer` that of the first name where
    several are joined (`London, Paris and Tokyo`), whose place in the sentence all share.
    """

    marked: Marked
    people: Cast
    name: PlaceName
    at: int
    outer: int

    @property
    def start(self) -> int:
        """Return the first token of the name."""
        return self.name.run.start

    @property
    def end(self) -> int:
        """Return the token behind the name."""
        return self.name.run.end

    def word(self, token: int) -> str:
        """Return a word of the name's own sentence in lower case, empty outside it."""
        marked = self.marked
        if not 0 <= token < len(marked.lower):
            return ""
        return marked.lower[token] if marked.sentence[token] == marked.sentence[self.at] else ""

    def tag(self, token: int) -> str:
        """Return the tag of a word of the same sentence, empty outside it."""
        return self.marked.tag[token] if self.word(token) else ""

    def is_verb(self, token: int) -> bool:
        """Tell whether a token is a verb of the same sentence."""
        return self.tag(token) in VERB_TAGS

    def opens(self) -> bool:
        """Tell whether the name opens its sentence, an article and quotation marks aside."""
        before = self.start - 1
        while self.word(before) and (
            self.tag(before) == "DT" or not self.word(before)[0].isalnum()
        ):
            before -= 1
        return not self.word(before)

    def owned(self) -> int | None:
        """Return the noun that the name stands before in the possessive: `X's streets`."""
        if not self.marked.possessive(self.end):
            return None
        head = self.marked.head[self.at]
        if self.end < head < self.end + _FURTHEST and self.tag(head)[:1] == "N":
            return head
        return self._noun_from(self.end + 1)

    def joined(self) -> int | None:
        """Return the noun that the name stands before as a compound: `X streets`."""
        marked, head = self.marked, self.marked.head[self.at]
        if self.tag(self.end)[:1] not in ("N", "J", "V", "H") or not self._lower(self.end):
            return None
        if marked.dep[self.end] == "appos" and marked.head[self.end] == self.at:
            return self.end  # `X natives`, taken for two nouns side by side
        if marked.dep[self.at] not in _JOINED:
            return None
        if self.end <= head < self.end + _FURTHEST and self.tag(head)[:1] == "N":
            return head
        return self._noun_from(self.end) if self.tag(self.end)[:1] == "N" else None

    def _lower(self, token: int) -> bool:
        return bool(self.word(token)) and self.marked.text[token][0].islower()

    def _noun_from(self, token: int) -> int | None:
        """Return the last noun of the run of adjectives and nouns that begins at a token."""
        last = None
        while self.tag(token)[:1] in ("N", "J", "C") or self.tag(token) in ("VBN", "VBG", "HYPH"):
            if self.tag(token)[:1] == "N":
                last = token
            elif last is not None:
                break
            token += 1
        return last

    def preposition(self) -> int | None:
        """Return the preposition before the phrase that the name ends or is joined in."""
        for at in dict.fromkeys((self.start, self._first(self.outer))):
            token = at - 1
            while self.tag(token) in _LOOSE or self.word(token) in ("/", "-"):
                token -= 1
            if self.tag(token) in ("IN", "TO", "VBG") and self._leads(token):
                return token
            if self.tag(token) == "RP" and self.marked.dep[token] == "prep":
                return token
        return None

    def _leads(self, token: int) -> bool:
        if self.tag(token) == "VBG":
            return self.word(token) in ("including", "regarding", "concerning")
        return self.marked.dep[token] != "mark" or self.marked.dep[self.outer] == "pobj"

    def _first(self, head: int) -> int:
        """Return where the name begins whose last word is a token."""
        marked = self.marked
        while head > 0 and marked.dep[head - 1] in _JOINED and marked.head[head - 1] == head:
            head -= 1
        return head

    def before(self, preposition: int) -> Iterator[int]:
        """Yield the words that a preposition hangs on: the noun before it, its verb's object."""
        marked, token = self.marked, preposition - 1
        while self.tag(token) in ("RB", "IN", "RP", ",") or marked.entity[token] in _TIMES:
            if not self.word(token):
                break
            token -= 1
        if self.word(token):
            yield token
        origin = marked.head[token]
        if self.word(origin) == "from" and marked.dep[token] == "pobj":
            yield marked.head[origin]  # `a train from X to Y`
        head = marked.head[preposition]
        for _ in range(3):
            if self.tag(head) not in ("IN", "TO", "RB", "RP") or marked.head[head] == head:
                break
            head = marked.head[head]
        if head != token:
            yield head
        if marked.dep[head] == "dobj":
            yield marked.head[head]
        if self.is_verb(head):
            yield from self.objects(head, preposition)
            if marked.dep[head] in ("acl", "relcl"):
                yield marked.head[head]

    def objects(self, verb: int, before: int) -> Iterator[int]:
        """Yield the objects of a verb, or the subject of a passive one, before a token."""
        marked = self.marked
        for token in range(max(0, verb - 12), min(before, verb + 15)):
            if marked.head[token] == verb and marked.dep[token] in ("dobj", "nsubjpass"):
                yield token

    def verb(self) -> int | None:
        """Return the verb whose subject the name is."""
        marked = self.marked
        head = marked.head[self.outer]
        if marked.dep[self.outer] in ("nsubj", "nsubjpass") and self.outer != head:
            return head if self.is_verb(head) or self.tag(head) == "MD" else None
        token = self.end
        while self.tag(token) in ("RB", "MD"):
            token += 1
        return token if self.tag(token) in ("VBD", "VBZ", "VBP") else None

    def children(self, head: int, *relations: str) -> Iterator[int]:
        """Yield the words of the sentence behind a head that stand in a relation to it."""
        marked = self.marked
        for token in range(head + 1, min(len(marked.head), head + _CLAUSE)):
            if not self.word(token):
                return
            if marked.head[token] == head and marked.dep[token] in relations:
                yield token

    def is_person(self, token: int) -> bool:
        """Tell whether a noun is of people: `lawyers`, `hardliners`."""
        found = self.marked.covering.get(token)
        if found is None or found.entry.proper or found.entry.office is not None:
            return False
        return found.entry.noun("person") is not None or found.entry.noun("group") is not None

    def shared(self, share: int) -> int:
        """Return of what a share is one: `most of the money`."""
        at = next(self.children(share, "prep"), share)
        return next(self.children(at, "pobj"), share)

    def verbless(self) -> bool:
        """Tell whether no word of the sentence is tagged as a finite verb, as in headlines."""
        sentence = self.marked.document.sentences[self.marked.sentence[self.at]]
        finite = ("VBD", "VBZ", "VBP", "MD")
        return not any(self.marked.tag[i] in finite for i in range(sentence.start, sentence.end))

    def doer(self, verb: int) -> int:
        """Return who does what a verb says, -1 where nobody is named.

        The subject, that of the verb which it is joined to, or the noun that it describes.
        """
        marked = self.marked
        for _ in range(3):
            if marked.dep[verb] in ("acl", "relcl"):
                return marked.head[verb]
            subject = self.subject(verb)
            if subject is not None or marked.dep[verb] not in ("conj", "xcomp"):
                return -1 if subject is None else subject
            verb = marked.head[verb]
        return -1

    def goes(self, token: int) -> bool:
        """Tell whether a word is someone who can come and go: a person, an office, `they`."""
        nouns = place_words().nouns
        return (
            token in self.people.at
            or self.tag(token) == "PRP"
            or self.word(token) in nouns["agents"]
            or self.word(token) in nouns["folk"]
        )

    def subject(self, verb: int) -> int | None:
        """Return the subject of a verb, where it stands shortly before it."""
        marked = self.marked
        for token in range(verb - 1, max(-1, verb - 20), -1):
            if marked.head[token] == verb and marked.dep[token] in ("nsubj", "nsubjpass"):
                return token
        return None


_TIMES = ("DATE", "TIME")


def beside(marked: Marked, people: Cast, name: PlaceName) -> Beside:
    """Return a place's name with what it hangs on."""
    run = range(name.run.start, name.run.end)
    at = next((i for i in reversed(run) if marked.head[i] not in run), name.run.end - 1)
    outer = at
    for _ in range(6):
        head = marked.head[outer]
        if marked.dep[outer] != "conj" or not marked.tag[head].startswith("N") or head > outer:
            break
        outer = head
    return Beside(marked, people, name, at, outer)
