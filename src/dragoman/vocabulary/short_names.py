"""The shorter names by which a report mentions a person again: Putin, Xi, el-Sisi, De Croo.

Which part of a name that is depends on where the person is from: see the constants. A name
whose short form cannot be told gets none.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from dragoman.vocabulary.files import rows, values

FAMILY_NAME_FIRST = frozenset({"CHN", "KOR", "PRK"})
"""Where English papers keep the family name in front: Xi Jinping is Xi."""
GIVEN_NAME_USED = frozenset({"ERI", "ETH", "LAO", "THA"})
"""Where a person goes by the given name: Abiy Ahmed is Abiy, Prayut Chan-o-cha is Prayut."""
NO_SHORT_NAME = frozenset({"BTN", "KHM", "MMR"})
"""Where names are given whole: Hun Sen, Zin Mar Aung."""
FIRST_AND_LAST = frozenset({"VNM"})
"""Where papers differ: Pham Minh Chinh is Pham or Chinh."""

_STYLES = re.compile(
    r"^(?:(?:Archbishop|Cardinal|Pope|Prince|Sheikh|Sir|Dr\.?|King|Queen|Baron) )+(?=\S+ \S)"
)
_SUFFIX = re.compile(r",? (?:Jr|Sr)\.?$|,.*$")
_NICKNAME = re.compile(r' ["“(][^"”)]*["”)]')
_OF_REALM = re.compile(r" of (?:the )?[A-Z]\w+(?: [A-Z]\w+)*$")
_LAST_IN_HYPHENS = re.compile(r"^[A-Z][a-z]+-[a-z]+$")
_ROMAN = re.compile(r"^[IVX]+$")
_ARTICLE = re.compile(r"^(?:al|el|ad|as|at|an|ar|ed|es)-", re.IGNORECASE)
_PARTICLE = re.compile(
    r"^(?:abu|al|ap|av|bin|da|de|del|den|der|di|do|dos|du|el|ibn|la|le|ter|van|vom|von|zu)$",
    re.IGNORECASE,
)
_CROWNS = ("king", "queen", "emperor", "monarch", "sultan", "pope", "druk", "ngwenyama")
_ITEM = re.compile(r"^Q\d+$")
_ABSENT = ("", "Vacant")


def clean(name: str) -> str:
    """Return a list's name without styles, suffixes and nicknames; empty when it is no name.

    Names in other scripts than the Latin are none here: reports in English never use them.
    """
    if name in _ABSENT or _ITEM.match(name) or not _latin(name):
        return ""
    kept = _STYLES.sub("", name) if not name.startswith("Pope ") else name
    return " ".join(_SUFFIX.sub("", _NICKNAME.sub("", kept)).split())


def short_names(name: str, country: str, office: str) -> tuple[str, ...]:
    """Return the short forms of a cleaned full name, the usual one first.

    Monarchs and popes have none beside their regnal names.
    """
    listed = name_forms().get(name, ((), ()))[1]
    if listed:
        return listed
    words = _OF_REALM.sub("", name).split()
    if _ROMAN.match(words[-1]) or _of_the_crown(office):
        return ()
    if len(words) < 2 or country in NO_SHORT_NAME:
        return ()
    # Ing-wen, Ki-moon: a given name in East Asian order, whatever the country.
    east_asian = country in FAMILY_NAME_FIRST or _LAST_IN_HYPHENS.match(words[-1])
    if east_asian or country in GIVEN_NAME_USED:
        return (words[0],)
    if country in FIRST_AND_LAST:
        return (words[0], words[-1])
    return _last(words)


def regnal(name: str) -> str:
    """Return a monarch's name without the realm: `Felipe VI of Spain` is Felipe VI."""
    bare = _OF_REALM.sub("", name)
    return bare if " " in bare else name


def _last(words: list[str]) -> tuple[str, ...]:
    start = len(words) - 1
    while start > 1 and _PARTICLE.match(words[start - 1]):
        start -= 1
    whole = " ".join(words[start:])
    bare = _ARTICLE.sub("", words[-1])
    return tuple(dict.fromkeys((whole, words[-1], bare)))


@cache
def name_forms() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return name -> (other spellings, short forms) of `data/name_forms.tsv`."""
    return {
        row["name"]: (values(row["names"]), values(row["surnames"]))
        for row in rows("name_forms.tsv")
    }


def _of_the_crown(office: str) -> bool:
    return office.lower().startswith(_CROWNS)


def _latin(name: str) -> bool:
    return all("LATIN" in unicodedata.name(c, "") for c in name if c.isalpha())
