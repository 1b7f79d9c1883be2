"""What a user would miss: that a minister had left office, or that another of the name is meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman import views
from dragoman.article import Article
from dragoman.errors import DragomanError
from dragoman.ledger import open_ledger
from dragoman.records import Reading, Speaker, Statement
from dragoman.vocabulary.on_record import OnRecord, look_up, on_record
from dragoman.vocabulary.people import Person, recorded
from made import TEXT, article, span


def term(name: str, country: str, office: str, since: str, until: str = "", **more: str) -> Person:
    """Return one term of office; the surname is the name's last word."""
    given = {"body": "", "wikidata": "", "source": "compiled"} | more
    return Person(
        name=name,
        names=(),
        surnames=(name.rsplit(maxsplit=1)[-1],),
        country=country,
        office=office,
        since=since,
        until=until,
        **given,
    )


FOREIGN = "Foreign Minister of Valdoria"
PRIME = "Prime Minister of Valdoria"
KNOWN = recorded(
    [
        term("Ilka Brandl", "VAL", FOREIGN, "2010-03-01", "2014-06-30"),
        term("Ilka Brandl", "VAL", PRIME, "2014-07-01", "2018-05-01"),
        term("Odd Lunde", "VAL", FOREIGN, "2014", "2020"),
        term("Odd Lunde", "VAL", FOREIGN, "2023"),
        term("Mara Quist", "KES", "President of Kestrel", "2001", "2009", wikidata="Q1"),
        term("Mara Quist", "KES", "Prime Minister of Kestrel", "2012", "2016", wikidata="Q2"),
        term("Jon Tarn", "VAL", "President of Valdoria", "2011", "2019"),
        term("Jon Tarn", "KES", "Foreign Minister of Kestrel", "2011", "2019"),
        term("Eva Holt", "VAL", PRIME, "2008", "2012"),
        term("Pia Holt", "VAL", FOREIGN, "2008", "2012"),
        term("Ruo Senn", "", "Secretary-General of the Strait Union", "2015", "2020"),
        term("Ulf Orre", "VAL", FOREIGN, "2021-02-01", source="foreign-ministers"),
    ]
)
MISSING = "was not in that office then"
OTHER = "held another office then"
FORMER = "was in office then"


@pytest.mark.parametrize(
    ("name", "country", "role", "day", "office", "conflict"),
    [
        # In office on the day, with or without the article's word for it.
        ("Ilka Brandl", "VAL", "Foreign Minister", "2012-05-01", FOREIGN, None),
        ("Ilka Brandl", "VAL", None, "2012-05-01", FOREIGN, None),
        ("Ilka Brandl", "VAL", "Valdoria's prime minister", "2015-05-01", PRIME, None),
        ("Ilka Brandl", "VAL", "Premier", "2015", PRIME, None),
        ("Ilka Brandl", "VAL", "party leader", "2015-05-01", PRIME, None),
        ("Ilka Brandl", "VAL", "minister", "2012-05-01", FOREIGN, None),
        # The article gives an office that was left, or not yet taken up.
        ("Ilka Brandl", "VAL", "Foreign Minister", "2019-01-01", None, MISSING),
        ("Ilka Brandl", "VAL", "Prime Minister", "2012-05-01", FOREIGN, MISSING),
        ("Ilka Brandl", "VAL", "Foreign Minister", "2016-01-01", PRIME, MISSING),
        ("Odd Lunde", "VAL", "Foreign Minister", "2021-05-01", None, MISSING),
        # Another office than the record's.
        ("Jon Tarn", "VAL", "Prime Minister", "2015-05-01", "President of Valdoria", OTHER),
        ("Odd Lunde", "VAL", "Defence Minister", "2016-05-01", FOREIGN, OTHER),
        ("Odd Lunde", "VAL", "Deputy Foreign Minister", "2010-05-01", None, None),
        # A head of government may keep a ministry.
        ("Eva Holt", "VAL", "Finance Minister", "2010-05-01", PRIME, None),
        ("Eva Holt", "VAL", "Foreign Minister", "2010-05-01", PRIME, OTHER),
        # Called former: right, or contradicted.
        ("Ilka Brandl", "VAL", "former Foreign Minister", "2016-01-01", PRIME, None),
        ("Ilka Brandl", "VAL", "former Prime Minister", "2020-01-01", None, None),
        ("Ilka Brandl", "VAL", "former Prime Minister", "2016-01-01", PRIME, FORMER),
        # The year of leaving leaves both open.
        ("Odd Lunde", "VAL", "Foreign Minister", "2020-11-01", FOREIGN, None),
        ("Odd Lunde", "VAL", "former Foreign Minister", "2020-11-01", FOREIGN, None),
        # Before and after every term, and unknown people: nothing.
        ("Ilka Brandl", "VAL", None, "2009-01-01", None, None),
        ("Ilka Brandl", "VAL", None, "2019-01-01", None, None),
        ("Nils Aare", "VAL", "Foreign Minister", "2012-01-01", None, None),
        # One name, two states: kept apart by the country; without one nobody is meant.
        ("Jon Tarn", "VAL", None, "2015-05-01", "President of Valdoria", None),
        ("Jon Tarn", "KES", None, "2015-05-01", "Foreign Minister of Kestrel", None),
        ("Jon Tarn", None, None, "2015-05-01", None, None),
        ("Jon Tarn", None, "President", "2015-05-01", "President of Valdoria", None),
        ("Jon Tarn", "NOR", "President", "2015-05-01", None, None),
        # One name, one state, two people: kept apart by the time.
        ("Mara Quist", "KES", None, "2005-05-01", "President of Kestrel", None),
        ("Mara Quist", "KES", None, "2014-05-01", "Prime Minister of Kestrel", None),
        ("Mara Quist", "KES", "Prime Minister", "2010-05-01", None, None),
        # A surname alone needs its office.
        ("Holt", "VAL", "Foreign Minister", "2010-05-01", FOREIGN, None),
        ("Holt", "VAL", "Prime Minister", "2010-05-01", PRIME, None),
        ("Holt", "VAL", None, "2010-05-01", None, None),
        # An international office has no country.
        ("Ruo Senn", None, None, "2017-01-01", "Secretary-General of the Strait Union", None),
        ("Ruo Senn", "KES", None, "2017-01-01", "Secretary-General of the Strait Union", None),
        # After the list was made an open term counts only when the article agrees.
        ("Ulf Orre", "VAL", None, "2022-06-01", FOREIGN, None),
        ("Ulf Orre", "VAL", None, "2024-06-01", None, None),
        ("Ulf Orre", "VAL", "Foreign Minister", "2024-06-01", FOREIGN, None),
        ("Ulf Orre", "VAL", "former Foreign Minister", "2024-06-01", None, None),
        ("Ulf Orre", "VAL", "Prime Minister", "2024-06-01", None, None),
    ],
)
def test_the_office_on_a_day(
    name: str, country: str | None, role: str | None, day: str, office: str, conflict: str | None
) -> None:
    found = look_up(KNOWN, name, country, role, day) or OnRecord(None, None, None, None)
    assert found.office == office
    assert (found.conflict is None) == (conflict is None), found.conflict
    assert conflict is None or conflict in (found.conflict or "")


def test_a_conflict_says_both_sides() -> None:
    found = look_up(KNOWN, "Ilka Brandl", "VAL", "Foreign Minister", "2016-01-01")
    assert found is not None
    assert found.term == "2014-07-01–2018-05-01"
    assert found.conflict == (
        "The article has “Foreign Minister”; by the record Ilka Brandl was not in that office "
        "then (Foreign Minister of Valdoria, 2010-03-01–2014-06-30)."
    )


@pytest.mark.parametrize(
    ("name", "country", "role", "day", "office", "conflict"),
    [
        ("Hans-Dietrich Genscher", "DEU", "Foreign Minister", "1985-03-01",
         "Foreign Minister of Germany", None),
        ("Angela Merkel", "DEU", "Chancellor", "2010-03-01", "Federal Chancellor of Germany", None),
        ("Angela Merkel", "DEU", "Chancellor", "2023-03-01", None, MISSING),
        ("Fumio Kishida", "JPN", None, "2015-03-01", "Foreign Minister of Japan", None),
        ("Fumio Kishida", "JPN", "Prime Minister", "2022-03-01", "Prime Minister of Japan", None),
        ("Boris Yeltsin", "RUS", "President", "1998-11-01", "President of Russia", None),
    ],
)  # fmt: skip
def test_facts_of_public_record(
    name: str, country: str, role: str | None, day: str, office: str | None, conflict: str | None
) -> None:
    found = on_record(name, country, role, day)
    assert found is not None
    assert found.office == office
    assert (conflict or "None") in str(found.conflict)


def told() -> Reading:
    """Return a reading of three statements: a chancellor too late, a diplomat, a paper."""
    source, cue = span("Tomas Oyelaran, the Kestrel ambassador"), span("replied")
    late = Speaker("Angela Merkel", "Chancellor", "DEU", "person")
    hidden = Speaker(None, "ambassador", None, "person")
    paper = Speaker("accord", None, None, "document")
    words = [span("ready to meet"), span("hoped for an accord"), span("café owners")]
    made: Article = article()
    return Reading(
        article=made,
        reader="0.1.0",
        model="none 0",
        statements=(
            Statement("s1", source, cue, (words[0],), "indirect", late, venue=span("told the")),
            Statement("s2", source, cue, (words[1],), "indirect", hidden, anonymity="asked",
                      anonymity_words=span("on any day")),
            Statement("s3", source, cue, (words[2],), "indirect", paper),
        ),
    )  # fmt: skip


def test_statements_show_the_office_the_conflict_and_the_sourcing(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "ledger.db") as ledger:
        reading = told()
        ledger.add(reading)
        assert ledger.reading(reading.article.id) == reading
        rows = {row.record[-2:]: row for row in views.statements(ledger)}
        assert [rows[f"s{n}"].sourcing for n in (1, 2, 3)] == ["named", "anonymous", "document"]
        assert (rows["s1"].role, rows["s1"].office) == ("Chancellor", None)
        assert rows["s1"].office_conflict is not None
        assert "2005–2021" in rows["s1"].office_conflict
        assert rows["s1"].venue == "told the"
        assert (rows["s2"].anonymity, rows["s2"].anonymity_words) == ("asked", "on any day")
        for sourcing, record in (("named", "s1"), ("anonymous", "s2"), ("document", "s3")):
            (row,) = views.statements(ledger, sourcing=sourcing)
            assert row.record.endswith(record)
        with pytest.raises(DragomanError, match="named, anonymous, document"):
            views.statements(ledger, sourcing="rumour")
        why = views.explain(ledger, rows["s1"].record)
        assert (why.office_conflict, why.venue) == (rows["s1"].office_conflict, "told the")
        assert why.office_conflict in why.notes
        assert "The source asked not to be named." in views.explain(ledger, "s2").notes


def test_the_words_stand_in_the_text() -> None:
    for statement in told().statements:
        for place in (statement.venue, statement.anonymity_words):
            assert place is None or place.of(TEXT)
