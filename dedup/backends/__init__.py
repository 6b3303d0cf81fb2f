"""Backends load by dotted path, so that a package is imported only where its backend is chosen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.utils.module_loading import import_string

from dedup.backends.address import Address, parse
from dedup.backends.base import Judge, Role

_tried: ContextVar[Address | None] = ContextVar("tried", default=None)


def judge(role: Role) -> Judge:
    """The judge that settings choose for this role.

    Making one costs nothing and asks for no key: what is dear (a client, its connections, weights) each backend
    keeps for the process, and `Judge.check` says what is missing. So recorded answers serve without a key.
    """
    return judge_at(address_of(role))


def judge_at(address: Address) -> Judge:
    made: Judge = import_string(settings.JUDGES[address.backend])(address)
    return made


def address_of(role: Role) -> Address:
    """`JUDGE_<ROLE>` where it is set, else `JUDGE`; inside `trying` the judge that is tried."""
    return _tried.get() or parse(getattr(settings, f"JUDGE_{role.upper()}") or settings.JUDGE)


@contextmanager
def trying(address: Address | None) -> Iterator[None]:
    """In this block all roles ask that judge, so that one can be tried before settings choose it; None: as they say."""
    before = _tried.set(address)
    try:
        yield
    finally:
        _tried.reset(before)
