"""What stands around the article on the made pages: navigation, boxes, metadata."""
# ruff: noqa: E501  # markup reads better unbroken

from __future__ import annotations

import json
from html import escape

from page_stories import Story

NAVIGATION = (
    "<a class='skip' href='#main'>Skip to content</a><header class='site-header'><nav><ul>"
    + "".join(
        f"<li><a href='/{w.lower()}'>{w}</a></li>" for w in ("World", "Coast", "Trade", "Sport")
    )
    + "</ul></nav><form><input name='q'><button>Search</button></form></header>"
)
SHARE = (
    "<div class='share-bar'><button>Share</button><a href='#'>Facebook</a><a href='#'>X</a>"
    "<a href='#'>Copy link</a></div>"
)
COOKIES = (
    "<div id='consent' class='cookie-wall' role='dialog'><h2>We value your privacy</h2><p>We and our "
    "412 partners store and access information on a device, such as cookies, and process personal "
    "data for personalised advertising, measurement and the development of services. You may accept "
    "or refuse, and change your mind at any time in the settings of this page.</p><p>Some partners "
    "do not ask for your consent and rely on their legitimate interest, to which you may object.</p>"
    "<button>Accept all</button><button>Manage options</button></div>"
)


def teasers(s: Story) -> str:
    """Return a list of links to other articles."""
    items = "".join(f"<li><a href='/o/{n}'>{escape(t)}</a></li>" for n, t in enumerate(s.other))
    return f"<div class='related-list'><h4>More stories</h4><ul>{items}</ul></div>"


def comments(s: Story) -> str:
    """Return what readers wrote below the article."""
    written = (
        "As somebody who grew up by that river I can only say that no map was ever right about it.",
        f"Why does nobody ask the people of {s.place}? They have waited for three winters by now.",
        "Typical. They will talk until the fish are gone, and then there is nothing left to share.",
    )
    items = "".join(
        f"<li class='comment'><b>reader{n}</b> <span>2 hours ago</span><p>{w}</p><a>Reply</a></li>"
        for n, w in enumerate(written)
    )
    return f"<section id='comments' class='comments-area'><h3>3 comments</h3><ol>{items}</ol></section>"


def foot(s: Story) -> str:
    """Return the page's foot."""
    return (
        f"<footer class='site-footer'><p>© {s.day[:4]} {s.outlet}. All rights reserved.</p><ul>"
        "<li><a href='/about'>About us</a></li><li><a href='/privacy'>Privacy policy</a></li></ul></footer>"
    )


def open_graph(s: Story) -> str:
    """Return Open Graph metadata."""
    return (
        f"<meta property='og:title' content='{escape(s.title)}'><meta property='og:site_name' "
        f"content='{s.outlet}'><meta property='og:url' content='{s.url}'><meta property='article:published_time' "
        f"content='{s.moment}'><meta name='author' content='{s.byline}'>"
    )


def json_ld(s: Story, kind: str = "NewsArticle", body: str | None = None) -> str:
    """Return a description of the article in JSON-LD."""
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": kind,
        "headline": s.title,
        "datePublished": s.moment,
        "author": [{"@type": "Person", "name": s.byline}],
        "publisher": {"@type": "NewsMediaOrganization", "name": s.outlet},
        "mainEntityOfPage": {"@type": "WebPage", "@id": s.url},
    }
    if body:
        data["articleBody"] = body
    return f"<script type='application/ld+json'>{json.dumps(data)}</script>"
