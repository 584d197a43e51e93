"""One text for one record, from which ids and hashes follow."""

import json
from collections.abc import Callable, Iterable
from json import encoder
from typing import Final

_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def _compiled() -> Callable[[object, int], Iterable[str]] | None:
    """The compiled part of the encoder; None where Python comes without it.

    `JSONEncoder.encode` makes it anew for each record, which takes as long as a short record itself.
    """
    make: Callable[..., Callable[[object, int], Iterable[str]]] | None = getattr(encoder, "c_make_encoder", None)
    if make is None:
        return None
    markers, indent, sort_keys, skip_keys, allow_nan = None, None, True, False, False
    return make(markers, _ENCODER.default, encoder.encode_basestring, indent, ":", ",", sort_keys, skip_keys, allow_nan)


_COMPILED: Final = _compiled()


def canonical_json(record: object) -> str:
    """One text for one record: sorted keys, no spaces, no escapes; not-a-number is refused."""
    return _ENCODER.encode(record) if _COMPILED is None else "".join(_COMPILED(record, 0))
