"""Answers that fit the schema by construction: at each step only tokens that can continue valid JSON may be chosen.

What a schema leaves open is bounded, so that an answer ends: a small model, and noise even more, would write on in a
string for ever.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from typing import Any

import torch
from llguidance import LLMatcher, LLTokenizer, hf
from llguidance import torch as masks

from dedup.backends.base import Failure, JudgeError

LONGEST_STRING = 400  # characters; the longest step of a weighing that is kept
MOST_ITEMS = 20
# As `json.dumps` writes and models have read most; blanks elsewhere are refused, or noise writes nothing else.
# Keywords that the grammar cannot force are left to the check of the whole answer.
OPTIONS = {"whitespace_flexible": False, "item_separator": ", ", "key_separator": ": ", "lenient": True}


def bounded(schema: Any) -> Any:
    """The schema with a bound where it has none: length of strings, items of lists, and no keys but those named."""
    if isinstance(schema, list):
        return [bounded(part) for part in schema]
    if not isinstance(schema, Mapping):
        return schema
    made = {key: value if key in ("enum", "const", "default") else bounded(value) for key, value in schema.items()}
    if made.get("type") == "string" and not made.keys() & {"enum", "const", "pattern", "format"}:
        made.setdefault("maxLength", LONGEST_STRING)
    if made.get("type") == "array":
        made.setdefault("maxItems", MOST_ITEMS)
    if isinstance(made.get("properties"), dict) and made.get("type") == "object":
        made.setdefault("additionalProperties", False)
    return made


class Grammar:
    """Makes matchers for one tokenizer; `width` is the number of tokens that the model scores."""

    def __init__(self, tokenizer: Any, width: int, ends: list[int]) -> None:
        """Raises ValueError for a tokenizer that has no fast form."""
        self._tokens: LLTokenizer = hf.from_tokenizer(tokenizer, n_vocab=max(width, len(tokenizer)), eos_token=ends)
        self._compiled = functools.lru_cache(maxsize=64)(self._compile)

    def matcher(self, schema: Mapping[str, Any]) -> LLMatcher:
        """A fresh one. Raises JudgeError for a schema that cannot be forced."""
        matcher: LLMatcher = self._compiled(json.dumps(schema, sort_keys=False)).deep_copy()
        return matcher

    def _compile(self, schema: str) -> LLMatcher:
        grammar = LLMatcher.grammar_from_json_schema(bounded(json.loads(schema)), overrides=OPTIONS)
        matcher = LLMatcher(self._tokens, grammar, log_level=0)
        if matcher.is_error():
            raise JudgeError(Failure.BAD_REQUEST, f"this schema cannot be forced: {matcher.get_error()}")
        return matcher

    def text(self, tokens: list[int]) -> str:
        said: bytes = self._tokens.decode_bytes([token for token in tokens if token not in self._tokens.eos_tokens])
        return said.decode("utf-8", "replace")

    def mask(self, rows: int) -> torch.Tensor:
        """(rows, tokens / 32) of int32, one bit a token, in the computer's own memory; all allowed."""
        return masks.allocate_token_bitmask(rows, self._tokens.vocab_size)


def fill(mask: torch.Tensor, row: int, matcher: LLMatcher) -> None:
    masks.fill_next_token_bitmask(matcher, mask, row)


def forbid(scores: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """Scores (rows, tokens) with minus infinity where the mask has no bit, on the device of the scores.

    llguidance's own does it through torch.compile, which wants a C++ compiler on the machine.
    """
    bits = torch.arange(32, dtype=torch.int32, device=scores.device)
    allowed = (mask.to(scores.device, non_blocking=True).unsqueeze(-1) >> bits) & 1
    flat = allowed.view(len(scores), -1)[:, : scores.shape[1]]
    return scores.masked_fill(flat == 0, float("-inf"))
