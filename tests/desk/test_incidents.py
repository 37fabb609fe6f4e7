"""Incidents: told in under a minute, read in full by the representative and by no manager."""

import pytest

from befriend.workforce.models import Incident, Told

pytestmark = pytest.mark.django_db
SAID = {"kind": "threat", "where": "Room 2", "words": "Shouted and stood up.", "once": "a"}


@pytest.fixture
def ivy(staffed):
    """Return Ivy, who is with Sam."""
    ivy = staffed.person("Ivy Reed")
    staffed.with_(ivy, staffed.sam)
    return ivy


def test_who_gets_it_is_said_before_anybody_types(staffed, sign_in):
    page = " ".join(sign_in(staffed.sam).get("/incidents/new").content.decode().split())

    assert page.index("no manager stands between") < page.index("<textarea")


def test_an_incident_is_kept_once_and_the_representative_told(staffed, ivy, sign_in):
    client = sign_in(staffed.sam)
    for _ in range(2):
        client.post("/incidents/new", {**SAID, "person": ivy.ref, "warning": "Two people should go."})

    assert Incident.objects.get().person == ivy
    assert Told.objects.get().office.post == "representative"
    assert "Two people should go." in client.get("/my-people").content.decode()


def test_the_representative_reads_it_all_but_not_the_name(staffed, ivy, sign_in):
    sign_in(staffed.sam).post("/incidents/new", {**SAID, "person": ivy.ref})
    incident = Incident.objects.get()
    client = sign_in(staffed.wren)

    told, shown = (
        client.get("/told").content.decode(),
        client.get(f"/incidents/{incident.pk}").content.decode(),
    )

    for page in (told, shown):
        assert "Shouted and stood up." in page
        assert "Ivy" not in page
        assert ivy.ref not in page


def test_no_manager_and_no_colleague_reads_it(staffed, sign_in):
    sign_in(staffed.sam).post("/incidents/new", SAID)
    incident = Incident.objects.get()

    for somebody in (staffed.jo, staffed.noor, staffed.robin, staffed.ash):
        assert sign_in(somebody).get(f"/incidents/{incident.pk}").status_code == 404


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"kind": ""}, "Choose one."),
        ({"words": ""}, "Write a few words."),
        ({"where": "x" * 121}, "Write at most 120 characters"),
        ({"warning": "Two people should go."}, "Choose whom the warning is about"),
        ({"person": "P999"}, "That can no longer be chosen."),
    ],
)
def test_what_is_missing_is_said_and_the_rest_kept(staffed, sign_in, changed, words):
    answer = sign_in(staffed.sam).post("/incidents/new", {**SAID, **changed})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "Room 2" in page or "where" in changed
    assert not Incident.objects.exists()
