"""Versions from file to screen: what is stated of them is taken in, and commands show them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from command_line import Dragoman
from dragoman.article import Revision
from dragoman.intake import feeds, ninjs
from dragoman.intake.gathering import articles
from dragoman.intake.html import opened as opened_page
from telling import reads, whole

BODY = """<p>Valdorian Deputy Foreign Minister Ilse Marrane said on Sunday that her government \
{stance} a treaty with Kestrel. She told reporters in Port Varn that the question of the islands \
was closed for good, and that nobody had asked her for a map.</p>
<p>Tomas Oyelaran, the Kestrel ambassador, said that his government was ready to meet on any day \
and in any town of the region.</p>
<p>The ports of both countries have stood idle since March, to the loss of everybody who lives by \
the sea and of many who do not.</p>"""
CORRECTION = "Correction: An earlier version of this article misstated the position of Valdoria."


def html(stance: str, *, day: str, note: str = "", modified: str = "", url: str = "") -> str:
    dates = {"article:published_time": day, "article:modified_time": modified}
    metas = "".join(f'<meta property="{k}" content="{v}">' for k, v in dates.items() if v)
    address = url or "https://courier.example/terms"
    data = f'<link rel="canonical" href="{address}">{metas}'
    data += '<meta property="og:site_name" content="The Lune Courier">'
    text = BODY.format(stance=stance) + (f"<p>{note}</p>" if note else "")
    title = "Valdoria sets terms for the strait talks"
    return (
        f"<html><head><title>{title}</title>{data}</head><body><article><h1>{title}</h1>"
        f"{text}</article></body></html>"
    )


FIRST = html("rejects", day="2026-05-03T10:00:00+02:00")
SECOND = html(
    "supports",
    day="2026-05-03T10:00:00+02:00",
    modified="2026-05-04T09:00:00+02:00",
    note=CORRECTION,
    url="https://www.courier.example/terms/?utm_source=feed",
)


def item(**more: object) -> dict[str, Any]:
    return {
        "uri": "urn:newsml:vna.example:7", "type": "text", "versioncreated": "2026-05-03T09:00:00Z",
        "version": "1", "language": "en", "headline": "Valdoria sets terms",
        "infosource": [{"name": "Valdorian News Agency"}],
        "body_xhtml": BODY.format(stance="rejects"), **more,
    }  # fmt: skip


CANCELED = item(
    version="2", versioncreated="2026-05-04T09:00:00Z", pubstatus="canceled",
    ednote="KILL: the minister did not say this", body_xhtml="",
)  # fmt: skip


def test_what_sources_state_of_a_version_is_taken_in() -> None:
    (part,) = reads(ninjs.parts(json.dumps(CANCELED).encode(), "n.json"))
    assert whole(part).revision == Revision(
        item="urn:newsml:vna.example:7",
        number=2,
        modified="2026-05-04T09:00:00+00:00",
        canceled=True,
        notice="KILL: the minister did not say this",
    )
    assert whole(part).text == "Valdoria sets terms\n\nKILL: the minister did not say this"
    bare = {"uri": "urn:newsml:vna.example:7", "pubstatus": "canceled", "versioncreated": "2026"}
    (part,) = reads(ninjs.parts(json.dumps(bare).encode(), "n.json"))
    assert whole(part).text == "pubstatus: canceled"
    page = opened_page(SECOND.encode(), "p.html")
    assert page.revision.modified == "2026-05-04T09:00:00+02:00"
    entry = (
        '<rss version="2.0"><channel><title>Courier</title><item><guid>tag:c,7</guid>'
        "<title>Terms</title><link>https://courier.example/terms</link>"
        "<description>Valdoria says no.</description></item></channel></rss>"
    )
    (part,) = reads(feeds.parts(entry.encode(), "f.rss"))
    assert whole(part).revision == Revision(item="tag:c,7", cut=True)


@pytest.mark.parametrize(
    ("line", "day"), [("Updated: 4 May 2026", "2026-05-04"), ("Published: 4 May 2026", None)]
)
def test_the_day_of_a_change_is_taken_from_a_line(tmp_path: Path, line: str, day: str) -> None:
    file = tmp_path / "a.txt"
    file.write_text(f"Valdoria sets terms\n\n{line}\n\nValdoria will not talk, it said.\n")
    (article,) = articles([file])
    assert not isinstance(article, Exception) and article.revision.modified == day


def test_a_correction_is_attributed_to_nobody(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_text(SECOND)
    (article,) = articles([file])
    assert not isinstance(article, Exception)
    sorts = [p.sort for p in article.paragraphs if CORRECTION in p.span.of(article.text)]
    assert sorts == ["furniture"]


@pytest.fixture
def pages(home: Path) -> Callable[..., str]:
    """Write a file of a folder of its own; return the folder's name."""

    def write(folder: str, name: str, text: str) -> str:
        (home / folder).mkdir(exist_ok=True)
        (home / folder / name).write_text(text, encoding="utf-8")
        return folder

    return write


def test_a_corrected_page_takes_the_place_of_the_first(
    dragoman_: Dragoman, pages: Callable[..., str]
) -> None:
    code, out, _ = dragoman_("read", pages("monday", "terms.html", FIRST))
    assert code == 0 and "version" not in out
    code, out, _ = dragoman_("read", pages("tuesday", "terms.html", SECOND))
    assert "1 article is a new version of an article in the ledger: 1 corrected." in out
    rows = json.loads(dragoman_("statements", "--side", "Valdoria", "--to", "json")[1])
    assert rows and "rejects" not in {row["stance"] for row in rows}
    code, out, _ = dragoman_("versions")
    assert "1 of 2" in out and "do not" in out
    assert "An earlier version of this article misstated" in " ".join(out.split())
    code, out, _ = dragoman_("changes", "terms")
    assert code == 0
    assert "[-rejects-]" in out and "{+supports+}" in out and "✕ rejects" in out
    changed = json.loads(dragoman_("changes", "terms", "--to", "json")[1])
    assert changed and all(row["change"] != "same" for row in changed)
    every = json.loads(dragoman_("changes", "terms", "--all", "--to", "json")[1])
    assert len(every) > len(changed)
    assert "[-rejects-]" in dragoman_("changes", "terms", "--to", "csv")[1]
    _, out, _ = dragoman_("show", "terms")
    assert "version 2 of 2, corrected 2026-05-04: “Correction: An earlier" in out
    found = json.loads(dragoman_("versions", "terms", "--to", "json")[1])
    assert [row["kind"] for row in found] == ["first", "corrected"]
    _, out, _ = dragoman_("show", found[0]["article"])
    assert "version 1 of 2, first seen 2026-05-03" in out and "version 2 of 2" in out
    _, out, _ = dragoman_("read", "monday", "tuesday")
    assert "new version" not in out


def test_an_older_page_that_is_read_later_does_not_count(
    dragoman_: Dragoman, pages: Callable[..., str]
) -> None:
    dragoman_("read", pages("tuesday", "terms.html", SECOND))
    code, out, _ = dragoman_("read", pages("monday", "terms.html", FIRST))
    assert code == 0
    assert "1 article is an earlier version of an article in the ledger" in " ".join(out.split())
    rows = json.loads(dragoman_("statements", "--to", "json")[1])
    assert rows and not [row for row in rows if row["stance"] == "rejects"]


def test_what_an_agency_canceled_is_withdrawn(
    dragoman_: Dragoman, pages: Callable[..., str]
) -> None:
    dragoman_("read", pages("items", "one.json", json.dumps(item())))
    assert json.loads(dragoman_("statements", "--to", "json")[1])
    code, out, _ = dragoman_("read", pages("more", "two.json", json.dumps(CANCELED)))
    assert code == 0
    assert "1 article is a new version of an article in the ledger: 1 withdrawn." in out
    assert json.loads(dragoman_("statements", "--to", "json")[1]) == []
    (row,) = json.loads(dragoman_("versions", "--kind", "withdrawn", "--to", "json")[1])
    assert (row["outlet"], row["day"], row["words"]) == (
        "Valdorian News Agency",
        "2026-05-04",
        "KILL: the minister did not say this",
    )
    _, out, _ = dragoman_("changes", row["article"])
    assert "withdrawn" in out and "[-" in out
    _, out, _ = dragoman_("show", row["article"])
    assert "no longer count" in out
    assert dragoman_("brief", "--out", "b.md")[0] == 0
    assert "Marrane" not in Path("b.md").read_text(encoding="utf-8")


def test_commands_say_what_there_is_not(full: Dragoman) -> None:
    assert "No article was revised" in full("versions")[2]
    code, _, err = full("changes", "strait")
    assert code == 1 and "only one version" in err
    assert full("versions", "--kind", "mended")[0] == 2
