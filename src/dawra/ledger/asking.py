"""Asking a database for the rows of many keys, in as many queries as it takes."""

from collections.abc import Collection, Iterator
from typing import Any, Final

from sqlalchemy import Column, Connection, Row, Select

MOST: Final = 500
"""How many keys one query names: an older SQLite takes 999."""


def rows_of(
    connection: Connection, query: Select[Any], column: Column[Any], keys: Collection[str]
) -> Iterator[Row[Any]]:
    """The rows of ``query`` whose ``column`` is one of ``keys``."""
    ordered = sorted(keys)
    for start in range(0, len(ordered), MOST):
        yield from connection.execute(query.where(column.in_(ordered[start : start + MOST])))
