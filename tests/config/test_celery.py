from __future__ import annotations

from config.celery import app


def test_whatever_beat_sends_is_a_task() -> None:
    app.loader.import_default_modules()
    sent = {entry["task"] for entry in app.conf.beat_schedule.values()}
    assert sent <= set(app.tasks)
    assert {"dedup.tasks.drain", "review.tasks.replay", "review.tasks.gather"} <= sent
