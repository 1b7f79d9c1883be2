"""What stands in a feeds.toml, and what is said of one that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import DragomanError
from dragoman.watch import Channel, Feed, Plan, Wanted, read_plan

ROOT = Path(__file__).parent.parent
SECRET = {"HOOK_SECRET": "valdor"}


def plan_of(tmp_path: Path, text: str) -> Plan:
    file = tmp_path / "feeds.toml"
    file.write_text(text, encoding="utf-8")
    return read_plan(file, SECRET)


def test_a_plan_has_feeds_and_channels(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        """
        [watch]
        every = "1h"
        pause = "5s"

        [[feed]]
        url = "https://courier.example/feed"

        [[feed]]
        url = "https://herald.example/rss.xml"
        name = "Herald"
        every = "10m"
        full = false
        quiet = true

        [[channel]]
        to = "webhook"
        url = "https://team.example/hook"
        secret = "HOOK_SECRET"
        kinds = ["shift", "status"]
        matters = ["strait accord"]
        sides = ["Valdoria"]

        [[channel]]
        to = "atom"
        file = "out.xml"
        most = 20
        """,
    )
    assert plan.feeds == (
        Feed("https://courier.example/feed", "courier.example/feed", 3600.0),
        Feed("https://herald.example/rss.xml", "Herald", 600.0, full=False, quiet=True),
    )
    hook, atom = plan.channels
    assert hook.wanted == Wanted(("strait accord",), ("Valdoria",), ("shift", "status"))
    assert (hook.name, plan.secrets) == (
        "webhook https://team.example/hook",
        {"webhook https://team.example/hook": b"valdor"},
    )
    assert (atom.file, atom.most, plan.pause) == (tmp_path / "out.xml", 20, 5.0)


def test_without_channels_the_terminal_tells(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, '[[feed]]\nurl = "https://courier.example/feed"\n')
    assert plan.channels == (Channel("terminal", "terminal"),)


def test_the_sample_is_one() -> None:
    plan = read_plan(ROOT / "samples" / "feeds.toml", {"DRAGOMAN_WEBHOOK_SECRET": "x"})
    assert len(plan.feeds) > 1
    assert {channel.to for channel in plan.channels} == {"terminal", "jsonl", "webhook", "atom"}


FEED = '[[feed]]\nurl = "https://courier.example/feed"\n'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "it names no feed. Add one"),
        ("[[feed]]\nname = 'x'\n", "line 1: this feed has no url. Add url"),
        ("[[feed]]\nurl = 'feed.xml'\n", "line 2: 'feed.xml' is no address of the web. Give one"),
        ("[[feed]]\nurl = 'https://a:b@c.example'\n", "line 2: .* without a name and password"),
        (f"{FEED}every = '1m'\n", "line 3: every = '1m' is not between 5m and 7d. Write a number"),
        (f"{FEED}every = 30\n", "line 3: every = 30 is not understood. Write a number with its"),
        (f"{FEED}often = '30m'\n", "line 3: feed has no key 'often'. Use one of url, name"),
        (f"{FEED}full = 'yes'\n", "line 3: full = 'yes' is not understood. Write true or false"),
        (f"{FEED}{FEED}", "line 3: the same url twice"),
        (f"{FEED}[[outlet]]\nname = 'x'\n", "line 3: 'outlet' has no place here. Use"),
        (f"[feed]\nurl = 'https://a.example'\n{FEED}", "Cannot overwrite|cannot|Cannot"),
        (f"{FEED}[[channel]]\nto = 'mail'\n", "line 4: a channel to 'mail' is unknown. Use one"),
        (f"{FEED}[[channel]]\nto = 'atom'\n", "line 3: a channel to atom needs file. Add file"),
        (f"{FEED}[[channel]]\nto = 'jsonl'\nmost = 3\n", "line 5: .* jsonl has no most. Leave it"),
        (f"{FEED}[[channel]]\nto = 'jsonl'\nkinds = ['news']\n", "line 5: 'news' is no kind"),
        (f"{FEED}[[channel]]\nto = 'jsonl'\nsides = 'RUS'\n", "line 5: .* Write a list of words"),
        (
            f"{FEED}[[channel]]\nto = 'webhook'\nurl = 'https://a.example'\nsecret = 'NONE'\n",
            "line 6: the environment has no variable NONE, or an empty one. Set it",
        ),
        (f"{FEED}[[channel]]\nto = 'jsonl'\n[[channel]]\nto = 'jsonl'\n", "two channels of one"),
        ("[[feed]\n", "Mend the file's TOML syntax"),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_what_to_do(
    tmp_path: Path, text: str, told: str
) -> None:
    with pytest.raises(DragomanError, match=told) as raised:
        plan_of(tmp_path, text)
    assert str(raised.value).startswith(f"{tmp_path / 'feeds.toml'}")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DragomanError, match=r"none\.toml: it cannot be read .* Check the path"):
        read_plan(tmp_path / "none.toml")
