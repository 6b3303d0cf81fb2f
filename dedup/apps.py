from __future__ import annotations

from django.apps import AppConfig


class DedupConfig(AppConfig):
    name = "dedup"
