"""What holds for every judge: what a good answer is, what makes two questions one, how much is kept."""

from __future__ import annotations

import io
import time

import pytest
from PIL import Image

from dedup.backends import base
from dedup.backends.base import LONGEST_RAW, Ask, Failure, JudgeError, Usage, parse
from tests.dedup.backends.questions import FOUND, Comparison, Reading, comparing, jpeg, reading

GOOD = Reading.model_validate(FOUND).model_dump_json()


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        f"\n\t {GOOD} \n",
        f"\ufeff{GOOD}",
        f"```json\n{GOOD}\n```",
        f"```\n{GOOD}```\n",
        f"\ufeff\n```json {GOOD}",
    ],
)
def test_blanks_a_byte_order_mark_and_a_fence_are_forgiven(text: str) -> None:
    assert parse(Reading, text, Usage()) == Reading.model_validate(FOUND)


@pytest.mark.parametrize(
    "text",
    [
        *(None, "", " ", "Sure!", f"Here you are: {GOOD}", f"{GOOD} I hope this helps", f"{GOOD}{GOOD}", f"[{GOOD}]"),
        *(
            "{}",
            "null",
            "NaN",
            '{"f1": {"values": "a", "evidence": null}}',
            '{"f1": {"values": [1], "evidence": null}}',
        ),
        '{"f1": {"values": [], "evidence": null}, "verdict": "match"}',
        "[" * 50_000,
    ],
)
def test_nothing_else_is(text: str | None) -> None:
    with pytest.raises(JudgeError) as caught:
        parse(Reading, text, Usage(3, 4))
    assert (caught.value.kind, caught.value.usage) == (Failure.BAD_OUTPUT, Usage(3, 4))


def test_what_is_kept_of_an_answer_is_bounded_and_reads_the_same_later() -> None:
    longest = GOOD.ljust(LONGEST_RAW)
    assert parse(Reading, longest, Usage())
    with pytest.raises(JudgeError) as caught:
        parse(Reading, longest + " ", Usage())
    assert caught.value.kind is Failure.BAD_OUTPUT
    assert len(caught.value.raw or "") == LONGEST_RAW
    assert len(JudgeError(Failure.UNAVAILABLE, "<html>" * 100_000).message) == base.LONGEST_MESSAGE


def test_an_answer_that_runs_away_in_blanks_costs_no_time() -> None:
    began = time.process_time()
    with pytest.raises(JudgeError):
        parse(Reading, "{" + " " * (LONGEST_RAW - 2) + "x", Usage())
    assert time.process_time() - began < 0.1


def test_another_size_of_its_pictures_is_another_question(monkeypatch: pytest.MonkeyPatch) -> None:
    before = comparing().key("m")
    assert comparing().key("m") == before
    words = reading().key("m")
    monkeypatch.setitem(base.LONGEST, "compare", 512)
    assert comparing().key("m") != before
    assert reading().key("m") == words


def test_a_picture_keeps_its_shape_and_is_made_small_once() -> None:
    [tall, *_] = comparing(size=(1000, 3000)).pictures
    small = tall.small(768)
    with Image.open(io.BytesIO(small)) as image:
        assert (image.format, image.size) == ("JPEG", (256, 768))
    [again, *_] = comparing(size=(1000, 3000)).pictures
    assert again.small(768) is small, "made once, also for another question"
    assert again.small(64) != small


def test_a_picture_that_is_small_enough_is_not_packed_again() -> None:
    [picture, *_] = comparing(size=(768, 10)).pictures
    assert picture.small(768) == jpeg("red", (768, 10))


def test_a_question_says_how_large_its_pictures_are_needed() -> None:
    [picture, *_] = comparing().pictures
    describing = Ask("describe", "s", "t", Comparison, (picture,))
    assert comparing().longest < describing.longest, "small print needs more than shape and colour"


def test_what_a_server_says_of_a_failure_can_be_stored_and_shown() -> None:
    error = JudgeError(Failure.UNAVAILABLE, "busy\0 \x1b[2J\ud800\u202e<b>\nтут")
    assert error.message == "busy   [2J  <b>\nтут"
    assert str(error) == f"unavailable: {error.message}"
