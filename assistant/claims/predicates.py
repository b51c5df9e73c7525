"""Verbs of trade news in groups that say the same, with every form in which a text may have them.

A question's verb that stands in a group may be answered by any word of the group: "withdraw" by "pulled out" and by
"the withdrawal". A verb that stands in none is not asked for: nobody knows how else it could be said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from index.word_forms import IRREGULAR_VERBS

__all__ = ["GROUPS", "SPEAKING", "WEAK", "Predicate", "forms_of", "predicates_of", "verb_of"]

GROUPS = """
impose levy slap place put put_on place_on charge collect introduce apply tax hit launch enact start begin bring_in \
subject_to take_effect come_into_force go_into_effect go_live / imposition tariffs_on duties_on duty_of tariff_of \
in_force in_effect
raise increase hike lift_to double triple quadruple boost go_up go_to rise jack_up step_up climb grow widen / increase \
rise hike doubling escalation
lower cut reduce halve slash fall drop decline go_down come_down shrink narrow trim ease dip slide slip tumble \
plunge lose weaken slow suspend / cut reduction fall drop decline halving
lift remove abolish scrap drop end repeal eliminate revoke withdraw cancel waive ditch take_off undo roll_back \
suspend exempt / removal abolition repeal lifting end_to rollback no_longer
delay postpone defer put_off put_back hold_off push_back suspend shelve extend hold_back / delay postponement \
suspension deferral
cancel call_off scrap abandon drop shelve ditch withdraw suspend break_off halt give_up / cancellation
stall stop halt collapse break_down break_up fall_apart founder fail suspend freeze end deadlock moved stuck / \
stalemate impasse deadlock breakdown collapse
resume restart revive reopen return continue / resumption restart
sign ink initial seal conclude / signing signature signed
agree accept consent settle reach strike conclude commit promise undertake pledge / agreement accord deal pact truce \
settlement consensus
ratify approve pass endorse adopt clear / ratification approval passage
reject refuse deny rebuff turn_down oppose decline spurn veto block / rejection refusal veto
withdraw leave quit exit pull_out abandon walk_away walk_out / withdrawal exit departure
join enter accede / accession membership entry
arrest detain hold seize apprehend custody / arrest detention custody
release free / release bail
sentence jail imprison convict / sentence conviction
accuse blame allege charge fault / accusation blame
retaliate respond answer counter hit_back strike_back reply react / retaliation countermeasures countermeasure reply \
response answer_to in_return
rule decide judge find award determine conclude / ruling decision verdict award finding
sue complain file challenge contest / complaint suit lawsuit challenge case
announce unveil declare disclose reveal publish release issue set_out name say tell propose / announcement
propose plan suggest offer / proposal plan offer
threaten warn vow / threat warning
ban bar blacklist block prohibit restrict forbid cut_off add_to list place_on put_on / ban blacklist prohibition \
restriction entity_list
buy purchase import acquire order take / purchase purchases imports import buying
sell export ship / sales exports shipments sale
pay owe cost spend / payment payments penalty fine
lose cost give_up forgo suffer destroy / loss losses damage
gain win earn / gain gains
devalue depreciate weaken fall slide drop_below pass / devaluation depreciation manipulator
label brand designate name call declare / designation label
resign quit step_down leave depart / resignation departure
appoint nominate name choose / appointment nomination
dismiss fire sack remove oust / dismissal
lead head chair / head leader
meet visit dine sit_down travel hold_talks see host receive gather / meeting summit talks dinner visit
win lose / victory
open liberalise liberalize / opening access
close shut / closure
exempt exclude spare waive leave_out / exemption exclusion waiver
subsidise subsidize support aid help / subsidy subsidies aid
apologise apologize / apology
invest / investment
instruct order direct tell command require / instruction instructions orders
grant approve award / grant approval award
file seek lodge submit / application filing request
lobby press urge ask call_for demand request want seek hope_for appeal insist require must / demand request
concede yield give_way promise agree accept commit undertake / concession concessions undertaking commitment
compensate reimburse / compensation
investigate probe inquire / investigation probe inquiry
violate breach break infringe renege backtrack go_back / violation breach
export ship sell / exports export shipments
import buy / imports import purchases
cause trigger prompt / cause
lay_off cut_jobs / layoffs
produce yield achieve bring result / result outcome ended_with ended_without ended broke_up agreed agree
create add bring_back / new_jobs
replace succeed supersede / replacement
expire lapse run_out / expiry
devote allocate earmark set_aside divide split / division
nationalise nationalize seize / nationalisation
merge acquire take_over / merger takeover acquisition
default / default
vote / vote votes
elect / election
strike walk_out / strike
invade attack / attack invasion
die kill / death
stockpile hoard / stockpile
seize impound confiscate / seizure
extradite / extradition
cooperate / cooperation
dump undersell / dumping
"""
"""One group a line: verbs, with `_` inside a verb of two words, then after `/` nouns and set phrases."""
SPEAKING = frozenset(
    "say tell think call describe argue warn claim comment suggest believe write remark add complain insist note state "
    "explain testify respond predict estimate".split()
)
"""Verbs with which somebody says something."""
WEAK = frozenset(
    "be do have happen mean make get give go come take affect change want need use work look feel look like let "
    "help become remain stay turn try seem run compare differ unfold develop respond react answer reply see know "
    "show include cover contain involve keep face expect hope intend set stand matter deal follow lie touch pull "
    "walk step turn lay sit jack".split()
)
"""Verbs that say too little to be looked for."""
IRREGULAR = {verb: " ".join(forms) for verb, *forms in map(str.split, IRREGULAR_VERBS)} | {
    "put": "put", "hit": "hit", "cut": "cut", "go": "went gone", "come": "came", "take": "took taken", "quit": "quit",
    "find": "found", "give": "gave given", "see": "saw seen", "shut": "shut", "say": "said", "tell": "told", "sit":
    "sat", "run": "ran", "undo": "undid undone", "bar": "barred", "slap": "slapped", "set": "set", "oversee":
    "oversaw", "forgo": "forwent", "get": "got", "stick": "stuck", "make": "made", "undersell": "undersold", "slide":
    "slid", "spurn": "spurned",
}  # fmt: skip
"""Past and participle; the second part are those whose forms are other words as well, which the index keeps apart."""
DOUBLES = frozenset(
    "slap drop cut hit put ship scrap stop bar ban plan fit rip strip quit commit refer defer trim slip".split()
)


@dataclass(frozen=True)
class Predicate:
    """What a verb of a question may be told with."""

    verb: str
    """As the question has it, in its base form."""
    pattern: re.Pattern[str]
    """Every form of every word of its groups, in lower case."""
    verbs: str
    """The verbs among them, as a pattern's words."""

    @cached_property
    def deeds(self) -> re.Pattern[str]:
        """The verbs among them alone: before one of those stands who did it."""
        return re.compile(rf"\b(?:{self.verbs})\b")


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Verb → all verbs and all other words of its groups."""
    table: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
    for line in GROUPS.strip().splitlines():
        verbs, _, nouns = line.partition("/")
        listed, others = frozenset(verbs.split()), frozenset(nouns.split())
        for verb in listed:
            had = table.get(verb, (frozenset(), frozenset()))
            table[verb] = had[0] | listed, had[1] | others
    return table


@lru_cache(maxsize=1)
def _verb_of_form() -> dict[str, str]:
    """Every form of every verb that is known → the verb."""
    verbs = {verb.split("_")[0] for verb in _table()} | SPEAKING | WEAK
    forms: dict[str, str] = {}
    for verb in sorted(verbs):
        for form in forms_of(verb):
            forms.setdefault(form, verb)
        forms[verb] = verb
    return forms


def verb_of(word: str) -> str:
    """The base form of a verb that is known; empty for any other word."""
    return _verb_of_form().get(word.lower(), "")


def forms_of(verb: str) -> list[str]:
    """Base, -s, -ing, past and participle; of a verb of two words the first changes."""
    first, _, rest = verb.partition("_")
    stem = first[:-1] if first.endswith("e") and not first.endswith(("ee", "ye")) else first
    doubled = first + first[-1] if first in DOUBLES else stem
    third = f"{first}es" if first.endswith(("s", "sh", "ch", "x", "z", "o")) else f"{first}s"
    past = f"{first}d" if first.endswith(("ee", "ye")) else f"{doubled}ed"
    if re.search(r"[^aeiou]y$", first):
        third, past = f"{first[:-1]}ies", f"{first[:-1]}ied"
    forms = [first, third, f"{doubled}ing", *(IRREGULAR[first].split() if first in IRREGULAR else [past])]
    tail = f" {rest.replace('_', ' ')}" if rest else ""
    return [f"{form}{tail}" for form in forms]


@lru_cache(maxsize=512)
def predicates_of(verb: str, particle: str = "") -> Predicate | None:
    """What may tell of the verb; None for one that is in no group or says too little."""
    table = _table()
    key = f"{verb}_{particle}" if particle and f"{verb}_{particle}" in table else verb
    if key not in table or (verb in WEAK and key == verb):
        return None
    verbs, others = table[key]
    deeds = _alternatives(form for each in verbs for form in forms_of(each))
    words = _alternatives(word.replace("_", " ") for word in others)
    both = f"{deeds}|{words}" if others else deeds
    return Predicate(key.replace("_", " "), re.compile(rf"\b(?:{both})\b"), deeds)


def _alternatives(forms: Iterable[str]) -> str:
    listed = sorted(set(forms), key=len, reverse=True)
    # "put the increase off": what is put may stand between the verb and its particle
    return "|".join(re.escape(form).replace(r"\ ", r"\s+(?:[\w’'-]+\s+){0,4}?") for form in listed)
