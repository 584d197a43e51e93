"""Many rows at once: asked for by their keys, and inserted."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any, Final

from sqlalchemy import Column, Connection, Row, Select, Table

MOST: Final = 500
"""How many keys one query names: an older SQLite takes 999."""


def rows_of(
    connection: Connection, query: Select[Any], column: Column[Any], keys: Collection[str]
) -> Iterator[Row[Any]]:
    """The rows of ``query`` whose ``column`` is one of ``keys``."""
    ordered = sorted(keys)
    for start in range(0, len(ordered), MOST):
        yield from connection.execute(query.where(column.in_(ordered[start : start + MOST])))


def insert_all(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that all give the same columns, two or more.

    The statement is compiled once and handed to the driver: SQLAlchemy's own way looks at every value of every
    row anew, which takes longer than the insert.
    """
    compiled = table.insert().compile(dialect=connection.dialect, column_keys=list(rows[0]))
    order = compiled.positiontup
    connection.exec_driver_sql(str(compiled), rows if order is None else list(map(itemgetter(*order), rows)))
