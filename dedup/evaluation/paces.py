"""How fast a judge reads listings."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor

from dedup.backends.base import Ask
from dedup.judging import calls

AT_ONCE = 20
_questions: Sequence[Ask] = ()  # those of the processes that are forked: schemas made at run time cannot be sent


def of_calls(seconds: Sequence[float]) -> int | None:
    """Answers a second of the judge as it was asked, one after the other; the first loads what it needs."""
    spent = sum(seconds[1:])
    return round((len(seconds) - 1) / spent) if spent else None


def of_code(questions: Sequence[Ask]) -> int | None:
    """Answers a second of a judge that is code, a process a core as workers are, each warm; not through the door."""
    global _questions
    _questions = questions
    cores, places = os.cpu_count() or 1, range(0, len(questions), AT_ONCE)
    with ProcessPoolExecutor(cores, mp_context=multiprocessing.get_context("fork")) as pool:
        list(pool.map(_answer, [0] * 4 * cores))
        start = time.perf_counter()
        list(pool.map(_answer, places))
        spent = time.perf_counter() - start
    return round(len(questions) / spent) if questions else None


def _answer(place: int) -> int:
    reader = calls.chosen("extract")
    return len(reader.ask_all(_questions[place : place + AT_ONCE]))
