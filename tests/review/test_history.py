"""The story of a pair in words."""

from __future__ import annotations

import uuid

import pytest

from dedup.models import Pair, Spu
from review import decisions, history
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_the_story_of_a_pair_and_its_listings():
    a, b, c, d = (make.spu(external_id=f"shop:{name}") for name in "abcd")
    anna, olga = make.user("anna"), make.user("olga", "senior moderator")

    def say(pair: Pair, word: str, keep: Spu | None = None, reason: str = "", **seen: int) -> int:
        key, kept = uuid.uuid4(), keep.pk if keep else None
        return decisions.decide(
            pair.pk, anna, word, submit_key=key, survivor_id=kept, reason=reason, **seen
        ).decision.pk

    pair = make.pair(a, b, picture_score=0.974, title_score=0.8, identifier="gtin 4006381333931")
    make.verdict(pair, "likely_match", sentence="Brand agrees.")
    unsure = say(pair, "unsure", reason="blurred picture")
    different = say(pair, "different", reason="other size", seen_id=unsure)
    decisions.undo(different, olga, uuid.uuid4())
    elsewhere = make.pair(b, c)
    merged = say(elsewhere, "merge", keep=b)
    decisions.undo(merged, anna, uuid.uuid4())
    say(elsewhere, "different")
    say(make.pair(c, d), "merge", keep=c)
    say(make.pair(a, d), "delist", keep=d)

    assert [(event.kind, event.who and event.who.username, event.sentence) for event in history.of(pair)] == [
        ("found", None, "found the pair by picture 0.97, title 0.80, gtin 4006381333931"),
        ("verdict", None, "said likely match: Brand agrees."),
        ("decision", "anna", "was unsure about shop:a and shop:b: blurred picture"),
        ("decision", "anna", "said that shop:a and shop:b are different: other size"),
        ("decision", "olga", "took back: said that shop:a and shop:b are different: other size"),
        ("elsewhere", "anna", "merged shop:c into shop:b"),
        ("elsewhere", "anna", "took back: merged shop:c into shop:b"),
        ("elsewhere", "anna", "took shop:a off sale and kept shop:d"),
    ]


def test_the_story_takes_few_questions(django_assert_num_queries):
    pair = make.pair()
    anna = make.user("anna")
    for _ in range(3):
        said = decisions.decide(pair.pk, anna, "merge", submit_key=uuid.uuid4(), survivor_id=pair.a_id).decision
        decisions.undo(said.pk, anna, uuid.uuid4())
    pair = Pair.objects.get(pk=pair.pk)
    with django_assert_num_queries(2):
        assert len(history.of(pair)) == 7
