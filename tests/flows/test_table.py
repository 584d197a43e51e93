"""Tables of legs: what is read, and what is said of every way to get one wrong."""

from datetime import date
from pathlib import Path

import pytest

from dawra.errors import TableError
from dawra.flows import LegTable, read_legs

HEADER = "from,to,amount,currency,layer,date,end,deal,status,note\n"


def table(tmp_path: Path, text: str | bytes) -> Path:
    """A file with this content."""
    path = tmp_path / "legs.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def read(tmp_path: Path, text: str | bytes) -> LegTable:
    """The table with this content."""
    return read_legs(table(tmp_path, text))


def refused(tmp_path: Path, text: str | bytes) -> str:
    """What is said of a table that cannot be read."""
    with pytest.raises(TableError) as caught:
        read(tmp_path, text)
    return str(caught.value)


def test_a_row_becomes_a_leg(tmp_path: Path) -> None:
    """Ids are taken as written, amounts are exact, no status means completed."""
    found = read(tmp_path, HEADER + "OpenAI,aws,38000000000.07,USD,pur,2025-11-03,2032-11-03,d1,signed,cloud\n")
    (one,) = found.legs
    assert (one.from_party, one.to_party, one.point) == ("OpenAI", "aws", 3_800_000_000_007)
    assert (one.start, one.end) == (date(2025, 11, 3), date(2032, 11, 3))
    assert (one.deal, one.status, one.note, one.layer) == ("d1", "signed", "cloud", "pur")
    assert found.notices == ()
    (plain,) = read(tmp_path, "from,to,amount,currency,layer,date\nA,*,1,KWD,oth,2025-01-01\n").legs
    assert (plain.to_party, plain.point, plain.status, plain.end) == ("*", 1000, "completed", None)


def test_columns_in_any_order_with_a_mark_and_other_line_ends(tmp_path: Path) -> None:
    """As Excel writes it: a byte-order mark, capitals, CRLF, blank lines, Arabic names."""
    text = "\ufeffDate,Layer,Currency,Amount,To,From\r\n\r\n2025-01-01,fin,SAR,1.5e3,شركة,أرامكو\r\n,,,,,\r\n"
    (one,) = read(tmp_path, text).legs
    assert (one.from_party, one.to_party, one.point) == ("أرامكو", "شركة", 150_000)


def test_a_coarse_date_is_its_interval(tmp_path: Path) -> None:
    """2027 is linear over the year, flagged; with an end the term counts."""
    rows = "A,B,1,USD,fin,2027,,,,\nA,B,1,USD,fin,2027-Q3,2029,,,\n"
    year, term = read(tmp_path, HEADER + rows).legs
    assert (year.start, year.end, year.coarse) == (date(2027, 1, 1), date(2028, 1, 1), True)
    assert (term.start, term.end, term.coarse) == (date(2027, 7, 1), date(2029, 1, 1), False)


def test_notices_count_ties_undated_rounded_and_unread(tmp_path: Path) -> None:
    """Nothing is passed over in silence."""
    text = (
        "from,to,amount,currency,layer,date,ends\n"
        "A,B,1,USD,fin,2025-01-01,x\nB,A,1.005,USD,fin,2025-01-01,\nB,A,1,USD,fin,,\n"
    )
    notices = {n.code: (n.count, n.names) for n in read(tmp_path, text).notices}
    assert notices == {
        "same-day": (2, ()),
        "undated": (1, ()),
        "rounded": (1, ()),
        "columns-ignored": (1, ("ends",)),
    }


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (",B,1,USD,fin,2025-01-01,,,,", "line 2: column from holds ''. Name the party"),
        ("A,,1,USD,fin,2025-01-01,,,,", "line 2: column to holds ''"),
        ("A,B,,USD,fin,2025-01-01,,,,", "column amount holds ''. Write a plain decimal"),
        ("A,B,-5,USD,fin,2025-01-01,,,,", "column amount holds '-5'. Amounts are not negative"),
        ('A,B,"1,000",USD,fin,2025-01-01,,,,', "column amount holds '1,000'. Write a plain decimal"),
        ("A,B,1_000,USD,fin,2025-01-01,,,,", "plain decimal"),
        ("A,B,$5,USD,fin,2025-01-01,,,,", "plain decimal"),
        ("A,B,NaN,USD,fin,2025-01-01,,,,", "plain decimal"),
        ("A,B,inf,USD,fin,2025-01-01,,,,", "plain decimal"),
        ("A,B,1٢3,USD,fin,2025-01-01,,,,", "plain decimal"),
        ("A,B,½,USD,fin,2025-01-01,,,,", "plain decimal"),
        ("A,B,10.5.3,USD,fin,2025-01-01,,,,", "plain decimal"),
        ("A,B,1e999999,USD,fin,2025-01-01,,,,", "column amount holds '1e999999'. No amount of money"),
        ("A,B,1e9999999999999999999,USD,fin,2025-01-01,,,,", "plain decimal"),
        ("A,B,1e999999999,USD,fin,2025-01-01,,,,", "No amount of money is above 10^18"),
        (f"A,B,{'9' * 10_000},USD,fin,2025-01-01,,,,", "(10000 characters). No amount of money"),
        ("A,B,1000000000000000001,USD,fin,2025-01-01,,,,", "No amount of money is above 10^18"),
        ("A,B,1,usd,fin,2025-01-01,,,,", "column currency holds 'usd'. Write an ISO 4217 code such as USD"),
        ("A,B,1,,fin,2025-01-01,,,,", "column currency holds ''"),
        ("A,B,1,USD,loan,2025-01-01,,,,", "column layer holds 'loan'. Write one of fin, pur, ret, oth"),
        ("A,B,1,USD,fin,01/02/2025,,,,", "column date holds '01/02/2025'. Write 2027"),
        ("A,B,1,USD,fin,2025-02-30,,,,", "column date holds '2025-02-30'"),
        ("A,B,1,USD,fin,9999,,,,", "column date holds '9999'"),
        ("A,B,1,USD,fin,9999-12-31,,,,", "column date holds '9999-12-31'"),
        ("A,B,1,USD,fin,2025-01-02,2025-01-01,,,", "column end holds '2025-01-01'. The end is the first day"),
        ("A,B,1,USD,fin,2025-01-01,2025-01-01,,,", "column end holds '2025-01-01'"),
        ("A,B,1,USD,fin,,2025-01-01,,,", "column end holds '2025-01-01'"),
        ("A,B,1,USD,fin,2025-01-01,soon,,,", "column end holds 'soon'. Write 2027"),
        ("A,B,1,USD,fin,2025-01-01,,,complete,", "column status holds 'complete'. Did you mean completed?"),
        ("A,B,1,USD,fin,2025-01-01,,,paid in full,", "Leave it out for completed. The statuses are"),
        ("A,B,1,USD,fin", "line 2: 5 cells under 10 columns. Quote a cell"),
        ('A,"B,1,USD,fin,2025-01-01,,,,', "no CSV"),
        ('A,"B"x,1,USD,fin,2025-01-01,,,,', "no CSV"),
    ],
)
def test_a_wrong_cell_is_named(tmp_path: Path, row: str, message: str) -> None:
    """Line, column, value and what would help."""
    assert message in refused(tmp_path, HEADER + row + "\n")


def test_the_line_of_a_later_mistake(tmp_path: Path) -> None:
    """Lines are the file's, also after a quoted line end."""
    rows = 'A,B,1,USD,fin,2025-01-01,,,,"two\nlines"\nA,B,x,USD,fin,2025-01-01,,,,\n'
    assert "legs.csv, line 4: column amount holds 'x'" in refused(tmp_path, HEADER + rows)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty. Its columns are from,to,amount"),
        (b" \n\r\n", "the file is empty"),
        (HEADER.encode(), "no rows below the header"),
        ("from,to,amount\nأ,ب,1\n".encode("windows-1256"), "line 2: byte 0xc3 is not UTF-8. Save"),
        (HEADER.encode("utf-16"), "is not UTF-8"),
        (b"from,to\0,amount\n", "a zero byte"),
        (b"from;to;amount;currency;layer;date\n", "Separate them by commas"),
        (b"from,to,amount,currency,layer\nA,B,1,USD,fin\n", "line 1: column date missing. The columns are"),
        (b"from,to,amount,curency,layer,date\n", "column currency missing"),
        (b"from,to,to,amount,currency,layer,date\n", "column to stands twice"),
        (b"from,to,amount,currency,layer,date\n" + b"x" * 200_000 + b"\n", "no CSV"),
    ],
)
def test_a_wrong_file_is_named(tmp_path: Path, content: bytes, message: str) -> None:
    """What it is, and what to do."""
    assert message in refused(tmp_path, content)


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    """The system's own reason is given."""
    for path, reason in ((tmp_path / "none.csv", "No such file"), (tmp_path, "Is a directory")):
        with pytest.raises(TableError, match=reason):
            read_legs(path)
