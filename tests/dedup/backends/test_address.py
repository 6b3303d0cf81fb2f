from __future__ import annotations

import pytest

from dedup.backends.address import Address, parse


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("offline", Address("offline")),
        (" gemini:gemini-2.5-flash ", Address("gemini", "gemini-2.5-flash")),
        (
            "openai_compatible:qwen3:8b@http://127.0.0.1:11434/v1",
            Address("openai_compatible", "qwen3:8b", "http://127.0.0.1:11434/v1"),
        ),
        ("openai_compatible:@cf/meta/llama", Address("openai_compatible", "@cf/meta/llama")),
        (
            "openai_compatible:@cf/meta/llama@https://x.example/v1",
            Address("openai_compatible", "@cf/meta/llama", "https://x.example/v1"),
        ),
        ("openai_compatible@https://x.example/v1", Address("openai_compatible", "", "https://x.example/v1")),
        ("transformers_vlm:/models/smolvlm", Address("transformers_vlm", "/models/smolvlm")),
    ],
)
def test_an_address_is_backend_model_and_server(text: str, expected: Address) -> None:
    assert parse(text) == expected


@pytest.mark.parametrize("text", ["", ":model", "gemini:", "offline@", "offline@127.0.0.1:8000", "a backend"])
def test_what_is_none_is_said(text: str) -> None:
    with pytest.raises(ValueError, match="say backend"):
        parse(text)
