"""From a file, an address or a stream to a ``Document``: clean text, language, publisher, day.

Nothing here decides what a text means.
"""

from dawra.documents.document import Document, Language
from dawra.documents.load import load

__all__ = ["Document", "Language", "load"]
