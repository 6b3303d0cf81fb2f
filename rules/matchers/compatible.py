"""What two accessories fit: long lists of models."""

from __future__ import annotations

import re
from typing import Literal

from pydantic import Field

from rules.matchers.base import MOST_VALUES, Options, Outcome, Result, Side, Value, failure, join, read_all, result
from rules.values.compatibility import LONGEST, MOST_MODELS, Device, parse_compatible
from rules.values.details import may_fit_alike

_FIGURE = re.compile("[0-9]")
_GENERATION = re.compile("[0-9]|se")


class CompatibleModelsOptions(Options):
    mode: Literal["model", "brand"] = Field(
        "model", description="model: they fit a model in common; brand: a brand in common is enough"
    )


def compatible_models_item(left: Value, right: Value, options: CompatibleModelsOptions) -> Result:
    """Two lists that name brands only are compared by brand; against models of one of them such a list is `missing`."""
    by_brand = options.mode == "brand"
    noun = "brand that it fits" if by_brand else "model that it fits"
    one, other = (_branded(side) if by_brand else side for side in map(_read, (left, right)))
    if failed := failure(one, other, noun):
        return failed
    named = by_brand or not any(device.model for side in (one, other) for device in side.values)
    outcome, why = _brands(one, other) if named else _models(one, other)
    return result(outcome, one, other, why)


def _read(value: Value) -> Side[Device]:
    return read_all(value, parse_compatible, lambda device: device.text, characters=LONGEST, most=MOST_MODELS)


def _branded(side: Side[Device]) -> Side[Device]:
    brands = tuple(dict.fromkeys(Device(device.brand, "", text=device.brand) for device in side.values if device.brand))
    if brands:
        return Side(brands, join(device.text for device in brands))
    return Side((), side.text, side.failed or Outcome.UNREADABLE)


def _brands(left: Side[Device], right: Side[Device]) -> tuple[Outcome, str]:
    common = [device.text for device in left.values if device in right.values]
    return (Outcome.SAME, f"{_in_order(common)} in common") if common else (Outcome.DIFFERENT, "no brand in common")


def _models(left: Side[Device], right: Side[Device]) -> tuple[Outcome, str]:
    pairs = [(a, b) for b in right.values for a in _like(b, left)]
    if common := [a.text for a, b in pairs if a.model and (a.model, a.details) == (b.model, b.details)]:
        return Outcome.SAME, f"{_in_order(common)} in common"
    if any(not (a.model and b.model) for a, b in pairs):
        return Outcome.MISSING, "one side names only the brand"
    found = [(_apart(a, b), _vaguer(a, b).text) for a, b in (*pairs, *_unnumbered(left, right))]
    if unsaid := [text for outcome, text in found if outcome is Outcome.MISSING]:
        return Outcome.MISSING, f"one side does not say which {_in_order(unsaid)}"
    if unsure := [text for outcome, text in found if outcome is Outcome.UNREADABLE]:
        return Outcome.UNREADABLE, f"whether the sizes of {_in_order(unsure)} fit alike is not known"
    if any(_ends_alike(a, b) for a in left.values for b in right.values):
        return Outcome.MISSING, "one side leaves out the brand"
    return Outcome.DIFFERENT, "no model in common"


def _like(device: Device, side: Side[Device]) -> list[Device]:
    """Of one model, whatever the details; a brand alone is like all of its models, and no brand like any."""
    return [
        other
        for other in side.values
        if (device.model == other.model or not (device.model and other.model))
        and (device.brand == other.brand or not (device.brand and other.brand))
    ]


def _unnumbered(left: Side[Device], right: Side[Device]) -> list[tuple[Device, Device]]:
    """ "Apple Watch" beside "Apple Watch 7", "iPad mini" beside "iPad mini 6": a generation is left out."""
    return [
        (a, b)
        for side, others in ((left, right), (right, left))
        for a in side.values
        if a.model and not _FIGURE.search(a.model)
        for b in others.values
        if b.model.startswith(a.model)
        and _GENERATION.match(b.model, len(a.model))
        and (a.brand == b.brand or not (a.brand and b.brand))
    ]


def _apart(left: Device, right: Device) -> Outcome:
    """Of devices of one model by what both state; `missing` where nothing tells them apart."""
    stated = dict(right.details)
    clashes = [
        ((kind, value), (kind, stated[kind])) for kind, value in left.details if value != stated.get(kind, value)
    ]
    if not clashes:
        return Outcome.MISSING
    straps = left.brand == right.brand == "Apple" and left.model == right.model == "watch"
    doubtful = straps and all(may_fit_alike(one, other) for one, other in clashes)
    return Outcome.UNREADABLE if doubtful else Outcome.DIFFERENT


def _vaguer(left: Device, right: Device) -> Device:
    return min(left, right, key=lambda device: (len(device.model), len(device.details), device.text))


def _ends_alike(left: Device, right: Device) -> bool:
    """ "12 Pro" without a brand may be an iPhone 12 Pro."""
    ends = left.model.endswith(right.model) if left.brand else right.model.endswith(left.model)
    return bool(left.brand) != bool(right.brand) and ends


def _in_order(texts: list[str]) -> str:
    """Alike from both sides."""
    return join(sorted(texts)[:MOST_VALUES])
