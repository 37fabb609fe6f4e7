"""The means to sign in, as for the staff pages."""

from tests.desk.conftest import sign_in

__all__ = ["sign_in"]
