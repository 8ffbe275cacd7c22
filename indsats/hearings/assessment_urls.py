"""Addresses of the work bench and the memo."""

from django.urls import URLPattern, path

from indsats.hearings.views import bench, memo, memo_files, segments, themes

BENCH = "<int:pk>/arbejdsbord/"
REPLY = f"{BENCH}svar/<int:sequence>/"
SEGMENT = f"{BENCH}uddrag/<int:segment>/"
MEMO = "<int:pk>/notat/"
urlpatterns: list[URLPattern] = [
    path(BENCH, bench.bench, name="bench"),
    path(f"{REPLY}uddrag/", bench.cut, name="cut"),
    path(f"{REPLY}afsnit/", bench.cut_paragraphs, name="cut-paragraphs"),
    path(f"{REPLY}laest/", bench.note, name="bench-read"),
    path(f"{REPLY}sent/", bench.late, name="bench-late"),
    path(SEGMENT, segments.weigh, name="weigh"),
    path(f"{SEGMENT}fjern/", segments.uncut, name="uncut"),
    path(f"{SEGMENT}giv/", segments.give, name="segment-give"),
    path("<int:pk>/temaer/", themes.themes, name="themes"),
    path("<int:pk>/temaer/samlet/", themes.weigh_many, name="weigh-many"),
    path("<int:pk>/temaer/<int:theme>/", themes.theme, name="theme"),
    path(MEMO, memo.memo, name="memo"),
    path(f"{MEMO}dan/", memo.make, name="memo-make"),
    path(f"{MEMO}faerdig/", memo.final, name="memo-final"),
    path(f"{MEMO}offentliggoer/", memo.publish, name="memo-publish"),
    path(f"{MEMO}afsnit/<int:block>/", memo.block, name="memo-block"),
    path(f"{MEMO}kladde.<str:kind>", memo_files.draft, name="memo-draft"),
    path(f"{MEMO}internt.<str:kind>", memo_files.internal, name="memo-internal"),
    path(f"{MEMO}vurdering.xlsx", memo_files.sheet, name="memo-sheet"),
    path(f"{MEMO}<int:number>.<str:kind>", memo_files.stored, name="memo-file"),
    path("offentlig/<str:public_id>/notat.<str:kind>", memo_files.public, name="public-memo"),
]
