"""Settings, URLs, the Celery app and the embedded services. Nothing imports this package."""
