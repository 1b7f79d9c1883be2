"""A yes that waits for another's act is conditional, whichever words tie it."""

from __future__ import annotations

import pytest

from dragoman.intake import from_text
from dragoman.reading.reader import read


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        (
            "Keshan is ready to back the election timetable provided that refugees abroad get "
            "ballots, Deputy Premier Yana Orth said.",
            "conditional",
        ),
        (
            "Were Valdoria to publish the survey maps, Kestrelia would resume the border talks at "
            "once, Kestrelian Foreign Minister Ana Orlo said.",
            "conditional",
        ),
        ('"We shall not rest until the sailors are released," the minister said.', "supports"),
        (
            '"We support the border treaty. If Valdoria signs it, trade will grow," Kestrelian '
            "Foreign Minister Ana Orlo said.",
            "supports",
        ),
        ("Keshan supports the border treaty, its foreign minister said.", "supports"),
    ],
)
def test_the_stance_of_what_waits_for_an_act(text: str, stance: str) -> None:
    stances = {one.stance for one in read(from_text(text)).statements if one.stance}
    assert stances == {stance}
