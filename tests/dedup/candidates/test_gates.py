"""Thresholds of rules: a pair found by title or picture must be as near as the rule asks that would judge it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from django.core.management import call_command

from dedup.candidates import gates, search
from dedup.candidates.sources import Pairs
from dedup.models import Pair, Spu
from tests import factories, pictures

pytestmark = pytest.mark.django_db

TITLES = ("Sony PS-LX350H turntable", "Sony turntable PSLX350H black")


def two(*titles: str, category: Any = None, **fields: Any) -> None:
    for title in titles or TITLES:
        factories.spu(title, category=category, **fields)


@pytest.mark.parametrize(("threshold", "found"), [(None, 1), (0.3, 1), (0.99, 0), (0.0, 1)])
def test_a_title_has_to_be_as_near_as_the_rule_says(threshold: float | None, found: int) -> None:
    factories.rule_set("Audio", thresholds={"title": threshold})
    two(category=factories.category("Audio", "Turntables"))
    counts = search.run()
    assert (Pair.objects.count(), counts.pairs, counts.below) == (found, found, 1 - found)


def test_a_picture_has_to_be_as_near_as_the_rule_says(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    factories.rule_set(thresholds={"picture": 0.9})
    two("Red lamp", "红色台灯", category=factories.category("Lamps"))
    for spu, size in zip(listings(), (160, 120), strict=True):
        pictures.show(spu, pictures.draw("crimson", size=size))
    search.run()
    score = Pair.objects.get().picture_score
    assert score is not None and score > 0.9
    factories.rule_set("Lamps", thresholds={"picture": 1.0})
    assert search.run(full=True).below == 1 and not Pair.objects.exists()


def listings() -> list[Spu]:
    return list(Spu.objects.order_by("pk"))


def test_a_shared_identifier_is_always_enough() -> None:
    factories.rule_set(thresholds={"title": 1.0, "picture": 1.0})
    two(gtin="4006381333931")
    counts = search.run()
    assert Pair.objects.get().sources == ["identifier"]
    assert (counts.by_source, counts.below) == ({"picture": 0, "title": 0, "identifier": 1}, 0)


def test_one_source_is_enough_and_the_other_loses_its_credit(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    factories.rule_set(thresholds={"title": 0.99})
    two()
    for spu in listings():
        pictures.show(spu, pictures.draw("crimson"))
    counts = search.run()
    pair = Pair.objects.get()
    assert pair.sources == ["picture"] and pair.title_score is None and counts.below == 0


def test_the_rule_of_the_nearest_common_category_says_it_else_the_default() -> None:
    factories.rule_set(thresholds={"title": 0.4})
    factories.rule_set("Audio", thresholds={"title": 0.8})
    factories.rule_set("Audio", "Turntables", thresholds={"title": 0.6})
    audio, deep = factories.category("Audio"), factories.category("Audio", "Turntables")
    places = [deep, deep, audio, factories.category("Garden"), None]
    ids = [factories.spu(category=place).pk for place in places]
    pairs = Pairs(np.array([ids[0], ids[0], ids[0], ids[3]]), np.array([ids[1], ids[2], ids[3], ids[4]]))
    assert gates.of(pairs, title=0.25, picture=0.88).title.tolist() == pytest.approx([0.6, 0.8, 0.4, 0.4])
    assert gates.of(pairs, title=0.7, picture=0.88).title.tolist() == pytest.approx([0.7, 0.8, 0.7, 0.7])


def test_without_rules_or_without_pairs_the_search_has_its_own_gates() -> None:
    none = np.array([], np.int64)
    assert gates.of(Pairs(none, none), title=0.25, picture=0.88).title.tolist() == []
    a, b = factories.spu().pk, factories.spu().pk
    assert gates.of(Pairs(np.array([a]), np.array([b])), title=0.25, picture=0.88).title.tolist() == [0.25]
    factories.rule_set("Audio", thresholds={"title": 0.8})
    assert gates.of(Pairs(np.array([a]), np.array([b])), title=0.25, picture=0.88).title.tolist() == [0.25]


def test_the_command_says_how_many_the_thresholds_cost(capsys: Any) -> None:
    factories.rule_set(thresholds={"title": 0.99})
    two()
    call_command("find_candidates")
    assert "1 pairs are less alike than the thresholds of their rules ask: no candidates." in capsys.readouterr().out
