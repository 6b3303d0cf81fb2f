"""What is not recorded is counted, priced, and asked only after somebody has said so."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from dedup import work
from dedup.judging import prices, runs
from dedup.models import ModelCall, Pair
from review.models import Replay
from review.replay import lines, questions, replays, results, start, turns
from rules import drafts, publishing
from rules.models import RuleSet
from rules.spec import RuleSpec
from tests import factories as make
from tests import pictures
from tests.gemini_stub import Stub

from .conftest import BRAND, decided, levels, through

pytestmark = pytest.mark.django_db

COLOUR = {"field": "colour", "source": "outputLlm", "source_field": "shade", "matcher": "EqualsItemMatcher"}
READS: dict[str, Any] = {"fields": [BRAND, COLOUR], "outputs": {"shade": {"type": "text"}}, "pictures": "never"}
ASKED_OTHERWISE = {**READS, "prompt": "The colour of the lid does not count."}


@pytest.fixture
def paid(gemini: Stub, mia: User) -> Stub:
    """Two pairs of three listings, judged by a rule that reads their colours."""
    gemini.say({"f1": {"values": ["red"], "evidence": "red"}}, has="red")
    gemini.say({"f1": {"values": ["blue"], "evidence": "blue"}}, has="blue")
    make.rule_set(**READS)
    first = decided(mia, "merge", title="red bag", category=None)
    third = make.spu("blue bag", brand="Ostara")
    make.decision(make.pair(first.a, third), mia, "different")
    judge_all()
    return gemini


@pytest.fixture
def draft(paid: Stub) -> RuleSet:
    return drafts.start(None, user=None, spec=RuleSpec.model_validate(ASKED_OTHERWISE))


def judge_all() -> None:
    runs.plan()
    while work.counts().open:
        runs.drain(5)


def test_nothing_is_asked_of_a_backend_that_costs_money(paid: Stub, draft: RuleSet, mia: User) -> None:
    before = len(paid.calls)
    replay = through(start(draft, user=mia))
    assert (replay.state, len(paid.calls)) == ("done", before)
    assert lines.counts(replay) == lines.Counts(unrecorded=2)
    assert results.result(replay).answered == 0


def test_a_question_that_several_pairs_need_is_counted_once_at_what_it_costs(
    paid: Stub, draft: RuleSet, mia: User
) -> None:
    """`red bag` twice is one text, so one question; `blue bag` is another."""
    ModelCall.objects.update(cost=Decimal("0.25"))
    lacking = questions.missing(through(start(draft, user=mia)))
    assert (lacking.roles, lacking.cost) == ({"extract": 2}, Decimal("0.50"))
    assert lacking.words == "2 to read a listing."


def test_the_price_of_a_role_that_was_never_asked_comes_from_the_price_list(
    paid: Stub, draft: RuleSet, mia: User, settings: Any
) -> None:
    ModelCall.objects.all().delete()
    replay = through(start(draft, user=mia))
    assert questions.missing(replay).cost == 2 * prices.cost(prices.TYPICAL["extract"], settings.GEMINI_MODEL) > 0


def test_what_was_confirmed_is_asked_and_the_figures_are_whole(paid: Stub, draft: RuleSet, mia: User) -> None:
    replay = through(start(draft, user=mia))
    before, promised = len(paid.calls), questions.missing(replay).questions
    replays.ask(replay)
    through(replay)
    assert len(paid.calls) - before == promised
    assert lines.counts(replay) == lines.Counts(done=2)
    assert sorted(levels(replay).values()) == [("match", "match"), ("non_match", "non_match")]
    assert questions.missing(replay).questions == 0


def test_the_price_of_a_thousand_pairs_counts_each_call_once(paid: Stub, draft: RuleSet, mia: User) -> None:
    ModelCall.objects.update(cost=Decimal("0.25"))
    replay = through(start(draft, user=mia))
    replays.ask(replay)
    through(replay)
    found = results.result(replay)
    assert found.cost_old == Decimal("0.25") * 2 * 1000 / 2
    assert found.cost_new is not None and found.cost_new != found.cost_old


def test_a_changed_line_needs_no_question(paid: Stub, mia: User) -> None:
    optional = {**READS, "fields": [BRAND, {**COLOUR, "importance": "optional"}]}
    draft = drafts.start(None, user=None, spec=RuleSpec.model_validate(optional))
    before = len(paid.calls)
    replay = through(start(draft, user=mia))
    assert len(paid.calls) == before
    assert sorted(levels(replay).values()) == [("match", "match"), ("non_match", "likely_non_match")]


def test_an_outage_makes_it_wait_and_nothing_is_lost(paid: Stub, draft: RuleSet, mia: User) -> None:
    replay = through(start(draft, user=mia))
    paid.faults.append("503")
    replays.ask(replay)
    turns.drain(3)
    replay.refresh_from_db()
    assert (replay.state, lines.counts(replay).unrecorded) == ("running", 2)
    assert replay.error
    Replay.objects.update(run_after=replay.started_at)
    lines.free(replay)
    through(replay)
    assert lines.counts(replay) == lines.Counts(done=2)


def test_a_spent_budget_makes_it_wait_a_minute_at_a_time(paid: Stub, draft: RuleSet, mia: User, settings: Any) -> None:
    settings.JUDGE_CALLS_A_DAY = "0"
    replay = through(start(draft, user=mia))
    replays.ask(replay)
    before = len(paid.calls)
    turns.drain(3)
    replay.refresh_from_db()
    assert (replay.state, len(paid.calls)) == ("running", before) and "budget" in replay.error
    assert 50 < (replay.run_after - timezone.now()).total_seconds() <= 60
    settings.JUDGE_CALLS_A_DAY = ""
    Replay.objects.update(run_after=replay.started_at)
    lines.free(replay)
    assert lines.counts(through(replay)) == lines.Counts(done=2)


def test_a_wrong_key_stops_it_with_the_message(paid: Stub, draft: RuleSet, mia: User) -> None:
    replay = through(start(draft, user=mia))
    paid.faults.append("badkey")
    replays.ask(replay)
    through(replay)
    assert replay.state == "stopped"
    assert "key" in replay.error.lower()
    assert questions.missing(replay).questions == 2
    replays.go_on(replay)
    assert lines.counts(through(replay)) == lines.Counts(done=2)


def test_where_another_backend_gave_the_verdict_it_stands(paid: Stub, draft: RuleSet, mia: User, settings: Any) -> None:
    settings.JUDGE = "offline"
    replay = start(draft, user=mia)
    Replay.objects.update(asks=False)
    replay.refresh_from_db()
    through(replay)
    lacking = set(replay.lines.values_list("missing", flat=True)[0])
    assert len(lacking) == 1, "of the live side nothing is lacking"


def test_as_judging_afresh_would_have_it(offline: None, mia: User, settings: Any, tmp_path: Any) -> None:
    """Text that is read, pictures, and both levels: published and judged anew, every verdict is what was foretold."""
    settings.MEDIA_ROOT = tmp_path
    spec = {**READS, "outputs": {"shade": {"type": "text", "names": ["tint"]}}, "pictures": "always"}
    live = make.rule_set(**spec)
    looks = ("red", "red"), ("red", "blue"), ("green", "green"), ("red", "")
    for number, (a, b) in enumerate(looks * 3):
        pair = decided(mia, "different", a, b, title=f"bag {number}", category=None)
        pictures.show(pair.a, pictures.draw("red"))
        pictures.show(pair.b, pictures.draw(("red", "blue", "green")[number % 3], ("ellipse", "rectangle")[number % 2]))
    judge_all()
    changed = {**spec, "fields": [BRAND, {**COLOUR, "importance": "optional"}], "prompt": "Colours of the lid."}
    draft = drafts.start(None, user=None, spec=RuleSpec.model_validate(changed))
    before = {pair.pk: said(pair) for pair in judged()}
    replay = through(start(draft, user=mia))
    publishing.publish_draft(draft, user=mia, note="As replayed", revision=draft.revision, over=live)
    judge_all()
    after = {pair.pk: said(pair) for pair in judged()}
    rows = {row.pair_id: row for row in replay.lines.all()}
    assert {pk: (row.old_level, row.old_sentence) for pk, row in rows.items()} == before
    assert {pk: (row.new_level, row.new_sentence) for pk, row in rows.items()} == after
    assert len({level for level, _ in after.values()}) > 1 and before != after


def judged() -> Any:
    return Pair.objects.filter(verdicts__live=True)


def said(pair: Any) -> tuple[str, str]:
    verdict = pair.verdicts.get(live=True)
    return verdict.level, verdict.sentence
