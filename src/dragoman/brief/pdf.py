"""The brief as a tagged PDF (PDF/UA-1), made by WeasyPrint where it is installed.

Nothing is fetched: the page names no other file, and the fetcher refuses all addresses.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from importlib.util import find_spec
from typing import NoReturn

from dragoman.brief.content import Brief
from dragoman.brief.page import print_html
from dragoman.brief.proof import NAME, proof_json
from dragoman.brief.sections import document_of
from dragoman.errors import NotInstalled

ATTACHED = f"{NAME}.json"
"""The file in the PDF that has what the brief is verified by."""

REMEDY = (
    "A brief in PDF needs WeasyPrint: pip install 'dragoman[pdf]', and Pango "
    "(Debian: apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; macOS: "
    "brew install pango). HTML, Markdown and DOCX need nothing more."
)

_MOMENT = datetime(1980, 1, 1, tzinfo=UTC)
"""Of the attached file: the same brief gives the same bytes."""


@cache
def can_write_pdf() -> bool:
    """Tell whether WeasyPrint and the libraries that it stands on can be loaded."""
    if find_spec("weasyprint") is None:
        return False
    try:
        import weasyprint  # noqa: F401, PLC0415
    except OSError:  # Pango is missing
        return False
    return True


def brief_pdf(brief: Brief) -> bytes:
    """Return the brief as a PDF. Raises NotInstalled where WeasyPrint or Pango is missing."""
    if not can_write_pdf():
        raise NotInstalled(REMEDY)
    from weasyprint import HTML, Attachment  # noqa: PLC0415

    document = document_of(brief)
    proof = Attachment(
        string=proof_json(document, drawn=True),
        name=ATTACHED,
        description="What each line stands on, for dragoman verify --brief",
        created=_MOMENT,
        modified=_MOMENT,
    )
    page = HTML(string=print_html(document), url_fetcher=_refused)
    made = page.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True, attachments=[proof])
    return bytes(made)


def _refused(url: str, *_: object, **__: object) -> NoReturn:
    raise ValueError(f"{url}: a brief fetches nothing.")
