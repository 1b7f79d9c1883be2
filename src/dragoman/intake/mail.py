"""E-mail: single messages (EML) and mailboxes (mbox), each message an article of its own.

Subject, sender and date come from the message's head, or from the head inside it where it only
passes another one on. HTML is handed on where there is no text, attachments as parts.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from email import policy
from email.message import EmailMessage, Message
from email.parser import BytesParser
from pathlib import PurePosixPath
from typing import IO
from urllib.parse import quote

from dragoman.errors import UnreadableInput
from dragoman.intake.composing import clean, composed
from dragoman.intake.decoding import MAX_BYTES
from dragoman.intake.mail_body import Body, body_of, unflowed
from dragoman.intake.mail_heads import sender_name
from dragoman.intake.mbox import MAX_MESSAGE, is_mailbox, messages
from dragoman.intake.page import Note, Page, Part, Stated
from dragoman.intake.recoding import in_utf_8, unpacked_text
from dragoman.intake.stating import Told, language_code, silent, stating
from dragoman.intake.timestamps import timestamp
from dragoman.vocabulary.mail import mail
from dragoman.vocabulary.outlets import outlets

_MOST_PARTS = 500
_DEEPEST = 5
_STUB_LENGTH = 600
_ENCRYPTED = frozenset(
    ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")
)
_LIST_TAG = re.compile(r"\[[^\[\]]{1,40}\]\s*")
_VIA = re.compile(r"\s+via\s+[^,]+\Z")
_TELLING = ("From", "Date", "Subject", "Message-ID", "Received", "To")
_FRAGMENT = "@/+.,:=-_~!$&'()*"


def parts(raw: bytes, where: str, *, note: Note | None = None) -> Iterator[Part | UnreadableInput]:
    """Yield the messages of an EML or mbox file with their attachments, in order."""
    return streamed(io.BytesIO(raw), where, note=note)


def streamed(
    file: IO[bytes], where: str, *, note: Note | None = None
) -> Iterator[Part | UnreadableInput]:
    """Yield the messages of an EML or mbox file of any size, one in memory at a time.

    `file` must be seekable; `note` is told of attachments that are left out.
    """
    tell = note or silent
    file.seek(0)
    beginning = file.read(4096)
    file.seek(0)
    if not beginning.strip():
        yield UnreadableInput(where, "the file is empty", "Give a message or a mailbox.")
    elif is_mailbox(beginning):
        for n, raw in enumerate(messages(file), start=1):
            spot = f"{where}, message {n}"
            yield from [_too_large(spot, raw)] if isinstance(raw, int) else _read(raw, spot, tell)
    else:
        raw = file.read(MAX_MESSAGE + 1)
        if len(raw) > MAX_MESSAGE:
            yield _too_large(where, len(raw))
        else:
            yield from _read(raw, where, tell)


def _too_large(where: str, size: int) -> UnreadableInput:
    return UnreadableInput(
        where, f"the message has {size:,} bytes or more", f"Save it without its attachments: "
        f"{MAX_MESSAGE:,} is the most."
    )  # fmt: skip


def _read(raw: bytes, where: str, tell: Note) -> list[Part | UnreadableInput]:
    """Return a message and its attachments; whatever is wrong with it comes as the error."""
    try:
        message = BytesParser(policy=policy.default).parsebytes(raw)
        return list(_message(message, raw, where, tell, depth=0))
    except UnreadableInput as error:
        return [error]
    except Exception:  # the parser breaks in many ways on heads and nestings that are garbled
        return [UnreadableInput(where, "the message is garbled", "Save it anew.")]


def _message(
    message: EmailMessage, raw: bytes, where: str, tell: Note, *, depth: int
) -> Iterator[Part | UnreadableInput]:
    if not any(_header(message, name) for name in _TELLING):
        raise UnreadableInput(
            where, "this is no e-mail: it has no From, Date or Subject", "Give .eml or .mbox files."
        )
    if (
        message.get_content_type() in _ENCRYPTED
        and message.get_param("smime-type") != "signed-data"
    ):
        raise UnreadableInput(
            where, "the message is encrypted", "Decrypt it in your mail program and save it anew."
        )
    key = clean(_header(message, "Message-ID"))[0].strip("<> ")
    fragment = quote(key, safe=_FRAGMENT) or f"message-{hashlib.sha256(raw).hexdigest()[:16]}"
    texts, pages, attached = _sorted(message)
    if attached and not pages and not any(_bytes(part).strip() for part in texts):
        tell(f"{where}: the message has no text of its own beside what is attached")
    else:
        try:
            yield _own(message, (texts, pages), raw, fragment, where)
        except UnreadableInput as error:
            yield error
    names: dict[str, int] = {}
    for n, part in enumerate(attached, start=1):
        spot = f"{where}, attachment {n}"
        try:
            yield from _attached(part, fragment, names, spot, tell, depth)
        except UnreadableInput as error:
            yield error
        except Exception:  # as in _read
            yield UnreadableInput(spot, "the attachment is garbled", "Save it anew.")


def _sorted(message: EmailMessage) -> tuple[list[Message], list[Message], list[Message]]:
    """Return a message's texts, its HTML, and what is attached; alternatives are not told apart."""
    texts: list[Message] = []
    pages: list[Message] = []
    attached: list[Message] = []
    waiting: list[Message] = [message]
    seen = 0
    while waiting and seen < _MOST_PARTS:
        part = waiting.pop(0)
        seen += 1
        kind, named = part.get_content_type(), part.get_filename()
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            waiting[:0] = [each for each in part.get_payload() if isinstance(each, Message)]
        elif (
            part.get_content_disposition() == "attachment"
            or named
            or kind
            not in (
                "text/plain",
                "text/html",
            )
        ):
            attached.append(part)
        else:
            (texts if kind == "text/plain" else pages).append(part)
    return texts, pages, attached


def _own(
    message: EmailMessage,
    bodies: tuple[list[Message], list[Message]],
    raw: bytes,
    fragment: str,
    where: str,
) -> Part:
    """Return the message itself: its text, or its HTML where there is none."""
    warnings: list[str] = []
    texts, pages = bodies
    text = "\n\n".join(_text(part, warnings) for part in texts).strip("\r\n")
    if "-----BEGIN PGP MESSAGE-----" in text:
        raise UnreadableInput(
            where, "the message is encrypted", "Decrypt it in your mail program and save it anew."
        )
    name = _subject(message) or fragment
    if text.strip() and not (pages and _is_stub(text)):
        page = _page(message, text, where)
        page.warnings[:0] = warnings
        return Part(name, fragment, raw, ".eml", page=page)
    if not pages:
        raise UnreadableInput(
            where, "the message has no text", "Check in your mail program what it shows."
        )
    html, recoded = in_utf_8(_bytes(pages[0]), _charset(pages[0]), ".html")
    if not html.strip() or len(html) > MAX_BYTES:
        raise UnreadableInput(where, "its HTML is empty or too large", "Save it anew.")
    return Part(
        name, fragment, html, ".html", stated=_stated(message, None), warnings=tuple(recoded)
    )


def _page(message: EmailMessage, text: str, where: str) -> Page:
    subject = clean(_header(message, "Subject"))[0]
    answers = bool(_header(message, "In-Reply-To")) or mail().prefixes.match(subject) is not None
    if mail().forward_prefix.match(subject):
        answers = False
    body = body_of(text, where, answers=answers)
    page = composed(body.pieces, where, stated=_stated(message, body))
    page.warnings += body.warnings
    if body.passed_on:
        sender = clean(_header(message, "From"))[0] or "somebody"
        date = clean(_header(message, "Date"))[0]
        page.warnings.append(f"{sender} passed it on" + (f", {date}." if date else "."))
    return page


def _stated(message: EmailMessage, body: Body | None) -> Stated:
    """Return what the head states, or the head of the message that this one passes on."""
    inner = (body.passed_on if body else None) or {}
    date, sender = inner.get("date", ""), inner.get("from", "")
    place = "head of the message passed on" if sender or date else "header"
    if not (sender or date):
        date, sender = _header(message, "Date"), _header(message, "From")
    subject = inner.get("subject") or _subject(message)
    author = clean(sender_name(sender) if sender else "")[0]
    if _header(message, "List-Id"):
        author = _VIA.sub("", author)
    outlet = outlets().find(author) if author else None
    told: dict[str, Told] = {
        "title": (mail().prefixes.sub("", clean(subject)[0], count=1), f"{place} Subject"),
        "published": (timestamp(date), f"{place} Date {clean(date)[0]!r}"),
        "language": (
            language_code(_header(message, "Content-Language")),
            "header Content-Language",
        ),
    }
    told["outlet" if outlet else "byline"] = (outlet.name if outlet else author, f"{place} From")
    return stating(**told)


def _subject(message: EmailMessage) -> str:
    """Return the subject without `Re:` and `Fwd:`, and without a mailing list's tag."""
    words = mail().prefixes.sub("", clean(_header(message, "Subject"))[0], count=1)
    if _header(message, "List-Id"):
        words = mail().prefixes.sub("", _LIST_TAG.sub("", words, count=1), count=1)
    return words.strip()


def _header(message: Message, name: str) -> str:
    """Return a header's words; one that the parser cannot take comes as it stands.

    So does the date: the parser writes a date without a zone as one in UTC.
    """
    if name != "Date":
        try:
            return str(message.get(name, ""))
        except Exception:  # the parser of structured headers breaks on garbled ones
            pass
    raw = next((value for key, value in message.raw_items() if key.lower() == name.lower()), "")
    return " ".join(str(raw).split())


def _charset(part: Message) -> str:
    return (part.get_content_charset("") or "").strip("'\" ").lower()


def _bytes(part: Message) -> bytes:
    """Return a part's bytes out of the packing in which it travelled."""
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _text(part: Message, warnings: list[str]) -> str:
    text, told = unpacked_text(_bytes(part), _charset(part))
    warnings += told
    if str(part.get_param("format", "")).lower() == "flowed":
        text = unflowed(text, delete_space=str(part.get_param("delsp", "")).lower() == "yes")
    return text.lstrip("\ufeff")


def _is_stub(text: str) -> bool:
    """Return whether a text only says that the message is in the HTML beside it."""
    words = " ".join(text.lower().split())
    return len(words) <= _STUB_LENGTH and any(phrase in words for phrase in mail().stubs)


def _attached(
    part: Message, message: str, names: dict[str, int], where: str, tell: Note, depth: int
) -> Iterator[Part | UnreadableInput]:
    """Yield what is attached; a message that is attached yields its own attachments too."""
    kind = part.get_content_type()
    name = clean(part.get_filename() or "")[0]
    if {kind, part.get_content_maintype()} & mail().left_out:
        tell(f"{where}: left out, since it is {kind} ({name or 'without a name'})")
        return
    if kind == "message/rfc822" and part.is_multipart():
        yield from _inner(part, message, where, tell, depth)
        return
    data = _bytes(part)
    if not data.strip():
        raise UnreadableInput(where, f"the attachment {name!r} is empty", "Ask for it anew.")
    if len(data) > MAX_BYTES:
        raise UnreadableInput(
            where, f"the attachment {name!r} has {len(data):,} bytes", f"{MAX_BYTES:,} is the most."
        )
    file = PurePosixPath(name.replace("\\", "/")).name
    ending = PurePosixPath(file).suffix.lower() or mail().endings.get(kind, "")
    data, recoded = in_utf_8(data, _charset(part), ending)
    file = file or f"attachment{ending}"
    names[file] = names.get(file, 0) + 1
    own = file if names[file] == 1 else f"{names[file]}-{file}"
    yield Part(
        PurePosixPath(file).stem or file,
        f"{message}/{quote(own, safe=_FRAGMENT)}",
        data,
        ending or ".bin",
        warnings=tuple(recoded),
    )


def _inner(
    part: Message, message: str, where: str, tell: Note, depth: int
) -> Iterator[Part | UnreadableInput]:
    """Yield a message that is attached to another, under that one's key."""
    inner = part.get_payload(0)
    if depth >= _DEEPEST or not isinstance(inner, EmailMessage):
        raise UnreadableInput(where, "messages are nested too deep", "Save the inner one alone.")
    for found in _message(inner, inner.as_bytes(), where, tell, depth=depth + 1):
        if isinstance(found, Part):
            yield replace(found, fragment=f"{message}/{found.fragment}")
        else:
            yield found
