"""The page "Models": every judge in force or asked lately, the budgets, what waits, the last errors, the prices."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dedup.judging import breaker, budgets, standing, tallies
from dedup.judging.breaker import State
from dedup.judging.standing import Asking, Place, Times
from dedup.judging.tallies import Count
from dedup.models import Tally
from review.pages.access import Request

from . import charts, health, price_list, spending
from .charts import Chart
from .price_list import PriceForm

TAIL = 12
POLL_SECONDS = 4


@dataclass(frozen=True)
class Period:
    """`from_record`: per cent of the questions that needed no asking; none where there was no question."""

    title: str
    count: Count
    from_record: float | None


@dataclass(frozen=True)
class Judge:
    """A judge as a block of the page. `places`: the roles that it has now, none where it was replaced."""

    name: str
    places: list[Place]
    periods: list[Period]
    times: Times | None
    calls: Chart
    cost: Chart
    free: bool

    @property
    def asked(self) -> bool:
        return any(period.from_record is not None for period in self.periods)

    @property
    def roles(self) -> list[str]:
        return [place.role for place in self.places]


@dataclass(frozen=True)
class Queued:
    """Pairs that wait for one reason; the `later` of them until `until` at the latest."""

    reason: str
    pairs: int
    later: int
    until: str


@dataclass(frozen=True)
class Error:
    """Failures of one kind of one judge, by the last of them."""

    last: Asking
    times: int
    roles: list[str]
    when: str
    what: str
    to_do: str


@require_safe
@permission_required("dedup.view_modelcall", raise_exception=True)
def show(request: Request) -> HttpResponse:
    return answer(request)


def answer(request: Request, form: PriceForm | None = None) -> HttpResponse:
    """`form`: a price that could not be taken, with what is wrong about it."""
    places, rows = standing.places(), standing.recent()
    names = {place.name for place in places} | {row.backend for row in rows}
    askings = standing.newest(names)
    context = {
        **live(places, askings),
        "judges": [judge(name, places, rows, askings) for name in sorted(names, key=in_order(places))],
        "errors": errors(askings),
        "latest": standing.LATEST,
        "may_test": request.user.has_perm("dedup.add_modelcall"),
        **price_list.context(request, places, askings, form),
    }
    return render(request, "review/models.html", context)


def live(places: Sequence[Place], askings: Sequence[Asking]) -> dict[str, Any]:
    """What the page asks for again while judging goes on."""
    waiting = standing.waiting()
    tail = askings[:TAIL]
    mine = {place.name: [each for each in askings if each.backend == place.name] for place in places}
    paid = {place.name for place in places if mine[place.name] and not place.free}
    states = {name: breaker.state(name) for name in paid}
    how = [health.of(place, mine[place.name], states.get(place.name, State())) for place in places]
    return {
        "rows": [(place, health.ROLES[place.role], found) for place, found in zip(places, how, strict=True)],
        "bars": spending.bars(budgets.current()),
        "waiting": [Queued(each.reason, each.pairs, each.later, health.at(each.until)) for each in waiting],
        "open": sum(each.pairs for each in waiting),
        "most_waiting": standing.MOST_WAITING,
        "tail": [(each, health.ROLES[each.role], health.ago(each.created_at), outcome(each)) for each in tail],
        "poll": POLL_SECONDS if waiting or any(is_fresh(each) for each in tail) else 0,
    }


def judge(name: str, places: Sequence[Place], rows: Sequence[Tally], askings: Sequence[Asking]) -> Judge:
    here = [place for place in places if place.name == name]
    days = [row for row in rows if row.backend == name]
    mine = [each for each in askings if each.backend == name]
    place = here[0] if here else Place("extract", name.partition(":")[0], name, "", "")
    return Judge(
        name=name,
        places=here,
        periods=[period(title, within(days, back)) for title, back in PERIODS.items()],
        times=standing.times(mine),
        calls=charts.of(days),
        cost=charts.of(days, "cost"),
        free=place.free,
    )


def period(title: str, rows: Iterable[Tally]) -> Period:
    found = standing.total(rows)
    rate = standing.hit_rate(found)
    return Period(title, found, None if rate is None else 100 * rate)


PERIODS = {"today (UTC)": 1, "7 days": 7, f"{standing.DAYS} days": standing.DAYS}


def within(rows: Iterable[Tally], days: int) -> list[Tally]:
    first = tallies.today() - timedelta(days=days - 1)
    return [row for row in rows if row.day >= first]


def in_order(places: Sequence[Place]) -> Any:
    """Those in force first, in the order of the roles."""
    order = list(dict.fromkeys(place.name for place in places))
    return lambda name: (order.index(name) if name in order else len(order), name)


def errors(askings: Iterable[Asking]) -> list[Error]:
    """The latest kind first."""
    alike: dict[tuple[str, str], list[Asking]] = {}
    for each in askings:
        if each.failure:
            alike.setdefault((each.backend, each.failure), []).append(each)
    return [
        Error(
            last=found[0],
            times=len(found),
            roles=sorted({each.role for each in found}),
            when=health.at(found[0].created_at),
            what=health.TO_DO.get(failure, (failure, ""))[0],
            to_do=health.TO_DO.get(failure, (failure, ""))[1],
        )
        for (_, failure), found in alike.items()
    ]


def outcome(asking: Asking) -> str:
    """In a word or two."""
    if asking.asked_until is not None:
        return "being asked" if asking.asked_until > timezone.now() else "given up: its worker died"
    return health.TO_DO[asking.failure][0] if asking.failure else "answered"


def is_fresh(asking: Asking) -> bool:
    return timezone.now() - asking.created_at < timedelta(minutes=1)
