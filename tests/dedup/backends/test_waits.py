"""How long servers want us to wait, in the ways in which they say it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from dedup.backends import remote


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("2", 2.0),
        ("1.5s", 1.5),
        (" 3 ", 3.0),
        ("0", 0.0),
        ("-5", 0.0),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0.0),
        ("99999999", remote.LONGEST_WAIT),
        ("inf", remote.LONGEST_WAIT),
        ("nan", None),
        ("", None),
        ("soon", None),
        ("Wed, 99 Oct 2015", None),
        ("Mon, 01 Jan 2024 00:00:00 +9999999999999999999", None),
    ],
)
def test_seconds(said: str, seconds: float | None) -> None:
    assert remote.seconds(said) == seconds


def test_a_date_is_so_many_seconds_from_now() -> None:
    said = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)
    assert 85 < (remote.seconds(said) or 0) <= 90
