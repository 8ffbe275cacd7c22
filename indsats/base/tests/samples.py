"""A table of its own for the tests of lists: words, gaps, ties, moments."""

from django.db import models
from django.test.utils import isolate_apps

with isolate_apps("indsats.base"):

    class Group(models.Model):
        name = models.CharField(max_length=40)

        class Meta:
            app_label = "base"

        def __str__(self):
            return self.name

    class Sample(models.Model):
        name = models.CharField(max_length=40, blank=True)
        number = models.IntegerField(default=0, db_index=True)
        day = models.DateField(null=True)
        moment = models.DateTimeField(null=True)
        price = models.DecimalField(max_digits=8, decimal_places=2, default=0)
        kind = models.CharField(max_length=5, default="a", choices=[("a", "Alfa"), ("b", "Beta")])
        groups = models.ManyToManyField(Group)

        class Meta:
            app_label = "base"

        def __str__(self):
            return self.name
