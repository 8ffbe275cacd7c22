"""Addresses of replies: in the body, by link, for the secretary, in public."""

from django.urls import URLPattern, path

from indsats.hearings.views import (
    assigning,
    own_replies,
    public_replies,
    redaction,
    registration,
    replies,
    reply_link,
)

OWN = "mine-svar/<int:pk>/"
LINK = "svar/<str:token>/"
LIST = "<int:pk>/svar/"
REPLY = "<int:pk>/svar/<int:sequence>/"
PUBLIC = "offentlig/<str:public_id>/"
urlpatterns: list[URLPattern] = [
    path("mine-svar/", own_replies.my_replies, name="my-replies"),
    path(OWN, own_replies.own_reply, name="own-reply"),
    path(f"{OWN}bilag/<int:file>/fjern/", own_replies.detach, name="own-detach"),
    path(f"{OWN}mindretal/", own_replies.minority, name="own-minority"),
    path(f"{OWN}frigiv/", own_replies.release, name="own-release"),
    path(f"{OWN}send-tilbage/", own_replies.send_back, name="own-send-back"),
    path(f"{OWN}svarer-ikke/", own_replies.decline, name="own-decline"),
    path(f"{OWN}indsend/", own_replies.submit, name="own-submit"),
    path(f"{OWN}kvittering/<int:sequence>/", own_replies.receipt, name="own-receipt"),
    path(f"{OWN}kvittering/<int:sequence>.pdf", own_replies.receipt_file, name="own-receipt-file"),
    path(LINK, reply_link.reply_link, name="reply_link"),
    path(f"{LINK}gem/", reply_link.autosave, name="link-autosave"),
    path(f"{LINK}bilag/<int:file>/fjern/", reply_link.detach, name="link-detach"),
    path(f"{LINK}kvittering/<int:sequence>/", reply_link.receipt, name="link-receipt"),
    path(f"{LINK}kvittering/<int:sequence>.pdf", reply_link.receipt_file, name="link-receipt-file"),
    path(f"{LINK}forslag/bilag/<int:pk>/", reply_link.annex, name="link-annex"),
    path(f"{LINK}supplement/<int:number>/", reply_link.supplement, name="link-supplement"),
    path(f"{LINK}svarer-ikke/", reply_link.decline, name="link-decline"),
    path(LIST, replies.replies, name="replies"),
    path(f"{LIST}flere/", replies.bulk, name="replies-bulk"),
    path(f"{LIST}giv/", assigning.give_many, name="replies-give"),
    path(f"{LIST}ens/", replies.duplicates, name="duplicates"),
    path(f"{LIST}registrer/", registration.register, name="reply-register"),
    path(f"{LIST}indlaes/", registration.load, name="reply-import"),
    path(f"{LIST}indlaes/alle/", registration.take_in, name="reply-take-in"),
    path(REPLY, replies.reply, name="reply"),
    path(f"{REPLY}kvittering.pdf", replies.receipt, name="reply-receipt"),
    path(f"{REPLY}bilag/<int:number>/", replies.file, name="reply-file"),
    path(f"{REPLY}bilag/<int:number>/del/", replies.share, name="reply-file-share"),
    path(f"{REPLY}afgoer/", replies.decide, name="reply-decide"),
    path(f"{REPLY}giv/", assigning.give, name="reply-give"),
    path(f"{REPLY}ens/", replies.mark_duplicate, name="reply-duplicate"),
    path(f"{REPLY}daek/", redaction.cover, name="reply-cover"),
    path(f"{REPLY}daek/fundne/", redaction.cover_details, name="reply-cover-details"),
    path(f"{REPLY}daek/<int:cover>/fjern/", redaction.uncover, name="reply-uncover"),
    path(f"{PUBLIC}svar.<slug:form>", public_replies.whole, name="public-replies"),
    path(
        f"{PUBLIC}svar/<slug:number>/bilag/<int:place>/", public_replies.annex, name="public-file"
    ),
]
