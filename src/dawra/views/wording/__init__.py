"""All words that people see, in English and Arabic.

In: the plain values of the JSON results. Out: text. Pure functions, one an idea, the language always the last
argument; the languages differ in the tables ``en.toml`` and ``ar.toml``, not in code. Every value that is put
into a sentence stands between the isolates U+2068 and U+2069, so that a name in one script never turns the
order of a line in the other: a page makes ``<bdi>`` of them, a terminal takes them off with `plain`.
"""

from dawra.views.wording.amounts import amount_words, interval, money, quantity, short_money
from dawra.views.wording.captions import caption, full_caption
from dawra.views.wording.counting import counted, number, plural
from dawra.views.wording.dates import date_words, period_words, term_words
from dawra.views.wording.isolates import clean, isolate, plain, visible
from dawra.views.wording.notices import notice_words, reading_notice_words
from dawra.views.wording.rates import converted_words, rate_lines
from dawra.views.wording.sentences import (
    belief_words,
    deal_sentence,
    fact_sentence,
    headline,
    percent,
    share_words,
)
from dawra.views.wording.words import LANGUAGES, fill, join, say, sentence_case, word

__all__ = [
    "LANGUAGES",
    "amount_words",
    "belief_words",
    "caption",
    "clean",
    "converted_words",
    "counted",
    "date_words",
    "deal_sentence",
    "fact_sentence",
    "fill",
    "full_caption",
    "headline",
    "interval",
    "isolate",
    "join",
    "money",
    "notice_words",
    "number",
    "percent",
    "period_words",
    "plain",
    "plural",
    "quantity",
    "rate_lines",
    "reading_notice_words",
    "say",
    "sentence_case",
    "share_words",
    "short_money",
    "term_words",
    "visible",
    "word",
]
