"""What nobody may save: placeholders that there are not, and questions longer than the model's limit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rules import prompts
from rules.spec import RuleSpec, read

COLOURS = {"colour": {"type": "enum", "values": {f"colour {n}": [f"synonym {n}"] for n in range(100)}}}
LINE = {"source": "inputField", "source_field": "brand", "matcher": "EqualsItemMatcher"}
LINES = [LINE | {"field": letter * 150} for letter in "abc"]


def said(spec: RuleSpec) -> list[str]:
    return list(map(str, prompts.mistakes(spec)))


def test_a_rule_without_prompts_is_fine() -> None:
    prompts.check(RuleSpec())


def test_both_prompts_are_looked_at_and_each_mistake_has_its_place() -> None:
    spec = read({"prompt": "a\n$size", "picture_prompt": "$5 and $weight"})
    with pytest.raises(prompts.BadPrompt) as caught:
        prompts.check(spec)
    assert [mistake.path for mistake in caught.value.mistakes] == [
        ("prompt",),
        ("picture_prompt",),
        ("picture_prompt",),
    ]
    assert str(caught.value).startswith("prompt: line 2, column 1: $size is no placeholder")
    assert "picture_prompt: line 1, column 8: $weight is no placeholder" in str(caught.value)


@pytest.mark.parametrize(
    ("given", "mistake"),
    [
        ({"prompt": "x" * 1000}, None),
        (
            {"prompt": "x" * 1001},
            "prompt: the prompt has 1,001 characters and what is to be read 0, together more than the 1,000 of "
            "PROMPT_CHARACTERS: shorten the prompt. If your model takes more, raise the setting",
        ),
        ({"outputs": COLOURS}, "outputs: the prompt has 0 characters and what is to be read "),
        ({"prompt": "x" * 990, "outputs": {"size": {"type": "dimensions"}}}, "prompt: the prompt has 990 characters"),
        ({"picture_prompt": "x" * 1000, "prompt": "x" * 1000}, None),
        ({"picture_prompt": "x" * 1001}, "picture_prompt: has 1,001 characters, more than the 1,000 of PROMPT_"),
        ({"prompt": "x" * 700, "fields": LINES}, None),
        ({"prompt": "x" * 700, "fields": LINES, "text_mode": "reason"}, "prompt: the prompt has 700 characters"),
    ],
)
def test_the_whole_question_counts_against_the_models_limit(
    settings: Any, given: dict[str, Any], mistake: str | None
) -> None:
    settings.PROMPT_CHARACTERS = 1000
    found = said(read(given))
    assert len(found) == bool(mistake)
    assert not mistake or found[0].startswith(mistake)


def test_a_prompt_file_is_read_as_it_stands(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("\ufeff读出\r\n $$5\n".encode())
    assert prompts.read(tmp_path, "a.txt") == "读出\r\n $$5\n"
    assert prompts.read(tmp_path, "absent.txt") is None


def test_a_prompt_file_too_long_for_the_model_is_refused(settings: Any, tmp_path: Path) -> None:
    settings.PROMPT_CHARACTERS = 1000
    (tmp_path / "a.txt").write_text("x" * 1001)
    with pytest.raises(prompts.BadPrompt, match="longer than the 1,000 of PROMPT_CHARACTERS"):
        prompts.read(tmp_path, "a.txt")


def test_a_prompt_is_written_as_it_was_read_and_never_over_other_words(tmp_path: Path) -> None:
    assert prompts.write(tmp_path, "deep/a.txt", "读出\r\n $$5")
    assert (tmp_path / "deep" / "a.txt").read_bytes() == "读出\r\n $$5".encode()
    assert prompts.write(tmp_path, "deep/a.txt", "读出\r\n $$5")
    assert not prompts.write(tmp_path, "deep/a.txt", "读出\n $$5")
