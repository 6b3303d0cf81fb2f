"""Rule admins see the page "Models", test a judge there, and keep the prices."""

from django.db import migrations

ALLOWED = ("view_modelcall", "add_modelcall", "view_modelprice", "add_modelprice", "delete_modelprice")


def allow(apps, schema_editor):
    # Permissions are made after all migrations, by a signal; here they are needed now.
    from django.apps import apps as real
    from django.contrib.auth.management import create_permissions

    create_permissions(real.get_app_config("dedup"), verbosity=0, apps=apps)
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name="rule admin")
    permission = apps.get_model("auth", "Permission").objects
    group.permissions.add(*permission.filter(content_type__app_label="dedup", codename__in=ALLOWED))


class Migration(migrations.Migration):
    dependencies = [
        ("review", "0005_publishers"),
        ("dedup", "0008_judges"),
    ]
    operations = [migrations.RunPython(allow, migrations.RunPython.noop)]
