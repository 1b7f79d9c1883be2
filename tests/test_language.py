"""What a user would miss: an article taken for one in another language, or read as English."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Unpack

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dragoman
from dragoman.article import Article
from dragoman.cli import run
from dragoman.errors import DragomanError
from dragoman.intake.assembly import assembled
from dragoman.intake.language import FEW_WORDS, WORDS
from dragoman.intake.page import Stated
from dragoman.intake.plain import page_of
from dragoman.ledger import reading_key
from dragoman.views.articles import ArticleFilter
from dragoman.vocabulary.languages import languages

DATA = Path(__file__).parent / "data" / "languages.tsv"
LINES = DATA.read_text(encoding="utf-8").splitlines()[1:]
TEXTS = dict(line.split("\t") for line in LINES)
ENGLISH = TEXTS["en"]


def article(text: str, stated: str | None = None) -> Article:
    """The article of a text whose page states a language."""
    page = page_of(text, "text")
    page.stated = Stated(language=stated, where={"language": "html lang"} if stated else {})
    return assembled(page, Article("text", "text:", "", text))


def place(found: Article) -> str | None:
    return dict(found.stated_in).get("language")


@pytest.mark.parametrize("code", TEXTS)
def test_one_sentence_of_a_language_is_known(code: str) -> None:
    found = article(TEXTS[code])
    assert (found.language, place(found)) == (code, WORDS)


@pytest.mark.parametrize("code", [code for code in TEXTS if code != "en"])
def test_the_beginning_of_a_sentence_is_never_english(code: str) -> None:
    words = " ".join(TEXTS[code].split()[:6])
    assert languages().are_near(article(words).language, code)


@pytest.mark.parametrize(
    ("text", "stated", "language", "where"),
    [
        (TEXTS["de"], "en", "de", WORDS),
        (ENGLISH, "fr", "en", WORDS),
        (ENGLISH, "en", "en", "html lang"),
        (TEXTS["ru"], "eng", "ru", WORDS),
        (TEXTS["ru"], "rus", "ru", "html lang"),
        (TEXTS["cs"], "sk", "sk", "html lang"),
        ("Talks fail", "de", "de", "html lang"),
        ("Переговоры", "en", "ru", FEW_WORDS),
        ("Переговори", "uk", "uk", "html lang"),
        (TEXTS["ja"], "en", "ja", WORDS),
        (ENGLISH, "xx", "en", WORDS),
        ("42", "ru", "ru", "html lang"),
    ],
)
def test_many_plain_words_outweigh_what_the_page_states(
    text: str, stated: str, language: str, where: str
) -> None:
    found = article(text, stated)
    assert (found.language, place(found)) == (language, where)
    told = [warning for warning in found.warnings if "The page says" in warning]
    contradicted = languages().code(stated) not in (None, language)
    assert bool(told) == contradicted


def test_a_contradiction_is_told_in_words() -> None:
    assert article(TEXTS["de"], "en").warnings == (
        "The page says that it is in English (html lang); its words are in German.",
    )


@pytest.mark.parametrize(
    ("text", "language", "where"),
    [
        ("", "en", None),
        ("42", "en", None),
        ("🙂🙂", "en", None),
        ("Oslo", "en", None),
        ("Talks fail", "en", None),
        ("Lavrov rejects offer", "en", None),
        ("Tokyo, Moscow agree on islands", "en", None),
        ("Premier meets envoy in Minsk", "en", None),
        ("The talks failed.", "en", FEW_WORDS),
        ("Les pourparlers reprennent lundi à Genève", "fr", FEW_WORDS),
        ("Hafen bleibt geschlossen", "de", FEW_WORDS),
        ("平和条約", "zh", FEW_WORDS),
        ("平和条約について", "ja", WORDS),
        ("조약", "ko", WORDS),
    ],
)
def test_few_words_are_english_unless_something_speaks_against_it(
    text: str, language: str, where: str | None
) -> None:
    page = page_of(text or "x", "text")
    found = assembled(page, Article("text", "text:", "", text or "x"))
    assert (found.language, place(found)) == (language, where)


def test_a_paragraph_in_another_language_is_not_read() -> None:
    text = "\n\n".join(
        [ENGLISH, f"«{TEXTS['ru']}»", ENGLISH, TEXTS["de"] + " " + TEXTS["de"], ENGLISH]
    )
    found = article(text)
    assert found.language == "en"
    assert [p.sort for p in found.paragraphs] == ["body", "foreign", "body", "foreign", "body"]
    (warning,) = found.warnings
    assert warning.startswith("2 paragraphs are in Russian and German and are not read, the first:")
    reading = dragoman.read(found)
    foreign = [p.span for p in found.paragraphs if p.sort == "foreign"]
    assert reading.statements
    assert not any(
        span.start < part.end and part.start < span.end
        for span in foreign
        for statement in reading.statements
        for part in statement.content
    )
    assert dragoman.reading_from_json(dragoman.reading_json(reading)) == replace(
        reading, article=replace(reading.article, raw=b"")
    )


def test_a_foreign_quotation_inside_a_sentence_stays() -> None:
    found = article(f"{ENGLISH}\n\nHe told the house: “Мы не подпишем договор”, and left the room.")
    assert {p.sort for p in found.paragraphs} == {"body"}
    assert not found.warnings


def test_the_english_half_of_a_bilingual_paper_is_read() -> None:
    found = article(f"{TEXTS['ru']}\n\n{TEXTS['ru']}\n\n{ENGLISH}\n\n{ENGLISH}")
    assert found.language == "en"
    assert dragoman.read(found).statements


def test_an_english_summary_under_another_language_is_told() -> None:
    found = article("\n\n".join([TEXTS["de"]] * 8 + [ENGLISH, ENGLISH]))
    assert found.language == "de"
    assert found.warnings[0].startswith("2 of 10 paragraphs are in English")


@given(st.text(max_size=300))
def test_no_text_breaks_detection(text: str) -> None:
    page = page_of("x", "text")
    page.text = text
    page.blocks[0].words = " ".join(text.split())
    found = assembled(page, Article("text", "text:", "", text))
    assert found.language in languages().names


def test_the_detector_is_not_loaded_for_english() -> None:
    """It takes a second and 100 MB, which an English desk is spared."""
    program = (
        "import sys, dragoman\n"
        f"assert dragoman.from_text({ENGLISH!r}).language == 'en'\n"
        "assert 'py3langid' not in sys.modules"
    )
    subprocess.run((sys.executable, "-c", program), check=True)


def test_an_unread_article_has_an_empty_reading_that_says_so() -> None:
    reading = dragoman.read(dragoman.from_text(TEXTS["ru"]))
    assert reading.is_unread
    assert not (reading.statements or reading.conditions or reading.events or reading.summary)
    assert reading.warnings[-1] == (
        "This article is in Russian, which Dragoman does not read yet: it is stored and can be "
        "searched, and nothing was read in it."
    )
    written = json.loads(dragoman.reading_json(reading))
    assert written["reader"]["model"] is None
    assert written["reader"]["language"] is None
    assert written["article"]["language"] == "ru"
    assert dragoman.reading_from_json(json.dumps(written)).is_unread


def test_articles_of_several_languages_are_read_in_one_run() -> None:
    given = [dragoman.from_text(TEXTS[code], name=code) for code in ("en", "ru", "en", "ja", "en")]
    readings = list(dragoman.read_all(given))
    assert [reading.article.name for reading in readings] == ["en", "ru", "en", "ja", "en"]
    assert [reading.is_unread for reading in readings] == [False, True, False, True, False]
    assert [bool(reading.statements) for reading in readings] == [True, False, True, False, True]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    folder = tmp_path / "desk"
    folder.mkdir()
    for code in ("en", "ru", "ja", "de", "th"):
        (folder / f"{code}.txt").write_text(TEXTS[code], encoding="utf-8")
    (folder / "ru2.txt").write_text(f"Переговоры\n\n{TEXTS['ru']}", encoding="utf-8")
    return folder


def test_unread_articles_are_stored_told_and_found(
    desk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ledger = str(tmp_path / "l.db")
    for _ in range(2):  # the second time all are known
        assert run(["read", str(desk), "--ledger", ledger]) == 0
        shown = " ".join(capsys.readouterr().out.split())
        assert (
            "5 articles are in languages that Dragoman does not read: Russian 2, German 1, "
            "Japanese 1, Thai 1." in shown
        )
    assert run(["articles", "--language", "russian", "--to", "json", "--ledger", ledger]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert sorted((row["name"], row["language"], row["unread"]) for row in rows) == [
        ("ru", "ru", True),
        ("ru2", "ru", True),
    ]
    assert run(["articles", "--ledger", ledger]) == 0
    assert "unread" in capsys.readouterr().out
    assert run(["show", "ru", "--ledger", ledger]) == 0
    assert "in Russian, unread" in capsys.readouterr().out
    assert run(["brief", "--ledger", ledger, "--out", str(tmp_path / "b.md")]) == 0
    assert "5 articles are in languages" in (tmp_path / "b.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("договор", {"ru", "ru2"}),
        ("догов*", {"ru", "ru2"}),
        ("ДОГОВОР граница", {"ru", "ru2"}),
        ("条約", {"ja"}),
        ("国境 外務大臣", {"ja"}),
        ("条約 договор", set()),
        ("สนธิสัญญา", {"th"}),
        ("Vertrag", {"de"}),
        ("条%", set()),
    ],
)
def test_words_of_other_languages_are_found(
    desk: Path, tmp_path: Path, query: str, names: set[str]
) -> None:
    with dragoman.open_ledger(tmp_path / "l.db") as ledger:
        dragoman.read_into(ledger, dragoman.gather([desk]))
        assert {row.name for row in dragoman.articles(ledger, query)} == names


def test_articles_are_narrowed_by_language_outlet_and_day(tmp_path: Path) -> None:
    with dragoman.open_ledger(tmp_path / "l.db") as ledger:
        for n, (outlet, day) in enumerate(
            [
                ("Karsa Post", "2031-03-04T09:10:00+01:00"),
                ("Karsa Post", "2031-04"),
                ("Вести", None),
            ]
        ):
            text = TEXTS["de"] if n else ENGLISH
            one = replace(dragoman.from_text(text, origin=f"t:{n}"), outlet=outlet, published=day)
            ledger.add(dragoman.read(replace(one, name=str(n))))

        def names(**where: Unpack[ArticleFilter]) -> list[str]:
            return [row.name for row in dragoman.articles(ledger, **where)]

        assert names(language="de") == ["1", "2"]
        assert names(language="German", outlet="karsa post") == ["1"]
        assert names(outlet="Вести") == ["2"]
        assert names(since="2031-03-04", until="2031-03-04") == ["0"]
        assert names(since="2031") == ["1", "0"]
        with pytest.raises(DragomanError, match="no such language"):
            names(language="Valdorian")


def test_a_later_reader_of_the_language_reads_the_article_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with dragoman.open_ledger(tmp_path / "l.db") as ledger:
        first = dragoman.read_into(ledger, [dragoman.from_text(TEXTS["de"])])
        assert (len(first.unread), first.read, first.known) == (1, (), ())
        again = dragoman.read_into(ledger, [dragoman.from_text(TEXTS["de"])])
        assert (again.unread, again.read, len(again.known)) == ((), (), 1)
        monkeypatch.setattr("dragoman.reading.pipeline.LANGUAGES", ("en", "de"))
        later = dragoman.read_into(ledger, [dragoman.from_text(TEXTS["de"])])
        assert (later.unread, len(later.read)) == ((), 1)
        assert not dragoman.articles(ledger)[0].unread


def test_a_reading_is_known_by_its_language() -> None:
    one = dragoman.from_text(ENGLISH)
    assert reading_key(one, "r", "m", "v") != reading_key(
        replace(one, language="de"), "r", "m", "v"
    )


def test_what_intake_costs_is_measured(
    desk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [str(desk), str(desk / "en.txt")]
    assert run(["bench", "intake", *paths, "--rounds", "1", "--reader", "rules"]) == 0
    assert "intake costs" in capsys.readouterr().out
    assert run(["bench", "intake", paths[1], "--rounds", "2", "--to", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["articles"], len(told["taken_in"]), len(told["read"])) == (1, 2, 2)
    assert told["share"] > 0
    assert run(["bench", "intake", str(tmp_path / "none.txt")]) == 1
