"""Two pictures as seldom asked as can be: copies of one photo, the second asking, and the words on packs."""

from __future__ import annotations

from typing import Any

import pytest
from PIL import Image as Pillow

from dedup import work
from dedup.catalogue import images
from dedup.catalogue.decoding import decode
from dedup.judging import rulebook, runs
from dedup.judging.asking import Asking
from dedup.judging.comparison import compare
from dedup.judging.recorded import Recorded, Unrecorded
from dedup.models import Image, ModelCall, Pair, Verdict
from rules.spec import RuleSpec
from tests import factories as make
from tests import pictures
from tests.dedup.backends import drawn

pytestmark = pytest.mark.django_db

BRAND = {"field": "brand", "source": "inputField", "source_field": "brand", "matcher": "BrandItemMatcher"}
COPIES = RuleSpec(near_identical="same")
PACKS = RuleSpec(pack_text=True)


@pytest.fixture(autouse=True)
def _media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def shown(pair: Pair, *jpegs: bytes) -> tuple[Image, Image]:
    """As an import stores them, with their own hashes."""
    rows = []
    for listing, data in zip((pair.a, pair.b), jpegs, strict=True):
        clean = decode(data)
        sha256, _ = images.store(clean)
        size = {"width": clean.width, "height": clean.height, "phash": clean.phash}
        row = {"source": "x.jpg", "source_sha256": sha256, "sha256": sha256, "position": 0}
        rows.append(Image.objects.create(spu=listing, **row, **size))
    return rows[0], rows[1]


def two() -> Pair:
    return make.pair(make.spu("yogurt", brand="Ora"), make.spu("yogurt", brand="Ora"))


def look(pair: Pair, spec: RuleSpec, *jpegs: bytes) -> Any:
    return compare(shown(pair, *jpegs), spec, "main", Asking(pair).ask)


def says(stub: Any, answer: str, difference: str = "none", *, times: int | None = None) -> None:
    stub.say({"answer": answer, "difference": difference, "reason": f"Said {answer}."}, times=times)


def test_two_copies_of_one_photo_are_the_same_without_asking(gemini):
    bag = drawn.bag(3)
    found = look(two(), COPIES, drawn.jpeg(bag, 90), drawn.jpeg(bag.resize((420, 420)), 45))
    assert (found.answer, found.call, found.calls) == ("same", None, ())
    assert found.reason.startswith("Same photo: ") and "colours agree" in found.reason
    assert not gemini.calls and not ModelCall.objects.exists()


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (drawn.bag(3), drawn.bag(3, drawn.BLUE)),
        (drawn.pack(3), drawn.pack(3, "500 g")),
        (drawn.bag(3), drawn.bag(4)),
    ],
    ids=["another colour", "other small print", "another bag"],
)
def test_near_hashes_alone_are_not_enough(gemini, a, b):
    says(gemini, "different", "colour")
    found = look(two(), COPIES, drawn.jpeg(a), drawn.jpeg(b))
    assert found.answer == "different" and len(gemini.calls) == 1


def test_a_rule_that_says_nothing_has_copies_asked(gemini):
    says(gemini, "same")
    bag = drawn.bag(3)
    assert look(two(), RuleSpec(), drawn.jpeg(bag, 90), drawn.jpeg(bag, 45)).call == ModelCall.objects.get().pk


def test_a_copy_whose_file_is_gone_is_told_by_who_asks_about_it(gemini, tmp_path):
    pair = two()
    both = shown(pair, drawn.jpeg(drawn.bag(3), 90), drawn.jpeg(drawn.bag(3), 45))
    images.path(both[0].sha256).unlink()
    with pytest.raises(FileNotFoundError):
        compare(both, COPIES, "main", Asking(pair).ask)


def test_the_record_alone_finds_copies_too(gemini):
    make.rule_set(fields=[BRAND], near_identical="same")
    pair = two()
    shown(pair, drawn.jpeg(drawn.bag(3), 90), drawn.jpeg(drawn.bag(3), 45))
    (case,) = Recorded.of([pair.pk]).examine(rulebook.current()).values()
    assert case.judged.level == "match" and case.calls == ()


def test_unsure_is_asked_once_more_with_the_pictures_exchanged(gemini):
    says(gemini, "unsure", times=1)
    says(gemini, "different", "fittings")
    found = look(two(), RuleSpec(), drawn.jpeg(drawn.bag(3)), drawn.jpeg(drawn.bag(4)))
    assert (found.answer, found.difference) == ("different", "fittings")
    assert found.reason == "Only when asked with A and B exchanged: Said different."
    first, second = (call.images for call in gemini.calls)
    assert first == second[::-1], "what was A is shown as B"
    assert [(each.answer, each.exchanged) for each in found.askings] == [("unsure", False), ("different", True)]
    assert found.calls == tuple(ModelCall.objects.order_by("pk").values_list("pk", flat=True))


def test_twice_unsure_is_unsure(gemini):
    says(gemini, "unsure")
    found = look(two(), RuleSpec(), drawn.jpeg(drawn.bag(3)), drawn.jpeg(drawn.bag(4)))
    assert (found.answer, found.reason, found.refused) == ("unsure", "Said unsure.", False)
    assert len(gemini.calls) == len(found.askings) == 2


def test_a_refusal_is_not_asked_again_and_one_of_the_second_asking_goes_to_people(gemini):
    gemini.faults += ["safety"]
    assert look(two(), RuleSpec(), drawn.jpeg(drawn.bag(3)), drawn.jpeg(drawn.bag(4))).refused
    assert len(gemini.calls) == 1

    says(gemini, "unsure")
    gemini.faults += ["", "safety"]
    found = look(two(), RuleSpec(), drawn.jpeg(drawn.bag(5)), drawn.jpeg(drawn.bag(6)))
    assert (found.answer, found.refused, found.reason) == ("unsure", True, "Said unsure.")


@pytest.mark.parametrize("answer", ["same", "different"])
def test_a_decisive_answer_is_asked_once(gemini, answer):
    says(gemini, answer)
    found = look(two(), RuleSpec(), drawn.jpeg(drawn.bag(3)), drawn.jpeg(drawn.bag(4)))
    assert found.answer == answer and found.askings == () and len(gemini.calls) == 1


@pytest.mark.usefixtures("offline")
def test_a_judge_that_does_not_mind_which_is_a_is_asked_once():
    found = look(two(), RuleSpec(), drawn.jpeg(drawn.bag(3)), drawn.jpeg(drawn.bag(4)))
    assert found.answer == "unsure" and found.askings == () and ModelCall.objects.count() == 1


@pytest.mark.usefixtures("offline")
def test_packs_that_name_other_flavours_are_different():
    found = look(two(), PACKS, *(drawn.jpeg(drawn.labelled(3, word)) for word in ("VANILLA", "CHOCOLATE")))
    assert (found.answer, found.difference) == ("different", "text")
    assert found.reason == "Pack A says vanilla (VANILLA), pack B says chocolate (CHOCOLATE)."
    assert set(found.calls) == set(ModelCall.objects.values_list("pk", flat=True)) and len(found.calls) == 3


@pytest.mark.usefixtures("offline")
@pytest.mark.parametrize(
    ("a", "b"), [("VANILLA", "VANILLA"), ("VANILLA", "VANILLA LEMON"), ("VANILLA", "NATURAL"), ("CITRUS", "LEMON")]
)
def test_words_that_do_not_tell_packs_apart_leave_them_unsure(a, b):
    found = look(two(), PACKS, drawn.jpeg(drawn.labelled(3, a)), drawn.jpeg(drawn.labelled(4, b)))
    assert (found.answer, found.difference) == ("unsure", "none")
    assert [bool(pack.lines) for pack in found.words] == [True, True]


@pytest.mark.usefixtures("offline")
@pytest.mark.parametrize("word", ["KOKOC", "TOMAT"])
def test_a_script_that_cannot_be_read_is_no_evidence(word):
    """Кокос and томат in capitals have the shapes of these Latin letters, and are read so."""
    found = look(two(), PACKS, drawn.jpeg(drawn.labelled(3, "VANILLA")), drawn.jpeg(drawn.labelled(4, word)))
    assert found.answer == "unsure" and found.words[0].flavours and not found.words[1].flavours


@pytest.mark.usefixtures("offline")
def test_the_words_on_a_picture_are_read_once_for_all_its_pairs():
    vanilla, other, third = (make.spu("yogurt") for _ in range(3))
    first = shown(make.pair(vanilla, other), *(drawn.jpeg(drawn.labelled(n, "VANILLA")) for n in (3, 4)))
    pair = make.pair(vanilla, third)
    data = drawn.jpeg(drawn.labelled(5, "CHOCOLATE"))
    clean = decode(data)
    sha256, _ = images.store(clean)
    last = Image.objects.create(
        **{"spu": third, "source": "x", "source_sha256": sha256, "sha256": sha256, "position": 0},
        **{"width": clean.width, "height": clean.height, "phash": clean.phash},
    )
    compare(first, PACKS, "main", Asking(pair).ask)
    compare((first[0], last), PACKS, "main", Asking(pair).ask)
    assert ModelCall.objects.filter(role="describe").count() == 3


def test_a_model_may_read_the_words_and_is_asked_only_where_pictures_leave_it_open(gemini, settings):
    settings.JUDGE_DESCRIBE = "gemini"
    says(gemini, "unsure", times=2)
    for text in ("VANILLE", "Schokolade"):
        gemini.say({"lines": [{"text": text, "confidence": 0.99}]}, times=1)
    found = look(two(), PACKS, drawn.jpeg(drawn.bag(3)), drawn.jpeg(drawn.bag(4)))
    assert found.reason == "Pack A says vanilla (VANILLE), pack B says chocolate (Schokolade)."
    assert [len(call.images) for call in gemini.calls] == [2, 2, 1, 1] and len(found.calls) == 4

    says(gemini, "same")
    assert look(two(), PACKS, drawn.jpeg(drawn.bag(5)), drawn.jpeg(drawn.bag(6))).words == ()
    assert len(gemini.calls) == 5


def test_words_that_cannot_be_had_leave_the_pair_unsure(gemini, settings):
    settings.JUDGE_DESCRIBE = "gemini"
    says(gemini, "unsure")
    gemini.say({"lines": [{"text": "VANILLE", "confidence": 0.99}]})
    gemini.faults += ["", "", "safety"]
    found = look(two(), PACKS, drawn.jpeg(drawn.bag(3)), drawn.jpeg(drawn.bag(4)))
    assert (found.answer, found.refused) == ("unsure", False)
    assert [pack.refused for pack in found.words] == ["blocked", ""]


def test_the_record_names_each_next_question_and_then_says_the_same(gemini, settings):
    settings.JUDGE_DESCRIBE = "offline"
    make.rule_set(fields=[BRAND], pack_text=True)
    says(gemini, "unsure")
    pair = two()
    shown(pair, *(drawn.jpeg(drawn.labelled(3, word)) for word in ("VANILLA", "CHOCOLATE")))
    (lacking,) = Recorded.of([pair.pk]).examine(rulebook.current()).values()
    assert isinstance(lacking, Unrecorded) and [each.role for each in lacking.questions] == ["compare"]
    work.enqueue([pair.pk])
    assert runs.judge_next(rulebook.current())
    verdict = Verdict.objects.get(pair=pair)
    assert verdict.sentence.endswith("main pictures name other flavours (vanilla / chocolate).")
    assert verdict.evidence["pictures"][0]["words"][0]["flavours"] == [["vanilla", "VANILLA"]]
    (case,) = Recorded.of([pair.pk]).examine(rulebook.current()).values()
    assert case.sentence == verdict.sentence and list(case.calls) == verdict.evidence["calls"]
    assert len(case.calls) == 4


@pytest.mark.usefixtures("offline")
@pytest.mark.parametrize("of_variants", [False, True])
def test_flavours_stand_unless_variants_are_compared(of_variants):
    make.rule_set(fields=[BRAND], pack_text=True)
    pair = two()
    shown(pair, *(drawn.jpeg(drawn.labelled(3, word)) for word in ("VANILLA", "CHOCOLATE")))
    near = []
    for seed, spu in enumerate((pair.a, pair.b), 50):
        cspu = pictures.variant(spu, "vanilla") if of_variants else None
        near.append(pictures.image(spu, seed, cspu=cspu, position=1))
    pair.image_a, pair.image_b = near
    pair.save(update_fields=["image_a", "image_b"])
    work.enqueue([pair.pk])
    assert runs.judge_next(rulebook.current())
    verdict = Verdict.objects.get(pair=pair)
    kinds = [picture["kind"] for picture in verdict.evidence["pictures"]]
    assert kinds == (["main", "variant"] if of_variants else ["main"])
    assert verdict.level == ("likely_match" if of_variants else "likely_non_match")


def test_a_plain_sheet_is_no_picture_of_two_products(gemini):
    sheet = drawn.jpeg(Pillow.new("RGB", (400, 400), "white"))
    found = look(two(), COPIES, sheet, sheet)
    assert (found.answer, found.call) == ("unsure", None) and "shows nothing" in found.reason
    bag = drawn.jpeg(drawn.bag(3))
    assert look(two(), COPIES, bag, bag).answer == "same"
    assert not gemini.calls
