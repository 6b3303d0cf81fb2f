"""What the record alone says of a pair is what judging it afresh says, and it asks and writes nothing."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import pytest
from django.utils import timezone

from dedup import work
from dedup.catalogue import images
from dedup.catalogue.decoders import Clean
from dedup.judging import calls, cascade, rulebook, runs
from dedup.judging.albums import Albums
from dedup.judging.asking import Asking
from dedup.judging.cascade import Case
from dedup.judging.recorded import Recorded, Unrecorded
from dedup.models import Embedding, EncoderVersion, Extraction, Image, ModelCall, Pair, Spu, Verdict
from rules import resolve
from rules.matchers.base import Outcome
from tests import factories as make
from tests import pictures

pytestmark = pytest.mark.django_db

BRAND = {"field": "brand", "source": "inputField", "source_field": "brand", "matcher": "BrandItemMatcher"}
GTIN = {"field": "gtin", "source": "inputField", "source_field": "gtin", "matcher": "GtinItemMatcher"}
COLOUR = {"field": "colour", "source": "outputLlm", "source_field": "colour", "matcher": "AnyOfEqualsItemMatcher"}
SIZE = {"field": "size", "source": "outputLlm", "source_field": "size", "matcher": "SizeOfEqualsItemMatcher"}
FABRIC = {
    **{"field": "fabric", "source": "inputProperty", "source_field": "fabric", "importance": "optional"},
    **{"matcher": "AnyOfEqualsItemMatcher"},
}
OUTPUTS = {"colour": {"type": "enum", "values": {"red": ["красный"], "blue": ["蓝"]}}, "size": {"type": "dimensions"}}
TITLES = ("red bag 55x40x20 cm", "blue bag 55x40x20 cm", "Сумка красный 55x40x20 cm", "bag", "red bag 40x30x20 cm")


@pytest.fixture(autouse=True)
def _place(settings: Any, tmp_path: Any, offline: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def rules() -> resolve.Rules:
    """Of every kind: read and looked at, identifiers without pictures, own fields only, and weighed by a model."""
    make.rule_set(fields=[{**BRAND, "importance": "optional"}, COLOUR, FABRIC], outputs=OUTPUTS)
    make.rule_set("Bags", fields=[BRAND, COLOUR, SIZE, FABRIC], outputs=OUTPUTS, routing={"levels": ["match"]})
    make.rule_set("Numbered", fields=[BRAND, GTIN], pictures="never")
    make.rule_set("Plain", fields=[BRAND], cspu=False)
    make.rule_set("Weighed", fields=[BRAND], text_mode="reason", prompt="The same bag in any colour.")
    return rulebook.current()


def catalogue() -> None:
    """Listings that differ in every way, each beside some that follow it: a ring of pairs."""
    encoder = EncoderVersion.objects.create(kind="picture", name="test", dimensions=3, live=True)
    categories = [make.category(name) for name in ("Bags", "Numbered", "Plain", "Weighed")]
    for number in range(40):
        listing = make.spu(
            TITLES[number % 5],
            brand=("Ora", "ORA", "", "Zephyr")[number // 2 % 4],
            category=(*categories, None)[number // 8],
            gtin=("", "4006381333930", "4006381333931")[number % 3],
            attributes={"fabric": ("cotton", "wool; linen", "")[number % 3]},
        )
        show(listing, number, encoder)
    listings = list(Spu.objects.order_by("pk"))
    for one, other in [*pairwise(listings), *zip(listings, listings[3:], strict=False)]:
        make.pair(one, other)


def show(listing: Spu, number: int, encoder: EncoderVersion) -> None:
    """None, some of one file, a broken file, and variants in colours."""
    if number % 6 == 5:
        return
    drawn = [pictures.seeded(0), pictures.seeded(1), pictures.draw("red"), pictures.draw("blue")]
    shown = [pictures.show(listing, drawn[number % 4])]
    if number % 11 == 3:
        shown.append(broken(listing))
    for colour in ("red", "blue")[: number % 3]:
        cspu = pictures.variant(listing, colour)
        shown.append(pictures.show(cspu=cspu, spu=listing, picture=pictures.draw(colour, size=60 + number % 5)))
    for place, image in enumerate(shown):
        vector = [1.0, number % 7 / 7, place / 3]
        Embedding.objects.create(encoder=encoder, spu=listing, image=image, vector=vector)


def broken(listing: Spu) -> Image:
    """Its file is there and no picture: the judge refuses."""
    sha256, _ = images.store(Clean(9, 9, "0" * 16, b"no picture %d" % listing.pk, b"-"))
    Image.objects.filter(spu=listing).update(position=1)
    values = {"source": "-", "source_sha256": sha256, "sha256": sha256, "phash": "0" * 16, "width": 9, "height": 9}
    return Image.objects.create(spu=listing, position=0, **values)


def judge_all(rules: resolve.Rules) -> None:
    work.enqueue(Pair.objects.values_list("pk", flat=True))
    while runs.judge_next(rules):
        pass
    assert work.counts().done == Pair.objects.count()


Told = tuple[str, str, str, bool, list[int], Any]


def told(case: Case) -> Told:
    judged = case.judged
    evidence = json.loads(json.dumps(cascade.frozen(case)))
    return judged.level, judged.settled_by, case.sentence, case.to_people, list(case.calls), evidence


def written(verdict: Verdict) -> Told:
    evidence = verdict.evidence
    return verdict.level, verdict.settled_by, verdict.sentence, verdict.to_people, evidence["calls"], evidence


def all_pairs() -> Recorded:
    return Recorded.of(Pair.objects.values_list("pk", flat=True))


def test_the_record_alone_says_what_judging_afresh_says(rules):
    catalogue()
    judge_all(rules)
    verdicts = {verdict.pair_id: written(verdict) for verdict in Verdict.objects.filter(live=True)}
    found = all_pairs().examine(rules)
    assert {pair: told(case) for pair, case in found.items() if isinstance(case, Case)} == verdicts

    told_of = list(verdicts.values())
    assert {level for level, *_ in told_of} == set(Verdict.Level.values), "the catalogue is varied"
    assert {settled for _, settled, *_ in told_of} == set(Verdict.SettledBy.values)
    evidence = [each for *_, each in told_of]
    assert {field["outcome"] for each in evidence for field in each["fields"]} == set(Outcome)
    looked = [picture for each in evidence for picture in each["pictures"]]
    assert {picture["kind"] for picture in looked} == {"main", "variant"}
    assert {picture["answer"] for picture in looked} == {"same", "unsure", "different"}
    assert {picture["refused"] for picture in looked} == {True, False}
    assert any(each["reasoning"] for each in evidence)


def test_the_readings_kept_before_and_the_raw_answers_come_to_the_same(rules):
    catalogue()
    judge_all(rules)
    kept = {pair: told(case) for pair, case in all_pairs().examine(rules).items() if isinstance(case, Case)}
    Extraction.objects.all().delete()
    assert {pair: told(case) for pair, case in all_pairs().examine(rules).items() if isinstance(case, Case)} == kept


def test_a_batch_takes_a_handful_of_queries_and_writes_nothing(rules, django_assert_max_num_queries):
    catalogue()
    judge_all(rules)
    calls.chosen("extract")
    before = ModelCall.objects.count(), Verdict.objects.count(), Extraction.objects.count()
    ids = list(Pair.objects.values_list("pk", flat=True))
    with django_assert_max_num_queries(12):
        Recorded.of(ids).examine(rules)
    assert (ModelCall.objects.count(), Verdict.objects.count(), Extraction.objects.count()) == before


def test_pictures_of_a_whole_batch_are_chosen_as_those_of_one_pair_are():
    catalogue()
    pairs = list(Pair.objects.all())
    batch, chosen = Albums(pairs), 0
    for pair in pairs:
        alone = Albums([pair])
        main = alone.main(pair)
        assert batch.main(pair) == main
        if main:
            near = alone.nearest(pair, main)
            assert batch.nearest(pair, main) == near
            chosen += near is not None
    assert chosen > 20


def test_what_is_not_recorded_is_named_and_never_asked(rules, gemini):
    pair = make.pair(
        *(make.spu(title, brand="Ora", category=make.category("Bags")) for title in ("red bag", "blue bag"))
    )
    lacking = Recorded.of([pair.pk]).examine(rules)[pair.pk]
    assert isinstance(lacking, Unrecorded)
    assert [question.role for question in lacking.questions] == ["extract", "extract"], "both texts at once"
    assert len({question.key for question in lacking.questions}) == 2
    assert not gemini.calls and not ModelCall.objects.exists()


def test_a_question_that_is_being_asked_has_no_answer_yet(rules, gemini):
    pair = make.pair(*(make.spu("red bag", brand="Ora", category=make.category("Bags")) for _ in range(2)))
    cascade.examine(pair, rules.for_pair(pair.a.category_id, pair.b.category_id), Asking(pair))
    assert isinstance(Recorded.of([pair.pk]).examine(rules)[pair.pk], Case)
    Extraction.objects.all().delete()
    ModelCall.objects.update(asked_until=timezone.now(), answer="")
    lacking = Recorded.of([pair.pk]).examine(rules)[pair.pk]
    assert isinstance(lacking, Unrecorded) and str(lacking.questions[0]) == f"extract:{ModelCall.objects.get().key}"


def test_two_rules_on_one_batch_read_each_prompt_by_itself(rules):
    catalogue()
    judge_all(rules)
    answers = all_pairs()
    answers.examine(rules)
    draft = make.rule_set(state="draft", fields=[COLOUR], outputs=OUTPUTS, prompt="Look at the straps.")
    second = answers.examine(resolve.load(draft))
    of_default = {
        pair.pk for pair in answers.pairs if rules.for_pair(pair.a.category_id, pair.b.category_id).level == "default"
    }
    assert of_default and {pk for pk, case in second.items() if isinstance(case, Unrecorded)} == of_default


def pasted(**fields: Any) -> Pair:
    sides = [Spu(title=title, brand="Ora", **fields) for title in ("red bag 55x40x20 cm", "red bag 22x16x8 in")]
    return Pair(a=sides[0], b=sides[1])


def test_pasted_listings_are_examined_and_leave_nothing_behind_but_the_answers(rules):
    pair = pasted(category=make.category("Bags"))
    effective = rules.for_pair(pair.a.category_id, pair.b.category_id)
    with pytest.raises(Unrecorded) as lacking:
        Recorded([pair]).case(pair, effective)
    assert len(lacking.value.questions) == 2
    asked = cascade.examine(pair, effective, Asking(pair))
    assert asked.judged.level == "likely_match" and asked.compared.fields[2].outcome == "same"
    assert ModelCall.objects.count() == 2 and not Extraction.objects.exists() and not Spu.objects.exists()
    assert told(Recorded([pair]).case(pair, effective)) == told(asked)
