"""GTINs: UPC-A, EAN-8, EAN-13 and GTIN-14 of one item are one number of 14 digits."""

from __future__ import annotations

import re

from stdnum import ean

from rules.values.text import plain

_LENGTHS = (8, 12, 13, 14)
_LABEL = re.compile(
    r"^(?:gtin|ean|upc|isbn|barcode|штрихкод|штрих-код|条码|条形码)(?:-?1?[0-9])? ?[:#№]? ?", re.IGNORECASE
)


def parse_gtin(text: str) -> str | None:
    """14 digits, or None where the length or the check digit is wrong. "0000000000000" identifies nothing.

    Source: GS1 General Specifications, 7.9 (check digit) and 3.3 (data content of shorter keys).
    """
    digits = re.sub(r"[ -]", "", _LABEL.sub("", plain(text)))
    if not re.fullmatch(r"[0-9]{8,14}", digits) or len(digits) not in _LENGTHS or not digits.strip("0"):
        return None
    return digits.zfill(14) if ean.is_valid(digits) else None
