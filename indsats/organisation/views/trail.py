"""The trail, for the one who may read it; it lives here because only this room knows access."""

from django.http import HttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from indsats.audit.models import Act, Entry
from indsats.audit.queries import trail, verify
from indsats.base.http import Request
from indsats.base.listing import Choice, Column, Days, Listing
from indsats.organisation import access
from indsats.organisation.access import Permission
from indsats.organisation.actions.looking import search_trail
from indsats.organisation.queries.trail_search import NAMES, with_names
from indsats.organisation.queries.trail_words import Told, told
from indsats.organisation.views.files import exporter

NEWEST = 1000


def trail_page(request: Request) -> HttpResponse:
    """Show who saw, changed, decided and shared what, newest first (spor)."""
    access.require(request, Permission.TRAIL_SEE)
    today = localdate()
    words: dict[int, Told] = {}

    def tell(entry: Entry) -> Told:
        """Give a line in words; one written while the page was made is told alone."""
        if entry.sequence not in words:
            words.update(told([entry], reader=request.user, day=today))
        return words[entry.sequence]

    columns = [
        Column("at", _("When"), order="sequence"),
        Column("actor", _("Who"), order=True, show=lambda row: tell(row).actor),
        Column(
            "subject",
            _("What"),
            main=True,
            show=lambda row: tell(row).text,
            url=lambda row: tell(row).url,
        ),
        Column(
            "facts",
            _("Details"),
            template="organisation/cells/facts.html",
            show=lambda row: tell(row).details,
        ),
        Column("reason", _("Why")),
        Column("sequence", _("Row"), number=True),
    ]
    listing = Listing(
        request,
        with_names(trail()) if request.GET.get("q") else trail(),
        columns=columns,
        search=("actor", "subject", "reason", *(NAMES if request.GET.get("q") else ())),
        filters=(Choice("act", _("Act"), Act.choices), Days("at", _("Day"))),
        order="-sequence",
        caption=_("the trail"),
        empty=_("Nothing has been written yet."),
        export=exporter(request, _("Trail")),
    )
    exporting = request.GET.get("format") == "xlsx"
    rows = listing.matching.iterator() if exporting else listing.page.rows
    words.update(told(rows, reader=request.user, day=today))
    if listing.filtered:
        search_trail(by=request.user, asked=listing.form.cleaned_data)
    context = {"breaks": verify(newest=NEWEST), "newest": NEWEST, "today": today}
    return listing.respond("organisation/trail.html", context)
