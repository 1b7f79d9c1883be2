"""The samples against the ledgers that were written down by hand: each deviation is listed.

`tests/data/deviations_NAME.tsv` has a line for each deviation, with its cause. A deviation that
appears, and one that is mended, both fail here: add the line, or take it out.
"""

from __future__ import annotations

import csv
import re
from datetime import date, datetime
from pathlib import Path

import pytest

from command_line import Dragoman
from dragoman.benchmark.expected_story import Story, read_story
from dragoman.benchmark.story import StoryComparison, bench_story
from dragoman.benchmark.story_accounts import compare_deadlocks
from dragoman.benchmark.story_positions import compare_positions, compare_shifts
from dragoman.benchmark.told_story import ToldDeadlock, ToldShift, ToldStance
from dragoman.errors import UnreadableInput
from dragoman.vocabulary.dossier import NO_DOSSIER
from dragoman.vocabulary.dossier_file import read_dossier

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"
EXPECTED = {
    "ledra-strait": SAMPLES / "ledra-strait.ledger.toml",
    "russia-japan": SAMPLES / "russia-japan.positions.toml",
}
ON_OTHER_MATTERS = {"2010-11-02-kunashir", "2023-11-09-disarmament-agreement"}
DATE = re.compile(r"\d{1,2} [A-Z][a-z]+ \d{4}")
DOSSIERS = {"ledra-strait": SAMPLES / "dossier.toml"}

SMALL = """
whole = true
[[matters]]
name = "lifting of the ban"
words = ["lifting"]
opposite = ["ban"]
[[positions]]
side = "Norway"
matter = "lifting of the ban"
[positions.said]
2031-01-01 = "rejects"
2031-02-01 = { stance = "conditional", or = ["open"] }
2031-03-01 = { stance = "supports", optional = true }
"""


@pytest.fixture(scope="module")
def compared() -> dict[str, StoryComparison]:
    found = {}
    for name, expected in EXPECTED.items():
        dossier = read_dossier(DOSSIERS[name]) if name in DOSSIERS else NO_DOSSIER
        found[name] = bench_story(expected, [str(SAMPLES / name)], dossier=dossier)
    return found


def listed(name: str) -> list[dict[str, str]]:
    with (ROOT / f"tests/data/deviations_{name}.tsv").open(encoding="utf-8") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return list(rows)


@pytest.mark.parametrize("name", EXPECTED)
def test_the_ledger_deviates_from_the_expected_one_only_as_listed(
    compared: dict[str, StoryComparison], name: str
) -> None:
    found = {str(deviation) for deviation in compared[name].deviations}
    known = {row["deviation"] for row in listed(name)}
    assert not sorted(found - known), "deviations that are not listed"
    assert not sorted(known - found), "listed deviations that are mended"


@pytest.mark.parametrize("name", EXPECTED)
def test_every_listed_deviation_has_a_reason(name: str) -> None:
    assert [row for row in listed(name) if not row["cause"] or not row["reason"]] == []


@pytest.mark.parametrize("name", EXPECTED)
def test_the_expected_words_stand_in_the_articles(name: str) -> None:
    story = read_story(EXPECTED[name])
    words = [(one.article, one.act) for one in story.conditions or ()]
    words += [(cell.told.article, cell.told.words) for cell in story.positions or () if cell.told]
    for account in story.accounts or ():
        words += [(one.article, one.words) for one in (account.one, account.other)]
    for article, told in words:
        assert told in (SAMPLES / name / f"{article}.txt").read_text(encoding="utf-8"), told


def test_every_cell_on_russia_and_japan_names_its_source_on_the_public_record() -> None:
    cells = read_story(EXPECTED["russia-japan"]).positions or ()
    assert min(cell.day for cell in cells) == "1956-10-19"
    for cell in cells:
        dates = [day_of(found) for found in DATE.findall(cell.source or "")]
        assert cell.source and cell.day[:4] in cell.source, cell
        assert all(abs(one - date.fromisoformat(cell.day)).days <= 1 for one in dates), cell


def test_every_cell_on_russia_and_japan_is_told_by_an_article_and_every_article_is_used() -> None:
    cells = read_story(EXPECTED["russia-japan"]).positions or ()
    told = {cell: cell.told.article for cell in cells if cell.told}
    assert [cell for cell in cells if cell not in told] == []
    for cell, article in told.items():
        days = date.fromisoformat(article[:10]) - date.fromisoformat(cell.day)
        assert 0 <= days.days <= 1, cell
    articles = {path.stem for path in (SAMPLES / "russia-japan").glob("*.txt")}
    assert articles - set(told.values()) == ON_OTHER_MATTERS


def day_of(words: str) -> date:
    return datetime.strptime(words, "%d %B %Y").date()


def small(tmp_path: Path, text: str = SMALL) -> Story:
    path = tmp_path / "story.toml"
    path.write_text(text, encoding="utf-8")
    return read_story(path)


def told(day: str, stance: str, matter: str = "lifting of ban", side: str = "NOR") -> ToldStance:
    return ToldStance(side, matter, day, stance, "words", (stance,))


@pytest.mark.parametrize(
    ("stances", "right", "deviations"),
    [
        ([told("2031-01-01", "rejects"), told("2031-02-01", "open")], 2, []),
        (
            [told("2031-01-01", "supports", "ban on fish"), told("2031-02-01", "conditional")],
            2,
            [],
        ),
        (
            [told("2031-01-01", "defers"), told("2031-02-01", "open")],
            1,
            [
                "position different: Norway on lifting of the ban, 2031-01-01: rejects; "
                "read as defers"
            ],
        ),
        (
            [told("2031-02-01", "open")],
            1,
            ["position missing: Norway on lifting of the ban, 2031-01-01: rejects"],
        ),
        (
            [
                told("2031-01-01", "rejects"),
                told("2031-01-01", "open", "lifting it"),
                told("2031-02-01", "open"),
                told("2031-02-01", "open", "fish", "SWE"),
            ],
            2,
            [
                "position extra: Norway on lifting of the ban, 2031-01-01: open (on “lifting it”)",
                "position extra: SWE on fish, 2031-02-01: open",
            ],
        ),
    ],
    ids=["right", "the opposite turned round", "different", "missing", "extra"],
)
def test_positions_are_compared_day_by_day(
    tmp_path: Path, stances: list[ToldStance], right: int, deviations: list[str]
) -> None:
    found = compare_positions(small(tmp_path), stances)
    assert (found.right, [str(deviation) for deviation in found.deviations]) == (right, deviations)


def test_a_move_between_two_days_is_a_shift_to_be_found(tmp_path: Path) -> None:
    moved = ToldShift("NOR", "lifting of ban", "2031-02-01", "rejects", "open")
    wrong = ToldShift("NOR", "lifting of ban", "2031-03-01", "open", "rejects")
    assert [str(d) for d in compare_shifts(small(tmp_path), [moved, wrong]).deviations] == [
        "shift extra: Norway on lifting of the ban, 2031-03-01: from open to rejects",
    ]
    assert [str(d) for d in compare_shifts(small(tmp_path), []).deviations] == [
        "shift missing: Norway on lifting of the ban, 2031-02-01: from rejects to conditional",
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[[matters", "no TOML"),
        (SMALL.replace('"rejects"', '"likes"'), "positions 1: 'likes' is no stance"),
        (SMALL.replace("2031-01-01", "2031-13-01"), "positions 1: month must be in 1..12"),
        (SMALL + '[[conditions]]\nkind = "threat"\n', "conditions 1: 'article' is missing"),
        (SMALL.replace('matter = "lifting', 'matter = "raising'), "stands under no [[matters]]"),
    ],
)
def test_a_fault_in_the_expected_ledger_is_told_with_its_place(
    tmp_path: Path, text: str, fault: str
) -> None:
    with pytest.raises(UnreadableInput) as caught:
        small(tmp_path, text)
    assert fault in str(caught.value)


def test_the_command_lists_deviations_and_ends_with_1(dragoman_: Dragoman, tmp_path: Path) -> None:
    article = tmp_path / "ban.txt"
    article.write_text(
        "Oslo, 1 January 2031\n\nNorway rejects the lifting of the ban on Swedish fish, "
        "Foreign Minister Ilse Marrane said on 1 January 2031.\n",
        encoding="utf-8",
    )
    small(tmp_path)
    story = str(tmp_path / "story.toml")
    code, shown, _ = dragoman_("bench", "story", story, str(article), "--reader", "rules")
    assert code == 1
    assert "position missing: Norway on lifting of the ban, 2031-02-01" in shown
    (tmp_path / "story.toml").write_text(SMALL.partition("2031-02-01")[0], encoding="utf-8")
    code, shown, _ = dragoman_("bench", "story", story, str(article), "--reader", "rules")
    assert code == 0, shown


@pytest.mark.parametrize(
    ("acts", "right"),
    [
        (("Swedish boats have left the bank", "the lifting of the ban"), 1),
        (("Swedish boats have left the bank", "the release of the crew"), 0),
    ],
)
def test_a_deadlock_is_found_by_its_acts_in_whatever_forms(
    tmp_path: Path, acts: tuple[str, str], right: int
) -> None:
    waits = 'waits = { Norway = "Swedish boats leave the bank", Sweden = "the ban is lifted" }'
    story = small(tmp_path, f"[[deadlocks]]\n{waits}\nsince = 2031-01-01\n")
    told = ToldDeadlock((("NOR", acts[0]), ("SWE", acts[1])), "2031-01-01", None)
    assert compare_deadlocks(story, [told]).right == right
