"""What tests of messages stand on: Larkfield with addresses, and a mail server."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.outbox.post_office import PostOffice

if TYPE_CHECKING:
    from tests.desk.staffed import Staffed

from tests.desk.conftest import sign_in, staffed  # noqa: F401  (fixtures of the pages)


@pytest.fixture
def post_office() -> Iterator[PostOffice]:
    """Return a mail server that runs."""
    with PostOffice() as server:
        yield server
        server.shutdown()


@pytest.fixture
def mails(settings, post_office):
    """Set mail up."""
    settings.BEFRIEND_MAILS = True
    settings.BEFRIEND_ADDRESS = "https://befriend.example.org"
    settings.DEFAULT_FROM_EMAIL = "Befriend <befriend@example.org>"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", post_office.port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_TIMEOUT = 1
    return post_office


@pytest.fixture
def reached(staffed: Staffed):  # noqa: F811  (the fixture)
    """Return what gives a practitioner an account with an address."""
    from befriend.identity.models import User

    def reached(practitioner, address=None):
        address = f"{practitioner.ref.lower()}@example.org" if address is None else address
        practitioner.user = User.objects.create_user(username=f"user-{practitioner.ref}", email=address)
        practitioner.save()
        return practitioner

    return reached
