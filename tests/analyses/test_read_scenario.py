"""Scenario files are read strictly, and a mistake is told with its place and what would help."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from dawra.analyses.scenarios.read import read_scenario
from dawra.analyses.scenarios.scenario import Scenario, Shock, Which
from dawra.errors import InputError

HEAD = 'name = "x"\nas_of = 2026-06-30\nuntil = 2028-01-01\n'
CANCEL = '[[shocks]]\ndo = "cancel"\nparties = ["a"]\n'


def read(tmp_path: Path, text: str) -> Scenario:
    """The scenario in a file of this text."""
    path = tmp_path / "a.toml"
    path.write_text(text, encoding="utf-8")
    return read_scenario(path)


def test_a_scenario_says_all_that_it_may(tmp_path: Path) -> None:
    """Every key of the head."""
    found = read(
        tmp_path,
        """
        name = { en = "Late", ar = "متأخر" }
        description = "One text for both"
        as_of = 2026-06-30
        until = 2028-01-01
        currency = "USD"
        level = "company"
        view = "committed"
        kappa = "2/3"
        alpha = 0.9
        beta = 0
        [[shocks]]
        do = "delay"
        months = 12
        kinds = ["capacity_build"]
        from = 2027-01-01
        """,
    )
    assert (found.name["ar"], found.description["ar"]) == ("متأخر", "One text for both")
    assert (found.window, found.currency, found.level) == ((date(2026, 7, 1), date(2028, 1, 1)), "USD", "company")
    assert found.view == "committed"
    assert (found.kappa, found.alpha, found.beta) == (Fraction(2, 3), Fraction(9, 10), Fraction(0))
    assert found.shocks == (
        Shock(act="delay", which=Which(kinds=("capacity_build",)), months=12, start=date(2027, 1, 1)),
    )


@pytest.mark.parametrize(
    ("shock", "meant"),
    [
        (
            "do = 'cancel'\nstatuses = ['in_talks']\nexcept = ['ab']",
            Shock(act="cancel", which=Which(statuses=("in_talks",), excepted=("ab",))),
        ),
        (
            "do = 'cut'\nshare = 0.25\nlayers = ['pur']\npayers = ['a']\npayees = ['b']",
            Shock(act="cut", which=Which(layers=("pur",), payers=("a",), payees=("b",)), share=Fraction(1, 4)),
        ),
        (
            "do = 'pays'\nparties = ['a']\nshare = '1/3'",
            Shock(act="pays", which=Which(payers=("a",), layers=("pur",)), share=Fraction(2, 3)),
        ),
        (
            "do = 'no_funding'\nparties = ['a']\nfrom = 2026-07-01\nuntil = 2027-07-01",
            Shock(
                act="no_funding",
                which=Which(payees=("a",), layers=("fin",)),
                start=date(2026, 7, 1),
                end=date(2027, 7, 1),
                untimed=False,
            ),
        ),
        (
            "do = 'stops_investing'\nparties = ['a']\nuntil = 2027-07-01\nuntimed = true",
            Shock(act="stops_investing", which=Which(payers=("a",), layers=("fin",)), end=date(2027, 7, 1)),
        ),
    ],
)
def test_a_shock_means_what_it_says(tmp_path: Path, shock: str, meant: Shock) -> None:
    """A shock for a while leaves alone what has no time of its own, unless told otherwise."""
    assert read(tmp_path, f"{HEAD}[[shocks]]\n{shock}\n").shocks == (meant,)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no shocks"),
        (HEAD, "no shocks"),
        ("name = ", "no TOML"),
        ("x = " + "1" * 5000, "no TOML"),
        ("x = " + "[" * 5000, "no TOML"),
        (HEAD + "curency = 'USD'\n" + CANCEL, "unknown key 'curency'. Did you mean 'currency'?"),
        ("as_of = 2026-06-30\nuntil = 2028-01-01\n" + CANCEL, "no name"),
        ("name = 'x'\nuntil = 2028-01-01\n" + CANCEL, "no as_of. Write a day"),
        ("name = 'x'\nas_of = 2026-06-30\n" + CANCEL, "no until. Write a day"),
        (HEAD.replace("2028-01-01", "2026-06-30") + CANCEL, "until = 2026-06-30 is not after as_of"),
        (HEAD.replace("2028-01-01", "2026-07-01") + CANCEL, "until = 2026-07-01 is not after"),
        (HEAD.replace("2028-01-01", "'2028'") + CANCEL, "until = '2028'. Write a day without quotes"),
        (HEAD.replace("2028-01-01", "2028-01-01T00:00:00") + CANCEL, "Write a day without quotes"),
        (HEAD.replace("'x'", "3").replace('"x"', "3") + CANCEL, "name is no text"),
        (HEAD.replace('"x"', "{ fr = 'x' }") + CANCEL, "a.toml, name: unknown key 'fr'"),
        (HEAD + "currency = 'usd'\n" + CANCEL, "currency: unknown 'usd'. Did you mean 'USD'?"),
        (HEAD + "view = 'payed'\n" + CANCEL, "Did you mean 'paid'?"),
        (HEAD + "kappa = 1.5\n" + CANCEL, "kappa = '1.5'. Write a number from 0 to 1"),
        (HEAD + "kappa = nan\n" + CANCEL, "Write a number from 0 to 1"),
        (HEAD + "kappa = 1e-999999999\n" + CANCEL, "Write a number from 0 to 1"),
        (HEAD + "kappa = true\n" + CANCEL, "Write a number from 0 to 1"),
        (HEAD + "kappa = '1/0'\n" + CANCEL, "Write a number from 0 to 1"),
        (HEAD + "shocks = 3", "shocks is no list of tables"),
        (HEAD + "[[shocks]]\nparties = ['a']", "a.toml, shocks 1: no do"),
        (HEAD + CANCEL + "[[shocks]]\ndo = 'cancle'", "shocks 2: do: unknown 'cancle'. Did you mean 'cancel'?"),
        (HEAD + "[[shocks]]\ndo = 'cancel'", "nothing says which money"),
        (HEAD + "[[shocks]]\ndo = 'cancel'\nexcept = ['a']", "nothing says which money"),
        (HEAD + "[[shocks]]\ndo = 'cut'\nparties = ['a']", "no share"),
        (HEAD + "[[shocks]]\ndo = 'delay'\nparties = ['a']", "no months"),
        (HEAD + "[[shocks]]\ndo = 'delay'\nparties = ['a']\nmonths = -1", "months = '-1'. Write a whole number"),
        (HEAD + "[[shocks]]\ndo = 'delay'\nparties = ['a']\nmonths = 1.5", "Write a whole number"),
        (HEAD + "[[shocks]]\ndo = 'delay'\nparties = ['a']\nmonths = 1\nuntimed = true", "unknown key 'untimed'"),
        (HEAD + "[[shocks]]\ndo = 'no_funding'\npayees = ['a']", "no parties"),
        (HEAD + "[[shocks]]\ndo = 'no_funding'\nparties = ['a']\nlayers = ['fin']", "unknown key 'layers'"),
        (HEAD + "[[shocks]]\ndo = 'cancel'\nshare = 1\nparties = ['a']", "unknown key 'share'"),
        (HEAD + "[[shocks]]\ndo = 'cancel'\nparties = 'a'", "parties = 'a' is no list"),
        (HEAD + "[[shocks]]\ndo = 'cancel'\nparties = ['']", "parties holds ''"),
        (HEAD + "[[shocks]]\ndo = 'cancel'\nparties = [3]", "parties holds '3'"),
        (HEAD + "[[shocks]]\ndo = 'cancel'\nkinds = ['compute']", "kinds: unknown 'compute'"),
        (HEAD + "[[shocks]]\ndo = 'cancel'\nstatuses = ['in talks']", "Did you mean 'in_talks'?"),
        (HEAD + CANCEL + "untimed = 'yes'", "Write true or false"),
        (HEAD + CANCEL + "from = 2027-01-01\nuntil = 2027-01-01", "A shock ends after it began"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    """What was found, where, and what would help."""
    with pytest.raises(InputError) as error:
        read(tmp_path, text)
    assert message in str(error.value)
    assert str(error.value).startswith(str(tmp_path / "a.toml"))


def test_a_file_that_is_none_is_told(tmp_path: Path) -> None:
    """Missing, a folder, or no text."""
    (tmp_path / "b").write_bytes(b"\xff\xfe")
    for path in (tmp_path / "none.toml", tmp_path, tmp_path / "b"):
        with pytest.raises(InputError, match=path.name):
            read_scenario(path)


def test_records_that_cannot_be_meant_are_refused() -> None:
    """Whoever builds one in Python hears it too."""
    good = Shock(act="cancel", which=Which())
    with pytest.raises(ValueError, match="unknown shock 'burn'"):
        replace(good, act="burn")
    with pytest.raises(ValueError, match="from 0 to 1"):
        replace(good, share=Fraction(2))
    with pytest.raises(ValueError, match="before its time"):
        replace(good, months=-1)
    with pytest.raises(ValueError, match="cannot run"):
        Shock(act="cancel", which=Which(), start=date(2027, 1, 1), end=date(2027, 1, 1))
    with pytest.raises(ValueError, match="horizon"):
        Scenario(name={}, as_of=date(2027, 1, 1), until=date(2027, 1, 2), shocks=())
