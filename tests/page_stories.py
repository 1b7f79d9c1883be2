"""Stories for the made web pages: invented states, our own words, the same on every run."""
# ruff: noqa: E501  # markup reads better unbroken

from __future__ import annotations

import random
from dataclasses import dataclass

STATES = ("Valdoria", "Kestrel", "Norhaven", "Ostmark", "Lirien", "Sarkand")
PLACES = ("Tarvik", "Ledra", "Quell", "Orm", "Vester", "Halden", "Brisk", "Marn")
PEOPLE = ("Anna Reyl", "Jonas Holt", "Mira Stavel", "Tomas Arden", "Ilse Varn", "Pavel Orsk")

PARAGRAPHS = (
    "The foreign minister of {A} said on Monday that her country would reopen the border crossing "
    "at {p} once the inspectors had returned and the fishing boats seized in spring were freed.",
    "“We have never closed the door,” {n} told reporters on the steps of the ministry. “But somebody "
    "has to walk through it first.”",
    "Officials in {B} were cautious. A deputy minister, who asked not to be named because the talks "
    "are confidential, said that the offer contained nothing new.",
    "The two sides have met eleven times since the ceasefire of {p}, mostly in rooms above the old "
    "customs house in {q}, and have agreed on little but the date of the next meeting.",
    "No deal was signed.",
    "At stake is a strip of coast forty kilometres long, which both claim and neither governs. Some "
    "nine thousand people live there, most of them by fishing.",
    "{n}, who led the delegation, described the mood as “sober, sometimes even friendly”.",
    "Under the draft, seen by this newspaper, {A} would withdraw its patrol boats within ninety days; "
    "{B} would in return lift its duties on timber, glass and salted fish.",
    "The draft says nothing about the prisoners.",
    "That omission angered the families, who gathered in front of the parliament in {p} with "
    "photographs and candles and stayed until late in the evening.",
    "“They count boats and boxes,” said {m}, whose brother has been held since the autumn. “Nobody "
    "counts the people.”",
    "Analysts doubt that the deadline can be kept, as both governments face elections before the "
    "end of the year and neither wants to be seen giving way.",
    "{B}'s president has ruled out any step before the missing map sheets of the frontier commission "
    "are handed over, a demand that he first raised in a speech at {q} two years ago.",
    "According to a spokesman for the mediators, a technical group will look at the map sheets next "
    "week, and will report to both capitals before the month is out.",
    "The opposition called the draft a surrender. Its leader, {m}, said that she would put it to a "
    "vote of the whole people if her party won.",
    "Not everyone agrees.",
    "In the harbour of {p}, where the ferries have lain idle for three winters, the news was met with "
    "a shrug by the men who mend nets in front of the ice house.",
    "“I will believe it when I hear the horn,” said one of them, and went on mending.",
    "Trade between the two has fallen by two thirds since the quarrel began, to 140 million crowns "
    "last year, says the chamber of commerce in {q}.",
    "The council of {C} offered to send observers, provided that both asked for them in writing. So "
    "far only {A} has done so.",
    "A statement published late on Tuesday said that the ministers had “taken note” of the proposal "
    "and would “revert in due course”, words that in the past have meant months.",
    "If the inspectors are let in by the first of the month, the crossing could open for lorries "
    "first and for passengers in the summer, the minister said.",
    "She did not say what would happen if they were not.",
    "The dispute goes back to the treaty of {q}, which drew the line along a river that has changed "
    "its bed twice since then.",
)
HEADINGS = ("What the draft says", "A long quarrel", "Voices from the coast", "What comes next")
TITLES = (
    "{A} offers to reopen {p} crossing if inspectors return",
    "Talks on {p} end without a deal as {B} asks for maps",
    "Mediators see narrow path for {A} and {B} over {q}",
    "{B} rejects draft on {p}, calls for observers from {C}",
    "Families of the missing press {A} before {q} meeting",
)
MONTHS = ("January", "March", "May", "July", "October")


@dataclass(frozen=True)
class Story:
    """One article's parts; `paragraphs` are its text, headings stand before some of them."""

    number: int
    title: str
    deck: str
    byline: str
    outlet: str
    day: str
    moment: str
    written: str
    place: str
    paragraphs: tuple[str, ...]
    headings: dict[int, str]
    other: tuple[str, ...]

    @property
    def url(self) -> str:
        return f"https://news.example/world/{self.number:04}/story"

    def gold(self, *, headings: bool = True) -> str:
        lines: list[str] = []
        for n, paragraph in enumerate(self.paragraphs):
            if headings and n in self.headings:
                lines.append(self.headings[n])
            lines.append(paragraph)
        return "\n\n".join(lines)


def story(number: int, length: int = 0) -> Story:
    """Return the story of a number; the same one on every run."""
    dice = random.Random(number * 7919 + 17)
    a, b, c = dice.sample(STATES, 3)
    p, q = dice.sample(PLACES, 2)
    n, m, by = dice.sample(PEOPLE, 3)
    names = {"A": a, "B": b, "C": c, "p": p, "q": q, "n": n, "m": m}
    length = length or dice.randint(7, 13)
    picked = sorted(dice.sample(range(1, len(PARAGRAPHS)), length - 1))
    texts = tuple(PARAGRAPHS[k].format(**names) for k in (0, *picked))
    year, month, day = dice.randint(2012, 2025), dice.randrange(5), dice.randint(13, 28)
    date = f"{year}-{month * 2 + 1 + (month == 4):02}-{day:02}"
    return Story(
        number=number,
        title=TITLES[number % 5].format(**names),
        deck=f"Both governments want the {p} question settled, but not at any price",
        byline=by,
        outlet=dice.choice(("Tarn Herald", "The Quell Courier", "Radio Marn", "Halden Post")),
        day=date,
        moment=f"{date}T{dice.randint(5, 21):02}:{dice.randint(10, 59)}:00+0{dice.randint(0, 3)}:00",
        written=f"{day} {MONTHS[month]} {year}",
        place=p,
        paragraphs=texts,
        headings={3: HEADINGS[number % 4], length - 2: HEADINGS[(number + 1) % 4]},
        other=tuple(TITLES[(number + k) % 5].format(**names | {"p": "Brisk"}) for k in range(1, 5)),
    )
