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
from indsats.organisation.queries.trail_words import Told, told
from indsats.organisation.views.files import exporter

NEWEST = 1000


def trail_page(request: Request) -> HttpResponse:
    """Show who saw, changed, decided and shared what, newest first (spor)."""
    access.require(request, Permission.TRAIL_SEE)
    words: dict[int, Told] = {}
    columns = [
        Column("at", _("When"), order="sequence"),
        Column("actor", _("Who"), order=True, show=lambda row: _told(words, row).actor),
        Column("subject", _("What"), main=True, show=lambda row: _told(words, row).text),
        Column(
            "facts",
            _("Details"),
            template="organisation/cells/facts.html",
            show=lambda row: _told(words, row).details,
        ),
        Column("reason", _("Why")),
        Column("sequence", _("Row"), number=True),
    ]
    listing = Listing(
        request,
        trail(),
        columns=columns,
        search=("actor", "subject", "reason"),
        filters=(Choice("act", _("Act"), Act.choices), Days("at", _("Day"))),
        order="-sequence",
        caption=_("the trail"),
        empty=_("Nothing has been written yet."),
        export=exporter(request, _("Trail")),
    )
    exporting = request.GET.get("format") == "xlsx"
    words.update(told(listing.matching.iterator() if exporting else listing.page.rows))
    if listing.filtered:
        search_trail(by=request.user, asked=listing.form.cleaned_data)
    context = {"breaks": verify(newest=NEWEST), "newest": NEWEST, "today": localdate()}
    return listing.respond("organisation/trail.html", context)


def _told(words: dict[int, Told], entry: Entry) -> Told:
    """Give a line in words; one written while the page was made is told alone."""
    return words.get(entry.sequence) or told([entry])[entry.sequence]
