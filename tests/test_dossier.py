"""What a user knows of a case is used in reading it and only there, and its faults are told."""

from __future__ import annotations

import pickle
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import dragoman
from dragoman.article import Article
from dragoman.cli import run
from dragoman.errors import VocabularyError
from dragoman.reading.reader import read
from dragoman.vocabulary.bodies import bodies
from dragoman.vocabulary.case_matters import case_matters
from dragoman.vocabulary.countries import countries
from dragoman.vocabulary.dossier import NO_DOSSIER, Dossier, using
from dragoman.vocabulary.dossier_file import dossier_of, read_dossier
from dragoman.vocabulary.outlets import outlets
from dragoman.vocabulary.people import people

ROOT = Path(__file__).parent.parent
KNOWN = """
[[states]]
name = "Ostrava Republic"
names = ["the Republic"]
demonyms = ["Ostran", "Ostrans"]
capitals = ["Lindau"]
metonyms = ["Lindau", "the Salt House"]
since = 1994

[[states]]
name = "Turkey"
iso3 = "TUR"
metonyms = ["Amber Lodge"]

[[people]]
name = "Ilse Quade"
names = ["Ilsa Quade"]
state = "Ostrava Republic"
office = "Foreign Minister of the Ostrava Republic"
since = 2030-02-01

[[people]]
name = "Bram Loy"
body = "Upland League"
office = "leader of the Upland League"
since = "2028"
until = "2033-05"

[[bodies]]
name = "Upland League"
names = ["UPL"]
kind = "movement"
state = "Ostrava Republic"

[[outlets]]
name = "Salt Post"
sort = "newspaper"
state = "TUR"
state_owned = true

[[matters]]
name = "reopening of the pass"
words = ["mountain pass", "pass road"]
"""
REPORT = """Talks on the mountain pass stall

The Salt House said on Monday that the Ostrans would not open the mountain pass. Quade told \
the Salt Post that she rejected the pass road. The UPL welcomed her refusal and said it would wait.
"""


def written(folder: Path, text: str = KNOWN) -> Path:
    path = folder / "dossier.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(name="known")
def _known(tmp_path: Path) -> Dossier:
    return read_dossier(written(tmp_path))


def article(text: str = REPORT) -> Article:
    return dragoman.from_text(text, name="stall")


def test_the_tables_answer_with_a_dossier_while_it_is_in_force(known: Dossier) -> None:
    with using(known):
        state = countries().by_iso3["Ostrava Republic"]
        for words in ("Ostrava Republic", "the Republic", "Ostrans", "Lindau", "the Salt House"):
            assert countries().find(words) == state, words
        amber = countries().metonym("Amber Lodge")
        assert amber is not None
        assert amber.iso3 == "TUR"
        assert "Turkish" in amber.demonyms
        league = bodies().find("UPL")
        assert league is not None
        assert (league.name, league.sort, league.country) == (
            "Upland League",
            "organisation",
            "Ostrava Republic",
        )
        ministry = bodies().find("Ostran foreign ministry")
        assert ministry is not None
        assert ministry.country == "Ostrava Republic"
        post = outlets().find("Salt Post")
        assert post is not None
        assert (post.country, post.state_owned) == ("TUR", True)
        (quade,) = people().surname("Quade")
        assert (quade.country, quade.since) == ("Ostrava Republic", "2030-02-01")
        (loy,) = people().named("Bram Loy")
        assert (loy.body, loy.since, loy.until) == ("Upland League", "2028", "2033-05")
        assert people().told("Ilsa Quade") == (quade,)
        assert case_matters().called("closure of the mountain pass") == "reopening of the pass"
        assert case_matters().called("trespass") == "trespass"
    assert countries().find("Ostrans") is None
    assert bodies().find("UPL") is None
    assert people().told("Quade") == ()
    assert case_matters().called("mountain pass") == "mountain pass"


def test_a_reading_uses_the_dossier_that_it_is_given_and_no_other(known: Dossier) -> None:
    told = read(article(), dossier=known)
    by_source = {s.source.of(REPORT): s for s in told.statements if s.source}
    house = by_source["The Salt House"]
    assert (house.speaker.name, house.speaker.country, house.side) == ("Ostrava Republic",) * 2 + (
        "Ostrava Republic",
    )
    quade = by_source["Quade"]
    assert (quade.speaker.sort, quade.side) == ("person", "Ostrava Republic")
    assert quade.matter == "reopening of the pass"
    assert "Salt Post" in (*quade.via, *(v for s in told.statements for v in s.via))
    assert by_source["The UPL"].side == "Upland League"
    before = read(article())
    assert all(s.side != "Ostrava Republic" for s in before.statements)
    assert read(article(), dossier=known) == told


def test_whom_the_dossier_has_at_the_head_of_a_body_speaks_for_it_by_his_name_alone(
    tmp_path: Path,
) -> None:
    text = KNOWN.replace('until = "2033-05"\n', "")
    told = read(
        dragoman.from_text("“Nobody asked us,” Bram Loy said in a message."),
        dossier=read_dossier(written(tmp_path, text)),
    )
    assert [s.side for s in told.statements] == ["Upland League"]


def test_readings_with_and_without_a_dossier_keep_apart_in_threads(known: Dossier) -> None:
    given = (known, NO_DOSSIER) * 2
    expected = [read(article(), dossier=dossier) for dossier in given]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda dossier: read(article(), dossier=dossier), given))
    assert found == expected


def test_nothing_is_in_force_between_two_readings_of_a_row(known: Dossier) -> None:
    readings = dragoman.read_all([article(), article(REPORT + "\nMore.\n")], dossier=known)
    next(readings)
    assert countries().find("Ostrans") is None
    next(readings)


def test_a_dossier_travels_to_another_process(known: Dossier) -> None:
    sent = pickle.loads(pickle.dumps(known))
    assert sent == known
    with using(sent):
        assert countries().find("Ostrans") is not None


def test_a_changed_dossier_reads_anew_and_an_unchanged_one_does_not(
    known: Dossier, tmp_path: Path
) -> None:
    commented = read_dossier(written(tmp_path, f"# A remark.\n{KNOWN}"))
    changed = read_dossier(written(tmp_path, KNOWN.replace('"Ostran", ', "")))
    with dragoman.open_ledger(tmp_path / "pass.db") as ledger:
        counts = [
            len(dragoman.read_into(ledger, [article()], dossier=dossier).read)
            for dossier in (NO_DOSSIER, known, known, commented, changed, NO_DOSSIER)
        ]
    assert counts == [1, 1, 0, 0, 1, 1]


def test_the_command_reads_with_a_dossier(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "stall.txt"
    report.write_text(REPORT, encoding="utf-8")
    ledger = str(tmp_path / "pass.db")
    told = ["--dossier", str(written(tmp_path)), "--ledger", ledger]
    assert run(["read", str(report), *told]) == 0
    assert run(["statements", "--side", "Ostrava Republic", "--to", "csv", "--ledger", ledger]) == 0
    assert "Quade" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("[[states]]\nnames = ['Ost']\n", 1, "an entry of [[states]] has no name"),
        ("[[states]]\nname = 'Ost'\n\ncapital = 'Lin'\n", 4, "the key 'capital' is unknown"),
        ("[[states]]\nname = 'Ost'\nnames = 'Ost'\n", 3, "names is 'Ost'"),
        ("[[states]]\nname = 'Ost'\nnames = ['a|b']\n", 3, "names has an empty value, or a bar"),
        ("[[states]]\nname = 'Ost'\nsince = '4 May'\n", 1, "'4 May' is no date"),
        ("[[states]]\nname = 'Ost'\nsince = 1990\nuntil = 1980\n", 1, "it ends 1980, before"),
        ("[[states]]\nname = 'Japan'\n", 1, "Japan is in the vocabulary already"),
        ("[[states]]\nname = 'Ost'\niso3 = 'OST'\n", 1, "no country has the code OST"),
        ("[[states]]\nname = 'A'\n[[states]]\nname = 'A'\n", 3, "the name of a state 'A' stands"),
        ("[states]\nname = 'Ost'\n", 1, "'states' is no list of entries"),
        ("# a\nstates = 'Ost'\n", 2, "'states' is no list of entries"),
        ("\n[[countries]]\nname = 'Ost'\n", 2, "the table 'countries' is unknown"),
        ("[[people]]\nname = 'I Q'\nstate = 'JPN'\n", 1, "an entry of [[people]] has no office"),
        ("[[people]]\nname = 'I Q'\noffice = 'envoy'\n", 1, "I Q serves nobody"),
        ("[[people]]\nname = 'I Q'\noffice = 'a'\nstate = 'Ost'\n", 1, "no state is called 'Ost'"),
        ("[[people]]\nname = 'I Q'\noffice = 'a'\nbody = 'UPL'\n", 1, "no body is called 'UPL'"),
        ("[[bodies]]\nname = 'UPL'\nkind = 'club'\n", 1, "kind 'club' is unknown"),
        ("[[bodies]]\nname = 'U'\nkind = 'ngo'\nsort = 'club'\n", 1, "sort 'club' is unknown"),
        ("[[outlets]]\nname = 'Post'\nsort = 'paper'\n", 1, "sort 'paper' is unknown"),
        (
            "[[outlets]]\nname = 'P'\nsort = 'agency'\nstate_owned = 'no'\n",
            4,
            "state_owned is 'no'",
        ),
        ("[[matters]]\nname = 'pass'\nwords = []\n", 1, "an entry of [[matters]] has no words"),
        ("[[matters]\n", 0, "Expected ']]'"),
    ],
)
def test_each_fault_of_a_dossier_is_told_with_its_line(
    tmp_path: Path, text: str, line: int, what: str
) -> None:
    dossier, faults = dossier_of(written(tmp_path, text))
    assert dossier == NO_DOSSIER
    assert [(fault.line, fault.what[: len(what)]) for fault in faults] == [(line, what)]
    assert all(fault.remedy for fault in faults)
    with pytest.raises(VocabularyError, match=re.escape(faults[0].what)):
        read_dossier(tmp_path / "dossier.toml")


def test_a_dossier_that_cannot_be_read_is_a_fault_and_no_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bad.toml").write_bytes(b"name = '\xff'")
    for path, what in ((tmp_path / "absent.toml", "No such file"), (tmp_path / "bad.toml", "UTF")):
        assert run(["vocabulary", "check", str(path)]) == 1
        assert what in capsys.readouterr().out
        report = str(ROOT / "samples/ledra-strait/07-fishermen-come-home.txt")
        ledger = str(tmp_path / "l.db")
        assert run(["read", report, "--dossier", str(path), "--ledger", ledger]) == 1
        assert what in capsys.readouterr().err
        assert not Path(ledger).exists()


def test_an_empty_dossier_is_none(tmp_path: Path) -> None:
    assert read_dossier(written(tmp_path, "# Nothing yet.\n")) == NO_DOSSIER


def test_the_sample_and_the_documented_dossier_have_no_faults(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "dossier.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"^```toml\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    for path in (written(tmp_path, example), ROOT / "samples" / "dossier.toml"):
        dossier, faults = dossier_of(path)
        assert faults == ()
        with using(dossier):
            assert countries().find("Valdorian") is not None
            assert [p.country for p in people().named("Ana Orlo")] == ["Valdoria"]
