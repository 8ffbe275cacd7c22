"""The memo's generated blocks: what was asked, what came, what is answered (høringsnotat)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indsats.hearings.models import (
    Hearing,
    PartyRole,
    ProposalItem,
    PublicationPolicy,
    Reply,
    ReplyKind,
    Segment,
    Verdict,
)
from indsats.hearings.queries.public import public_name, public_side
from indsats.hearings.queries.state import deadlines
from indsats.hearings.rules.memo_text import bullets, quote
from indsats.hearings.rules.quoting import quoted
from indsats.hearings.rules.redaction import Cover
from indsats.law.deadlines import danish_day

QUOTED, NAMED = 10, 40


@dataclass(frozen=True)
class Made:
    """A block as it is generated now."""

    key: str
    heading: str
    text: str


@dataclass(frozen=True)
class Source:
    """What the memo is made from: the hearing, and its counting replies with their segments."""

    hearing: Hearing
    replies: Sequence[Reply]

    @property
    def included(self) -> list[Reply]:
        """Give the replies taken into account."""
        return [row for row in self.replies if not (row.late and row.late_included is False)]

    def may_quote(self, reply: Reply) -> bool:
        """Tell whether a reply's own words may stand in a public text: someone has read it."""
        open_to_all = self.hearing.publication not in {"", PublicationPolicy.NEVER}
        reviewed = reply.reviewed_at is not None and not reply.withheld_because
        return open_to_all and reviewed and reply.may_publish


def _day(value: object) -> str:
    return str(date_format(value, "DATE_FORMAT"))  # type: ignore[arg-type]  # any day


def _paragraphs(*texts: str) -> str:
    return "\n\n".join(text for text in texts if text)


def _period(source: Source) -> str:
    hearing, history = source.hearing, deadlines(source.hearing)
    if hearing.sent_at is None or not history:
        return ""
    said = _("%(title)s was in hearing from %(first)s to %(last)s, both days included.") % {
        "title": hearing.letter_heading,
        "first": _day(danish_day(hearing.sent_at)),
        "last": _day(history[-1].day),
    }
    moved = [
        _("The deadline was extended to %(day)s: %(reason)s")
        % {"day": _day(each.day), "reason": each.reason}
        for each in history[1:]
        if each.reason
    ]
    return _paragraphs(said, bullets(moved))


def _asked(source: Source) -> str:
    parties = list(source.hearing.parties.all())
    consulted = [row.name for row in parties if row.role == PartyRole.CONSULTED]
    informed = [row.name for row in parties if row.role == PartyRole.INFORMED]
    return _paragraphs(
        _("These were asked:") if consulted else "",
        bullets(consulted),
        _("These were informed and could send remarks:") if informed else "",
        bullets(informed),
    )


def _counted(source: Source) -> str:
    replies = source.replies
    remarks = sum(row.kind == ReplyKind.REMARKS for row in replies)
    answered = {row.party_id for row in replies}
    without = [
        row
        for row in source.hearing.parties.all()
        if row.role == PartyRole.CONSULTED and row.pk not in answered
    ]
    silent = [row.name for row in without if row.declined_at is None]
    declined = [row.name for row in without if row.declined_at]
    came = ngettext("%(n)s reply has come in.", "%(n)s replies have come in.", len(replies)) % {
        "n": len(replies),
    }
    split = _("%(some)s with remarks, %(none)s without.") % {
        "some": remarks,
        "none": len(replies) - remarks,
    }
    found = Counter(seg.verdict for row in source.included for seg in row.segments.all())
    verdicts = [f"{label}: {found[value]}" for value, label in Verdict.choices if found[value]]
    return _paragraphs(
        f"{came} {split}",
        _("No reply has come from:") if silent else "",
        bullets(silent),
        _("These have said that they will not reply:") if declined else "",
        bullets(declined),
        _("The remarks are treated thus:") if verdicts else "",
        bullets(verdicts),
    )


def _late(source: Source) -> str:
    said = []
    for row in source.replies:
        if row.late and row.late_included is not None:
            how = _("taken into account") if row.late_included else _("not taken into account")
            day = _day(danish_day(row.submitted_at))
            said.append(f"{public_name(row)}, {day}: {how}. {row.late_reason}")
    return _paragraphs(_("These replies came after the deadline:"), bullets(said)) if said else ""


def _words(segment: Segment, reply: Reply) -> str:
    """Quote a segment as everybody may read it."""
    name, text, key = public_name(reply), reply.text, None
    if segment.minority_id:
        minority = next(row for row in reply.minorities.all() if row.pk == segment.minority_id)
        name, text, key = public_side(minority.side, name), minority.text, minority.pk
    covers = [Cover(row.start, row.end) for row in reply.redactions.all() if row.minority_id == key]
    return quote(quoted(text, covers, segment.start, segment.end), name)


def _unquoted(replies: Sequence[Reply]) -> str:
    """Name those whose remarks are not quoted: many of a kind, or not to be published."""
    names = list(dict.fromkeys(public_name(reply) for reply in replies))
    return ngettext(
        "%(n)s remark that is not quoted here, from: %(names)s",
        "%(n)s remarks that are not quoted here, from: %(names)s",
        len(replies),
    ) % {"n": len(replies), "names": ", ".join(names[:NAMED]) + (" …" if names[NAMED:] else "")}


def _answered(source: Source, rows: Sequence[tuple[Segment, Reply]]) -> str:
    """Write the remarks that get one answer, and the answer; many are named, not quoted."""
    first = rows[0][0]
    quotable = [(segment, reply) for segment, reply in rows if source.may_quote(reply)]
    quotes = [_words(segment, reply) for segment, reply in quotable[:QUOTED]]
    rest = quotable[QUOTED:] + [row for row in rows if not source.may_quote(row[1])]
    more = _unquoted([reply for _segment, reply in rest]) if rest else ""
    label = first.get_verdict_display() if first.verdict else _("not decided yet")
    return _paragraphs(
        *quotes,
        more,
        _("Answer: %(text)s") % {"text": first.answer or _("not written yet")},
        _("Verdict: %(text)s") % {"text": label},
        _("Changed: %(text)s") % {"text": first.change_reference} if first.change_reference else "",
    )


def _remarks(source: Source, rows: Iterable[tuple[Segment, Reply]]) -> str:
    grouped: dict[tuple[str, str, str], list[tuple[Segment, Reply]]] = defaultdict(list)
    for segment, reply in rows:
        grouped[segment.verdict, segment.answer, segment.change_reference].append((segment, reply))
    return _paragraphs(*(_answered(source, group) for group in grouped.values()))


def _item_heading(item: ProposalItem) -> str:
    return _("Item %(number)s: %(title)s") % {"number": item.number, "title": item.title}


def _by_subject(source: Source) -> list[Made]:
    """Give a block of general remarks, one per theme, and one per item without theme."""
    general, themed, by_item = [], defaultdict(list), defaultdict(list)
    items, names = {}, {}
    for reply in source.included:
        for row in reply.segments.all():
            themes = list(row.themes.all())
            if themes:
                themed[themes[0].pk].append((row, reply))
                names[themes[0].pk] = themes[0]
            elif row.item is not None:
                by_item[row.item.pk].append((row, reply))
                items[row.item.pk] = row.item
            else:
                general.append((row, reply))
    return [
        Made("general", _("General remarks"), _remarks(source, general)),
        *(
            Made(f"theme-{theme.pk}", theme.name, _remarks(source, themed[theme.pk]))
            for theme in sorted(names.values(), key=lambda row: (row.order, row.name))
        ),
        *(
            Made(f"item-{item.pk}", _item_heading(item), _remarks(source, by_item[item.pk]))
            for item in sorted(items.values(), key=lambda row: (row.order, row.pk))
        ),
    ]


def _changes(source: Source) -> str:
    changing = {Verdict.FOLLOWED, Verdict.PARTLY}
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for reply in source.included:
        for row in reply.segments.all():
            if row.verdict in changing:
                place = row.change_reference or _("Place not named")
                found[f"{place}: {row.answer}"].setdefault(public_name(reply))
    if not found:
        return _("The replies have not led to changes in the proposal.")
    lines = []
    for what, names in found.items():
        several = ", ".join(list(names)[:NAMED]) + (" …" if len(names) > NAMED else "")
        lines.append(f"{what} ({several})")
    return bullets(lines)


def _minorities(source: Source) -> str:
    said = []
    for reply in source.included:
        covers = list(reply.redactions.all())
        for row in reply.minorities.all():
            side = public_side(row.side, public_name(reply))
            mine = [Cover(each.start, each.end) for each in covers if each.minority_id == row.pk]
            words = quoted(row.text, mine, 0, len(row.text))
            said.append(quote(words if source.may_quote(reply) else _("(Not quoted.)"), side))
    return _paragraphs(*said)


def _listed(source: Source) -> str:
    named, nameless = [], 0
    for row in source.replies:
        if row.party is None and not row.represents:
            nameless += 1
            continue
        extra = [_("no comments")] if row.kind == ReplyKind.NO_COMMENTS else []
        extra += [_("after the deadline")] if row.late else []
        named.append(", ".join([f"{row.public_number} {public_name(row)}", *extra]))
    if nameless:
        named.append(ngettext("%(n)s citizen", "%(n)s citizens", nameless) % {"n": nameless})
    return bullets(named)


def generate(hearing: Hearing, replies: Sequence[Reply]) -> list[Made]:
    """Make every block of the memo as it reads now; blocks with nothing to say are left out."""
    source = Source(hearing, replies)
    made = [
        Made("period", _("The hearing"), _period(source)),
        Made("asked", _("Who was asked"), _asked(source)),
        Made("counted", _("The replies"), _counted(source)),
        Made("late", _("Replies after the deadline"), _late(source)),
        *_by_subject(source),
        Made("changes", _("What is changed because of the replies"), _changes(source)),
        Made("minorities", _("Minority statements"), _minorities(source)),
        Made("replies", _("List of replies"), _listed(source)),
    ]
    return [block for block in made if block.text]
