"""Values in words: days as people write them, kinds as they are called, reasons as sentences."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Field, ForeignKey, Model
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from befriend.allocation.queries import in_words
from befriend.workforce.models import Practitioner


class Showing:
    """Shows values, asking the database once for each name it needs."""

    def __init__(self) -> None:
        self._names: dict[tuple[type[Model], Any], str] = {}

    def of(self, field: Field[Any, Any], bare: Any) -> tuple[str, Any]:
        """Return a bare value in words, and as data."""
        if bare is None or bare == "":
            return _("nothing recorded"), None
        if isinstance(field, ForeignKey):
            name = self.name(field.related_model, bare)  # type: ignore[arg-type]
            return name, name
        if field.choices:
            words = called(dict(field.flatchoices).get(bare, bare))
            return words, words
        # Not the day by which something is answered.
        if field.name.endswith("_by") and isinstance(bare, str):
            return self.staff(bare), bare
        return plain(bare), data(bare)

    def name(self, model: type[Model], key: Any) -> str:
        """Return what the row that a key leads to is called."""
        if (model, key) not in self._names:
            row = model._base_manager.filter(pk=key).first()
            said = "" if row is None or type(row).__str__ is Model.__str__ else str(row)
            self._names[model, key] = said or f"{model._meta.verbose_name} {key}"
        return self._names[model, key]

    def staff(self, ref: str) -> str:
        """Return the name of a member of staff, or of what else decided."""
        if (Practitioner, ref) not in self._names:
            found = Practitioner.objects.filter(ref=ref).values_list("name", flat=True).first()
            self._names[Practitioner, ref] = found or ref
        return self._names[Practitioner, ref]


def called(code: Any) -> str:
    """Return a code as a few words: community_order as Community order."""
    words = str(code).replace("_", " ")
    return words[:1].upper() + words[1:]


def plain(bare: Any) -> str:
    """Return a bare value as it is read."""
    if isinstance(bare, bool):
        return _("Yes") if bare else _("No")
    if isinstance(bare, datetime):
        return date_format(timezone.localtime(bare), r"j F Y \a\t H:i")
    if isinstance(bare, date):
        return date_format(bare, "j F Y")
    if isinstance(bare, list):
        return "; ".join(plain(one) for one in bare) or _("nothing recorded")
    if isinstance(bare, Mapping):
        return reasoned(bare)
    return str(bare)


def reasoned(kept: Mapping[str, Any]) -> str:
    """Return a kept reason as its sentence, or any other table name by name."""
    try:
        said = in_words(kept) if "values" in kept else ""
    except (KeyError, TypeError):  # A code of a version that had other words.
        said = ""
    return said or "; ".join(f"{called(name)}: {plain(value)}" for name, value in kept.items())


def data(bare: Any) -> Any:
    """Return a bare value as JSON holds it."""
    return bare.isoformat() if isinstance(bare, date) else bare
