"""Replays: what a draft rule would say of pairs that people have decided, before anybody relies on it."""

from .replays import AlreadyRunning, ask, cancel, latest, start
from .results import Result, result

__all__ = ["AlreadyRunning", "Result", "ask", "cancel", "latest", "result", "start"]
