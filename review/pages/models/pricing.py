"""A price is added, or one that has not counted on a whole day yet is taken back."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from dedup.judging import budgets, tallies
from dedup.models import ModelPrice
from review.pages.access import Request

from . import overview
from .price_list import ADD, REMOVE, PriceForm


@require_POST
@permission_required(ADD, raise_exception=True)
def add(request: Request) -> HttpResponse:
    """A price from a day on; what stands is never changed."""
    form = PriceForm(request.POST)
    if form.is_valid() and _add(form):
        budgets.forget()
        row = form.cleaned_data
        messages.success(request, f"{row['model']} costs that from {row['valid_from']} on.")
        return redirect("models")
    return overview.answer(request, form)


def _add(form: PriceForm) -> bool:
    try:
        with transaction.atomic():
            ModelPrice.objects.create(**form.cleaned_data)
    except IntegrityError:
        form.add_error("valid_from", "It has a price from that day on. Remove that one first, or say a later day.")
        return False
    return True


@require_POST
@permission_required(REMOVE, raise_exception=True)
def remove(request: Request, pk: int) -> HttpResponse:
    """Take back a price of today or later. What was asked under it keeps its cost."""
    row = get_object_or_404(ModelPrice, pk=pk)
    if row.valid_from < tallies.today():
        messages.warning(request, "That price has counted on days that are over, so it stays. Add a new one instead.")
    else:
        row.delete()
        budgets.forget()
        messages.success(request, f"{row.model} has no price of its own from {row.valid_from} any more.")
    return redirect("models")
