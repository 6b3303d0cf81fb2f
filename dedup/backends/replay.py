"""A judge that is nowhere: what it said once stands in the record, and that is all that it says."""

from __future__ import annotations

from dedup.backends.address import Address
from dedup.backends.base import Answer, Ask, Failure, Judge, JudgeError


class ReplayJudge(Judge):
    """`replay:<name>`: answers that came from elsewhere under this name. It never asks, so it costs nothing."""

    free = True

    def __init__(self, address: Address) -> None:
        self.name = f"replay:{address.model}"

    def ask(self, ask: Ask) -> Answer:
        raise JudgeError(Failure.REFUSED, f"the record of {self.name} has no answer to this question")
