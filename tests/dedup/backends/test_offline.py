"""The offline judge as the rest of the house asks it."""

from __future__ import annotations

import json

import pytest
from django.test import override_settings
from pydantic import BaseModel

from dedup import backends
from dedup.backends.base import Ask, Failure, JudgeError, Picture, Usage
from dedup.judging.comparison import PictureAnswer
from dedup.judging.extraction import schema_for
from rules.spec import Output
from tests.dedup.backends.drawn import BLUE, bag, jpeg

OUTPUTS = {
    "net weight": Output(type="quantity"),
    "flavour": Output(type="enum", values={"mint": ["мята", "薄荷"], "peach": ["персик"]}),
}


def comparing(a: bytes, b: bytes) -> Ask:
    return Ask("compare", "", "", PictureAnswer, pictures=(Picture.of(a, "A"), Picture.of(b, "B")))


def reading(schema: type[BaseModel], **listing: object) -> Ask:
    return Ask("extract", "", "", schema, facts={"listing": listing, "outputs": OUTPUTS})


@override_settings(JUDGE="offline")
def test_it_answers_both_roles_in_their_schemas_and_costs_nothing() -> None:
    judge = backends.judge("extract")
    read = judge.ask(reading(schema_for(OUTPUTS), title="Чай зелёный, мята, 100 г", attributes={"flavour": "вишня"}))
    assert json.loads(read.raw) == {
        "f1": {"values": ["100 g"], "evidence": "100 г"},
        "f2": {"values": ["mint"], "evidence": "мята"},
    }
    seen = judge.ask(comparing(jpeg(bag(1)), jpeg(bag(1, BLUE))))
    assert isinstance(seen.value, PictureAnswer)
    assert (seen.value.answer, seen.value.difference) == ("different", "colour")
    assert (seen.model, seen.usage) == (judge.name, Usage()) == ("offline:3", Usage())


def test_what_a_closed_list_lacks_fits_the_schema_too() -> None:
    answer = backends.judge("extract").ask(reading(schema_for(OUTPUTS), title="", attributes={"flavour": "вишня"}))
    assert json.loads(answer.raw)["f2"] == {"values": ["other"], "evidence": "вишня"}


def test_a_picture_that_is_none_goes_to_people() -> None:
    with pytest.raises(JudgeError) as caught:
        backends.judge("extract").ask(comparing(jpeg(bag(1)), b"no picture"))
    assert caught.value.kind is Failure.REFUSED


def test_a_schema_that_it_does_not_know_is_bad_output() -> None:
    class Poem(BaseModel):
        verses: list[str]

    with pytest.raises(JudgeError) as caught:
        backends.judge("extract").ask(reading(Poem, title="tea"))
    assert caught.value.kind is Failure.BAD_OUTPUT


@override_settings(JUDGE="oracle")
def test_an_unknown_judge_is_an_error_that_names_it() -> None:
    with pytest.raises(KeyError, match="oracle"):
        backends.judge("extract")
