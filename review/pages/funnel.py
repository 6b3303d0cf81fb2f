"""The way of candidates through a week, as bars."""

from __future__ import annotations

from dataclasses import dataclass

from review.figures import WeekRow


@dataclass(frozen=True)
class Step:
    """Both 0-100: `share` of the step before (none where there is nothing), `length` of the longest step."""

    name: str
    number: int
    share: int | None
    length: float


def of(total: WeekRow) -> list[Step]:
    numbers = {
        "found": total.candidates_found,
        "judged": total.settled_by_rule + total.settled_by_text + total.settled_by_picture,
        "sent to people": total.sent_to_people,
        "decided": total.decided,
        "accepted": total.accepted,
    }
    longest = max(numbers.values()) or 1
    before = [0, *numbers.values()]
    return [
        Step(name, number, round(100 * number / last) if last else None, 100 * number / longest)
        for last, (name, number) in zip(before, numbers.items(), strict=False)
    ]
