"""Of which state a speaker is whose title lacks it: by organs, seats, colleagues and what is told.

A reader who sifts by country would miss the army spokesman whose army stands a sentence earlier,
and would be misled by a minister who was given the state that he complains of.
"""

from __future__ import annotations

from typing import NamedTuple

import pytest

from speaking import plain, spoken


class Told(NamedTuple):
    """A text with the source and cue asked for, and the country and side expected."""

    text: str
    source: str
    cue: str
    country: str | None
    side: str | None


TOLD = {
    # An organ, a seat, a colleague, an agency.
    "the navy named before": Told(
        "The Sri Lankan navy turned back two trawlers. Navy spokesman Commander Ruwan Perera said "
        "nobody was hurt.", "Navy spokesman Commander Ruwan Perera", "said", "LKA", "LKA"),
    "two armies named before": Told(
        "The Indian army and the Pakistani army exchanged fire. Army spokesman Colonel Ali Raza "
        "said it was over.", "Army spokesman Colonel Ali Raza", "said", None, None),
    "a ministry's spokesman in a capital": Told(
        "A foreign ministry spokesman in Hanoi said the ship had left.",
        "A foreign ministry spokesman in Hanoi", "said", "VNM", "VNM"),
    "a spokesman in a city of bodies": Told(
        "A spokesman in Geneva said aid was short.", "A spokesman in Geneva", "said", None, None),
    "western officials in a capital": Told(
        "Western officials in Kyiv said the text was near.",
        "Western officials in Kyiv", "said", None, None),
    "a colleague joined by and": Told(
        "French President Luc Bernier and Foreign Minister Anne Colbert flew to Cairo. Colbert "
        "said the visit would be short.", "Colbert", "said", "FRA", "FRA"),
    "quoted by a state's own agency": Told(
        "Xinhua quoted Commerce Minister Li Shufen as saying tariffs would rise.",
        "Commerce Minister Li Shufen", "saying", "CHN", "CHN"),
    "quoted by an agency of many states": Told(
        "Reuters quoted Oil Minister Sani Bello as saying output would fall.",
        "Oil Minister Sani Bello", "saying", None, None),
    "a court's judge": Told(
        "India's Supreme Court stayed the transfer. Chief Justice Ravi Menon said a vote was "
        "needed.", "Chief Justice Ravi Menon", "said", "IND", "IND"),
    "a shared adjective": Told(
        "Shells fell near Goma. Congolese army spokesman Colonel Jean Moke said a post was lost.",
        "Congolese army spokesman Colonel Jean Moke", "said", "COD", "COD"),
    "the spokesman of an office": Told(
        "Chilean President Pablo Soto was ill. A spokesman for the president said he would rest.",
        "A spokesman for the president", "said", "CHL", "CHL"),
    # What is complained of is another state's.
    "a deed complained of": Told(
        "Turkey closed the strait. Foreign Minister Per Halvorsen called it an outrage.",
        "Foreign Minister Per Halvorsen", "called", None, None),
    "a deed condemned": Told(
        "Russia cut the cable on Monday. Defence Minister Olle Berg condemned the act as piracy.",
        "Defence Minister Olle Berg", "condemned", None, None),
    "who complained goes on": Told(
        "Turkey's ship entered the gulf. Greek Foreign Minister Nikos Vale protested. Energy "
        "Minister Kostas Drakos called it a provocation.",
        "Energy Minister Kostas Drakos", "called", "GRC", "GRC"),
    "the opposition complains of its own": Told(
        "Hungary's government delayed the vote. Opposition leader Eszter Vida said that was "
        "illegal.", "Opposition leader Eszter Vida", "said", "HUN", None),
    "its own airspace": Told(
        "Japan protested after Russian jets flew by. Defence Minister Ken Mori said fighters had "
        "been scrambled.", "Defence Minister Ken Mori", "said", "JPN", "JPN"),
    "whose president acts": Told(
        "Danish Prime Minister Mette Krog visited Nuuk. Foreign Minister Lars Holm said the base "
        "would stay.", "Foreign Minister Lars Holm", "said", "DNK", "DNK"),
    "two governments meet at one's": Told(
        "Ukraine's economy minister met Moldova's prime minister in Chisinau. Interior Minister "
        "Vlad Ceban said the border was open.",
        "Interior Minister Vlad Ceban", "said", None, None),
    "an ambassador is received": Told(
        "Foreign Minister Vesna Prpic received the Slovenian ambassador in Zagreb. Prpic said the "
        "bay was safe.", "Prpic", "said", "HRV", "HRV"),
    # Parties, companies, towns.
    "an opposition party": Told(
        "Poland's parliament meets today. The opposition Party of Dawn said it would stay away.",
        "The opposition Party of Dawn", "said", "POL", "Party of Dawn"),
    "opposition parties": Told(
        "Togo's government put off the vote. Opposition parties said that was unlawful.",
        "Opposition parties", "said", "TGO", None),
    "a company by its name": Told(
        "The Belgian company Delvaux Marine lost a ship. The firm said the crew was safe.",
        "The firm", "said", "BEL", "Delvaux Marine"),
    "a company's spokesman": Told(
        "Mining group Ortega Minerals denied the report. A spokesman for the group said nobody "
        "was paid.", "A spokesman for the group", "said", None, "Ortega Minerals"),
    "a mayor speaks for no state": Told(
        "The mayor of Marseille, Paul Giraud, said the port would strike.",
        "The mayor of Marseille, Paul Giraud,", "said", "FRA", None),
    "a county's police": Told(
        "Lancashire police said two men had been held.",
        "Lancashire police", "said", "GBR", "GBR"),
    "a senator where his state is named": Told(
        "The United States will leave the treaty. Senator Ray Holt said that was unwise.",
        "Senator Ray Holt", "said", "USA", None),
    "a senator where another is named": Told(
        "The United States and Mexico will leave the pact. Senator Ray Holt said that was unwise.",
        "Senator Ray Holt", "said", None, None),
    # Who is sent, engaged or brought along.
    "an ambassador whose note it is": Told(
        "Uruguay has sent a protest to Brasília. The note, handed over by Ambassador Clara "
        "Etchart, came back. Etchart said it was unread.", "Etchart", "said", "URY", "URY"),
    "a negotiator of the one that acts": Told(
        "Malawi recalled its team on Monday. Chief negotiator Gift Chikwawa said the map was "
        "false.", "Chief negotiator Gift Chikwawa", "said", "MWI", "MWI"),
    "a negotiator where two act": Told(
        "Peru and Chile resumed talks on Monday. Chief negotiator Rosa Huaman said the line was "
        "clear.", "Chief negotiator Rosa Huaman", "said", None, None),
    "an envoy of nobody named": Told(
        "Special envoy Pat Moran arrived in Nicosia. Moran said both leaders had agreed.",
        "Moran", "said", None, None),
    "the ambassador who is turned out": Told(
        "Mali expelled two diplomats. Envoy Luc Morel called the move absurd.",
        "Envoy Luc Morel", "called", None, None),
    "a lawyer whom a state hires": Told(
        "Tonga has hired Sione Latu, a lawyer, for its claim. Latu said the reef was Tongan.",
        "Latu", "said", "TON", "TON"),
    "a colonel sent by a capital": Told(
        "Colonel Adama Keita, sent by Bamako to Algiers, said the north would disarm.",
        "Colonel Adama Keita", "said", "MLI", "MLI"),
    "the envoy who comes with a minister": Told(
        "Lesotho's water minister, Thabo Mokoena, came with the chief envoy, Palesa Nthako. Nthako "
        "said the dam was full.", "Nthako", "said", "LSO", "LSO"),
    "a new negotiator named next": Told(
        "Seoul has a new negotiator. Han Ji-won, 44, said she would be patient.",
        "Han Ji-won, 44,", "said", "KOR", "KOR"),
    "an officer of an army": Told(
        "Colonel Yaw Mensah of the Ghanaian army said the bridge was safe.",
        "Colonel Yaw Mensah of the Ghanaian army", "said", "GHA", "GHA"),
    "the general of an alliance": Told(
        "NATO's top general in Kosovo, Marco Bellini, said the bridge was safe.",
        "NATO's top general in Kosovo, Marco Bellini,", "said", None, "NATO"),
    "a neighbour's capital": Told(
        "Nobody in Windhoek had slept. President Sam Hangala called his counterpart in Luanda. "
        "Hangala said the river was shared.", "Hangala", "said", "NAM", "NAM"),
    "two presidents in one capital": Told(
        "President Ilir Dema met President Zoran Kos in Skopje. Dema said the road would be built.",
        "Dema", "said", None, None),
    "a minister of those attacked, or who attack": Told(
        "Russia struck the port. Mayor Oleh Bondar said nobody was hurt.",
        "Mayor Oleh Bondar", "said", None, None),
    "an adviser to another's minister": Told(
        "Nguyen Van Hai, an adviser to Laos's president, Bounthong Sisouk, said the dam would be "
        "finished.", "Nguyen Van Hai, an adviser to Laos's president, Bounthong Sisouk,", "said",
        "LAO", "LAO"),
    "the spokesman of a named minister": Told(
        "A spokesman for Prime Minister Petr Dvorsky said the Czech government had not been asked.",
        "A spokesman for Prime Minister Petr Dvorsky", "said", "CZE", "CZE"),
    "a native": Told(
        "Kenya and Somalia each sent a minister. The Kenyan, Grace Wanjiru, said it ran east.",
        "The Kenyan, Grace Wanjiru,", "said", "KEN", None),
    # Whom a title does not mean.
    "a portfolio is no body": Told(
        "Slovakia's minister for EU affairs, Jan Hruby, said the funds were blocked.",
        "Slovakia's minister for EU affairs, Jan Hruby,", "said", "SVK", "SVK"),
    "until a year": Told(
        "Marta Kowal, Poland's ambassador to Minsk until 2020, said the border was lost.",
        "Marta Kowal, Poland's ambassador to Minsk until 2020,", "said", "POL", None),
    "a secretary of an unlisted state": Told(
        "Mara Dell, foreign secretary of the island republic of Tessaly, said the reef was theirs.",
        "Mara Dell, foreign secretary of the island republic of Tessaly,", "said", None, None),
    "a firm that no list has": Told(
        "Cardovan's chairman Kenji Sato said the plant would close.",
        "Cardovan's chairman Kenji Sato", "said", None, "Cardovan"),
    "the cartel named before": Told(
        "Before the OPEC meeting, the cartel's secretary-general, Saad Mutairi, said output would "
        "fall.", "the cartel's secretary-general, Saad Mutairi,", "said", None, "OPEC"),
    "a parliament's resolution": Told(
        "Georgia's parliament passed a resolution saying the border was closed.",
        "a resolution", "saying", "GEO", "GEO"),
    # Offices told in other ways.
    "and now envoy": Told(
        "Martin Oakes, a former banker and now Australia's trade envoy, said beef came first.",
        "Martin Oakes, a former banker and now Australia's trade envoy,", "said", "AUS", "AUS"),
    "elected to it": Told(
        "Elected speaker of Georgia's parliament in May, Levan Abashidze opened the session. "
        "Abashidze said the house was full.", "Abashidze", "said", "GEO", "GEO"),
    "who was minister": Told(
        "Kim Weber, who was Luxembourg's energy minister when it was signed, said it was weak.",
        "Kim Weber, who was Luxembourg's energy minister when it was signed,", "said", "LUX", None),
    "has stepped down": Told(
        "Jan Novak stepped down as Czech foreign minister in May. Novak said the treaty was dead.",
        "Novak", "said", "CZE", None),
    "has left politics": Told(
        "Irish Trade Minister Sean Burke left politics in June. Burke said he slept better.",
        "Burke", "said", "IRL", None),
    "the UN's envoy for a state": Told(
        "The United Nations envoy for Yemen, Nils Holm, went to Sanaa. The envoy said wages came "
        "first.", "The envoy", "said", None, "United Nations"),
    "an office of kin is one's own": Told(
        "Philippine Senator Ramon Cruz and his daughter, Trade Secretary Ana Cruz, disagree. "
        "Ana Cruz said the pact was good.", "Ana Cruz", "said", "PHL", "PHL"),
}  # fmt: skip


@pytest.mark.parametrize("case", TOLD)
def test_a_speaker_without_a_state_has_the_one_that_the_article_shows(case: str) -> None:
    told = TOLD[case]
    (found,) = spoken(plain(told.text + "\n"), (told.source, told.cue))
    assert (found.speaker.country, found.side) == (told.country, told.side)
