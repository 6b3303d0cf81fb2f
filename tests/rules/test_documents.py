"""A JSON text of a person: strict, and each mistake with its line."""

from __future__ import annotations

import pytest

from rules.documents import NotJson, parse


def test_json_is_read() -> None:
    assert parse('{"a": [1, 2.5, null, true, "ж"]}') == {"a": [1, 2.5, None, True, "ж"]}


@pytest.mark.parametrize(
    ("text", "said", "line"),
    [
        ("", "column 1: a value is missing here, or what stands here is none", 1),
        ('{"a": 1,\n "b" 2}', "column 6: a colon is missing here", 2),
        ('{"a": "x\ny"}', "column 9: a text may hold no line break or tab: write \\n or \\t", 1),
        ("[1] x", "column 5: the JSON ends before this; nothing may stand behind it", 1),
        ('{"a": 1,\n\n "a": 2}', "the key 'a' stands twice in one object; only one of them would count", 3),
        ("[1,\n NaN]", "NaN is no number of JSON", 2),
        ('["NaN\\"",\n-Infinity]', "-Infinity is no number of JSON", 2),
        ("[" * 100_000, "is nested too deep", None),
        ('["' + "9" * 5000 + '",\n' + "9" * 5000 + "]", "has a number of thousands of digits", 2),
    ],
)
def test_what_is_no_json_is_told_with_its_line(text: str, said: str, line: int | None) -> None:
    with pytest.raises(NotJson) as caught:
        parse(text)
    assert caught.value.line == line
    where = f"line {line}: " if line else ""
    assert str(caught.value).startswith(where + said)
    assert caught.value.in_file("a.json").startswith(f"a.json{f':{line}' if line else ''}: {said}")
