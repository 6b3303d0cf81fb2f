"""What is planned, and a whole run in one process. The rules compare own fields, so nothing is asked."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from dedup import work
from dedup.judging import budgets, rulebook, runs, summary
from dedup.models import Pair, Verdict, Work
from rules.models import RuleSet
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("offline")]

BRAND = {"field": "brand", "source": "inputField", "source_field": "brand", "matcher": "EqualsItemMatcher"}
PART = {"field": "part", "source": "inputField", "source_field": "mpn", "matcher": "EqualsItemMatcher"}


@pytest.fixture
def rule() -> RuleSet:
    return make.rule_set(fields=[BRAND], pictures="never")


def pair(brand: str = "Ora", **fields: Any) -> Pair:
    return make.pair(make.spu(brand="Ora", **fields), make.spu(brand=brand, **fields))


def all_judged() -> None:
    runs.plan()
    runs.drain_here()


def waiting() -> set[int]:
    return set(Work.objects.filter(state="ready").values_list("pair", flat=True))


def test_every_pair_without_a_verdict_is_planned_once(rule):
    pairs = {pair().pk for _ in range(3)}
    assert (runs.plan(), runs.plan()) == (3, 0)
    assert waiting() == pairs
    runs.drain_here()
    assert Verdict.objects.filter(live=True).count() == 3 and runs.plan() == 0


def test_a_changed_listing_plans_its_pairs_again_and_is_marked_no_more(rule):
    changed, other = pair(), pair()
    all_judged()
    type(changed.a).objects.filter(pk=changed.b_id).update(judging_due=True)
    assert runs.plan() == 1 and waiting() == {changed.pk} and other.pk not in waiting()
    assert not type(changed.a).objects.filter(judging_due=True).exists()
    assert runs.plan() == 0


def test_a_pair_that_is_being_judged_while_its_listing_changes_is_judged_again(rule):
    changed = pair()
    runs.plan()
    held = work.claim()
    assert held is not None and runs.plan() == 0
    type(changed.a).objects.filter(pk=changed.a_id).update(judging_due=True)
    assert runs.plan() == 1
    with pytest.raises(work.Lost):
        work.finish(held)


def publish(old: RuleSet, **spec: Any) -> RuleSet:
    RuleSet.objects.filter(pk=old.pk).update(state="retired")
    return make.rule_set(*(old.category.path if old.category else []), **spec)


def test_a_new_version_of_the_rule_plans_the_pairs_it_judges(rule):
    bag = make.category("Bags", "Totes")
    inside, outside = pair(category=bag), pair()
    make.rule_set("Bags", fields=[BRAND], pictures="never")
    all_judged()
    newer = publish(RuleSet.objects.get(category__path=["Bags"]), fields=[PART])
    assert runs.plan() == 1 and waiting() == {inside.pk} and outside.pk not in waiting()
    runs.drain_here()
    assert Verdict.objects.get(pair=inside, live=True).rule_set == newer


def test_a_first_rule_for_a_category_plans_the_pairs_that_the_default_judged(rule):
    inside = pair(category=make.category("Bags"))
    pair()
    all_judged()
    make.rule_set("Bags", fields=[PART])
    assert runs.plan() == 1 and waiting() == {inside.pk}


def test_a_pair_that_failed_is_tried_again_by_the_next_plan(rule):
    failed = pair()
    all_judged()
    Work.objects.update(state="failed", error="broken picture")
    assert runs.plan() == 1 and waiting() == {failed.pk}


def test_again_plans_everything(rule):
    pair(), pair()
    all_judged()
    assert runs.plan(again=True) == 2


def test_the_rules_are_read_once_until_one_is_published(rule, django_assert_num_queries):
    first = rulebook.current()
    with django_assert_num_queries(1):
        assert rulebook.current() is first
    publish(rule, fields=[PART])
    second = rulebook.current()
    assert second is not first
    make.category("New")
    assert rulebook.current() is not second


def test_no_query_is_spent_on_rules_for_a_pair(rule):
    for _ in range(3):
        pair()
    runs.plan()
    rules = rulebook.current()
    with _queries() as seen:
        while runs.judge_next(rules):
            pass
    assert not [sql for sql in seen if "rules_ruleset" in sql and sql.startswith("SELECT")]


def test_without_a_default_rule_set_the_run_stops_and_says_which_command_helps():
    pair()
    with pytest.raises(CommandError, match="load_rules"):
        call_command("judge", "--wait")
    assert Work.objects.get().state == "ready"


def test_the_command_plans_judges_and_sums_up(rule, capsys):
    pair(), pair("Zephyr")
    call_command("judge", "--wait")
    out = capsys.readouterr().out
    assert "2 pairs to judge." in out
    for line in ("match", "non match", "settled by rule", "variants compared too", "sent to people", "cost"):
        assert line in out
    call_command("judge", "--wait")
    assert "0 pairs to judge: all have a verdict" in capsys.readouterr().out


def test_the_command_says_what_is_spent_also_where_it_does_not_wait(rule, settings, capsys):
    settings.JUDGE_CALLS_A_DAY = "3"
    (day,) = budgets.current()
    day.calls, day.reached_at = 3, timezone.now()
    day.save()
    call_command("judge")
    assert "Today's budget of 3 questions for models is spent" in capsys.readouterr().out


def test_without_a_worker_the_command_says_how_to_go_on(rule, capsys):
    pair()
    call_command("judge")
    assert "celery -A config worker" in capsys.readouterr().out
    assert Work.objects.get().state == "ready"


def test_the_summary_counts_what_was_given_since_a_moment(rule):
    pair()
    all_judged()
    moment = timezone.now()
    done = pair("Zephyr")
    make.verdict(done, "likely_match", evidence={"pictures": [{"kind": "main"}, {"kind": "variant"}]})
    assert summary.since().levels == {"match": 1, "likely_match": 1}
    late = summary.since(moment)
    assert (late.verdicts, late.rechecked, late.to_people, late.asked) == (1, 1, 1, {})


class _queries:
    """The SQL of a block."""

    def __enter__(self) -> list[str]:
        self.seen: list[str] = []
        self.wrapper = connection.execute_wrapper(self._see)
        self.wrapper.__enter__()
        return self.seen

    def __exit__(self, *error: Any) -> None:
        self.wrapper.__exit__(*error)

    def _see(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.seen.append(sql)
        return execute(sql, params, many, context)
