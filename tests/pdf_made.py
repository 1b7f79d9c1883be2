"""A small PDF writer: lines of text put on pages, so that tests know every word's place."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field

WIDE, HIGH = 595, 842


@dataclass
class Sheet:
    """One page: commands that write text; `rotate` turns it as a viewer shows it."""

    commands: list[str] = field(default_factory=list)
    rotate: int = 0

    def line(self, x: float, y: float, words: str, size: float = 10, font: str = "F1") -> None:
        """Write a line with its baseline `y` points from the top."""
        shown = words.encode("cp1252", "replace").replace(b"\\", b"\\\\")
        shown = shown.replace(b"(", b"\\(").replace(b")", b"\\)")
        octal = "".join(chr(b) if b < 128 else f"\\{b:03o}" for b in shown)
        self.commands.append(f"BT /{font} {size} Tf {x} {HIGH - y} Td ({octal}) Tj ET")

    def lines(
        self,
        x: float,
        y: float,
        lines: list[str],
        *,
        leading: float = 12,
        size: float = 10,
        indent: float = 0,
    ) -> float:
        """Write lines below each other; return where the next one would stand."""
        for n, words in enumerate(lines):
            self.line(x + (indent if n == 0 else 0), y, words, size)
            y += leading
        return y


def wrapped(words: str, width: int, *, hyphens: bool = False) -> list[str]:
    """Return lines of at most `width` letters; with `hyphens`, long words are cut at the end."""
    if not hyphens:
        return textwrap.wrap(words, width, break_on_hyphens=False)
    lines, line = [], ""
    for word in words.split():
        longer = f"{line} {word}".strip()
        room = width - len(line) - 2
        if len(longer) <= width:
            line = longer
        elif word.isalpha() and word.islower() and len(word) > 7 and 3 <= room <= len(word) - 3:
            lines.append(f"{line} {word[:room]}-".strip())
            line = word[room:]
        else:
            lines.append(line)
            line = word
    return [*lines, line]


def pdf(sheets: list[Sheet], properties: dict[str, str] | None = None, *, extra: str = "") -> bytes:
    """Return the document's bytes; `extra` goes into its trailer."""
    fonts = "/Font << /F1 3 0 R /F2 4 0 R >>"
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    for name in ("Helvetica", "Courier"):
        objects.append(
            f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>"
        )
    kids = []
    for sheet in sheets:
        body = "\n".join(sheet.commands)
        objects.append(f"<< /Length {len(body)} >>\nstream\n{body}\nendstream")
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDE} {HIGH}] /Rotate {sheet.rotate} "
            f"/Resources << {fonts} >> /Contents {len(objects)} 0 R >>"
        )
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    info = ""
    if properties:
        entries = " ".join(f"/{name} ({value})" for name, value in properties.items())
        objects.append(f"<< {entries} >>")
        info = f"/Info {len(objects)} 0 R"
    out, starts = b"%PDF-1.4\n", []
    for n, body in enumerate(objects, start=1):
        starts.append(len(out))
        out += f"{n} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{at:010} 00000 n \n" for at in starts)
    size = len(objects) + 1
    tail = f"xref\n0 {size}\n0000000000 65535 f \n{table}"
    tail += f"trailer << /Size {size} /Root 1 0 R {info} {extra} >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + tail.encode("latin-1")


def one_page(paragraphs: list[str], properties: dict[str, str] | None = None) -> bytes:
    """Return a document of one page: a headline in larger letters, then paragraphs."""
    sheet = Sheet()
    headline, *others = paragraphs
    sheet.line(72, 72, headline, 18)
    y = 110.0
    for words in others:
        y = sheet.lines(72, y, wrapped(words, 85)) + 12
    return pdf([sheet], properties)
