"""A ledger that is open, and what can be asked of it."""

from dawra.book.book import Book, Correction
from dawra.book.deal_history import DealHistory
from dawra.book.import_rows import Imported
from dawra.book.when import ALWAYS, When

__all__ = ["ALWAYS", "Book", "Correction", "DealHistory", "Imported", "When"]
