"""The one settings file; a deployment speaks through the environment (`.env.example`)."""

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from dinh.config import environment
from dinh.config.logs import configure_structlog, logging_config

BASE_DIR = environment.PROJECT_ROOT
environment.load_env_file(BASE_DIR / ".env")

DEBUG = environment.flag("DINH_DEBUG", default=False)
VAR_DIR = environment.private_folder(BASE_DIR / environment.text("DINH_VAR_DIR", "var"))


def _secret_key() -> str:
    """The key from the environment, or one made once and kept in the var folder."""
    given = environment.text("DINH_SECRET_KEY", "")
    return given or environment.kept_secret(VAR_DIR / "secret-key")


SECRET_KEY = _secret_key()
ALLOWED_HOSTS = environment.words("DINH_ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = environment.words("DINH_TRUSTED_ORIGINS", "")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "csp",
    "dinh.foundation.ui",
    "dinh.foundation.journal",
    "dinh.foundation.files",
    "dinh.foundation.jobs",
    "dinh.foundation.search",
    "dinh.modules.organisation",
    "dinh.modules.tasks",
    "dinh.modules.plans",
    "dinh.web",
    # After ours, so that our sign-in pages are found before theirs.
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "dinh.foundation.requests.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "dinh.web.middleware.PageCompressionMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "dinh.modules.organisation.middleware.ActorMiddleware",
    "dinh.web.middleware.LanguageMiddleware",
    "dinh.web.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "dinh.config.urls"
WSGI_APPLICATION = "dinh.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "dinh.web.context.shell",
            ],
            "builtins": ["django.templatetags.i18n", "dinh.foundation.ui.templatetags.ui"],
        },
    }
]

FORM_RENDERER = "dinh.foundation.ui.forms.Renderer"

DATABASES = {
    "default": environment.database(
        environment.text("DINH_DATABASE_URL", f"sqlite:///{VAR_DIR / 'dinh.sqlite3'}")
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- people and sign-in ---------------------------------------------------------------------
AUTH_USER_MODEL = "organisation.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
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
LOGIN_REDIRECT_URL = "/lam-viec/"
ACCOUNT_ADAPTER = "dinh.modules.organisation.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "dinh.modules.organisation.forms.sign_in.SignInForm",
    "reauthenticate": "dinh.modules.organisation.forms.sign_in.PasswordAgainForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = False  # failures are counted in a table (ADR 0009)
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
MFA_ADAPTER = "dinh.modules.organisation.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "dinh.modules.organisation.forms.sign_in.CodeForm",
    "reauthenticate": "dinh.modules.organisation.forms.sign_in.CodeAgainForm",
    "activate_totp": "dinh.modules.organisation.forms.sign_in.ActivateCodeForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Đình"
MFA_TOTP_TOLERANCE = 1
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = environment.flag("DINH_HTTPS", default=False)
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# --- language and time ----------------------------------------------------------------------
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Tiếng Việt")), ("en", _("Tiếng Anh"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

# What must hold across processes for moments only: one-time codes already used.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": VAR_DIR / "cache",
    }
}

# --- files ----------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "dinh.foundation.ui.finders.BundleFinder",
]
MEDIA_ROOT = VAR_DIR / "files"
STORAGES = {
    "default": {"BACKEND": "dinh.foundation.files.storage.DurableFolder"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Above this a request body is not even read (the limit for one file is dated data, in law/).
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o640

EMAIL_BACKEND = environment.text(
    "DINH_EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend"
)
DEFAULT_FROM_EMAIL = environment.text("DINH_EMAIL_FROM", "dinh@localhost")

# --- logs -----------------------------------------------------------------------------------
configure_structlog()
LOGGING = logging_config(for_people=DEBUG, level=environment.text("DINH_LOG_LEVEL", "INFO"))
