"""A question as the text that a checkpoint continues: by its own chat template, or plainly where it has none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import TemplateError

from dedup.backends.base import Ask, Failure, JudgeError, json_schema
from dedup.backends.forms import form

Message = dict[str, Any]


class Chat:
    """How one checkpoint is talked to. `image` marks the place of a picture where there is no template."""

    def __init__(self, processor: Any, tokenizer: Any, *, sees: bool) -> None:
        self._template = getattr(processor, "chat_template", None) or tokenizer.chat_template
        self._render: Callable[..., str] = processor.apply_chat_template
        self._parts = sees  # checkpoints that see want a message in parts, others in one string
        self._image = str(getattr(processor, "image_token", "") or "")
        self._marks = marks_of(tokenizer, self._image)
        self._first = {mark[0] for mark in self._marks if not mark.isspace()}
        self._lengths = sorted({len(mark) for mark in self._marks})

    def prompt(self, ask: Ask) -> str:
        """Raises JudgeError where the template cannot be used."""
        system, text = self._harmless(ask.system.strip()), self._harmless(words(ask))
        if not self._template:
            return self._plain(ask, system, text)
        told = self._told([self._message("system", system), self._user(ask, text)], system)
        if told is None:  # a template that knows no system role refuses it, or leaves it out
            told = self._told([self._user(ask, f"{system}\n\n{text}")], system)
        if told is None:
            raise JudgeError(Failure.AUTH, "the checkpoint's chat template cannot be used: it loses the question")
        return done_thinking(told)

    def _told(self, chat: list[Message], must_have: str) -> str | None:
        """None: the template will not have it so."""
        try:
            told = self._render(
                chat,
                chat_template=self._template,
                add_generation_prompt=True,
                tokenize=False,
                enable_thinking=False,  # known to templates of models that can do both
            )
        except (TemplateError, TypeError, KeyError, IndexError):
            return None
        return told if must_have in told else None

    def _message(self, role: str, text: str) -> Message:
        return {"role": role, "content": [{"type": "text", "text": text}] if self._parts else text}

    def _user(self, ask: Ask, text: str) -> Message:
        """Each picture after its label, the words last."""
        if not self._parts:
            return self._message("user", text)
        content: list[Message] = []
        for picture in ask.pictures:
            content += [{"type": "text", "text": f"Picture {picture.label}:\n"}, {"type": "image"}]
            content += [{"type": "text", "text": "\n"}]
        return {"role": "user", "content": [*content, {"type": "text", "text": text}]}

    def _plain(self, ask: Ask, system: str, text: str) -> str:
        pictures = "".join(f"Picture {picture.label}:\n{self._image}\n" for picture in ask.pictures)
        return f"{system}\n\n{pictures}{text}\n\nAnswer:\n"

    def _harmless(self, text: str) -> str:
        """A seller who writes the tokenizer's own marks could end our message; a blank within makes them words.

        Evidence is looked up without regard to blanks, so a quotation is found all the same. A set and not a pattern,
        because tokenizers have thousands of marks, and a pattern of them takes minutes for a hostile text.
        """
        return "".join(f"{letter} " if self._begins(text, at) else letter for at, letter in enumerate(text))

    def _begins(self, text: str, at: int) -> bool:
        return text[at] in self._first and any(text[at : at + length] in self._marks for length in self._lengths)


def words(ask: Ask) -> str:
    """The question, and the form of its answer, which other back ends send beside it."""
    return f"{ask.text}\n\nAnswer with JSON only, in this form:\n{form(json_schema(ask.schema))}"


def marks_of(tokenizer: Any, image: str) -> frozenset[str]:
    """What the tokenizer would read as a mark of its own wherever it stands: `<|im_end|>`, `<image>`."""
    added = tokenizer.added_tokens_decoder.values()
    marks = {str(token.content) for token in added if token.special or str(token.content).startswith(("<", "["))}
    return frozenset(mark for mark in {image, *marks, *tokenizer.all_special_tokens} if len(mark) > 1)


def done_thinking(prompt: str) -> str:
    """Templates of models that always think end in an open thought, where JSON would be part of it."""
    return f"{prompt.rstrip()}\n\n</think>\n\n" if prompt.rstrip().endswith("<think>") else prompt
