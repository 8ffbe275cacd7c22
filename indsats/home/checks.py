"""System checks: what must never be on together."""

from typing import Any

from django.conf import settings
from django.core.checks import WARNING, CheckMessage, Error, Tags, register


@register(Tags.security)
def demo_is_not_production(**_kwargs: Any) -> list[Error]:
    """Refuse to start with demo logins where production settings are on."""
    if settings.DEMO and settings.PRODUCTION:
        return [Error("Demo logins are on in production.", id="indsats.E001")]
    return []


@register(Tags.security, deploy=True)
def production_is_guarded(**_kwargs: Any) -> list[CheckMessage]:
    """Warn when a deployment lacks what people who log in must be able to rely on."""
    lacking = {
        "indsats.W001": (settings.REQUIRE_MFA, "INDSATS_REQUIRE_MFA is off."),
        "indsats.W002": (not settings.DEMO, "INDSATS_DEMO is on: anyone can log in."),
        "indsats.W003": (settings.ALLOWED_HOSTS, "INDSATS_HOSTS names no host."),
        "indsats.W004": (
            not settings.OIDC_ISSUER or settings.OIDC_ISSUER.startswith("https://"),
            "INDSATS_OIDC_ISSUER is not https.",
        ),
    }
    return [
        CheckMessage(WARNING, why, id=name) for name, (fine, why) in lacking.items() if not fine
    ]
