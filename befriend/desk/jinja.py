"""How templates are read: Jinja2, with the components of the GOV.UK Design System."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, Undefined

from befriend.allocation import queries
from befriend.desk.queries import contacts

# The components ask for these names although nobody defines them.
MAY_BE_ABSENT = ("caller", "null", "successBanner", "typeClass", "undefined")


class StrictName(Undefined):
    """Refuse what is not there, but let the options of a component (a dict) be left out."""

    def _checked(self) -> None:
        if not (isinstance(self._undefined_obj, dict) or self._undefined_name in MAY_BE_ABSENT):
            self._fail_with_undefined_error()

    def __str__(self) -> str:
        self._checked()
        return super().__str__()

    def __iter__(self) -> Iterator[Any]:
        self._checked()
        return super().__iter__()

    def __len__(self) -> int:
        self._checked()
        return super().__len__()

    def __bool__(self) -> bool:
        self._checked()
        return super().__bool__()

    def __eq__(self, other: object) -> bool:
        self._checked()
        return super().__eq__(other)

    def __hash__(self) -> int:
        self._checked()
        return super().__hash__()


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """Return the address of the view `name`."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def words(message: str) -> str:
    """Return a message in the language of whoever asks, looked up once: a page says hundreds."""
    return in_language(translation.get_language(), message)


@lru_cache(maxsize=5000)
def in_language(_language: str | None, message: str) -> str:
    """Return a message in the language in force."""
    return translation.gettext(message)


def environment(**options: Any) -> Environment:
    """Make the environment that Django's Jinja2 engine uses."""
    components = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    options["loader"] = ChoiceLoader([options["loader"], components])
    options.update(
        undefined=StrictName,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
    )
    options.pop("autoescape", None)  # Always on, whatever the settings say.
    made = Environment(autoescape=True, **options)
    made.install_gettext_callables(  # type: ignore[attr-defined]
        words,
        translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
    made.globals.update(
        static=static,
        url=url,
        language=translation.get_language,
        languages=settings.LANGUAGES,
        kind_words=contacts.kind_words,
        note_words=contacts.note_words,
        outcome_words=contacts.outcome_words,
    )
    made.filters.update(
        clock=clock, day=day, moment=moment, number=number, sentence=sentence, weekday=weekday
    )
    return made


def day(value: Any) -> str:
    """Return a day as read in text: 3 March 2026."""
    return date_format(value, "j F Y")


def weekday(value: Any) -> str:
    """Return a day with its name as read in text: Tuesday 3 March 2026."""
    return date_format(value, "l j F Y")


def moment(value: Any) -> str:
    """Return a moment as read in text, in the time of London: 3 March 2026 at 14:05."""
    return date_format(timezone.localtime(value), r"j F Y \a\t H:i")


def clock(value: Any) -> str:
    """Return a time of day as read in text, in the time of London: 14:05."""
    return date_format(timezone.localtime(value), "H:i")


def number(value: int) -> str:
    """Return a whole number with its thousands marked: 2,393."""
    return f"{value:,}"


def sentence(kept: Mapping[str, Any]) -> str:
    """Return a reason as kept in the database as a sentence."""
    return queries.in_words(kept)
