import pytest
from django.db import connection

from indsats.base.tests.samples import Group, Sample


@pytest.fixture(scope="package")
def sample_tables(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        with connection.schema_editor() as editor:
            editor.create_model(Group)
            editor.create_model(Sample)
        yield
        with connection.schema_editor() as editor:
            editor.delete_model(Sample)
            editor.delete_model(Group)


@pytest.fixture
def samples(sample_tables, db):
    return Sample.objects.all()
