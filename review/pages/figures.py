"""The week's figures for analysts: the number that matters, a funnel, a table, and the file."""

from __future__ import annotations

from io import StringIO

from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from review import exports, figures
from review.weeks import BadWeek, Week

from . import funnel
from .access import Request, page

# Weeks that the list offers; an older one can be asked for in the URL.
OFFERED = 12


@require_safe
@permission_required("dedup.export", raise_exception=True)
def show(request: Request) -> HttpResponse:
    week, level = week_of(request.GET.get("week", "")), level_of(request)
    *rows, total = figures.weekly(week, level=level)
    context = {
        "week": week,
        "weeks": sorted({week, *(Week.current().shifted(-back) for back in range(OFFERED))}, reverse=True),
        "level": level,
        "rows": rows,
        "total": total,
        "steps": funnel.of(total),
    }
    return page(request, "review/figures.html", "figures", context)


@require_safe
@permission_required("dedup.export", raise_exception=True)
def download(request: Request, week: str) -> HttpResponse:
    out, asked = StringIO(newline=""), week_of(week)
    exports.write_csv(figures.weekly(asked, level=level_of(request)), out)
    return HttpResponse(
        out.getvalue().encode("utf-8-sig"),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="onelisting-{asked}.csv"'},
    )


def week_of(text: str) -> Week:
    try:
        return Week.asked(text) if text else Week.current()
    except BadWeek as error:
        raise Http404(str(error)) from error


def level_of(request: Request) -> int:
    """How deep categories are told apart, 1-3."""
    text = request.GET.get("level", "")
    return int(text) if text in ("1", "2", "3") else 1
