"""Two pictures laid over each other, compared cell by cell: structure, light, colour.

Histograms of whole pictures cannot tell another light from another colour (measured: 0.38–0.41 recoloured, 0.39–0.73
in another light). Cells can: light changes everything, a dye only the product.
"""

from __future__ import annotations

from typing import Any, NamedTuple, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float32]
Bools: TypeAlias = NDArray[np.bool_]

CELL = 12  # pixels: structure is compared in squares of this side
SPOT = 6  # pixels: colour, in a quarter of a cell
NOISE = 10.0  # grey levels squared: what recompression does to a flat cell
TEXTURE = 6.0  # grey levels: a cell with less is flat, and flat cells agree with everything
BROKEN = 14.0  # grey levels that are left of a cell after the other picture is taken away
PRODUCT = 8.0  # Lab distance from the border's colour from which a pixel belongs to the product
VISIBLE = 10.0  # Lab distance from which two spots are of visibly different colour
BRIGHTNESS = (0.75, 1.34)  # what passes for another light; what goes beyond stays a change of colour
TINT = (0.93, 1.07)  # of one colour channel beside that
GREY_WEIGHTS = np.array([0.299, 0.587, 0.114], dtype=np.float32)  # as in JPEG, so as a black-and-white copy has them


class Structure(NamedTuple):
    cells: int  # with structure
    agreeing: float  # share of these whose grey levels rise and fall together
    broken: int  # number of these that clearly show something else


class Colours(NamedTuple):
    changed: float  # share of the product's spots that visibly changed colour
    dyed: float  # share of the spots that are product in both pictures and clearly of another colour
    faded: bool  # one picture is the other in black and white


def in_blocks(values: NDArray[Any], side: int) -> NDArray[Any]:
    """height × width (× channels) → blocks × pixels (× channels); pixels beyond whole blocks are left out."""
    high, wide = values.shape[0] // side, values.shape[1] // side
    cut = values[: high * side, : wide * side]
    rows = cut.reshape(high, side, wide, side, *values.shape[2:]).swapaxes(1, 2)
    return rows.reshape(high * wide, side * side, *values.shape[2:])


def lab(rgb: NDArray[Any]) -> Floats:
    """… × 3, 0–255 → CIE Lab, L 0–100."""
    flat = np.ascontiguousarray(rgb.reshape(1, -1, 3), dtype=np.float32) / 255
    return np.asarray(cv2.cvtColor(flat, cv2.COLOR_RGB2LAB), dtype=np.float32).reshape(rgb.shape)


def product(rgb: NDArray[Any]) -> Bools:
    """Pixels that are not of the border's colour: height × width × 3 → height × width."""
    seen = lab(rgb)
    sideways = seen.swapaxes(0, 1)
    border = np.concatenate([edge[:4].reshape(-1, 3) for edge in (seen, seen[::-1], sideways, sideways[::-1])])
    away = seen - np.median(border, axis=0)
    return np.asarray(np.einsum("hwc,hwc->hw", away, away) > PRODUCT**2)


def structure(a: Floats, b: Floats, shown: Bools) -> Structure:
    """Normalised correlation of grey levels, in the cells that are `shown` and not flat."""
    grey_a, grey_b = (in_blocks(cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY), CELL) for rgb in (a, b))
    rest_a, rest_b = grey_a - grey_a.mean(1, keepdims=True), grey_b - grey_b.mean(1, keepdims=True)
    spread_a, spread_b, together = rest_a.std(1), rest_b.std(1), (rest_a * rest_b).mean(1)
    textured = (np.maximum(spread_a, spread_b) > TEXTURE) & in_blocks(shown, CELL).all(1)
    if not textured.any():
        return Structure(0, 0.0, 0)
    agreement = ((together + NOISE) / (spread_a * spread_b + NOISE))[textured]
    contrast = np.clip(together / (spread_b**2 + 1), 0.5, 2)
    left_over = (rest_a - rest_b * contrast[:, None]).std(1)[textured]
    broken = (agreement < 0.75) & (left_over > BROKEN)
    return Structure(agreement.size, float((agreement > 0.6).mean()), int(broken.sum()))


def light(a: Floats, b: Floats, of_product: Bools) -> Floats:
    """Channel gains that bring B's spots into A's light, within what a lamp or a camera does; n × 3 each → 3.

    Where white stayed white, or a part that is neither white nor black kept its colour, the light is the same, and
    every change elsewhere is a change of the thing.
    """
    least, most = np.minimum(a, b), np.maximum(a, b)
    middle = (least.min(1) > 30) & (most.max(1) < 245)
    kept = np.linalg.norm(lab(a[middle]) - lab(b[middle]), axis=1) < 4 if middle.any() else np.zeros(1)
    usable = of_product & (least.min(1) > 12) & (most.max(1) < 250)
    if (least.min(1) > 250).mean() >= 0.1 or kept.mean() >= 0.15 or usable.sum() < 8:
        return np.ones(3, dtype=np.float32)
    gains = np.median(a[usable] / b[usable], axis=0)
    brightness = np.clip(np.median(gains), *BRIGHTNESS)
    return np.asarray(np.clip(gains, brightness * TINT[0], brightness * TINT[1]), dtype=np.float32)


def colours(a: Floats, b: Floats, gains: Floats, in_both: Bools) -> Colours:
    """Spots of the product in A and in B, n × 3 each; `in_both` says which are product in both."""
    lab_a, lab_b = lab(a), lab(np.clip(b * gains, 0, 255))
    moved = np.linalg.norm(lab_a - lab_b, axis=1)
    other = dyed(lab_a, lab_b)[in_both]
    return Colours(float((moved > VISIBLE).mean()), float(other.mean()) if other.size else 0.0, without_colour(a, b))


def dyed(a: Floats, b: Floats) -> Bools:
    """Spots of another hue, or coloured against grey, or light against dark; n × 3 in Lab."""
    hue_a, hue_b = a[:, 1] + 1j * a[:, 2], b[:, 1] + 1j * b[:, 2]
    least, most = np.minimum(abs(hue_a), abs(hue_b)), np.maximum(abs(hue_a), abs(hue_b))
    turned = np.abs(np.angle(hue_a * np.conj(hue_b), deg=True))
    another_hue = (least > 12) & (turned > 35) & (abs(hue_a - hue_b) > 20)
    return np.asarray(another_hue | ((least < 10) & (most > 35)) | (abs(a[:, 0] - b[:, 0]) > 40))


def without_colour(a: Floats, b: Floats) -> bool:
    """One of them is grey throughout, the other is not, and their grey levels are the same."""
    colour_a, colour_b = (float(np.quantile(np.ptp(spots, axis=1), 0.98)) for spots in (a, b))
    grey_a, grey_b = a @ GREY_WEIGHTS, b @ GREY_WEIGHTS
    one_is_grey = min(colour_a, colour_b) < 8 < 16 < max(colour_a, colour_b)
    return bool(one_is_grey and np.quantile(abs(grey_a - grey_b), 0.9) < 8)
