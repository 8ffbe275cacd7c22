"""An operation as one plain sentence, such as that Gadeplan moves from 1 January."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from types import MappingProxyType

from django.utils.translation import gettext as _

from indsats.organisation.queries.wording import Namer, plain
from indsats.organisation.rules.kinds import KINDS
from indsats.organisation.rules.operations import Operation
from indsats.organisation.rules.values import Values

CLOSED_DOWN = frozenset({"unit", "post"})


def sentence(operation: Operation, namer: Namer) -> str:
    """Say what an operation does, naming things as they are called when it takes effect."""
    if operation.kind not in KINDS:
        return _("There is no kind called “%(kind)s”.") % {"kind": operation.kind}
    text = _SENTENCES[operation.verb](operation, namer)
    text = text[:1].upper() + text[1:]
    return f"{text} {_days(operation)}"


def _days(operation: Operation) -> str:
    days = {"first": plain(operation.span.first)}
    if operation.span.until is None:
        return _("from %(first)s") % days
    days["until"] = plain(operation.span.until)
    return _("from %(first)s up to, not including, %(until)s") % days


def _subject(operation: Operation, namer: Namer) -> str:
    return namer.name(operation.kind, operation.subject, operation.span.first)


def _as_before(operation: Operation, namer: Namer) -> str:
    """Name the subject as it is the day before, so that a post is named by the unit it leaves."""
    eve = operation.span.first - timedelta(days=1)
    return namer.name(operation.kind, operation.subject, eve)


def _place(operation: Operation, namer: Namer, values: Mapping[str, object]) -> str:
    place = KINDS[operation.kind].place
    key = values.get(place) if place else None
    return namer.value(operation.kind, place, key, operation.span.first) if key else ""


def _create(operation: Operation, namer: Namer) -> str:
    own = _OWN_WORDS.get(operation.kind)
    if own is not None:
        return own(operation, namer)
    parts = {"subject": _subject(operation, namer), "kind": _(KINDS[operation.kind].label)}
    place = _place(operation, namer, operation.patch)
    chosen = operation.patch.get("kind")
    if operation.kind == "unit" and chosen:
        parts["kind"] = namer.value("unit", "kind", chosen, operation.span.first).lower()
    if not place:
        return _("%(subject)s is created (%(kind)s)") % parts
    return _("%(subject)s is created (%(kind)s) in %(place)s") % {**parts, "place": place}


def _seat(operation: Operation, namer: Namer) -> str:
    holder = operation.patch.get("holder_post") and _field(operation, namer, "holder_post")
    if not holder:
        user = operation.patch.get("holder_user")
        holder = namer.user(str(user)) if user else _("vacant")
    parts = {"body": _field(operation, namer, "body"), "role": _field(operation, namer, "role")}
    return _("%(body)s gets a seat: %(role)s, %(holder)s") % {**parts, "holder": holder}


def _leadership(operation: Operation, namer: Namer) -> str:
    parts = {"post": _field(operation, namer, "post"), "unit": _field(operation, namer, "unit")}
    return _("%(post)s becomes the leader of %(unit)s") % parts


def _engagement(operation: Operation, namer: Namer) -> str:
    parts = {"user": namer.user(str(operation.patch.get("user")))}
    return _("%(user)s is engaged in the post %(post)s") % {
        **parts, "post": _field(operation, namer, "post"),
    }  # fmt: skip


def _responsibility(operation: Operation, namer: Namer) -> str:
    parts = {"unit": _field(operation, namer, "unit"), "subject": _subject(operation, namer)}
    return _("%(unit)s becomes responsible for “%(subject)s”") % parts


def _anchoring(operation: Operation, namer: Namer) -> str:
    parts = {"subject": _subject(operation, namer), "body": _field(operation, namer, "body")}
    return _("%(subject)s is anchored in %(body)s") % parts


_OWN_WORDS: Mapping[str, Callable[[Operation, Namer], str]] = MappingProxyType(
    {
        "seat": _seat,
        "leadership": _leadership,
        "engagement": _engagement,
        "responsibility": _responsibility,
        "anchoring": _anchoring,
    }
)


def _field(operation: Operation, namer: Namer, name: str) -> str:
    return namer.value(operation.kind, name, operation.patch.get(name), operation.span.first)


def _set(operation: Operation, namer: Namer) -> str:
    if operation.kind == "anchoring" and set(operation.patch) == {"body"}:
        return _anchoring(operation, namer)
    return _("%(subject)s is changed: %(changes)s") % {
        "subject": _as_before(operation, namer),
        "changes": fields_said(operation, namer),
    }


def fields_said(operation: Operation, namer: Namer) -> str:
    """List the fields an operation sets, with their new values."""
    fields = KINDS[operation.kind].fields
    said = [
        _("%(field)s becomes “%(value)s”")
        % {
            "field": _(fields[name].label) if name in fields else name,
            "value": _said(operation, namer, name, value),
        }
        for name, value in operation.patch.items()
    ]
    return "; ".join(said)


def _said(operation: Operation, namer: Namer, name: str, value: object) -> str:
    if name not in KINDS[operation.kind].fields:
        return str(value)
    return namer.value(operation.kind, name, value, operation.span.first)


def _close(operation: Operation, namer: Namer) -> str:
    parts = {"subject": _as_before(operation, namer)}
    if operation.kind in CLOSED_DOWN:
        return _("%(subject)s is closed down") % parts
    if operation.kind == "engagement":
        return _("%(subject)s: the engagement ends") % parts
    return _("%(subject)s ceases") % parts


def _move(operation: Operation, namer: Namer) -> str:
    if operation.kind == "anchoring":
        return _anchoring(operation, namer)
    parts = {"subject": _as_before(operation, namer)}
    place = _place(operation, namer, operation.patch)
    if not place:
        return _("%(subject)s moves out from under any unit") % parts
    return _("%(subject)s moves to %(place)s") % {**parts, "place": place}


def _keep(operation: Operation, namer: Namer) -> str:
    parts = {"subject": _subject(operation, namer)}
    place = _place(operation, namer, operation.patch)
    if not place:
        return _("%(subject)s stays unchanged") % parts
    return _("%(subject)s stays in %(place)s") % {**parts, "place": place}


def _split(operation: Operation, namer: Namer) -> str:
    into = operation.patch.get("into") or Values()
    parts = [_part(operation, namer, key, fields) for key, fields in into.items()]
    names = {"subject": _subject(operation, namer), "parts": _listed(parts)}
    return _("%(subject)s is split into %(parts)s") % names


def _part(operation: Operation, namer: Namer, key: str, fields: Mapping[str, object]) -> str:
    title = KINDS[operation.kind].title
    given = fields.get(title) if fields else None
    return str(given or namer.name(operation.kind, key, operation.span.first))


def _merge(operation: Operation, namer: Namer) -> str:
    day = operation.span.first
    olds = [namer.name(operation.kind, key, day) for key in operation.patch.get("from", ())]
    names = {"subject": _subject(operation, namer), "parts": _listed(olds)}
    if not operation.patch.get("values"):
        return _("%(parts)s are merged with %(subject)s, which goes on") % names
    return _("%(parts)s are merged into %(subject)s") % names


def _listed(names: list[str]) -> str:
    if len(names) < 2:  # noqa: PLR2004 -- one name needs no "and"
        return "".join(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


_SENTENCES: Mapping[str, Callable[[Operation, Namer], str]] = MappingProxyType(
    {
        "create": _create,
        "set": _set,
        "close": _close,
        "move": _move,
        "keep": _keep,
        "split": _split,
        "merge": _merge,
    }
)
