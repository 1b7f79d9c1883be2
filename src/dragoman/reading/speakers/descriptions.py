"""What a noun phrase says of a speaker without naming him: office, country, body, number.

`the Russian Ambassador to Tokyo`, `a spokesman for the ministry`, `analysts`, `the Turkish
statement`: found before a name, in apposition to one, or standing for a speaker alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from dragoman.reading.speakers.marked import Mark, Marked, Run
from dragoman.reading.speakers.named_bodies import longer, within_name
from dragoman.vocabulary.countries import Country, countries
from dragoman.vocabulary.given_names import Gender
from dragoman.vocabulary.lexicon import Entry
from dragoman.vocabulary.offices import Office, offices
from dragoman.vocabulary.speakers import speaker_words

_BREAKS = frozenset({",", ";", ":", "(", ")", "—", "–", "[", "]", '"', "“", "”", "--"})
_CLAUSE_TAGS = frozenset({"WDT", "WP", "WP$", "VBD", "VBZ", "VBP", "VB", "MD", "EX", "WRB"})
_LISTS = frozenset({"including", "such", "like", "especially"})
_SENT_ABROAD = frozenset({"ambassador", "envoy", "mission", "embassy"})
_INDEFINITE = frozenset({"a", "an", "another", "one", "some", "several", "many", "any"})
_DEFINITE = frozenset(
    {"the", "this", "that", "these", "those", "its", "their", "our", "his", "her"}
)


@dataclass(frozen=True, slots=True)
class Description:
    """A noun phrase read: its head, what its head is, and whom it says the speaker serves.

    `head` is the mark of the head noun (None when the vocabulary lacks it), `noun` the head
    in lower case. `country` is that of the one described, `assumed` when only the title
    says so (`the taoiseach`). `owner` is the last token of a name in the possessive
    (`Marek's spokesman`).
    """

    run: Run
    words: str
    noun: str
    head: Mark | None
    head_at: int
    country: Country | None
    assumed: bool
    body: Mark | None
    owner: int | None
    former: bool
    many: bool
    definite: bool
    indefinite: bool
    gender: Gender | None

    @property
    def office(self) -> Office | None:
        """Return the office that the head names."""
        return self.head.entry.office if self.head else None

    def is_a(self, sort: str) -> bool:
        """Return whether the head is a noun of that sort (`person`, `group`, `body` ...)."""
        if self.head is None:
            return False
        return self.head.entry.noun(sort) is not None


def phrase_end(marked: Marked, run: Run) -> int:
    """Return where the first noun phrase of a run ends: before its complement or clause."""
    at = run.start
    while at < run.end:
        tag, covering = marked.tag[at], marked.covering.get(at)
        inside = covering is not None and covering.start < at
        if not inside and at > run.start:
            if (
                tag in ("IN", "TO")
                or marked.lower[at] in _LISTS
                or tag in _CLAUSE_TAGS
                or marked.text[at] in _BREAKS
            ):
                return at
            if tag in ("VBN", "VBG") and marked.dep[at] in ("acl", "relcl", "advcl"):
                return at
            if tag == "CC" and marked.lower[at] != "&" and _new_phrase(marked, at + 1, run.end):
                return at
        at += 1
    return run.end


def without_article(marked: Marked, described: Description) -> Run:
    """Return the first noun phrase of a description without its article or possessive."""
    start = described.run.start
    while start < described.head_at and marked.tag[start] in ("DT", "PRP$"):
        start += 1
    return Run(start, phrase_end(marked, described.run))


def _new_phrase(marked: Marked, at: int, end: int) -> bool:
    return at < end and (marked.tag[at] in ("DT", "PRP", "PRP$") or at + 1 == end)


def describe(marked: Marked, run: Run) -> Description:
    """Read a noun phrase; its head is the last noun before its complement."""
    start = run.start
    while start < run.end - 1 and marked.lower[start] in ("both", "also", "even", "all"):
        start += 1
    run = Run(start, run.end)
    end = phrase_end(marked, run)
    at = _head_at(marked, Run(start, end))
    head = marked.covering.get(at)
    head_start = head.start if head else at
    before = Run(start, head_start)
    country, body = _before(marked, before)
    after_country, after_body = _after(marked, Run(end, run.end), head)
    if head and head.entry.proper:
        country = country or head.entry.country
    if not (body and _international(body)):
        country = country or after_country  # `the Kestrel Pact's general in Orm` is not of Orm
    usual = None if country else _of_office(marked, head, run)
    first = marked.lower[start] if start < run.end else ""
    plain = marked.words(Run(start, end))
    return Description(
        run=run,
        words=plain,
        noun=_noun(marked, at, head) if at < run.end else "",
        head=head,
        head_at=at,
        country=country or usual,
        assumed=usual is not None,
        body=body or after_body,
        owner=_owner(marked, before),
        former=any(_former(word) for word in marked.words(before).lower().split()),
        many=_many(marked, at, head),
        definite=first in _DEFINITE,
        indefinite=first in _INDEFINITE,
        gender=speaker_words().gender_of_word(marked.lower[at]) if at < run.end else None,
    )


@lru_cache(maxsize=65536)
def _former(word: str) -> bool:
    """Return whether a word says that an office is no longer held: `one-time`, `ex-`, `then`."""
    return offices().modifier(word.strip("-‑–")) == "former"


def _noun(marked: Marked, at: int, head: Mark | None) -> str:
    """Return a head noun in lower case; other words for a counterpart as that."""
    whole = marked.words(Run(head.start, head.end)).lower() if head else ""
    return "counterpart" if whole in speaker_words().counterparts else marked.lower[at]


def _head_at(marked: Marked, run: Run) -> int:
    for at in range(run.end - 1, run.start - 1, -1):
        if marked.tag[at][0] == "N" or at in marked.covering:
            return at
    return max(run.start, run.end - 1)


def _many(marked: Marked, at: int, head: Mark | None) -> bool:
    if head and (head.entry.office or head.entry.nouns):
        person = head.entry.office is not None or head.entry.noun("person") is not None
        single = head.end - head.start == 1
        single = single or marked.tag[head.start + 1] in ("JJ", "IN")  # `people close to`
        plural = single and marked.tag[head.start] in ("NNS", "NNPS")
        return head.entry.many or (person and plural)
    if head and (head.entry.institution or head.entry.proper):
        return False
    return at < len(marked.tag) and marked.tag[at] in ("NNS", "NNPS")


def _before(marked: Marked, run: Run) -> tuple[Country | None, Mark | None]:
    """Return the country and the body that stand before a head noun."""
    country: Country | None = None
    body: Mark | None = None
    at = run.start
    while at < run.end:
        found = marked.covering.get(at)
        if found is None or found.end > run.end:
            at += 1
            continue
        if _serves(found.entry):
            body = body or (longer(found) if within_name(marked, found) else found)
        if found.entry.country and not _compound(marked, found.end):
            country = country or found.entry.country
        at = found.end
    return country, body


def _serves(entry: Entry) -> bool:
    """Return whether a phrase names a body that somebody can serve: `party`, `the ministry`."""
    if entry.body or entry.institution:
        return entry.body is not None or not entry.country
    return entry.noun("body") is not None and not (entry.office or entry.country)


def _compound(marked: Marked, at: int) -> bool:
    """Return whether a word goes on by a hyphen: `US-backed`."""
    return at + 1 < len(marked.text) and marked.text[at] in ("-", "‑") and marked.glued(at)


def _after(marked: Marked, run: Run, head: Mark | None) -> tuple[Country | None, Mark | None]:
    """Return the country and the body in a head noun's complements: `of Valdoria`, `for the UN`."""
    country: Country | None = None
    body: Mark | None = None
    preposition = ""
    for at in range(run.start, min(run.end, run.start + 14)):
        if marked.text[at] in _BREAKS or marked.tag[at] in _CLAUSE_TAGS:
            break
        found = marked.covering.get(at)
        if marked.tag[at] in ("IN", "TO") and (found is None or found.start == at):
            preposition = marked.lower[at]
        elif found is not None and found.start == at:
            if _serves(found.entry) and (preposition != "to" or _sent_to(found, head)):
                if not (_kind(head) == "minister" and marked.tag[found.end][:2] == "NN"):
                    body = body or found  # and no portfolio: `minister for EU affairs`
            elif found.entry.country and _belongs(preposition, found, head):
                country = country or found.entry.country
    return country, body


def _international(body: Mark) -> bool:
    """Return whether a mark names a body that is no state's."""
    listed = body.entry.body
    return listed is not None and listed.sort == "organisation" and not listed.country


def _sent_to(found: Mark, head: Mark | None) -> bool:
    """Return whether a listed body behind `to` is served: an ambassador is not its own."""
    return found.entry.body is not None and _kind(head) not in _SENT_ABROAD


def _kind(head: Mark | None) -> str:
    if head is None:
        return ""
    entry = head.entry
    return (
        entry.institution.kind if entry.institution else (entry.office.kind if entry.office else "")
    )


def _belongs(preposition: str, found: Mark, head: Mark | None) -> bool:
    """Return whether a country in a complement is the speaker's own."""
    kind = _kind(head)
    if preposition in ("of", "from"):
        return found.entry.sense != "capital" or kind != "ambassador"
    if kind in _SENT_ABROAD:
        return False
    if preposition == "for":
        return kind in ("spokesperson", "negotiator")
    if preposition == "to":
        return kind == "adviser"
    return preposition in ("in", "inside", "within") and found.entry.sense == "name"


def _of_office(marked: Marked, head: Mark | None, run: Run) -> Country | None:
    """Return the one state that has an office of this title, as English papers use it."""
    if head is None or head.entry.office is None:
        return None
    following = head.end
    if following < run.end and marked.lower[following] in ("for", "of"):
        return None
    iso3 = speaker_words().offices_of.get(marked.words(Run(head.start, head.end)).lower())
    return countries().by_iso3.get(iso3) if iso3 else None


def _owner(marked: Marked, run: Run) -> int | None:
    """Return the last token of a possessive before the head: `Marek` of `Marek's office`."""
    for at in range(run.end - 1, run.start, -1):
        if marked.possessive(at) and at - 1 not in marked.covering:
            return at - 1
    return None
