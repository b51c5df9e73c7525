"""Words that the rules for follow-ups go by: kinds of things, verbs.

General words of trade and of English; none is taken from a corpus.
"""

from __future__ import annotations

__all__ = [
    "ACTORS",
    "BASE_VERBS",
    "FLOWS",
    "GOODS",
    "LOCATIONS",
    "PARTICIPLES",
    "PLURALS",
    "past_of",
]


GOODS = frozenset(
    """
    steel aluminium aluminum copper tin zinc nickel iron ore metals metal gold silver lithium cobalt coal oil gas
    petrol diesel fuel ethanol uranium soybean soybeans soya corn maize wheat rice barley sorghum oats rye cotton wool
    sugar coffee tea cocoa tobacco pork beef lamb chicken poultry meat fish salmon lobster lobsters shrimp oysters
    seafood milk butter cheese dairy eggs apples pears oranges lemons bananas avocados tomatoes potatoes onions almonds
    nuts walnuts pistachios cherries grapes wine beer whiskey whisky bourbon vodka spirits ketchup cars car trucks
    vehicles motorcycles aircraft planes ships tyres tires solar panels panel washing machines machine refrigerators
    phones smartphones laptops computers chips semiconductors televisions toys shoes footwear clothes clothing textiles
    furniture timber lumber paper pulp rubber plastics plastic chemicals fertiliser fertilizer drugs medicines cement
    glass leather flowers honey olives
    """.split()
)
FLOWS = frozenset("exports export imports import sales purchases output production prices price stocks yields".split())
ACTORS = frozenset(
    """
    union unions company companies firm firms government opposition ministry ministers minister farmers farmer growers
    workers carmakers makers producers exporters importers retailers manufacturers steelmakers industry lobby court
    courts senators senate lawmakers congress parliament president chancellor commission council committee bank
    consumers shoppers investors traders shippers unionists governors governor mayor city army police regulators
    regulator agency officials envoys negotiators delegation analysts economists buyers sellers owners
    """.split()
)
LOCATIONS = frozenset(
    "plant port factory mine meeting summit farm city region country site yard dock field mill refinery airport".split()
)
PLURALS = frozenset("people farmers police men women children data".split())

BASE_VERBS = frozenset(
    """
    abandon abolish accept accuse achieve act add admit adopt advise affect agree aim allow amend announce answer
    apologise appeal approve argue arrest arrive ask attack attend back ban bar become begin believe benefit blame
    block boost boycott break bring build burst buy call cancel cap carry cause cease celebrate change charge charter
    cite claim close collapse collect come comment commit compare complain comply concede conclude condemn confirm
    consider consult consume continue contract cost count cover criticise cross curb cut deal decide declare decline
    decrease defend delay deliver demand deny depend describe destroy detain devalue differ disagree discuss dismiss
    divert double drop earn ease eat edge elect eliminate employ end endorse enforce enter escalate estimate exceed
    exchange exclude exempt expand expect expire explain export express extend face fail fall favour fear fight file
    fill find fine finish fix flare follow force forecast free freeze fund gain get give go grant grow halt halve
    happen harm have help hire hit hold hope hurt ignore impose improve import include increase influence inform
    intend introduce invest investigate invite involve issue join jump keep lack last launch lay lead leave lend let
    levy lift limit link list live lock lose lower maintain make manage mean measure meet mention merge move name
    need negotiate note object offer open operate oppose order overtake owe own pass pay permit pick place plan pledge
    postpone praise predict prefer prepare present press prevent process produce profit prohibit promise propose
    protect protest prove provide publish pull purchase push put question quit raise rank ratify reach react read
    rebound recall receive recommend record recover reduce refuse reject relax release rely remain remove renegotiate
    renew reopen repeal replace reply report request require rescue resign resist resolve respond restart restore
    restrict result resume retaliate return reveal revise rise rule run sail say see seek seize sell send serve set
    settle share shift ship show shrink shut sign slash slip slow snub soar speak spend split spread stall stand start
    state stay stem stop strike submit subsidise subsidize succeed sue suffer suggest supply support surge suspend
    switch take talk target tax tell terminate test think threaten tighten total trade transfer travel treat trigger
    triple try tumble turn undermine unveil urge use veto violate visit vote vow wait want warn weaken weigh welcome
    widen win withdraw withhold work worry write yield
    """.split()
)
IRREGULAR = dict(
    pair.split(":")
    for pair in """
    become:became begin:began break:broke bring:brought build:built burst:burst buy:bought come:came cost:cost
    cut:cut deal:dealt eat:ate fall:fell fight:fought find:found freeze:froze get:got give:gave go:went grow:grew
    have:had hit:hit hold:held hurt:hurt keep:kept lay:laid lead:led leave:left lend:lent let:let lose:lost make:made
    mean:meant meet:met overtake:overtook pay:paid put:put quit:quit read:read rise:rose run:ran say:said see:saw
    seek:sought sell:sold send:sent set:set show:showed shrink:shrank shut:shut speak:spoke spend:spent split:split
    spread:spread stand:stood strike:struck take:took tell:told think:thought undermine:undermined win:won
    withdraw:withdrew withhold:withheld write:wrote ban:banned bar:barred cap:capped commit:committed curb:curbed
    drop:dropped ship:shipped slip:slipped stem:stemmed stop:stopped permit:permitted plan:planned rebound:rebounded
    snub:snubbed submit:submitted transfer:transferred ratify:ratified levy:levied rely:relied try:tried deny:denied
    comply:complied carry:carried supply:supplied reply:replied worry:worried
    """.split()
)
PARTICIPLES = frozenset(
    """
    begun broken brought built bought come cut dealt eaten fallen fought found frozen given gone grown held hit hurt
    kept laid led left lent lost made meant met paid put read risen run said seen sought sold sent set shown shrunk shut
    spoken spent split spread stood struck taken told thought won withdrawn withheld written been become
    """.split()
)


def past_of(verb: str) -> str:
    """The past tense of a base form: `raise` → `raised`."""
    if verb in IRREGULAR:
        return IRREGULAR[verb]
    return f"{verb}d" if verb.endswith("e") else f"{verb}ed"
