"""Addresses of matters and hearings; replies and their assessment have files of their own."""

from django.urls import URLPattern, URLResolver, include, path

from indsats.hearings.views import (
    agenda,
    annexes,
    closing,
    hearings,
    matters,
    outcome,
    parties,
    proposals,
    public,
)

app_name = "hearings"
VERSION = "sag/<slug:key>/forslag/<int:number>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", matters.matters, name="list"),
    path("sag/ny/", matters.new, name="matter-new"),
    path("sag/<slug:key>/", matters.matter, name="matter"),
    path("sag/<slug:key>/ret/", matters.edit, name="matter-edit"),
    path("sag/<slug:key>/klar/", matters.ready, name="matter-ready"),
    path("sag/<slug:key>/ny-version/", matters.version, name="version-new"),
    path("sag/<slug:key>/hoering/", matters.prepare, name="hearing-prepare"),
    path("sag/<slug:key>/dagsorden/<slug:question>/", agenda.place, name="agenda"),
    path("sag/<slug:key>/indfoer/", agenda.effect, name="effect"),
    path("sag/<slug:key>/afslut/", closing.closing, name="closing"),
    path("sag/<slug:key>/afslut/luk/", closing.close, name="matter-close"),
    path(VERSION, proposals.proposal, name="proposal"),
    path(f"{VERSION}ret/", proposals.edit, name="proposal-edit"),
    path(f"{VERSION}frys/", proposals.freeze, name="proposal-freeze"),
    path(f"{VERSION}punkt/nyt/", proposals.item, name="item-new"),
    path(f"{VERSION}punkt/<int:pk>/", proposals.item, name="item"),
    path(f"{VERSION}punkt/<int:pk>/fjern/", proposals.remove_item, name="item-remove"),
    path(f"{VERSION}bilag/nyt/", proposals.annex, name="annex-new"),
    path(f"{VERSION}bilag/<int:pk>/", annexes.of_proposal, name="annex"),
    path(f"{VERSION}bilag/<int:pk>/fjern/", proposals.remove_annex, name="annex-remove"),
    path("<int:pk>/", hearings.hearing, name="hearing"),
    path("<int:pk>/brev/", hearings.letter, name="letter"),
    path("<int:pk>/brev.pdf", hearings.letter_file, name="letter-file"),
    path("<int:pk>/brev/kladde/", hearings.reword, name="letter-reword"),
    path("<int:pk>/brev/svar/", hearings.answer, name="letter-answer"),
    path("<int:pk>/bilag/<int:annex>/", annexes.of_hearing, name="hearing-annex"),
    path("<int:pk>/besluttet/", hearings.decided, name="hearing-decided"),
    path("<int:pk>/frist/", hearings.deadline, name="deadline"),
    path("<int:pk>/udsend/", hearings.dispatch, name="dispatch"),
    path("<int:pk>/traek-tilbage/", hearings.withdraw, name="withdraw"),
    path("<int:pk>/supplement/", hearings.supplement, name="supplement"),
    path(
        "<int:pk>/supplement/<int:number>/", annexes.supplement_of_hearing, name="supplement-file"
    ),
    path("<int:pk>/send-igen/", parties.resend, name="resend"),
    path("<int:pk>/udfald/", outcome.outcome, name="outcome"),
    path("<int:pk>/udfald/send/", outcome.send, name="outcome-send"),
    path("<int:pk>/part/ny/", parties.party, name="party-new"),
    path("<int:pk>/part/<int:party>/", parties.party, name="party"),
    path("<int:pk>/part/<int:party>/fjern/", parties.remove, name="party-remove"),
    path("<int:pk>/part/<int:party>/afsendt/", parties.log, name="party-log"),
    path("<int:pk>/part/<int:party>/afsendt/<int:sending>/", parties.packet, name="packet"),
    path("<int:pk>/part/<int:party>/svarer-ikke/", parties.decline, name="party-decline"),
    path("<int:pk>/part/<int:party>/nyt-link/", parties.reissue, name="link-new"),
    path("<int:pk>/part/<int:party>/spaer-links/", parties.revoke, name="link-revoke"),
    path("offentlig/<str:public_id>/", public.public, name="public"),
    path("offentlig/<str:public_id>/bilag/<int:annex>/", annexes.of_public, name="public-annex"),
    path(
        "offentlig/<str:public_id>/supplement/<int:number>/",
        annexes.supplement_of_public,
        name="public-supplement",
    ),
    path("", include("indsats.hearings.reply_urls")),
    path("", include("indsats.hearings.assessment_urls")),
]
