"""Where a judge is: `backend[:model][@url]`, as settings name it. Pure: no Django.

| said | means |
|---|---|
| `offline` | code |
| `gemini:gemini-2.5-flash` | that model |
| `openai_compatible:qwen3@http://127.0.0.1:8000/v1` | that model at that server |
| `transformers_vlm:/models/smolvlm` | that checkpoint, a folder or a name |
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Address:
    """An empty `model` or `url` is the one of the backend's own settings."""

    backend: str
    model: str = ""
    url: str = ""


def parse(text: str) -> Address:
    """Raises ValueError, in words, for what is no address."""
    place, at, url = text.strip().partition("@")
    backend, colon, model = place.partition(":")
    if not backend or (colon and not model) or (at and not url):
        raise ValueError("say backend, backend:model or backend:model@url")
    if url and not url.startswith(("http://", "https://")):
        raise ValueError(f"the address after @ must start with http:// or https://, not {url!r}")
    return Address(backend, model, url)
