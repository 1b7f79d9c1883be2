"""Of which state a speaker is and for whom he speaks, where the words beside him do not say it.

A reader who compares the sides would miss the minister whose state stands a sentence earlier, and
would be misled by one who was given the wrong state.
"""

from __future__ import annotations

from typing import NamedTuple

import pytest

from speaking import plain, spoken


class Told(NamedTuple):
    """A text with the source and cue asked for, and the country, sort and side expected."""

    text: str
    source: str
    cue: str
    country: str | None
    sort: str
    side: str | None


TOLD = {
    # The one served is named before.
    "her minister": Told(
        "Icelandic Prime Minister Hanna Jonsdottir left early. Her fisheries minister, "
        "Geir Palsson, stayed behind. Palsson said the quota would not change.",
        "Palsson", "said the", "ISL", "person", "ISL"),
    "his unnamed deputy": Told(
        "Finnish Interior Minister Pekka Salo was abroad. His deputy said the border would open.",
        "His deputy", "said", "FIN", "person", "FIN"),
    "its governor": Told(
        "Chile's central bank kept its rate. Its governor, Ramiro Ulloa, said prices would fall.",
        "Its governor, Ramiro Ulloa", "said", "CHL", "person", "CHL"),
    "another one so called": Told(
        "A senior Icelandic official said the quota would not change. Another official denied it.",
        "Another official", "denied", "ISL", "person", "ISL"),
    "another one of a state of his own": Told(
        "An Icelandic official said the quota would not change. Another Danish official denied it.",
        "Another Danish official", "denied", "DNK", "person", "DNK"),
    "the adviser of an office": Told(
        "Icelandic President Halla Jonsdottir met them. The president's adviser Geir Palsson, "
        "however, said the quota would not change.",
        "The president's adviser Geir Palsson", "said", "ISL", "person", "ISL"),
    "the spokesman of one office of two": Told(
        "Icelandic President Halla Jonsdottir met Danish Prime Minister Bo Holm. The president's "
        "spokesman, Geir Palsson, said the quota would not change.",
        "The president's spokesman, Geir Palsson", "said", "ISL", "person", "ISL"),
    "the ministry of the state whose offer it is": Told(
        "Danish and Icelandic trawlers collided, the Danish fisheries minister, Bo Holm, said in "
        "Copenhagen. Norway urged both sides to talk. Its offer to host them stands, the foreign "
        "ministry said.",
        "the foreign ministry", "said.", "NOR", "government", "NOR"),
    "their leader": Told(
        "Delegates of Mongolia's government arrived at noon. Their leader, Bat Ganzorig, "
        "said the rail treaty was close.",
        "Their leader, Bat Ganzorig", "said", "MNG", "person", "MNG"),
    "the country's minister": Told(
        "Oman will host the next round. The country's foreign minister, Said Harthy, "
        "said invitations had gone out.",
        "The country's foreign minister, Said Harthy", "said", "OMN", "person", "OMN"),
    "the kingdom's envoy": Told(
        "Bhutan has asked for a new survey. The kingdom's chief negotiator, Tashi Wangdi, "
        "said the maps were a century old.",
        "The kingdom's chief negotiator, Tashi Wangdi", "said", "BTN", "person", "BTN"),
    "the delegation's head": Told(
        "Uruguay's delegation was the last to arrive. The head of the delegation, Elena Rossi, "
        "said the plane had been late.",
        "The head of the delegation, Elena Rossi", "said", "URY", "person", "URY"),
    "who leads a team": Told(
        "Aiko Morita, who leads Japan's talks team, was in good spirits. "
        "Morita said two chapters were closed.",
        "Morita", "said", "JPN", "person", "JPN"),
    "has led a delegation": Told(
        "Marta Silva has headed Portugal's delegation since May. Silva said a text was ready.",
        "Silva", "said", "PRT", "person", "PRT"),
    "led a government once": Told(
        "Peter Novak, who led Slovakia's government until 2012, wrote a book. "
        "Novak said the treaty was a mistake.",
        "Novak", "said", "SVK", "person", None),
    "a spokesman of a minister": Told(
        "Kenyan Foreign Minister Grace Wambui was not available. "
        "Her spokesman, Tom Odera, said the visit was on.",
        "Her spokesman, Tom Odera", "said", "KEN", "person", "KEN"),
    "a spokesman for a minister by name": Told(
        "Ghanaian Trade Minister Kofi Asare signed. A spokesman for Asare said it was public.",
        "A spokesman for Asare", "said", "GHA", "person", "GHA"),
    "the ministry's spokeswoman": Told(
        "Peru's foreign ministry recalled its consul. Rosa Quispe, the ministry's spokeswoman, "
        "said he had been insulted.",
        "Rosa Quispe, the ministry's spokeswoman,", "said", "PER", "person", "PER"),
    # The article shows one state at home.
    "before one's own parliament": Told(
        "Deputy Prime Minister Ondrej Vesely defended the loan. "
        "Vesely told the Czech parliament the money was safe.",
        "Vesely", "told", "CZE", "person", "CZE"),
    "a state commits itself": Told(
        "Norway is ready to host new talks between the Colombian sides, "
        "Foreign Minister Liv Aasen said.",
        "Foreign Minister Liv Aasen", "said", "NOR", "person", "NOR"),
    "a foreign secretary who is not British": Told(
        "The Philippines will lodge a protest, Foreign Secretary Ramon Abad said.",
        "Foreign Secretary Ramon Abad", "said", "PHL", "person", "PHL"),
    "a foreign secretary as usual": Told(
        "Foreign Secretary Jane Ashworth said the visit to Oslo had been useful.",
        "Foreign Secretary Jane Ashworth", "said", "GBR", "person", "GBR"),
    "two states compete": Told(
        "Russian and Turkish officials met for six hours. Foreign Minister Ali Demirkan "
        "said a paper would follow.",
        "Foreign Minister Ali Demirkan", "said", None, "person", None),
    "another state is accused": Told(
        "Foreign Minister Per Halvorsen said Russia had closed the strait.",
        "Foreign Minister Per Halvorsen", "said", None, "person", None),
    "another state is met": Told(
        "Prime Minister Ana Kovar met French President Luc Bernier. Kovar said trade would grow.",
        "Kovar", "said", None, "person", None),
    "another state's troops": Told(
        "Defence Minister Jan Brok said Belarusian troops had crossed the river.",
        "Defence Minister Jan Brok", "said", None, "person", None),
    "a state is told of": Told(
        "Norway has closed two grounds. Fisheries Minister Liv Aasen said the cod was gone.",
        "Fisheries Minister Liv Aasen", "said", "NOR", "person", "NOR"),
    "two states are told of": Told(
        "Norway and Iceland closed a ground. Fisheries Minister Liv Aasen said the cod was gone.",
        "Fisheries Minister Liv Aasen", "said", None, "person", None),
    "a denial": Told(
        "Prime Minister Dan Levy denied that Malta had sold the port.",
        "Prime Minister Dan Levy", "denied", "MLT", "person", "MLT"),
    "whose party colleague": Told(
        "Senator Ana Rojas of Chile voted for it. Her party colleague, Pablo Vidal, "
        "said the treaty was weak.",
        "Her party colleague, Pablo Vidal,", "said", "CHL", "person", None),
    "told of before the name": Told(
        "Latvia's chief negotiator turned the text down. Juris Kalns said he was tired.",
        "Juris Kalns", "said", "LVA", "person", "LVA"),
    "speaking for a mission": Told(
        "Speaking for the Swiss mission, Urs Keller said the reply had been sent.",
        "Urs Keller", "said", "CHE", "person", "CHE"),
    "who negotiates for a state": Told(
        "Kim Weber, who negotiates for Luxembourg, had a cold. Weber said the text was done.",
        "Weber", "said", "LUX", "person", "LUX"),
    "an analyst has no state of the article": Told(
        "The Danish parliament meets today. Analyst Kim Berg said the vote was open.",
        "Analyst Kim Berg", "said", None, "person", None),
    # Offices no longer held, not yet held, and held anew.
    "one-time": Told(
        "The one-time Greek finance minister Nikos Laskaris said the debt was a trap.",
        "The one-time Greek finance minister Nikos Laskaris", "said", "GRC", "person", None),
    "dismissed": Told(
        "The dismissed Bulgarian energy minister Petar Iliev said he had been warned.",
        "The dismissed Bulgarian energy minister Petar Iliev", "said", "BGR", "person", None),
    "was sacked": Told(
        "Nigerian Oil Minister Sani Bello was dismissed on Monday. He said the deal was dead.",
        "He", "said", "NGA", "person", None),
    "has resigned": Told(
        "Latvian Defence Minister Juris Kalns resigned in the morning. Kalns said he was tired.",
        "Kalns", "said", "LVA", "person", None),
    "was minister": Told(
        "Oskar Lund was Denmark's trade minister in the nineties. Lund said tariffs never work.",
        "Lund", "said", "DNK", "person", None),
    "became the envoy of a body": Told(
        "Youssef Amari left the Moroccan cabinet to become the African Union's envoy for Sudan. "
        "Amari said the truce was holding.",
        "Amari", "said", None, "person", "African Union"),
    "until lately an ambassador": Told(
        "Sofia Berg, until March Sweden's ambassador in Riga, took office as defence minister. "
        "Berg said the fleet would stay.",
        "Berg", "said", "SWE", "person", "SWE"),
    "an ambassador speaks for the sending state": Told(
        "Canada's ambassador to Japan, Paul Martel, said the beef was safe.",
        "Canada's ambassador to Japan, Paul Martel,", "said", "CAN", "person", "CAN"),
    "an ambassador to a body": Told(
        "Estonia's ambassador to NATO, Kaja Tamm, said the exercise would go ahead.",
        "Estonia's ambassador to NATO, Kaja Tamm,", "said", "EST", "person", "EST"),
    # Bodies that are no state's.
    "the alliance": Told(
        "NATO will keep its radar planes in the air. The alliance said the flights were routine.",
        "The alliance", "said", None, "organisation", "NATO"),
    "the mission's spokesman": Told(
        "The United Nations mission in Mali lost a truck. Ben Adler, the mission's spokesman, "
        "said nobody was hurt.",
        "Ben Adler, the mission's spokesman,", "said", None, "person", "United Nations"),
    "an EU commissioner's spokesman": Told(
        "EU commissioner Ilse Brandt cancelled her trip. Her spokesman said she was ill.",
        "Her spokesman", "said", None, "person", "European Union"),
    "a national in a body's service": Told(
        "The U.N. special envoy for Libya, Swiss diplomat Urs Keller, said guns must fall silent.",
        "The U.N. special envoy for Libya, Swiss diplomat Urs Keller,", "said", "CHE", "person",
        "United Nations"),
    "the EU's ambassador": Told(
        "The European Union's ambassador in Tunis, Anna Weiss, said the money was ready.",
        "The European Union's ambassador in Tunis, Anna Weiss,", "said", None, "person",
        "European Union"),
    "an agency of a state": Told(
        "The head of Norway's fisheries agency, Nils Moe, said the cod was gone.",
        "The head of Norway's fisheries agency, Nils Moe,", "said", "NOR", "person", "NOR"),
    # Parties, movements and armed groups.
    "a party's chairman": Told(
        "People's Alliance chairman Dario Conti said the pact would fall.",
        "People's Alliance chairman Dario Conti", "said", None, "person", "People's Alliance"),
    "an opposition leader of a party": Told(
        "Opposition leader Maya Perl of the Green Coast party said the vote was rigged.",
        "Opposition leader Maya Perl of the Green Coast party", "said", None, "person",
        "Green Coast party"),
    "an opposition leader": Told(
        "Turkish opposition leader Cem Aksoy said the bill was dangerous.",
        "Turkish opposition leader Cem Aksoy", "said", "TUR", "person", None),
    "a movement's spokesman": Told(
        "Fighters of the River Liberation Movement left the town. Their spokesman, "
        "Major Paul Nkosi, said they would return.",
        "Their spokesman, Major Paul Nkosi,", "said", None, "person", "River Liberation Movement"),
    "whose guard": Told(
        "Commander Zaman Wali, whose Mountain Guard holds the pass, wants a truce. "
        "Wali said the road was closed.",
        "Wali", "said", None, "person", "Mountain Guard"),
    "a senator speaks for himself": Told(
        "Chilean senator Pablo Rojas said the treaty was weak.",
        "Chilean senator Pablo Rojas", "said", "CHL", "person", None),
    # Faith and crowns.
    "a cleric speaks for no state": Told(
        "Iraq's senior cleric, Grand Ayatollah Ali Tabrizi, said the soldiers should leave.",
        "Iraq's senior cleric, Grand Ayatollah Ali Tabrizi,", "said", "IRQ", "person", None),
    "a crown prince": Told(
        "Jordanian Crown Prince Talal bin Hamza said water came first.",
        "Jordanian Crown Prince Talal bin Hamza", "said", "JOR", "person", "JOR"),
    "a king by his country": Told(
        "King Haakon Lindal of Norway said the sea belonged to all.",
        "King Haakon Lindal of Norway", "said", "NOR", "person", "NOR"),
    # Offices, papers and counterparts.
    "a president's office": Told(
        "Zambian President Moses Banda's office said the visit was private.",
        "Zambian President Moses Banda's office", "said", "ZMB", "government", "ZMB"),
    "a report by an official": Told(
        "A report by Kenya's auditor general said the ships had never sailed.",
        "A report by Kenya's auditor general", "said", "KEN", "document", None),
    "a decree signed and published": Told(
        "Norway has terminated the pact, according to a decree signed by Norwegian Prime Minister "
        "Ida Berg and published on Monday.",
        "a decree signed by Norwegian Prime Minister Ida Berg and published on Monday",
        "according to", "NOR", "person", "NOR"),
    "joint communiqué after a meeting": Told(
        "Valdoria and Kestrel agreed to meet again, according to a joint communiqué issued after "
        "Prime Minister Ana Vale met Otto Lind, the head of the Free Coast Party, in Tarn.",
        "a joint communiqué issued after Prime Minister Ana Vale met Otto Lind", "according to",
        None, "document", None),
    "ministers' communiqué": Told(
        "The foreign ministers of the Arab League met in Tunis. Their final communiqué said "
        "aid must flow.",
        "Their final communiqué", "said", None, "document", None),
    "an opposite number": Told(
        "Czech Defence Minister Radek Holub came first. His Austrian opposite number said "
        "the radar would stay.",
        "His Austrian opposite number", "said", "AUT", "person", "AUT"),
    "a wife is of her husband's state": Told(
        "Paraguayan President Juan Sosa came with his wife, Senator Clara Sosa. "
        "Clara Sosa said she would vote against.",
        "Clara Sosa", "said", "PRY", "person", None),
    "a movement that ends like a paper": Told(
        "The Desert Liberation Column said it had shot down a drone.",
        "The Desert Liberation Column", "said", None, "organisation", "Desert Liberation Column"),
    "a party named behind its noun": Told(
        "Hungary's largest opposition party, Tiszta Jövő, wants a vote. "
        "Its spokeswoman, Edit Varga, said the bill was late.",
        "Its spokeswoman, Edit Varga,", "said", "HUN", "person", "Tiszta Jövő"),
    "a rare name behind its office": Told(
        "Cape Verde's prime minister, Ulisses Monteiro-Brito, said the port was open.",
        "Cape Verde's prime minister, Ulisses Monteiro-Brito,", "said", "CPV", "person", "CPV"),
}  # fmt: skip


@pytest.mark.parametrize("case", TOLD)
def test_the_state_and_side_are_those_that_the_article_shows(case: str) -> None:
    told = TOLD[case]
    (found,) = spoken(plain(told.text + "\n"), (told.source, told.cue))
    got = (found.speaker.country, found.speaker.sort, found.side)
    assert got == (told.country, told.sort, told.side)
