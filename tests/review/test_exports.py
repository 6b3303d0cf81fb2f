"""Files that a spreadsheet reads rightly and does not run."""

from __future__ import annotations

import csv
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from review import exports, figures
from review.weeks import Week
from tests import factories as make


@pytest.mark.parametrize(
    ("cell", "guarded"),
    [
        ("", ""),
        (None, None),
        ("a=1", "a=1"),
        (-5, -5),
        (Decimal("-0.5"), Decimal("-0.5")),
        ("-5", "'-5"),
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("@SUM(1)", "'@SUM(1)"),
        ("+1", "'+1"),
        ("%1", "'%1"),
        ("|x", "'|x"),
        (" =1", "' =1"),
        ("\N{NO-BREAK SPACE}=1", "'\N{NO-BREAK SPACE}=1"),
        ("\N{FULLWIDTH EQUALS SIGN}1", "'\N{FULLWIDTH EQUALS SIGN}1"),
        ("\N{SMALL PLUS SIGN}1", "'\N{SMALL PLUS SIGN}1"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("\nx", "'\nx"),
        ("Чемодан 55 см", "Чемодан 55 см"),
        ("箱包", "箱包"),
    ],
)
def test_only_what_a_spreadsheet_would_run_is_quoted(cell, guarded):
    assert exports.guard(cell) == guarded


@pytest.mark.django_db
def test_rows_come_back_as_they_were_written():
    formula = make.category("=1+1", "箱, 包")
    make.verdict(make.pair(make.spu(category=formula), make.spu(category=formula)))
    out = StringIO(newline="")
    exports.write_csv(figures.weekly(Week.current(), level=2), out)
    first, total = csv.DictReader(StringIO(out.getvalue(), newline=""))
    assert (first["category_lv1"], first["category_lv2"], first["category_lv3"]) == ("'=1+1", "箱, 包", "")
    assert total["category_lv1"] == "Total"
    for row in (first, total):
        assert (row["week"], row["candidates_found"], row["acceptance_rate"]) == (str(Week.current()), "1", "")
        assert row["cost_usd"] == "0.000000"


@pytest.mark.django_db
def test_the_command_writes_a_file_that_excel_takes_for_utf8(tmp_path: Path):
    bags = make.category("箱包", "行李箱")
    make.verdict(make.pair(make.spu(category=bags), make.spu(category=bags)))
    said, folder, week = StringIO(), tmp_path / "made" / "here", Week.current()
    call_command("export_weekly", out=folder, week=str(week), stdout=said)
    written = folder / f"weekly-{week}.csv"
    assert written.read_bytes().startswith(b"\xef\xbb\xbfweek,category_lv1,")
    assert "箱包" in written.read_text("utf-8-sig") and "行李箱" not in written.read_text("utf-8-sig")
    assert said.getvalue() == f"{written}: 2 rows\n"
    call_command("export_weekly", out=folder, week=str(week), level=2, stdout=said)
    assert "行李箱" in written.read_text("utf-8-sig")


@pytest.mark.django_db
def test_without_a_week_the_command_takes_the_last_one_that_is_over(tmp_path: Path):
    call_command("export_weekly", out=tmp_path, stdout=StringIO())
    assert [path.name for path in tmp_path.iterdir()] == [f"weekly-{Week.current().shifted(-1)}.csv"]


@pytest.mark.parametrize(("week", "sentence"), [("2026-46", "is not a week"), ("2999-W01", "has not begun")])
def test_a_week_that_cannot_be_is_refused_in_words(tmp_path: Path, week, sentence):
    with pytest.raises(CommandError, match=sentence):
        call_command("export_weekly", out=tmp_path, week=week)


@pytest.mark.django_db
def test_a_folder_that_cannot_be_is_refused_in_words(tmp_path: Path):
    (tmp_path / "file").touch()
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("export_weekly", out=tmp_path / "file" / "folder", stdout=StringIO())
