"""Rule admins put rules in force. An operator who wants four eyes takes the permission from the group."""

from django.db import migrations


def allow(apps, schema_editor):
    # Permissions are made after all migrations, by a signal; here it is needed now.
    from django.apps import apps as real
    from django.contrib.auth.management import create_permissions

    create_permissions(real.get_app_config("rules"), verbosity=0, apps=apps)
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name="rule admin")
    permission = apps.get_model("auth", "Permission").objects
    group.permissions.add(permission.get(content_type__app_label="rules", codename="publish"))


class Migration(migrations.Migration):
    dependencies = [
        ("review", "0004_replays"),
        ("rules", "0003_versions"),
    ]
    operations = [migrations.RunPython(allow, migrations.RunPython.noop)]
