"""Whole sentences: a deal, a fact, a share, a belief, the headline."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from dawra.values import KINDS
from dawra.views.wording.amounts import amount_words, money, quantity
from dawra.views.wording.captions import caption
from dawra.views.wording.counting import counted, number, significant
from dawra.views.wording.dates import period_words
from dawra.views.wording.isolates import plain
from dawra.views.wording.words import fill, join, say, sentence_case, table, word

_WHOLE: Final = 0.995
_CLOSE: Final = 0.03
_EXACT: Final = 0.005
_RARE: Final = 0.01
_CERTAIN: Final = 1e-9
_HALF: Final = 0.5
_TEN: Final = 10
_LONGEST_ODDS: Final = 999


def deal_sentence(deal: Mapping[str, Any], language: str) -> str:
    """A deal in one line, without its status: ``Amazon invests $10 billion in OpenAI``."""
    kind = KINDS[deal["kind"]]
    parties = {role.name: _in_role(deal, role.name, language) for role in kind.roles}
    first = parties[kind.roles[0].name] or parties[kind.roles[-1].name]
    needed = {role.name for role in kind.roles if role.least}
    slots: dict[str, str | None] = {role: _listed(names, role in needed, language) for role, names in parties.items()}
    slots["amount"] = amount_words(deal["amount"], language, oblique=True) if deal.get("amount") else None
    slots["percent"] = percent(deal["percent"], language) if deal.get("percent") is not None else None
    shares = (deal.get("shares") or {}).get("count")
    slots["shares"] = quantity(shares, language) if shares else None
    phrase = word("phrase", deal["kind"], language)
    return fill(_agree(phrase, len(first)), slots)


def fact_sentence(fact: Mapping[str, Any], language: str) -> str:
    """One party's own figure: ``OpenAI: revenue $13 billion, 2025``."""
    of = fact.get("of")
    return fill(
        word("text", "fact", language),
        {
            "party": caption(fact["party"]["id"], fact["party"]["name"], language),
            "metric": word("metric", fact["metric"], language),
            "of": caption(of["id"], of["name"], language) if of else None,
            "amount": amount_words(fact["amount"], language) if fact.get("amount") else None,
            "percent": percent(fact["percent"], language) if fact.get("percent") is not None else None,
            "period": period_words(fact["period"], language) if fact.get("period") else None,
        },
    )


def percent(value: float, language: str) -> str:
    """A number of per cent, one decimal at most."""
    return f"{number(value, 1)}{table(language)['list']['percent']}"


def share_words(ratio: float, currency: str, language: str) -> str:
    """A share as people say it: ``$1 of every $3``, ``30 cents of every dollar``, else in per cent."""
    if currency != "USD":
        return plain(say("share_percent", language, percent=percent(100 * ratio, language)))
    each = int(significant(Decimal(1 / ratio), 2 if ratio < _RARE else 3).to_integral_value())
    if each > 1 and abs(ratio * each - 1) <= _CLOSE:
        whole = money(each, currency, language, oblique=True)
        spoken, shown = say("share_one", language, whole=whole), 1 / each
    else:
        cents = round(100 * ratio)
        spoken, shown = say("share_cents", language, cents=counted(cents, "cent", language)), cents / 100
    near = abs(shown / ratio - 1) > _EXACT
    return plain(say("about", language, what=spoken) if near else spoken)


def headline(ratio: float, view: str, currency: str, language: str) -> str:
    """The first sentence of a report, with its condition; the share stands between isolates."""
    condition = word("condition", view, language)
    if ratio <= _CERTAIN:
        return say("headline_none", language) + condition + word("list", "stop", language)
    if ratio >= _WHOLE:
        return say("headline_all", language) + condition + word("list", "stop", language)
    sentence = say("headline", language, share=share_words(ratio, currency, language))
    return sentence_case(sentence) + condition + word("list", "stop", language)


def belief_words(belief: float, language: str) -> str:
    """How likely it is that the claims are right, in words with the odds: ``very likely (19 to 1)``."""
    steps = table(language)["belief"]["steps"]
    said = next(step["word"] for step in steps if belief >= step["from"])
    odds = (_odds(belief), "1") if belief >= _HALF else ("1", _odds(1 - belief))
    return fill(table(language)["belief"]["odds"], {"word": said, "high": odds[0], "low": odds[1]})


def _odds(belief: float) -> str:
    """The larger side of the odds to one; whole from ten on, where tenths say nothing."""
    odds = min(belief / (1 - belief), _LONGEST_ODDS) if belief < 1 else _LONGEST_ODDS
    return number(odds, 1 if odds < _TEN else 0)


def _in_role(deal: Mapping[str, Any], role: str, language: str) -> list[str]:
    return [caption(party["id"], party.get("name"), language) for party in deal["parties"] if party["role"] == role]


def _listed(names: list[str], needed: bool, language: str) -> str | None:  # noqa: FBT001 - a mere fact of the role
    if not names:
        return word("text", "unnamed", language) if needed else None
    return join(names, language)


def _agree(phrase: str, parties: int) -> str:
    """English verbs take their s after one party; an Arabic phrase has no such mark."""
    return phrase.replace("{s}", "" if parties > 1 else "s")
