"""One JSON object a line on standard error, for people with `jq` and for collectors alike.

Tracebacks are plain: local variables hold sellers' texts, prompts and keys, and stay out of logs.
"""

from __future__ import annotations

import functools
import json
import sys

import structlog

LEVELS = ("debug", "info", "warning", "error")


def configure(level: str) -> None:
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(level),
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(functools.partial(json.dumps, ensure_ascii=False, default=str)),
        ],
        logger_factory=lambda *arguments: structlog.PrintLogger(sys.stderr),  # asked each time: it may be redirected
    )
