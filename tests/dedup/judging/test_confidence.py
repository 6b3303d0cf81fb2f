"""How sure the reader by code is: kept with the reading, told to moderators where it doubts, not asked of models."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from dedup.backends.base import Ask
from dedup.judging import extraction, fields
from dedup.judging.asking import Asking
from dedup.judging.extraction import Value
from dedup.judging.records import Answered, Unanswerable
from dedup.models import Extraction, Spu
from rules.resolve import Effective, Origin
from rules.spec import Output, RuleSpec
from tests import factories as make

pytestmark = pytest.mark.django_db

RULE: dict[str, Any] = {
    "fields": [
        {"field": "colour", "source": "outputLlm", "source_field": "colour", "matcher": "ColourItemMatcher"},
    ],
    "outputs": {"colour": {"type": "text", "many": True}},
}


def read(title: str, **listing: Any) -> Value:
    spu = make.spu(title, **listing)
    return Asking(make.pair(spu)).read(spu, spu, RuleSpec.model_validate(RULE))[0].values["colour"]


@pytest.mark.parametrize(
    ("title", "attributes", "confidence"),
    [("Cup", {"colour": "red"}, 0.95), ("Red cup", {}, 0.8), ("Red cup with blue handle", {}, 0.6), ("Cup", {}, None)],
)
def test_a_reading_keeps_how_sure_it_is(title: str, attributes: dict[str, str], confidence: float | None) -> None:
    assert read(title, attributes=attributes).confidence == confidence
    assert read(title, attributes=attributes).confidence == confidence  # the second time from what is kept
    assert Extraction.objects.count() == (0 if attributes else 2)  # what a listing states itself is not asked


def test_moderators_are_told_where_it_is_in_doubt() -> None:
    assert "sure" not in said("Red cup", "Blue cup")
    assert said("Red cup with blue handle", "Green cup").endswith("(read from running text, 60% sure)")
    assert "sure" not in said("Cup", "Blue cup")  # nothing was read on a side


def said(left: str, right: str) -> str:
    a, b = make.spu(left), make.spu(right)
    spec, origin = RuleSpec.model_validate(RULE), Origin(1, 1, "default", "default")
    return (
        fields.compare(a, b, Effective(origin, spec, spec, {"fields/colour": origin}), Asking(make.pair(a, b)))
        .fields[0]
        .sentence
    )


class Unsure:
    """Readings of a judge that is hardly sure of anything; none is kept."""

    def kept(self, listing: Spu, key: str) -> None:
        return None

    def keep(self, readings: Sequence[Extraction]) -> None:
        """Nothing."""

    def ask_all(self, questions: Sequence[Ask]) -> list[Answered | Unanswerable]:
        answer = {"f1": {"values": ["Red"], "evidence": "Red", "confidence": 0.4}}
        return [Answered(question.schema.model_validate(answer), 1) for question in questions]


def test_what_is_not_half_sure_is_not_given() -> None:
    task = extraction.unread(make.spu("Red cup"), RuleSpec.model_validate(RULE))
    assert extraction.settle([task], Unsure())[0].values == {"colour": Value()}


def test_models_are_not_asked_how_sure_they_are() -> None:
    outputs = {"colour": Output(type="text")}
    assert "confidence" not in str(extraction.schema_for(outputs).model_json_schema())
    assert "confidence" in str(extraction.schema_for(outputs, graded=True).model_json_schema())
