"""Backends load by dotted path, so that a package is imported only where its backend is chosen."""

from __future__ import annotations

from django.conf import settings
from django.utils.module_loading import import_string

from dedup.backends.address import Address, parse
from dedup.backends.base import Judge, Role


def judge(role: Role) -> Judge:
    """The judge that settings choose for this role.

    Making one costs nothing and asks for no key: what is dear (a client, its connections, weights) each backend
    keeps for the process, and `Judge.check` says what is missing. So recorded answers serve without a key.
    """
    address = address_of(role)
    made: Judge = import_string(settings.JUDGES[address.backend])(address)
    return made


def address_of(role: Role) -> Address:
    """`JUDGE_<ROLE>` where it is set, else `JUDGE`."""
    return parse(getattr(settings, f"JUDGE_{role.upper()}") or settings.JUDGE)
