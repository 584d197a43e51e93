"""Who is who, in two scripts.

In: tables of known parties. Out: ``Party`` records by id or name. A score alone never merges two names, and a
name that looks like another is flagged, not merged.
"""

from dawra.parties.look_alikes import imitated, mixed_words
from dawra.parties.names import fold, slug
from dawra.parties.party import Party
from dawra.parties.registry import Registry, registry

__all__ = ["Party", "Registry", "fold", "imitated", "mixed_words", "registry", "slug"]
