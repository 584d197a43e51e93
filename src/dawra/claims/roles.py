"""Who plays which part in a deal.

Each role of a trigger lists, best first, how its party may stand; every mention of the sentence bids for every role,
and the best bids win. What is then still empty comes from a pair that stands together, or from the sentences before.
"""

from dataclasses import replace
from typing import Final

from dawra.claims.candidate import ALIKE, Candidate, Scene
from dawra.claims.goods import thing_sold
from dawra.claims.mention import PartyMention, mention_at
from dawra.claims.stances import Stance
from dawra.claims.ways import Standing, stands
from dawra.parties import registry
from dawra.values import KINDS

_LEAST_BID = 0.25
_LEAST_PARTNER_BID = 0.4
"""Partners that were not found together need more: all roles are alike, so nothing else holds them apart."""
_STEP_OF_RANK = 0.07
"""How much less a way counts than the one listed before it."""
_STEP_OF_TOKEN, _MOST_TOKENS = 0.01, 25
_STEP_OF_TRIGGER, _MOST_TRIGGERS = 0.07, 4
"""How much less a bid counts for each token, and each trigger of another kind, that lies between."""
_FITS_TRADE = 0.12
_AGAINST_TRADE = 0.2
_WEAK_NAME = 0.12
_TOPIC_SCORE = 0.3
_ALONE: Final = frozenset({"capacity_build", "debt_financing"})
"""Kinds that one known party is enough for; of others two missing ones are too much to guess."""
_PAIR = 2
_EXCHANGE_BEFORE = 8

_LIKELY = {
    ("provider", "cloud"), ("provider", "chips"), ("supplier", "chips"), ("customer", "ai"), ("investee", "ai"),
    ("investor", "funds"), ("investor", "chips"), ("investor", "cloud"), ("lender", "banks"), ("investor", "banks"),
    ("arranger", "banks"), ("lender", "funds"), ("licensor", "ai"), ("investor", "states"), ("guarantor", "states"),
}  # fmt: skip
_UNLIKELY = {
    ("provider", "ai"), ("provider", "funds"), ("supplier", "funds"), ("supplier", "banks"), ("investee", "funds"),
    ("borrower", "banks"), ("borrower", "funds"), ("supplier", "ai"), ("customer", "funds"), ("customer", "banks"),
    ("investee", "states"),
    ("target", "states"),
    ("builder", "banks"),
}  # fmt: skip
_TRADES = {"supplier": ("chips", "cloud"), "provider": ("cloud", "chips")}
"""The trade that a role goes with, and the one that it does not where the first is there too."""
_BACKING = frozenset({"led", "from", "by"})


def fill_roles(scene: Scene, candidate: Candidate) -> None:
    """Give each role of a candidate its best bidder and those coordinated with it."""
    wanted = _wanted(scene, candidate)
    stances = scene.in_sentence(candidate.sentence)
    standings = [Standing(scene, candidate.trigger, stance) for stance in stances]
    bids = [
        (_bid(candidate, role, ways, standing), role, standing.stance)
        for role, ways in wanted.items()
        for standing in standings
    ]
    many = {role.name: role.many for role in KINDS[candidate.kind].roles}
    used: set[str] = set()
    for score, role, stance in sorted(bids, key=lambda bid: -bid[0]):
        if score < _LEAST_BID:
            break
        if role in candidate.roles or stance.mention.key in used:
            continue
        candidate.score += score
        used.add(stance.mention.key)
        members = _beside(stance, stances, used) if many[role] else []
        together = sorted([stance.mention, *members], key=lambda mention: mention.first)
        candidate.roles[role] = _of_the_trade(role, together) if many[role] else [stance.mention]
        used |= {mention.key for mention in candidate.roles[role]}
    if candidate.kind in ALIKE:
        _add_partners(scene, candidate, stances, used)
    if candidate.trigger.entry.get("raise"):
        _add_backers(scene, candidate, stances, used)
    _part_pair(candidate)
    if candidate.kind == "capacity_build" and "builder" in candidate.roles:
        _add_builders(candidate, stances, used)
    if candidate.kind == "acquisition" and candidate.roles and "target" not in candidate.roles:
        _take_thing(scene, candidate)
    if candidate.kind == "compute_purchase":
        _right_way_round(scene, candidate)
        _name_unit(candidate, stances, used)
    if candidate.kind == "debt_financing":
        _let_bank_lend(scene, candidate)
    _fill_from_topic(scene, candidate, wanted, used)


def _wanted(scene: Scene, candidate: Candidate) -> dict[str, list[str]]:
    """The roles of the kind with their ways; a trigger may serve a kind that it does not spell out."""
    trigger, kind = candidate.trigger, candidate.kind
    spec: dict[str, list[str]] = trigger.entry["roles"]
    if trigger.entry.get("raise") and _put_into(scene, candidate):
        return {"investor": ["vso", "subj"], "investee": ["of"]}
    if kind == "equity_investment" and _given_for(scene, candidate):
        return {"investor": ["from"], "investee": ["subj", "vso"]}
    names = {role.name for role in KINDS[kind].roles}
    wanted = {role: ways for role, ways in spec.items() if role in names}
    if kind == "capacity_build":
        wanted.setdefault("builder", spec.get("investor", spec.get("customer", [])))
    if kind in {"supply", "chip_purchase"} and "provider" in spec:
        wanted.setdefault("supplier", spec["provider"])
    if kind == "compute_purchase" and "supplier" in spec:
        wanted.setdefault("provider", spec["supplier"])
    if kind == "equity_investment" and "borrower" in spec:
        return {"investor": spec["lender"], "investee": spec["borrower"]}
    if kind == "equity_investment" and "investor" not in wanted:
        wanted["investor"] = spec.get("acquirer", [])
        wanted["investee"] = spec.get("target", [])
    return wanted


def _given_for(scene: Scene, candidate: Candidate) -> bool:
    """Whether money was received and the stake given for it: "received $8.9 billion in exchange for a 10% stake"."""
    page, hit = scene.page, candidate.trigger
    if "stake_deal" not in hit.entry.get("needs", ()):
        return False
    exchanged = page.between("exchange", max(candidate.sentence.first, hit.first - _EXCHANGE_BEFORE), hit.first)
    return bool(exchanged and page.between("winning", candidate.sentence.first, exchanged[0].first))


def _put_into(scene: Scene, candidate: Candidate) -> bool:
    """Whether money goes into the round: "is putting 1.3 billion into the Series C"."""
    first = candidate.trigger.first
    before = (scene.page.ending("prepositions", at) for at in (first, first - 1))
    return any(hit is not None and hit.key in {"in", "into"} for hit in before)


def _bid(candidate: Candidate, role: str, ways: list[str], standing: Standing) -> float:
    """How well a mention fits a role: its way of standing, its distance, what lies between, what it is."""
    hit, mention = candidate.trigger, standing.mention
    if mention.kind == "exchange" and standing.preposition is not None:
        return 0.0  # where the deal was disclosed, or its shares trade
    fits = ((stands(standing, way), rank) for rank, way in enumerate(ways))
    best = max((fit - rank * _STEP_OF_RANK for fit, rank in fits if fit), default=0.0)
    if best <= 0:
        return 0.0
    low, high = (hit.last, mention.first) if standing.after else (mention.last, hit.first)
    best -= _STEP_OF_TOKEN * min(max(0, high - low), _MOST_TOKENS) + _STEP_OF_TRIGGER * min(
        standing.crossed, _MOST_TRIGGERS
    )
    if (role, mention.sector) in _LIKELY:
        best += _FITS_TRADE
    if (role, mention.sector) in _UNLIKELY:
        best -= _AGAINST_TRADE
    if candidate.kind == "compute_purchase" and role == "customer" and mention.sector == "cloud":
        best -= _FITS_TRADE
    if mention.weak:
        best -= _WEAK_NAME
    return best


def _beside(stance: Stance, stances: list[Stance], used: set[str]) -> list[PartyMention]:
    """Whoever is coordinated with the winner of a role and not used yet."""
    return [s.mention for s in stances if s.group == stance.group and s.mention.key not in used]


def _of_the_trade(role: str, members: list[PartyMention]) -> list[PartyMention]:
    """From a mixed list the makers of chips supply chips and the clouds provide capacity."""
    trade, other = _TRADES.get(role, (None, None))
    if trade is None or not any(member.sector == trade for member in members):
        return members
    return [member for member in members if member.sector != other]


def _add_partners(scene: Scene, candidate: Candidate, stances: list[Stance], used: set[str]) -> None:
    """Partners are all alike: beside those found first, the group that bids best joins them."""
    ways: list[str] = candidate.trigger.entry["roles"]["partner"]
    bids = [
        (_bid(candidate, "partner", ways, Standing(scene, candidate.trigger, stance)), stance)
        for stance in stances
        if stance.mention.key not in used
    ]
    score, best = max(bids, key=lambda bid: bid[0], default=(0.0, None))
    if best is None or score < _LEAST_PARTNER_BID:
        return
    partners = candidate.roles.setdefault("partner", [])
    for stance in stances:
        if stance.group == best.group and stance.mention.key not in used:
            partners.append(stance.mention)
            used.add(stance.mention.key)


def _add_backers(scene: Scene, candidate: Candidate, stances: list[Stance], used: set[str]) -> None:
    """A round has all the investors that the sentence names: led by A, with money from B and C."""
    for stance in stances:
        behind = stance.mention.first >= candidate.trigger.first
        # "Leased from Y", further on, is another deal's.
        behind = behind and not Standing(scene, candidate.trigger, stance).crossed
        if behind and stance.preposition in _BACKING and stance.mention.key not in used:
            candidate.roles.setdefault("investor", []).append(stance.mention)
            used.add(stance.mention.key)


def _right_way_round(scene: Scene, candidate: Candidate) -> None:
    """Whoever lives by renting out capacity is not the customer of one who does not, unless the words say so."""
    customers, providers = candidate.roles.get("customer", []), candidate.roles.get("provider", [])
    if not customers or not providers or not all(m.sector == "cloud" for m in customers):
        return
    if _direction_told(scene, candidate):
        return
    large = [_rents(m) for m in customers], [_rents(m) for m in providers]
    if not any(m.sector in {"cloud", "chips", None} for m in providers) or (not any(large[0]) and all(large[1])):
        candidate.roles["customer"], candidate.roles["provider"] = providers[:1], customers


def _direction_told(scene: Scene, candidate: Candidate) -> bool:
    """Whether the capacity comes from the one or goes to the other: "rents computing power from X", "pays X"."""
    behind = {
        role: {scene.stance_of[id(m)].preposition for m in candidate.roles[role] if id(m) in scene.stance_of}
        for role in ("customer", "provider")
    }
    won = scene.page.between("winning_customers", candidate.trigger.last, candidate.sentence.last)
    told = bool(candidate.trigger.entry.get("pays")) or bool(won)
    return told or "from" in behind["provider"] or "to" in behind["customer"]


def _take_thing(scene: Scene, candidate: Candidate) -> None:
    """What is bought or sold may be no party: "its Italian branch"."""
    found = thing_sold(scene, candidate.trigger, candidate.sentence)
    if found is not None:
        mention = mention_at(scene.page, *found)
        candidate.roles["target"] = [replace(mention, thing=True)]


def _let_bank_lend(scene: Scene, candidate: Candidate) -> None:
    """A bank that signs a loan, and neither gets it nor issues bonds, is the one that lends."""
    borrowers = candidate.roles.get("borrower", [])
    if "lender" in candidate.roles or not borrowers or any(m.sector != "banks" for m in borrowers):
        return
    page, hit, first = scene.page, candidate.trigger, candidate.sentence.first
    issued = any(page.is_word("securities", index) for index in range(hit.first, hit.last))
    gets = any(page.between(section, first, hit.last) for section in ("winning", "holding", "borrowing"))
    behind = all(scene.stance_of[id(m)].preposition is None for m in borrowers if id(m) in scene.stance_of)
    if behind and not issued and not gets and borrowers[0].last <= hit.first:
        candidate.roles["lender"] = candidate.roles.pop("borrower")


def _name_unit(candidate: Candidate, stances: list[Stance], used: set[str]) -> None:
    """ "Amazon, through Amazon Web Services": of a group and its cloud the cloud provides."""
    providers = candidate.roles.get("provider", [])
    for place, mention in enumerate(providers):
        units = [
            s.mention
            for s in stances
            if s.mention.sector == "cloud"
            and s.mention.key not in used
            and s.mention.key != mention.key
            and registry().group(s.mention.key) == mention.key
        ]
        if units:
            providers[place] = units[0]
            used.add(units[0].key)


def _add_builders(candidate: Candidate, stances: list[Stance], used: set[str]) -> None:
    """Whoever a builder builds with builds too, banks left out."""
    for stance in stances:
        mention = stance.mention
        if stance.preposition == "with" and mention.key not in used and mention.sector != "banks":
            candidate.roles["builder"].append(mention)
            used.add(mention.key)


def _rents(mention: PartyMention) -> bool:
    parties = registry().get(mention.id), registry().get(registry().group(mention.key))
    return any(party is not None and party.rents for party in parties)


def _part_pair(candidate: Candidate) -> None:
    """ "X and Y signed a loan": of two that stand together, one takes the role that is left empty."""
    missing = _missing(candidate)
    if candidate.kind == "debt_financing" and "lender" not in candidate.roles and not missing:
        missing = ["lender"]
    pairs = [(role, members) for role, members in candidate.roles.items() if len(members) == _PAIR]
    if len(missing) != 1 or not pairs or candidate.kind in ALIKE:
        return
    (role, members), empty = pairs[0], missing[0]

    def gain(member: PartyMention) -> int:
        there, here = (empty, member.sector), (role, member.sector)
        return (there in _LIKELY) + (here in _UNLIKELY) - (there in _UNLIKELY) - (here in _LIKELY)

    moved = max(reversed(members), key=gain)
    candidate.roles[role] = [member for member in members if member is not moved]
    candidate.roles[empty] = [moved]


def _fill_from_topic(scene: Scene, candidate: Candidate, wanted: dict[str, list[str]], used: set[str]) -> None:
    """One missing principal may be whom the text has been about; two missing ones are too much to guess."""
    missing = [role for role in _missing(candidate) if role in wanted]
    of_round = "equity" in candidate.trigger.entry.get("needs", ())
    sells = "subj" in candidate.trigger.entry["roles"].get("seller", ())
    if (of_round and "investor" in missing) or (sells and "acquirer" in missing):
        return  # who put the money in is often not said
    if candidate.kind == "debt_financing" and candidate.roles and "borrower" not in candidate.roles:
        missing = ["borrower"]
    if len(missing) != 1 or (not candidate.roles and candidate.kind not in _ALONE):
        return
    for mention in scene.topics(candidate.sentence):
        if mention.key not in used and (missing[0], mention.sector) not in _UNLIKELY:
            candidate.roles[missing[0]] = [mention]
            candidate.score += _TOPIC_SCORE
            candidate.guessed = True
            return


def _missing(candidate: Candidate) -> list[str]:
    """The roles without which there is no such deal and that nobody plays yet."""
    roles = KINDS[candidate.kind].roles
    return [role.name for role in roles if role.least and role.name not in candidate.roles]
