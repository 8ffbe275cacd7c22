"""Addresses of logging in: the pages of django-allauth we use, and no others.

Sign-up, changing one's own e-mail address and connecting accounts are not there. The names
are those allauth looks up, so they stand outside the room's own.
"""

from allauth.account import views
from allauth.socialaccount import views as social
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, re_path

from indsats.home.views.profile import devices

urlpatterns = [
    path("log-ind/", views.login, name="account_login"),
    path("log-ud/", views.logout, name="account_logout"),
    path("spaerret/", views.account_inactive, name="account_inactive"),
    path("bekraeft/", views.reauthenticate, name="account_reauthenticate"),
    path("adgangskode/", views.password_change, name="account_change_password"),
    path("adgangskode/ny/", views.password_set, name="account_set_password"),
    path("glemt/", views.password_reset, name="account_reset_password"),
    path("glemt/sendt/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^glemt/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "glemt/skiftet/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    # allauth asks for this address on the login page; it always says that sign-up is closed.
    path("opret/", views.signup, name="account_signup"),
    path("to-trin/", include("allauth.mfa.urls")),
    path("enheder/", devices, name="usersessions_list"),
    path("afbrudt/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("fejl/", login_not_required(social.login_error), name="socialaccount_login_error"),
    path("", include("allauth.socialaccount.providers.openid_connect.urls")),
]
