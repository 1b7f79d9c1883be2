"""A ledger written as a site: what leads where, what a folder may hold, and what is there when."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import dragoman
from command_line import Dragoman
from dragoman.errors import DragomanError
from dragoman.views import articles, positions, statements
from dragoman.web.application import PAGES
from dragoman.web.published import publish
from dragoman.web.published.addresses import PUBLISHED, file_of
from dragoman.web.published.folder import LIST, UNFINISHED
from dragoman.web.published.pages import Pages
from dragoman.web.published.script import literal
from hostile_pages import attacks
from site_checked import broken, taken_apart
from test_browser_hostile import stored


@pytest.fixture(scope="module")
def sample_site(sample_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    to = tmp_path_factory.mktemp("samples") / "site"
    publish(sample_ledger, to)
    return to


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger that is small enough to be published often."""
    return stored(tmp_path_factory.mktemp("small") / "small.db", attacks(2))


@pytest.fixture(scope="module")
def site(ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    to = tmp_path_factory.mktemp("site") / "site"
    publish(ledger, to)
    return to


def contents(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


class StoppedError(Exception):
    pass


def stopping(at: Callable[[str, int], bool]) -> Callable[[str, int, int | None], None]:
    def noted(what: str, done: int, of: int | None) -> None:
        if at(what, done):
            raise StoppedError

    return noted


def test_every_link_leads_to_a_file_and_a_place_in_it(sample_site: Path) -> None:
    assert not broken(sample_site)


def test_no_link_is_left_to_the_desk(sample_site: Path) -> None:
    for page in sample_site.rglob("*.html"):
        made = taken_apart(page)
        assert not made.xpath("//*[@*[starts-with(name(), 'hx-')]] | //form[@method='post']"), page
        assert not made.xpath("//*[contains(@src, 'htmx')]"), page


def test_each_page_of_the_desk_was_thought_of() -> None:
    assert PUBLISHED.keys() == PAGES.keys()


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/", "index.html"),
        ("/?page=2", "ledger-2.html"),
        ("/?sort=moved", "index.html"),
        ("/?sort=gap&sides=all&lines=all", "ledger-sort-gap.html"),
        ("/ledger.json?page=2", "ledger-2.json"),
        ("/statements?q=known:2031&page=3", "statements-3.html"),
        ("/statements?q=side:VAL+lease", "search.html?q=side%3AVAL+lease"),
        ("/statements?q=type:ASSAULT", None),
        ("/statements/a1/s1-2/cite", "cite/a1/s1-2.html"),
        ("/statements/a1/s1-2/cite.json", None),
        ("/articles/a1?q=side:VAL", "articles/a1.html"),
        ("/actors/p1?q=matter:m1", "search.html?q=speaker%3Ap1+matter%3Am1"),
        ("/actors/p1?page=2", "actors/p1-2.html"),
        ("/conditions?actor=both&page=2", "conditions/actor-both-2.html"),
        (
            "/position?q=side:north+matter:m1&from=2031&to=2032",
            "position/side-north-matter-m1.html",
        ),
        ("/brief?q=matter:m1&length=full", "brief.html"),
        ("/brief.docx?q=matter:m1", None),
        ("/actors/p1/change", None),
        ("/add", None),
        ("/records/../../etc", None),
    ],
)
def test_an_address_of_the_desk_has_its_file(address: str, file: str | None) -> None:
    assert file_of(address)[0] == file


def test_has_every_article_actor_matter_position_and_statement(
    sample_site: Path, sample_ledger: Path
) -> None:
    names = set(contents(sample_site))
    with dragoman.open_ledger(sample_ledger) as opened:
        for article in articles(opened):
            assert f"articles/{article.article}.html" in names
        for row in statements(opened, each=True):
            assert f"cite/{row.record}.html" in names
            assert not row.matter or f"matters/{row.matter}.html" in names
            assert not row.actor or not row.speaker or f"actors/{row.actor}.html" in names
        for stand in positions(opened):
            name, _ = file_of(f"/position?q=side:%22{stand.side}%22+matter:{stand.matter}")
            assert name in names


def test_the_lists_have_every_statement_over_all_their_pages(
    sample_site: Path, sample_ledger: Path
) -> None:
    with dragoman.open_ledger(sample_ledger) as opened:
        wanted = [row.record for row in statements(opened)]
    found, name = [], "statements.html"
    while name:
        made = taken_apart(sample_site / name)
        found += [one.get("id") for one in made.xpath("//li[@class='said']")]
        name = next(iter(made.xpath("//nav[@class='pages']/a[@rel='next']/@href")), "")
    assert found == [record.replace("/", "-") for record in wanted]
    whole = json.loads((sample_site / "statements" / "all.json").read_text(encoding="utf-8"))
    assert [row["record"] for row in whole] == wanted


def test_file_names_are_the_same_on_every_disk(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(stored(tmp_path / "hostile.db", attacks(200)[::20]), site)
    names = list(contents(site))
    assert len({name.lower() for name in names}) == len(names)
    plain = set("abcdefghijklmnopqrstuvwxyz0123456789-./")
    assert not [name for name in names if set(name) - plain]
    assert not broken(site)


def test_the_same_ledger_gives_the_same_files(site: Path, ledger: Path, tmp_path: Path) -> None:
    publish(shutil.copyfile(ledger, tmp_path / "copy.db"), tmp_path / "again")
    assert contents(tmp_path / "again") == contents(site)


def test_the_list_has_the_hash_of_every_file(site: Path) -> None:
    lines = (site / LIST).read_text(encoding="utf-8").splitlines()
    told = {name: mark for mark, _, name in (line.partition("  ") for line in lines)}
    hashes = {name: hashlib.sha256(raw).hexdigest() for name, raw in contents(site).items()}
    del hashes[LIST]
    assert told == hashes


@pytest.mark.parametrize("left", ["notes.txt", "search/mine.js", "articles/deep/er/x.html"])
@pytest.mark.parametrize("over", [True, False])
def test_leaves_a_folder_alone_that_holds_something_else(
    site: Path, ledger: Path, tmp_path: Path, left: str, over: bool
) -> None:
    to = tmp_path / "to"
    if over:
        shutil.copytree(site, to)
    (to / left).parent.mkdir(parents=True, exist_ok=True)
    (to / left).write_text("mine", encoding="utf-8")
    before = contents(to)
    with pytest.raises(DragomanError, match="holds something that is no part of a site"):
        publish(ledger, to)
    assert contents(to) == before
    assert not (to / UNFINISHED).exists()


def test_refuses_a_file_and_an_unfinished_folder_of_others(ledger: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(DragomanError, match="this is a file"):
        publish(ledger, tmp_path / "file")
    (tmp_path / "to" / UNFINISHED).mkdir(parents=True)
    with pytest.raises(DragomanError, match="no part of a site"):
        publish(ledger, tmp_path / "to")


def test_what_begins_with_a_dot_is_left_alone(ledger: Path, tmp_path: Path) -> None:
    (tmp_path / "to" / ".git").mkdir(parents=True)
    (tmp_path / "to" / ".git" / "HEAD").write_text("x", encoding="utf-8")
    publish(ledger, tmp_path / "to")
    publish(ledger, tmp_path / "to")
    assert (tmp_path / "to" / ".git" / "HEAD").read_text(encoding="utf-8") == "x"


@pytest.mark.parametrize("at", [("pages", 1), ("search", 1), ("put in place", 1)], ids=str)
def test_goes_on_where_it_was_stopped(
    site: Path, ledger: Path, tmp_path: Path, at: tuple[str, int]
) -> None:
    to = tmp_path / "to"
    with pytest.raises(StoppedError):
        publish(ledger, to, on_progress=stopping(lambda what, n: what == at[0] and n >= at[1]))
    assert sorted(path.name for path in to.iterdir()) == [UNFINISHED]
    done: list[str] = []
    publish(ledger, to, on_progress=lambda what, n, of: done.append(f"{what} {n}"))
    assert "copy" not in " ".join(done)
    assert at[0] != "search" or not [one for one in done if one.startswith("pages")]
    assert contents(to) == contents(site)


def test_goes_on_putting_files_in_their_places(
    site: Path, ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    to, put, moved = tmp_path / "to", Path.replace, 0
    with dragoman.open_ledger(tmp_path / "empty.db"):
        pass
    publish(tmp_path / "empty.db", to)

    def stops(path: Path, target: Path) -> Path:
        nonlocal moved
        moved += 1
        if moved == 20:
            raise StoppedError
        return put(path, target)

    monkeypatch.setattr(Path, "replace", stops)
    with pytest.raises(StoppedError):
        publish(ledger, to)
    assert not (to / LIST).exists()
    assert not (to / "index.html").exists()
    monkeypatch.undo()
    publish(ledger, to)
    assert contents(to) == contents(site)


def test_an_unfinished_site_of_another_ledger_is_begun_anew(
    site: Path, ledger: Path, tmp_path: Path
) -> None:
    to, other = tmp_path / "to", stored(tmp_path / "other.db", attacks(200)[50:52])
    with pytest.raises(StoppedError):
        publish(other, to, on_progress=stopping(lambda what, n: what == "search"))
    publish(ledger, to)
    assert contents(to) == contents(site)


def test_the_old_site_stays_whole_until_the_new_one_is(
    site: Path, ledger: Path, tmp_path: Path
) -> None:
    to = tmp_path / "to"
    shutil.copytree(site, to)
    other = stored(tmp_path / "other.db", attacks(200)[50:52])
    with pytest.raises(StoppedError):
        publish(other, to, on_progress=stopping(lambda what, n: what == "search"))
    now = {k: v for k, v in contents(to).items() if not k.startswith(UNFINISHED)}
    assert now == contents(site)
    publish(other, to)
    assert not broken(to)
    publish(other, tmp_path / "fresh")
    assert contents(to) == contents(tmp_path / "fresh")


def test_what_is_the_same_is_not_written_again(site: Path, ledger: Path, tmp_path: Path) -> None:
    to = tmp_path / "to"
    shutil.copytree(site, to)
    before = {path: path.stat().st_mtime_ns for path in to.rglob("*.css")}
    publish(ledger, to)
    assert before == {path: path.stat().st_mtime_ns for path in to.rglob("*.css")}


def test_two_programs_do_not_write_one_site(ledger: Path, tmp_path: Path) -> None:
    def other(what: str, done: int, of: int | None) -> None:
        if what == "search":
            with pytest.raises(DragomanError, match="another program"):
                publish(ledger, tmp_path / "to")

    publish(ledger, tmp_path / "to", on_progress=other)


def test_a_list_changed_by_hand_leads_nowhere_else(ledger: Path, tmp_path: Path) -> None:
    to, outside = tmp_path / "to", tmp_path / "mine.txt"
    outside.write_text("mine", encoding="utf-8")
    publish(ledger, to)
    for name in ("../mine.txt", str(outside)):
        with (to / LIST).open("a", encoding="utf-8") as file:
            file.write(f"{'0' * 64}  {name}\n")
    publish(ledger, to)
    assert outside.exists()


def test_as_known_on_a_day_has_no_article_of_later(tmp_path: Path) -> None:
    ledger = stored(tmp_path / "days.db", attacks(6))
    with dragoman.open_ledger(ledger) as opened:
        days = sorted(row.published[:10] for row in articles(opened) if row.published)
        day = days[len(days) // 2]
        known = {row.article for row in articles(opened, as_known_on=day)}
        every = {row.article for row in articles(opened)}
        said = [row.record for row in statements(opened, as_known_on=day)]
    to = tmp_path / "to"
    publish(ledger, to, as_known_on=day)
    assert known < every
    assert {path.stem for path in (to / "articles").glob("a*.html")} == known
    assert [
        row["record"] for row in json.loads((to / "statements" / "all.json").read_text())
    ] == said
    assert not broken(to)


def test_what_stands_no_more_is_said_and_not_left_out(ledger: Path) -> None:
    with dragoman.open_ledger(ledger) as opened:
        made = Pages(opened).page("/articles/a0000000000000000")
    assert "Not in this ledger" in made.files["articles/a0000000000000000.html"]


def test_no_text_can_end_a_script() -> None:
    told = literal(["</script><!--", "a\u2028b\u2029c", "&lt;", 'q"\\'])
    assert not set(told) & set("<>&\u2028\u2029")
    assert json.loads(told) == ["</script><!--", "a\u2028b\u2029c", "&lt;", 'q"\\']


def test_the_command_writes_a_site(full: Dragoman, home: Path) -> None:
    code, _, err = full("publish", "site")
    assert code == 0, err
    assert "index.html" in err
    assert not broken(home / "site")
    (home / "site" / "mine").write_text("mine", encoding="utf-8")
    code, _, err = full("publish", "site")
    assert code == 1
    assert "holds something that is no part of a site" in err
    assert full("publish", "site2", "--ledger", "nothing.db")[0] == 1
    assert not (home / "site2").exists()
