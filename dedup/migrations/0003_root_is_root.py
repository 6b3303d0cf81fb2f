"""One level only: `root` must be a row that is its own root. Deferrable, so that a family moves in one transaction."""

from django.db import migrations

ADD = """
ALTER TABLE dedup_spu
    ADD COLUMN is_root bool GENERATED ALWAYS AS (root_id = id) STORED,
    ADD COLUMN yes bool GENERATED ALWAYS AS (true) STORED;
ALTER TABLE dedup_spu ADD CONSTRAINT spu_root_target UNIQUE (id, is_root);
ALTER TABLE dedup_spu ADD CONSTRAINT spu_root_is_root FOREIGN KEY (root_id, yes)
    REFERENCES dedup_spu (id, is_root) DEFERRABLE INITIALLY DEFERRED;
"""
REMOVE = "ALTER TABLE dedup_spu DROP COLUMN yes CASCADE, DROP COLUMN is_root CASCADE"


class Migration(migrations.Migration):
    dependencies = [("dedup", "0002_initial")]
    operations = [migrations.RunSQL(ADD, REMOVE)]
