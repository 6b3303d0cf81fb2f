"""What questions cost, and what the next ones will."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from itertools import accumulate, pairwise

from django.db.models import Avg
from django.utils import timezone

from dedup.backends.base import Role, Usage
from dedup.models import ModelCall, ModelPrice

LATEST = 2_000
# Where nothing of a role has been asked yet: our words, a listing of 1,500 characters, its values; two pictures at
# 256 tokens and a sentence; two listings and the steps of the reasoning; a picture and the words on a pack; a
# category's attributes and examples.
TYPICAL: dict[Role, Usage] = {
    "extract": Usage(input=900, output=150),
    "compare": Usage(input=800, output=60),
    "reason": Usage(input=1_600, output=350),
    "describe": Usage(input=500, output=100),
    "draft": Usage(input=6_000, output=1_500),
}


SMALLEST = Decimal("1e-8")  # what columns of money keep
PRICES = "SELECT * FROM dedup_modelprice WHERE model = ANY(%s) AND valid_from <= %s"


def cost(usage: Usage, *models: str) -> Decimal:
    """US dollars by the price of the day, of the model as the server or else as we name it; 0 without a price."""
    if usage == Usage():
        return Decimal(0)
    price = of(*models)
    return exactly(usage, price) if price else Decimal(0)


def of(*models: str) -> ModelPrice | None:
    """The price of today (UTC): the latest of the first of these models that has one."""
    known = ModelPrice.objects.raw(PRICES, [list(models), timezone.now().date()])
    return max(known, key=lambda row: (-models.index(row.model), row.valid_from), default=None)


def exactly(usage: Usage, price: ModelPrice) -> Decimal:
    """Every digit of it; a column keeps eight."""
    kept = price.input_per_million if price.cached_per_million is None else price.cached_per_million
    read = (usage.input - usage.cached) * price.input_per_million + usage.cached * kept
    return (read + (usage.output + usage.thoughts) * price.output_per_million) / 1_000_000


def rounded(costs: Iterable[Decimal]) -> list[Decimal]:
    """Each to what a column keeps, so that together they are their sum, rounded once."""
    sums = [Decimal(0), *(sum_.quantize(SMALLEST) for sum_ in accumulate(costs))]
    return [after - before for before, after in pairwise(sums)]


def expected(role: Role, backend: str) -> Decimal:
    """US dollars for one question: the mean of the backend's latest answers, else a typical question by its price."""
    latest = ModelCall.objects.filter(backend=backend, imported=False, asked_until=None).order_by("-id")[:LATEST]
    paid = ModelCall.objects.filter(pk__in=latest.values("pk"), role=role, failure="")
    mean: Decimal | None = paid.aggregate(mean=Avg("cost"))["mean"]
    return cost(TYPICAL[role], backend.partition(":")[2]) if mean is None else mean
