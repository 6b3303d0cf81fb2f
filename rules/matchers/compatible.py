"""What two accessories fit: long lists of models."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from rules.matchers.base import MOST_VALUES, Options, Outcome, Result, Side, Value, failure, join, read_all, result
from rules.values.compatibility import LONGEST, MOST_MODELS, Device, parse_compatible


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
    if open_ := [a.text for a, b in pairs if not (a.details and b.details) or len(a.details | b.details) > 2]:
        return Outcome.MISSING, f"the network or the year of {_in_order(open_)} is not stated on one side"
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


def _ends_alike(left: Device, right: Device) -> bool:
    """ "12 Pro" without a brand may be an iPhone 12 Pro."""
    ends = left.model.endswith(right.model) if left.brand else right.model.endswith(left.model)
    return bool(left.brand) != bool(right.brand) and ends


def _in_order(texts: list[str]) -> str:
    """Alike from both sides."""
    return join(sorted(texts)[:MOST_VALUES])
