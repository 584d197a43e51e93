"""How a party may stand to a trigger: one small question for each way that a role of the lexicon may list.

Each answers how surely the party stands so, between 0 (not at all) and 1. A way that is not in the table is the key
of a preposition, and asks whether the party stands behind that.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from dawra.claims.candidate import Scene
from dawra.claims.lexicon import Hit
from dawra.claims.mention import PartyMention
from dawra.claims.page import Page
from dawra.claims.stances import Stance

# How many tokens may lie between the party and the trigger. Arabic puts the subject right behind its verb, and a
# possessor right behind what is owned.
_SUBJECT_BEHIND = 2
_OWNER_BEHIND = 2
_TAKER_BEHIND = 4
_HOLDER_BEHIND = 3
_OWNER_BEFORE = 7
_OTHERS_BEFORE = 4
"""A possessor further before the trigger owns something else than it."""
_OBJECT_BEHIND = 9
_RECEIVER_BEHIND = 6
_PARTY_BEHIND = 4
_OF_BEHIND = 4
_STAKE_BEHIND = 12
# How many tokens around a place a verb may stand and still govern it.
_PASSIVE_BEFORE = 3
_WINNING_BEFORE = 8
_WON_BEFORE = 14
_RELATIVE_REACH = 8
_SERVING_BEFORE = 6
_HOLDING_BEFORE = 6
_GIVING_BEFORE = 3
_GIVEN_BEFORE, _GIVEN_GAP = 5, 4
_VERB_BEFORE = 3
_RIGHTS_BEHIND = 4


@dataclass
class Standing:
    """One party and one trigger, with what the ways ask about the two."""

    scene: Scene
    hit: Hit
    stance: Stance

    @property
    def page(self) -> Page:
        """The page that both stand on."""
        return self.scene.page

    @property
    def mention(self) -> PartyMention:
        """The party."""
        return self.stance.mention

    @property
    def preposition(self) -> str | None:
        """What the party stands behind."""
        return self.stance.preposition

    @property
    def bare(self) -> bool:
        """Whether the party stands behind no preposition."""
        return self.stance.preposition is None

    @property
    def after(self) -> bool:
        """Whether the party stands behind the trigger."""
        return self.mention.first >= self.hit.last

    @property
    def before(self) -> bool:
        """Whether the party stands before the trigger."""
        return self.mention.last <= self.hit.first

    @cached_property
    def gap(self) -> int:
        """How many tokens lie between the two."""
        return self.mention.first - self.hit.last if self.after else self.hit.first - self.mention.last

    @property
    def arabic(self) -> bool:
        """Whether the trigger is Arabic."""
        return self.page.tokens[self.hit.first].kind == "arabic"

    @cached_property
    def passive(self) -> bool:
        """Whether the trigger is a participle behind "was" and the like."""
        page, hit = self.page, self.hit
        endings = tuple(page.words.words("words", "participle_endings"))
        if self.arabic or not page.tokens[hit.last - 1].norm.endswith(endings):
            return False
        return any(page.is_word("passive", i) for i in range(hit.first - _PASSIVE_BEFORE, hit.first))

    @cached_property
    def crossed(self) -> int:
        """How many triggers of other kinds lie between the two."""
        hit, mention = self.hit, self.stance.mention
        low, high = (hit.last, mention.first) if self.after else (mention.last, hit.first)
        between = self.page.between("trigger", low, max(low, high))
        return sum(1 for other in between if other.entry["kind"] != hit.entry["kind"])

    def between(self, section: str, first: int, last: int) -> bool:
        """Whether a phrase of a section stands at tokens ``[first, last)``."""
        return bool(self.page.between(section, max(0, first), last))


def stands(standing: Standing, way: str) -> float:
    """How surely a party stands to a trigger in this way; 0 where it does not."""
    ask = WAYS.get(way)
    return _behind(standing, way) if ask is None else ask(standing)


def _behind(standing: Standing, preposition: str) -> float:
    """Behind this preposition; what goes into something is in it."""
    behind = standing.preposition
    if behind != preposition and not (preposition == "in" and behind == "into"):
        return 0.0
    return 0.9 if standing.after else 0.65


def _subject(s: Standing) -> float:
    """Before the verb; X's in "X's rival Y invests" is not its subject."""
    if not s.arabic and not s.passive and (relative := _relative_before(s)) is not None:
        return 0.97 if s.before and _is_antecedent(s, relative) else _subject_within(s, relative)
    if s.preposition == "with" and _absolute(s):
        return 0.95
    if s.passive or not (s.before and s.bare):
        return 0.0
    owns_other = s.stance.possessive and s.hit.first - s.mention.last > _OTHERS_BEFORE
    return 0.0 if owns_other else 0.95


def _absolute(s: Standing) -> bool:
    """Whether the party is the subject of a clause without a finite verb: "with Nvidia investing"."""
    endings = tuple(s.page.words.words("words", "gerund_endings"))
    return s.before and s.gap == 0 and s.page.tokens[s.hit.first].norm.endswith(endings)


def _relative_before(s: Standing) -> int | None:
    """Where "which" or "who" stands right behind a party, with the trigger in its clause."""
    page, hit = s.page, s.hit
    for index in range(hit.first - 1, max(page.sentence_of(hit.first).first, hit.first - _RELATIVE_REACH), -1):
        if page.is_word("relative", index):
            return index
        if page.tokens[index].text in {",", ";"} or page.at("breaks", index):
            return None
    return None


def _is_antecedent(s: Standing, relative: int) -> bool:
    """Whether the pronoun points back to the party, or to a group that it belongs to."""
    here = s.scene.in_sentence(s.page.sentence_of(s.hit.first))
    groups = {other.group for other in here if other.mention.last in {relative, relative - 1}}
    return s.stance.group in groups and s.mention.last <= relative


def _subject_within(s: Standing, relative: int) -> float:
    """A subject of its own inside the clause: "which Nvidia bought"."""
    return 0.95 if s.before and s.bare and s.mention.first > relative else 0.0


def _far_subject(s: Standing) -> float:
    return 0.6 if s.before and s.bare else 0.0


def _seller(s: Standing) -> float:
    return 0.5 if s.before and s.bare else 0.0


def _winner(s: Standing) -> float:
    return 0.95 if s.before and s.bare and _won(s) else 0.0


def _buyer(s: Standing) -> float:
    return 0.95 if s.before and s.bare and not _won(s) else 0.0


def _won(s: Standing) -> bool:
    """Whether the subject won the contract rather than placed it."""
    return s.between("winning", s.mention.last, s.hit.first + 1)


def _won_from(s: Standing) -> float:
    won = s.preposition == "from" and s.between("winning", s.hit.first - _WINNING_BEFORE, s.hit.first + 1)
    return 0.9 if won else 0.0


def _serves(s: Standing) -> float:
    """The subject that won the contract or provides what it is for."""
    return 0.97 if s.before and s.bare and _is_served(s) else 0.0


def _is_customer(s: Standing) -> float:
    return 0.0 if _is_served(s) else _subject(s)


def _customer_behind_verb(s: Standing) -> float:
    return 0.0 if _is_served(s) else _behind_verb(s)


def _served_with(s: Standing) -> float:
    """With whom the contract was won."""
    return 0.93 if s.preposition in {"with", "from"} and _is_served(s) else 0.0


def _with_server(s: Standing) -> float:
    return 0.0 if _is_served(s) else _behind(s, "with")


def _is_served(s: Standing) -> bool:
    """Whether the sentence says that its subject won the contract, or provides: "a contract with X to provide"."""
    first = s.page.sentence_of(s.hit.first).first
    subjects = (other for other in s.scene.in_sentence(s.page.sentence_of(s.hit.first)) if other.preposition is None)
    # A lab secures capacity; a cloud secures a contract.
    labs = any(other.mention.sector == "ai" and other.mention.last <= s.hit.first for other in subjects)
    won = not labs and s.between("winning", max(first, s.hit.first - _WON_BEFORE), s.hit.first + 1)
    if won or s.between("serving", max(first, s.hit.first - _SERVING_BEFORE), s.hit.last):
        return True
    return s.between("winning_customers", s.hit.last, s.page.sentence_of(s.hit.first).last)


def _lender(s: Standing) -> float:
    return _party_to_loan(s) if _gives(s) else 0.0


def _taker(s: Standing) -> float:
    return 0.0 if _gives(s) else _party_to_loan(s)


def _party_to_loan(s: Standing) -> float:
    if not s.bare or not (s.before or (s.arabic and s.gap <= _TAKER_BEHIND)):
        return 0.0
    return 0.95 if s.before else 0.85


def _gives(s: Standing) -> bool:
    """Whether a verb of giving stands by: "X provides a loan", قدم بنك قرضا."""
    if any(s.page.is_word("securities", index) for index in range(s.hit.first, s.hit.last)):
        return False  # who issues bonds borrows
    first = min(s.mention.first, s.hit.first)
    return s.between("giving", first - _GIVING_BEFORE, s.hit.last)


def _shares_of(s: Standing) -> float:
    """The party whose shares the warrant is for: "AMD shares", "AMD's shares"."""
    page, last = s.page, s.mention.last
    own = page.at("share_words", last) or (s.stance.possessive and page.at("share_words", last + 1))
    return 0.9 if s.after and own else 0.0


def _grant_holder(s: Standing) -> float:
    return _party_to_grant(s) if _holds(s) else 0.0


def _grant_giver(s: Standing) -> float:
    return 0.0 if _holds(s) else _party_to_grant(s)


def _party_to_grant(s: Standing) -> float:
    return 0.9 if s.bare and (s.before or (s.arabic and s.gap <= _HOLDER_BEHIND)) else 0.0


def _holds(s: Standing) -> bool:
    """Whether the words before a right say that its subject has it, rather than gives it."""
    return s.between("holding", s.hit.first - _HOLDING_BEFORE, s.hit.first)


def _licensor(s: Standing) -> float:
    return 0.7 if s.before and s.bare and not _holds(s) else 0.0


def _licensee(s: Standing) -> float:
    near = s.before or (s.arabic and s.gap <= _HOLDER_BEHIND)
    return 0.75 if s.bare and near and _holds(s) else 0.0


def _owner_of_rights(s: Standing) -> float:
    """Whose the models, patents, characters are: "OpenAI's models", نماذج أوبن إيه آي."""
    page, mention = s.page, s.mention
    before = page.ending("nouns", mention.first)
    if before is not None and before.key == "rights" and page.tokens[before.first].kind == "arabic":
        return 0.95
    for token in page.tokens[mention.last : mention.last + _RIGHTS_BEHIND]:
        if any(page.at(section, token.index) for section in ("holding", "giving", "statuses")):
            return 0.0  # who obtains the rights does not own them
        if any(noun.key == "rights" for noun in page.all_at("nouns", token.index)):
            return 0.95 if token.kind == "latin" else 0.0
    return 0.0


def _given(s: Standing) -> float:
    """Between a verb of giving and what is given; in Arabic the giver stands between them first."""
    if not (s.before and s.bare) or s.hit.first - s.mention.last > _GIVEN_GAP:
        return 0.0
    if s.arabic and s.page.ending("giving", s.mention.first) is not None:
        return 0.0
    return 0.95 if s.between("giving", s.mention.first - _GIVEN_BEFORE, s.mention.first) else 0.0


def _paid(s: Standing) -> float:
    """Right behind a verb of paying, be it the trigger: "pays Microsoft 20% of its revenue"."""
    near = s.before or s.gap == 0
    return 0.97 if s.bare and near and s.page.is_word("paying", s.mention.first - 1) else 0.0


def _whose_debts(s: Standing) -> float:
    """Whose obligations are guaranteed: the possessor behind the verb, or in Arabic the one right behind the noun."""
    if not s.after:
        return 0.0
    if s.arabic:
        before = s.page.ending("nouns", s.mention.first) or s.page.is_word("dues", s.mention.first - 1)
        return 0.95 if before and s.gap <= _OWNER_BEFORE else 0.0
    return 0.95 if s.stance.possessive else 0.0


def _behind_verb(s: Standing) -> float:
    """Arabic subjects: right behind the trigger where it is a verb, else behind the verb that governs it."""
    if s.arabic and (relative := _relative(s)) is not None:
        return 0.97 if s.before and s.mention.last in {relative, relative - 1} else 0.0
    if not (s.arabic and s.bare):
        return 0.0
    noun = "ال" in s.hit.particles or s.hit.particles.endswith("ل")
    if s.after and s.gap <= _SUBJECT_BEHIND and not noun:
        return 0.9
    return 0.75 if s.before and _governed(s) else 0.0


def _relative(s: Standing) -> int | None:
    """Where التي or الذي stands whose verb the trigger is: its subject is whom the pronoun points back to."""
    page, hit = s.page, s.hit
    if hit.particles or page.is_word("resumes", hit.last):
        return None
    return next((i for i in (hit.first - 1, hit.first - 2) if page.is_word("relative", i)), None)


def _governed(s: Standing) -> bool:
    """Whether the party follows a verb: أعلنت أمازون ..."""
    first = s.mention.first
    return any(s.page.ending("statuses", first - width) is not None for width in range(_VERB_BEFORE))


def _possessor(s: Standing) -> float:
    if s.arabic:
        # In لشراء سانتوس the buyer stands before, and what is bought behind.
        aims = s.hit.particles.endswith("ل")
        return 0.9 if s.after and s.bare and s.gap <= _OWNER_BEHIND and not aims else 0.0
    return 0.95 if s.before and s.stance.possessive and s.gap <= _OWNER_BEFORE else 0.0


def _object(s: Standing) -> float:
    """Behind the verb; of a passive, before it."""
    if s.passive:
        return 0.95 if s.before and s.bare else 0.0
    return 0.8 if s.after and s.bare and s.gap <= _OBJECT_BEHIND else 0.0


def _near_object(s: Standing) -> float:
    return 0.8 if s.after and s.bare and s.gap <= _PARTY_BEHIND else 0.0


def _receiver(s: Standing) -> float:
    return 0.8 if s.after and s.bare and s.gap <= _RECEIVER_BEHIND else 0.0


def _arranger(s: Standing) -> float:
    """Behind a word such as bookrunner, and behind nothing that would give it another part."""
    if s.preposition not in {None, "from", "by", "arranger", "of"}:
        return 0.0
    first = s.page.sentence_of(s.hit.first).first
    named = s.page.between("prepositions", first, s.mention.first)
    return 0.98 if any(hit.key == "arranger" for hit in named) else 0.0


def _maker(s: Standing) -> float:
    return 0.85 if s.stance.maker else 0.0


def _one_of_both(s: Standing) -> float:
    """Behind between, or one of "the companies"."""
    if s.preposition == "both":
        return 0.8
    written = s.page.span(s.mention.first, s.mention.last).text
    named = s.mention.anaphor and any(word in written for word in s.page.words.written("words", "companies"))
    return 0.8 if named else 0.0


def _second_of_both(s: Standing) -> float:
    return _one_of_both(s) if s.stance.order > 0 else 0.0


def _of_stake(s: Standing) -> float:
    behind = s.preposition in {"of", "in", "from"}
    return 0.9 if behind and s.after and s.gap <= _STAKE_BEHIND else 0.0


def _of(s: Standing) -> float:
    """Behind of; in Arabic, right behind the noun."""
    genitive = s.preposition == "of" or (s.arabic and s.bare and s.gap <= _OF_BEHIND)
    return 0.85 if s.after and genitive else 0.0


def _to_behind(s: Standing) -> float:
    return 0.6 if s.preposition == "to" and s.after else 0.0


def _led(s: Standing) -> float:
    return 0.9 if s.preposition == "led" else 0.0


WAYS: Final[dict[str, Callable[[Standing], float]]] = {
    "subj": _subject,
    "subj_far": _far_subject,
    "topic": _far_subject,
    "subj_seller": _seller,
    "subj_winner": _winner,
    "subj_buyer": _buyer,
    "from_won": _won_from,
    "subj_serves": _serves,
    "subj_customer": _is_customer,
    "vso_customer": _customer_behind_verb,
    "with_served": _served_with,
    "with_server": _with_server,
    "subj_lender": _lender,
    "subj_taker": _taker,
    "shares_of": _shares_of,
    "subj_giver": _grant_giver,
    "subj_holder": _grant_holder,
    "subj_licensor": _licensor,
    "subj_licensee": _licensee,
    "vso_holder": _licensee,
    "rights_of": _owner_of_rights,
    "given": _given,
    "paid": _paid,
    "whose": _whose_debts,
    "vso": _behind_verb,
    "poss": _possessor,
    "obj": _object,
    "obj_party": _near_object,
    "obj_receiver": _receiver,
    "arranger": _arranger,
    "maker": _maker,
    "both": _one_of_both,
    "both_second": _second_of_both,
    "on_stake": _of_stake,
    "of": _of,
    "to_object": _to_behind,
    "to_second": _to_behind,
    "to_beneficiary": _to_behind,
    "to_sold": _to_behind,
    "to_ordered": _to_behind,
    "led": _led,
}
"""What each name in the lexicon's ``roles`` asks for, prepositions left out."""
