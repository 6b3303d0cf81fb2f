"""The prompts of a rule: what they may say, how long they may be, and the files that hold them.

A path never leads out of the folder of the file that names it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings

from rules import placeholders
from rules.mistakes import Mistake
from rules.spec import RuleSpec

PROMPTS = ("prompt", "picture_prompt")


class BadPrompt(ValueError):
    """A prompt, its path or its file that is refused. `mistakes` have their places in the spec; none for a file."""

    def __init__(self, said: str | Iterable[Mistake]) -> None:
        self.mistakes = [] if isinstance(said, str) else list(said)
        super().__init__(said if isinstance(said, str) else "; ".join(map(str, self.mistakes)))


def check(spec: RuleSpec) -> None:
    """What nobody may save. Raises BadPrompt with every mistake and its place."""
    if found := list(mistakes(spec)):
        raise BadPrompt(found)


def mistakes(spec: RuleSpec) -> Iterator[Mistake]:
    """Placeholders that there are not, and questions too long for the model."""
    for key in PROMPTS:
        yield from (Mistake((key,), text) for text in placeholders.mistakes(getattr(spec, key)))
    yield from too_long(spec)


def too_long(spec: RuleSpec) -> Iterator[Mistake]:
    """A rule that extends has to be asked again when it is whole: its parent's words count too."""
    longest: int = settings.PROMPT_CHARACTERS
    described = len(_described(spec))
    total = len(spec.prompt) + described
    if total > longest:
        key = "prompt" if len(spec.prompt) >= described else "outputs"
        parts = f"the prompt has {len(spec.prompt):,} characters and what is to be read {described:,}"
        yield Mistake((key,), f"{parts}, together more than the {longest:,} of PROMPT_CHARACTERS: {_less(key)}")
    if len(spec.picture_prompt) > longest:
        text = f"has {len(spec.picture_prompt):,} characters, more than the {longest:,} of PROMPT_CHARACTERS"
        yield Mistake(("picture_prompt",), f"{text}: {_less('prompt')}")


def _described(spec: RuleSpec) -> str:
    """What the question says besides the prompt: the values to read, and of a rule that reasons its lines."""
    outputs = {name: output.model_dump(exclude_defaults=True) for name, output in spec.outputs.items()}
    lines = [[line.field, line.options] for line in spec.fields] if spec.text_mode == "reason" else []
    return json.dumps([outputs, lines], ensure_ascii=False) if outputs or lines else ""


def _less(key: str) -> str:
    what = "shorten the prompt" if key == "prompt" else "leave out synonyms, or values that no line needs"
    return f"{what}. If your model takes more, raise the setting"


def read(folder: Path, path: str) -> str | None:
    """The text of the prompt file, None where there is none. Raises BadPrompt."""
    file = _inside(folder, path)
    if not file.is_file():
        return None
    try:
        with file.open(encoding="utf-8-sig", newline="") as opened:  # the ends of its lines stay as they are
            text = opened.read()
    except (OSError, UnicodeDecodeError) as error:
        raise BadPrompt(f"promptPath {path!r} cannot be read: {error}") from error
    if len(text) > settings.PROMPT_CHARACTERS or "\0" in text:
        raise BadPrompt(
            f"promptPath {path!r}: longer than the {settings.PROMPT_CHARACTERS:,} of PROMPT_CHARACTERS, or no text"
        )
    return text


def write(folder: Path, path: str, text: str) -> bool:
    """Write the prompt beside a dump. False where a file with other words is there already: it stays.

    Raises BadPrompt.
    """
    file = _inside(folder, path)
    if file.exists():
        return read(folder, path) == text
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise BadPrompt(f"promptPath {path!r} cannot be written: {error}") from error
    return True


def _inside(folder: Path, path: str) -> Path:
    root = folder.resolve()
    try:
        file = (root / path).resolve()
        file.exists()  # the system's own limits on names show here
    except (OSError, ValueError) as error:
        raise BadPrompt(f"promptPath {path[:80]!r}… is no path: {error}") from error
    if not file.is_relative_to(root) or file == root:
        raise BadPrompt(f"promptPath {path!r} leads out of the folder of the file")
    return file
