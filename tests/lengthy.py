"""A chronicle of any length in which each part names new people, bodies, papers and acts."""

from __future__ import annotations

from dragoman.vocabulary.countries import countries

WORDS = 100
"""About the words of one part."""

_SYLLABLES = ("mar", "tel", "vok", "ren", "sul", "bard", "kin", "dov", "pal", "gor", "hes", "lun")

_PART = """\
Foreign Minister {given} {name} of Valdoria said on Monday that the {town} Fishery Council would \
reopen the port if Kestrel withdrew its ships. “We have waited long enough,” he said. “They must \
leave {town} at once.” The {name} Herald reported that the council had denied the charge.

A spokeswoman, {given} {other}, told the newspaper that the ministry rejected it. She said her \
side would not accept such a settlement unless the blockade ended. The official said he was \
pleased. {state} accused {rival} of attacking {town}, and both ministers condemned the attack. \
It demanded that the government lift the sanctions. The army shelled {town} on Tuesday.

"""


def chronicle(parts: int) -> str:
    """Return a text of so many parts, about `WORDS` words each."""
    states = [country.name for country in countries().rows if country.status == "member"]
    return "".join(
        _PART.format(
            given=_name(7 * n + 1, 2),
            name=_name(5 * n + 3, 3),
            other=_name(13 * n + 7, 3),
            town=_name(11 * n + 5, 3),
            state=states[7 * n % len(states)],
            rival=states[(13 * n + 5) % len(states)],
        )
        for n in range(parts)
    )


def _name(n: int, syllables: int) -> str:
    parts = []
    for _ in range(syllables):
        n, place = divmod(n, len(_SYLLABLES))
        parts.append(_SYLLABLES[place])
    return "".join(parts).capitalize()
