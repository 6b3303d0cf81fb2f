"""What can come of a question. An answer is a value; the other three are exceptions, or are handed out beside it."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import BaseModel

from dedup.backends.base import Failure


@dataclass(frozen=True)
class Answered:
    """An answer and the row that keeps it."""

    value: BaseModel
    call: int


class Unanswerable(Exception):
    """The model will not or cannot answer this question: it is for people. `call` is its record."""

    def __init__(self, kind: Failure, call: int) -> None:
        super().__init__(kind)
        self.kind = kind
        self.call = call


class Later(Exception):
    """Come back in `seconds`; nobody's fault. `outage`: other questions to this judge would wait as well, and soon not.

    A budget that is spent is no outage: it may be a day, and what needs no model goes on meanwhile.
    """

    def __init__(self, seconds: float, reason: str, *, outage: bool = False) -> None:
        super().__init__(reason)
        self.seconds = seconds
        self.outage = outage


class Stopped(Exception):
    """Our own mistake (key, model name, request): asking on would fail again. The message says what to mend.

    `sent`: the question was on its way; else it is not even known to be one that could be asked.
    """

    def __init__(self, kind: Failure, message: str, *, sent: bool = True) -> None:
        super().__init__(message)
        self.kind = kind
        self.sent = sent

    @property
    def of_this_question(self) -> bool:
        """A request that the provider calls bad may be this question's own; a wrong key or address is everybody's."""
        return self.sent and self.kind is Failure.BAD_REQUEST


Outcome = Answered | Unanswerable | Later | Stopped
