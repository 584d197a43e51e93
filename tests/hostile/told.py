"""Sentences of our own about made-up deals, drawn at random, in both languages."""

import random

_BUYERS = (
    "شركة النخيل للطاقة",
    "مجموعة الواحة القابضة",
    "بنك الساحل",
    "صندوق المرجان",
    "شركة أجنحة الشمال",
    "مؤسسة الميناء الجديد",
)
_GOODS = (
    "حصة في مصنع للرقائق",
    "مركز بيانات قرب الميناء",
    "خطوط إنتاج الألبان",
    "رخصة لتشغيل شبكة",
    "أسطول من الحافلات",
)
_VERBS = ("اشترت", "باعت", "موّلت", "أعلنت أنها تدرس شراء", "وقّعت عقدًا على")
_TAILS = (
    "بعد مفاوضات استمرت أشهرًا.",
    "وتنتظر الموافقة من الجهة المنظمة.",
    "على أن يكتمل السداد في ثلاث دفعات.",
    "ولم تكشف عن القيمة حتى الآن؟",
    "وهو ما أكده المدير المالي؛ ثم نفاه.",
)
_LATIN_BUYERS = ("Palm Grove Energy", "Oasis Holding", "Coast Bank", "Coral Fund", "North Wings", "New Harbour")
_LATIN_GOODS = ("a stake in a chip plant", "a data centre by the harbour", "two dairy lines", "a fleet of buses")
_LATIN_VERBS = ("bought", "sold", "financed", "is weighing a purchase of", "signed a contract for")
_LATIN_TAILS = (
    "after months of talks.",
    "and awaits the regulator.",
    "to be paid in three parts.",
    "for an untold sum.",
)


def arabic(chance: random.Random, sentences: int) -> str:
    """So many Arabic sentences, some with an English name in them."""
    return " ".join(_arabic(chance) for _ in range(sentences))


def english(chance: random.Random, sentences: int) -> str:
    """So many English sentences."""
    return " ".join(
        f"{chance.choice(_LATIN_BUYERS)} {chance.choice(_LATIN_VERBS)} {chance.choice(_LATIN_GOODS)} "
        f"{chance.choice(_LATIN_TAILS)}"
        for _ in range(sentences)
    )


def _arabic(chance: random.Random) -> str:
    name = f" ({chance.choice(_LATIN_BUYERS)})" if chance.random() < 0.2 else ""
    amount = f" بقيمة {chance.randint(2, 900)} مليون ريال" if chance.random() < 0.5 else ""
    goods = f"{chance.choice(_GOODS)}{amount}"
    return f"{chance.choice(_VERBS)} {chance.choice(_BUYERS)}{name} {goods}، {chance.choice(_TAILS)}"
