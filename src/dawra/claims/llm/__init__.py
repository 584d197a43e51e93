"""The same door, another reader: a language model that points at the words, and is never believed on its own.

In: a ``Document`` and an endpoint. Out: a ``Reading`` whose every value was found in the text and read there by
the same readers of amounts, dates and names that the grammar uses.
"""

from dawra.claims.llm.reader import LlmReader

__all__ = ["LlmReader"]
