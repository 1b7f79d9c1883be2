"""What stands on a page and is nobody's words, and the sentences that only look like it."""

from __future__ import annotations

import pytest

from dragoman.errors import VocabularyError
from dragoman.intake import from_text
from dragoman.vocabulary import furniture as vocabulary

BODY = (
    "The foreign minister of Valdoria said on Monday that her country would reopen the border "
    "crossing at Tarvik once the inspectors had returned."
)

FURNITURE = [
    "No time to read?",
    "Get a summary",
    "GET THE SUMMARY",
    "Previous Article",
    "« Previous: Harbour fees rise again",
    "Next article: Harbour fees rise again",
    "Share this article",
    "Share on Facebook",
    "Facebook Twitter WhatsApp Telegram",
    "Share | Tweet | Email | Print",
    "1,204 shares",
    "3.4K views",
    "Copy link",
    "Link copied to clipboard",
    "We use cookies to improve your experience on this site.",
    "This website uses cookies. By clicking Accept you agree to our terms.",
    "Accept all",
    "Cookies help us to improve this page. Accept all",
    "Newsletter: Get the morning briefing in your inbox",
    "Follow us on our channels",
    "Cookie settings",
    "Privacy Policy | Terms of Use | Contact us",
    "By continuing to browse you agree to our use of cookies.",
    "Sign up for our daily newsletter",
    "Sign up now for the Morning Brief newsletter and never miss a story.",
    "Subscribe to our YouTube channel",
    "Get the latest headlines delivered to your inbox.",
    "Enter your email address",
    "Follow us on Telegram",
    "Join our WhatsApp channel for breaking news",
    "Download our app for alerts",
    "Stay up to date with our latest news.",
    "Read more",
    "Read More »",
    "Read also: Kestrel closes its ports to Valdorian ships",
    "READ MORE: Who is the new envoy?",
    "Also read | Five things to know about the Ledra accord",
    "Related: Ministers to meet in Norhaven",
    "Related articles",
    "You may also like",
    "More on this story",
    "Most read",
    "Trending now",
    "Watch: Minister's full speech in Norhaven",
    "Click here to read the full statement",
    "Read the full interview here",
    "Photo: Anna Reyl / Kestrel Press",
    "Image: The border post at Tarvik / Getty",
    "Image caption, The two ministers met for an hour",
    "Picture: Government of Valdoria",
    "Photograph by Anna Reyl",
    "Anna Reyl/AFP via Getty Images",
    "© Anna Reyl",
    "FILE PHOTO: Inspectors walk through the Tarvik crossing last spring.",
    "The two ministers shake hands in Norhaven on Friday, March 3, 2023. (AP Photo/Anna Reyl)",
    "Inspectors at the Tarvik crossing [File: Anna Reyl/Reuters]",
    "A view of the Ledra Strait. Photograph: Anna Reyl/AFP",
    "Tags: Valdoria, Kestrel, border",
    "Filed under: World, Diplomacy",
    "#Valdoria #Kestrel #border",
    "24 comments",
    "Comments (7)",
    "Leave a comment",
    "Join the conversation",
    "About the author",
    "Reporting by Anna Reyl; Editing by Jonas Holt",
    "(Additional reporting by Jonas Holt in Norhaven)",
    "Follow Anna Reyl on Twitter @annareyl",
    "Anna Reyl contributed to this report.",
    "This article was originally published by the Tarn Herald.",
    "a.reyl@tarnherald.example",
    "© 2024 Tarn Herald. All rights reserved.",
    "Copyright 2024 Tarn Herald",
    "This material may not be published, broadcast or redistributed.",
    "Already a subscriber? Log in",
    "Subscribe to continue reading",
    "You have 2 free articles left this month.",
    "This article is for subscribers only",
    "Advertisement",
    "ADVERTISEMENT - CONTINUE READING BELOW",
    "Story continues below",
    "Sponsored content",
    "14:05 GMT",
    "7 p.m.",
    "3 hours ago",
    "Updated 12 minutes ago",
    "Skip to main content",
    "Home > World > Valdoria",
    "4 min read",
    "Listen to this article",
    "Back to top",
    "https://tarnherald.example/ledra/talks",
    "Recommended Stories",
    "list 1 of 3",
    "More in World",
    "We value your privacy",
    "We and our 842 partners store and access data on your device",
    "Want more like this? Sign up for our newsletter",
    "Your support helps us tell the story",
    "You are reading 1 of 3 free articles",
    "Have a tip? Write to our reporters.",
    "A version of this article appears in print on March 3, Section A, Page 4.",
    "This is a developing story. Check back for updates.",
    "AP Photo/Anna Reyl",
    "Enlarge this image",
    "Listen (5 mins)",
    "World / Europe / Valdoria",
    "██ Held by Valdoria",
    "🟥 Kestrel Republic",
    "* * *",
    "___",
]

FURNITURE += [
    "ALSO READ Ministers meet again in Marn",
    "This article is more than 2 years old",
    "Save this story",
    "Print Friendly, PDF & Email",
    "Your email address will not be published.",
    "Required fields are marked *",
    "Save my name, email, and website in this browser for the next time I comment.",
    "This site is protected by reCAPTCHA and the Privacy Policy and Terms of Service apply.",
    "Please check your inbox to confirm your subscription.",
    "By entering your email address you agree to our terms",
    "Only subscribers can read this article",
    "Cancel anytime",
    "Image 1 of 5",
    "View all posts by Anna Reyl",
    "Commenting has closed on this story",
    "Allow Twitter content?",
    "(With inputs from agencies)",
    "Edited by: Jonas Holt",
]

NO_FURNITURE = [
    "Also read out was a letter from the premier of Kestrel.",
    "Reply to the note within ten days or the offer lapses, the envoy said.",
    "This treaty is more than 20 years old and needs to be replaced, she said.",
    "Only subscribers to the accord can read its annexes, the minister complained.",
    "Notify me of every vessel, the admiral told his captains.",
    "To show you this content of the treaty would be a crime, he said.",
    "We will email you the draft, the mediator promised both sides.",
    "Edited by the mediators, the text went back to both capitals.",
    "Access to this strait requires a permit, the ministry said.",
    "The previous article of the treaty binds both sides to consult within ten days.",
    "Next, article 5 was read out and adopted without a vote.",
    '"Read more history," the minister told the envoy.',
    "Read more history, she told the envoys, before you draw borders.",
    "Share the burden or leave the alliance, the general said.",
    "Both sides share the view that the strait must stay open.",
    "The summary of the talks was handed to the press.",
    "Get a summary of the accord to every village, the premier ordered.",
    "Photo evidence of the attack was shown to the council.",
    "The picture that emerged from the talks was bleak, he said.",
    "Image matters in diplomacy, the envoy remarked.",
    "The ministry said that it uses cookies to count visitors, not to follow them.",
    '"We use cookies and tea to win over negotiators," the host joked.',
    "Sign up to the accord now, Kestrel urged its neighbours.",
    "Subscribe to no bloc: that was the advice of the old chancellor.",
    "Follow the money, the auditor told the commission.",
    "Join the coalition or stay outside it, the premier said.",
    "Stay informed of every step, the council asked its envoy.",
    "Related talks on fisheries will open in May.",
    "The related protocol was signed by four states.",
    "More on the proposal was expected from the ministry on Friday.",
    "Watch the border, the general ordered his men.",
    "Tags on the containers showed that they came from Kestrel.",
    "The topics: the border, the grain accord and the prisoners.",
    "Comments by the envoy drew protest in Valdoria.",
    "No comment was available from the ministry.",
    "The author of the plan is a former admiral.",
    "Copyright law was the third item on the agenda.",
    "All rights reserved under the treaty remain in force, the ministry said.",
    "Will Kestrel yield? Join the talks now, the envoy urged.",
    "For more security, join the alliance, the premier said.",
    "Your support means peace, the envoy told the islanders.",
    "Do you have an idea of the price? the senator asked.",
    "More in anger than in sorrow, he left the room.",
    "Our partners in the alliance share intelligence data with consent, she said.",
    "The crossing may not be reopened without permission, said the governor.",
    "Reporting by state media suggested that the talks had failed.",
    "Subscribers to the treaty met in Norhaven.",
    "Advertisement of the tender is due in June, the ministry said.",
    "Live fire was heard near the crossing at 7 p.m. on Sunday.",
    "At 14:05 GMT the delegations left the building.",
    "Three hours ago nobody knew the answer, the envoy said.",
    "Home to 40,000 people, Tarvik lies on the border.",
    "Search teams found no survivors.",
    "Print runs of the agreement were pulped.",
    "Listen to the people of the islands, the senator pleaded.",
    "Download speeds fell across Kestrel as the cable was cut.",
    "You have read the text, the president told the deputies, and you know its price.",
    "This article of the accord was contested until the last night.",
    "The content of the talks is for the members of the council only to judge, he said.",
    "Support for the treaty grew among journalists and judges.",
    "Only 3 per cent of the seats changed hands.",
    "Contact between the capitals broke off in June.",
    "The Kestrel envoy said: a handshake is no treaty.",
    "He told AFP/Reuters pool reporters that the talks were over.",
    "The port was reopened, according to Reuters.",
    "Anna Reyl is a former reporter who now leads the Valdorian delegation, officials said.",
]


def sorts(text: str) -> dict[str, str]:
    """Return each block's sort by its words."""
    article = from_text(text)
    return {p.span.of(article.text).strip(): p.sort for p in article.paragraphs}


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_lines_are_marked(line: str) -> None:
    page = f"Valdoria to reopen border crossing\n\n{BODY}\n\n{line}\n\n{BODY}\n"
    article = from_text(page)
    assert [span.of(page) for span in article.furniture] == [line]


@pytest.mark.parametrize("line", NO_FURNITURE)
def test_sentences_that_look_like_furniture_stay_in_the_article(line: str) -> None:
    page = f"Valdoria to reopen border crossing\n\n{BODY}\n\n{line}\n\n{BODY}\n"
    assert sorts(page)[line] == "body"
    assert from_text(f"{BODY}\n{line}\n").furniture == ()


def test_teasers_go_with_the_label_above_them() -> None:
    page = (
        f"{BODY}\n\nNo time to read?\nGet a summary\nPrevious Article\n\n"
        "Opera house in Tarn reopens after three years\n\nNext Article\n\n"
        "Linen and pale colours lead the summer in Port Varn\n"
    )
    marked = [span.of(page) for span in from_text(page).furniture]
    assert marked == [
        "No time to read?",
        "Get a summary",
        "Previous Article",
        "Opera house in Tarn reopens after three years",
        "Next Article",
        "Linen and pale colours lead the summer in Port Varn",
    ]


def test_two_labels_in_a_row_take_two_teasers_at_the_close() -> None:
    page = f"{BODY}\n\nPrevious Article\nNext Article\nOpera reopens\nLinen leads the summer\n"
    assert len(from_text(page).furniture) == 4


def test_teasers_at_the_head_of_a_page_leave_the_headline() -> None:
    page = (
        "Previous Article\n\nOpera house reopens\n\n"
        f"Valdoria reopens its border crossing at Tarvik\n\n{BODY}\n"
    )
    article = from_text(page)
    assert [s.of(page) for s in article.furniture] == ["Previous Article", "Opera house reopens"]
    assert article.title == "Valdoria reopens its border crossing at Tarvik"


def test_a_box_amid_the_article_takes_no_paragraph_and_no_heading() -> None:
    page = (
        f"{BODY}\n\nRelated\n- Opera house reopens\n- Linen leads the summer\n\n{BODY}\n\n"
        f"Read also\nHarbour fees rise again\n\nA long way to go\n\n{BODY}\n"
    )
    by_words = sorts(page)
    assert by_words["- Opera house reopens"] == "furniture"
    assert by_words["Harbour fees rise again"] == "furniture"
    assert by_words["A long way to go"] == "heading"
    assert by_words[BODY] == "body"


def test_a_sentence_after_a_label_is_the_articles() -> None:
    sentence = "The envoy left Norhaven on Sunday without a word to the press."
    assert sorts(f"{BODY}\n\nNext Article\n\n{sentence}\n\n{BODY}")[sentence] == "body"


@pytest.mark.parametrize(
    "bio",
    [
        "Anna Reyl is a correspondent based in Norhaven.",
        "Anna Reyl covers diplomacy for the Tarn Herald.",
        "Dr Jonas Holt is a fellow at the Institute of the Strait and a former envoy.",
        "The views expressed are the author's own.",
    ],
)
def test_a_note_on_the_author_is_furniture_at_the_close_only(bio: str) -> None:
    assert sorts(f"{BODY}\n\n{bio}\n")[bio] == "furniture"
    assert sorts(f"{BODY}\n\n{bio}\n\n{BODY}\n")[bio] == "body"


def test_an_authors_box_goes_with_its_label() -> None:
    box = "Anna Reyl has lived in Port Varn since 2009. She keeps bees."
    assert sorts(f"{BODY}\n\nAbout the author\n\n{box}\n")[box] == "furniture"


def test_every_sort_of_furniture_has_a_test_line() -> None:
    known = vocabulary.furniture()
    found = {known.sort_of(line, tail=True) for line in FURNITURE}
    names = {sort.name for sort in found if sort is not None}
    assert {sort.name for sort in known.sorts} - names == {"disclaimer"}


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ({"phrases": ["next"]}, "no name"),
        ({"name": "pager", "phrase": ["next"]}, "phrase"),
        ({"name": "pager", "phrases": ["Next »"]}, "can never match"),
        ({"name": "pager", "whole": ["(next) page"]}, "must not capture"),
        ({"name": "pager", "whole": ["next("]}, "next("),
        ({"name": "credit", "ends": ["/ afp"]}, "Give both"),
    ],
)
def test_a_broken_vocabulary_says_what_is_wrong(
    entry: dict[str, object], says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vocabulary, "table", lambda _: {"sort": [entry]})
    with pytest.raises(VocabularyError, match=r"furniture\.toml") as caught:
        vocabulary.furniture.__wrapped__()
    assert says in str(caught.value)
