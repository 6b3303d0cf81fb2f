"""The lines of a rule compared on two listings, stopping as soon as a required one differs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dedup.models import Spu
from rules import matchers
from rules.matchers.base import Outcome, Result
from rules.matchers.base import Value as Given
from rules.resolve import Effective
from rules.spec import FieldRule
from rules.values.gtin import parse_gtin

from . import sources, verdicts
from .answers import Answers
from .extraction import Value, Values
from .verdicts import Evidence, Field, Identity

SURE = 0.75  # a reading below that is shown with its figure
PROVING = {"gtin": Identity.GTIN, "brand": Identity.BRAND, "mpn": Identity.PART_NUMBER}


@dataclass(frozen=True)
class Compared:
    """Lines in the order of the rule. `not_read`: left out, because what the listings state settles the pair.

    `refused`: a model would not read one of the listings, so a person must look. `calls`: what was asked of models.
    `own`: of what is read, what each listing states in its attributes.
    """

    fields: tuple[Field, ...]
    not_read: tuple[str, ...] = ()
    refused: bool = False
    calls: tuple[int, ...] = ()
    own: tuple[Values, Values] = ({}, {})


def compare(a: Spu, b: Spu, effective: Effective, answers: Answers) -> Compared:
    """Own fields first, then outputs that both listings state, then what has to be read. Raises what `read` raises.

    Where the rule has the texts weighed, nothing is read out of them.
    """
    rules = effective.spec.fields
    own = {n: _own(rule, a, b, effective.level_of(rule)) for n, rule in enumerate(rules) if rule.source != "outputLlm"}
    to_read = [n for n in range(len(rules)) if n not in own]
    if _settled(own):
        return Compared(tuple(own.values()), tuple(rules[n].field for n in to_read))
    if not to_read or effective.spec.text_mode == "reason":
        return Compared(tuple(own.values()))
    stated = answers.stated(a, b, effective.spec)
    both = [n for n in to_read if all(rules[n].source_field in side for side in stated)]
    lines = own | {n: _read(rules[n], *stated, effective) for n in both}
    if _settled(lines):
        return Compared(_in_order(lines), tuple(rules[n].field for n in to_read if n not in both), own=stated)
    left, right = answers.read(a, b, effective.spec)
    lines |= {n: _read(rules[n], left.values, right.values, effective) for n in to_read if n not in both}
    calls = tuple(reading.call for reading in (left, right) if reading.call is not None)
    return Compared(_in_order(lines), refused=left.refused or right.refused, calls=calls, own=stated)


def _settled(lines: Mapping[int, Field]) -> bool:
    return verdicts.is_settled(Evidence(tuple(lines.values())))


def _in_order(lines: Mapping[int, Field]) -> tuple[Field, ...]:
    return tuple(lines[n] for n in sorted(lines))


def unreadable(effective: Effective, reason: str) -> Compared:
    """When the machine had to give up on a pair: nothing is known, and a person is told why."""
    lines = (
        _line(rule, Result(Outcome.UNREADABLE, reason), effective.level_of(rule)) for rule in effective.spec.fields
    )
    return Compared(tuple(lines), refused=True)


def _own(rule: FieldRule, a: Spu, b: Spu, level: str) -> Field:
    value = sources.input_property if rule.source == "inputProperty" else sources.input_field
    left, right = value(a, rule.source_field), value(b, rule.source_field)
    result = matchers.compare(rule.matcher, left, right, rule.options)
    same = result.outcome is Outcome.SAME and rule.source == "inputField"
    identity = PROVING.get(rule.source_field) if same else None
    if identity is Identity.GTIN and not parse_gtin(str(left)):
        identity = None
    return _line(rule, result, level, identity)


def _read(rule: FieldRule, left: Values, right: Values, effective: Effective) -> Field:
    a, b = left[rule.source_field], right[rule.source_field]
    result = _unread(a, b) or _doubted(matchers.compare(rule.matcher, _given(a), _given(b), rule.options), a, b)
    numbered = effective.spec.outputs[rule.source_field].type == "identifier"
    proves = numbered and result.outcome is Outcome.SAME
    return _line(rule, result, effective.level_of(rule), Identity.PART_NUMBER if proves else None)


def _unread(a: Value, b: Value) -> Result | None:
    if not (a.unreadable or b.unreadable):
        return None
    sides = "either side" if a.unreadable and b.unreadable else "one side"
    sentence = f"What was read on {sides} does not stand in the listing."
    return Result(Outcome.UNREADABLE, sentence, ", ".join(a.values), ", ".join(b.values))


def _doubted(result: Result, a: Value, b: Value) -> Result:
    """Where a reader that knows how sure it is, is not: the moderator is told."""
    least = min((value.confidence for value in (a, b) if value.values and value.confidence is not None), default=1.0)
    if least >= SURE or result.outcome is Outcome.MISSING:
        return result
    return replace(result, sentence=f"{result.sentence} (read from running text, {least:.0%} sure)")


def _given(value: Value) -> Given:
    """One value as a text, several as a list, none as None."""
    return value.values[0] if len(value.values) == 1 else list(value.values) or None


def _line(rule: FieldRule, result: Result, level: str, identity: Identity | None = None) -> Field:
    return Field(
        field=rule.field,
        importance=rule.importance,
        source=rule.source,
        matcher=rule.matcher,
        outcome=result.outcome,
        sentence=result.sentence,
        left=result.left,
        right=result.right,
        level=level,
        identity=identity,
    )
