"""Give each order the key it has in files."""

from django.db import migrations, models
from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat


def name_all(apps, _editor):
    """Name the orders there are by their number; new ones are named by their title."""
    number = Cast(F("pk"), CharField(max_length=20))
    apps.get_model("strategy", "Deployment").objects.update(key=Concat(Value("ordre-"), number))


class Migration(migrations.Migration):
    dependencies = [("strategy", "0003_assessments")]

    operations = [
        migrations.AddField(
            "deployment", "key", models.CharField(editable=False, max_length=80, null=True)
        ),
        migrations.RunPython(name_all, migrations.RunPython.noop),
        migrations.AlterField(
            "deployment", "key", models.CharField(editable=False, max_length=80, unique=True)
        ),
    ]
