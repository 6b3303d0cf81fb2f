from __future__ import annotations

from django.contrib.auth.views import LogoutView
from django.urls import path, re_path

from .pages import actions, entry, figures, listing, media, pair, queue

urlpatterns = [
    path("", entry.home, name="home"),
    path("login/", entry.login, name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("healthz", entry.health, name="health"),
    path("queue/", queue.show, name="queue"),
    path("queue/next", queue.next_pair, name="next"),
    path("queue/unskip", queue.unskip, name="unskip"),
    path("pairs/<int:pk>/", pair.show, name="pair"),
    path("pairs/<int:pk>/same", pair.same, name="same"),
    path("pairs/<int:pk>/renew", pair.renew, name="renew"),
    path("pairs/<int:pk>/previous", queue.step, {"forward": False}, name="previous"),
    path("pairs/<int:pk>/next", queue.step, {"forward": True}, name="following"),
    path("pairs/<int:pk>/decide", actions.decide, name="decide"),
    path("pairs/<int:pk>/skip", actions.skip, name="skip"),
    path("decisions/<int:pk>/undo", actions.undo, name="undo"),
    path("listings/<int:pk>/", listing.show, name="listing"),
    path("figures/", figures.show, name="figures"),
    path("figures/<str:week>.csv", figures.download, name="figures_csv"),
    re_path(
        r"^media/(?P<folder>images|thumbnails)/(?P<start>[0-9a-f]{2})/(?P<sha256>[0-9a-f]{64})\.jpg$",
        media.serve,
        name="media",
    ),
]
