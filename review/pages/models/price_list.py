"""Prices of models: what a token costs from which day on. A day that is over keeps the price that it had."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from django import forms

from dedup.judging import standing, tallies
from dedup.judging.standing import Asking, Place
from dedup.models import ModelPrice
from review.pages.access import Request

ADD, REMOVE = "dedup.add_modelprice", "dedup.delete_modelprice"
MONEY: dict[str, Any] = {"min_value": Decimal(0), "max_value": Decimal(100_000), "max_digits": 10, "decimal_places": 4}


@dataclass(frozen=True)
class Line:
    """A price of a model. `state`: in force, replaced, or still to come; `removable`: it never counted for a whole
    day."""

    row: ModelPrice
    state: str
    removable: bool


class PriceForm(forms.Form):
    model = forms.CharField(
        label="Model", max_length=200, help_text="as the provider names it, without the backend: gemini-2.5-flash"
    )
    valid_from = forms.DateField(
        label="From (UTC)",
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Say a day, such as 2026-11-30."},
    )
    input_per_million = forms.DecimalField(label="US$ in", help_text="for a million tokens of a question", **MONEY)
    cached_per_million = forms.DecimalField(
        label="US$ in, kept by the provider",
        required=False,
        help_text="for a million of those that it had cached; empty: as other input",
        **MONEY,
    )
    output_per_million = forms.DecimalField(
        label="US$ out", help_text="for a million tokens of an answer; thoughts are billed as output", **MONEY
    )

    def clean_valid_from(self) -> date:
        day: date = self.cleaned_data["valid_from"]
        if day < tallies.today():
            raise forms.ValidationError(
                f"Days that are over keep what they cost. Say {tallies.today()} (today, UTC) or later."
            )
        return day


def context(
    request: Request, places: Iterable[Place], askings: Sequence[Asking], form: PriceForm | None = None
) -> dict[str, Any]:
    rows = list(ModelPrice.objects.order_by("model", "-valid_from"))
    now = {row.model for row in rows if row.valid_from <= tallies.today()}
    lacking = standing.unpriced(askings, places, now)
    empty = PriceForm(initial={"model": lacking[0] if lacking else "", "valid_from": tallies.today()})
    return {
        "prices": [line for _, of_model in groupby(rows, lambda row: row.model) for line in lines(list(of_model))],
        "unpriced": lacking,
        "price_form": form or empty,
        "may_price": request.user.has_perm(ADD),
        "may_unprice": request.user.has_perm(REMOVE),
    }


def lines(rows: Sequence[ModelPrice]) -> list[Line]:
    """Of one model, the newest first."""
    current = next((row for row in rows if row.valid_from <= tallies.today()), None)
    return [
        Line(
            row,
            "in force" if row is current else "to come" if row.valid_from > tallies.today() else "replaced",
            row.valid_from >= tallies.today(),
        )
        for row in rows
    ]
