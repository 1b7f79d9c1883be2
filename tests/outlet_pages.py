"""Web pages in the layouts of many outlets, each with its gold text: made here, nobody's own.

The layouts are of kinds that the web has, not of any one site; names and words are ours.
"""
# ruff: noqa: E501  # markup reads better unbroken

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from pathlib import Path

import outlet_boxes as box
from page_stories import Story, story

Layout = Callable[[Story], tuple[str, str]]
"""The page's HTML and the gold text of its article."""


@dataclass(frozen=True)
class MadePage:
    """A page with its gold."""

    name: str
    html: str
    gold: str
    story: Story


def paragraphs(s: Story, tag: str = "p", attributes: str = "", heading: str = "h2") -> list[str]:
    """Return the story's paragraphs and headings as elements."""
    lines: list[str] = []
    for n, paragraph in enumerate(s.paragraphs):
        if n in s.headings and heading:
            lines.append(f"<{heading}>{escape(s.headings[n])}</{heading}>")
        lines.append(f"<{tag}{attributes}>{escape(paragraph)}</{tag}>")
    return lines


def page(s: Story, body: str, head: str = "", classes: str = "") -> str:
    """Return a whole page with the outlet's navigation and foot around `body`."""
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(s.title)} | '
        f"{s.outlet}</title>{head}</head><body class='{classes}'>{box.NAVIGATION}{body}"
        f"{box.foot(s)}</body></html>"
    )


def semantic(s: Story) -> tuple[str, str]:
    body = (
        f"<main><article><header><h1>{escape(s.title)}</h1><p class='deck'>{s.deck}</p>"
        f"<p class='byline'>By <a rel='author' href='/a'>{s.byline}</a></p>"
        f"<time datetime='{s.moment}'>{s.written}</time></header>{box.SHARE}"
        f"{''.join(paragraphs(s))}</article></main>"
    )
    return page(s, body, box.json_ld(s)), s.gold()


def wordpress(s: Story) -> tuple[str, str]:
    body = (
        "<div id='page' class='site'><div id='content' class='site-content'><div id='primary'>"
        "<main id='main'><article id='post-12' class='post-12 post type-post hentry'>"
        f"<header class='entry-header'><h1 class='entry-title'>{escape(s.title)}</h1>"
        f"<div class='entry-meta'><span class='posted-on'>Posted on <time class='entry-date published' "
        f"datetime='{s.moment}'>{s.written}</time></span> <span class='byline'>by {s.byline}</span></div>"
        f"</header><div class='entry-content'>{''.join(paragraphs(s))}"
        f"<div class='sharedaddy sd-sharing-enabled'><h3>Share this:</h3><ul><li>Facebook</li><li>X</li>"
        f"</ul></div><div id='jp-relatedposts' class='jp-relatedposts'><h3>Related</h3>{box.teasers(s)}"
        f"</div></div><footer class='entry-footer'>Tags: <a href='/t'>border</a></footer></article>"
        f"<nav class='post-navigation'>Previous: {escape(s.other[1])}</nav>{box.comments(s)}</main>"
        f"</div><aside id='secondary' class='widget-area'>{box.teasers(s)}</aside></div></div>"
    )
    return page(s, body, box.open_graph(s)), s.gold()


def legacy_tables(s: Story) -> tuple[str, str]:
    text = "<br><br>\n".join(escape(p) for p in s.paragraphs)
    body = (
        "<table width='780' border='0'><tr><td width='150' valign='top'><font size='1'>"
        + "<br>".join(f"<a href='/{n}'>{w}</a>" for n, w in enumerate(("Front", "World", "Sport")))
        + f"</font></td><td valign='top'><font size='4'><b>{escape(s.title)}</b></font><br>"
        f"<font size='1'>{s.written}</font><br><br><font face='Arial' size='2'>{text}</font></td>"
        f"<td width='160'>{box.teasers(s)}</td></tr></table>"
    )
    return page(s, body, f"<meta name='date' content='{s.day}'>"), s.gold(headings=False)


def div_soup(s: Story) -> tuple[str, str]:
    blocks = "".join(
        f"<div class='css-1x{n % 3}k9'><div class='css-p7q'>{escape(p)}</div></div>"
        for n, p in enumerate(s.paragraphs)
    )
    body = (
        f"<div class='css-0'><div class='css-a1'><div class='css-h1'>{escape(s.title)}</div>"
        f"<div class='css-m'>{s.byline} · {s.written}</div><div class='css-b2'>{blocks}</div></div>"
        f"<div class='css-r'>{box.teasers(s)}</div></div>"
    )
    return page(s, body, box.open_graph(s)), s.gold(headings=False)


def amp(s: Story) -> tuple[str, str]:
    body = (
        f"<amp-sidebar id='sb' layout='nodisplay'>{box.teasers(s)}</amp-sidebar><article class='amp-wp-article'>"
        f"<header class='amp-wp-article-header'><h1 class='amp-wp-title'>{escape(s.title)}</h1></header>"
        f"<div class='amp-wp-article-content'><amp-img src='x.jpg'></amp-img>{''.join(paragraphs(s))}"
        "<amp-social-share type='x'></amp-social-share></div></article>"
    )
    return page(s, body, box.json_ld(s)), s.gold()


def live_blog(s: Story) -> tuple[str, str]:
    entries = "".join(
        f"<div class='live-entry' id='e{n}'><time class='stamp'>{9 + n // 2}:{10 + n} GMT</time>"
        f"<h3>Update {n + 1} from {s.place}</h3><p>{escape(p)}</p></div>"
        for n, p in enumerate(s.paragraphs)
    )
    gold = "\n\n".join(f"Update {n + 1} from {s.place}\n{p}" for n, p in enumerate(s.paragraphs))
    body = (
        f"<main><h1>{escape(s.title)}</h1><p class='live-badge'>Live updates</p>"
        f"<div class='live-blog'>{entries}</div></main>"
    )
    return page(s, body, box.json_ld(s, kind="LiveBlogPosting")), gold


def paywalled(s: Story) -> tuple[str, str]:
    shown = s.paragraphs[:4]
    body = (
        f"<article><h1>{escape(s.title)}</h1><div class='article__body'>"
        + "".join(f"<p>{escape(p)}</p>" for p in shown)
        + "</div><div class='paywall'><h3>Subscribe to continue reading</h3><p>Get unlimited access to "
        "our stories from 2 crowns a week. Cancel anytime. Already a subscriber? Log in</p></div></article>"
    )
    return page(s, body, box.json_ld(s)), "\n\n".join(shown)


def gallery(s: Story) -> tuple[str, str]:
    parts = []
    for n, p in enumerate(s.paragraphs):
        parts.append(f"<p>{escape(p)}</p>")
        if n % 3 == 1:
            parts.append(
                f"<figure><img src='{n}.jpg'><figcaption>Boats in the harbour of {s.place} on a grey "
                f"morning. <span class='credit'>{s.byline}/Quell Press</span></figcaption></figure>"
            )
    body = f"<article><h1>{escape(s.title)}</h1><div class='story-body'>{''.join(parts)}</div></article>"
    return page(s, body, box.open_graph(s)), s.gold(headings=False)


def commented(s: Story) -> tuple[str, str]:
    body = (
        f"<div class='story'><h1>{escape(s.title)}</h1><div class='story-text'>{''.join(paragraphs(s))}"
        f"</div>{box.comments(s)}</div>"
    )
    return page(s, body, box.open_graph(s)), s.gold()


def cookie_wall(s: Story) -> tuple[str, str]:
    body = f"{box.COOKIES}<article><h1>{escape(s.title)}</h1>{''.join(paragraphs(s))}</article>"
    return page(s, body, box.json_ld(s)), s.gold()


def related_in_the_middle(s: Story) -> tuple[str, str]:
    parts = paragraphs(s)
    parts.insert(3, f"<p><strong><a href='/o1'>{escape(s.other[0])}</a></strong></p>")
    parts.insert(6, f"<p>Read also: <a href='/o2'>{escape(s.other[1])}</a></p>")
    parts.insert(
        8, f"<ul class='inline-related'><li><a href='/o3'>{escape(s.other[2])}</a></li></ul>"
    )
    body = f"<article><h1>{escape(s.title)}</h1><div class='article-body'>{''.join(parts)}</div></article>"
    return page(s, body, box.json_ld(s)), s.gold()


def newsletter_in_the_middle(s: Story) -> tuple[str, str]:
    parts = paragraphs(s)
    parts.insert(
        4,
        "<div class='inline-promo'><h3>The Morning Ferry</h3><p>Sign up for our newsletter and get the "
        "day's news in your inbox before breakfast.</p><p>By signing up you agree to our terms.</p></div>",
    )
    parts.insert(7, "<p>Advertisement</p>")
    parts.append("<p>Follow us on Telegram for more news.</p>")
    body = f"<article><h1>{escape(s.title)}</h1><section>{''.join(parts)}</section></article>"
    return page(s, body, box.open_graph(s)), s.gold()


def author_box(s: Story) -> tuple[str, str]:
    body = (
        f"<article class='single'><h1>{escape(s.title)}</h1><div class='rich-text'>{''.join(paragraphs(s))}"
        f"</div><div class='profile'><h4>About the author</h4><p>{s.byline} is a correspondent of "
        f"{s.outlet} and covers the coast.</p></div><p>© {s.day[:4]} {s.outlet}. All rights reserved.</p></article>"
    )
    return page(s, body, box.json_ld(s)), s.gold()


def web_form(s: Story) -> tuple[str, str]:
    body = (
        "<form method='post' id='aspnetForm'><input type='hidden' value='xyz'><div id='ctl00_main'>"
        f"<h1>{escape(s.title)}</h1><span id='ctl00_date'>{s.written}</span><div id='ctl00_text'>"
        f"{''.join(paragraphs(s))}</div></div></form>"
    )
    return page(s, body, f"<meta name='pubdate' content='{s.day}'>"), s.gold()


def fields(s: Story) -> tuple[str, str]:
    body = (
        "<div class='node node-article view-mode-full'><div class='field field-name-title'>"
        f"<h1>{escape(s.title)}</h1></div><div class='field field-name-body field-type-text-with-summary'>"
        f"<div class='field-items'><div class='field-item even' property='content:encoded'>"
        f"{''.join(paragraphs(s, heading='h3'))}</div></div></div><div class='field field-name-field-tags'>"
        "<a href='/tags/border'>border</a> <a href='/tags/fish'>fish</a></div></div>"
    )
    return page(s, body, f"<meta name='dcterms.date' content='{s.moment}'>"), s.gold()


def broadcaster(s: Story) -> tuple[str, str]:
    blocks = "".join(
        f"<div data-component='{'subheadline' if p.startswith('<h2') else 'text'}-block' class='sc-1a x{n}'>{p}</div>"
        for n, p in enumerate(paragraphs(s, attributes=" class='sc-eb p0'"))
    )
    body = (
        f"<main id='main-content'><article><div data-component='headline-block'><h1>{escape(s.title)}</h1></div>"
        f"<div data-component='byline-block'>{s.byline}, Marn</div>{blocks}"
        f"<div data-component='topic-list'>{box.teasers(s)}</div></article></main>"
    )
    return page(s, body, box.json_ld(s, kind="ReportageNewsArticle")), s.gold()


def wire(s: Story) -> tuple[str, str]:
    first, *rest = s.paragraphs
    lead = f"{s.place.upper()}, {s.written.split()[1]} {s.written.split()[0]} (Interfax) - {first}"
    body = (
        f"<div id='news'><h3>{escape(s.title)}</h3><div class='txt'>"
        + "".join(f"<p>{escape(p)}</p>" for p in (lead, *rest))
        + f"</div><div class='more'>{box.teasers(s)}</div></div>"
    )
    return page(s, body, f"<meta name='date' content='{s.moment}'>"), "\n\n".join((lead, *rest))


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
