"""ISO weeks, Monday to Sunday in the shop's time zone: what figures are taken by."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Self

from django.utils import timezone


class BadWeek(ValueError):
    """The text names no week; str() says how to write one."""


@dataclass(frozen=True, order=True)
class Week:
    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "2026-W46". Raises BadWeek."""
        found = re.fullmatch(r"([1-8]\d{3})-W(\d{2})", text.strip(), re.ASCII)  # the week after it is a date too
        try:
            return cls.of(date.fromisocalendar(int(found[1]), int(found[2]), 1)) if found else cls._refuse(text)
        except ValueError:
            return cls._refuse(text)

    @classmethod
    def asked(cls, text: str) -> Self:
        """A week that figures can be asked of: it has begun. Raises BadWeek."""
        week = cls.parse(text)
        if week > cls.current():
            raise BadWeek(f"{week} has not begun. Now is {cls.current()}.")
        return week

    @classmethod
    def of(cls, day: date) -> Self:
        year, number, _ = day.isocalendar()
        return cls(year, number)

    @classmethod
    def current(cls) -> Self:
        return cls.of(timezone.localdate())

    @classmethod
    def last_complete(cls) -> Self:
        """The one before the current week: its figures stay as they are."""
        return cls.of(timezone.localdate() - timedelta(days=7))

    @classmethod
    def _refuse(cls, text: str) -> Self:
        raise BadWeek(f"“{text}” is not a week. Write year and number, as in {cls.current()}.")

    @property
    def monday(self) -> date:
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def start(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.monday, time.min))

    @property
    def end(self) -> datetime:
        """The first moment that is no longer in it."""
        return timezone.make_aware(datetime.combine(self.monday + timedelta(days=7), time.min))

    def shifted(self, weeks: int) -> Week:
        return Week.of(self.monday + timedelta(weeks=weeks))

    def __str__(self) -> str:
        return f"{self.year}-W{self.number:02}"
