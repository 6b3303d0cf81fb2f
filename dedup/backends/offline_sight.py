"""What code can see in two pictures: how near their hashes are, how many details they share, and how they compare
when they are laid over each other (by the shared details, or as they lie where the hashes are close)."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cached_property, lru_cache

import cv2
import imagehash
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from dedup.backends.offline_cells import (
    CELL,
    SPOT,
    Bools,
    Colours,
    Floats,
    Structure,
    colours,
    in_blocks,
    light,
    product,
    structure,
)

cv2.setNumThreads(1)  # workers are processes; thread pools beside them only fight

SIDE = 320  # pixels of the longer side in which details are searched
FRAME = 256  # the same, in which cells are compared
CLOSE_HASHES = 16  # of 64 bits: worth laying over each other as they are
RATIO = 0.8  # Lowe's test: the best match clearly better than the second
FEWEST = 8  # matches that a position is estimated from
SCALES = (0.3, 3.4)


@dataclass(frozen=True, eq=False)
class Look:
    """One picture, read once."""

    rgb: NDArray[np.uint8]
    grey: NDArray[np.uint8]
    hash: imagehash.ImageHash
    points: Floats  # n × 2, x and y
    marks: NDArray[np.uint8]  # n × 32, ORB

    @cached_property
    def covered(self) -> int:
        """Pixels that the product covers."""
        return int(product(self.rgb).sum())


@dataclass(frozen=True)
class Overlay:
    """Two pictures laid over each other."""

    structure: Structure
    colours: Colours
    common: float  # share of the product that both pictures show, the smaller of the two


@dataclass(frozen=True)
class Sight:
    hash_bits: int  # of 64, in which the perceptual hashes differ
    details: int  # key points that agree on one move, turn and scale
    overlay: Overlay | None


def compare(a: bytes, b: bytes) -> Sight:
    """Raises PIL.UnidentifiedImageError or OSError for what is not a picture."""
    left, right = look(a), look(b)
    bits = int(left.hash - right.hash)
    details, place = placed(left, right)
    places = [place] if place is not None else []
    if bits <= CLOSE_HASHES:
        places.append(as_it_lies(left, right))
    overlays = [seen for way in places if (seen := overlay(left, right, way))]
    return Sight(bits, details, max(overlays, key=lambda seen: seen.structure.agreeing, default=None))


@lru_cache(maxsize=64)  # a listing's main picture stands in several pairs
def look(data: bytes) -> Look:
    image = opened(data)
    rgb = np.asarray(image)
    grey = np.asarray(cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    found, marks = cv2.ORB.create(500, fastThreshold=10).detectAndCompute(grey, None)
    points = np.array([point.pt for point in found], dtype=np.float32).reshape(-1, 2)
    return Look(rgb, grey, imagehash.phash(image), points, marks if marks is not None else np.empty((0, 32), np.uint8))


def opened(data: bytes) -> Image.Image:
    """In RGB, its longer side `SIDE`, its shorter at least two cells."""
    with Image.open(io.BytesIO(data)) as file:
        file.draft("RGB", (SIDE, SIDE))
        scale = SIDE / max(file.size)
        size = (max(2 * CELL, round(file.width * scale)), max(2 * CELL, round(file.height * scale)))
        return file.convert("RGB").resize(size)


def placed(a: Look, b: Look) -> tuple[int, Floats | None]:
    """How many details agree on one place of B over A, and that place (2 × 3); None: no believable one."""
    if min(len(a.points), len(b.points)) < FEWEST:
        return 0, None
    nearest = cv2.BFMatcher(cv2.NORM_HAMMING).knnMatch(b.marks, a.marks, 2)
    good = [two[0] for two in nearest if len(two) == 2 and two[0].distance < RATIO * two[1].distance]
    if len(good) < FEWEST:
        return 0, None
    of_a, of_b = a.points[[match.trainIdx for match in good]], b.points[[match.queryIdx for match in good]]
    cv2.setRNGSeed(0)  # RANSAC draws lots; the same question must have the same answer
    place, agreeing = cv2.estimateAffinePartial2D(of_b, of_a, method=cv2.RANSAC, ransacReprojThreshold=4)
    if place is None:
        return 0, None
    details, scale = int(agreeing.sum()), float(np.hypot(place[0, 0], place[1, 0]))
    believable = details >= FEWEST and SCALES[0] < scale < SCALES[1]
    return details, place.astype(np.float32) if believable else None


def as_it_lies(a: Look, b: Look) -> Floats:
    """B stretched to A's frame."""
    (high_a, wide_a), (high_b, wide_b) = a.grey.shape, b.grey.shape
    return np.array([[wide_a / wide_b, 0, 0], [0, high_a / high_b, 0]], dtype=np.float32)


def overlay(a: Look, b: Look, place: Floats) -> Overlay | None:
    """None: too little of the product is in both to compare."""
    over_a, over_b, shown = laid_over(a, b, place)
    of_a, of_b = product(over_a), product(over_b) & shown
    spots_a, spots_b = (in_blocks(pixels, SPOT).mean(1) > 0.5 for pixels in (of_a, of_b))
    both = in_blocks(shown, SPOT).all(1)
    seen = (spots_a | spots_b) & both
    if seen.sum() < 30:
        return None
    mean_a, mean_b = in_blocks(over_a, SPOT).mean(1), in_blocks(over_b, SPOT).mean(1)
    gains = light(mean_a[both], mean_b[both], seen[both])
    size_b = b.covered * abs(float(np.linalg.det(place[:, :2]))) * (FRAME / max(a.grey.shape)) ** 2
    return Overlay(
        structure(over_a, over_b, shown),
        colours(mean_a[seen], mean_b[seen], gains, (spots_a & spots_b)[seen]),
        common=float(min((of_a & shown).sum() / max(1, of_a.sum()), of_b.sum() / max(1.0, size_b))),
    )


def laid_over(a: Look, b: Look, place: Floats) -> tuple[Floats, Floats, Bools]:
    """A and B in one frame of whole cells, and where B shows anything."""
    scale = FRAME / max(a.grey.shape)
    height, width = (max(1, int(side * scale) // CELL) * CELL for side in a.grey.shape)
    shrink = np.diag([scale, scale, 1])
    move = (shrink @ np.vstack([place, [0, 0, 1]]))[:2]
    over_a = cv2.warpAffine(a.rgb, shrink[:2], (width, height), flags=cv2.INTER_AREA)
    over_b = cv2.warpAffine(b.rgb, move, (width, height), flags=cv2.INTER_AREA)
    shown = cv2.warpAffine(np.full(b.grey.shape, 255, np.uint8), move, (width, height)) > 250
    return over_a.astype(np.float32), over_b.astype(np.float32), shown
