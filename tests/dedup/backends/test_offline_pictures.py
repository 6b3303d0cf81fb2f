"""Pictures compared by code, on drawn products and, where the labelled sets are there, on real photographs."""

from __future__ import annotations

import io
import itertools
import json
import math
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageEnhance

from dedup.backends.offline_cells import Colours, Structure
from dedup.backends.offline_pictures import judge, word
from dedup.backends.offline_sight import Overlay, Sight, compare, look
from tests.dedup.backends import drawn
from tests.dedup.backends.drawn import bag, jpeg, pack

SEEDS = range(6)
Change = Callable[[Image.Image], Image.Image]


def answers(pairs: list[tuple[Image.Image, Image.Image]]) -> set[tuple[str, str]]:
    words = (judge(jpeg(a, 92), jpeg(b, 80)) for a, b in pairs)
    return {(said.answer, said.difference) for said in words}


def changed(make: Callable[[int], Image.Image], change: Change) -> set[tuple[str, str]]:
    return answers([(make(seed), change(make(seed))) for seed in SEEDS])


UNCHANGED: dict[str, Change] = {
    "packed again": lambda image: Image.open(io.BytesIO(jpeg(image, 35))),
    "half the size": lambda image: image.resize((300, 300)),
    "squeezed": lambda image: image.resize((520, 600)),
    "cropped": drawn.cropped,
    "on a larger sheet": drawn.padded,
    "turned by 4°": drawn.turned,
    "warmer, paper and all": lambda image: drawn.lit(image, red=1.07, blue=0.93, brightness=0.85),
    "darker, paper and all": lambda image: drawn.lit(image, brightness=0.8),
    "a little brighter": lambda image: drawn.lit(image, brightness=1.08),
}


@pytest.mark.parametrize("make", [bag, pack])
@pytest.mark.parametrize("change", UNCHANGED.values(), ids=UNCHANGED.keys())
def test_the_same_photo_is_the_same(make: Callable[[int], Image.Image], change: Change) -> None:
    assert changed(make, change) == {("same", "none")}


DOUBTFUL: dict[str, Change] = {
    "warm light": lambda image: drawn.lit(image, red=1.12, blue=0.85),
    "cold light": lambda image: drawn.lit(image, red=0.88, blue=1.12),
    "half the light": lambda image: drawn.lit(image, brightness=0.5),
    "overexposed": lambda image: drawn.lit(image, brightness=1.4),
    "harder contrast": lambda image: ImageEnhance.Contrast(image).enhance(1.4),
    "stronger colours": lambda image: ImageEnhance.Color(image).enhance(1.5),
    "paler colours": lambda image: ImageEnhance.Color(image).enhance(0.6),
    "black and white": lambda image: image.convert("L").convert("RGB"),
    "a sticker on it": drawn.stickered,
    "from the side": drawn.leaning,
    "a detail of it": lambda image: drawn.cropped(image, 0.35),
}


@pytest.mark.parametrize("make", [bag, pack])
@pytest.mark.parametrize("change", DOUBTFUL.values(), ids=DOUBTFUL.keys())
def test_another_light_or_angle_is_never_called_different(make: Callable[[int], Image.Image], change: Change) -> None:
    assert "different" not in {answer for answer, _ in changed(make, change)}


@pytest.mark.parametrize(
    "name", ["half the light", "harder contrast", "black and white", "a sticker on it", "from the side"]
)
def test_what_code_cannot_know_is_unsure(name: str) -> None:
    assert changed(bag, DOUBTFUL[name]) == {("unsure", "none")}


@pytest.mark.parametrize("change", [lambda image: image, drawn.cropped, drawn.padded, drawn.turned])
def test_the_same_photo_in_another_colour_is_different(change: Change) -> None:
    pairs = [(bag(seed), change(bag(seed, drawn.BLUE))) for seed in SEEDS]
    assert answers(pairs) == {("different", "colour")}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"colour": drawn.BLACK}, {"colour": drawn.GREY}),
        ({"colour": (150, 150, 152), "trim": None}, {"colour": (188, 188, 190), "trim": None}),
        (
            {"colour": (150, 150, 152), "trim": None, "paper": drawn.BEIGE},
            {"colour": (188, 188, 190), "trim": None, "paper": drawn.BEIGE},
        ),
        ({"colour": (200, 30, 40)}, {"colour": (225, 90, 40)}),
        ({"trim": (230, 200, 60)}, {"trim": (60, 200, 120)}),
    ],
    ids=["black, grey", "grey, light grey", "the same on beige", "red, orange", "only the trim"],
)
def test_a_colour_that_is_near_is_not_the_same(one: dict[str, Any], other: dict[str, Any]) -> None:
    found = answers([(bag(seed, **one), bag(seed, **other)) for seed in SEEDS])
    assert "same" not in {answer for answer, _ in found}


@pytest.mark.parametrize("change", [lambda image: image, drawn.turned, lambda image: image.resize((300, 300))])
def test_another_weight_in_the_small_print_is_not_the_same(change: Change) -> None:
    assert answers([(pack(seed, "250 g"), change(pack(seed, "500 g"))) for seed in SEEDS]) == {("unsure", "none")}


def test_a_badge_beside_the_product_is_no_colour_of_it() -> None:
    pairs = [(drawn.small(make(seed)), drawn.small(make(seed), badge=True)) for make in (bag, pack) for seed in SEEDS]
    assert answers(pairs) == {("unsure", "none")}


def test_other_products_are_unsure() -> None:
    pairs = [(bag(a), bag(b)) for a, b in itertools.combinations(SEEDS, 2)]
    pairs += [(bag(seed), pack(seed)) for seed in SEEDS]
    assert answers(pairs) == {("unsure", "none")}


@pytest.mark.parametrize("size", [(600, 600), (1, 1), (2000, 3), (40, 900)])
def test_a_picture_of_nothing_is_unsure(size: tuple[int, int]) -> None:
    white, grey = (jpeg(Image.new("RGB", size, colour)) for colour in ("white", "grey"))
    assert judge(white, grey).answer == "unsure"


def test_the_very_same_file_is_the_same() -> None:
    white = jpeg(Image.new("RGB", (5, 5), "white"))
    assert judge(white, white) == ("same", "none", "Both listings use the very same picture.")


def test_lots_are_drawn_the_same_way_every_time() -> None:
    files = [jpeg(bag(seed)) for seed in SEEDS]
    runs = [[compare(a, b).details for a, b in itertools.combinations(files, 2)] for _ in range(3)]
    assert runs[0] == runs[1] == runs[2]


def test_two_runs_say_the_same_and_which_picture_is_a_matters_little() -> None:
    a, b = jpeg(bag(1)), jpeg(drawn.turned(bag(1)))
    first = judge(a, b)
    look.cache_clear()
    assert judge(a, b) == first
    assert judge(b, a).answer == first.answer


def sight(
    bits: int = 3, details: int = 212, *, cells: int = 200, agreeing: float = 1.0, broken: int = 0,
    changed: float = 0.0, dyed: float = 0.0, faded: bool = False, common: float = 0.9,
) -> Sight:  # fmt: skip
    return Sight(bits, details, Overlay(Structure(cells, agreeing, broken), Colours(changed, dyed, faded), common))


CHANGED = "the light or the colour of {}% of the product is not the same."
SHARED = "The pictures share 212 details, but only"
LINED_UP = "The pictures line up (3 of 64 hash bits differ, 212 shared details), but "


@pytest.mark.parametrize(
    ("seen", "answer", "reason"),
    [
        (sight(), "same", "Same photo: 3 of 64 hash bits differ, 212 shared details, colours agree."),
        (sight(40, 25), "same", "Same photo: 40 of 64 hash bits differ, 25 shared details, colours agree."),
        (sight(10, 0), "same", "Same photo: 10 of 64 hash bits differ, 0 shared details, colours agree."),
        (sight(changed=0.01), "same", "Same photo: 3 of 64 hash bits differ, 212 shared details, colours agree."),
        (sight(dyed=0.44, changed=0.6), "different", f"{LINED_UP}44% of the product has another colour."),
        (sight(dyed=0.24, changed=0.3), "unsure", f"{LINED_UP}{CHANGED.format(30)}"),
        (sight(changed=0.02), "unsure", f"{LINED_UP}{CHANGED.format(2)}"),
        (sight(broken=1), "unsure", f"{LINED_UP}1 of 200 places show something else."),
        (sight(faded=True, dyed=0.9), "unsure", f"{LINED_UP}one of them is black and white."),
        (sight(agreeing=0.84, dyed=0.9), "unsure", f"{SHARED} 84% of the product lines up."),
        (sight(common=0.39, dyed=0.9), "unsure", f"{SHARED} in a small part of the product."),
        (sight(11, 24), "unsure", "The pictures share no details that code can compare."),
        (sight(cells=11), "unsure", "The pictures line up, but show too little to compare."),
        (Sight(30, 3, None), "unsure", "The pictures share no details that code can compare."),
    ],
)  # fmt: skip
def test_the_first_row_that_fits_says_why_in_figures(seen: Sight, answer: str, reason: str) -> None:
    said = word(seen)
    assert (said.answer, said.reason) == (answer, reason)
    assert said.difference == ("colour" if answer == "different" else "none")


def test_forty_milliseconds_of_cpu_a_pair() -> None:
    """Of each pair the best of up to fifteen tries: another process on the same core makes CPU time longer."""
    files = [(jpeg(bag(seed).resize((1000, 1000))), jpeg(drawn.turned(bag(seed)))) for seed in SEEDS]
    best = [math.inf] * len(files)
    for _ in range(15):
        best = [min(before, seconds(*pair)) for before, pair in zip(best, files, strict=True)]
        if sum(best) / len(best) <= 0.040:
            return
    pytest.fail(f"{1000 * sum(best) / len(best):.1f} ms a pair")


def seconds(a: bytes, b: bytes) -> float:
    look.cache_clear()
    start = time.process_time()
    judge(a, b)
    return time.process_time() - start


def test_real_garments_in_two_colours_are_not_the_same_and_two_angles_not_different(data: Path) -> None:
    """The pictures of one garment; a folder per colour, the main one in the same pose."""
    folder = data / "magento_luma"
    same_colour, other_colour = garments(folder)
    for a, b in same_colour[::2]:
        assert judge(a.read_bytes(), b.read_bytes()).answer != "different", (a.name, b.name)
    called = [(a, b) for a, b in other_colour if judge(a.read_bytes(), b.read_bytes()).answer == "same"]
    assert all(one_photo_twice(a, b) for a, b in called), called


Paths = list[tuple[Path, Path]]


def garments(folder: Path) -> tuple[Paths, Paths]:
    same_colour: Paths = []
    other_colour: Paths = []
    for line in (folder / "catalogue.jsonl").read_text().splitlines():
        colours = [[folder / name for name in cspu["images"]] for cspu in json.loads(line)["cspus"]]
        same_colour += [two for pictures in colours for two in itertools.combinations(pictures, 2)]
        other_colour += itertools.combinations([pictures[0] for pictures in colours if pictures], 2)
    return same_colour, other_colour


def one_photo_twice(a: Path, b: Path) -> bool:
    """Some garments are catalogued in two colours with one photo for both."""
    pixels = [np.asarray(Image.open(path).convert("RGB").resize((300, 380)), dtype=float) for path in (a, b)]
    return bool(np.abs(pixels[0] - pixels[1]).mean() < 1.0)


def test_packs_of_one_brand_are_not_the_same(data: Path) -> None:
    packs = sorted((data / "grocery_store" / "iconic").glob("*.jpg"))
    brands = itertools.groupby(packs, key=lambda path: path.name.split("-")[0])
    pairs = [two for _, group in brands for two in itertools.combinations(group, 2)]
    assert len(pairs) > 10
    assert {judge(a.read_bytes(), b.read_bytes()).answer for a, b in pairs} == {"unsure"}
