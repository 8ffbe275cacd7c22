"""Addresses of the room."""

from django.urls import path

from indsats.home.views import clock, login, logins, pages, profile, search, start

app_name = "home"
urlpatterns = [
    path("", start.start, name="start"),
    path("soeg/", search.search, name="search"),
    path("demo/log-ind/", login.demo_login, name="demo-login"),
    path("profil/", profile.profile, name="profile"),
    path("profil/enheder/<int:pk>/afslut/", profile.end_device, name="end-device"),
    path("profil/enheder/afslut-andre/", profile.end_other_devices, name="end-other-devices"),
    path("hjaelp/", pages.guide, name="help"),
    path("logning/", pages.logging_information, name="logging"),
    path("sundhed/", pages.health, name="health"),
    path("administration/uret/", clock.clock, name="clock"),
    path("administration/login/", logins.login_list, name="logins"),
    path("administration/login/<int:pk>/", logins.login_page, name="login"),
    path("administration/login/<int:pk>/<slug:deed>/", logins.change_login, name="change-login"),
]
