"""A worker in a process of its own that asks one bucket for tokens until its time is up.

python -m tests.dedup.judging.drawing SECONDS THREADS        prints the moment of each token
"""

from __future__ import annotations

import os
import sys
import threading
import time

import django


def draw(end: float, found: list[float]) -> None:
    from django.db import connection

    from dedup.judging import buckets
    from dedup.judging.outcomes import Later

    while time.time() < end:
        try:
            buckets.wait("gemini:any")
        except Later as later:
            time.sleep(min(later.seconds, 0.2))
        else:
            found.append(time.time())
    connection.close()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    end = time.time() + float(sys.argv[1])
    moments: list[float] = []
    threads = [threading.Thread(target=draw, args=(end, moments)) for _ in range(int(sys.argv[2]))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sys.stdout.write("\n".join(map(str, moments)) + "\n")
