"""What a draft would change is counted, and when it goes live exactly that is judged again."""

from __future__ import annotations

import threading
import time
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from dedup import work
from dedup.judging import runs
from dedup.models import ModelCall, Pair, Verdict, Work
from review import publications
from review.models import Replay, ReplayLine
from review.replay import reach
from rules import drafts, publishing, resolve, versions
from rules.models import Category, RuleSet
from rules.spec import RuleSpec
from tests import factories as make
from tests.gemini_stub import Stub

pytestmark = pytest.mark.django_db

BRAND = {"field": "brand", "source": "inputField", "source_field": "brand", "matcher": "EqualsItemMatcher"}
SIZE = {"field": "size", "source": "outputLlm", "source_field": "size", "matcher": "SizeOfEqualsItemMatcher"}
READS: dict[str, Any] = {"fields": [BRAND, SIZE], "outputs": {"size": {"type": "dimensions"}}, "pictures": "never"}


@pytest.fixture
def gemini(gemini: Stub) -> Stub:
    """It reads the same size everywhere."""
    gemini.say({"f1": {"values": ["55 x 40 x 20 cm"], "evidence": "55 x 40 x 20 cm"}})
    return gemini


def pair(*path: str, right: tuple[str, ...] = ()) -> Pair:
    """Two suitcases, filed at `path` and `right`."""
    a, b = (make.category(*names) if names else None for names in (path, right or path))
    title = "Ora suitcase 55 x 40 x 20 cm"
    return make.pair(make.spu(title, brand="Ora", category=a), make.spu(f"{title}, new", brand="Ora", category=b))


def judge_all() -> None:
    runs.plan()
    runs.drain_here()
    assert not Work.objects.exclude(state="done").exists()


def draft_of(*path: str, **spec: Any) -> RuleSet:
    category = Category.objects.get(path=list(path)) if path else None
    draft = drafts.start(category, user=None)
    return drafts.save(draft, RuleSpec.model_validate(spec), user=None, revision=0)


def publish(draft: RuleSet, **more: Any) -> publications.Published:
    over = versions.live_of(draft.category)
    return publications.publish(draft, user=None, note="why", revision=draft.revision, over=over, **more)


def waiting() -> set[int]:
    return set(Work.objects.exclude(state="done").values_list("pair", flat=True))


def looser(**more: Any) -> dict[str, Any]:
    return {**READS, "fields": [BRAND, {**SIZE, "options": {"tolerance": "4 cm"}}], **more}


def test_one_field_of_one_category_judges_only_its_subtree_again_and_asks_nothing(gemini: Stub) -> None:
    make.rule_set(**READS)
    make.rule_set("Bags", "Cases", **READS)
    make.rule_set("Bags", "Cases", "Kids", **READS)
    here, below = pair("Bags", "Cases"), pair("Bags", "Cases", "Hard")
    across = pair("Bags", "Cases", "Hard", right=("Bags", "Cases", "Kids"))
    own, beside, above = pair("Bags", "Cases", "Kids"), pair("Bags", "Totes"), pair("Bags")
    judge_all()
    asked, calls = len(gemini.calls), ModelCall.objects.count()
    assert asked == calls == 2, "two titles, each read once"

    draft = draft_of("Bags", "Cases", **looser())
    seen = publications.preview(draft)
    assert (seen.total.pairs, seen.asks) == (3, False) and [node.name for node in seen.kept] == ["Kids"]
    done = publish(draft)
    changed = {here.pk, below.pk, across.pk}
    assert done.pairs == 3 and waiting() == changed
    runs.drain_here()
    fresh = Verdict.objects.filter(live=True, rule_set=done.row)
    assert set(fresh.values_list("pair", flat=True)) == changed
    assert Verdict.objects.filter(live=False).count() == 3 and {own.pk, beside.pk, above.pk}.isdisjoint(changed)
    assert (len(gemini.calls), ModelCall.objects.count()) == (asked, calls)


def test_a_new_prompt_counts_the_listings_to_be_read(gemini: Stub) -> None:
    make.rule_set(**READS)
    inside = pair("Bags")
    make.pair(inside.a, make.spu("Another", category=inside.a.category))
    pair("Shoes")
    judge_all()
    seen = publications.preview(draft_of("Bags", **READS, prompt="Read well."))
    assert (seen.total.pairs, seen.listings, seen.weighed, seen.pictures) == (2, 3, 0, 0)


@pytest.mark.parametrize(
    ("before", "after", "pictures"),
    [
        ({}, {"near_identical": "same"}, 0),
        ({"near_identical": "same"}, {}, 1),
        ({}, {"pack_text": True}, 1),
        ({"pack_text": True}, {}, 0),
        ({}, {"pack_text": True, "pictures": "never"}, 0),
    ],
)
def test_only_what_may_ask_about_more_pictures_says_so(
    before: dict[str, Any], after: dict[str, Any], pictures: int
) -> None:
    make.rule_set(fields=[BRAND], **before)
    make.verdict(pair("Bags"), rule_key=resolve.load().for_category(None).key)
    seen = publications.preview(draft_of(fields=[BRAND], **after))
    assert (seen.total.pairs, seen.pictures) == (1, pictures)


def test_the_preview_says_where_and_what_people_have_said_of_them() -> None:
    make.rule_set(fields=[BRAND])
    open_one, decided, lone = pair("Bags", "Cases"), pair("Bags", "Totes"), pair()
    for one in (open_one, decided, lone):
        make.verdict(one)
    make.decision(decided, make.user())
    draft = draft_of(fields=[BRAND], pictures="never")
    seen = publications.preview(draft)
    assert (seen.total.pairs, seen.total.decided, seen.total.open) == (3, 1, 2)
    assert {str(place.category): place.pairs for place in seen.places} == {
        "None": 1,
        "Bags › Cases": 1,
        "Bags › Totes": 1,
    }


def test_words_for_people_change_no_judgement() -> None:
    make.rule_set(fields=[BRAND])
    one = pair()
    make.verdict(one)
    Verdict.objects.update(rule_key=_key())
    draft = draft_of(fields=[{**BRAND, "why": "fakes"}])
    assert publications.preview(draft).total.pairs == 0
    assert publish(draft).pairs == 0 and not Work.objects.exists()


def _key() -> str:
    return resolve.load().for_category(None).key


def test_a_rule_that_extends_the_changed_one_changes_with_it() -> None:
    make.rule_set(fields=[BRAND])
    make.rule_set("Bags", fields=[BRAND], pictures="never")
    make.rule_set("Bags", "Cases", extends="parent", cspu=False)
    make.rule_set("Bags", "Totes", fields=[BRAND])
    touched, free = pair("Bags", "Cases"), pair("Bags", "Totes")
    judge_all()
    draft = draft_of("Bags", fields=[BRAND, {**BRAND, "field": "part", "source_field": "mpn"}], pictures="never")
    assert [str(node) for node in publications.preview(draft).kept] == ["Bags › Totes"]
    assert publish(draft).pairs == 1 and waiting() == {touched.pk} and free.pk not in waiting()


def test_what_a_worker_has_in_hand_is_not_written_under_the_old_rule() -> None:
    make.rule_set(fields=[BRAND], pictures="never")
    first = pair()
    runs.plan()
    held = work.claim()
    assert held is not None
    done = publish(draft_of(fields=[{**BRAND, "source_field": "mpn"}], pictures="never"))
    assert done.pairs == 0, "it has no verdict yet"
    with pytest.raises(work.Lost):
        work.finish(held)
    runs.drain_here()
    assert Verdict.objects.get(pair=first).rule_set == done.row


def test_a_worker_uses_new_rules_from_its_next_pair_on() -> None:
    make.rule_set(fields=[BRAND], pictures="never")
    pair(), pair()
    runs.plan()
    assert runs.judge_next()
    done = publish(draft_of(fields=[{**BRAND, "source_field": "mpn"}], pictures="never"))
    assert runs.judge_next()
    assert Verdict.objects.latest("id").rule_set == done.row


def test_going_back_before_anything_was_judged_again() -> None:
    make.rule_set(fields=[BRAND], pictures="never")
    pair()
    judge_all()
    first = RuleSet.objects.get()
    publish(draft_of(fields=[{**BRAND, "source_field": "mpn"}], pictures="never"))
    held = work.claim()
    assert held is not None
    back = publish(drafts.roll_back(first, user=None))
    assert back.pairs == 0, "its verdict says what the old rule said"
    with pytest.raises(work.Lost):
        work.finish(held)
    runs.drain_here()
    assert Verdict.objects.get(live=True).rule_key == _key()


def test_nothing_is_queued_when_publishing_is_refused() -> None:
    make.rule_set(fields=[BRAND], pictures="never")
    pair()
    judge_all()
    draft = draft_of(fields=[{**BRAND, "source_field": "mpn"}], pictures="never")
    with pytest.raises(publishing.Superseded):
        publications.publish(draft, user=None, note="why", revision=draft.revision, over=None)
    assert not waiting() and versions.live_of(None) != draft


def test_a_draft_whose_precision_drops_needs_a_reason() -> None:
    make.rule_set(fields=[BRAND], pictures="never")
    one = pair()
    draft = draft_of(fields=[{**BRAND, "importance": "optional"}], pictures="never")
    replay = Replay.objects.create(
        draft=draft, spec=draft.spec, spec_key=reach.of(draft).key, state="done", ended_at=timezone.now()
    )
    for old, new, same in (("match", "match", True), ("non_match", "match", False)):
        line = {"state": "done", "old_level": old, "new_level": new, "same": same}
        ReplayLine.objects.create(replay=replay, pair=one if same else pair(), **line)
    with pytest.raises(publications.NoReason):
        publish(draft, reason=" ")
    assert publish(draft, reason="recall matters more").row.reason == "recall matters more"


@pytest.mark.django_db(transaction=True)
def test_no_pair_is_claimed_under_the_old_rule_while_the_new_one_goes_live() -> None:
    make.rule_set(fields=[BRAND], pictures="never")
    pair()
    runs.plan()
    draft = draft_of(fields=[{**BRAND, "source_field": "mpn"}], pictures="never")
    published, looked = threading.Event(), threading.Event()

    def go() -> None:
        try:
            with transaction.atomic():
                publish(draft)
                published.set()
                looked.wait(20)
        finally:
            published.set()
            connection.close()

    thread = threading.Thread(target=go)
    thread.start()
    published.wait(20)
    early = work.claim()
    looked.set()
    thread.join()
    assert early is None, "it is held until the rule is committed"
    assert runs.judge_next()
    assert Verdict.objects.get().rule_key == _key() and versions.live_of(None) == draft


@pytest.mark.django_db(transaction=True)
def test_what_a_colleague_publishes_at_the_same_moment_is_not_counted() -> None:
    make.rule_set(fields=[BRAND], pictures="never")
    for _ in range(2):
        make.verdict(pair("Boots"))
    make.verdict(pair("Sneakers"))
    theirs, ours = (draft_of(name, extends="parent", cspu=False) for name in ("Boots", "Sneakers"))
    published, counts = threading.Event(), list[int]()

    def go() -> None:
        try:
            with transaction.atomic():
                counts.append(publish(theirs).pairs)
                published.set()
                wait_until_somebody_waits()
        finally:
            published.set()
            connection.close()

    thread = threading.Thread(target=go)
    thread.start()
    published.wait(20)
    counts.append(publish(ours).pairs)
    thread.join()
    assert counts == [2, 1]


def wait_until_somebody_waits() -> None:
    """For the lock that publications take turns with."""
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'advisory'"
    deadline = time.monotonic() + 20
    with connection.cursor() as cursor:
        while time.monotonic() < deadline:
            cursor.execute(waiting)
            if cursor.fetchone()[0]:
                return
            time.sleep(0.01)
