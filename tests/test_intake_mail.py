"""E-mail: what is the writer's own, what is passed on, what is around it; whole mailboxes."""

from __future__ import annotations

import io
from email.message import EmailMessage
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.article import Article
from dragoman.errors import UnreadableInput
from dragoman.intake import mail
from dragoman.intake.assembly import assembled
from dragoman.intake.page import Part
from telling import reads, whole

HEAD = (
    "From: Ilse Marrane <ilse@vna.example>\n"
    "Date: Mon, 3 Mar 2025 09:10:05 +0300\n"
    "Subject: {subject}\n"
    "Message-ID: <{key}@vna.example>\n"
)
TEXT = (
    "Valdoria will not sign before its border is drawn, its minister said on Monday.\n\n"
    "Tarn answered that the border was drawn long ago, and that talks go on.\n"
)


def message(
    text: str = TEXT, *, subject: str = "Valdoria waits", head: str = "", key: str = "a"
) -> bytes:
    return (HEAD.format(subject=subject, key=key) + head + "\n" + text).encode()


def only(raw: bytes) -> Part:
    (part,) = mail.parts(raw, "in.eml")
    assert isinstance(part, Part), part
    return part


def read(raw: bytes) -> Article:
    part = only(raw)
    return assembled(
        whole(part), Article(part.name, f"file:///in.eml#{part.fragment}", "0", whole(part).text)
    )


def body(article: Article) -> list[str]:
    return [p.span.of(article.text).strip() for p in article.paragraphs if p.sort == "body"]


def test_a_message_states_subject_sender_and_date_with_its_zone() -> None:
    article = read(message(subject="Re: Fwd: Valdoria waits"))
    assert article.title == "Valdoria waits"
    assert article.byline == "Ilse Marrane"
    assert article.published == "2025-03-03T09:10:05+03:00"
    assert body(article) == TEXT.strip().split("\n\n")
    assert only(message()).fragment == "a@vna.example"
    assert whole(only(message())).stated.where["published"].startswith("header Date")


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("Mon, 3 Mar 2025 09:10:05 -0000", "2025-03-03T09:10:05+00:00"),
        ("Mon, 3 Mar 2025 09:10:05", "2025-03-03"),
        ("3 Mar 2025 09:10 EST", "2025-03-03T09:10:00-05:00"),
        ("Mon, 3 Mar 2025 09:10:05 IST", "2025-03-03"),
        ("Mon, 33 Mar 2025 09:10:05 +0300", None),
        ("yesterday", None),
    ],
)
def test_a_date_is_taken_as_far_as_it_is_sure(date: str, expected: str | None) -> None:
    raw = message().replace(b"Mon, 3 Mar 2025 09:10:05 +0300", date.encode())
    assert whole(only(raw)).stated.published == expected


@pytest.mark.parametrize(
    "around",
    [
        "{}\n-- \nIlse Marrane\nValdorian News Agency\n+99 1 234",
        "{}\n_______________________________________________\nTalks mailing list\n"
        "Talks@lists.vna.example\nhttps://lists.vna.example/listinfo/talks\n",
        "{}\n---\nYou received this message because you are subscribed to the group.\n"
        "To unsubscribe from this group, send an email to talks+leave@vna.example.\n",
        "View this email in your browser\n\n{}\nSent from my telephone\n\nUnsubscribe | Help\n",
        "{}\nOn Mon, 3 Mar 2025 at 08:00, Jonas Petrel <jonas@tarn.example>\nwrote:\n\n"
        "> Tarn will sign, its envoy said.\n> It always would.\n",
        "{}\n-----BEGIN PGP SIGNATURE-----\n\niQEzBAEB\n=abcd\n-----END PGP SIGNATURE-----\n",
        "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n{}",
    ],
)
def test_what_programs_and_lists_write_is_furniture(around: str) -> None:
    article = read(message(around.format(TEXT)))
    assert body(article) == TEXT.strip().split("\n\n")


def test_a_reply_keeps_its_own_words_only() -> None:
    text = (
        "> Will Valdoria sign?\n\nIt will not, the ministry said today.\n\n"
        "> And Tarn?\n\nTarn will wait.\n"
    )
    article = read(message(text, subject="Re: Signing", head="In-Reply-To: <q@tarn.example>\n"))
    assert body(article) == ["It will not, the ministry said today.", "Tarn will wait."]
    assert any("2 lines of an earlier message" in warning for warning in article.warnings)


@pytest.mark.parametrize(
    "head",
    [
        "---------- Forwarded message ---------\nFrom: Jonas Petrel <jonas@tarn.example>\n"
        "Date: Sun, 2 Mar 2025 18:00:00 +0100\nSubject: Tarn is ready\nTo: <desk@vna.example>\n",
        "Begin forwarded message:\n\nFrom: Jonas Petrel <jonas@tarn.example>\n"
        "Subject: Tarn is ready\nDate: 2 March 2025 at 18:00:00 +0100\nTo: desk@vna.example\n",
        "-----Original Message-----\nFrom: Jonas Petrel [mailto:jonas@tarn.example]\n"
        "Sent: Sunday, March 2, 2025 6:00 PM\nTo: Desk\nSubject: Tarn is ready\n",
        "From: Jonas Petrel <jonas@tarn.example>\nSent: Sunday, March 2, 2025 6:00 PM\n"
        "To: Desk\nSubject: Tarn is ready\n",
    ],
)
def test_a_message_passed_on_is_the_article(head: str) -> None:
    article = read(message(f"For the desk.\n\n{head}\n{TEXT}", subject="Fwd: Tarn is ready"))
    assert article.title == "Tarn is ready"
    assert article.byline == "Jonas Petrel"
    assert (article.published or "").startswith("2025-03-02")
    assert body(article) == TEXT.strip().split("\n\n")
    assert any("passed it on" in warning for warning in article.warnings)


def made(**extra: Any) -> EmailMessage:
    made = EmailMessage()
    made["From"], made["Subject"] = "Tarn Herald <news@tarn.example>", "Morning news"
    made["Date"], made["Message-ID"] = "Mon, 3 Mar 2025 09:10:05 +0300", "<m@tarn.example>"
    if "text" in extra:
        made.set_content(extra["text"])
    return made


def test_html_is_handed_on_where_there_is_no_text_and_attachments_always() -> None:
    news = made(text="Your program does not support HTML.")
    news.add_alternative("<p>Valdoria waits — still.</p>", subtype="html", charset="windows-1252")
    news.add_attachment(b"%PDF-1.4 x", maintype="application", subtype="pdf", filename="né te.pdf")
    news.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    news.add_attachment("Annex text.", filename="annex.txt")
    notes: list[str] = []
    html, pdf, annex = [
        p for p in mail.parts(news.as_bytes(), "n.eml", note=notes.append) if isinstance(p, Part)
    ]
    assert (html.ending, html.stated.title) == (".html", "Morning news")
    assert "Valdoria waits — still." in html.raw.decode("utf-8-sig")
    assert (pdf.ending, pdf.name, pdf.raw) == (".pdf", "né te", b"%PDF-1.4 x")
    assert annex.fragment == "m@tarn.example/annex.txt"
    assert len(notes) == 1 and "logo.png" in notes[0]


def test_a_message_attached_to_another_is_read_with_what_it_has() -> None:
    inner, outer = made(text="The inner words are these."), made(text="See the message attached.")
    inner.add_attachment("Deepest words.", filename="deep.txt")
    outer.add_attachment(inner)
    found = [p for p in mail.parts(outer.as_bytes(), "o.eml") if isinstance(p, Part)]
    assert [p.fragment for p in found] == [
        "m@tarn.example",
        "m@tarn.example/m@tarn.example",
        "m@tarn.example/m@tarn.example/deep.txt",
    ]


@pytest.mark.parametrize(
    ("charset", "raw", "expected"),
    [
        ("iso-8859-1", b"He said \x93no\x94 twice.", "He said “no” twice."),
        ("us-ascii", "He said “no” twice.".encode(), "He said “no” twice."),
        ("koi8-r", "Он сказал нет.".encode("koi8-r"), "Он сказал нет."),
        ("x-unheard-of", "He said “no” twice.".encode(), "He said “no” twice."),
        ("utf-8", b"He said \xffno twice.", "He said \ufffdno twice."),
        ("base64", b"Said in no text.", "Said in no text."),
        ("unicode_escape", b"Said \\u0041.", "Said \\u0041."),
    ],
)
def test_a_text_is_decoded_as_its_message_says_or_with_a_warning(
    charset: str, raw: bytes, expected: str
) -> None:
    head = f'Content-Type: text/plain; charset="{charset}"\nContent-Transfer-Encoding: 8bit\n'
    page = whole(only(message("", head=head) + raw))
    assert page.text == expected
    assert bool(page.warnings) == (charset in ("x-unheard-of", "utf-8", "base64", "unicode_escape"))


def test_flowed_lines_are_joined() -> None:
    head = "Content-Type: text/plain; format=flowed\n"
    text = "One sentence that goes \non here. \n And ends.\n\nNext.\n"
    assert (
        whole(only(message(text, head=head))).text
        == "One sentence that goes on here. And ends.\n\nNext."
    )


MAILBOX = b"".join(
    b"From desk@vna.example Mon Mar  3 09:1%d:05 2025\n" % n
    + message(f"Number {n} said no.\n\n>From here on all is quiet.\n\n", key=f"m{n}")
    + b"\n"
    for n in range(4)
)


def test_a_mailbox_is_cut_into_its_messages_and_quoted_from_lines_undone() -> None:
    found = reads(mail.parts(MAILBOX, "in.mbox"))
    assert [p.fragment for p in found] == [f"m{n}@vna.example" for n in range(4)]
    assert whole(found[2]).text == "Number 2 said no.\n\nFrom here on all is quiet."


def test_a_line_of_prose_does_not_cut_a_message() -> None:
    prose = (
        "\nFrom Monday at 10:30 on 3 March 2025 the border is shut.\n\nFrom Tarn came no word.\n"
    )
    (part,) = mail.parts(
        b"From a@b Mon Mar  3 09:10:05 2025\n" + message(f"It is over.\n{prose}"), "x"
    )
    assert isinstance(part, Part) and "From Tarn came no word." in whole(part).text


def test_a_broken_message_leaves_the_others() -> None:
    garbage = b"From x@y Mon Mar  3 09:19:05 2025\n\xff\x00 no head at all\n\n"
    cut = MAILBOX.index(b"From desk", 10)
    found = list(mail.parts(MAILBOX[:cut] + garbage + MAILBOX[cut:], "in.mbox"))
    assert [isinstance(p, Part) for p in found] == [True, False, True, True, True]
    assert "in.mbox, message 2" in str(found[1])


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"", "empty"),
        (b"\n\n", "empty"),
        (b"just some words", "no e-mail"),
        (b"\x89PNG\r\n\x1a\n\0\0", "no e-mail"),
        (message(""), "no text"),
        (message("-- \nIlse"), "no text"),
        (message("-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\n"), "encrypted"),
        (message("", head='Content-Type: multipart/encrypted; boundary="b"\n'), "encrypted"),
        (
            message("", head="Content-Type: application/pkcs7-mime; smime-type=enveloped-data\n"),
            "encrypted",
        ),
        (message("word " * 30_000), "limit"),
    ],
)
def test_bad_input_is_said_to_be_bad(raw: bytes, what: str) -> None:
    (found,) = mail.parts(raw, "in.eml")
    assert isinstance(found, UnreadableInput) and what in str(found), found


def test_a_message_too_large_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.intake.mbox.MAX_MESSAGE", 1_000)
    large = b"From x@y Mon Mar  3 09:19:05 2025\n" + message("long words. " * 200) + b"\n"
    found = list(mail.parts(large + MAILBOX, "in.mbox"))
    assert [isinstance(p, Part) for p in found] == [False, True, True, True, True]


def rich() -> bytes:
    news = made(text=TEXT)
    news.add_alternative("<p>Valdoria waits.</p>", subtype="html")
    news.add_attachment("Annex text.", filename="annex.txt")
    return b"From a@b Mon Mar  3 09:10:05 2025\n" + news.as_bytes() + b"\n" + MAILBOX


RICH = rich()


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, len(RICH)), st.binary(max_size=12), st.integers(0, 80)), max_size=6
    ),
    st.integers(0, len(RICH)),
)
def test_whatever_the_bytes_nothing_but_unreadable_input_comes_out(
    edits: list[tuple[int, bytes, int]], length: int
) -> None:
    raw = RICH
    for at, put, gone in edits:
        raw = raw[:at] + put + raw[at + gone :]
    for variant in (raw, raw[:length], raw[length:]):
        for found in mail.streamed(io.BytesIO(variant), "x"):
            if isinstance(found, Part) and found.page:
                page = found.page
                assembled(page, Article("x", "x", "0", page.text))
                assert all(page.text[b.start : b.end] == b.words for b in page.blocks)


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=300),
    st.sampled_from(
        [
            b"Subject: ",
            b"Content-Type: ",
            b"Date: ",
            b"From: ",
            b"Content-Type: multipart/mixed; boundary=",
            b"Content-Disposition: attachment; filename=",
        ]
    ),
)
def test_garbled_heads_are_survived(garbage: bytes, name: bytes) -> None:
    raw = b"Message-ID: <a@b>\n" + name + garbage + b"\n\nSome words stand here.\n"
    assert all(isinstance(p, (Part, UnreadableInput)) for p in mail.parts(raw, "x"))
