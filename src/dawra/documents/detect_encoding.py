"""Which encoding bytes are in: what they show outweighs what a label says.

A mark at the start decides, then the zeros of UTF-16, then whether it is UTF-8. Of the rest the labels lie most: pages
in windows-1256 that say iso-8859-1, or nothing at all. Both Arabic code pages put letters behind the same bytes,
so the one wins in which the bytes make Arabic words; Western letters stand alone between ASCII ones.
"""

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LABEL = re.compile(rb"""(?:charset|encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_.:-]{3,30})""")
_LABELLED = 4096
_SAMPLE = 200_000
_OTHERS = frozenset(
    [
        *("big5", "big5hkscs", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1257", "cp1258", "cp720", "cp864"),
        *("cp866", "cp874", "euc_jp", "euc_kr", "gb18030", "gb2312", "gbk", "iso2022_jp", "iso8859-2", "iso8859-3"),
        *("iso8859-4", "iso8859-5", "iso8859-7", "iso8859-8", "iso8859-9", "iso8859-10", "iso8859-13", "iso8859-14"),
        *("iso8859-15", "iso8859-16", "koi8-r", "koi8-u", "mac-arabic", "mac-cyrillic", "mac-roman", "shift_jis"),
    ]
)
"""Labels that are believed. Python knows codecs that are none (hex, idna, undefined): a label must not reach them."""
_WESTERN = "cp1252"
_ARABIC = ("cp1256", "iso8859_6")
_WORD = re.compile("[\u0620-\u0652\u0640]+")
_COMMON = re.compile(
    "(?<![\u0620-\u0652])(?:[\u0648\u0641]?[\u0628\u0643]?\u0627\u0644|\u0641\u064a|\u0645\u0646|\u0639\u0644\u0649|\u0625\u0644\u0649|\u0644\u0644|\u0623\u0646)"
)
"""How Arabic words begin most often: with the article, or they are a preposition."""
_LETTERS = re.compile(rb"[\xc0-\xff]+")
"""Where both code pages have their letters; below stand the quotes and dashes of any Western text."""
_HIGH = 0x80
_ZEROS = 0.2
"""The share of zeros in one half of the bytes of a UTF-16 text: its spaces and figures at least."""
_TRAILING = 4
_CERTAIN = 0.05


def encoding_of(data: bytes) -> str:
    """The Python name of the encoding."""
    for mark, named in _BOMS:
        if data.startswith(mark):
            return named
    sample = data[:_SAMPLE]
    if wide := _wide(sample):
        return wide
    if _is_utf8(data):
        return "utf-8"
    arabic, begun = _arabic(sample)
    label = _label(data)
    # A label of some third language is believed unless the words are plainly Arabic ones.
    if label in _OTHERS and begun < _CERTAIN and _decodes(data, label):
        return label
    if arabic:
        return arabic
    return label if label in _ARABIC and _mostly_high(sample) else _WESTERN


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a mark: zeros, or the high bytes of Arabic letters, in one half of the bytes only."""
    if b"\x00" not in sample:
        return None
    even, odd = sample[::2], sample[1::2]
    zeros = even.count(0) / max(1, len(even)), odd.count(0) / max(1, len(odd))
    letters = even.count(6) / max(1, len(even)), odd.count(6) / max(1, len(odd))
    for half, named in ((1, "utf-16-le"), (0, "utf-16-be")):
        here, there = zeros[half], zeros[1 - half]
        if there == 0 and here + letters[half] > 1 - _ZEROS:
            return named
    return None


def _is_utf8(data: bytes) -> bool:
    """Whether it is UTF-8, a cut at the end or a few bad bytes forgiven."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start > len(data) - _TRAILING and any(byte >= _HIGH for byte in data[: error.start]):
            return True
    else:
        return True
    text = data.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    high = len(text) - len(text.encode("ascii", errors="ignore"))
    return bad * 20 <= high


def _label(data: bytes) -> str | None:
    found = _LABEL.search(data[:_LABELLED])
    if found is None:
        return None
    try:
        return codecs.lookup(found[1].decode("ascii")).name
    except LookupError:
        return None


def _decodes(data: bytes, encoding: str) -> bool:
    text = data.decode(encoding, errors="replace")
    return text.count("\ufffd") * 50 <= len(text)


def _arabic(sample: bytes) -> tuple[str | None, float]:
    """The Arabic code page in which the bytes make words, if any, and how many begin as Arabic words often do."""
    if not _mostly_high(sample):
        return None, 0.0
    high = sum(map(len, _LETTERS.findall(sample)))
    scores = {}
    for encoding in _ARABIC:
        text = sample.decode(encoding, errors="replace")
        words = _WORD.findall(text)
        letters = sum(map(len, words)) / high
        begun = len(_COMMON.findall(text)) / max(1, len(words))
        scores[encoding] = letters + begun, letters, begun
    best = max(_ARABIC, key=lambda encoding: scores[encoding])
    _, letters, begun = scores[best]
    return (best if letters >= 0.5 else None), begun  # noqa: PLR2004 - half of them


def _mostly_high(sample: bytes) -> bool:
    """Whether the bytes beyond ASCII stand in rows, as the letters of an Arabic word do."""
    runs = _LETTERS.findall(sample)
    return sum(len(run) for run in runs if len(run) > 1) * 2 > sum(map(len, runs))
