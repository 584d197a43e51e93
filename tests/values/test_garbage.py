"""The collector of garbage rests while records are made, and is left as it was."""

import gc

import pytest

from dawra.values import no_collecting


def test_it_rests_inside_and_works_again_after() -> None:
    """Also where the work fails."""
    with no_collecting():
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(ValueError, match="broken"), no_collecting():
        raise ValueError("broken")
    assert gc.isenabled()


def test_inside_another_it_stays_off() -> None:
    """Only who found it on turns it on again."""
    with no_collecting():
        with no_collecting():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
