"""The answers of `dawra rights` as something to read, in English and Arabic."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from dawra.claims.taxonomy import AXES, EVENT, Taxonomies
from dawra.views.ledger_words import told
from dawra.views.reading import Line
from dawra.views.right_words import exception_words, scope_words
from dawra.views.wording import caption, counted, date_words, join, plain, sentence_case, visible, word

Record = Mapping[str, Any]

_LONGEST_QUOTE: Final = 400
_SHORT: Final = 8


def ask_lines(result: Record, words: Taxonomies, language: str) -> Iterator[Line]:
    """The question, its answer and on what it hangs, the parts, and the rights with their words."""
    say = _Words(words, language)
    asked = result["query"]
    yield Line(say.question(asked), "title")
    yield Line(say.basis(asked), "quiet")
    yield Line()
    yield Line(say.answer(result), "deal")
    names = {right["id"]: right for right in result["rights"]}
    yield from (Line(say.condition(one, names), depth=1) for one in result["conditions"])
    if len(result["parts"]) > 1:
        for part in result["parts"]:
            yield from (Line(f"{say.answer(part)}: {say.scopes(box)}", depth=1) for box in part["scopes"])
    if result["rights"]:
        yield Line()
        yield Line(say.told("rights"), "deal")
    for right in result["rights"]:
        yield from say.right(right, say.role(right))
    yield from (Line(visible(notice), "quiet") for notice in result["notices"])
    yield Line()
    yield Line(say.told("limits"), "quiet")


def conflict_lines(result: Record, words: Taxonomies, language: str) -> Iterator[Line]:
    """Every two rights that clash, with the days and the words of both."""
    say = _Words(words, language)
    if not result["conflicts"]:
        yield Line(say.told("no_conflict", rights=counted(result["rights"], "right", language)))
    for one in result["conflicts"]:
        yield Line(say.conflict(one), "title")
        yield Line(say.told("common", scopes=say.scopes(one["common"])), "quiet", 1)
        for right in (one["first"], one["second"]):
            yield from say.right(right, None)
        yield Line()
    yield Line(say.told("limits"), "quiet")


class _Words:
    """Values of one result in the words of one language."""

    def __init__(self, words: Taxonomies, language: str) -> None:
        self._words, self._language = words, language

    def told(self, key: str, **slots: str | None) -> str:
        return visible(told(key, self._language, group="rights", **slots))

    def day(self, iso: str | None) -> str | None:
        return None if iso is None else date_words(iso, self._language)

    def name(self, party: str) -> str:
        return caption(party, party, self._language)

    def question(self, asked: Record) -> str:
        stated = {axis: asked[axis] for axis in AXES if axis not in asked["assumed"]}
        slots = {axis: scope_words(axis, ids, self._language, self._words) for axis, ids in stated.items()}
        return self.told("question", actor=self.name(asked["actor"]), on=self.day(asked["on"]), **slots)

    def basis(self, asked: Record) -> str:
        open_axes = {
            axis: self.told(f"any_{axis}")
            if asked[axis] is None
            else scope_words(axis, asked[axis], self._language, self._words)
            for axis in asked["assumed"]
        }
        assumed = plain(join(list(open_axes.values()), self._language)) or None
        return self.told("basis" if asked["known"] else "basis_all", known=self.day(asked["known"]), assumed=assumed)

    def answer(self, record: Record) -> str:
        shown = word("rights_answer", record["answer"].lower().replace(" ", "_"), self._language)
        return f"{shown} · {self.told('breach')}" if record["breach"] else shown

    def condition(self, one: Record, names: Mapping[str, Record]) -> str:
        low, high = one["between"] or (None, None)
        right = names.get(one["right"] or "")
        detail = one["detail"]
        if one["code"] == "scope-unstated":
            detail = word("scope", detail, self._language)
        elif one["code"] == "until-event":
            detail = scope_words(EVENT, [detail], self._language, self._words)
        elif one["code"] == "not-agreed":
            detail = word("status", detail, self._language)
        elif one["code"] == "condition":
            detail = self.hangs_on(detail)
        return self.told(
            f"condition_{one['code'].replace('-', '_')}",
            right=self.short(right) if right else None,
            detail=detail,
            low=self.day(low),
            high=self.day(high),
        )

    def hangs_on(self, condition: str) -> str:
        try:
            return word("condition_of_deal", condition, self._language)
        except KeyError:  # a user's own words
            return condition

    def short(self, right: Record) -> str:
        """Whose right it is, in a few words."""
        mode = word("right_mode", right["mode"], self._language) if right["mode"] else None
        return self.told("short", holder=self.name(right["holder"]), grantor=self.name(right["grantor"]), mode=mode)

    def scopes(self, box: Record) -> str:
        """The scopes that are narrowed, each with what is left out."""
        parts = []
        for axis in AXES:
            scope = box[axis]
            if not scope["all"]:
                shown = scope_words(axis, scope["in"], self._language, self._words)
                left_out = scope_words(axis, scope["except"], self._language, self._words) or None
                parts.append(self.told("scope", scope=shown, left_out=left_out))
        return " · ".join(parts) or self.told("everything")

    def role(self, right: Record) -> str:
        if right["role"] is None:
            return self.told(f"idle_{right['idle'].replace('-', '_')}")
        return self.told(f"{right['role']}" if right["certain"] else f"possible_{right['role']}")

    def right(self, right: Record, role: str | None) -> Iterator[Line]:
        """One right: what it does, whose it is, its scopes and days, its changes, and the words of the sources."""
        head = self.short(right) if role is None else self.told("line", role=role, right=self.short(right))
        where = f" ({right['deal'][:_SHORT]})" if right["deal"] else ""
        yield Line(visible(sentence_case(head)) + where, depth=1)
        yield Line(self.terms(right), depth=2)
        for change in right.get("amendments", ()):
            yield Line(self.changed(change), depth=2)
            yield from self.quotes(change["evidence"], 3)
        yield from self.quotes(right["evidence"], 2)

    def terms(self, right: Record) -> str:
        parts = [self.scope(axis, right[axis]) for axis in AXES]
        parts += filter(None, (self.days("from", right["start"]), self.end(right)))
        if right["exceptions"]:
            parts.append(self.told("except", what=exception_words(right["exceptions"], self._language, self._words)))
        return visible(" · ".join(parts))

    def scope(self, axis: str, ids: Sequence[str] | None) -> str:
        """One scope of a right: stated or not, some words or all."""
        if ids is None:
            return self.told("unstated", scope=word("scope", axis, self._language))
        taxonomy = self._words[axis]
        if taxonomy.below(one for one in ids if one in taxonomy) == taxonomy.all:
            return self.told(f"any_{axis}")
        return scope_words(axis, ids, self._language, self._words)

    def end(self, right: Record) -> str:
        event = right["until_event"]
        parts = [
            self.told("until_event", event=scope_words(EVENT, [event], self._language, self._words)) if event else None,
            self.days("to", right["end"]) if right["end"] else None if event else self.told("no_end"),
        ]
        return " · ".join(filter(None, parts))

    def days(self, key: str, days: Sequence[str] | None) -> str | None:
        if days is None:
            return None
        low, high = (self.day(one) for one in days)
        return self.told(key if low == high else f"{key}_between", day=low, low=low, high=high)

    def changed(self, change: Record) -> str:
        """What an amendment replaced."""
        parts = []
        for name, value in change["changes"].items():
            if name == "mode":
                shown = word("right_mode", value, self._language) if value else None
            elif name == "end":
                shown = self.days("to", value)
            elif name == "until_event":
                shown = (
                    self.told("until_event", event=scope_words(EVENT, [value], self._language, self._words))
                    if value
                    else None
                )
            elif name == "exceptions":
                shown = self.told("except", what=exception_words(value, self._language, self._words)) if value else None
            elif name == "conditions":
                shown = plain(join([self.hangs_on(one) for one in value], self._language)) or None
            else:
                shown = scope_words(name, value, self._language, self._words) if value else None
            if shown:
                parts.append(shown)
        what = plain(join(parts, self._language)) or self.told("taken_out")
        return self.told("changed", day=self.day(change["effective"]), what=what, known=self.day(change["known"]))

    def quotes(self, evidence: Sequence[Record], depth: int) -> Iterator[Line]:
        for one in evidence:
            publisher = one["publisher"] or one["url"]
            if publisher:
                key = "retold" if one["retold"] else "source"
                yield Line(self.told(key, publisher=publisher, date=self.day(one["published"])), depth=depth)
            text = one["text"]
            cut = text if len(text) <= _LONGEST_QUOTE else f"{text[: _LONGEST_QUOTE - 1].rstrip()}…"
            yield Line(visible(cut), "quote", depth + 1)
            if one["url"]:
                yield Line(visible(one["url"]), "quiet", depth + 1)

    def conflict(self, one: Record) -> str:
        first, second = (self.name(one[place]["holder"]) for place in ("first", "second"))
        key = f"conflict_{one['kind']}" if one["certain"] else f"possible_conflict_{one['kind']}"
        return sentence_case(
            self.told(key, first=first, second=second, since=self.day(one["since"]), until=self.day(one["until"]))
        )
