from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image, ImageChops, ImageStat

from review.demo.chance import dice_for
from review.demo.drawing import DRAWERS, Look, draw, photographs
from review.demo.drawing.photographs import Shot

LOOK = Look("Orbit", "Norvik", (40, 84, 150), (220, 90, 40), size=0.4)
WORDS = {"lenses": ("-2.25", "30"), "coffee": ("hazelnut", "250 g", ""), "tea": ("mint", "100 g", "x 2")}


def look(kind: str, **changes: object) -> Look:
    return Look(**{**LOOK.__dict__, "words": WORDS.get(kind, ()), **changes})


def difference(one: bytes, other: bytes) -> float:
    """Mean absolute difference of two pictures, 0-255."""
    a, b = (Image.open(BytesIO(data)).convert("RGB").resize((200, 200)) for data in (one, other))
    return sum(ImageStat.Stat(ImageChops.difference(a, b)).mean) / 3


@pytest.mark.parametrize("kind", DRAWERS)
def test_a_product_is_drawn_the_same_each_time_and_unlike_another_model(kind: str) -> None:
    first, again = draw(kind, look(kind)), draw(kind, look(kind))
    assert first.tobytes() == again.tobytes()
    models = {draw(kind, look(kind, model=model, brand="Trevola")).tobytes() for model in ("Vega", "Lira", "Q70")}
    assert len(models) == 3
    assert draw(kind, look(kind, colour=(200, 30, 30))).tobytes() != first.tobytes()
    left, top, right, bottom = first.getbbox() or (0, 0, 0, 0)
    assert right - left > 400
    assert bottom - top > 350


def test_a_recompressed_photograph_is_nearly_the_same_another_shot_is_not() -> None:
    art, shot, dice = draw("suitcase", LOOK), Shot(), dice_for("shots")
    photograph = photographs.take(art, shot)
    again = photographs.take(art, shot.recompressed(dice))
    assert len(again) < len(photograph)
    assert difference(photograph, again) < 3
    assert difference(photograph, photographs.take(art, photographs.seller(dice))) > 10


def test_sellers_use_every_ground_and_sign_some_pictures() -> None:
    shots = [photographs.seller(dice_for(str(seed))) for seed in range(100)]
    assert {shot.ground for shot in shots} == set(photographs.GROUNDS)
    assert {shot.watermark for shot in shots} == set(photographs.WATERMARKS)
