"""Pairs under the live rules and under a draft.

Both sides are examined as the cascade does it, on recorded answers. Where the live side's answers are
not recorded (another backend gave the verdict, say), the live verdict itself stands, if it was given
by this very rule and nothing has changed since: nobody pays for what is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dedup.judging import cascade
from dedup.judging.asking import Asking
from dedup.judging.cascade import Case
from dedup.judging.recorded import Recorded, Unrecorded
from dedup.models import Pair, Verdict
from rules.resolve import Effective, Rules

from .lines import Found, State
from .reach import Reach

Known = Case | Verdict


def recorded(pairs: Mapping[int, int], found: Reach) -> list[Found]:
    """What becomes of lines (line -> pair) without asking anybody. Pairs that are gone are left out.

    Raises calls.Stopped, resolve.MissingDefault, resolve.UnknownCategory.
    """
    answers = Recorded.of(pairs.values())
    old, new = _old(answers, found.old), answers.examine(found.new)
    return [_line(line, old[pair], new[pair]) for line, pair in pairs.items() if pair in new]


def asked(pairs: Mapping[int, int], found: Reach) -> list[Found]:
    """The same with a model: what is not recorded is asked. Raises also what `calls.ask` raises."""
    answers = Recorded.of(pairs.values())
    old, stored = _old(answers, found.old), {pair.pk: pair for pair in answers.pairs}
    return [_asked(line, stored[pk], old[pk], found) for line, pk in pairs.items() if pk in stored]


def _asked(line: int, pair: Pair, old: Known | Unrecorded, found: Reach) -> Found:
    answers = Asking(pair)
    if isinstance(old, Unrecorded):
        old = cascade.examine(pair, _rule(found.old, pair), answers)
    return _line(line, old, cascade.examine(pair, _rule(found.new, pair), answers))


def _old(answers: Recorded, rules: Rules) -> dict[int, Known | Unrecorded]:
    """Pair id -> what the live rules say now."""
    examined = answers.examine(rules)
    lacking = [pair for pair in answers.pairs if isinstance(examined[pair.pk], Unrecorded)]
    return {**examined, **(_standing(lacking, rules) if lacking else {})}


def _standing(pairs: Iterable[Pair], rules: Rules) -> dict[int, Verdict]:
    """Pair id -> its live verdict, where judging again would ask the same questions of the same listings."""
    keys = {pair.pk: _rule(rules, pair).key for pair in pairs if not (pair.a.judging_due or pair.b.judging_due)}
    rows = Verdict.objects.filter(live=True, pair__in=keys)
    return {row.pair_id: row for row in rows if row.rule_key == keys[row.pair_id]}


def _rule(rules: Rules, pair: Pair) -> Effective:
    return rules.for_pair(pair.a.category_id, pair.b.category_id)


def _line(line: int, old: Known | Unrecorded, new: Known | Unrecorded) -> Found:
    lacking = [question for side in (old, new) if isinstance(side, Unrecorded) for question in side.questions]
    if isinstance(old, Unrecorded) or isinstance(new, Unrecorded):
        return Found(line, State.UNRECORDED, missing=tuple(dict.fromkeys(map(str, lacking))))
    return Found(
        line,
        State.DONE,
        old_level=_level(old),
        new_level=_level(new),
        old_sentence=old.sentence,
        new_sentence=new.sentence,
        old_calls=_calls(old),
        new_calls=_calls(new),
    )


def _level(side: Known) -> str:
    return side.level if isinstance(side, Verdict) else side.judged.level


def _calls(side: Known) -> tuple[int, ...]:
    """Of a verdict the comparisons of pictures; which readings it rests on is not frozen into it."""
    if isinstance(side, Case):
        return side.calls
    return tuple(picture["call"] for picture in side.evidence.get("pictures", ()) if picture.get("call"))
