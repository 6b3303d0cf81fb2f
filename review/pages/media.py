"""Pictures of listings, for people who are logged in. The name is the content's hash, so it never changes."""

from __future__ import annotations

from django.conf import settings
from django.http import FileResponse, Http404
from django.views.decorators.http import require_safe

from .access import Request


@require_safe
def serve(request: Request, folder: str, start: str, sha256: str) -> FileResponse:
    """One JPEG below MEDIA_ROOT; the route lets only hexadecimal names through, so no path can lead elsewhere."""
    path = settings.MEDIA_ROOT / folder / start / f"{sha256}.jpg"
    try:
        response = FileResponse(path.open("rb"), content_type="image/jpeg")
    except FileNotFoundError as error:
        raise Http404 from error
    response.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    return response
