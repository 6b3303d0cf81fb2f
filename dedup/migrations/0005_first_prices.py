"""The published price of the default model, so that the first week's cost is not nought. Others: docs/judging.md."""

from datetime import date
from decimal import Decimal

from django.db import migrations

# ai.google.dev/gemini-api/docs/pricing: US dollars per million tokens; thoughts are billed as output.
PRICES = [
    ("gemini-2.5-flash", date(2025, 6, 17), Decimal("0.30"), Decimal("2.50")),
    ("gemini-2.5-flash-lite", date(2025, 7, 22), Decimal("0.10"), Decimal("0.40")),
]


def add(apps, schema_editor):
    price = apps.get_model("dedup", "ModelPrice")
    for model, day, read, written in PRICES:
        price.objects.get_or_create(
            model=model, valid_from=day, defaults={"input_per_million": read, "output_per_million": written}
        )


class Migration(migrations.Migration):
    dependencies = [("dedup", "0004_call_lease")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
