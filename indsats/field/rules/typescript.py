"""The forms of the street as TypeScript, so that phone and server never disagree on a field."""

from collections.abc import Iterator
from typing import Final

from indsats.field.rules.forms import FORMS, Field, Form, Type, newest

PLAIN: Final = {
    Type.TEXT: "string",
    Type.MOMENT: "string | null",
    Type.DAY: "string | null",
    Type.NUMBER: "number | null",
    Type.YES_NO: "boolean | null",
    Type.RECORD: "string | null",
    Type.KEY: "string | null",
    Type.KEYS: "string[]",
    Type.POSITION: "Position | null",
}


def lines() -> Iterator[str]:
    """Give the types of the newest version of every form, and which version that is."""
    kinds = list(dict.fromkeys(form.kind for form in FORMS))
    yield "export interface Fields {"
    for kind in kinds:
        yield from _fields(newest(kind))
    yield "}"
    yield ""
    yield "export const NEWEST: Record<keyof Fields, number> = {"
    yield from (f"  {kind}: {newest(kind).version}," for kind in kinds)
    yield "};"


def _fields(form: Form) -> Iterator[str]:
    yield f"  {form.kind}: {{"
    yield from (f"    {name}: {_type(one)};" for name, one in form.fields.items())
    yield "  };"


def _type(field: Field) -> str:
    if field.type in PLAIN:
        return PLAIN[field.type]
    codes = " | ".join(f'"{code}"' for code in field.codes)
    return f"({codes})[]" if field.type is Type.CODES else f"{codes} | null"
