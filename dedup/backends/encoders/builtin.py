"""A picture as 256 numbers, without weights: the colour, the edges and the layout of what stands before the ground.

| block | numbers | what |
|---|---|---|
| colour | 104 | how much of the foreground has which colour: 8 greys, 16 hues x 2 lightnesses x 3 strengths |
| edges | 96 | edge directions (8) in 6 x 2 places of the foreground's box |
| layout | 56 | CIE Lab and share of foreground in 7 x 2 places of that box |

The ground is the median colour of the rim, and counts as one only as far as the rim is plain; in a
snapshot the whole picture is foreground. The middle of the foreground's box counts most for colour:
sellers show a shirt on a person, and skin, hair and trousers lie at the ends. Places are folded left
on right, because sellers mirror pictures. Distances are in CIE Lab, where one step is one just visible.

The constants were set on pictures of five kinds at once; docs/candidates.md has the measurements.
Any change of a number in this file needs a new `name`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL.Image import Image, Resampling

from .base import unit

Floats = NDArray[np.float32]
Reals = NDArray[np.floating[Any]]
Bins = list[tuple[NDArray[np.intp], Reals]]  # (bin, share of it), two for each value

SIDE = 96
RIM = 4
PLAIN = 8.0  # a rim pixel nearer than this to the median belongs to the ground
GROUND, CLEAR = 5.0, 15.0  # from here a pixel begins to be foreground; from there it is
MIDDLE = 0.33  # of half the box: standard deviation of what counts most for colour
GREY = 12.0  # chroma at which a colour is a colour rather than a grey
STRONGEST = 90.0
GREYS, HUES, LIGHTS, STRENGTHS = 8, 16, 2, 3
DIRECTIONS = 8
SHARES = {"colour": 0.75, "edges": 0.10, "layout": 0.15}  # of the squared length
LAYOUT_SCALE = np.array([60, 40, 40, 0.6], np.float32)
LAYOUT_CENTRE = np.array([0.9, 0, 0, 0.8], np.float32)


@dataclass(frozen=True)
class Scene:
    """`lab` (SIDE, SIDE, 3); `front` (SIDE, SIDE): 0 ground to 1 foreground; `box`: top, bottom, left, right."""

    lab: Floats
    front: Floats
    box: tuple[int, int, int, int]

    def cut(self, plane: Floats) -> Floats:
        top, bottom, left, right = self.box
        return plane[top:bottom, left:right]


class BuiltinEncoder:
    name = "builtin:1"
    dimensions = 256
    gate = 0.88

    def encode(self, pictures: Sequence[Image]) -> Floats:
        return np.stack([describe(picture) for picture in pictures]) if pictures else np.zeros((0, 256), np.float32)


def describe(picture: Image) -> Floats:
    """(256,), length 1; the same on every machine with the pinned packages."""
    scene = _scene(picture)
    blocks = {"colour": _colour(scene), "edges": _edges(scene), "layout": _layout(scene)}
    return unit(np.concatenate([np.sqrt(SHARES[name]) * unit(block) for name, block in blocks.items()]))


def _scene(picture: Image) -> Scene:
    small = picture.convert("RGB").resize((SIDE, SIDE), Resampling.BILINEAR, reducing_gap=2.0)
    lab = cv2.cvtColor(np.asarray(small, np.float32) / 255, cv2.COLOR_RGB2LAB)
    rim = np.concatenate([edge.reshape(-1, 3) for edge in (lab[:RIM], lab[-RIM:], lab[:, :RIM], lab[:, -RIM:])])
    ground = np.median(rim, axis=0)
    share = float((np.linalg.norm(rim - ground, axis=1) < PLAIN).mean())
    plain = min(max((share - 0.3) / 0.3, 0.0), 1.0)
    away = np.clip((np.linalg.norm(lab - ground, axis=2) - GROUND) / (CLEAR - GROUND), 0, 1)
    front = (plain * away + 1 - plain).astype(np.float32)
    if front.mean() < 0.01:
        front = np.ones_like(front)
    return Scene(lab, front, _box(front) if plain > 0.5 else (0, SIDE, 0, SIDE))


def _box(front: Floats) -> tuple[int, int, int, int]:
    """Around the foreground, but for the outermost hundredth on each side: specks and shadows."""
    down, across = np.nonzero(front >= front.max() / 2)
    if len(down) < 20:
        return 0, SIDE, 0, SIDE
    (top, bottom), (left, right) = np.percentile(down, [1, 99]), np.percentile(across, [1, 99])
    return int(top), int(bottom) + 1, int(left), int(right) + 1


def _middle(scene: Scene) -> Reals:
    top, bottom, left, right = scene.box
    at = np.arange(SIDE) + 0.5
    down = (2 * at - top - bottom) / (bottom - top)
    across = (2 * at - left - right) / (right - left)
    weight: Reals = np.exp(-(down[:, None] ** 2 + across[None] ** 2) / (2 * MIDDLE**2)).astype(np.float32)
    return weight


def _soft(values: Reals, count: int, *, around: bool = False) -> Bins:
    """Each value of 0-1 shared out between its two nearest bins, so that a small change stays a small change."""
    place = values * count - 0.5
    low = np.floor(place).astype(np.intp)
    part = (place - low).astype(np.float32)
    if around:
        return [(low % count, 1 - part), ((low + 1) % count, part)]
    return [(np.clip(low, 0, count - 1), 1 - part), (np.clip(low + 1, 0, count - 1), part)]


def _colour(scene: Scene) -> Reals:
    """Square root of the share of each colour (Hellinger): many small areas count, not only the largest."""
    light, a, b = (scene.lab[..., band] for band in range(3))
    chroma = np.hypot(a, b)
    greyness = np.exp(-((chroma / GREY) ** 2))
    weight: Reals = scene.front * _middle(scene)
    if weight.mean() < 0.002:
        weight = _middle(scene)
    weight = weight * (1 + chroma / 80)
    greys = _soft(light / 100, GREYS)
    counts = np.zeros(GREYS + HUES * LIGHTS * STRENGTHS)
    for grey, part in greys:
        counts[:GREYS] += np.bincount(grey.ravel(), (weight * greyness * part).ravel(), GREYS)
    counts[GREYS:] = _hues(scene, chroma, weight * (1 - greyness))
    share: Reals = np.sqrt(counts / max(counts.sum(), 1e-9))
    return share


def _hues(scene: Scene, chroma: Reals, weight: Reals) -> NDArray[np.float64]:
    hue = (np.arctan2(scene.lab[..., 2], scene.lab[..., 1]) / (2 * np.pi)) % 1
    lights = _soft(scene.lab[..., 0] / 100, LIGHTS)
    strengths = _soft(np.clip(chroma / STRONGEST, 0, 1), STRENGTHS)
    size = HUES * LIGHTS * STRENGTHS
    counts = np.zeros(size)
    for turn, of_turn in _soft(hue, HUES, around=True):
        for shade, of_shade in lights:
            for strength, of_strength in strengths:
                place = (turn * LIGHTS + shade) * STRENGTHS + strength
                counts += np.bincount(place.ravel(), (weight * of_turn * of_shade * of_strength).ravel(), size)
    return counts


def _edges(scene: Scene) -> Reals:
    """Square root of the edge strength by place and direction, less its mean: all products have edges everywhere."""
    size = 64
    rows, columns = 6, 4
    plane = cv2.resize(scene.cut(scene.lab[..., 0]), (size, size), interpolation=cv2.INTER_LINEAR)
    plane = cv2.GaussianBlur(plane, (0, 0), 1)
    across, down = cv2.Sobel(plane, cv2.CV_32F, 1, 0), cv2.Sobel(plane, cv2.CV_32F, 0, 1)
    strength = np.sqrt(np.hypot(across, down))
    direction = (np.arctan2(down, across) / np.pi) % 1
    at = ((np.arange(size) + 0.5) / size).astype(np.float32)
    counts = np.zeros(rows * columns * DIRECTIONS)
    for row, of_row in _soft(at, rows):
        for column, of_column in _soft(at, columns):
            cell = (row[:, None] * columns + column[None]) * DIRECTIONS
            here = strength * of_row[:, None] * of_column[None]
            for turn, of_turn in _soft(direction, DIRECTIONS, around=True):
                counts += np.bincount((cell + turn).ravel(), (here * of_turn).ravel(), counts.size)
    places = counts.reshape(rows, columns, DIRECTIONS)
    folded = (places + places[:, ::-1, ::-1])[:, : columns // 2]
    roots: Reals = unit(np.sqrt(folded.ravel()))
    centred: Reals = roots - roots.mean()
    return centred


def _layout(scene: Scene) -> Reals:
    planes = np.dstack([scene.cut(scene.lab), scene.cut(scene.front)]).astype(np.float32)
    grid = cv2.resize(planes, (4, 7), interpolation=cv2.INTER_AREA)
    folded = (grid + grid[:, ::-1])[:, :2] / 2
    made: Reals = (folded / LAYOUT_SCALE - LAYOUT_CENTRE).ravel()
    return made
