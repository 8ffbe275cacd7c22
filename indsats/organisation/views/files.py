"""Lists as spreadsheets: the same rows as on screen, and a line in the trail."""

from collections.abc import Callable, Iterable, Sequence

from django.http import HttpResponse
from django.utils.timezone import localdate

from indsats.base.http import Request, download
from indsats.base.listing import Listing
from indsats.base.xlsx import Column, Sheet, to_xlsx
from indsats.organisation.actions.looking import export_list

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def spreadsheet(
    request: Request,
    title: str,
    headings: Sequence[str],
    lines: Iterable[Sequence[object]],
) -> HttpResponse:
    """Answer with a sheet of rows, and record that they were taken out."""
    rows = list(lines)
    sheet = Sheet(title=title, columns=[Column(heading, 24) for heading in headings], rows=rows)
    export_list(by=request.user, what=title, rows=len(rows))
    name = f"{title.lower().replace(' ', '-')}-{localdate().isoformat()}.xlsx"
    return download(to_xlsx([sheet]), name=name, content_type=XLSX)


def exporter(request: Request, title: str) -> Callable[[Listing], HttpResponse]:
    """Give a list its spreadsheet."""

    def export(listing: Listing) -> HttpResponse:
        headings, lines = listing.table()
        return spreadsheet(request, title, headings, lines)

    return export
