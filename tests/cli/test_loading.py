"""What a process loads before anybody asked for it: each of these takes a tenth of a second or more."""

from __future__ import annotations

import subprocess
import sys

import pytest

# Of what is started once, and used by few of those who start it.
PAPERS_PLANS_COUNTRIES = {"altair", "numba", "ortools", "pandas", "scipy", "vl_convert", "weasyprint"}
DATABASE_AND_POLICIES = {"django", "psycopg", "pydantic", "structlog", "yaml"}


@pytest.mark.parametrize(
    ("module", "spared"),
    [
        ("befriend.cli", PAPERS_PLANS_COUNTRIES | DATABASE_AND_POLICIES),
        ("befriend.wsgi", PAPERS_PLANS_COUNTRIES),
    ],
)
def test_nobody_waits_for_what_they_may_never_use(module, spared):
    asked = f"import sys, {module}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True)

    assert module in done.stdout.split()
    assert spared & set(done.stdout.split()) == set()
