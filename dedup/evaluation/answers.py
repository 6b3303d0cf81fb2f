"""`evaluate matching DIR --judge replay --answers FILE`: how good was a model whose answers somebody recorded?

The file stands beside `pairs.csv` and has the columns a, b, label, task, question and answer: one row for each
pair and prompt ("task"). Every row becomes a recorded question to the judge `replay:<task>` and is then asked
through the door like any other, so a real model is measured without its key.
"""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast

from django.test.utils import override_settings
from pydantic import BaseModel, ConfigDict

from dedup.backends.base import Ask
from dedup.candidates.progress import Bar, Progress
from dedup.judging import calls
from dedup.models import ModelCall

from . import scratch
from .folders import BadFolder
from .matching import Judged, scores

COLUMNS = ("a", "b", "label", "task", "question", "answer")
SAME = ("match",)
YES = re.compile(r"\byes\b", re.IGNORECASE)


class Said(BaseModel):
    """What was said, and what that comes to."""

    model_config = ConfigDict(extra="forbid")

    said: str
    level: Literal["match", "non_match"]


@dataclass(frozen=True)
class Row:
    """One recorded answer. `number` makes its question its own, also where the file asks one thing twice."""

    number: int
    label: bool
    task: str
    question: str
    answer: str

    @property
    def judge(self) -> str:
        return f"replay:{self.task}"

    @property
    def asked(self) -> Ask:
        return Ask("reason", f"Row {self.number} of the recorded answers.", self.question, Said)

    def call(self) -> ModelCall:
        level = "match" if YES.search(self.answer) else "non_match"
        return ModelCall(
            key=self.asked.key(self.judge),
            role="reason",
            backend=self.judge,
            model=self.task,
            question=self.asked.question(),
            answer=json.dumps({"said": self.answer, "level": level}, ensure_ascii=False),
            imported=True,
        )


def run(folder: Path, name: str, *, progress: Progress | None = None) -> dict[str, Any]:
    """`by_prompt`: precision, recall and F1 of each task over its n rows; beside it the same over all rows.

    Raises BadFolder.
    """
    rows = list(read(folder / name))
    with scratch.database():
        ModelCall.objects.bulk_create([row.call() for row in rows], batch_size=1000)
        bar = Bar(progress)
        bar.expect(len(rows))
        judged = []
        for row in rows:
            judged.append(Judged(row.label, row.task, ask(row)))
            bar.step(1)
    by_prompt: dict[str, list[Judged]] = defaultdict(list)
    for said in judged:
        by_prompt[said.category].append(said)
    return {
        **scores(judged, SAME),
        "rows": len(rows),
        "judge": "replay",
        "by_prompt": {task: {**scores(said, SAME), "n": len(said)} for task, said in by_prompt.items()},
    }


def read(file: Path) -> Iterator[Row]:
    if not file.is_file():
        raise BadFolder(f"There is no {file.name} in {file.parent}: --answers names a file beside pairs.csv.")
    with file.open(encoding="utf-8", newline="") as lines:
        found = csv.DictReader(lines)
        if missing := [name for name in COLUMNS if name not in (found.fieldnames or ())]:
            raise BadFolder(f"{file.name} lacks the columns {', '.join(missing)}.")
        for number, row in enumerate(found, 1):
            if row["label"] not in ("0", "1") or any(row[name] is None for name in COLUMNS):
                raise BadFolder(f"{file.name}, row {number}: a label is 0 or 1, and every column has a value.")
            yield Row(number, row["label"] == "1", row["task"], row["question"], row["answer"])


def ask(row: Row) -> str:
    with override_settings(JUDGE_REASON=row.judge):
        return cast(Said, calls.ask(row.asked).value).level
