"""Pages as outlets lay them out: themes, broadcasters, portals, agencies, live blogs.

The layouts are of kinds that the web has, not of any one site; names and words are ours.
"""
# ruff: noqa: E501  # markup reads better unbroken

from __future__ import annotations

from collections.abc import Callable
from html import escape

import outlet_boxes as box
from page_stories import Story

Layout = Callable[[Story], tuple[str, str]]
"""The page's HTML and the gold text of its article."""


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
