"""A person judges the records of a sample one by one; every mark is kept at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from rich.console import Group, RenderableType
from rich.text import Text

from dragoman.brief.names import day_name
from dragoman.cli.answers import Answers
from dragoman.cli.screen import COLOURS, MARKS, err, tell
from dragoman.cli.tables import grid
from dragoman.errors import DragomanError, LedgerError, LedgerLocked
from dragoman.ledger import Ledger
from dragoman.views import auditing
from dragoman.views.auditing import AuditItem, Judgement

PROMPT = "Right? y yes, n no, p partly, ? unsure, s skip, u undo, m more, c note, q stop: "
LEGEND = (
    "y right · n wrong: should not be there, or says something else · p partly: rightly there, "
    "but something in it is wrong · ? unsure, left out of the reckoning · s skip for now · "
    "u undo · m more of the article · c a note with the next mark · q stop; all marks are kept"
)
LONG = 700
"""Characters of a record's words that are shown before `m` shows all of them."""

_COMMAND = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
MORE: Mapping[str, str] = {
    "n": "What is wrong? Numbers or names, then a note if you like; Enter for all of it: ",
    "p": "What is wrong? Numbers or names, then a note if you like: ",
    "c": "Note: ",
}


@dataclass(slots=True)
class Asking:
    """Where a person is in a sample: what is still to judge, and what was answered just now."""

    ledger: Ledger
    audit: str
    who: str
    items: list[AuditItem]
    answers: Answers
    at: int = 0
    note: str = ""
    done: list[tuple[int, bool]] = field(default_factory=list)
    total: int = 0

    @classmethod
    def of(cls, ledger: Ledger, audit: str, who: str, answers: Answers) -> Asking:
        """Return the asking of what a person has not marked yet."""
        items = auditing.audit_items(ledger, audit)
        left = [item for item in items if item.mark_of(who) is None]
        return cls(ledger, audit, who, left, answers, total=len(items))

    def run(self) -> bool:
        """Ask until all is answered or the person stops; return whether all was answered."""
        fresh = True
        while self.at < len(self.items):
            if fresh:
                err().print(_shown(self.items[self.at], self.total))
            before = self.at
            answer = self.answers.answer(PROMPT, MORE)
            if answer is None:
                tell("")
                return False
            try:
                if not self._take(answer):
                    return False
            except DragomanError as error:
                self._refuse(error, answer)
            fresh = self.at != before
        return True

    def _refuse(self, error: DragomanError, answer: str) -> None:
        """Have a person answer again; through a pipe the next line is for the next record."""
        locked = isinstance(error, LedgerLocked)
        if self.answers.strict or (isinstance(error, LedgerError) and not locked):
            tell(f"Stopped at {self.items[self.at].record}, answered {answer!r}.")
            raise error
        tell(f"{error}{' This answer is not kept yet: give it again.' if locked else ''}")

    def _take(self, answer: str) -> bool:
        """Do what an answer asks for; return False to stop."""
        key, _, words = answer.strip().partition(" ")
        item = self.items[self.at]
        if key.casefold() in ("q", "quit", "stop"):
            return False
        if key in ("s", "skip"):
            self.done.append((self.at, False))
            self.at += 1
            tell("→ skipped\n")
        elif key in ("u", "undo"):
            self._undo()
        elif key in ("m", "more"):
            before, after = auditing.wider_context(self.ledger, item)
            err().print(_context(item, before, after, long=True))
        elif key in ("c", "note"):
            self.note = words.strip()
            tell("The note goes with your next mark." if self.note else "No note.")
        elif key in ("h", "help"):
            err().print(Text(LEGEND, "dim"))
        elif key:
            self._mark(item, key, words)
        return True

    def _mark(self, item: AuditItem, key: str, words: str) -> None:
        wrong, note = _wrong(item, words)
        told = "; ".join(filter(None, (self.note, note)))
        judgement = Judgement(item.record, key, wrong, told)
        mark = auditing.audit_mark(self.ledger, judgement, who=self.who, audit=self.audit)
        self.note = ""
        self.done.append((self.at, True))
        self.at += 1
        about = f": {', '.join(mark.wrong)}" if mark.wrong else ""
        tell(f"→ {mark.mark}{about}{f' ({mark.note})' if mark.note else ''}\n")

    def _undo(self) -> None:
        """Go back to the record before; a mark on it, also one of an earlier day, is taken back."""
        if self.done:
            self.at, marked = self.done.pop()
            if marked:
                auditing.audit_undo(self.ledger, who=self.who, audit=self.audit)
            tell("Back to the record before.\n")
            return
        record = auditing.audit_undo(self.ledger, who=self.who, audit=self.audit)
        if record is None:
            tell("There is no mark to take back.")
            return
        every = auditing.audit_items(self.ledger, self.audit)
        self.items.insert(self.at, next(item for item in every if item.record == record))
        err().print(_shown(self.items[self.at], self.total))


def _wrong(item: AuditItem, words: str) -> tuple[tuple[str, ...], str]:
    """Return the fields that words begin with, by number or name, and the note after them.

    A colon ends the fields, so that a note can begin with a number or a field's name.
    """
    names = [one.name for one in item.fields]
    found: list[str] = []
    rest, ended = words.strip(), False
    while rest and not ended:
        word, _, after = rest.partition(" ")
        ended = word.endswith(":")
        parts = re.split(r"[,;]", word.strip(",;:"))
        fields = [_field(part, names) for part in parts if part]
        if not fields or not all(fields):
            break
        found += [name for name in fields if name]
        rest = after.strip()
    return tuple(dict.fromkeys(found)), rest


def _field(word: str, names: list[str]) -> str | None:
    """Return the field of that number or name; a number of three digits begins a note."""
    if re.fullmatch(r"[0-9]{1,2}", word):
        if not 1 <= int(word) <= len(names):
            raise DragomanError(f"{word}: the fields are numbered 1 to {len(names)}.")
        return names[int(word) - 1]
    return word.casefold() if word.casefold() in names else None


def _shown(item: AuditItem, total: int) -> RenderableType:
    """Return a record laid out to be judged; its confidence is not told, lest it sways."""
    where = filter(None, (item.title, item.outlet, day_name(item.published)))
    facts = grid(("", 2), ("", 9), ("", None), header=False)
    for number, one in enumerate(item.fields, start=1):
        says = Text("none", "dim") if one.says is None else _says(one.name, one.says)
        if one.name == "words":
            says = Text("as marked in the text above", "dim")
        facts.add_row(str(number), Text(one.name, "dim"), says)
    notes = [
        "This record stands as somebody corrected it." if item.corrected else "",
        f"Since the sample was drawn: {item.since}. Judge it as shown here." if item.since else "",
    ]
    parts: list[RenderableType] = [
        Text(f"{item.n} of {total} · {item.kind}", "bold"),
        Text(" · ".join(map(_line, where)), "dim"),
        _context(item, item.before, item.after),
        Text(),
        facts,
        *(Text(note, "yellow") for note in notes if note),
    ]
    return Group(*parts)


def _says(name: str, says: str) -> Text:
    stance = says.partition(" ")[0]
    if name == "stance" and stance in MARKS:
        return Text(f"{MARKS[stance]} {says}", COLOURS[stance])
    return Text(_line(says))


def _context(item: AuditItem, before: str, after: str, *, long: bool = False) -> Text:
    """Return the record's words in bold and square brackets, in the text around them."""
    text = Text("\n").append(_clean(before), "dim")
    start = at = item.spans[0].start
    words = Text()
    for span in item.spans:
        if span.end <= at and span.start < at:
            continue
        words.append(_clean(item.words[at - start : max(span.start, at) - start]), "dim")
        words.append("[", "dim")
        words.append(_clean(item.words[max(span.start, at) - start : span.end - start]), "bold")
        words.append("]", "dim")
        at = span.end
    if not long and len(words) > LONG:
        words = words[: LONG // 2].append(" … (m shows all) … ", "dim").append(words[-LONG // 2 :])
    return text.append_text(words).append(_clean(after), "dim")


def _line(words: str) -> str:
    """Return words on one line."""
    return " ".join(_clean(words).split())


def _clean(words: str) -> str:
    """Return words without empty lines, and without what a terminal would take for commands."""
    return re.sub(r"\s*\n\s*", "\n", _COMMAND.sub(" ", words))
