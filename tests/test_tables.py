"""Tables of articles: which column is what, what rows state, what is bad in them."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.article import Article
from dragoman.errors import UnreadableInput
from dragoman.intake import articles, tables
from dragoman.intake.formats import Columns
from dragoman.intake.page import Part
from dragoman.intake.table_columns import columns_of_option

ROWS = [
    {"id": "v-1", "date": "2031-03-04", "headline": "Port opens", "body": "Valdoria said yes."},
    {"id": "v-2", "date": "2031-03", "headline": "", "body": "Kest; it said, said “no”.\n\nTwice."},
]


def separated(delimiter: str, encoding: str = "utf-8") -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        lines = [delimiter.join(ROWS[0])]
        for row in ROWS:
            lines.append(delimiter.join(f'"{cell}"' for cell in row.values()))
        file = folder / ("table.tsv" if delimiter == "\t" else "table.csv")
        file.write_bytes(("\r\n".join(lines) + "\r\n").encode(encoding))
        return file

    return write


def written(name: str, text: str) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        (folder / name).write_text(text, encoding="utf-8")
        return folder / name

    return write


def in_parquet(folder: Path) -> Path:
    pq.write_table(pa.Table.from_pylist(ROWS), folder / "table.parquet")
    return folder / "table.parquet"


WAYS = {
    "commas": separated(","),
    "semicolons": separated(";"),
    "tabs": separated("\t"),
    "bars": separated("|"),
    "with a mark": separated(";", "utf-8-sig"),
    "utf-16": separated("\t", "utf-16"),
    "windows": separated(";", "cp1252"),
    "lines": written("t.jsonl", "\n".join(map(json.dumps, ROWS))),
    "list": written("t.json", json.dumps(ROWS)),
    "list inside": written("t.json", json.dumps({"total": 2, "articles": ROWS})),
    "parquet": in_parquet,
}


@pytest.mark.parametrize("way", WAYS)
def test_a_table_reads_the_same_in_every_way_of_writing(tmp_path: Path, way: str) -> None:
    file = WAYS[way](tmp_path)
    first, second = articles([file])
    assert isinstance(first, Article) and isinstance(second, Article)
    assert (first.title, first.published, first.text) == (
        "Port opens",
        "2031-03-04",
        "Valdoria said yes.",
    )
    assert (second.published, second.text) == ("2031-03", "Kest; it said, said “no”.\n\nTwice.")
    assert first.origin == f"{file.as_uri()}#v-1"
    assert first.stated_in == (
        ("title", "column 'headline'"),
        ("published", "column 'date'"),
        ("language", "the words, which are few"),
    )
    assert b"Valdoria said yes." in first.raw.replace(b"\0", b"")
    assert second.warnings == (
        ("The table's encoding is not stated; it was read as Windows-1252.",)
        if way == "windows"
        else ()
    )


def rows(raw: str | bytes, columns: Columns = ()) -> list[Part | UnreadableInput]:
    held = io.BytesIO(raw.encode() if isinstance(raw, str) else raw)
    return list(tables.separated(held, "t.csv", columns=columns))


@pytest.mark.parametrize(
    ("header", "columns", "what"),
    [
        ("date,note", (), "no column is known to hold the text; its columns are 'date', 'note'"),
        ("text,body", (), "several columns may hold the text ('text', 'body'); its columns"),
        ("a,b", (("text", "c"),), "there is no column 'c', which was to hold text; its columns"),
        ("text,b", (("published", "c"),), "'c', which was to hold published"),
    ],
)
def test_an_unclear_table_is_refused_with_its_columns(
    header: str, columns: Columns, what: str
) -> None:
    with pytest.raises(UnreadableInput) as caught:
        rows(f"{header}\nx,y\n", columns)
    assert what in caught.value.what
    assert "--columns text=" in caught.value.remedy


def test_the_users_columns_come_first() -> None:
    (row,) = rows(
        "text,Summary ,when\nall,short,2031-03-04\n", (("text", "summary"), ("published", "when"))
    )
    assert isinstance(row, Part) and row.page is not None
    assert row.page.text == "short"
    assert row.page.stated.published == "2031-03-04"


def test_a_bad_row_is_listed_by_the_number_that_a_spreadsheet_shows() -> None:
    found = rows("id,text\n1,Kest said no.\n2,\n\n3,a,b,c\n4,Kest said yes.\n5,\0\n")
    assert [each.fragment if isinstance(each, Part) else each.where for each in found] == [
        "1",
        "t.csv, row 3",
        "t.csv, row 5",
        "4",
        "t.csv, row 7",
    ]
    assert "'text' is empty" in str(found[1])
    assert "4 cells where the header names 2" in str(found[2])


def test_a_row_keeps_the_bytes_that_it_came_in() -> None:
    raw = 'id,text\r\n1,"Kest said\r\n""no""."\r\n2,Yes.\r\n'
    first, second = rows(raw)
    assert isinstance(first, Part) and isinstance(second, Part)
    assert first.raw == b'1,"Kest said\r\n""no""."\r\n'
    assert second.raw == b"2,Yes.\r\n"


def test_a_row_without_an_id_goes_by_its_number() -> None:
    assert [row.fragment for row in rows("text\nA.\nB.\n") if isinstance(row, Part)] == ["2", "3"]


@pytest.mark.parametrize(
    ("cell", "published"),
    [
        ("2031-03-04T05:06:07Z", "2031-03-04T05:06:07+00:00"),
        ("2031-03-04 05:06:07.123+09:00", "2031-03-04T05:06:07+09:00"),
        ("2031-03-04 00:00:00", "2031-03-04"),
        ("2031-03-04 10:30", "2031-03-04T10:30:00"),
        ("4 March 2031", "2031-03-04"),
        ("March 2031", "2031-03"),
        ("04/03/2031", None),
        ("1930363200", None),
        ("soon", None),
    ],
)
def test_a_date_is_as_precise_as_its_cell(cell: str, published: str | None) -> None:
    (row,) = rows(f"text;date\nKest said no.;{cell}\n")
    assert isinstance(row, Part) and row.page is not None
    assert row.page.stated.published == published
    assert bool(row.page.warnings) == (published is None)


def test_parquet_keeps_its_own_dates_and_leaves_bulk_out(tmp_path: Path) -> None:
    made: list[dict[str, Any]] = [
        {"content": "A.", "day": date(2031, 3, 4), "uuid": 7.0, "vector": b"\0" * 9},
        {"content": None, "day": None, "uuid": None, "vector": None},
    ]
    pq.write_table(pa.Table.from_pylist(made), tmp_path / "a.parquet")
    moment = [{"text": "B.", "timestamp": datetime(2031, 3, 4, 5, tzinfo=UTC)}]
    pq.write_table(pa.Table.from_pylist(moment), tmp_path / "b.parquet")
    one, bad, two = articles([tmp_path])
    assert isinstance(one, Article) and isinstance(two, Article)
    assert (one.origin[-2:], one.published) == ("#7", "2031-03-04")
    assert json.loads(one.raw) == {"content": "A.", "day": "2031-03-04", "uuid": 7.0}
    assert two.published == "2031-03-04T05:00:00+00:00"
    assert isinstance(bad, UnreadableInput) and bad.where.endswith("a.parquet, row 2")


def test_inner_objects_of_json_have_columns_of_their_own() -> None:
    record = {"content": "A.", "source": {"name": "Tarn Herald"}, "language": "EN-us"}
    held = io.BytesIO(json.dumps(record).encode())
    (row,) = tables.json_lines(held, "t.jsonl", columns=(("outlet", "source.name"),))
    assert isinstance(row, Part) and row.page is not None
    assert (row.page.stated.outlet, row.page.stated.language) == ("Tarn Herald", "en")


@pytest.mark.parametrize(
    "raw",
    [
        "text\nСказал нет.\n".encode("koi8-r") * 20,
        "text\nPowiedział, że nie.\n".encode("cp1250"),
        "text\nHe said “no” – café.\n".encode("mac_roman"),
        "text;b\nKest said no.\n".encode("utf-16-le"),
    ],
    ids=["koi8", "polish", "mac", "utf-16 bare"],
)
def test_an_encoding_that_cannot_be_told_is_not_guessed(raw: bytes) -> None:
    with pytest.raises(UnreadableInput, match="iconv"):
        rows(raw)


def test_a_quotation_mark_without_end_does_not_take_good_rows_with_it() -> None:
    text = 'id,text\n1,Kest said no.\n2,"open ' + "word " * 2_100_000
    first, *rest = rows(text)
    assert isinstance(first, Part)
    assert all(isinstance(each, UnreadableInput) for each in rest) and rest


@pytest.mark.parametrize(
    ("options", "columns"),
    [
        (["text=body,published=date"], (("text", "body"), ("published", "date"))),
        (["text=body", "id=No."], (("text", "body"), ("id", "No."))),
        (['"text=Body, full",title=Head'], (("text", "Body, full"), ("title", "Head"))),
        ([], ()),
    ],
)
def test_the_option_of_columns(options: list[str], columns: Columns) -> None:
    assert columns_of_option(options) == columns


@pytest.mark.parametrize("option", ["text", "words=body", "text=a,text=b", "text="])
def test_a_wrong_option_of_columns_is_told(option: str) -> None:
    with pytest.raises(ValueError, match=r"Write it as|Fields:|twice"):
        columns_of_option([option])


@settings(deadline=None, max_examples=200)
@given(
    raw=st.binary(max_size=300),
    head=st.sampled_from([b"", b"text,date\n", b'{"text":"a"}\n', b"PAR1"]),
)
def test_no_bytes_break_a_table(raw: bytes, head: bytes) -> None:
    for read in (tables.separated, tables.json_lines, tables.json_list, tables.parquet):
        try:
            for found in read(io.BytesIO(head + raw), "t", columns=()):
                assert isinstance(found, Part | UnreadableInput)
        except UnreadableInput as error:
            assert error.remedy
