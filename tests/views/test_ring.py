"""The drawing of one circle."""

from xml.etree import ElementTree as ET

import pytest

from dawra.values import STATUSES
from dawra.views.ring import RingStep, draw_ring, line_of

SVG = "{http://www.w3.org/2000/svg}"


def step(party: str, amount: float | None = 10e9, label: str = "$10bn", line: str = "solid") -> RingStep:
    """One arrow from a party."""
    return RingStep(party=party, amount=amount, label=label, line=line, note=f"{party} pays")


def drawn(*steps: RingStep) -> ET.Element:
    """The drawing of some steps, parsed."""
    return ET.fromstring(draw_ring(steps, key="r", title="Title", description="All of it"))  # noqa: S314 - our own


@pytest.mark.parametrize("count", [2, 3, 4, 5, 6, 9])
def test_every_leg_and_every_party_is_drawn_once(count: int) -> None:
    """However many steps a circle has."""
    names = [f"Party {n}" for n in range(count)]
    root = drawn(*(step(name) for name in names))
    assert len(root.findall(f"{SVG}g[@class='step solid']/{SVG}path")) == count
    assert len(root.findall(f".//{SVG}polygon")) == count
    assert [
        node.findtext(f"{SVG}title", "").strip("\u2068\u2069") for node in root.findall(f"{SVG}g[@class='party']")
    ] == names


def test_it_names_and_describes_itself() -> None:
    """A screen reader gets a title and a description."""
    root = drawn(step("A"), step("B"))
    ids = root.attrib["aria-labelledby"].split()
    said = {node.attrib["id"]: node.text for node in root if "id" in node.attrib}
    assert [said[one] for one in ids] == ["\u2068Title\u2069", "\u2068All of it\u2069"]


def test_labels_are_isolated_and_hostile_names_escaped() -> None:
    """Whatever a party is called, the drawing stays XML."""
    text = draw_ring(
        [step('<script>alert("x")</script>', label="$1bn"), step("شركة\u202e & co", label="100 مليار")],
        key="r",
        title="t",
        description="d",
    )
    root = ET.fromstring(text)  # noqa: S314 - our own
    assert "<script" not in text
    assert "\u202e" not in text
    labels = [node.text or "" for node in root.iter() if node.tag in {f"{SVG}text", f"{SVG}tspan"} and node.text]
    assert labels
    assert all(label.startswith("\u2068") and label.endswith("\u2069") for label in labels)
    assert "\u2068100 مليار\u2069" in labels


def test_the_box_runs_left_to_right_in_both_languages() -> None:
    """Else an Arabic page would anchor the labels on the other side."""
    assert drawn(step("أ"), step("ب")).attrib["direction"] == "ltr"


def test_width_stands_for_the_amount() -> None:
    """In proportion to the largest; thin where the amount is unknown."""
    root = drawn(step("A", 100), step("B", 50), step("C", None))
    widths = [float(path.attrib["stroke-width"]) for path in root.iter(f"{SVG}path")]
    assert widths == [9.0, 4.5, 2.0]


def test_lines_are_solid_dashed_or_dotted() -> None:
    """How firm a step is shows without colour."""
    root = drawn(step("A"), step("B", line="dashed"), step("C", line="dotted"))
    dashes = [path.attrib.get("stroke-dasharray") for path in root.iter(f"{SVG}path")]
    assert dashes[0] is None
    assert dashes[1] != dashes[2]
    assert all(dashes[1:])


def test_a_ceiling_is_dotted_until_it_is_paid() -> None:
    """Every status has a line."""
    assert line_of("signed") == "dashed"
    assert line_of("signed", "up_to") == "dotted"
    assert line_of("completed", "up_to") == "solid"
    assert all(line_of(status) in {"solid", "dashed", "dotted"} for status in STATUSES)


def test_a_long_name_is_cut_in_the_disc_and_whole_in_the_title() -> None:
    """Three lines are what a disc holds."""
    name = "A very long name of a sovereign investment authority"
    root = drawn(step(name), step("B"))
    disc = root.findall(f"{SVG}g[@class='party']")[0]
    assert len(disc.findall(f".//{SVG}tspan")) == 3
    assert disc.findtext(f"{SVG}title") == f"\u2068{name}\u2069"


def test_nothing_leaves_the_picture() -> None:
    """The box holds all discs."""
    for count in range(2, 8):
        root = drawn(*(step(f"P{n}", label="$1.25tn") for n in range(count)))
        left, top, width, height = map(float, root.attrib["viewBox"].split())
        for circle in root.iter(f"{SVG}circle"):
            x, y, r = (float(circle.attrib[key]) for key in ("cx", "cy", "r"))
            assert left <= x - r
            assert x + r <= left + width
            assert top <= y - r
            assert y + r <= top + height


def test_the_same_circle_gives_the_same_bytes() -> None:
    """No minus zero, no order of memory."""
    one, two = (draw_ring([step("A"), step("B")], key="r", title="t", description="d") for _ in range(2))
    assert one == two
    assert "-0 " not in one
