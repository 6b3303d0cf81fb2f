"""Checkpoints in the memory of this process: loaded once, kept, and loaded anew when their files have changed."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import structlog
import torch
import transformers
from django.conf import settings
from safetensors import SafetensorError
from transformers.models.auto import modeling_auto

from dedup.backends.base import Failure, JudgeError

from . import processors
from .chats import Chat
from .grammar import Grammar

log = structlog.get_logger()

# What loading raises for files that are not what they should be, or packages that do not know them.
BROKEN = (OSError, ValueError, KeyError, TypeError, AttributeError, ImportError, RuntimeError, SafetensorError)


@dataclass
class Loaded:
    """A checkpoint that answers. `context`: the most tokens of question and answer; None: it names no limit."""

    name: str
    model: Any
    processor: Any  # of a checkpoint that sees: words and pictures; else the tokenizer
    tokenizer: Any
    chat: Chat
    grammar: Grammar
    ends: list[int]
    context: int | None
    sees: bool
    most: int  # questions in one batch; less after memory did not suffice
    alone: threading.Lock = field(default_factory=threading.Lock)  # one batch at a time


_kept: dict[tuple[int, Path], Loaded] = {}
_loading = threading.Lock()


def loaded(folder: Path, name: str) -> Loaded:
    """The checkpoint in this folder. Raises JudgeError (auth) in words where it cannot be loaded.

    Kept by process, since neither CUDA nor torch's threads survive a fork.
    """
    with _loading:
        found = _kept.get((os.getpid(), folder))
        if found is None or found.name != name:
            _kept.pop((os.getpid(), folder), None)
            found = _kept[os.getpid(), folder] = _load(folder, name)
        return found


def _load(folder: Path, name: str) -> Loaded:
    start = time.monotonic()
    try:
        made = _made(folder, name)
    except BROKEN as error:
        message = f"the checkpoint in {folder} cannot be loaded: {type(error).__name__}: {error}"
        raise JudgeError(Failure.AUTH, message) from error
    seconds = round(time.monotonic() - start, 1)
    log.info("loaded a checkpoint", name=name, device=str(made.model.device), seconds=seconds)
    return made


def _made(folder: Path, name: str) -> Loaded:
    with _quiet():
        config = transformers.AutoConfig.from_pretrained(folder, local_files_only=True)
        sees = type(config) in modeling_auto.MODEL_FOR_IMAGE_TEXT_TO_TEXT_MAPPING
        tokenizer = processors.tokenizer_of(folder)
        processor = processors.processor_of(folder, config, tokenizer) if sees else tokenizer
        model = _model(folder, config, sees=sees)
    text = config.get_text_config()
    ends = _ends(model, tokenizer)
    return Loaded(
        name=name,
        model=model,
        processor=processor,
        tokenizer=tokenizer,
        chat=Chat(processor, tokenizer, sees=sees),
        grammar=Grammar(tokenizer, model.get_output_embeddings().weight.shape[0], ends),
        ends=ends,
        context=getattr(text, "max_position_embeddings", None),
        sees=sees,
        most=settings.JUDGE_AT_ONCE,
    )


def _model(folder: Path, config: Any, *, sees: bool) -> Any:
    """bfloat16 on a GPU, float32 on a CPU. Only safetensors, and no code of the checkpoint's own."""
    if not sees and type(config) not in modeling_auto.MODEL_FOR_CAUSAL_LM_MAPPING:
        raise ValueError(f"{config.model_type} is no model that answers questions")
    kind = transformers.AutoModelForImageTextToText if sees else transformers.AutoModelForCausalLM
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    model, told = kind.from_pretrained(
        folder,
        local_files_only=True,
        use_safetensors=True,
        trust_remote_code=False,
        dtype=torch.bfloat16 if device.type == "cuda" else torch.float32,
        output_loading_info=True,
    )
    absent = sorted(told["missing_keys"]) + sorted(str(key) for key in told.get("mismatched_keys", ()))
    if absent:  # transformers would fill them with noise, and only warn
        raise ValueError(f"{len(absent)} of its tensors are missing or of another shape, {absent[0]} first")
    return model.eval().to(device)


def _ends(model: Any, tokenizer: Any) -> list[int]:
    """Tokens that end an answer: some checkpoints name the end of a turn, others that of a text, others both."""
    named = model.generation_config.eos_token_id
    named = named if isinstance(named, list) else [named]
    return sorted({int(token) for token in (*named, tokenizer.eos_token_id) if token is not None})


@contextmanager
def _quiet() -> Iterator[None]:
    """No bar for every tensor, and no advice for programmers, among the lines of the log."""
    logging = transformers.utils.logging
    verbosity = logging.get_verbosity()
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    try:
        yield
    finally:
        logging.set_verbosity(verbosity)
        logging.enable_progress_bar()
