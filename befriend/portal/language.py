"""Welsh where the person reads: their own pages and the way to them. Everything else is in English."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.middleware.locale import LocaleMiddleware
from django.utils import translation

WELSH = "cy"
# Where these pages begin.
ROOTS = ("/my", "/join")


def is_translated(path: str) -> bool:
    """Return whether the page at `path` is there in Welsh."""
    return path in ROOTS or path.startswith(tuple(f"{root}/" for root in ROOTS))


class Language(LocaleMiddleware):
    """Speak the language of whoever asks where there is one to speak; English elsewhere.

    A page must not say that it is in Welsh when its words are English: a reader that speaks it aloud
    would read it wrongly.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Choose the language by the cookie, or by what the browser asks for."""
        chosen = settings.LANGUAGE_CODE
        if is_translated(request.path_info):
            chosen = translation.get_language_from_request(request)
        translation.activate(chosen)
        request.LANGUAGE_CODE = translation.get_language()
        # Whoever chose Welsh is told, where a page is there in English alone.
        wanted = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        request.english_only = wanted.startswith(WELSH) and not is_translated(request.path_info)
