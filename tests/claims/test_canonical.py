"""One text for one record, the same as the standard library writes."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawra.claims import canonical_json

RECORDS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda part: st.lists(part) | st.dictionaries(st.text(), part),
)


@given(RECORDS)
def test_it_is_what_the_standard_encoder_writes(record: object) -> None:
    """Hence ids and digests are those of any program that writes JSON so."""
    plain = json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    assert canonical_json(record) == plain


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_what_is_no_number_is_refused_each_time(number: float) -> None:
    """Nothing is left behind that a later record would stumble over."""
    record = {"a": [number]}
    for _ in range(2):
        with pytest.raises(ValueError, match="JSON compliant"):
            canonical_json(record)


def test_what_is_no_json_is_refused() -> None:
    """As by the standard encoder."""
    with pytest.raises(TypeError, match="not JSON serializable"):
        canonical_json({"a": object()})
