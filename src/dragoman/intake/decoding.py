"""From bytes to text: which encodings are read, and what each other thing is called.

UTF-8 (with or without a byte order mark) and UTF-16 with one are read. Anything else is named
as well as its bytes allow, with the command that mends it, and never guessed at: a wrongly
decoded name would be a wrongly quoted one.
"""

from __future__ import annotations

import codecs

from dragoman.errors import UnreadableInput

MAX_BYTES = 10_000_000
"""The largest input taken as one article: a long book is a tenth of it."""

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What Office documents of before 2007 begin with, and newer ones that have a password."""

_PICTURE = "Letters in pictures are not read (no OCR): give the text of what it shows as .txt."
_SOUND = "Give what is said in it as text."
_OPEN_DOCUMENT = "Save it as .docx: soffice --convert-to docx FILE."
_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "this is a PDF", "Give it as a file that ends in .pdf."),
    (b"SQLite format 3\0", "this is a SQLite database", "To open a ledger, give it as --ledger."),
    (b"\x89PNG\r\n", "this is a PNG image", _PICTURE),
    (b"\xff\xd8\xff", "this is a JPEG image", _PICTURE),
    (b"GIF8", "this is a GIF image", _PICTURE),
    (b"II*\0", "this is a TIFF image", _PICTURE),
    (b"MM\0*", "this is a TIFF image", _PICTURE),
    (b"ID3\x03", "this is a sound", _SOUND),
    (b"ID3\x04", "this is a sound", _SOUND),
    (b"\x1f\x8b", "this is gzip-compressed, and no web archive", "Unpack it first: gunzip FILE."),
    (b"7z\xbc\xaf\x27\x1c", "this is a 7z archive", "Unpack it and give the folder."),
    (b"Rar!\x1a\x07", "this is a RAR archive", "Unpack it and give the folder."),
    (b"BZh91AY&SY", "this is bzip2-compressed", "Unpack it first: bunzip2 FILE."),
    (b"\xfd7zXZ\0", "this is xz-compressed", "Unpack it first: unxz FILE."),
    (
        OLD_OFFICE,
        "this is an old Office document (.doc, .xls) or an Outlook message (.msg)",
        "Export it as .docx, .csv or .eml: soffice --convert-to docx FILE.",
    ),
    (b"{\\rtf", "this is an RTF document", "Give it as a file that ends in .rtf."),
)
_PACKED: tuple[tuple[bytes, str, str], ...] = (
    (b"mimetypeapplication/epub", "this is an EPUB book", "Convert it: pandoc FILE -o FILE.docx."),
    (
        b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
        "this is an OpenDocument spreadsheet",
        "Save its sheet as .csv: soffice --convert-to csv FILE.",
    ),
    (b"mimetypeapplication/vnd.oasis", "this is an OpenDocument file (.odt)", _OPEN_DOCUMENT),
    (
        b"xl/",
        "this is an Excel workbook",
        "Save the sheet with the articles as .csv, and give that.",
    ),
    (b"ppt/", "these are PowerPoint slides", "Save them as .pdf, and give that."),
    (b"word/", "this is a Word document", "Give it as a file that ends in .docx."),
    (b"Index/", "this is a document of Apple's Pages", "Export it from Pages as Word or PDF."),
    (b"META-INF/", "this is a program packed as a ZIP", "Give articles."),
)
"""What a ZIP archive holds when it is no archive of files, by what stands at its beginning."""

_UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_MAC_SIGNS = frozenset(b"\xc9\xd0\xd1\xd2\xd3\xd4\xd5")
"""The ellipsis, dashes and quotation marks of Mac OS Roman."""
_LOOKED_AT = 65_536
_BLANK = "\ufeff \t\r\n\f\v\x1c\x1d\x1e\x1f\x85\xa0\u200b\u2028\u2029"


def decoded(raw: bytes, where: str) -> str:
    """Return the text that the bytes hold, with a UTF-8 byte order mark kept as U+FEFF.

    Raises UnreadableInput when they are empty, too many, or of another kind or encoding.
    """
    if len(raw) > MAX_BYTES:
        raise too_large(where, len(raw))
    if not raw:
        raise UnreadableInput(where, "the file is empty", "Give a file with an article's text.")
    refuse_other_kind(raw, where)
    if raw.startswith(codecs.BOM_UTF32_LE):
        raise _encoded(where, "the text is UTF-32", "UTF-32")
    if raw.startswith(_UTF_16_MARKS):
        text = _from_utf_16(raw, where)
    elif b"\0" in raw:
        raise _with_nul(raw, where)
    else:
        text = _from_utf_8(raw, where)
    return checked(text, where)


def is_marked(raw: bytes) -> bool:
    """Return whether bytes tell by themselves what they are: by a byte order mark, or no text."""
    return (
        raw.startswith((codecs.BOM_UTF8, codecs.BOM_UTF32_LE, *_UTF_16_MARKS))
        or b"\0" in raw
        or _kind_of(raw) is not None
    )


def refuse_other_kind(raw: bytes, where: str) -> None:
    """Raise UnreadableInput when bytes show that they are of another kind than text."""
    kind = _kind_of(raw)
    if kind is not None:
        raise UnreadableInput(where, *kind)


def _kind_of(raw: bytes) -> tuple[str, str] | None:
    """Return what bytes of another kind than text are, and the remedy."""
    if raw.startswith(b"PK\x03\x04"):
        for sign, what, remedy in _PACKED:
            if sign in raw[:_LOOKED_AT]:
                return what, remedy
        return "this is a ZIP archive", "Give it as a file that ends in .zip, or unpack it."
    for signature, what, remedy in _SIGNATURES:
        if raw.startswith(signature):
            return what, remedy
    if raw[:4] == b"RIFF" and raw[8:12] == b"WEBP":
        return "this is a WebP image", _PICTURE
    if raw[4:8] == b"ftyp" or (raw[:4] == b"RIFF" and raw[8:12] in (b"WAVE", b"AVI ")):
        return "this is a picture, a film or a sound", _SOUND
    return None


def checked(text: str, where: str) -> str:
    """Return the text, or raise UnreadableInput when it holds no words or no text at all."""
    if "\0" in text:
        raise _binary(where, text.index("\0"))
    if not text.strip(_BLANK):
        raise UnreadableInput(
            where, "there is nothing but white space", "Give a file with an article's text."
        )
    return text


def too_large(where: str, size: int, limit: int = MAX_BYTES) -> UnreadableInput:
    """Return the error for an input over the size limit; both in bytes."""
    return UnreadableInput(
        where,
        f"{size:,} bytes are more than the {limit:,} that one article may have",
        "Split it into one file an article.",
    )


def _from_utf_8(raw: bytes, where: str) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        sample = raw[:20_000]
        if sum(byte < 9 or 13 < byte < 32 for byte in sample) > len(sample) // 50:
            raise _binary(where, error.start) from error
        line = raw.count(b"\n", 0, error.start) + 1
        found = f"the text is not UTF-8 (byte 0x{raw[error.start]:02X} in line {line})"
        likely = _likely(sample)
        if likely:
            raise _encoded(where, f"{found}; it looks like {likely}", likely) from error
        raise UnreadableInput(
            where,
            f"{found}, and its encoding cannot be told",
            "Find it out (file -i FILE), then: iconv -f ENCODING -t utf-8 FILE > FILE.utf8.txt",
        ) from error


def _from_utf_16(raw: bytes, where: str) -> str:
    try:
        return raw.decode("utf-16")
    except UnicodeDecodeError as error:
        raise UnreadableInput(
            where,
            f"the text begins as UTF-16 but breaks at byte {error.start}",
            "It seems to be cut or damaged: save or fetch it anew.",
        ) from error


def _with_nul(raw: bytes, where: str) -> UnreadableInput:
    """Return the error for NUL bytes: UTF-16 without its mark, or no text at all."""
    sample = raw[:20_000]
    for encoding, first in (("UTF-16LE", 1), ("UTF-16BE", 0)):
        zeros = sample[first::2].count(0)
        if zeros > len(sample) * 0.3 and sample[1 - first :: 2].count(0) < zeros // 50 + 1:
            return _encoded(
                where, f"the text looks like {encoding} without a byte order mark", encoding
            )
    return _binary(where, raw.index(b"\0"))


def _binary(where: str, at: int) -> UnreadableInput:
    return UnreadableInput(
        where, f"this is a binary file, no text (at byte {at})", "Give a file that holds text only."
    )


def _encoded(where: str, what: str, encoding: str) -> UnreadableInput:
    return UnreadableInput(
        where, what, f"Convert it: iconv -f {encoding} -t utf-8 FILE > FILE.utf8.txt"
    )


def _likely(sample: bytes) -> str:
    """Return the encoding that a Western text which is not UTF-8 has, or nothing.

    In English text the odd bytes are few: quotation marks, dashes, accented names.
    """
    high = [byte for byte in sample if byte > 0x7F]
    if len(high) > len(sample) * 0.15:
        return ""
    return "MACINTOSH" if set(high) <= _MAC_SIGNS else "WINDOWS-1252"
