"""The registry's data: every party is well formed, and no name belongs to two of them."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from dawra.values import PartialDate

REGISTRY = Path(__file__).parents[2] / "src" / "dawra" / "parties" / "registry"
SECTORS = (
    "ai",
    "banks",
    "cars",
    "chips",
    "cloud",
    "commerce",
    "energy",
    "funds",
    "gulf",
    "media",
    "publishers",
    "states",
    "telecom",
)
KINDS = {"company", "fund", "bank", "state", "exchange", "publisher"}
REQUIRED = {"en", "ar", "kind", "country", "sector"}
LISTS = {"aliases", "ambiguous", "former", "products"}
DATED = {"parents": {"id", "since", "until"}, "renames": {"name", "until"}}
"""Lists of tables, with the keys of each."""
FLAGS = {"rents"}
TEXTS = REQUIRED | {"parent", "ticker", "cik", "lei"}
LEADING = {"شركه", "مجموعه", "بنك", "مصرف", "مؤسسه", "صحيفه", "وكاله"}
FINAL = {"inc", "corp", "corporation", "ltd", "limited", "plc", "llc", "group"}
KEPT = {
    "مصر",
    "الرياض",
    "الجزيره",
    "البلاد",
    "الكويت",
    "دبي",
    "قطر",
    "الامارات",
    "الخليج",
    "ساب",
    "بريكس",
    "ايه بي سي",
    "اس تي سي",
    "الانباء الكويتيه",
}
ARABIC = re.compile(r"[\u0621-\u064a]")
LATIN = re.compile(r"[A-Za-z]")
MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u0640]")


class Entry(NamedTuple):
    """One table of the registry with the file and the id under which it stands."""

    file: str
    id: str
    table: dict[str, Any]

    @property
    def names(self) -> list[str]:
        """Every name of the party as written."""
        return [
            self.table["en"],
            self.table["ar"],
            *self.table.get("aliases", []),
            *self.table.get("former", []),
            *(rename["name"] for rename in self.table.get("renames", [])),
        ]

    @property
    def parents(self) -> list[dict[str, str]]:
        """The groups it belongs to or did, dated or not."""
        undated = [{"id": self.table["parent"]}] if "parent" in self.table else []
        return [*undated, *self.table.get("parents", [])]


def letters(text: str) -> str:
    """Fold letter case, Arabic marks, alef forms, hamza seats, final letters, quotes, hyphens and dots."""
    text = MARKS.sub("", unicodedata.normalize("NFKC", text)).casefold()
    text = text.translate(str.maketrans("أإآٱةىئؤڤپچ", "ااااهييوفبج"))
    return " ".join(re.sub("[\\-‐‑‒–—_./·\"'’‘`´“”„«»]", " ", text).split())


def fold(text: str) -> str:
    """Fold the letters, then drop a possessive and a leading or final company word where a name remains."""
    words = letters(re.sub(r"['’]s\b", "", text).replace(",", " ")).split()
    while len(words) > 1 and words[-1] in FINAL:
        words.pop()
    if len(words) > 1 and words[0] in LEADING and " ".join(words[1:]) not in KEPT:
        words.pop(0)
    return " ".join(words)


def plain(text: str) -> str:
    """Take the accents off Latin letters."""
    text = unicodedata.normalize("NFD", text.translate(str.maketrans("ØøıÆæ", "OoiAa")))
    return "".join(c for c in text if unicodedata.category(c) != "Mn")


def lei_remainder(lei: str) -> int:
    """Return the remainder mod 97 of a LEI with letters as two digits, which ISO 17442 wants to be 1."""
    return int("".join(str(int(c, 36)) for c in lei)) % 97


def trimmed(value: object) -> bool:
    """Tell whether a value is a string that is not empty and has no outer space."""
    return isinstance(value, str) and value != "" and value == value.strip()


def above(party_id: str) -> set[str]:
    """Every group that a party is in, ever, through any number of parents."""
    found: set[str] = set()
    ahead = [party_id]
    while ahead:
        fresh = {parent["id"] for parent in BY_ID[ahead.pop()].parents} - found
        found |= fresh
        ahead += fresh
    return found


ENTRIES = [
    Entry(path.stem, key, table)
    for path in sorted(REGISTRY.glob("*.toml"))
    for key, table in tomllib.loads(path.read_text(encoding="utf-8")).items()
]
BY_ID = {entry.id: entry for entry in ENTRIES}


def shared(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Return the values that stand beside more than one id, each with its ids."""
    owners: dict[str, set[str]] = {}
    for value, party_id in pairs:
        owners.setdefault(value, set()).add(party_id)
    return {value: sorted(ids) for value, ids in owners.items() if len(ids) > 1}


def test_every_sector_has_its_file() -> None:
    """The folder holds one file for each sector and nothing else."""
    assert sorted(path.name for path in REGISTRY.glob("*.toml")) == [f"{name}.toml" for name in SECTORS]


def test_enough_parties() -> None:
    """The registry knows at least 350 parties that are not publishers."""
    assert sum(entry.table["kind"] != "publisher" for entry in ENTRIES) >= 350


def test_ids_are_slugs() -> None:
    """An id is lower-case ASCII words with hyphens between."""
    assert [entry.id for entry in ENTRIES if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry.id)] == []


def test_ids_are_unique_across_files() -> None:
    """No id stands in two files."""
    assert shared((entry.id, entry.file) for entry in ENTRIES) == {}


def test_required_keys_are_there() -> None:
    """Each party has its captions, kind, country and sector."""
    assert {entry.id: REQUIRED - entry.table.keys() for entry in ENTRIES if REQUIRED - entry.table.keys()} == {}


def test_unknown_keys_are_refused() -> None:
    """A party has no key that the format does not know."""
    assert [entry.id for entry in ENTRIES if entry.table.keys() - TEXTS - LISTS - FLAGS - DATED.keys()] == []


def test_texts_are_trimmed_strings() -> None:
    """A single value is a string that is not empty and has no outer space."""
    assert [
        (entry.id, key) for entry in ENTRIES for key in entry.table.keys() & TEXTS if not trimmed(entry.table[key])
    ] == []


def test_lists_hold_trimmed_strings() -> None:
    """A list is not empty and holds strings without outer space."""
    assert [
        (entry.id, key)
        for entry in ENTRIES
        for key in entry.table.keys() & LISTS
        if not entry.table[key] or not all(trimmed(value) for value in entry.table[key])
    ] == []


def test_kinds_are_allowed() -> None:
    """A kind is one of the six."""
    assert {entry.table["kind"] for entry in ENTRIES} == KINDS


def test_publishers_stand_apart() -> None:
    """A party is of the kind publisher exactly where it stands in the publishers' file."""
    assert [entry.id for entry in ENTRIES if (entry.table["kind"] == "publisher") != (entry.file == "publishers")] == []


def test_sector_is_the_file() -> None:
    """A party's sector is the name of its file."""
    assert [entry.id for entry in ENTRIES if entry.table["sector"] != entry.file] == []


def test_country_is_two_letters() -> None:
    """A country has the form of an ISO 3166 alpha-2 code."""
    assert [entry.id for entry in ENTRIES if not re.fullmatch(r"[A-Z]{2}", entry.table["country"])] == []


def test_parents_exist() -> None:
    """A parent is a party of the registry."""
    assert [entry.id for entry in ENTRIES for parent in entry.parents if parent["id"] not in BY_ID] == []


def test_parents_form_no_ring() -> None:
    """Nobody is among its own parents."""
    assert [entry.id for entry in ENTRIES if entry.id in above(entry.id)] == []


def test_a_parent_is_given_in_one_way() -> None:
    """Undated as ``parent``, or dated as ``parents``."""
    assert [entry.id for entry in ENTRIES if {"parent", "parents"} <= entry.table.keys()] == []


def test_dated_tables_are_well_formed() -> None:
    """Each has the keys of its kind, at least one date, and dates that are dates in their order."""
    wrong = []
    for entry in ENTRIES:
        for name, keys in DATED.items():
            for item in entry.table.get(name, []):
                days = [PartialDate(item[end]).start for end in ("since", "until") if end in item]
                if item.keys() - keys or not days or days != sorted(set(days)):
                    wrong.append((entry.id, item))
    assert wrong == []


def test_nobody_has_two_parents_at_once() -> None:
    """One parent ends before the next begins."""
    wrong = []
    for entry in ENTRIES:
        spans = sorted((item.get("since", ""), item.get("until", "9999")) for item in entry.parents)
        wrong += [entry.id for one, two in pairwise(spans) if one[1] > two[0]]
    assert wrong == []


def test_every_date_has_its_source() -> None:
    """A comment beside each dated parent and each rename says where it is from."""
    unsourced = [
        line
        for path in REGISTRY.glob("*.toml")
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.match("(parents|renames) = ", line) and "# " not in line
    ]
    assert unsourced == []


def test_captions_have_their_script() -> None:
    """The English caption is in Latin script and the Arabic one in Arabic script."""
    assert [
        entry.id
        for entry in ENTRIES
        if not LATIN.search(entry.table["en"])
        or ARABIC.search(entry.table["en"])
        or not ARABIC.search(entry.table["ar"])
    ] == []


def test_ambiguous_names_are_names() -> None:
    """What is marked ambiguous is a name of the party, to the letter."""
    assert [entry.id for entry in ENTRIES if set(entry.table.get("ambiguous", [])) - set(entry.names)] == []


def test_a_name_is_given_once() -> None:
    """No name of a party differs from another of its names in folded letters alone."""
    assert [e.id for e in ENTRIES if len({letters(name) for name in e.names}) < len(e.names)] == []


def test_company_words_make_no_further_name() -> None:
    """An alias is not a bare name of the same party with a company word before or after it."""
    extra = []
    for entry in ENTRIES:
        bare = {letters(name) for name in entry.names}
        aliases = entry.table.get("aliases", [])
        extra += [alias for alias in aliases if letters(alias) != fold(alias) and fold(alias) in bare]
    assert extra == []


def test_accented_names_have_a_plain_twin() -> None:
    """A name with accents on Latin letters is also given without them."""
    lacking = []
    for entry in ENTRIES:
        given = {letters(name) for name in entry.names}
        lacking += [name for name in entry.names if LATIN.search(name) and letters(plain(name)) not in given]
    assert lacking == []


def test_no_name_belongs_to_two_parties() -> None:
    """No folded name belongs to two parties."""
    assert shared((fold(name), entry.id) for entry in ENTRIES for name in entry.names) == {}


def test_no_id_names_another_party() -> None:
    """An id is not the name of another party."""
    owners = {fold(name): entry.id for entry in ENTRIES for name in entry.names}
    assert [key for key in BY_ID if owners.get(fold(key), key) != key] == []


def test_no_product_is_a_party() -> None:
    """No product's name is the name of a party."""
    taken = {fold(name) for entry in ENTRIES for name in entry.names}
    products = [product for entry in ENTRIES for product in entry.table.get("products", [])]
    assert [product for product in products if fold(product) in taken] == []


def test_no_product_belongs_to_two_parties() -> None:
    """No product's name is listed for two parties."""
    assert shared((fold(p), entry.id) for entry in ENTRIES for p in entry.table.get("products", [])) == {}


def test_tickers_are_market_and_symbol() -> None:
    """A ticker is a market and a symbol."""
    tickers = [entry.table["ticker"] for entry in ENTRIES if "ticker" in entry.table]
    assert [t for t in tickers if not re.fullmatch(r"[A-Z]{2,8}:[A-Z0-9]+([.-][A-Z0-9]+)?", t)] == []


def test_ciks_are_ten_digits() -> None:
    """A CIK has ten digits."""
    ciks = [entry.table["cik"] for entry in ENTRIES if "cik" in entry.table]
    assert [cik for cik in ciks if not re.fullmatch(r"[0-9]{10}", cik)] == []


def test_leis_have_right_check_digits() -> None:
    """A LEI has twenty characters and check digits by ISO 17442."""
    leis = [entry.table["lei"] for entry in ENTRIES if "lei" in entry.table]
    assert [x for x in leis if not re.fullmatch(r"[A-Z0-9]{18}[0-9]{2}", x) or lei_remainder(x) != 1] == []


@pytest.mark.parametrize("field", ["ticker", "cik", "lei"])
def test_identifiers_are_unique(field: str) -> None:
    """No identifier belongs to two parties."""
    assert shared((entry.table[field], entry.id) for entry in ENTRIES if field in entry.table) == {}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("أوبن إيه آي", "اوبن ايه اي"),
        ("القابضة", "القابضه"),
        ("علي", "على"),
        ("شـركة أبل", "ابل"),
        ("مجموعة سوفت بنك", "سوفت بنك"),
        ("Apollo’s", "apollo"),
        ("إيه.دي.كيو", "ايه دي كيو"),
        ("Hewlett-Packard", "hewlett packard"),
        ("Samsung Group", "SAMSUNG"),
        ("Alphabet, Inc.", "Alphabet"),
    ],
)
def test_folding_joins_spellings(left: str, right: str) -> None:
    """Spellings that differ only in what is folded are one name."""
    assert fold(left) == fold(right)


@pytest.mark.parametrize(("left", "right"), [("بنك مصر", "مصر"), ("جوجل", "غوغل"), ("إنفيديا", "نفيديا")])
def test_folding_keeps_names_apart(left: str, right: str) -> None:
    """A bank is not its country, and another transliteration is another name."""
    assert fold(left) != fold(right)


def test_flags_are_true_or_left_out() -> None:
    """A flag that does not hold is not written."""
    assert [
        (entry.id, key) for entry in ENTRIES for key in entry.table.keys() & FLAGS if entry.table[key] is not True
    ] == []
