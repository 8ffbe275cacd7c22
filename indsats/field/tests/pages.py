"""Being logged in on the pages of the street."""

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def as_(client, user):
    client.force_login(user, backend=BACKEND)
    return client


def text(response):
    return response.content.decode()
