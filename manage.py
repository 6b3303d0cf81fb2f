#!/usr/bin/env python
"""Run a OneListing command. Without DATABASE_URL and REDIS_URL the services start under var/."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("LOG_LEVEL", "warning")  # a person reads this, between the lines of a bar
    from config import embedded

    with embedded.for_command(sys.argv[1:]):
        from django.core.exceptions import ImproperlyConfigured
        from django.core.management import execute_from_command_line

        try:
            execute_from_command_line(sys.argv)
        except ImproperlyConfigured as error:  # a setting; its message says which, and a traceback would hide it
            if "--traceback" in sys.argv:
                raise
            sys.exit(str(error))


if __name__ == "__main__":
    main()
