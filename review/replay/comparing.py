"""A pair under the live rules and under a draft."""

from __future__ import annotations

from collections.abc import Mapping

from dedup.judging import fields, sentences, verdicts
from dedup.judging.verdicts import Evidence
from dedup.models import Pair
from rules.resolve import Effective

from .lines import Found, State
from .reach import Reach


def recorded(pairs: Mapping[int, int], found: Reach) -> list[Found]:
    rows = Pair.objects.select_related("a__category", "b__category").in_bulk(list(pairs.values()))
    return [_line(line, rows[pair], found) for line, pair in pairs.items() if pair in rows]


asked = recorded


def _line(line: int, pair: Pair, found: Reach) -> Found:
    old, new = (_side(pair, rules.for_pair(pair.a.category_id, pair.b.category_id)) for rules in (found.old, found.new))
    return Found(line, State.DONE, "", old[0], new[0], old[1], new[1])


def _side(pair: Pair, rule: Effective) -> tuple[str, str]:
    evidence = Evidence(fields.compare(pair.a, pair.b, rule).fields, (), looks=rule.spec.pictures == "always")
    return verdicts.judge(evidence).level, sentences.sentence(evidence)
