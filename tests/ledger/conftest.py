"""What tests of the ledger under fire share."""

from collections.abc import Iterator

import pytest
from tests.commands import Commands


@pytest.fixture(scope="session")
def commands(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Commands]:
    """The command line, ready to run in a folder of its own."""
    with Commands(tmp_path_factory.mktemp("commands")) as ready:
        yield ready
