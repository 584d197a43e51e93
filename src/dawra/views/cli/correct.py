"""Commands that mend what was read, without changing what was entered: ``retract``, ``correct``."""

from typing import TYPE_CHECKING, Annotated, Final

import typer

from dawra.errors import UsageError
from dawra.views.cli import options
from dawra.views.cli.app import app

if TYPE_CHECKING:
    from dawra.book import Correction

SCHEMA: Final = "dawra.correction/1"

Ref = Annotated[str, typer.Argument(metavar="CLAIM", help="A claim's id, or its start.")]
Because = Annotated[str, typer.Option("--because", help="Why; it is shown in the history.")]
Undo = Annotated[bool, typer.Option("--undo", help="Take it back.")]
Values = Annotated[
    list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help="A value, named as in an imported table.")
]
Quote = Annotated[str | None, typer.Option("--quote", help="The document's own words that say so.")]


@app.command(epilog="Example: dawra retract 51080f --because 'The paper withdrew the article'")
def retract(
    ref: Ref,
    *,
    because: Because,
    undo: Undo = False,
    book: options.Book = None,
    lang: options.Lang = None,
    as_json: options.Json = False,
) -> None:
    """Take a claim out of all answers. It stays in the ledger, and --undo puts it back."""
    from dawra.views.cli.session import opened, settled  # noqa: PLC0415 - only once a command runs

    settings = settled(book, lang=lang)
    with opened(settings) as ledger:
        claim = ledger.retract(ref, because=because, undo=undo)
    _put_done(claim, "restored" if undo else "retracted", settings.lang, as_json=as_json)


@app.command(epilog="Example: dawra correct 51080f --set status=signed --quote 'signed a contract' --because Misread")
def correct(
    ref: Ref,
    *,
    because: Because,
    values: Values = None,
    quote: Quote = None,
    undo: Undo = False,
    book: options.Book = None,
    lang: options.Lang = None,
    as_json: options.Json = False,
) -> None:
    """Mend a value that was misread, by the words of the document that say the right one.

    NAME is a column of an imported table (status, date, amount_low, ...); NAME= takes the value out. What was
    read stays in the ledger, and --undo brings it back.
    """
    from dawra.views.cli.session import opened, settled  # noqa: PLC0415 - only once a command runs

    if undo and (values or quote):
        raise UsageError("--undo takes a correction back and sets nothing: leave out --set and --quote.")
    if not undo and not (values and quote):
        raise UsageError("a correction needs --set and --quote: the value, and the words of the document that say it.")
    settings = settled(book, lang=lang)
    with opened(settings) as ledger:
        if undo or quote is None:
            _put_done(ledger.uncorrect(ref, because=because), "uncorrected", settings.lang, as_json=as_json)
            return
        done = ledger.correct(ref, _pairs(values or []), quote=quote, because=because)
    _put_correction(done, settings.lang, as_json=as_json)


def _pairs(given: list[str]) -> dict[str, str]:
    """``{name: value}`` of ``name=value``."""
    pairs = {}
    for one in given:
        name, equals, value = one.partition("=")
        if not equals or name.strip() in pairs:
            raise UsageError(f"--set {one!r}: write NAME=VALUE, each name once.")
        pairs[name.strip()] = value.strip()
    return pairs


def _put_done(claim: str, what: str, language: str, *, as_json: bool) -> None:
    from dawra.views.cli.output import json_text, put  # noqa: PLC0415 - only once a command runs
    from dawra.views.wording import fill, visible, word  # noqa: PLC0415 - likewise

    if as_json:
        put(json_text({"schema": SCHEMA, "claim": claim, "judged": what}))
    else:
        put(visible(fill(word("correction", what, language), {"claim": claim})))


def _put_correction(done: "Correction", language: str, *, as_json: bool) -> None:
    from dawra.views.cli.output import json_text, put  # noqa: PLC0415 - only once a command runs
    from dawra.views.history_page import change_words  # noqa: PLC0415 - likewise

    before, after = done.before.to_json(), done.after.to_json()
    changed = [
        {"field": name, "from": before[name], "to": after[name]}
        for name in after
        if name not in {"evidence", "confidence"} and before[name] != after[name]
    ]
    if as_json:
        put(json_text({"schema": SCHEMA, "claim": done.claim, "judged": "corrected", "changed": changed}))
        return
    _put_done(done.claim, "corrected", language, as_json=False)
    for change in changed:
        put(f"   {change_words(change, language)}")
