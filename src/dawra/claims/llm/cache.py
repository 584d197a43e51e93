"""Replies kept on disk: the same text, prompt, model and endpoint is asked once."""

import hashlib
import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of replies. A folder that cannot be written costs money, never an error."""

    folder: Path

    def get(self, key: str) -> str | None:
        """The reply that is kept under a key."""
        try:
            return self._path(key).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return None

    def put(self, key: str, reply: str) -> None:
        """Keep a reply, whole or not at all."""
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            descriptor, name = tempfile.mkstemp(dir=self.folder, suffix=".part")
            try:
                with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                    file.write(reply)
                Path(name).replace(self._path(key))
            except OSError:
                Path(name).unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}.json"


def key_of(*parts: str) -> str:
    """One name for what a reply depends on."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
