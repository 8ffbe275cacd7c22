"""The public preview as a document: what may be published, with the charts before and after."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from indsats.base.documents import Block, Bullets, Document, Figure, Heading, Paragraph, Table
from indsats.organisation.queries.change_set_page import Page
from indsats.organisation.queries.preview_page import Shown
from indsats.organisation.queries.tree import tree_lines
from indsats.organisation.queries.wording import plain
from indsats.organisation.rules.chart import Box, Chart, layout

WIDEST, TALLEST = 0.65, 1.2  # of the breadth of the text on a page
STYLE = {
    "": ("#ffffff", "#8e8e8e", ""),
    "created": ("#f1f8ec", "#2d6e00", ""),
    "moved": ("#e8f1fa", "#004d99", "12 4"),
    "closed": ("#fdf3f3", "#b30000", "3 4"),
    "changed": ("#fffaf0", "#8a5a00", ""),
    "kept": ("#ffffff", "#1a1a1a", ""),
    "more": ("#ffffff", "#8e8e8e", "2 3"),
}


def preview_document(shown: Shown) -> Document:
    """Write the preview for publication; raises ValueError for a page that names employees."""
    page = shown.page
    if page.named:
        raise ValueError("A preview for publication names nobody")
    return Document(
        title=_("Preview: %(title)s") % {"title": page.change_set.title},
        blocks=[*_summary(page), *_charts(shown), *_duties(shown), *_fingerprint(page)],
        language=(get_language() or "da")[:2],
        author=settings.MUNICIPALITY,
        header=settings.MUNICIPALITY,
        footer=page.found.preview.hash[:16],
    )


def _summary(page: Page) -> list[Block]:
    steps = [line.text for line in page.steps if line.step.kind not in {"engagement", "leadership"}]
    rows = [(count.figure, count.words) for count in page.counts]
    return [
        Heading(_("In numbers")),
        Table(header=[_("How many"), _("What")], rows=rows, widths=(1, 3))
        if rows
        else Paragraph(_("Nothing is changed.")),
        Heading(_("Steps")),
        Bullets(steps) if steps else Paragraph(_("None")),
    ]


def _charts(shown: Shown) -> list[Block]:
    day = plain(shown.day)
    return [
        Heading(_("The organisation on %(day)s") % {"day": day}),
        *_figure(shown.pair.before, _("Without the change")),
        *_figure(shown.pair.after, _("With the change")),
    ]


def _figure(boxes: tuple[Box, ...], title: str) -> list[Block]:
    if not boxes:
        return []
    alt = f"{title}: {'; '.join(line.strip() for line in tree_lines(boxes))}"
    chart = layout(boxes)
    picture = Figure(data=drawn(chart).encode(), alt=alt, width=breadth(chart))
    return [Heading(title, 2), picture]


def breadth(chart: Chart) -> float:
    """Give how much of a page's breadth a chart may take, so that it fits below its headings."""
    return float(min(WIDEST, TALLEST * chart.width / chart.height))


def drawn(chart: Chart) -> str:
    """Draw a chart as an SVG of its own, with its colours inside, for paper."""
    boxes = [(placed, *STYLE[placed.box.look]) for placed in chart.boxes]
    return render_to_string("organisation/chart_file.svg", {"chart": chart, "boxes": boxes})


def _duties(shown: Shown) -> list[Block]:
    found: list[Block] = []
    for title, lines in (
        (_("Target-group responsibilities"), shown.duties),
        (_("Political anchoring"), shown.anchorings),
    ):
        if lines:
            header = [_("What"), _("Who"), _("What becomes of it")]
            found += [Heading(title), Table(header=header, rows=[tuple(line) for line in lines])]
    return found


def _fingerprint(page: Page) -> list[Block]:
    note = _("A decision names this fingerprint, so that what takes effect is what was shown here.")
    return [
        Heading(_("Fingerprint of the preview")),
        Paragraph(page.found.preview.hash),
        Paragraph(note),
    ]
