"""From a document to its page: every word looked up once."""

from dawra.claims.load_lexicon import lexicon
from dawra.claims.page import Page
from dawra.claims.tokens import sentences, tokenise
from dawra.documents import Document


def lay_out(document: Document) -> Page:
    """Tokenise a document and find every phrase of the lexicon in it."""
    words = lexicon()
    tokens = tokenise(document.text)
    divided = sentences(document.text, tokens, words.words("words", "abbreviations"))
    return Page(document, words, tokens, divided, words.hits(tokens))
