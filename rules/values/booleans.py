"""Yes and no in three languages: да, есть, with, 支持, ✓ against нет, без, without, 不支持, ✗.

As a value of a yes-no attribute "нет" and 无 mean no. Elsewhere they mean that nothing is stated.
"""

from __future__ import annotations

import re

from rules.values.blanks import UNSTATED
from rules.values.scripts import HAN
from rules.values.text import fold, is_blank, plain
from rules.values.vocabulary import words

# The whole answer, or its first word: "Yes, 5.0", "нет (без камеры)".
_YES = words(
    "yes y true on да есть имеется вкл включено включен присутствует 1 是 有 对 真 支持 开 开启 可 t ok oui ja si"
)
_NO = words(
    "no n false off none нет не отсутствует отсутствуют выкл 0 否 无 没有 不 假 不支持 关 关闭 没 無 f non nein"
)
_SIGNS = {**dict.fromkeys("✓✔√☑✅👍", True), **dict.fromkeys("✗✘✕✖❌☒❎", False)}
_WHOLE_SIGNS = {**_SIGNS, "+": True, "➕": True, "×": False}
# Inside a longer answer: "built-in Bluetooth", "поддерживается", 带蓝牙; "without", "не поддерживается", 不带.
_DENIED = re.compile(
    r"\b(?:no|not|non|none|without|w/o|lacks?|lacking|excl(?:uded|udes)?|excluding|never|isn.?t|doesn.?t|don.?t|free of"
    r"|disabled|absent|unsupported|unavailable|нет|не|без|отсутству\w*|исключая|кроме|отключ\w*|выключ\w*)\b"
    r"|不(?!锈|銹|鏽|同|少|限)|[没無未]|无(?![线缝人])|非(?!常)|免|关闭",
)
_SAID = re.compile(
    r"\b(?:yes|with|w/|has|have|having|includ(?:es|ed|ing)|supports?|supported|available|present|built[ -]?in|enabled"
    r"|equipped|integrated|required|needed|provided|да|есть|имеется|имеет|с|со|поддерж\w+|встроен\w*|включ\w+|входит"
    r"|присутству\w+|в комплекте|в наличии|оснащен\w*|предусмотрен\w*|нужн\w+|требу\w+|наличие)\b"
    r"|支持|带|帶|含|有|配备|自带|内置|具备|包含|是|可|需要",
)
_NEITHER = re.compile(
    r"\b(?:optional\w*|опци\w+|some|partly|partial\w*|depends?|частично|зависит|maybe)\b|可选|选配|部分|视情况"
)
_NUMBERED = re.compile(r"no\.? ?[0-9]")
_MARKS = "".join(_WHOLE_SIGNS) + " "
_FIRST = re.compile(r"[^\W\d_]+(?![\w-])|[01](?![0-9.,])")
_HAN_FIRST = re.compile(f"(?:不支持|没有|支持|关闭|开启|[是有对真开否无無不假关没])(?![{HAN}])")
_BOTH = re.compile(
    r"\by ?/ ?n\b|\byes\b.*\bno\b|\bno\b.*\byes\b|\bда\b.*\bнет\b|\bнет\b.*\bда\b"
    r"|有无|是否|是.*否|否.*是|有.*无|支持.*不支持"
)


def parse_boolean(text: str) -> bool | None:
    """True, False, or None where it says neither, or both ("yes/no")."""
    text = plain(text)
    if signs := _signs(text):
        said = signs | {parse_boolean(text.strip(_MARKS))} - {None}
        return signs.pop() if len(said) == 1 else None
    folded = fold(text).strip("+")
    if _NEITHER.search(folded) or _BOTH.search(folded) or _NUMBERED.match(folded) or UNSTATED.match(folded):
        return None
    first = _first(folded)
    if first in _YES or first in _NO:
        return first in _YES
    if UNSTATED.search(folded):
        return None
    if _DENIED.search(folded):
        return False
    return True if _SAID.search(folded) else None


def says_nothing_of_it(text: str) -> bool:
    """Blank, but for the words that mean no: "n/a", "—", "не указано", not "нет", "none" or 无."""
    return is_blank(text) and not _signs(text[:20].strip()) and fold(text[:100]) not in _NO


def _signs(text: str) -> set[bool]:
    """A sign at either end: "✓ Bluetooth"; "+" and "×" only alone."""
    if text in _WHOLE_SIGNS:
        return {_WHOLE_SIGNS[text]}
    return {_SIGNS[ch] for ch in (text[:1], text[-1:]) if ch in _SIGNS}


def _first(folded: str) -> str:
    match = _HAN_FIRST.match(folded) or _FIRST.match(folded)
    return match[0] if match else ""
