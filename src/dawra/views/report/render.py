"""Templates to HTML: values escaped, isolates as ``<bdi>``, the style inlined and pinned by its hash."""

import base64
import hashlib
from functools import cache, partial
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup, escape

from dawra.views import wording
from dawra.views.wording.isolates import CLOSE, OPEN, address, clean


def render(template: str, language: str, **content: object) -> str:
    """One page in one language; ``say`` and ``word`` in a template speak that language."""
    style = _file("style.css")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        _environment()
        .get_template(template)
        .render(
            language=language,
            direction="rtl" if language == "ar" else "ltr",
            style=Markup(style),  # noqa: S704 - our own file
            style_hash=f"sha256-{digest}",
            say=partial(_say, language),
            word=partial(_word, language),
            **content,
        )
    )


def isolated(text: str) -> Markup:
    """Escaped HTML with ``<bdi>`` for each isolate; a text without isolates is left whole."""
    return Markup(str(escape(text)).replace(OPEN, "<bdi>").replace(CLOSE, "</bdi>"))  # noqa: S704 - escaped first


def value(text: str) -> Markup:
    """One value from the data: cleaned of controls, escaped, in a ``<bdi>`` of its own."""
    return Markup("<bdi>{}</bdi>").format(clean(text))


def words(text: str) -> str:
    """Words of a source as they stand, without the controls that could turn or hide what is beside them."""
    return "".join(
        " " if letter in "\n\t" else letter for letter in text if letter in "\n\t" or clean(letter) or letter == " "
    )


def web_address(url: str | None) -> str | None:
    """The address if it is one that a reader may safely follow, else None."""
    return address(url) if url and url.lower().startswith(("http://", "https://")) else None


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_file),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(isolated=isolated, value=value, words=words, web_address=web_address, svg=Markup)
    return environment


def _say(language: str, key: str, **slots: Any) -> Markup:  # noqa: ANN401 - numbers and texts alike
    texts = {
        name: slot if isinstance(slot, str) else wording.number(slot)
        for name, slot in slots.items()
        if slot is not None
    }
    return isolated(wording.fill(wording.word("page", key, language), texts))


def _word(language: str, group: str, key: str) -> str:
    return wording.word(group, key, language)


@cache
def _file(name: str) -> str:
    return files("dawra.views.report").joinpath(name).read_text(encoding="utf-8")
