"""The way of candidates through a week, as bars for an inline SVG."""

from __future__ import annotations

from dataclasses import dataclass

from review.figures import WeekRow

WIDTH, LINE = 420, 40


@dataclass(frozen=True)
class Step:
    """`share`: of the step before, as 0-100; None where that was nothing. Lengths are SVG units."""

    name: str
    number: int
    share: int | None
    y: int
    width: float


def of(total: WeekRow) -> list[Step]:
    numbers = {
        "candidates found": total.candidates_found,
        "judged by the machine": total.settled_by_rule + total.settled_by_text + total.settled_by_picture,
        "sent to people": total.sent_to_people,
        "decided": total.decided,
        "accepted": total.accepted,
    }
    most, steps = max(numbers.values()), list[Step]()
    before: int | None = None
    for place, (name, number) in enumerate(numbers.items()):
        share = round(100 * number / before) if before else None
        steps.append(Step(name, number, share, place * LINE, WIDTH * number / most if most else 0))
        before = number
    return steps
