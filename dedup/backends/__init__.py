"""Backends load by dotted path, so that a package is imported only where its backend is chosen."""

from __future__ import annotations

from django.conf import settings
from django.utils.module_loading import import_string

from dedup.backends.base import Judge


def judge(name: str = "") -> Judge:
    """The judge of this name in settings.JUDGES; without a name the one that settings.JUDGE chooses.

    Making one costs nothing: what is dear (a client, its connections) each backend keeps for the process.
    """
    made: Judge = import_string(settings.JUDGES[name or settings.JUDGE])()
    return made
