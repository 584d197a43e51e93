"""What a reader of a figure has to know beside it: something counted, left out, or not quite certain."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A remark with its ``code`` and its facts; the views put it into words.

    ``count`` is how many records it is about, ``amount`` their sum in minor units where that means something,
    ``names`` what they are called.
    """

    code: str
    count: int | None = None
    amount: int | None = None
    names: tuple[str, ...] = ()
