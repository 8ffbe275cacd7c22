"""Pages of a list, cut by the values of their edge rows and not by counting from the start."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import and_, or_
from typing import Any

from django.core import signing
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import F, Q, QuerySet

from indsats.base.danish import DanishOrder
from indsats.base.listing.paths import follow
from indsats.base.rules.keyset import Border, Key, Step, beyond, parse_order, upward

SALT = "indsats.base.listing"


@dataclass(frozen=True)
class Page:
    """Rows of one page, the rows before it, and the tokens of its neighbours."""

    rows: list[Any]
    passed: int
    previous: str
    following: str


def sort_keys(rows: QuerySet[Any], order: str | Sequence[str]) -> list[Key]:
    """Give the keys of an order; the primary key comes last and makes it total."""
    named = [*parse_order(order), ("pk", False)]
    seen: dict[str, Key] = {}
    for path, descending in named:
        nullable = False if path == "pk" else follow(rows, path).nullable
        seen.setdefault(path, Key(path, descending, nullable))
    return list(seen.values())


def with_keys(rows: QuerySet[Any], keys: Sequence[Key]) -> QuerySet[Any]:
    """Put each row's sort values on it, words by the Danish alphabet."""
    values: dict[str, Any] = {}
    for number, key in enumerate(keys):
        text = key.path != "pk" and follow(rows, key.path).is_text
        values[f"sort_key_{number}"] = DanishOrder(F(key.path)) if text else F(key.path)
    keyed: QuerySet[Any] = rows.annotate(**values)
    return keyed


def ordered(rows: QuerySet[Any], keys: Sequence[Key], *, backwards: bool = False) -> QuerySet[Any]:
    """Sort by the keys, empty values last when read forwards."""
    terms = []
    for number, key in enumerate(keys):
        term = F(f"sort_key_{number}")
        where = {("nulls_first" if backwards else "nulls_last"): True} if key.nullable else {}
        up = upward(key, backwards=backwards)
        terms.append(term.asc(**where) if up else term.desc(**where))
    return rows.order_by(*terms)


def _condition(step: Step, key: Key, value: Any, *, backwards: bool) -> Q:
    """Write one comparison with the border as a condition."""
    name = f"sort_key_{step.number}"
    if step.kind == "same":
        return Q(**{f"{name}__isnull": True}) if value is None else Q(**{name: value})
    if step.kind in {"empty", "filled"}:
        return Q(**{f"{name}__isnull": step.kind == "empty"})
    sign = "gt" if upward(key, backwards=backwards) else "lt"
    return Q(**{f"{name}__{sign}": value})


def past(keys: Sequence[Key], border: Border) -> Q:
    """Write "strictly beyond the border" as a condition an index on the first key can serve."""
    back = border.backwards

    def condition(step: Step) -> Q:
        return _condition(step, keys[step.number], border.values[step.number], backwards=back)

    ways = beyond(keys, border.values, backwards=back)
    whole = reduce(or_, (reduce(and_, map(condition, steps)) for steps in ways))
    first, value = keys[0], border.values[0]
    if first.nullable or value is None:
        return whole
    sign = "gte" if upward(first, backwards=back) else "lte"
    return Q(**{f"sort_key_0__{sign}": value}) & whole


def seal(keys: Sequence[Key], border: Border) -> str:
    """Write a border as a signed token for an address."""
    plain = [
        value.isoformat() if isinstance(value, date | datetime) else _plain(value)
        for value in border.values
    ]
    body = [[key.text for key in keys], plain, border.passed, border.backwards]
    return signing.dumps(body, salt=SALT, compress=True)


def _plain(value: Any) -> Any:
    """Keep what JSON can hold; write the rest as text."""
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)


def unseal(token: str, rows: QuerySet[Any], keys: Sequence[Key]) -> Border | None:
    """Read a token; one that is forged, old or of another order is as none."""
    try:
        names, plain, passed, backwards = signing.loads(token, salt=SALT)
        if names != [key.text for key in keys]:
            return None
        fields = [rows.query.annotations[f"sort_key_{n}"].output_field for n in range(len(keys))]
        values = [field.to_python(value) for field, value in zip(fields, plain, strict=True)]
    except (signing.BadSignature, ValidationError, ValueError, TypeError):
        return None
    return Border(tuple(values), passed, backwards)


def cut(
    rows: QuerySet[Any], keys: Sequence[Key], token: str, size: int, parts: Sequence[Q] = ()
) -> Page:
    """Cut the page a token points at; without a usable token the first one."""
    keyed = with_keys(rows, keys)
    border = unseal(token, keyed, keys) if token else None
    if border is None:
        return _page(_first(keyed, keys, size + 1, parts), keys, size=size)
    beyond_it = keyed.filter(past(keys, border))
    found = _first(beyond_it, keys, size + 1, parts, backwards=border.backwards)
    # Before the list's start, or after its end because rows went away: begin afresh.
    if not found or (border.backwards and len(found) < size):
        return cut(rows, keys, "", size, parts)
    return _page(found, keys, border=border, size=size)


def _first(
    keyed: QuerySet[Any],
    keys: Sequence[Key],
    amount: int,
    parts: Sequence[Q],
    *,
    backwards: bool = False,
) -> list[Any]:
    """Give the first rows in order: from the first of each part, where there are several.

    Asked for the rows of several units, SQLite reads all of them and sorts, however few are
    wanted; of each unit alone it reads just those. PostgreSQL knows by itself.
    """
    if len(parts) > 1 and not connection.features.supports_slicing_ordering_in_compound:
        lots = (ordered(keyed.filter(part), keys, backwards=backwards) for part in parts)
        first = reduce(or_, (Q(pk__in=lot[:amount].values("pk")) for lot in lots))
        few = keyed.model._default_manager.filter(first).values("pk")
        # The lots hold the conditions: asked once more, they look to SQLite like the better way in.
        keyed = keyed.all()
        keyed.query.clear_where()
        keyed = keyed.filter(pk__in=few)
    return list(ordered(keyed, keys, backwards=backwards)[:amount])


def _page(
    found: list[Any], keys: Sequence[Key], *, size: int, border: Border | None = None
) -> Page:
    """Make the page of the rows found, one more than fits telling that there are more."""
    more, shown = len(found) > size, found[:size]
    back = border is not None and border.backwards
    passed = border.passed if border else 0
    if back:
        shown.reverse()
        passed = max(passed - len(shown), 0) if more else 0
    before, after = (more, True) if back else (border is not None, more)
    return Page(
        rows=shown,
        passed=passed,
        previous=_token(shown[0], keys, passed, backwards=True) if before else "",
        following=_token(shown[-1], keys, passed + len(shown), backwards=False) if after else "",
    )


def _token(row: Any, keys: Sequence[Key], passed: int, *, backwards: bool) -> str:
    """Seal a row as a border."""
    values = tuple(getattr(row, f"sort_key_{number}") for number in range(len(keys)))
    return seal(keys, Border(values, passed, backwards))
