"""docs/schema.md is what the tables say of themselves, and every one of them says something."""

from __future__ import annotations

from pathlib import Path

from dragoman.ledger import open_ledger
from dragoman.ledger.describing import LAYERS, OTHERS, TABLES, meaning, page

DOCS = Path(__file__).parent.parent / "docs"


def test_the_page_is_what_the_code_says() -> None:
    assert (DOCS / "schema.md").read_text(encoding="utf-8") == page(), "run `make schema`"


def test_every_table_and_column_says_what_it_means() -> None:
    for table in TABLES:
        assert table.info.get("layer") in LAYERS, table.name
        assert table.info.get("means", "").endswith("."), table.name
        bare = [column.name for column in table.c if not meaning(column).endswith(".")]
        assert not bare, f"{table.name}: {bare}"


def test_no_table_of_a_ledger_is_left_out(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "x.db") as ledger, ledger.connect() as connection:
        names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
        found = {name for name in names.scalars() if "_search_" not in name}
    assert found == {table.name for table in TABLES} | OTHERS.keys()
