"""The four groups and what each may do; an operator may add users to several."""

from django.db import migrations

GROUPS = {
    "moderator": ["dedup.decide", "dedup.merge"],
    "senior moderator": ["dedup.decide", "dedup.merge", "dedup.undo_any", "dedup.export"],
    "rule admin": ["rules.view_ruleset", "rules.add_ruleset", "rules.change_ruleset"],
    "analyst": ["dedup.export"],
}


def make_groups(apps, schema_editor):
    # Permissions are made after all migrations, by a signal; here they are needed now.
    from django.apps import apps as real
    from django.contrib.auth.management import create_permissions

    for label in ("dedup", "rules"):
        create_permissions(real.get_app_config(label), verbosity=0, apps=apps)
    group, permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    for name, allowed in GROUPS.items():
        row, _ = group.objects.get_or_create(name=name)
        for code in allowed:
            app, codename = code.split(".")
            row.permissions.add(permission.objects.get(content_type__app_label=app, codename=codename))


class Migration(migrations.Migration):
    dependencies = [
        ("review", "0001_initial"),
        ("dedup", "0003_root_is_root"),
        ("rules", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]
    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
