"""All settings come from the environment; docs/operations.md has a heading for each.

A value that cannot be read stops the process with the name of the variable, so that a typo
never turns into a silent default.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from zoneinfo import available_timezones

from django.core.exceptions import ImproperlyConfigured

from config import logs
from dedup.backends.address import parse
from dedup.judging import limits

BASE_DIR = Path(__file__).resolve().parent.parent


def envstr(name: str, default: str = "") -> str:
    return os.environ.get(name) or default


def envbool(name: str, default: bool) -> bool:
    text = envstr(name, str(default)).lower()
    if text not in ("true", "false", "1", "0", "yes", "no"):
        raise ImproperlyConfigured(f"{name}={text!r}: say true or false")
    return text in ("true", "1", "yes")


def envnum(name: str, default: float, *, least: float = 0.01) -> float:
    text = envstr(name, str(default))
    try:
        number = float(text)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name}={text!r}: say a number") from error
    if not least <= number < float("inf"):
        raise ImproperlyConfigured(f"{name}={text!r}: say a number that is at least {least}")
    return number


def envzone(name: str, default: str) -> str:
    text = envstr(name, default)
    if text not in available_timezones():
        raise ImproperlyConfigured(f"{name}={text!r}: say a time zone such as Europe/Berlin")
    return text


def database(url: str) -> dict[str, Any]:
    """A `postgresql://` URL as Django's dictionary; `?host=/dir` names a unix socket."""
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured(f"DATABASE_URL={url!r}: only postgresql:// is supported")
    query = {key: values[0] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "postgres",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or query.pop("host", "")),
        "PORT": str(parts.port or query.pop("port", "")),
        "CONN_HEALTH_CHECKS": True,
        "CONN_MAX_AGE": int(envnum("DATABASE_CONN_MAX_AGE", 60, least=0)),
        "OPTIONS": {"connect_timeout": 5, **query},
        "TEST": {"NAME": f"test_{unquote(parts.path.lstrip('/')) or 'postgres'}"},
    }


VAR = Path(envstr("ONELISTING_VAR", str(BASE_DIR / "var"))).resolve()
DEBUG = envbool("DEBUG", False)
SECRET_KEY = envstr("SECRET_KEY")
if not SECRET_KEY:
    if envstr("DATABASE_URL"):
        raise ImproperlyConfigured("SECRET_KEY is not set: a server with its own database needs one of its own")
    SECRET_KEY = "only until config.embedded has made a real one under var/"  # noqa: S105
ALLOWED_HOSTS = envstr("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in envstr("CSRF_TRUSTED_ORIGINS").split(",") if origin]

LOG_LEVEL = envstr("LOG_LEVEL", "info").lower()
if LOG_LEVEL not in logs.LEVELS:
    raise ImproperlyConfigured(f"LOG_LEVEL={LOG_LEVEL!r}: say one of {', '.join(logs.LEVELS)}")
logs.configure(LOG_LEVEL)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "template_partials",
    "pgtrigger",
    "pghistory",
    "rules",
    "dedup",
    "review",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "review.security.headers",
]
# The audit of rules, decisions and merges: deleting leaves a row, and no row of it ever changes.
PGHISTORY_APPEND_ONLY = True

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "review.pages.menu.menu",
                "review.pages.models.banner.banner",
            ],
        },
    }
]

DATABASES = {"default": database(envstr("DATABASE_URL", "postgresql:///onelisting"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"

LANGUAGE_CODE = "en"
TIME_ZONE = envzone("TIME_ZONE", "UTC")
USE_TZ = True

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Where it is not set, files are served as they lie in the source; `collectstatic` wants it set.
STATIC_ROOT = envstr("STATIC_ROOT") or None
WHITENOISE_USE_FINDERS = not STATIC_ROOT
MEDIA_URL = "media/"
MEDIA_ROOT = Path(envstr("MEDIA_ROOT", str(VAR / "media")))

# Behind TLS set SECURE=true: it turns on HTTPS redirects, HSTS and secure cookies together.
SECURE = envbool("SECURE", False)
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"

# To standard error, also without DEBUG: else nobody would see why a page answered 500.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django": {"handlers": [], "propagate": True}},
}

# Celery only runs and wakes; the queue itself is a table (dedup/work.py).
REDIS_URL = envstr("REDIS_URL", "redis://127.0.0.1:6379/0")
if urlsplit(REDIS_URL).scheme not in ("redis", "rediss", "unix"):
    raise ImproperlyConfigured(f"REDIS_URL={REDIS_URL!r}: say redis://host:port/0 or unix:///path?db=0")
WORK_LEASE_SECONDS = envnum("WORK_LEASE_SECONDS", 180)
WORK_DRAIN_SECONDS = envnum("WORK_DRAIN_SECONDS", 1.5)
WORK_WAKE_SECONDS = envnum("WORK_WAKE_SECONDS", 2)
BACKGROUND_SECONDS = envnum("BACKGROUND_SECONDS", 10)  # between two looks for pairs that a draft judges beside
CELERY_APP = "config.celery.app"  # named, not imported: config stands above everybody

# Which backend answers: chosen by dotted path, so that its packages load only where it is used.
JUDGE_BASE_URL = envstr("JUDGE_BASE_URL")
JUDGE_API_KEY = envstr("JUDGE_API_KEY")
JUDGE_MODEL = envstr("JUDGE_MODEL")
JUDGE_CHECKPOINT = envstr("JUDGE_CHECKPOINT")
JUDGE_DOWNLOAD = envbool("JUDGE_DOWNLOAD", False)
GEMINI_API_KEY = envstr("GEMINI_API_KEY")
GEMINI_MODEL = envstr("GEMINI_MODEL", "gemini-2.5-flash")
GEMINI_BASE_URL = envstr("GEMINI_BASE_URL")
JUDGE_TIMEOUT_SECONDS = envnum("JUDGE_TIMEOUT_SECONDS", 60)
if WORK_LEASE_SECONDS <= JUDGE_TIMEOUT_SECONDS:
    raise ImproperlyConfigured(
        "WORK_LEASE_SECONDS must be more than JUDGE_TIMEOUT_SECONDS, or a slow call is paid twice"
    )
JUDGES = {
    "offline": "dedup.backends.offline.OfflineJudge",
    "gemini": "dedup.backends.gemini.GeminiJudge",
    "openai_compatible": "dedup.backends.openai_compatible.OpenAICompatibleJudge",
    "transformers_vlm": "dedup.backends.transformers_vlm.TransformersJudge",
    "replay": "dedup.backends.replay.ReplayJudge",
}
# What turns a backend on.
GIVEN = {"gemini": "GEMINI_API_KEY", "openai_compatible": "JUDGE_BASE_URL", "transformers_vlm": "JUDGE_CHECKPOINT"}


def envjudge(name: str, default: str) -> str:
    """`backend[:model][@url]`: dedup/backends/address.py."""
    text = envstr(name, default)
    try:
        backend = parse(text).backend if text else "offline"
    except ValueError as error:
        raise ImproperlyConfigured(f"{name}={text!r}: {error}") from error
    if backend not in JUDGES:
        raise ImproperlyConfigured(f"{name}={text!r}: the backend is one of {', '.join(JUDGES)}")
    return text


# One for all roles, and one of its own for a role that another shall have; empty: the one for all.
JUDGE = envjudge("JUDGE", next((backend for backend, setting in GIVEN.items() if globals()[setting]), "offline"))
JUDGE_EXTRACT = envjudge("JUDGE_EXTRACT", "")
JUDGE_REASON = envjudge("JUDGE_REASON", "")
JUDGE_COMPARE = envjudge("JUDGE_COMPARE", "")
JUDGE_DESCRIBE = envjudge("JUDGE_DESCRIBE", "offline")
JUDGE_DRAFT = envjudge("JUDGE_DRAFT", "")
# How many listings of one rule a question may hold. One: the surest readings.
JUDGE_BATCH = int(envnum("JUDGE_BATCH", 1, least=1))
# How many questions a checkpoint in the worker answers together.
JUDGE_AT_ONCE = int(envnum("JUDGE_AT_ONCE", 4, least=1))


def envlimit(name: str, read: Callable[[str], object]) -> str:
    """Words that dedup/judging/limits.py reads when they are needed, and here to know that it can; empty: no limit."""
    text = envstr(name)
    try:
        read(text)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name}={text!r}: {error}") from error
    return text


# "600" for every backend that is not free, or "gemini=600,openai_compatible=60".
JUDGE_CALLS_PER_MINUTE = envlimit("JUDGE_CALLS_PER_MINUTE", limits.rates)
if unknown := set(limits.rates(JUDGE_CALLS_PER_MINUTE)) - {*JUDGES, limits.EVERY}:
    raise ImproperlyConfigured(
        f"JUDGE_CALLS_PER_MINUTE={JUDGE_CALLS_PER_MINUTE!r}: "
        f"no backend is called {min(unknown)}; say one of {', '.join(JUDGES)}"
    )
# A day's budget, in US dollars and in questions.
JUDGE_COST_A_DAY = envlimit("JUDGE_COST_A_DAY", limits.money)
JUDGE_CALLS_A_DAY = envlimit("JUDGE_CALLS_A_DAY", limits.count)
OCR_MODEL = envstr("OCR_MODEL")

ENCODERS = {
    "builtin": "dedup.backends.encoders.BuiltinEncoder",
    "siglip2": "dedup.backends.encoders.SiglipEncoder",
}
ENCODER = envstr("ENCODER", "builtin")
SIGLIP_CHECKPOINT = envstr("SIGLIP_CHECKPOINT", "google/siglip2-base-patch16-256")
if ENCODER not in ENCODERS:
    raise ImproperlyConfigured(f"ENCODER={ENCODER!r}: say one of {', '.join(ENCODERS)}")

# Fetching pictures by URL: one address allowed beside the public internet, for a shop's own CDN.
FETCH_ALLOW_HOSTS = [host for host in envstr("FETCH_ALLOW_HOSTS").split(",") if host]

# What a rule's words may take of the model's context, beside the listings of up to 6,000 characters each.
PROMPT_CHARACTERS = int(envnum("PROMPT_CHARACTERS", 30_000, least=1000))

CLAIM_MINUTES = envnum("CLAIM_MINUTES", 15)
