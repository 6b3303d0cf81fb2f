"""Lines proposed from fill rates and decided pairs alone."""

from __future__ import annotations

from typing import Any

from dedup.catalogue.attributes import Attribute
from dedup.models import Spu
from review.proposals import statistics
from review.proposals.decided import Decided
from rules.spec import RuleSpec

SIZES = ("55x40x20 cm", "60x45x25 cm", "70x50x30 cm")
PARENT = RuleSpec.model_validate(
    {"fields": [{"field": "brand", "source": "inputField", "source_field": "brand", "matcher": "EqualsItemMatcher"}]}
)


def attribute(name: str = "size", filled: float = 0.9, samples: tuple[str, ...] = SIZES) -> Attribute:
    return Attribute(name=name, filled=filled, listings=100, samples=samples)


def pair(left: Any, right: Any, *, same: bool, name: str = "size", **fields: Any) -> Decided:
    return Decided(Spu(attributes={name: left}, **fields), Spu(attributes={name: right}, **fields), same)


def decided(same: int, different: int, **fields: Any) -> list[Decided]:
    """Duplicates agree on the size, different products do not."""
    return [
        *[pair("55x40x20 cm", "55 x 40 x 20", same=True, **fields) for _ in range(same)],
        *[pair("55x40x20 cm", "70x50x30 cm", same=False, **fields) for _ in range(different)],
    ]


def only(found: list[Any]) -> Any:
    assert len(found) == 1
    return found[0]


def test_a_field_that_tells_products_apart_is_required() -> None:
    line = only(statistics.lines(PARENT, [attribute()], decided(20, 5)))
    assert (line.field, line.source, line.matcher) == ("size", "inputProperty", "SizeOfEqualsItemMatcher")
    assert line.importance == "required"
    assert "0 of 20 pairs that people called the same and on 5 of 5" in line.why
    assert "90\N{NO-BREAK SPACE}% of the listings" in line.why


def test_without_decisions_a_line_is_optional_and_says_so() -> None:
    line = only(statistics.lines(PARENT, [attribute()], []))
    assert line.importance == "optional"
    assert "No decided pair states it on both sides, so its weight is a guess." in line.why


def test_without_decisions_plain_words_are_no_line() -> None:
    """One seller's "casual" is the other's "street": equal letters say nothing until decided pairs show it."""
    style = attribute("style", samples=("casual", "street", "sweet"))
    assert statistics.lines(PARENT, [style], []) == []
    pairs = [pair("casual", "casual", same=True, name="style") for _ in range(20)]
    pairs += [pair("casual", "street", same=False, name="style") for _ in range(5)]
    assert only(statistics.lines(PARENT, [style], pairs)).importance == "required"


def test_few_decisions_or_thin_filling_never_require() -> None:
    assert only(statistics.lines(PARENT, [attribute()], decided(19, 5))).importance == "optional"
    assert only(statistics.lines(PARENT, [attribute(filled=0.4)], decided(30, 5))).importance == "optional"


def test_what_tells_nothing_apart_is_no_line() -> None:
    alike = [pair("55x40x20 cm", "55x40x20 cm", same=same) for same in (True, False) for _ in range(20)]
    assert statistics.lines(PARENT, [attribute()], alike) == []


def test_one_contradicting_duplicate_makes_it_optional() -> None:
    pairs = [*decided(30, 30), pair("55x40x20 cm", "70x50x30 cm", same=True)]
    assert only(statistics.lines(PARENT, [attribute()], pairs)).importance == "optional"


def test_rarely_filled_and_already_compared_fields_are_left_out() -> None:
    assert statistics.lines(PARENT, [attribute(filled=0.2)], []) == []
    compared = RuleSpec.model_validate(
        {"fields": [{"field": "s", "source": "inputProperty", "source_field": "size", "matcher": "EqualsItemMatcher"}]}
    )
    assert statistics.lines(compared, [attribute()], []) == []


def test_missing_values_are_no_agreement() -> None:
    pairs = [pair("", "55x40x20 cm", same=same) for same in (True, False) for _ in range(30)]
    assert only(statistics.lines(PARENT, [attribute()], pairs)).importance == "optional"


def test_a_required_line_that_duplicates_break_becomes_optional_here() -> None:
    pairs = [
        Decided(Spu(brand="Norvik", attributes={}), Spu(brand="Norvik GmbH & Söhne Nord", attributes={}), True)
        for _ in range(20)
    ]
    line = only(statistics.lines(PARENT, [], pairs))
    assert (line.field, line.importance) == ("brand", "optional")
    assert "20 of 20" in line.why


def test_an_attribute_that_the_parent_reads_by_its_name_is_compared_already() -> None:
    number = {"field": "model number", "source": "outputLlm", "source_field": "model number"}
    outputs = {
        "model number": {"type": "identifier", "names": ["Модель"]},
        "unused": {"type": "text", "names": ["size"]},
    }
    parent = RuleSpec.model_validate({"fields": [{**number, "matcher": "ModelNumberItemMatcher"}], "outputs": outputs})
    found = [attribute("модель", samples=("PS-LX350H", "QT 12")), attribute("size")]
    assert [line.field for line in statistics.lines(parent, found, [])] == ["size"], "what no line uses is not compared"


def test_why_it_could_not_be_weighed_is_counted() -> None:
    line = only(statistics.lines(PARENT, [attribute()], decided(3, 0)))
    assert "No decided pair that states it on both sides was called different, so its weight is a guess." in line.why


WHEELS = [
    attribute("轮子", 0.46, ("4个",)),
    attribute("wheels", 0.38, ("4", "2")),
    attribute("колёса", 0.17, ("4 шт.",)),
]


def test_one_fact_in_three_languages_is_one_value_read_from_text() -> None:
    """As lines of their own they never meet: no listing states it in two languages."""
    line = only(statistics.lines(PARENT, WHEELS, []))
    assert (line.field, line.source, line.matcher) == ("轮子", "outputLlm", "NumberItemMatcher")
    assert line.why.startswith(
        "Proposed: listings state it as 轮子 (46\N{NO-BREAK SPACE}%), wheels (38\N{NO-BREAK SPACE}%) and"
    )
    output = statistics.outputs([line], WHEELS)["轮子"]
    assert (output.type, output.names) == ("text", ["轮子", "wheels", "колёса"])


def test_decided_pairs_that_state_a_fact_in_two_languages_count() -> None:
    pairs = [
        Decided(Spu(attributes={"wheels": "4"}), Spu(attributes={"колёса": right}), same)
        for right, same, times in (("4", True, 20), ("2 шт.", False, 5))
        for _ in range(times)
    ]
    line = only(statistics.lines(PARENT, WHEELS, pairs))
    assert line.importance == "required" and "differs on 0 of 20" in line.why and "5 of 5" in line.why


def test_a_fact_that_the_parent_compares_in_another_language_is_compared_already() -> None:
    own = {"field": "w", "source": "inputProperty", "source_field": "Wheels", "matcher": "NumberItemMatcher"}
    assert statistics.lines(RuleSpec.model_validate({"fields": [own]}), WHEELS, []) == []


def test_a_line_of_the_parents_name_is_not_written_over() -> None:
    own = {"field": "size", "source": "inputProperty", "source_field": "尺寸", "matcher": "SizeOfEqualsItemMatcher"}
    assert statistics.lines(RuleSpec.model_validate({"fields": [own]}), [attribute("size")], []) == []
