"""Where a judge is: `backend[:model][@url]`, as settings name it. Pure: no Django.

| said | means |
|---|---|
| `offline` | code |
| `gemini:gemini-2.5-flash` | that model |
| `openai_compatible:qwen3@http://127.0.0.1:8000/v1` | that model at that server |
| `transformers_vlm:/models/smolvlm` | that checkpoint, a folder or a name |
"""

from __future__ import annotations

import re
from dataclasses import dataclass

ADDRESS = re.compile(r"(?P<backend>\w+)(?::(?P<model>.+?))?(?:@(?P<url>https?://\S+))?")


@dataclass(frozen=True)
class Address:
    """An empty `model` or `url` is the one of the backend's own settings."""

    backend: str
    model: str = ""
    url: str = ""


def parse(text: str) -> Address:
    """Raises ValueError, in words, for what is no address. A name may hold an @; an address starts at @http."""
    found = ADDRESS.fullmatch(text.strip())
    if found is None:
        raise ValueError("say backend, backend:model, or backend:model@http://… with the address of its server")
    return Address(found["backend"], found["model"] or "", found["url"] or "")
