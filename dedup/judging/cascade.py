"""The cascade for one pair: own fields, then text that is read or weighed, then pictures; it stops when settled.

The verdict and all that follows from it are written in one transaction, under the fence of the
claim. So a verdict is never written twice, whatever happens to the worker.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import Any

from django.db import connection, transaction

from dedup import queue, work
from dedup.backends.base import Role
from dedup.models import Pair
from rules.resolve import Effective, Rules
from rules.spec import RuleSpec

from . import calls, claimed, extraction, fields, sentences, verdicts
from .answers import Answers
from .asking import Asking
from .fields import Compared
from .verdicts import Comparison, Evidence, Judgement, Level, Picture, Reasoning

# Putting a query together by the ORM takes longer than its answer, and these two happen for every pair.
RETIRE = "UPDATE dedup_verdict SET live = false WHERE pair_id = %s AND live"
GIVE = """
INSERT INTO dedup_verdict
  (pair_id, live, level, settled_by, sentence, evidence, rule_set_id, rule_key, backend, to_people, created_at)
VALUES (%(pair)s, true, %(level)s, %(settled_by)s, %(sentence)s, %(evidence)s, %(rule_set)s, %(rule_key)s,
  %(backend)s, %(to_people)s, clock_timestamp())
"""
REJECTED = (Level.NON_MATCH, Level.LIKELY_NON_MATCH)


@dataclass(frozen=True)
class Case:
    """A pair, the rule it was judged by, and what was found. `gave_up`: why nothing was."""

    pair: Pair
    effective: Effective
    compared: Compared
    reasoning: Reasoning | None = None
    pictures: tuple[Comparison, ...] = ()
    gave_up: str = ""

    @cached_property
    def evidence(self) -> Evidence:
        looks = self.effective.spec.pictures == "always"
        return Evidence(self.compared.fields, self.pictures, looks, self.reasoning)

    @cached_property
    def judged(self) -> Judgement:
        return verdicts.judge(self.evidence)

    @cached_property
    def sentence(self) -> str:
        return self.gave_up or sentences.sentence(self.evidence)

    @property
    def calls(self) -> tuple[int, ...]:
        """Ids of the recorded questions that it rests on, each once."""
        weighed = self.reasoning.calls if self.reasoning else ()
        found = (*self.compared.calls, *weighed, *(call for picture in self.pictures for call in picture.calls))
        return tuple(dict.fromkeys(found))

    @property
    def refused(self) -> bool:
        """A model would not say something, so the routing of the rule does not decide alone."""
        unweighed = self.reasoning is not None and self.reasoning.level is None
        return self.compared.refused or unweighed or any(picture.refused for picture in self.pictures)

    @cached_property
    def sampled(self) -> bool:
        """Rejected by the machine alone, and drawn to be looked at all the same, to know how good it is at that."""
        routing = self.effective.spec.routing
        alone = self.judged.level in REJECTED and self.judged.level not in routing.levels and not self.refused
        return alone and self.pair.pk is not None and drawn(self.pair.pk, self.effective.key, routing.quality_sample)

    @property
    def to_people(self) -> bool:
        return self.judged.level in self.effective.spec.routing.levels or self.refused or self.sampled


def text_role(spec: RuleSpec) -> Role:
    return "reason" if spec.text_mode == "reason" else "extract"


def drawn(pair: int, rule: str, share: float) -> bool:
    """In a sample of this share; the same pair under the same rule always gets the same answer."""
    lot = int.from_bytes(hashlib.sha256(f"{pair}:{rule}".encode()).digest()[:8])
    return lot < share * 2**64


def examine(pair: Pair, effective: Effective, answers: Answers) -> Case:
    """The cascade without any writing; neither pair nor listings need be stored.

    Load `a.category` and `b.category` with the pair. Raises the reasons of `answers` not to answer now.
    """
    compared = fields.compare(pair.a, pair.b, effective, answers)
    case = Case(pair, effective, compared)
    if effective.spec.text_mode == "reason" and not verdicts.is_settled(case.evidence):
        case = replace(case, reasoning=answers.weigh(pair.a, pair.b, effective))
    return replace(case, pictures=_look(case, answers))


def _look(case: Case, answers: Answers) -> tuple[Comparison, ...]:
    """Main pictures first; where they are not the same, the nearest variants once more.

    Other flavours on the packs stand, unless it is a variant that may have the one of the other side.
    """
    spec = case.effective.spec
    if spec.pictures == "never" or verdicts.is_settled(case.evidence):
        return ()
    main = answers.main(case.pair)
    if main is None:
        return ()
    first = answers.look(main, spec, "main")
    if first.answer is Picture.SAME or not spec.cspu:
        return (first,)
    near = answers.nearest(case.pair, main)
    if near is None or (first.by_words and not any(image.cspu_id for image in near)):
        return (first,)
    return first, answers.look(near, spec, "variant")


def judge_one(held: work.Claim, rules: Rules) -> None:
    """Judge a claimed pair and write its verdict. Raises work.Lost and what `calls.ask` raises."""
    pair = load(held)
    effective = rules.for_pair(pair.a.category_id, pair.b.category_id)
    if held.hopeless:
        _give_up(held, pair, effective)
    else:
        write(held, examine(pair, effective, Asking(pair, held)))


def load(held: work.Claim) -> Pair:
    """With all of its listings that a rule may compare."""
    return claimed.load(held.pair)


def _give_up(held: work.Claim, pair: Pair, effective: Effective) -> None:
    """Nothing is known and nothing is lost: a person gets the pair, with the reason."""
    reason = f"The machine tried {held.attempts - 1} times and failed; please look yourself."
    case = Case(pair, effective, fields.unreadable(effective, reason), gave_up=reason)
    write(held, case, error=held.error or "its worker died each time")


def write(held: work.Claim, case: Case, *, error: str = "") -> None:
    """Work, verdict and queue in one transaction; the fence comes first."""
    with transaction.atomic():
        work.finish(held, error=error)
        with connection.cursor() as cursor:
            cursor.execute(RETIRE, [case.pair.pk])
            cursor.execute(GIVE, _columns(case))
        queue.refresh([case.pair.pk])


def _columns(case: Case) -> dict[str, Any]:
    """`backend`: who read or weighed the texts; who else was asked stands with each of the calls."""
    return {
        "pair": case.pair.pk,
        "level": case.judged.level,
        "settled_by": case.judged.settled_by,
        "sentence": case.sentence,
        "evidence": json.dumps(frozen(case), ensure_ascii=False),
        "rule_set": case.effective.rule_set_id,
        "rule_key": case.effective.key,
        "backend": calls.chosen(text_role(case.effective.spec)).name,
        "to_people": case.to_people,
    }


def frozen(case: Case) -> dict[str, Any]:
    """The evidence as pages read it; docs/judging.md describes each key."""
    rule = case.effective
    return {
        "fields": [asdict(field) for field in case.compared.fields],
        "not_read": list(case.compared.not_read),
        "own": {letter: _quoted(own) for letter, own in zip("ab", case.compared.own, strict=True)},
        "reasoning": _weighed(case.reasoning) if case.reasoning else None,
        "pictures": [asdict(picture) for picture in case.pictures],
        "rule": {"id": rule.rule_set_id, "name": rule.name, "version": rule.version, "level": rule.level},
        "row": case.judged.row,
        "picture": case.judged.picture,
        "calls": list(case.calls),
        "sampled": case.sampled,
    }


def _quoted(own: extraction.Values) -> dict[str, dict[str, Any]]:
    return {name: {"values": list(value.values), "evidence": value.evidence} for name, value in own.items()}


def _weighed(reasoning: Reasoning) -> dict[str, Any]:
    """`said`: the first time; `level`: what stands."""
    first, exchanged = reasoning.first, reasoning.exchanged
    return {
        "level": reasoning.level,
        "said": first.level,
        "steps": list(first.steps),
        "call": first.call,
        "refused": reasoning.refused,
        "exchanged": asdict(exchanged) if exchanged else None,
    }
