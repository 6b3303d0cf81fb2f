"""Coming in, going to work, and the address that tells a monitor whether the site lives."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRefresh

from . import menu
from .access import Request


@login_not_required
def login(request: Request) -> HttpResponseBase:
    if request.htmx:  # a part of a page was asked for after the session had ended: load the whole page
        return HttpResponseClientRefresh()
    return LoginView.as_view(template_name="review/login.html", redirect_authenticated_user=True)(request)


@require_safe
def home(request: Request) -> HttpResponse:
    """Everybody starts where their work is."""
    return redirect(menu.first(request.user))


@login_not_required
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """200 while the database answers; what the database driver raises becomes a 500."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
