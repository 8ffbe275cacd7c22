"""All settings in one file; a municipality changes them by environment variables only."""

import os
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

ROOT = Path(__file__).resolve().parent.parent.parent
VAR = Path(os.environ.get("INDSATS_VAR", ROOT / "var"))
TESTING = "pytest" in sys.modules


def env_bool(name: str, *, default: bool) -> bool:
    """Read a yes/no variable; anything else than 1/true/yes is no."""
    return os.environ.get(name, str(default)).lower() in {"1", "true", "yes"}


def env_list(name: str, default: str = "") -> list[str]:
    """Read a comma-separated variable."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def origin(url: str) -> str:
    """Give the scheme and host of an address, as browsers compare them; {s} is any host there."""
    parts = urlsplit(url.replace("{s}", "*"))
    return f"{parts.scheme}://{parts.netloc}"


DEMO = env_bool("INDSATS_DEMO", default=False)
PRODUCTION = env_bool("INDSATS_PRODUCTION", default=False)
if DEMO and PRODUCTION:
    raise ImproperlyConfigured("INDSATS_DEMO cannot be switched on where INDSATS_PRODUCTION is.")
DEBUG = env_bool("INDSATS_DEBUG", default=False) and not PRODUCTION

SECRET_KEY = os.environ.get("INDSATS_SECRET_KEY", "")
if not SECRET_KEY:
    if PRODUCTION:
        raise ImproperlyConfigured("Set INDSATS_SECRET_KEY to a long random text.")
    SECRET_KEY = "only-for-trying-out-" + "x" * 50
SECRET_KEY_FALLBACKS = env_list("INDSATS_OLD_SECRET_KEYS")
ALLOWED_HOSTS = env_list(
    "INDSATS_HOSTS", "" if PRODUCTION else "localhost,127.0.0.1,[::1],testserver"
)
CSRF_TRUSTED_ORIGINS = env_list("INDSATS_ORIGINS")
PROXIES = int(os.environ.get("INDSATS_PROXIES", "1" if PRODUCTION else "0"))
BASE_URL = os.environ.get("INDSATS_BASE_URL", "http://127.0.0.1:8000")

MUNICIPALITY = os.environ.get("INDSATS_MUNICIPALITY", "Ishøj Kommune")

INSTALLED_APPS = [
    "django_linear_migrations",
    "indsats.home",
    "indsats.hearings",
    "indsats.field",
    "indsats.strategy",
    "indsats.places",
    "indsats.meetings",
    "indsats.organisation",
    "indsats.audit",
    "indsats.base",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "template_partials",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "axes",
    "csp",
]
FIRST_PARTY_APPS = [app for app in INSTALLED_APPS if app.startswith("indsats.")]

MIDDLEWARE = [
    "indsats.home.middleware.headers",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "indsats.base.language.LanguageMiddleware",
    "indsats.home.middleware.size_limit",
    "indsats.home.middleware.SessionLimits",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "indsats.home.middleware.SecondFactor",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "indsats.config.urls"
WSGI_APPLICATION = "indsats.config.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "indsats.home.context.frame",
            ],
        },
    },
]


def database(url: str) -> dict[str, object]:
    """Turn ``sqlite:///path`` or ``postgresql://user@host/name`` into Django's form."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path[1:]) or ":memory:",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
            },
        }
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]) or "indsats",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,  # a database that moved to another machine is found again
    }


DATABASE_URL = os.environ.get("INDSATS_DATABASE", f"sqlite:///{VAR / 'indsats.sqlite3'}")
if TESTING:
    DATABASE_URL = os.environ.get("INDSATS_TEST_DATABASE", "sqlite:///")
DATABASES = {"default": database(DATABASE_URL)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "organisation.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
REQUIRE_MFA = env_bool("INDSATS_REQUIRE_MFA", default=PRODUCTION)

ACCOUNT_ADAPTER = "indsats.home.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_EMAIL_VERIFICATION = "none"  # an administrator gives the address
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if PRODUCTION else "http"
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "60/5m/ip"}  # a town hall is one IP
ACCOUNT_FORMS = {"login": "indsats.home.forms.LoginForm"}
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES

MFA_ADAPTER = "indsats.home.adapters.MFAAdapter"
MFA_FORMS = {"authenticate": "indsats.home.forms.CodeForm"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = f"Indsats {MUNICIPALITY}"
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_USERNAME_CALLABLE = "indsats.home.lockout.account_name"
AXES_CLIENT_IP_CALLABLE = "indsats.base.limits.address"
AXES_LOCKOUT_CALLABLE = "indsats.home.lockout.refuse"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True  # the trail keeps it
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_SENSITIVE_PARAMETERS = ["login", "csrfmiddlewaretoken"]

# Single sign-on (OpenID Connect) with the municipality's own identity provider.
OIDC_ISSUER = os.environ.get("INDSATS_OIDC_ISSUER", "")
OIDC_NAME = os.environ.get("INDSATS_OIDC_NAME", MUNICIPALITY)
OIDC_CLAIM = os.environ.get("INDSATS_OIDC_CLAIM", "preferred_username")
OIDC_CREATE = env_bool("INDSATS_OIDC_CREATE", default=False)
OIDC_PROVES_MFA = env_bool("INDSATS_OIDC_PROVES_MFA", default=True)
SOCIALACCOUNT_ADAPTER = "indsats.home.adapters.SingleSignOnAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS: dict[str, dict[str, Any]] = {}
if OIDC_ISSUER:
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "kommune",
                "name": OIDC_NAME,
                "client_id": os.environ.get("INDSATS_OIDC_CLIENT", ""),
                "secret": os.environ.get("INDSATS_OIDC_SECRET", ""),
                "settings": {"server_url": OIDC_ISSUER},
            },
        ],
    }
SILENCED_SYSTEM_CHECKS = ["axes.W006"]  # addresses are limited by ACCOUNT_RATE_LIMITS

LANGUAGE_CODE = "da"
FORMAT_MODULE_PATH = "indsats.base.formats"
LANGUAGES = [("da", _("Danish")), ("en", _("English"))]
USE_I18N = True
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True

STATIC_URL = "static/"
HASHED_STATIC = not (DEBUG or TESTING or "runserver" in sys.argv)
STATIC_ROOT = VAR / "static" if HASHED_STATIC else None  # None: straight from the rooms
WHITENOISE_USE_FINDERS = not HASHED_STATIC
WHITENOISE_AUTOREFRESH = DEBUG
STORAGES = {
    "default": {"BACKEND": "indsats.base.storage.OnDisk"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if HASHED_STATIC
        else "django.contrib.staticfiles.storage.StaticFilesStorage",
    },
}
PHONE_APP = Path(os.environ.get("INDSATS_PHONE_APP", ROOT / "indsats/field/static/felt"))
PHONE_CALLS = int(os.environ.get("INDSATS_PHONE_CALLS", "120"))  # a minute, from one phone
MEDIA_ROOT = VAR / "files"
OUTBOX = VAR / "outbox"
ATTACHMENT_LIMIT = int(os.environ.get("INDSATS_ATTACHMENT_MB", "25")) * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
REQUEST_LIMIT = 4 * ATTACHMENT_LIMIT + DATA_UPLOAD_MAX_MEMORY_SIZE  # four attachments at once
FILE_UPLOAD_HANDLERS = [
    "indsats.base.uploads.CutOff",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

EMAIL_BACKEND = os.environ.get(
    "INDSATS_EMAIL_BACKEND",
    "django.core.mail.backends.filebased.EmailBackend",
)
EMAIL_FILE_PATH = str(OUTBOX)
EMAIL_HOST = os.environ.get("INDSATS_SMTP_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("INDSATS_SMTP_PORT", "25"))
EMAIL_TIMEOUT = 20  # seconds; a mail server that does not answer must not hold up an alarm
SMS_DOMAIN = os.environ.get("INDSATS_SMS_DOMAIN", "")  # number@domain becomes a text message
DEFAULT_FROM_EMAIL = os.environ.get("INDSATS_FROM", "indsats@example.dk")

# A picture below the map, from a tile or WMTS server in Web Mercator: {x}, {y}, {z}, perhaps {s}.
# Without one the map draws borders and places only, and asks nobody outside.
MAP_TILES = os.environ.get("INDSATS_MAP_TILES", "")
MAP_CREDIT = os.environ.get("INDSATS_MAP_CREDIT", "")

# What it takes for a cell of the heat map to be shown; 0 is what the rule `heat-cells` says.
HEAT_LIMITS = {
    name: int(os.environ.get(f"INDSATS_HEAT_{name.upper()}", "0"))
    for name in ("households", "observations", "metres", "days")
}

SESSION_COOKIE_AGE = 60 * int(os.environ.get("INDSATS_SESSION_IDLE_MINUTES", "60"))
SESSION_LONGEST = timedelta(hours=int(os.environ.get("INDSATS_SESSION_HOURS", "12")))
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = PRODUCTION
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
if PRODUCTION:  # the prefix makes the browser refuse the cookie from any other host
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
# Rate limits and used codes: one process keeps them in memory, several share a table.
SHARED_CACHE = DATABASE_URL.startswith("postgres") and not TESTING
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "home_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # beyond 300 Django would throw counts away
    }
    if SHARED_CACHE
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^sundhed/$"]
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:", *([origin(MAP_TILES)] if MAP_TILES else [])],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'", *([origin(OIDC_ISSUER)] if OIDC_ISSUER else [])],
        "frame-ancestors": ["'none'"],
        "upgrade-insecure-requests": PRODUCTION,
    },
}
