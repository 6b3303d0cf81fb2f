"""Prompt files beside a file of rules; a path never leads out of that folder."""

from __future__ import annotations

from pathlib import Path

LONGEST = 20_000


class BadPrompt(ValueError):
    """A prompt path or file that is refused."""


def read(folder: Path, path: str) -> str | None:
    """The text of the prompt file, None where there is none. Raises BadPrompt."""
    file = _inside(folder, path)
    if not file.is_file():
        return None
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadPrompt(f"promptPath {path!r} cannot be read: {error}") from error
    if len(text) > LONGEST or "\0" in text:
        raise BadPrompt(f"promptPath {path!r}: longer than {LONGEST} characters, or no text")
    return text


def write(folder: Path, path: str, text: str) -> bool:
    """Write the prompt beside a dump. False where a file with other words is there already: it stays."""
    file = _inside(folder, path)
    if file.exists():
        return read(folder, path) == text
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
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
