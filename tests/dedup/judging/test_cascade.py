"""A pair from the queue of work to its verdict. Gemini's client, a loopback stub, rows and files of ours."""

from __future__ import annotations

import threading
import time
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from dedup import work
from dedup.judging import cascade, rulebook, runs
from dedup.models import Cspu, Image, ModelCall, Pair, Verdict, Work
from tests import factories as make
from tests import pictures

pytestmark = pytest.mark.django_db

BRAND = {"field": "brand", "source": "inputField", "source_field": "brand", "matcher": "EqualsItemMatcher"}
COLOUR = {"field": "colour", "source": "outputLlm", "source_field": "colour", "matcher": "EqualsItemMatcher"}
MATERIAL = {
    **{"field": "质地", "source": "inputProperty", "source_field": "质地"},
    **{"matcher": "AnyOfEqualsItemMatcher", "importance": "optional"},
}
OUTPUTS = {"colour": {"type": "text"}}


@pytest.fixture(autouse=True)
def _media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def rule(gemini: Any) -> Any:
    """Brand and a colour that is read; every listing is said to be red where it says so."""
    gemini.say({"f1": {"values": ["red"], "evidence": "red"}}, has="red")
    gemini.say({"f1": {"values": ["blue"], "evidence": "blue"}}, has="blue")
    return make.rule_set(fields=[BRAND, COLOUR, MATERIAL], outputs=OUTPUTS)


def picture_says(stub: Any, answer: str, difference: str = "none") -> None:
    stub.answers[:] = [known for known in stub.answers if "answer" not in known["value"]]
    stub.say({"answer": answer, "difference": difference, "reason": "Look at the handle."})


def two(*, pictured: bool = True, a: dict[str, Any] | None = None, b: dict[str, Any] | None = None) -> Pair:
    same = {"title": "red bag", "brand": "Ora"}
    pair = make.pair(make.spu(**{**same, **(a or {})}), make.spu(**{**same, **(b or {})}))
    if pictured:
        for seed, spu in enumerate((pair.a, pair.b)):
            pictures.image(spu, seed)
    return pair


def judged(pair: Pair) -> Verdict:
    work.enqueue([pair.pk])
    assert runs.judge_next(rulebook.current())
    return Verdict.objects.select_related("pair").get(pair=pair, live=True)


def asked(stub: Any) -> tuple[int, int]:
    """Questions on text, questions on pictures."""
    on_pictures = sum(bool(call.images) for call in stub.calls)
    return len(stub.calls) - on_pictures, on_pictures


def test_everything_agrees_and_the_pictures_too(rule, gemini):
    picture_says(gemini, "same")
    pair = two()
    verdict = judged(pair)
    assert (verdict.level, verdict.settled_by, verdict.to_people) == ("match", "picture", True)
    assert verdict.sentence == "Brand and colour agree; main pictures look the same."
    assert asked(gemini) == (1, 1), "the two equal texts are one question"
    assert verdict.pair.open and Work.objects.get(pair=pair).state == "done"


def test_the_evidence_is_frozen_as_the_pages_read_it(rule, gemini):
    picture_says(gemini, "different", "colour")
    pair = two()
    evidence = judged(pair).evidence
    brand, colour, material = evidence["fields"]
    assert brand == {
        **{"field": "brand", "importance": "required", "source": "inputField", "matcher": "EqualsItemMatcher"},
        **{"outcome": "same", "sentence": "Ora vs Ora: same", "left": "Ora", "right": "Ora"},
        **{"level": "default", "identity": "brand"},
    }
    assert (colour["source"], colour["left"], material["importance"]) == ("outputLlm", "red", "optional")
    (picture,) = evidence["pictures"]
    a, b = (Image.objects.get(spu=spu).pk for spu in (pair.a, pair.b))
    assert picture.pop("call") and picture == {
        **{"kind": "main", "image_a": a, "image_b": b, "answer": "different", "difference": "colour"},
        **{"reason": "Look at the handle.", "refused": False, "askings": [], "words": []},
    }
    assert evidence["rule"] == {"id": rule.pk, "name": "default", "version": rule.version, "level": "default"}
    assert (evidence["row"], evidence["picture"]) == ("all required fields are the same", "different")
    assert evidence["not_read"] == []


def test_a_difference_in_the_listings_own_fields_asks_no_model_at_all(rule, gemini):
    verdict = judged(two(b={"brand": "Zephyr"}))
    assert (verdict.level, verdict.settled_by, verdict.to_people) == ("non_match", "rule", False)
    assert asked(gemini) == (0, 0)
    assert verdict.evidence["not_read"] == ["colour"]
    assert [field["field"] for field in verdict.evidence["fields"]] == ["brand", "质地"]


def test_a_difference_in_the_text_shows_no_picture_to_a_model(rule, gemini):
    verdict = judged(two(b={"title": "blue bag"}))
    assert (verdict.level, verdict.settled_by) == ("non_match", "text")
    assert asked(gemini) == (2, 0)


def test_an_optional_difference_needs_the_pictures(rule, gemini):
    picture_says(gemini, "same")
    other = {"attributes": {"质地": "皮革"}}
    verdict = judged(two(a={"attributes": {"质地": "棉; 麻"}}, b=other))
    assert (verdict.level, verdict.settled_by) == ("likely_match", "picture")


def test_without_a_picture_on_a_side_there_is_nothing_to_ask(rule, gemini):
    pair = two(pictured=False)
    pictures.image(pair.a, 1)
    verdict = judged(pair)
    assert (verdict.level, verdict.evidence["picture"]) == ("likely_match", "not asked")
    assert asked(gemini) == (1, 0)


def test_a_rule_may_never_look(gemini):
    make.rule_set(fields=[BRAND], pictures="never")
    verdict = judged(two())
    assert (verdict.level, verdict.settled_by) == ("match", "rule") and asked(gemini) == (0, 0)


@pytest.mark.parametrize(
    ("gtin", "level"), [("4006381333931", "match"), ("4006381333930", "likely_match"), ("12", "likely_match")]
)
def test_an_equal_gtin_is_enough_only_if_it_is_valid(gemini, gtin, level):
    line = {"field": "gtin", "source": "inputField", "source_field": "gtin", "matcher": "EqualsItemMatcher"}
    make.rule_set(fields=[line])
    assert judged(two(pictured=False, a={"gtin": gtin}, b={"gtin": gtin})).level == level


def test_brand_and_a_read_part_number_are_enough(gemini):
    number = {**COLOUR, "field": "model", "source_field": "model"}
    make.rule_set(fields=[BRAND, number], outputs={"model": {"type": "identifier"}})
    gemini.say({"f1": {"values": ["red"], "evidence": "red"}})
    assert judged(two(pictured=False)).level == "match"


def test_the_same_file_is_the_same_picture_without_asking(rule, gemini):
    pair = two(pictured=False)
    for spu in (pair.a, pair.b):
        pictures.image(spu, 7)
    verdict = judged(pair)
    assert verdict.level == "match" and asked(gemini) == (1, 0)
    assert verdict.evidence["pictures"][0]["call"] is None


def variants(pair: Pair) -> tuple[Image, Image]:
    """A variant with a picture on each side, found nearest by the candidate search."""
    made = []
    for seed, spu in enumerate((pair.a, pair.b), 50):
        cspu = Cspu.objects.create(spu=spu, external_id="blue", position=0)
        made.append(pictures.image(spu, seed, cspu=cspu))
    pair.image_a, pair.image_b = made
    pair.save(update_fields=["image_a", "image_b"])
    return made[0], made[1]


def test_variants_are_looked_at_where_the_main_pictures_are_not_the_same(rule, gemini):
    picture_says(gemini, "different", "colour")
    pair = two()
    near = variants(pair)
    verdict = judged(pair)
    main, variant = verdict.evidence["pictures"]
    assert (main["kind"], variant["kind"]) == ("main", "variant")
    assert (variant["image_a"], variant["image_b"]) == tuple(image.pk for image in near)
    assert asked(gemini) == (1, 2)


def test_the_word_on_the_variants_stands(rule, gemini):
    pair = two()
    variants(pair)
    gemini.faults += ["", "safety"]
    picture_says(gemini, "same")
    verdict = judged(pair)
    assert [picture["answer"] for picture in verdict.evidence["pictures"]] == ["unsure", "same"]
    assert verdict.level == "match" and verdict.evidence["picture"] == "same"


@pytest.mark.parametrize("case", ["main same", "rule says no", "same two pictures"])
def test_variants_are_left_alone(gemini, case):
    make.rule_set(fields=[BRAND], cspu=case != "rule says no")
    picture_says(gemini, "same" if case == "main same" else "different")
    pair = two()
    if case == "same two pictures":
        pair.image_a, pair.image_b = (Image.objects.get(spu=spu) for spu in (pair.a, pair.b))
        pair.save()
    else:
        variants(pair)
    assert [picture["kind"] for picture in judged(pair).evidence["pictures"]] == ["main"]
    assert asked(gemini) == (0, 1)


def test_the_main_picture_is_the_listings_own_first_else_its_first_variants(rule, gemini):
    pair = two(pictured=False)
    near = variants(pair)
    own = pictures.image(pair.a, 3, position=1)
    first = pictures.image(pair.a, 4, position=0)
    picture_says(gemini, "unsure")
    (picture, _) = judged(pair).evidence["pictures"]
    assert (picture["image_a"], picture["image_b"]) == (first.pk, near[1].pk) and own.pk != first.pk


def test_the_picture_of_the_smaller_listing_is_always_a(rule, gemini):
    pair = two()
    judged(pair)
    (call,) = [call for call in gemini.calls if call.images]
    assert call.images == [pictures.jpeg(pictures.seeded(seed)) for seed in (0, 1)]


def test_a_blocked_picture_is_unsure_and_goes_to_people_whatever_the_level(gemini):
    make.rule_set(fields=[{**BRAND, "importance": "optional"}], cspu=False)
    gemini.faults.append("safety")
    verdict = judged(two(b={"brand": "Zephyr"}))
    assert (verdict.level, verdict.to_people) == ("likely_non_match", True)
    (picture,) = verdict.evidence["pictures"]
    assert picture["answer"] == "unsure" and picture["refused"] and "blocked" in picture["reason"]


def test_a_listing_that_the_model_will_not_read_goes_to_people(rule, gemini):
    gemini.faults.append("blocked")
    picture_says(gemini, "different")
    verdict = judged(two())
    assert (verdict.level, verdict.to_people) == ("likely_non_match", True)
    assert verdict.evidence["fields"][1]["outcome"] == "unreadable"


def test_an_outage_postpones_the_pair_and_does_not_count(rule, gemini):
    gemini.faults.append("503")
    pair = two()
    work.enqueue([pair.pk])
    assert not runs.judge_next(rulebook.current()), "the others would fail too"
    row = Work.objects.get(pair=pair)
    assert (row.state, row.attempts) == ("ready", 0) and row.run_after > timezone.now()
    assert "unavailable" in row.error and not Verdict.objects.exists()


def test_the_answers_of_a_pair_that_comes_back_are_not_paid_again(rule, gemini):
    picture_says(gemini, "same")
    gemini.faults += ["", "503"]
    pair = two()
    work.enqueue([pair.pk])
    runs.judge_next(rulebook.current())
    work.hurry()
    assert runs.judge_next(rulebook.current()) and Verdict.objects.get().level == "match"
    assert len(gemini.calls) == 3 and sum(gemini.paid.values()) == 2


def test_a_wrong_key_stops_the_run_and_the_pair_waits(rule, gemini):
    gemini.faults.append("badkey")
    pair = two()
    work.enqueue([pair.pk])
    with pytest.raises(runs.STOPS, match="GEMINI_API_KEY"):
        runs.judge_next(rulebook.current())
    row = Work.objects.get(pair=pair)
    assert (row.state, row.attempts) == ("ready", 0) and "GEMINI_API_KEY" in row.error


def test_a_bad_request_counts_so_that_one_pair_cannot_stop_the_others_for_ever(rule, gemini):
    gemini.faults.append("400")
    pair = two()
    work.enqueue([pair.pk])
    with pytest.raises(runs.STOPS):
        runs.judge_next(rulebook.current())
    assert Work.objects.get(pair=pair).attempts == 1


def test_a_pair_that_cannot_be_judged_is_given_to_people_with_the_reason(rule, gemini):
    pair = two()
    Image.objects.update(sha256="f" * 64)
    Image.objects.filter(spu=pair.a).update(sha256="e" * 64)
    work.enqueue([pair.pk])
    for _ in range(work.MAX_ATTEMPTS + 1):
        Work.objects.update(run_after=timezone.now() - timedelta(seconds=1))
        assert runs.judge_next(rulebook.current())
    row, verdict = Work.objects.get(), Verdict.objects.get()
    assert row.state == "failed" and "FileNotFoundError" in row.error
    assert (verdict.level, verdict.to_people) == ("likely_match", True)
    assert verdict.sentence == "The machine tried 5 times and failed; please look yourself."
    assert {field["outcome"] for field in verdict.evidence["fields"]} == {"unreadable"}
    assert Pair.objects.get().open


def test_a_category_newer_than_the_rules_waits_for_the_next_reading_of_them(gemini):
    make.rule_set(fields=[BRAND], pictures="never")
    old = rulebook.current()
    new = make.category("Boats")
    pair = two(a={"category": new}, b={"category": new})
    work.enqueue([pair.pk])
    assert runs.judge_next(old)
    row = Work.objects.get()
    assert (row.state, row.attempts) == ("ready", 0)
    work.hurry()
    assert runs.judge_next(rulebook.current()) and Verdict.objects.get().level == "match"


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_breaks_during_a_question_costs_no_attempt(rule, gemini):
    """PostgreSQL ends our connection while the model thinks, as it does when it restarts."""
    picture_says(gemini, "same")
    pair = two()
    work.enqueue([pair.pk])
    rules, backend = rulebook.current(), connection.connection.info.backend_pid
    gemini.delay = 0.5
    watcher = threading.Thread(target=_end_connection, args=(backend, gemini))
    watcher.start()
    assert runs.judge_next(rules)
    watcher.join()
    row = Work.objects.get()
    assert (row.state, row.attempts) == ("ready", 0) and "connection" in row.error
    ModelCall.objects.update(asked_until=timezone.now() - timedelta(seconds=1))
    work.hurry()
    assert runs.judge_next(rules) and Verdict.objects.get().level == "match"


def _end_connection(backend: int, stub: Any) -> None:
    while not stub.working:
        time.sleep(0.01)
    with connection.cursor() as cursor:  # a thread has a connection of its own
        cursor.execute("SELECT pg_terminate_backend(%s)", [backend])
    connection.close()


def test_a_share_of_what_the_machine_rejects_goes_to_people_all_the_same(gemini):
    make.rule_set(fields=[BRAND], pictures="never", routing={"levels": ["match"], "quality_sample": 0.3})
    verdicts = [judged(two(pictured=False, b={"brand": "Zephyr"})) for _ in range(60)]
    sampled = [verdict for verdict in verdicts if verdict.to_people]
    assert 8 <= len(sampled) <= 30
    assert all(verdict.evidence["sampled"] is verdict.to_people for verdict in verdicts)
    assert all(verdict.pair.open for verdict in sampled)
    again = [judged(verdict.pair) for verdict in verdicts]
    assert [verdict.to_people for verdict in again] == [verdict.to_people for verdict in verdicts]
    assert judged(two(pictured=False)).evidence["sampled"] is False, "what goes to people by level is no sample"


def test_the_sample_has_the_share_that_was_asked_for():
    for share in (0.0, 0.05, 0.5, 1.0):
        found = sum(cascade.drawn(pair, "key", share) for pair in range(20_000)) / 20_000
        assert found == pytest.approx(share, abs=0.01)
    first, other = ([cascade.drawn(pair, key, 0.5) for pair in range(1000)] for key in ("key", "other"))
    assert 400 < sum(a == b for a, b in zip(first, other, strict=True)) < 600, "another rule draws anew"


def test_nothing_that_the_reviewer_reads_says_that_a_pair_is_a_sample(gemini):
    make.rule_set(fields=[BRAND], pictures="never", routing={"levels": [], "quality_sample": 1.0})
    verdict = judged(two(pictured=False, b={"brand": "Zephyr"}))
    assert (verdict.level, verdict.to_people, verdict.evidence["sampled"]) == ("non_match", True, True)
    assert "sample" not in verdict.sentence, "who reviews it must not know"


def test_placeholders_of_prompts_reach_the_model_filled_in(gemini):
    make.rule_set("Bags", fields=[BRAND, COLOUR], outputs=OUTPUTS, prompt="In $category read $outputs, $$5 aside.")
    make.rule_set("Bags", "Rucksacks", extends="parent", picture_prompt="Both are $category; $required agree.")
    gemini.say({"f1": {"values": ["red"], "evidence": "red"}})
    node = make.category("Bags", "Rucksacks")
    judged(two(a={"category": node}, b={"category": node}))
    asked_of = {row.role: row.question["text"] for row in ModelCall.objects.all()}
    assert asked_of["extract"].startswith("In Bags › Rucksacks read colour, $5 aside.")
    assert asked_of["compare"].startswith("Both are Bags › Rucksacks; brand, colour agree.")


def test_a_claim_that_was_lost_writes_nothing(rule, gemini):
    pair = two()
    work.enqueue([pair.pk])
    held = work.claim()
    assert held is not None
    work.enqueue([pair.pk])
    with pytest.raises(work.Lost):
        cascade.judge_one(held, rulebook.current())
    assert not Verdict.objects.exists()
    assert runs.judge_next(rulebook.current()) and Verdict.objects.count() == 1


def test_a_new_verdict_takes_the_place_of_the_old(rule, gemini):
    pair = two()
    first, second = judged(pair), judged(pair)
    assert first.pk != second.pk and Verdict.objects.filter(live=True).get() == second
    assert Verdict.objects.count() == 2


def test_the_rule_of_the_nearest_common_category_judges(gemini):
    make.rule_set(fields=[BRAND], pictures="never")
    shoes = make.rule_set("Shoes", fields=[{**BRAND, "importance": "optional"}], pictures="never")
    boots, sneakers = make.category("Shoes", "Boots"), make.category("Shoes", "Sneakers")
    verdict = judged(two(a={"category": boots}, b={"category": sneakers}))
    assert verdict.rule_set == shoes and verdict.evidence["rule"]["level"] == "lv1"
    assert {field["level"] for field in verdict.evidence["fields"]} == {"lv1"}
