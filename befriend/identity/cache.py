"""What every process must remember for a while, kept in the database: codes used, tries counted."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.utils import timezone

# For a timeout of None, which means for good.
LONG = timedelta(days=366)


class Shared(BaseCache):
    """A cache whose values are JSON, and whose names are digests, so that it tells of nobody."""

    def __init__(self, _location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Keep a value unless there is one, and say whether it was kept. Two who ask at once: one wins."""
        from .models import Remembered

        name, now = self.name(key, version), timezone.now()
        Remembered.objects.filter(name=name, until__lte=now).delete()
        kept = Remembered(name=name, value=value, until=self.until(timeout, now))
        # The insert waits for another that is not yet committed, and then does nothing.
        return Remembered.objects.add(kept)

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """Return what is kept under `key`, or `default`."""
        from .models import Remembered

        found = Remembered.objects.filter(name=self.name(key, version), until__gt=timezone.now()).first()
        return default if found is None else found.value

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Keep a value, whatever was kept before; forget all that has had its time."""
        from .models import Remembered

        now = timezone.now()
        Remembered.objects.filter(until__lte=now).delete()
        Remembered.objects.update_or_create(
            name=self.name(key, version), defaults={"value": value, "until": self.until(timeout, now)}
        )

    def delete(self, key: str, version: int | None = None) -> bool:
        """Forget what is kept under `key`."""
        from .models import Remembered

        return bool(Remembered.objects.filter(name=self.name(key, version)).delete()[0])

    def clear(self) -> None:
        """Forget everything."""
        from .models import Remembered

        Remembered.objects.all().delete()

    def name(self, key: str, version: int | None) -> str:
        """Return the digest under which a value is kept."""
        return hashlib.sha256(self.make_key(key, version).encode()).hexdigest()

    def until(self, timeout: Any, now: datetime) -> datetime:
        """Return when a value has had its time."""
        seconds = self.default_timeout if timeout is DEFAULT_TIMEOUT else timeout
        return now + (LONG if seconds is None else timedelta(seconds=seconds))
