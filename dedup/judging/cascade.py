"""The cascade for one pair: own fields, then text that is read, then pictures; it stops when settled.

The verdict and all that follows from it are written in one transaction, under the fence of the
claim. So a verdict is never written twice, whatever happens to the worker.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction

from dedup import queue, work
from dedup.models import Pair, Verdict
from rules.resolve import Effective, Rules

from . import calls, comparison, fields, sentences, variants, verdicts
from .fields import Compared
from .verdicts import Comparison, Evidence, Judgement, Picture


@dataclass(frozen=True)
class Case:
    """A pair, the rule it was judged by, and what was found. `gave_up`: why nothing was."""

    pair: Pair
    effective: Effective
    compared: Compared
    pictures: tuple[Comparison, ...] = ()
    gave_up: str = ""

    @property
    def evidence(self) -> Evidence:
        return Evidence(self.compared.fields, self.pictures, looks=self.effective.spec.pictures == "always")

    @property
    def for_people(self) -> bool:
        """A model would not say something, so the routing of the rule does not decide alone."""
        return self.compared.refused or any(picture.refused for picture in self.pictures)


def judge_one(held: work.Claim, rules: Rules) -> None:
    """Judge a claimed pair and write its verdict. Raises work.Lost and what `calls.ask` raises."""
    pair = Pair.objects.select_related("a__category", "b__category").get(pk=held.pair)
    effective = rules.for_pair(pair.a.category_id, pair.b.category_id)
    if held.hopeless:
        _give_up(held, pair, effective)
        return
    compared = fields.compare(pair.a, pair.b, effective)
    _write(held, Case(pair, effective, compared, _look(held, pair, effective, compared)))


def _look(held: work.Claim, pair: Pair, effective: Effective, compared: Compared) -> tuple[Comparison, ...]:
    """Main pictures first; where they are not the same, the nearest variants once more."""
    spec = effective.spec
    if spec.pictures == "never" or not verdicts.wants_pictures(compared.fields):
        return ()
    main = comparison.main_pictures(pair)
    if main is None:
        return ()
    held = work.renew(held)
    first = comparison.compare(main, spec, "main")
    if first.answer is Picture.SAME or not spec.cspu:
        return (first,)
    near = variants.nearest_to_ask(pair, main)
    if near is None:
        return (first,)
    work.renew(held)
    return first, comparison.compare(near, spec, "variant")


def _give_up(held: work.Claim, pair: Pair, effective: Effective) -> None:
    """Nothing is known and nothing is lost: a person gets the pair, with the reason."""
    reason = f"The machine tried {held.attempts - 1} times and failed; please look yourself."
    case = Case(pair, effective, fields.unreadable(effective, reason), gave_up=reason)
    _write(held, case, error=held.error or "its worker died each time")


def _write(held: work.Claim, case: Case, *, error: str = "") -> None:
    """Work, verdict and queue in one transaction; the fence comes first."""
    judged = verdicts.judge(case.evidence)
    with transaction.atomic():
        work.finish(held, error=error)
        case.pair.verdicts.filter(live=True).update(live=False)
        Verdict.objects.create(
            pair=case.pair,
            level=judged.level,
            settled_by=judged.settled_by,
            sentence=case.gave_up or sentences.sentence(case.evidence),
            evidence=_frozen(case, judged),
            rule_set_id=case.effective.rule_set_id,
            rule_key=case.effective.key,
            backend=calls.chosen().name,
            to_people=judged.level in case.effective.spec.routing.levels or case.for_people,
        )
        queue.refresh([case.pair.pk])


def _frozen(case: Case, judged: Judgement) -> dict[str, Any]:
    """The evidence as pages read it; docs/judging.md describes each key."""
    rule = case.effective
    return {
        "fields": [asdict(field) for field in case.compared.fields],
        "not_read": list(case.compared.not_read),
        "pictures": [asdict(picture) for picture in case.pictures],
        "rule": {"id": rule.rule_set_id, "name": rule.name, "version": rule.version, "level": rule.level},
        "row": judged.row,
        "picture": judged.picture,
    }
