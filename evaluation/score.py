"""Score the reader against the gold of `evaluation/corpus/<language>/<slug>.txt` + `<slug>.json`.

Deals of a document are paired with its gold deals by the best assignment: same kind, and at least one party
in common. A gold deal marked `core` must be found; one that is not core is arguable, so finding it neither
helps nor harms; a deal that pairs with no gold deal is a false positive, and so is the second record of a
deal told twice. Values are compared on paired core deals only. Half of the documents, by a hash of their
name, are the split "test": it gives scores, never errors, so that nobody mends the reader by looking at it.
"""

import argparse
import json
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import product
from pathlib import Path
from typing import Any, TypeAlias

from scipy.optimize import linear_sum_assignment

Record: TypeAlias = dict[str, Any]
Words: TypeAlias = tuple[str, ...]

HERE = Path(__file__).resolve().parent
LANGUAGES = ("ar", "en")

# Roles that do not identify a deal: missing one is a fault, naming one more is not.
SECONDARY_ROLES = {"arranger"}

COMPANY_WORDS = {"شركه", "مجموعه", "مؤسسه", "موسسه", "the", "company"}
GLUED = ("وال", "فال", "بال", "كال", "ولل", "لل", "ال", "و", "ف", "ب", "ل", "ك")
SHORTEST_STEM = 3  # letters that must stay when something is taken off an Arabic word
SHORTEST_AFFIX = 3  # letters of a name that may stand for a longer one


def main() -> int:
    """Print the scores; 1 when `--check` finds one below its floor, 2 when the options do not fit."""
    options = arguments()
    languages = LANGUAGES if options.lang == "all" else (options.lang,)
    tallies = {language: Tally() for language in languages}
    errors: list[str] = []
    for language in languages:
        for path in documents(language, options.split):
            tally, complaints = score_document(path)
            tallies[language].add(tally)
            errors += [f"{language}/{path.stem}  {complaint}" for complaint in complaints]
    if len(languages) > 1:
        total = Tally()
        for tally in tallies.values():
            total.add(tally)
        tallies["all"] = total
    scores = {name: tally.scores() for name, tally in tallies.items()}
    if options.json:
        report: Record = {"split": options.split, "scores": scores}
        if options.errors:
            report["errors"] = errors
        print(json.dumps(report, ensure_ascii=False, indent=2))
    else:
        print_table(options.split, tallies, scores)
        if options.errors:
            print("", *errors, sep="\n")
    return check_floors(options.split, scores) if options.check else 0


def arguments() -> argparse.Namespace:
    """The command line, with options that contradict each other refused."""
    parser = argparse.ArgumentParser(description="Score the reader against the corpus.")
    parser.add_argument("--split", choices=("dev", "test", "all"), default="dev")
    parser.add_argument("--lang", choices=(*LANGUAGES, "all"), default="all")
    parser.add_argument("--errors", action="store_true", help="one line for each fault (split dev only)")
    parser.add_argument("--json", action="store_true", help="one JSON document instead of the table")
    parser.add_argument("--check", action="store_true", help="exit 1 if a score is below evaluation/floors.json")
    options = parser.parse_args()
    if options.errors and options.split != "dev":
        parser.error("--errors shows the documents, and those of the split test are only for scores: use --split dev")
    return options


def documents(language: str, split: str) -> Iterator[Path]:
    """The text files of a language and split, in the order of their names."""
    for path in sorted((HERE / "corpus" / language).glob("*.txt")):
        odd = int(sha256(path.stem.encode()).hexdigest()[:8], 16) % 2
        if split in ("all", "test" if odd else "dev"):
            yield path


def read_text(text: str, path: Path) -> Record:
    """What the reader makes of one document. The one place that knows the reader."""
    from dawra.claims import read  # noqa: PLC0415  the scorer's own tests bring another reader
    from dawra.documents import load  # noqa: PLC0415

    # The reader takes the file itself, as a user's would be taken; `text` is for readers that take text.
    del text
    result: Record = read(load(path)).to_json()
    return result


# --- the score of one document ---


@dataclass(slots=True, kw_only=True)
class Tally:
    """Counts over documents, from which every score is worked out."""

    documents: int = 0
    core: int = 0
    found: int = 0
    roles_right: int = 0
    spurious: int = 0
    core_facts: int = 0
    found_facts: int = 0
    spurious_facts: int = 0
    right: dict[str, int] = field(default_factory=dict)
    stated: dict[str, int] = field(default_factory=dict)

    def add(self, other: "Tally") -> None:
        """Take the counts of other documents in."""
        for name in COUNTS:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for mine, theirs in ((self.right, other.right), (self.stated, other.stated)):
            for key, count in theirs.items():
                mine[key] = mine.get(key, 0) + count

    def scores(self) -> dict[str, float | None]:
        """Every score by name; None where nothing was there to be scored."""
        given = self.found + self.spurious
        facts = self.found_facts + self.spurious_facts
        scores = {
            "deal_precision": share(self.found, given),
            "deal_recall": share(self.found, self.core),
            "deal_f1": share(2 * self.found, given + self.core),
            "roles_right": share(self.roles_right, self.found),
            "deal_f1_roles": share(2 * self.roles_right, given + self.core),
        }
        scores |= {name: share(self.right.get(name, 0), self.stated.get(name, 0)) for name in FIELDS}
        scores |= {
            "fact_precision": share(self.found_facts, facts),
            "fact_recall": share(self.found_facts, self.core_facts),
            "fact_f1": share(2 * self.found_facts, facts + self.core_facts),
        }
        return scores


COUNTS = (
    *("documents", "core", "found", "roles_right", "spurious"),
    *("core_facts", "found_facts", "spurious_facts"),
)


def share(part: int, whole: int) -> float | None:
    """Part of whole; None where there is no whole."""
    return part / whole if whole else None


def score_document(path: Path) -> tuple[Tally, list[str]]:
    """The counts of one document and one line for each fault in it."""
    gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    got = read_text(path.read_text(encoding="utf-8"), path)
    tally, complaints = Tally(documents=1), list[str]()
    score_deals(gold["deals"], got["deals"], tally, complaints)
    score_facts(gold["facts"], got["facts"], tally, complaints)
    return tally, complaints


def score_deals(gold: list[Record], got: list[Record], tally: Tally, complaints: list[str]) -> None:
    """Count the deals found, missed and spurious, and compare those found."""
    pairs = best_pairs(gold, got, deal_likeness)
    tally.core += sum(deal["core"] for deal in gold)
    tally.spurious += len(got) - len(pairs)
    paired = set(pairs.values())
    for index, deal in enumerate(gold):
        if index not in pairs and deal["core"]:
            complaints.append(f"missed    {describe(deal)}")
        elif index in pairs and deal["core"]:
            tally.found += 1
            compare(deal, got[pairs[index]], tally, complaints)
    complaints += [f"spurious  {describe(deal)}" for index, deal in enumerate(got) if index not in paired]


def compare(gold: Record, got: Record, tally: Tally, complaints: list[str]) -> None:
    """Compare the roles and the values of one paired core deal."""
    missing, extra = role_faults(gold, got)
    if missing or extra:
        faults = [f"lacks {role} {party_name(party)}" for role, party in missing]
        faults += [f"has {role} {party_name(party)}" for role, party in extra]
        complaints.append(f"roles     {', '.join(faults)}  [{describe(gold)}]")
    else:
        tally.roles_right += 1
    for name, (value, same) in FIELDS.items():
        wanted, given = value(gold), value(got)
        if wanted is None and given is None:
            continue
        tally.stated[name] = tally.stated.get(name, 0) + 1
        if wanted is not None and given is not None and same(wanted, given):
            tally.right[name] = tally.right.get(name, 0) + 1
        else:
            complaints.append(f"{name:<9} gold {show(wanted)}, got {show(given)}  [{describe(gold)}]")


def score_facts(gold: list[Record], got: list[Record], tally: Tally, complaints: list[str]) -> None:
    """Count the facts found, missed and spurious."""
    pairs = best_pairs(gold, got, fact_likeness)
    tally.core_facts += sum(fact["core"] for fact in gold)
    tally.found_facts += sum(gold[index]["core"] for index in pairs)
    tally.spurious_facts += len(got) - len(pairs)
    paired = set(pairs.values())
    for index, fact in enumerate(gold):
        if index not in pairs and fact["core"]:
            complaints.append(f"fact missed    {describe_fact(fact)}")
    complaints += [f"fact spurious  {describe_fact(fact)}" for index, fact in enumerate(got) if index not in paired]


# --- which record is which ---


def best_pairs(gold: list[Record], got: list[Record], likeness: Callable[[Record, Record], float]) -> dict[int, int]:
    """Gold index -> got index, so that the sum of likenesses is greatest; a likeness of 0 pairs nothing."""
    if not gold or not got:
        return {}
    weights = [[likeness(wanted, given) for given in got] for wanted in gold]
    rows, columns = linear_sum_assignment(weights, maximize=True)
    return {
        int(row): int(column) for row, column in zip(rows, columns, strict=True) if weights[int(row)][int(column)] > 0
    }


def deal_likeness(gold: Record, got: Record) -> float:
    """The share of parties in common, in whatever role.

    Small extras (roles, amount, status) choose between deals of the same parties.
    """
    if gold["kind"] != got["kind"]:
        return 0
    wanted, given = distinct(gold), distinct(got)
    common = len(best_pairs(wanted, given, same_party))
    if not common:
        return 0
    likeness = common / (len(wanted) + len(given) - common)
    missing, _ = role_faults(gold, got)
    likeness += 0.05 * (1 - len(missing) / len(gold["parties"]))
    if gold.get("amount") and got.get("amount") and same_amount(gold["amount"], got["amount"]):
        likeness += 0.1
    return likeness + 0.01 * (gold.get("status") == got.get("status")) + 0.001 * bool(gold["core"])


def distinct(deal: Record) -> list[Record]:
    """The principal parties of a deal, each once, whatever its roles; all of them where none is principal."""
    principal = [party for party in deal["parties"] if party["role"] not in SECONDARY_ROLES] or deal["parties"]
    once: list[Record] = []
    for party in principal:
        if not any(same_party(party, other) for other in once):
            once.append(party)
    return once


def role_faults(gold: Record, got: Record) -> tuple[list[tuple[str, Record]], list[tuple[str, Record]]]:
    """Gold parties that are not in their role, and principal parties that the gold does not have there."""
    missing: list[tuple[str, Record]] = []
    extra: list[tuple[str, Record]] = []
    for role in sorted({party["role"] for deal in (gold, got) for party in deal["parties"]}):
        wanted = [party for party in gold["parties"] if party["role"] == role]
        given = [party for party in got["parties"] if party["role"] == role]
        pairs = best_pairs(wanted, given, same_party)
        paired = set(pairs.values())
        missing += [(role, party) for index, party in enumerate(wanted) if index not in pairs]
        if role not in SECONDARY_ROLES:
            extra += [(role, party) for index, party in enumerate(given) if index not in paired]
    return missing, extra


def fact_likeness(gold: Record, got: Record) -> float:
    """1 for the same figure of the same party, a little more for the same period."""
    if gold["metric"] != got["metric"] or not same_party(gold["party"], got["party"]):
        return 0
    if gold.get("of") and got.get("of") and not same_party(gold["of"], got["of"]):
        return 0
    wanted, given = gold.get("amount"), got.get("amount")
    if (wanted is None) != (given is None) or (wanted and given and not same_amount(wanted, given)):
        return 0
    if not near(gold.get("percent"), got.get("percent")):
        return 0
    return 1 + 0.1 * (gold.get("period") == got.get("period")) + 0.001 * bool(gold["core"])


def same_party(one: Record, other: Record) -> float:
    """1 if two parties are one: by their ids where both have one, else by their names."""
    if one.get("id") and other.get("id"):
        return float(one["id"] == other["id"])
    return float(
        any(meets(a, b) for a, b in product(name_forms(one.get("name") or ""), name_forms(other.get("name") or "")))
    )


def meets(one: Words, other: Words) -> bool:
    """Equal, or one begins or ends the other, by whole words: Amazon and Amazon Web Services."""
    short, long = sorted((one, other), key=len)
    if not short or one == other:
        return bool(short)
    return len("".join(short)) >= SHORTEST_AFFIX and short in (long[: len(short)], long[-len(short) :])


def name_forms(name: str) -> set[Words]:
    """The folded words of a name, with and without what Arabic may have glued in front of it."""
    words = fold(name)
    forms = {words}
    for glued in GLUED:
        if words and words[0].startswith(glued) and len(words[0]) - len(glued) >= SHORTEST_STEM:
            forms.add((words[0][len(glued) :], *words[1:]))
    return {bare(form) for form in forms}


def fold(name: str) -> Words:
    """Words without case, accents, Arabic marks and spelling variants, possessives and punctuation."""
    text = "".join(char for char in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(char))
    text = re.sub(r"['\u2019]s\b", "", text).translate(ARABIC_SPELLING)
    return tuple(re.findall(r"\w+", text))


ARABIC_SPELLING = str.maketrans({"ٱ": "ا", "ى": "ي", "ة": "ه", "ء": "", "ـ": ""})


def bare(words: Words) -> Words:
    """Without leading company words and the article on each word; never empty unless the name was."""
    plain = tuple(word[2:] if word.startswith("ال") and len(word) >= 2 + SHORTEST_STEM else word for word in words)
    while len(plain) > 1 and plain[0] in COMPANY_WORDS:
        plain = plain[1:]
    return plain


# --- values ---


def near(one: float | None, other: float | None) -> bool:
    """Both unstated, or within half a per cent of each other."""
    if one is None or other is None:
        return one is other
    return abs(one - other) <= 0.005 * max(abs(one), abs(other))


def same_amount(one: Record, other: Record) -> bool:
    """The same currency and bounds; the qualifier and the period are scored by themselves."""
    return (
        one.get("currency") == other.get("currency")
        and near(one.get("low"), other.get("low"))
        and near(one.get("high"), other.get("high"))
    )


def same_term(gold: Record, got: Record) -> bool:
    """What the gold states is there; an end worked out from years and a start is no fault."""
    same_years = gold.get("years") is None or near(gold["years"], got.get("years"))
    return same_years and all(got.get(edge) == gold[edge] for edge in ("start", "end") if gold.get(edge))


def same_capacity(gold: list[Record], got: list[Record]) -> bool:
    """The same values with the same units, in any order."""

    def likeness(one: Record, other: Record) -> float:
        return float(one["unit"] == other["unit"] and near(one["value"], other["value"]))

    return len(gold) == len(got) == len(best_pairs(gold, got, likeness))


def same_shares(gold: Record, got: Record) -> bool:
    """The count and the price per share that the gold states; tranches are beyond what is scored."""
    price = gold.get("price")
    return near(gold.get("count"), got.get("count")) and (
        price is None or (got.get("price") is not None and same_amount(price, got["price"]))
    )


def same_words(gold: list[str], got: list[str]) -> bool:
    """The same words in any order, folded as names are."""
    return {fold(word) for word in gold} == {fold(word) for word in got}


def same(gold: object, got: object) -> bool:
    """Equal as they stand."""
    return gold == got


def at(name: str) -> Callable[[Record], Any]:
    """The value of a field, None where it is unstated or empty."""
    return lambda deal: None if deal.get(name) in (None, [], {}) else deal[name]


def of_amount(name: str, default: str) -> Callable[[Record], Any]:
    """A field of the deal's amount."""
    return lambda deal: (deal["amount"].get(name) or default) if deal.get("amount") else None


def has_source(deal: Record) -> bool | None:
    """True if the deal is attributed to anybody."""
    return True if deal.get("source") else None


FIELDS: dict[str, tuple[Callable[[Record], Any], Callable[[Any, Any], bool]]] = {
    "amount": (at("amount"), same_amount),
    "qualifier": (of_amount("qualifier", "exact"), same),
    "per": (of_amount("per", "total"), same),
    "increase": (at("increase"), same_amount),
    "status": (at("status"), same),
    "term": (at("term"), same_term),
    "capacity": (at("capacity"), same_capacity),
    "products": (at("products"), same_words),
    "stake_percent": (at("stake_percent"), near),
    "percent": (at("percent"), near),
    "shares": (at("shares"), same_shares),
    "valuation": (at("valuation"), same_amount),
    "exclusive": (at("exclusive"), same),
    "date": (at("date"), same),
    "closing": (at("closing"), same),
    "conditions": (at("conditions"), lambda gold, got: set(gold) == set(got)),
    "source": (has_source, same),
}


# --- what is printed ---


def describe(deal: Record) -> str:
    """A deal on one line."""
    parties = ", ".join(f"{party['role']} {party_name(party)}" for party in deal["parties"])
    amount = f"; {show(deal['amount'])}" if deal.get("amount") else ""
    return f"{deal['kind']}: {parties}{amount}"


def describe_fact(fact: Record) -> str:
    """A fact on one line."""
    value = show(fact["amount"]) if fact.get("amount") else f"{fact.get('percent')} %"
    of = f" of {party_name(fact['of'])}" if fact.get("of") else ""
    period = f", {fact['period']}" if fact.get("period") else ""
    return f"{fact['metric']} of {party_name(fact['party'])}: {value}{of}{period}"


def party_name(party: Record) -> str:
    """The name as written and the id."""
    name, identity = party.get("name") or "?", party.get("id")
    return f"{name} ({identity})" if identity else name


def show(value: object) -> str:
    """A value on one line, an amount in its shortest form."""
    if not isinstance(value, dict) or "currency" not in value:
        return "nothing" if value is None else json.dumps(value, ensure_ascii=False)
    low, high = value.get("low"), value.get("high")
    size = f"{low:g}" if low == high and low is not None else f"{bound(low)}..{bound(high)}"
    per = value.get("per") or "total"
    return f"{size} {value['currency']}{'' if per == 'total' else ' a ' + per}"


def bound(number: float | None) -> str:
    """One end of a range, empty where it is open."""
    return "" if number is None else f"{number:g}"


def print_table(split: str, tallies: dict[str, Tally], scores: dict[str, dict[str, float | None]]) -> None:
    """One column per language, one row per score; for values, how many were stated stands beside."""
    names = list(tallies)
    print(f"{'split ' + split:<22}" + "".join(f"{name:>16}" for name in names))
    for count in COUNTS:
        print(f"{count.replace('_', ' '):<22}" + "".join(f"{getattr(tallies[name], count):>16}" for name in names))
    for score in next(iter(scores.values())):
        cells = [cell(scores[name][score], tallies[name].stated.get(score)) for name in names]
        print(f"{score.replace('_', ' '):<22}" + "".join(f"{text:>16}" for text in cells))


def cell(score: float | None, stated: int | None) -> str:
    """A score, with the number of values behind it where that is known."""
    text = "-" if score is None else f"{score:.3f}"
    return f"{text} of {stated:>3}" if stated else text


def check_floors(split: str, scores: dict[str, dict[str, float | None]]) -> int:
    """1 if a score is below its floor, else 0; floors of languages that were not scored are left alone."""
    path = HERE / "floors.json"
    floors = json.loads(path.read_text(encoding="utf-8")).get(split, {}) if path.exists() else {}
    below = [
        f"{language} {name}: {cell(scores[language][name], None)} is below its floor {floor:.3f}"
        for language, named in floors.items()
        if language in scores
        for name, floor in named.items()
        if (scores[language][name] or 0) < floor
    ]
    if not floors:
        print(f"no floors are set for the split {split} in {path.name}", file=sys.stderr)
    print(*below, sep="\n", end="\n" if below else "", file=sys.stderr)
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
