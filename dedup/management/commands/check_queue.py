from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from dedup import queue


class Command(BaseCommand):
    help = "Compare the review queue's columns with the facts they follow from, mend what differs, name the pairs."

    def handle(self, *args: Any, **options: Any) -> None:
        if found := queue.check():
            self.stdout.write(f"{len(found)} pairs differed and are mended: {', '.join(map(str, found[:20]))}")
            self.stdout.write("Something wrote around dedup/queue.py: look into it.")
        else:
            self.stdout.write("The queue is as it should be.")
