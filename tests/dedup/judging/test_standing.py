"""How the judges stand, from rows made up for it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dedup import backends
from dedup.backends.address import Address, parse
from dedup.judging import standing
from dedup.judging.standing import Place
from dedup.judging.tallies import Count
from dedup.models import Budget, ModelCall, Tally, Work
from tests import factories as make

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def call(backend: str = "gemini:g", failure: str = "", **fields: Any) -> ModelCall:
    values = {"role": "extract", "model": "g", "question": {}, "answer": "{}", "seconds": 1.0}
    number = ModelCall.objects.count()
    return ModelCall.objects.create(backend=backend, failure=failure, **{"key": f"k{number}", **values, **fields})


def test_each_role_with_its_judge_and_what_it_lacks(settings: Any):
    settings.JUDGE, settings.JUDGE_COMPARE, settings.GEMINI_API_KEY = "offline", "gemini:gemini-x", ""
    settings.JUDGE_CALLS_PER_MINUTE = "gemini=60"
    found = {place.role: place for place in standing.places()}
    assert found["extract"].free and not found["extract"].problem and found["extract"].key == ""
    compare = found["compare"]
    assert (compare.name, compare.key, compare.a_minute) == ("gemini:gemini-x", "not set", 60)
    assert "GEMINI_API_KEY is not set" in compare.problem


def test_neither_a_key_nor_a_password_is_shown(settings: Any):
    settings.JUDGE = "openai_compatible:qwen@https://user:secret@models.internal:8000/v1?token=secret"
    settings.JUDGE_API_KEY = "secret"
    place = standing.place("extract")
    assert (place.url, place.key) == ("https://models.internal:8000/v1", "set")
    assert "secret" not in repr(place)


def test_a_judge_whose_packages_are_missing_says_so(settings: Any):
    settings.JUDGES, settings.JUDGE = {"far": "dedup.backends.not_there.Judge"}, "far:away"
    place = standing.place("extract")
    assert place.name == "far:away" and "not_there" in place.problem and "choose another judge" in place.problem


def test_what_can_be_tried_is_what_roles_name_and_what_settings_give(settings: Any):
    settings.JUDGE, settings.JUDGE_REASON, settings.GEMINI_API_KEY = "offline", "gemini:gemini-y", "key"
    settings.JUDGE_BASE_URL = settings.JUDGE_CHECKPOINT = ""
    found = standing.addresses()
    assert found["gemini:gemini-y"] == parse("gemini:gemini-y")
    assert found[f"gemini:{settings.GEMINI_MODEL}"] == Address("gemini")
    assert len(found) == 3 and any(name.startswith("offline") for name in found)


def test_a_judge_is_tried_in_all_roles_and_only_for_a_while(settings: Any):
    settings.JUDGE, settings.JUDGE_COMPARE = "offline", ""
    with backends.trying(Address("gemini", "z")):
        assert {standing.place(role).name for role in ("extract", "compare")} == {"gemini:z"}
    assert standing.place("compare").backend == "offline"


def test_days_are_summed_as_the_door_counted_them():
    today = timezone.now().date()
    for back, calls in ((0, 10), (6, 5), (40, 7)):
        Tally.objects.create(
            day=today - timedelta(days=back),
            backend="gemini:g",
            role="extract",
            calls=calls,
            failures=1,
            from_record=30,
            input_tokens=1000,
            cached_tokens=100,
            output_tokens=50,
            cost=Decimal("0.5"),
        )
    rows = [row for row in standing.recent() if row.backend == "gemini:g"]
    assert [row.calls for row in rows] == [10, 5]  # the one of 40 days ago is past
    found = standing.total(rows)
    assert found == Count(15, 2, 60, 2000, 200, 100, Decimal(1), 0.0)
    assert standing.hit_rate(found) == 60 / 75
    assert standing.hit_rate(Count()) is None


def test_the_newest_of_each_backend_without_those_from_elsewhere():
    for number in range(5):
        call(seconds=number)
    call("other:o", "auth", answer="x" * 1000)
    call(imported=True)
    found = standing.newest(["gemini:g", "other:o", "nobody"], latest=3)
    assert [(each.backend, each.seconds) for each in found] == [
        ("other:o", 1.0),
        *(("gemini:g", float(number)) for number in (4, 3, 2)),
    ]
    assert found[0].message == "x" * standing.LONGEST_MESSAGE and found[1].message == ""


def test_times_are_those_of_answers():
    for number in range(1, 21):
        call(seconds=float(number))
    call(failure="timeout", seconds=60.0)
    call(asked_until=timezone.now() + timedelta(minutes=1), seconds=0.0)
    found = standing.times(standing.newest(["gemini:g"]))
    assert found is not None and (found.answers, found.mean, found.p95) == (20, 10.5, 19.0)
    assert standing.times([]) is None


def test_an_outage_goes_back_to_the_last_word_that_was_none():
    call()
    call(failure="bad_output")
    first = call(failure="unavailable")
    call(failure="timeout")
    call(asked_until=timezone.now() + timedelta(minutes=1))
    missed = standing.outage(standing.newest(["gemini:g"]))
    assert [each.failure for each in missed] == ["timeout", "unavailable"] and missed[-1].id == first.pk
    call()
    assert standing.outage(standing.newest(["gemini:g"])) == []


def test_models_that_cost_and_have_no_price():
    call("gemini:g", model="g-2026-11", input_tokens=5, cost=Decimal("0.1"))
    call("gemini:old", model="old", input_tokens=5)
    call("offline:3", model="offline:3", input_tokens=5)
    places = [
        Place("extract", "gemini", "gemini:g", "", "set"),
        Place("compare", "openai_compatible", "openai_compatible:qwen", "", ""),
        Place("reason", "offline", "offline:3", "", "", free=True),
    ]
    askings = standing.newest(["gemini:g", "gemini:old", "offline:3"])
    assert standing.unpriced(askings, places, {"g"}) == ["old", "qwen"]
    assert standing.unpriced(askings, places, {"g", "old", "qwen"}) == []


def waiting(error: str, seconds: float, attempts: int = 0) -> None:
    later = timezone.now() + timedelta(seconds=seconds)
    Work.objects.create(pair=make.pair(), error=error, run_after=later, attempts=attempts)


def test_open_pairs_by_why_they_wait():
    for seconds in (30, 60):
        waiting("the provider is away (unavailable)", seconds)
    waiting("", -1)
    Work.objects.create(pair=make.pair(), state="done")
    away, due = standing.waiting()
    assert (away.reason, away.pairs, away.later) == ("the provider is away (unavailable)", 2, 2)
    assert away.until - away.since == pytest.approx(timedelta(seconds=30), abs=timedelta(seconds=1))
    assert (due.reason, due.pairs, due.later) == ("", 1, 0)


@pytest.mark.parametrize(
    ("error", "seconds", "attempts", "told"),
    [
        ("the provider is away (timeout)", 30, 0, "the provider is away (timeout)."),
        ("GEMINI_API_KEY is not set.", 60, 0, "GEMINI_API_KEY is not set."),
        ("another worker is asking the same question", 0.5, 0, ""),  # no news
        ("KeyError: 'x'", 32, 3, ""),  # the pair's own failure
        ("", 60, 0, ""),
    ],
)
def test_judging_is_held_up_where_pairs_were_put_off_for_long(error: str, seconds: float, attempts: int, told: str):
    waiting(error, seconds, attempts)
    assert standing.held_up() == told


def test_no_query_counts_calls():
    for number in range(30):
        call(failure="unavailable" if number % 3 else "")
    Budget.objects.create(scope="day", starts_at=NOW)
    with CaptureQueriesContext(
        connection,
    ) as few:
        names = {row.backend for row in standing.recent()} | {"gemini:g"}
        standing.newest(names)
        standing.waiting()
        standing.held_up()
    assert len(few) <= 5
    assert not any("count(" in query["sql"].lower() and "dedup_modelcall" in query["sql"] for query in few)


def test_of_a_backend_that_was_never_asked_the_table_is_not_read():
    ModelCall.objects.bulk_create(
        ModelCall(key=f"k{number}", role="extract", backend="gemini:g", question={}) for number in range(3000)
    )
    values = {"backends": ["never:asked"], "latest": standing.LATEST, "longest": 1}
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE dedup_modelcall")
        cursor.execute(f"EXPLAIN {standing.NEWEST}", values)
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "call_latest_asked" in plan and "Seq Scan" not in plan and "pkey" not in plan
