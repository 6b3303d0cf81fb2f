"""A checkpoint in the worker behind the Judge protocol. Light to import: pages that only name it load no torch."""

from __future__ import annotations

import contextlib
import functools
import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from dedup.backends.address import Address
from dedup.backends.base import Answer, Ask, Failure, Judge, JudgeError

from . import checkpoints, downloads

if TYPE_CHECKING:
    from .loading import Loaded

INSTALL = "A checkpoint in the worker needs torch, transformers and llguidance: pip install -r requirements.txt"
CHANGED_SECONDS = 1.0


class TransformersJudge(Judge):
    """`address.model` or `JUDGE_CHECKPOINT`: a folder, or a name on the hub (`owner/name`)."""

    def __init__(self, address: Address) -> None:
        self._said = address.model or settings.JUDGE_CHECKPOINT
        self._url = address.url
        self.at_once = settings.JUDGE_AT_ONCE
        self.name = f"transformers_vlm:{named(self._said)}"

    def check(self) -> None:
        if not self._said:
            raise JudgeError(Failure.AUTH, "JUDGE_CHECKPOINT is not set. Set it to a folder, or to a name on the hub.")
        if self._url:
            raise JudgeError(Failure.AUTH, f"A checkpoint runs in the worker and has no address: drop @{self._url}.")
        if lacking := packages():
            raise JudgeError(Failure.AUTH, f"{INSTALL} (missing: {', '.join(lacking)})")
        folder = checkpoints.find(self._said)
        wrong = checkpoints.missing(folder) if folder else "it is not on this machine"
        if wrong and not self._may_download():
            raise JudgeError(Failure.AUTH, f"The checkpoint {self._said!r} cannot be used: {wrong}.{self._advice()}")

    def ask(self, ask: Ask) -> Answer:
        (outcome,) = self.ask_all([ask])
        if isinstance(outcome, JudgeError):
            raise outcome
        return outcome

    def ask_all(self, asks: Sequence[Ask]) -> list[Answer | JudgeError]:
        """Nothing is begun that might outlast the lease of the questions; loading takes its time from that too."""
        end = time.monotonic() + settings.WORK_LEASE_SECONDS - settings.JUDGE_TIMEOUT_SECONDS
        try:
            loaded = self._loaded()
        except JudgeError as error:
            return [error for _ in asks]
        from . import generation

        return generation.answer_all(loaded, asks, settings.JUDGE_TIMEOUT_SECONDS, end)

    def _loaded(self) -> Loaded:
        self.check()
        folder = checkpoints.find(self._said)
        if folder is None or checkpoints.missing(folder) or downloads.is_running(self._said):
            raise downloads.start(self._said)
        try:
            name = checkpoints.name(folder)
        except checkpoints.DAMAGED as error:
            raise JudgeError(Failure.AUTH, f"The checkpoint {self._said!r} cannot be used: {error}.") from error
        if f"transformers_vlm:{name}" != self.name:  # it would be recorded as another's answer
            message = f"the checkpoint {self._said!r} has just changed or arrived"
            raise JudgeError(Failure.UNAVAILABLE, message, CHANGED_SECONDS)
        from . import loading

        return loading.loaded(folder, name)

    def _may_download(self) -> bool:
        return settings.JUDGE_DOWNLOAD and checkpoints.is_name(self._said) and not Path(self._said).is_dir()

    def _advice(self) -> str:
        if checkpoints.is_name(self._said) and not Path(self._said).is_dir():
            return " Set JUDGE_DOWNLOAD=true to have it fetched, or JUDGE_CHECKPOINT to a folder that holds one."
        return " Set JUDGE_CHECKPOINT to a folder that holds config.json, tokenizer and safetensors."


def named(said: str) -> str:
    """What it is called in the record; what is not on this machine by what was said, so that its record can be read."""
    folder = checkpoints.find(said) if said else None
    if folder and not checkpoints.missing(folder):
        with contextlib.suppress(*checkpoints.DAMAGED):  # who asks hears of it
            return checkpoints.name(folder)
    return said if checkpoints.is_name(said) else Path(said).name or "none"


@functools.cache
def packages() -> list[str]:
    """Those that are not installed."""
    return [name for name in ("torch", "transformers", "llguidance") if find_spec(name) is None]
