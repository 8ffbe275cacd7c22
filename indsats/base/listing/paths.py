"""What a field's path such as ``unit__name`` leads to."""

from typing import Any, NamedTuple

from django.core.exceptions import FieldDoesNotExist
from django.db.models import CharField, Field, Model, QuerySet, TextField


class Path(NamedTuple):
    """Where a path ends: the field, whether it may be empty, whether it can meet several rows."""

    field: "Field[Any, Any] | None"
    nullable: bool
    many: bool

    @property
    def is_text(self) -> bool:
        """Tell whether the path ends in words."""
        return isinstance(self.field, CharField | TextField)


def follow(rows: QuerySet[Any], path: str) -> Path:
    """Follow a path from a queryset's model; an annotation counts as possibly empty."""
    annotation = rows.query.annotations.get(path)
    if annotation is not None:
        return Path(getattr(annotation, "output_field", None), nullable=True, many=False)
    model: type[Model] | None = rows.model
    nullable = many = False
    field: Any = None
    for name in path.split("__"):
        if model is None:
            raise FieldDoesNotExist(f"{path} goes on after its last field")
        field = model._meta.pk if name == "pk" else model._meta.get_field(name)
        nullable = nullable or bool(getattr(field, "null", True))
        many = many or bool(field.many_to_many or field.one_to_many)
        model = field.related_model
    return Path(field, nullable, many)
