"""Questions for tests of the door, and a judge that gets several at once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace

from django.db import connection
from pydantic import BaseModel

from dedup.backends.base import Answer, Ask, JudgeError, Role
from dedup.backends.gemini import GeminiJudge


class Colour(BaseModel):
    colour: str


def question(text: str = "Which colour?") -> Ask:
    return Ask(role="extract", system="Read.", text=text, schema=Colour)


class Nothing(BaseModel):
    pass


def for_code() -> Ask:
    """One that the offline judge answers: no field at all is to be read."""
    listing = {"title": "", "brand": "", "attributes": {}, "description": ""}
    facts = {"listing": listing, "outputs": {}}
    return Ask(role="extract", system="Read.", text="Nothing", schema=Nothing, facts=facts)


class Bundling(GeminiJudge):
    """Gemini that likes three questions together and says that they travelled as one."""

    sizes: list[int] = []

    def together(self, role: Role) -> int:
        return 3

    def ask_all(self, asks: Sequence[Ask]) -> list[Answer | JudgeError]:
        self.sizes.append(len(asks))
        came = [self._one(ask) for ask in asks]
        return [replace(one, together=len(asks)) if isinstance(one, Answer) else one for one in came]


def together(*works: Callable[[], object]) -> None:
    """All of them at once, each with a connection of its own; ends when all have."""

    def work(one: Callable[[], object]) -> None:
        try:
            one()
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(one,)) for one in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
