"""How far two amounts may be apart, as an admin types it."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from rules.matchers import compare
from rules.matchers.tolerance import WRONG, Tolerance, read_tolerance


@pytest.mark.parametrize(
    ("given", "read"),
    [
        (0, Tolerance(0)),
        (0.25, Tolerance(0.25)),
        ("3", Tolerance(3)),
        ("2 cm", Tolerance(2, "cm")),
        (" 2cm ", Tolerance(2, "cm")),
        ("1,5 см", Tolerance(1.5, "cm")),
        ("2厘米", Tolerance(2, "cm")),
        ('1/2"', Tolerance(0.5, "in")),
        ("2 fl oz", Tolerance(2, "fl oz")),
        ("1 000 g", Tolerance(1000, "g")),
        ("5%", Tolerance(5, "%")),
        ("0,5 ％", Tolerance(0.5, "%")),
        ("100 %", Tolerance(100, "%")),
    ],
)
def test_one_number_with_one_unit(given: object, read: Tolerance) -> None:
    assert read_tolerance(given) == read


@pytest.mark.parametrize(
    "given",
    [
        *("2 bananas", "bananas", "", " ", "cm", "%"),
        *("1e400 cm", "1e400", "1e3", "9" * 400, "inf", "nan", float("inf"), float("nan"), 10**400),
        *("2-3 cm", "about 2 or 30 cm", "2 cm or 5 %", "2cm5", "2 cm 3", "1 ft 2 in", "2 cm 2 cm"),
        *("<b>2 cm</b>", "≈ 2 cm", "±2 cm", "-2 cm", "−2", -1, "2 cmx", "2 % cm", "2 cm %"),
        *("200 %", "100.1 %", True, None, ["2 cm"]),
    ],
)
def test_anything_else_is_refused_and_never_read_in_part(given: object) -> None:
    with pytest.raises(ValueError, match="write a number") as caught:
        read_tolerance(given)
    assert str(caught.value) == WRONG


@pytest.mark.parametrize("matcher", ["SizeOfEquals", "Number", "Quantity", "SignedDecimal"])
def test_every_matcher_with_a_tolerance_reads_it_so(matcher: str) -> None:
    with pytest.raises(ValidationError, match="write a number"):
        compare(f"{matcher}ItemMatcher", "1", "2", {"tolerance": "2-3"})


@pytest.mark.parametrize("matcher", ["Number", "SignedDecimal"])
def test_what_has_no_unit_takes_none(matcher: str) -> None:
    with pytest.raises(ValidationError, match="2 cm has a unit"):
        compare(f"{matcher}ItemMatcher", "1", "2", {"tolerance": "2 cm"})
