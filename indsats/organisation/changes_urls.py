"""Addresses of change-sets, under ``aendringer/``."""

from django.urls import path

from indsats.organisation.views import change_set, change_set_deeds, change_set_preview, step

urlpatterns = [
    path("", change_set.change_sets, name="change-sets"),
    path("nyt/", change_set.new, name="change-set-new"),
    path("<slug:key>/", change_set.change_set, name="change-set"),
    path("<slug:key>/titel/", change_set.edit, name="change-set-edit"),
    path("<slug:key>/trin/nyt/", step.choose, name="step-choose"),
    path("<slug:key>/trin/nyt/<slug:verb>/<slug:kind>/", step.new, name="step-new"),
    path("<slug:key>/trin/<int:number>/", step.edit, name="step-edit"),
    path("<slug:key>/trin/<int:number>/fjern/", step.remove, name="step-remove"),
    path("<slug:key>/frys/", change_set_deeds.freeze, name="change-set-freeze"),
    path("<slug:key>/genaabn/", change_set_deeds.reopen, name="change-set-reopen"),
    path("<slug:key>/ajourfoer/", change_set_deeds.rebase, name="change-set-rebase"),
    path("<slug:key>/traek-tilbage/", change_set_deeds.withdraw, name="change-set-withdraw"),
    path("<slug:key>/tilsidesaet/", change_set_deeds.waive, name="change-set-waive"),
    path("<slug:key>/varsel/", change_set_deeds.notice, name="change-set-notice"),
    path("<slug:key>/indfoer/", change_set_deeds.enter, name="change-set-enter"),
    path("<slug:key>/forhaandsvisning/", change_set_preview.preview, name="preview"),
    path(
        "<slug:key>/forhaandsvisning.<slug:kind>", change_set_preview.preview_file,
        name="preview-file",
    ),
]  # fmt: skip
