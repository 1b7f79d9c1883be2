"""Web pages in the layouts of many outlets, each with its gold text: made here, nobody's own.

These are the less tidy layouts, and the list of all; the usual ones are in outlet_layouts.
"""
# ruff: noqa: E501  # markup reads better unbroken

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from html import escape
from pathlib import Path

import outlet_boxes as box
from outlet_layouts import (
    Layout,
    amp,
    author_box,
    broadcaster,
    commented,
    cookie_wall,
    div_soup,
    fields,
    gallery,
    legacy_tables,
    live_blog,
    newsletter_in_the_middle,
    page,
    paragraphs,
    paywalled,
    related_in_the_middle,
    semantic,
    web_form,
    wire,
    wordpress,
)  # fmt: skip
from page_stories import Story, story


@dataclass(frozen=True)
class MadePage:
    """A page with its gold."""

    name: str
    html: str
    gold: str
    story: Story


def press_release(s: Story) -> tuple[str, str]:
    points = ("the inspectors return", "the boats are freed", "the duties on timber are lifted")
    listed = "".join(f"<li>{point};</li>" for point in points)
    body = (
        "<div class='page-content'><div class='breadcrumb'>Home &gt; Press</div>"
        f"<h1>{escape(s.title)}</h1><p>{s.written}</p>{''.join(paragraphs(s, heading=''))}"
        f"<p>The ministers agreed that:</p><ol>{listed}</ol></div>"
    )
    gold = "\n\n".join((*s.paragraphs, "The ministers agreed that:", *(f"{p};" for p in points)))
    return page(s, body), gold


def endless(s: Story) -> tuple[str, str]:
    other = story(s.number + 500)
    body = (
        f"<div class='scroll'><article><h1>{escape(s.title)}</h1>{''.join(paragraphs(s))}</article>"
        f"<div class='infinite-scroll'><article><h2>{escape(other.title)}</h2>"
        f"{''.join(paragraphs(other))}</article></div></div>"
    )
    return page(s, body, box.json_ld(s)), s.gold()


def quoting(s: Story) -> tuple[str, str]:
    parts = [
        f"<blockquote><p>{escape(p)}</p></blockquote>" if n % 3 == 2 else f"<p>{escape(p)}</p>"
        for n, p in enumerate(s.paragraphs)
    ]
    parts.insert(4, f"<aside class='pullquote'>{escape(s.paragraphs[2][:60])}</aside>")
    body = f"<article><h1>{escape(s.title)}</h1><div class='post-content'>{''.join(parts)}</div></article>"
    return page(s, body, box.open_graph(s)), s.gold(headings=False)


def interview(s: Story) -> tuple[str, str]:
    turns = "".join(
        f"<p><strong>Question {n + 1}: what do you expect of {s.place}?</strong></p><p>{escape(p)}</p>"
        for n, p in enumerate(s.paragraphs)
    )
    gold = "\n\n".join(
        f"Question {n + 1}: what do you expect of {s.place}?\n{p}"
        for n, p in enumerate(s.paragraphs)
    )
    return page(s, f"<article><h1>{escape(s.title)}</h1>{turns}</article>", box.json_ld(s)), gold


def scripted(s: Story) -> tuple[str, str]:
    head = box.json_ld(s, body=s.gold(headings=False))
    return page(s, f"<div id='root'><h1>{escape(s.title)}</h1></div>", head), s.gold(headings=False)


def figures(s: Story) -> tuple[str, str]:
    rows = [("Year", "Ships"), ("2021", "140"), ("2022", "96"), ("2023", "31")]
    table = "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in rows)
    parts = paragraphs(s)
    parts.insert(5, f"<table class='data'>{table}</table>")
    gold = s.gold() + "\n\n" + "\n".join(f"{a} {b}" for a, b in rows)
    return page(
        s, f"<article><h1>{escape(s.title)}</h1>{''.join(parts)}</article>", box.json_ld(s)
    ), gold


def unclosed(s: Story) -> tuple[str, str]:
    text = "".join(f"<p>{p}\n" for p in s.paragraphs)
    html = (
        f"<html><head><title>{s.title}</title><meta name=date content={s.day}><body bgcolor=white>"
        f"<h2>{s.title}</h2><hr>{text}<hr><a href=/>Back to the front page</a>"
    )
    return html, s.gold(headings=False)


def odd_classes(s: Story) -> tuple[str, str]:
    odd = {0: "lead-social intro", 2: "embedded-text", 4: "text-widget", 6: "slide-in"}
    parts = [f"<p class='{odd.get(n, 'text')}'>{escape(p)}</p>" for n, p in enumerate(s.paragraphs)]
    body = f"<div class='article-content'><h1>{escape(s.title)}</h1>{''.join(parts)}</div>"
    return page(s, body, box.json_ld(s)), s.gold(headings=False)


def mixed_blocks(s: Story) -> tuple[str, str]:
    parts = [
        f"<div class='text'>{escape(p)}</div>" if n % 2 else f"<p>{escape(p)}</p>"
        for n, p in enumerate(s.paragraphs)
    ]
    body = f"<article><h1>{escape(s.title)}</h1><div class='content-block'>{''.join(parts)}</div></article>"
    return page(s, body, box.open_graph(s)), s.gold(headings=False)


def linked(s: Story) -> tuple[str, str]:
    parts = []
    for n, p in enumerate(s.paragraphs):
        words = p.split()
        half = len(words) // 2 if n % 2 else 1
        parts.append(
            f"<p><a href='/x{n}'>{escape(' '.join(words[:half]))}</a> {escape(' '.join(words[half:]))}</p>"
        )
    body = f"<article><h1>{escape(s.title)}</h1><div class='entry'>{''.join(parts)}</div></article>"
    return page(s, body, box.json_ld(s)), s.gold(headings=False)


def metered(s: Story) -> tuple[str, str]:
    parts = [f"<p class='paywall'>{escape(p)}</p>" for p in s.paragraphs]
    body = f"<article><h1>{escape(s.title)}</h1><div class='body'>{''.join(parts)}</div></article>"
    return page(s, body, box.json_ld(s)), s.gold(headings=False)


def roundup(s: Story) -> tuple[str, str]:
    items = [
        f"<li><a href='/w{n}'>{escape(' '.join(p.split()[:4]))}</a> {escape(' '.join(p.split()[4:]))}</li>"
        for n, p in enumerate(s.paragraphs[1:])
    ]
    first = escape(s.paragraphs[0])
    body = (
        f"<article><h1>{escape(s.title)}</h1><p>{first}</p><p>What else was said:</p>"
        f"<ul class='points'>{''.join(items)}</ul></article>"
    )
    gold = "\n".join((s.paragraphs[0], "What else was said:", *s.paragraphs[1:]))
    return page(s, body, box.open_graph(s)), gold


def lead_apart(s: Story) -> tuple[str, str]:
    first, *rest = paragraphs(s, heading="")
    body = (
        f"<div class='top'><h1>{escape(s.title)}</h1><div class='intro'>{first}</div></div><div class='photo'>"
        f"<img></div><div class='article-body'>{''.join(rest)}</div>"
    )
    return page(s, body, box.json_ld(s, body=s.gold(headings=False))), s.gold(headings=False)


def doubled(s: Story) -> tuple[str, str]:
    parts = paragraphs(s, heading="")
    parts.insert(
        4, f"<blockquote class='pull'>{escape(' '.join(s.paragraphs[1].split()[:9]))}</blockquote>"
    )
    body = (
        f"<div class='story-body'><h1>{escape(s.title)}</h1><p class='mobile'>{escape(s.paragraphs[0])}</p>"
        f"{''.join(parts)}<p>Follow {s.outlet} on Facebook and Twitter</p><p>Tags: border, fish, maps</p></div>"
    )
    return page(s, body, box.open_graph(s)), s.gold(headings=False)


LAYOUTS: tuple[Layout, ...] = (
    semantic, wordpress, legacy_tables, div_soup, amp, live_blog, paywalled, gallery, commented,
    cookie_wall, related_in_the_middle, newsletter_in_the_middle, author_box, web_form, fields,
    broadcaster, wire, press_release, endless, quoting, interview, scripted, figures, unclosed,
    odd_classes, mixed_blocks, linked, metered, roundup, lead_apart, doubled,
)  # fmt: skip


def made_pages(each: int = 4) -> list[MadePage]:
    """Return that many pages of each layout."""
    made = []
    for n, layout in enumerate(LAYOUTS):
        for k in range(each):
            told = story(n * 10 + k)
            html, gold = layout(told)
            made.append(MadePage(f"{layout.__name__}-{k}", html, gold, told))
    return made


def write_benchmark(folder: Path, pages: list[MadePage]) -> tuple[Path, Path]:
    """Write pages in the layout of the article extraction benchmark; return gold and folder."""
    (folder / "html").mkdir(parents=True)
    gold = {}
    for made in pages:
        packed = gzip.compress(made.html.encode(), mtime=0)
        (folder / "html" / f"{made.name}.html.gz").write_bytes(packed)
        gold[made.name] = {
            "articleBody": made.gold, "url": made.story.url, "headline": made.story.title,
            "datePublished": made.story.day
        }  # fmt: skip
    path = folder / "ground-truth.json"
    path.write_text(json.dumps(gold), encoding="utf-8")
    return path, folder / "html"
