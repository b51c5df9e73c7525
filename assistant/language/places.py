"""Countries and blocs, by the words that stand for them: names, capitals, adjectives."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

__all__ = ["PLACES", "NamedPlace", "Place", "places_in"]


class Place(NamedTuple):
    """One country or bloc, by the words that stand for it."""

    nouns: tuple[str, ...]
    """The name first, then what also means it: its capital."""
    adjectives: tuple[str, ...]
    bodies: tuple[str, ...]
    """What acts in its name, and is not it: its parliament, a ministry."""

    @property
    def name(self) -> str:
        """What it is called here, whatever it is called in a text."""
        return self.nouns[0]

    @property
    def words(self) -> tuple[str, ...]:
        """All that may stand for it: "Canada", "Canadian" and "Canadians"."""
        people = [f"{word}s" for word in self.adjectives if word.endswith("n") and word not in self.nouns]
        return (*self.nouns, *self.adjectives, *people, *self.bodies)


def _places(table: str) -> tuple[Place, ...]:
    found = []
    for line in table.strip().splitlines():
        nouns, adjectives, bodies, *_ = *line.split("/"), "", ""
        found.append(Place(_listed(nouns), _listed(adjectives), _listed(bodies)))
    return tuple(found)


def _listed(words: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in words.split(",") if word.strip())


PLACES = _places("""
United States, US, U.S., U.S, USA, America, Washington / American / White House, Pentagon, USTR, Congress, \
US Treasury, Federal Reserve, US Commerce Department
China, Beijing, Peking, PRC / Chinese / State Council, People's Bank of China, Customs Tariff Commission
European Union, EU, E.U., Europe, Brussels / European / European Commission, European Community, EC, E.C., EEC
Japan, Tokyo / Japanese / MITI
South Korea, Korea, Seoul / South Korean, Korean
North Korea, Pyongyang / North Korean
Canada, Ottawa / Canadian
Mexico, Mexico City / Mexican
United Kingdom, UK, U.K., Britain, Great Britain, London, England / British, English
Germany, Berlin, West Germany, Bonn / German, West German
France, Paris / French
Italy, Rome / Italian
Spain, Madrid / Spanish
Portugal, Lisbon / Portuguese
Netherlands, Holland, The Hague / Dutch
Belgium / Belgian
Ireland, Dublin / Irish
Poland, Warsaw / Polish
Austria, Vienna / Austrian
Switzerland, Bern, Geneva / Swiss
Sweden, Stockholm / Swedish
Norway, Oslo / Norwegian
Denmark, Copenhagen / Danish
Finland, Helsinki / Finnish
Iceland, Reykjavik / Icelandic
Greece, Athens / Greek
Hungary, Budapest / Hungarian
Romania, Bucharest / Romanian
Bulgaria, Sofia / Bulgarian
Czech Republic, Czechia, Prague / Czech
Slovakia / Slovak
Ukraine, Kyiv, Kiev / Ukrainian
Russia, Moscow, Soviet Union / Russian, Soviet / Kremlin
Belarus, Minsk / Belarusian
Turkey, Ankara / Turkish
Iran, Tehran / Iranian
Iraq, Baghdad / Iraqi
Israel, Jerusalem / Israeli
Jordan, Amman / Jordanian
Syria, Damascus / Syrian
Saudi Arabia, Riyadh / Saudi
United Arab Emirates, UAE, Dubai, Abu Dhabi / Emirati
Qatar, Doha / Qatari
Oman, Muscat / Omani
Egypt, Cairo / Egyptian
Morocco, Rabat / Moroccan
Algeria, Algiers / Algerian
Tunisia, Tunis / Tunisian
Libya, Tripoli / Libyan
South Africa, Pretoria / South African
Nigeria, Abuja / Nigerian
Kenya, Nairobi / Kenyan
Ghana, Accra / Ghanaian
Ethiopia, Addis Ababa / Ethiopian
Tanzania / Tanzanian
Ivory Coast, Abidjan / Ivorian
India, New Delhi, Delhi / Indian
Pakistan, Islamabad / Pakistani
Bangladesh, Dhaka / Bangladeshi
Sri Lanka, Colombo / Sri Lankan
Vietnam, Hanoi / Vietnamese
Thailand, Bangkok / Thai
Malaysia, Kuala Lumpur / Malaysian
Singapore / Singaporean
Indonesia, Jakarta / Indonesian
Philippines, Manila / Philippine, Filipino
Cambodia, Phnom Penh / Cambodian
Laos / Laotian
Myanmar, Burma / Burmese
Taiwan, Taipei / Taiwanese
Hong Kong / Hong Kong
Mongolia / Mongolian
Kazakhstan / Kazakh
Australia, Canberra / Australian
New Zealand, Wellington / New Zealand
Fiji / Fijian
Brazil, Brasilia / Brazilian
Argentina, Buenos Aires / Argentine, Argentinian
Chile, Santiago / Chilean
Peru, Lima / Peruvian
Colombia, Bogota / Colombian
Ecuador, Quito / Ecuadorian, Ecuadorean
Venezuela, Caracas / Venezuelan
Bolivia, La Paz / Bolivian
Uruguay, Montevideo / Uruguayan
Paraguay, Asuncion / Paraguayan
Cuba, Havana / Cuban
Jamaica, Kingston / Jamaican
Guatemala / Guatemalan
Honduras / Honduran
Costa Rica / Costa Rican
Panama / Panamanian
Serbia, Belgrade / Serbian
Yugoslavia / Yugoslav
Croatia, Zagreb / Croatian
Slovenia, Ljubljana / Slovenian
Estonia, Tallinn / Estonian
Latvia, Riga / Latvian
Lithuania, Vilnius / Lithuanian
Luxembourg / Luxembourgish
Albania, Tirana / Albanian
Georgia, Tbilisi / Georgian
Armenia, Yerevan / Armenian
Azerbaijan, Baku / Azerbaijani
Uzbekistan, Tashkent / Uzbek
Lebanon, Beirut / Lebanese
Kuwait, Kuwait City / Kuwaiti
Bahrain, Manama / Bahraini
Yemen, Sanaa / Yemeni
Afghanistan, Kabul / Afghan
Nepal, Kathmandu / Nepalese
Sudan, Khartoum / Sudanese
Uganda, Kampala / Ugandan
Rwanda, Kigali / Rwandan
Zambia, Lusaka / Zambian
Zimbabwe, Harare / Zimbabwean
Mozambique, Maputo / Mozambican
Madagascar, Antananarivo / Malagasy
Lesotho, Maseru / Basotho
Namibia, Windhoek / Namibian
Botswana, Gaborone / Botswanan
Angola, Luanda / Angolan
Cameroon, Yaounde / Cameroonian
Senegal, Dakar / Senegalese
Mali, Bamako / Malian
Benin, Cotonou / Beninese
Nicaragua, Managua / Nicaraguan
El Salvador / Salvadoran
Dominican Republic, Santo Domingo / Dominican
Haiti / Haitian
Papua New Guinea, Port Moresby / Papuan
""")


class NamedPlace(NamedTuple):
    """A country or bloc where a text names it; spans count characters."""

    name: str
    """The first of its names, whichever of them stands there."""
    start: int
    end: int


def places_in(text: str) -> list[NamedPlace]:
    """The countries and blocs that a text names, in order, once for each time."""
    pattern, names = _forms()
    return [NamedPlace(names[match.group()], match.start(), match.end()) for match in pattern.finditer(text)]


@lru_cache(maxsize=1)
def _forms() -> tuple[re.Pattern[str], dict[str, str]]:
    names: dict[str, str] = {}
    for place in PLACES:
        for word in (*place.nouns, *place.adjectives):
            names.setdefault(word, place.nouns[0])
            names.setdefault(f"{word}s", place.nouns[0])  # Americans, Canadians
    listed = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<![\w.])(?:{'|'.join(map(re.escape, listed))})(?!\w)"), names
