"""Try it: what a draft says about two listings, beside what the live rule says and what people decided."""

from __future__ import annotations

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from review.pages.access import Request, page

from . import desk
from .head import head


@require_safe
@permission_required("rules.change_ruleset", raise_exception=True)
def show(request: Request, pk: int) -> HttpResponse:
    row = desk.draft_of(pk)
    return page(request, "rules/trial.html", "result", {"draft": row, "head": head(row.category, row, "trial")})
