"""What questions cost, and what the next ones will."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import Avg
from django.utils import timezone

from dedup.backends.base import Role, Usage
from dedup.models import ModelCall, ModelPrice

LATEST = 2_000
# Where nothing of a role has been asked yet: our words, a listing of 1,500 characters, its values; two pictures at
# 256 tokens and a sentence; two listings and the steps of the reasoning; a category's attributes and examples.
TYPICAL: dict[Role, Usage] = {
    "extract": Usage(input=900, output=150),
    "compare": Usage(input=800, output=60),
    "reason": Usage(input=1_600, output=350),
    "draft": Usage(input=6_000, output=1_500),
}


def cost(usage: Usage, *models: str) -> Decimal:
    """US dollars by the price of the day, of the model as the server or else as we name it; 0 without a price."""
    if usage == Usage():
        return Decimal(0)
    known = ModelPrice.objects.filter(model__in=models, valid_from__lte=timezone.now().date())
    price = max(known, key=lambda row: (row.model == models[0], row.valid_from), default=None)
    if price is None:
        return Decimal(0)
    written = usage.output + usage.thoughts
    return (usage.input * price.input_per_million + written * price.output_per_million) / 1_000_000


def expected(role: Role, backend: str) -> Decimal:
    """US dollars for one question: the mean of the backend's latest answers, else a typical question by its price."""
    latest = ModelCall.objects.filter(backend=backend, asked_until=None).order_by("-id")[:LATEST]
    paid = ModelCall.objects.filter(pk__in=latest.values("pk"), role=role, failure="")
    mean: Decimal | None = paid.aggregate(mean=Avg("cost"))["mean"]
    return cost(TYPICAL[role], backend.partition(":")[2]) if mean is None else mean
