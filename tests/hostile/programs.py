"""The whole API asked by a machine that read its description: with a token, a wrong one, and none."""

from __future__ import annotations

from typing import Any

import schemathesis
from hypothesis import HealthCheck, given, seed, settings
from schemathesis.generation import GenerationMode

from tests.hostile.folders import today
from tests.hostile.place import Findings, Place

HEAD = "l03"
# As befriend/api.py has it.
MOST_BYTES = 10_000
WITHOUT_RIGHT = {"": "no token", "Bearer wrong": "a wrong token", "Basic eDp5": "a password"}


def attack(place: Place, findings: Findings, *, number: int, times: int) -> None:
    """Ask everything the description says, well and badly, `times` each."""
    description = schemathesis.openapi.from_url(f"{place.service.url}/api/openapi.json")
    told = {told: {"Authorization": said} if said else {} for said, told in WITHOUT_RIGHT.items()}
    with place.unchanged(findings, "the API, asked without a right"):
        for said, headers in told.items():
            whole(description, headers, findings, number=number, times=max(5, times // 5), said=said)
    whole(
        description,
        {"Authorization": f"Bearer {token()}"},
        findings,
        number=number,
        times=times,
        said="a token",
    )


def whole(
    description: Any, headers: dict[str, str], findings: Findings, *, number: int, times: int, said: str
) -> None:
    """Ask every operation in every mode."""
    for each in description.get_all_operations():
        operation = each.ok()
        for mode in GenerationMode:
            try:
                ask(operation, mode, headers, findings, number=number, times=times)
            except (Exception, BaseExceptionGroup) as error:
                told = str(error).splitlines()[:8]
                findings.wrong(f"{operation.label} with {said}, {mode.value}: {' '.join(told)[:600]}")


def ask(
    operation: Any,
    mode: GenerationMode,
    headers: dict[str, str],
    findings: Findings,
    *,
    number: int,
    times: int,
) -> None:
    """Ask one operation; raises what schemathesis finds wrong with an answer."""

    @seed(number)
    @settings(
        max_examples=times,
        deadline=None,
        database=None,
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    @given(operation.as_strategy(generation_mode=mode))
    def asked(case: Any) -> None:
        findings.count("questions to the API")
        answer = case.call(headers=headers)
        # How long a question may be in all is the one bound that its description cannot tell.
        if answer.status_code != 422 or len(answer.request.body or b"") <= MOST_BYTES:
            case.validate_response(answer)

    asked()


def token() -> str:
    """Return a token that acts for the head of the unit."""
    from django.db import transaction

    from befriend.audit import access
    from befriend.desk import actions as desk
    from befriend.identity import actions as identity
    from befriend.workforce.models import Practitioner

    with transaction.atomic(), access.service(by="hostile", day=today()):
        head = Practitioner.objects.get(ref=HEAD)
        user = desk.user_of_invented(practitioner=head, day=today())
        return identity.make_token(user=user, days=2, by="hostile", day=today())
