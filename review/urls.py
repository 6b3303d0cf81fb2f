from __future__ import annotations

from django.contrib.auth.views import LogoutView
from django.urls import path, re_path

from .pages import actions, entry, figures, listing, media, pair, queue
from .pages.rules import category, drafting, publishing, replays, versions

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
    path("rules/", category.show, name="rules"),
    path("rules/default/", category.show, name="rules_of_default"),
    path("rules/default/draft", category.start, name="start_draft_default"),
    path("rules/<int:pk>/", category.show, name="rules_of"),
    path("rules/<int:pk>/draft", category.start, name="start_draft"),
    path("rules/versions/default/", versions.show, name="versions_default"),
    path("rules/versions/<int:pk>/", versions.show, name="versions"),
    path("rules/versions/<int:pk>/roll-back", versions.roll_back, name="roll_back"),
    path("rules/drafts/<int:pk>/background", drafting.to_background, name="to_background"),
    path("rules/drafts/<int:pk>/foreground", drafting.from_background, name="from_background"),
    path("rules/drafts/<int:pk>/discard", drafting.discard, name="discard"),
    path("rules/drafts/<int:pk>/publish", publishing.publish, name="publish"),
    path("rules/drafts/<int:pk>/replay", replays.show, name="replay"),
    path("rules/drafts/<int:pk>/replay/start", replays.start, name="replay_start"),
    path("rules/drafts/<int:pk>/replay/background", replays.beside, name="replay_background"),
    path("rules/replays/<int:pk>/cancel", replays.cancel, name="replay_cancel"),
    path("rules/replays/<int:pk>/ask", replays.ask, name="replay_ask"),
    path("rules/replays/<int:pk>/go-on", replays.go_on, name="replay_go_on"),
    re_path(
        r"^media/(?P<folder>images|thumbnails)/(?P<start>[0-9a-f]{2})/(?P<sha256>[0-9a-f]{64})\.jpg$",
        media.serve,
        name="media",
    ),
]
