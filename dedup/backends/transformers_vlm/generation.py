"""Questions to a loaded checkpoint, some at once: greedy, forced into their schemas, each with its own end.

Questions of one batch have the same number of pictures; their schemas and lengths may differ.
"""

from __future__ import annotations

import io
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import structlog
import torch
from PIL import Image, UnidentifiedImageError
from transformers import LogitsProcessorList, StoppingCriteriaList

from dedup.backends.base import Answer, Ask, Failure, JudgeError, Usage, json_schema, parse

from .grammar import fill, forbid
from .loading import Loaded

log = structlog.get_logger()

Outcome = Answer | JudgeError

# Tokens; fewer are no room for an answer.
LEAST_ROOM = 64
# What torch and transformers raise where a question is not to a checkpoint's liking. Memory that does not suffice is
# a RuntimeError, on a GPU and on a CPU.
FELL_OVER = (RuntimeError, ValueError, IndexError, TypeError, MemoryError)
NOT_BEGUN = (
    "not begun: loading the checkpoint, or what was asked before, took so long that there was no time left for it;"
    " lower JUDGE_AT_ONCE, or raise WORK_LEASE_SECONDS"
)


class TooLong(ValueError):
    """A question that the checkpoint cannot take in."""


@dataclass(frozen=True)
class Question:
    ask: Ask
    prompt: str
    pictures: list[Image.Image]


@dataclass
class Row:
    """A question on its way: its tokens, how many it may say, what it has said."""

    ask: Ask
    length: int
    most: int
    matcher: Any
    said: list[int] = field(default_factory=list)
    end: str = ""  # "done", "truncated", "timeout"

    @property
    def usage(self) -> Usage:
        return Usage(input=self.length, output=len(self.said))

    def hear(self, token: int) -> None:
        self.said.append(token)
        self.matcher.consume_token(token)
        if self.matcher.is_stopped():
            self.end = "done"
        elif len(self.said) >= self.most:
            self.end = "truncated"


class Forced:
    """Both sides of a step, as `generate` calls them: what may be said next, and who has finished."""

    def __init__(self, rows: Sequence[Row], mask: torch.Tensor, deadline: float) -> None:
        self._rows, self._mask, self._deadline = rows, mask, deadline

    def __call__(self, tokens: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:
        for number, row in enumerate(self._rows):
            if row.end:
                self._mask[number].fill_(-1)  # its next token is padding, whatever is scored
            else:
                fill(self._mask, number, row.matcher)
        return forbid(scores, self._mask)

    def hear(self, tokens: torch.Tensor, scores: object, **options: object) -> torch.Tensor:
        late = time.monotonic() > self._deadline
        for row, token in zip(self._rows, tokens[:, -1].tolist(), strict=True):
            if not row.end:
                row.hear(token)
            if late and not row.end:
                row.end = "timeout"
        return torch.tensor([bool(row.end) for row in self._rows], device=tokens.device)


def answer_all(loaded: Loaded, asks: Sequence[Ask], timeout: float, end: float) -> list[Outcome]:
    """One for each question, in their order. Raises nothing.

    `timeout` in seconds holds for each batch; none is begun after `end`, monotonic, which holds for all of them.
    """
    outcomes: dict[int, Outcome] = {}
    groups: dict[int, dict[int, Question]] = defaultdict(dict)
    for number, ask in enumerate(asks):
        try:
            groups[len(ask.pictures)][number] = _question(loaded, ask)
        except JudgeError as error:
            outcomes[number] = error
    for group in groups.values():
        answers = at_most(loaded, list(group.values()), lambda batch: _batch(loaded, batch, timeout, end))
        outcomes.update(zip(group, answers, strict=True))
    return [outcomes[number] for number in range(len(asks))]


def _question(loaded: Loaded, ask: Ask) -> Question:
    if ask.pictures and not loaded.sees:
        message = f"{loaded.name} reads no pictures: choose another judge for this role, say with JUDGE_COMPARE"
        raise JudgeError(Failure.AUTH, message)
    try:
        pictures = [_opened(picture.small(ask.longest)) for picture in ask.pictures]
    except (UnidentifiedImageError, OSError) as error:
        raise JudgeError(Failure.REFUSED, f"a picture cannot be read: {error}") from error
    return Question(ask, loaded.chat.prompt(ask), pictures)


def _opened(jpeg: bytes) -> Image.Image:
    with Image.open(io.BytesIO(jpeg), formats=("JPEG",)) as picture:
        return picture.convert("RGB")


def at_most(
    loaded: Loaded, questions: Sequence[Question], run: Callable[[Sequence[Question]], list[Outcome]]
) -> list[Outcome]:
    """`run` on batches of `loaded.most`. Where memory does not suffice, on smaller ones from then on; where a question
    makes its batch fail, on each by itself."""
    outcomes: list[Outcome] = []
    while left := questions[len(outcomes) :]:
        batch = left[: loaded.most]
        try:
            outcomes += run(batch)
            continue
        except FELL_OVER as error:
            failed = _failed(loaded, error)
            short = is_memory(error)
        # Out of the except clause, whose traceback holds on to the tensors.
        if torch.cuda.is_available():
            torch.cuda.empty_cache()
        if len(batch) == 1:
            outcomes.append(failed)
        elif short:
            loaded.most = len(batch) // 2
            log.warning("not enough memory for a batch", questions=len(batch), next=loaded.most)
        else:
            outcomes += [outcome for question in batch for outcome in at_most(loaded, [question], run)]
    return outcomes


def is_memory(error: BaseException) -> bool:
    """torch has a class for a full GPU, and only words for a full computer."""
    return isinstance(error, torch.OutOfMemoryError | MemoryError) or "can't allocate memory" in str(error)


def _failed(loaded: Loaded, error: Exception) -> JudgeError:
    """What the failure of a batch means where it held one question."""
    if isinstance(error, TooLong):
        return JudgeError(Failure.REFUSED, str(error))
    words = f"{type(error).__name__}: {error}"
    if is_memory(error):
        words = f"one question needs more memory than there is; use a smaller checkpoint ({words})"
    return JudgeError(Failure.BAD_REQUEST, f"{loaded.name}: {words}")


def _batch(loaded: Loaded, questions: Sequence[Question], timeout: float, end: float) -> list[Outcome]:
    """Raises FELL_OVER."""
    with _turn(loaded, end) as came, torch.inference_mode():
        if not came:
            return [JudgeError(Failure.UNAVAILABLE, NOT_BEGUN) for _ in questions]
        start = time.monotonic()
        inputs = _inputs(loaded, questions)
        lengths = inputs["attention_mask"].sum(1).tolist()
        rows = [_row(loaded, question.ask, length) for question, length in zip(questions, lengths, strict=True)]
        _generate(loaded, inputs, rows, start + timeout)
        seconds = (time.monotonic() - start) / len(rows)
    return [_outcome(loaded, row, seconds, len(rows)) for row in rows]


@contextmanager
def _turn(loaded: Loaded, end: float) -> Iterator[bool]:
    """The checkpoint to oneself; False where that is not to be had before `end`."""
    left = end - time.monotonic()
    came = left > 0 and loaded.alone.acquire(timeout=left)
    try:
        yield came
    finally:
        if came:
            loaded.alone.release()


def _inputs(loaded: Loaded, questions: Sequence[Question]) -> dict[str, torch.Tensor]:
    """Words and pictures as tensors on the model's device, padded on the left."""
    prompts = [question.prompt for question in questions]
    pictures = {"images": [question.pictures for question in questions]} if questions[0].pictures else {}
    begun = loaded.tokenizer.bos_token and prompts[0].startswith(loaded.tokenizer.bos_token)
    made = loaded.processor(text=prompts, padding=True, return_tensors="pt", add_special_tokens=not begun, **pictures)
    return {name: _moved(tensor, loaded.model) for name, tensor in made.items() if isinstance(tensor, torch.Tensor)}


def _moved(tensor: torch.Tensor, model: Any) -> torch.Tensor:
    """Pixels get the type of the weights, numbers of tokens keep theirs."""
    return tensor.to(model.device, model.dtype) if tensor.is_floating_point() else tensor.to(model.device)


def _row(loaded: Loaded, ask: Ask, length: int) -> Row:
    """Raises TooLong."""
    most = ask.max_output_tokens
    if loaded.context is not None:
        room = loaded.context - length
        if room < min(most, LEAST_ROOM):
            raise TooLong(
                f"the question takes {length:,} tokens, and question and answer together may take {loaded.context:,}:"
                " shorten the rule's prompt, or use a checkpoint with a longer context"
            )
        most = min(most, room)
    return Row(ask, length, most, loaded.grammar.matcher(json_schema(ask.schema)))


def _generate(loaded: Loaded, inputs: dict[str, torch.Tensor], rows: list[Row], deadline: float) -> None:
    forced = Forced(rows, loaded.grammar.mask(len(rows)), deadline)
    loaded.model.generate(
        **inputs,
        do_sample=False,
        num_beams=1,
        repetition_penalty=1.0,  # some checkpoints ask for one, and it spoils words that are to be copied
        no_repeat_ngram_size=0,
        max_new_tokens=max(row.most for row in rows),
        eos_token_id=loaded.ends,
        pad_token_id=loaded.tokenizer.pad_token_id,
        logits_processor=LogitsProcessorList([forced]),
        stopping_criteria=StoppingCriteriaList([forced.hear]),
    )


def _outcome(loaded: Loaded, row: Row, seconds: float, together: int) -> Outcome:
    raw = loaded.grammar.text(row.said)
    if row.end == "timeout":
        message = (
            f"no whole answer in time ({len(row.said)} tokens so far): use a smaller checkpoint or a GPU, lower"
            " JUDGE_AT_ONCE, or raise JUDGE_TIMEOUT_SECONDS"
        )
        return JudgeError(Failure.TIMEOUT, message, usage=row.usage, raw=raw)
    if row.end != "done":
        message = f"the answer was cut after {len(row.said)} tokens"
        return JudgeError(Failure.TRUNCATED, message, usage=row.usage, raw=raw)
    try:
        value = parse(row.ask.schema, raw, row.usage)
    except JudgeError as error:
        return error
    return Answer(value, raw, loaded.name, row.usage, seconds, together)
