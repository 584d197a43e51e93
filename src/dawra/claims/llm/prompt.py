"""What a model is told: the instructions, which are a file, and the article behind a fence that it cannot close."""

import hashlib
from functools import cache
from importlib import resources
from typing import Final

from dawra.documents import Document
from dawra.values import KINDS, METRICS

VERSION: Final = "1"
"""Rises with every change of the prompt or of the form of a reply."""


@cache
def instructions() -> str:
    """The prompt, with the kinds and metrics of the deal record in it."""
    text = resources.files("dawra.claims.llm").joinpath("prompt.md").read_text(encoding="utf-8")
    kinds = "\n".join(f"- `{name}`: {', '.join(role.name for role in kind.roles)}" for name, kind in KINDS.items())
    return text.replace("{kinds}", kinds).replace("{metrics}", ", ".join(f"`{metric}`" for metric in METRICS))


def question(document: Document, piece: str) -> list[dict[str, str]]:
    """The messages that ask for one piece of a document."""
    fence = hashlib.sha256(f"fence {document.id}".encode()).hexdigest()[:16]
    about = f"Day of printing: {document.published or 'unknown'}. The article stands between two lines {fence}."
    return [
        {"role": "system", "content": instructions()},
        {"role": "user", "content": f"{about}\n{fence}\n{piece}\n{fence}"},
    ]


def repair(messages: list[dict[str, str]], answer: str, wrong: str) -> list[dict[str, str]]:
    """The messages that ask once more, with what was wrong."""
    return [
        *messages,
        {"role": "assistant", "content": answer},
        {"role": "user", "content": f"This does not fit the schema:\n{wrong}\nAnswer again with the whole JSON."},
    ]
