"""What the sight of two pictures allows code to say: same, different, or honestly unsure.

"Same" means the same photo, however it was cropped, resized or packed again. "Different" is said only of one photo
in two colours. Two photos of two things cannot be told from two photos of one thing without a model.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from dedup.backends.offline_sight import Overlay, Sight, compare

# Measured on drawn and on real pictures: docs/judges.md has the table.
AGREEING = 0.85  # share of cells from which two pictures are taken for one photo
ENOUGH_CELLS = 12
ENOUGH_DETAILS = 25
CLOSE_BITS = 10  # of 64: near enough where details are few
COMMON = 0.4  # share of the product in both pictures
DYED = 0.25
SPECKS = 0.01  # share of spots that recompression may change


class Word(NamedTuple):
    answer: Literal["same", "different", "unsure"]
    difference: Literal["none", "colour"]
    reason: str


def judge(a: bytes, b: bytes) -> Word:
    """Two JPEGs. Raises PIL.UnidentifiedImageError or OSError for what is not a picture."""
    if a == b:
        return Word("same", "none", "Both listings use the very same picture.")
    return word(compare(a, b))


def word(sight: Sight) -> Word:
    """The first row that fits."""
    seen = sight.overlay
    if seen is None or not one_photo(sight, seen):
        return Word("unsure", "none", why_apart(sight))
    figures = f"{sight.hash_bits} of 64 hash bits differ, {sight.details} shared details"
    if seen.colours.faded:
        return Word("unsure", "none", f"The pictures line up ({figures}), but one of them is black and white.")
    if seen.colours.dyed >= DYED:
        share = f"{seen.colours.dyed:.0%} of the product"
        return Word("different", "colour", f"The pictures line up ({figures}), but {share} has another colour.")
    if change := why_changed(seen):
        return Word("unsure", "none", f"The pictures line up ({figures}), but {change}.")
    return Word("same", "none", f"Same photo: {figures}, colours agree.")


def one_photo(sight: Sight, seen: Overlay) -> bool:
    """Laid over each other, they show one thing from one side."""
    found = sight.details >= ENOUGH_DETAILS or sight.hash_bits <= CLOSE_BITS
    lined_up = seen.structure.cells >= ENOUGH_CELLS and seen.structure.agreeing >= AGREEING
    return found and lined_up and seen.common >= COMMON


def why_apart(sight: Sight) -> str:
    if sight.overlay is None or sight.details < ENOUGH_DETAILS:
        return "The pictures share no details that code can compare."
    if sight.overlay.common < COMMON:
        return f"The pictures share {sight.details} details, but only in a small part of the product."
    if sight.overlay.structure.cells < ENOUGH_CELLS:
        return "The pictures line up, but show too little to compare."
    share = f"{sight.overlay.structure.agreeing:.0%}"
    return f"The pictures share {sight.details} details, but only {share} of the product lines up."


def why_changed(seen: Overlay) -> str:
    """What keeps one photo in about one colour from being the same; empty: nothing."""
    if seen.structure.broken:
        return f"{seen.structure.broken} of {seen.structure.cells} places show something else"
    if seen.colours.changed > SPECKS:
        return f"the light or the colour of {seen.colours.changed:.0%} of the product is not the same"
    return ""
