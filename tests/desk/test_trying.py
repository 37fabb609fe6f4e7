"""Try a policy: asked for by those who may, shown to everybody who works here, spoken about by two voices."""

import json
from io import BytesIO

import pypdf
import pytest
from django.utils import timezone

from befriend.evidence import actions, queries, trying
from befriend.evidence.models import Comment, Trial
from tests.evidence import tried
from tests.larkfield import MONDAY
from tests.portal.conftest import ali  # noqa: F401  (the fixture)

pytestmark = pytest.mark.django_db

SAID = {"which": "cap-100", "against": "base", "country": "march-2026", "months": "12", "runs": "40"}
SAID |= {"seed": "3"}


def page(answer) -> str:
    """Return a page as it reads, its entities among it."""
    return " ".join(answer.content.decode().split())


def test_a_head_asks_for_a_trial_and_finds_it_in_the_list(staffed, sign_in):
    client = sign_in(staffed.jo)
    assert "cap-100: " in page(client.get("/trials/new"))

    sent = client.post("/trials/new", {**SAID, "once": "1"})
    client.post("/trials/new", {**SAID, "once": "1"})

    assert (sent.status_code, sent.url) == (302, "/trials")
    made = Trial.objects.get()
    assert (made.policy, made.months, made.runs, made.seed) == ("cap-100", 12, 40, 3)
    assert made.asked_by == staffed.jo.ref
    shown = page(client.get("/trials"))
    assert "In the queue" in shown
    assert staffed.jo.name in shown


def test_a_pasted_proposal_is_kept_and_named_by_what_it_does(staffed, sign_in):
    client = sign_in(staffed.jo)

    client.post("/trials/new", {**SAID, "which": "", "text": tried.OWN})

    made = Trial.objects.get()
    assert made.policy == "a-cap-of-90-percent"
    assert queries.asked_of(made).policy.changed == {"capacity.weighted_cap": {"2026-05-04": 90}}


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"which": ""}, "one of the two"),
        ({"text": tried.OWN}, "one of the two"),
        ({"which": "", "text": "what: [}"}, "The proposal|proposal"),
        ({"which": "", "text": tried.OWN.replace("weighted_cap", "no_such_cap")}, "no_such_cap"),
        ({"runs": "100000"}, "at most 1000"),
        ({"months": "0"}, "at least 1"),
        ({"country": "../../etc/passwd"}, "Select a valid choice"),
        ({"which": "/etc/passwd"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_tried_is_refused_beside_its_field_and_nothing_is_lost(wrong, words, staffed, sign_in):
    answer = sign_in(staffed.jo).post("/trials/new", {**SAID, **wrong})

    assert answer.status_code == 422
    assert any(each in page(answer) for each in words.split("|"))
    assert "govuk-error-message" in page(answer)
    assert not Trial.objects.exists()


def test_what_is_no_yaml_says_where_and_without_a_drawing(staffed, sign_in):
    answer = sign_in(staffed.jo).post("/trials/new", {**SAID, "which": "", "text": "what: [}"})

    shown = page(answer)
    assert "(line 1, column 8)" in shown
    assert "unicode string" not in shown


def test_an_empty_list_says_what_to_do(staffed, sign_in):
    assert "For a first look, choose a policy" in page(sign_in(staffed.jo).get("/trials"))
    others = page(sign_in(staffed.sam).get("/trials"))
    assert "A head, an inspector or a researcher can have one tried." in others
    assert "/trials/new" not in others


def test_a_comment_without_consent_says_what_to_do_and_keeps_nothing(staffed, sign_in):
    made = tried.done()
    client = sign_in(staffed.sam)

    for consent in ("no", "", "perhaps"):
        answer = client.post(f"/trials/{made.pk}/comment", {"words": "We would wait.", "consent": consent})
        assert answer.status_code == 422
        assert "We would wait." in page(answer)
    no = client.post(f"/trials/{made.pk}/comment", {"words": "We would wait.", "consent": "no"})
    assert "Without a yes your words cannot be kept" in page(no)
    for words in ("", "  ", "x" * 5000):
        answer = client.post(f"/trials/{made.pk}/comment", {"words": words, "consent": "yes"})
        assert answer.status_code in (409, 422)
        assert "error" in page(answer)
    assert not Comment.objects.exists()


def test_how_far_it_is_refreshes_itself_only_for_whoever_asks_for_that(staffed, sign_in):
    made = tried.asked()
    client = sign_in(staffed.jo)
    actions.begin()
    actions.progress(trial=made, runs_done=1)

    plain, watched = (client.get(f"/trials/{made.pk}{more}") for more in ("", "?watch=1"))

    assert "Running: 1 of 2 runs" in page(plain)
    assert 'max="2" value="1"' in page(plain)
    assert "Refresh" not in plain
    assert watched["Refresh"] == "5"
    assert "Stop looking" in page(watched)
    actions.fail(trial=made, why="There is no <b>pack</b>.", by="x", day=MONDAY, at=timezone.now())
    over = client.get(f"/trials/{made.pk}?watch=1")
    assert "Refresh" not in over
    assert "There is no &lt;b&gt;pack" in page(over)


def test_who_asked_cancels_on_a_page_of_its_own(staffed, sign_in):
    made = tried.asked(by=staffed.jo.ref)
    client = sign_in(staffed.jo)
    address = f"/trials/{made.pk}/cancel"
    assert f'href="{address}"' in page(client.get(f"/trials/{made.pk}"))
    asked = page(client.get(address))
    assert "Cancel the trial of cap-100" in asked
    assert "Save for later" not in asked

    sent = client.post(address, {"once": "1"})

    assert (sent.status_code, sent.url) == (302, f"/trials/{made.pk}")
    assert Trial.objects.get().cancelled_by == staffed.jo.ref
    shown = page(client.get(f"/trials/{made.pk}"))
    assert f"by {staffed.jo.name}, so there is no statement" in shown
    assert f'href="/trials/new?again={made.pk}"' in shown
    assert "<progress" not in shown
    assert address not in shown
    assert "Cancelled" in page(client.get("/trials"))
    assert "nothing to cancel" in page(client.get(address))
    assert client.post(address, {"once": "2"}).status_code == 409


def test_a_researcher_cancels_nobody_elses_trial_and_a_head_does(staffed, sign_in):
    made = tried.asked(by="W999")
    staffed.hold("res", staffed.pdu, "researcher", staffed.robin)
    address = f"/trials/{made.pk}/cancel"

    assert sign_in(staffed.sam).post(address).status_code == 403
    client = sign_in(staffed.robin)
    assert address not in page(client.get(f"/trials/{made.pk}"))
    assert "Only whoever asked for this trial, or a head" in page(client.get(address))
    refused = client.post(address, {"once": "1"})
    assert refused.status_code == 409
    assert Trial.objects.get().state == "queued"
    assert sign_in(staffed.jo).post(address, {"once": "2"}).status_code == 302
    assert Trial.objects.get().state == "cancelled"
    assert client.get("/trials/0/cancel").status_code == 404


@pytest.mark.parametrize("own", ["", tried.OWN])
def test_what_failed_says_why_and_is_asked_for_again_as_it_was(own, staffed, sign_in):
    policy = queries.pack_of("a-cap-of-90-percent" if own else "cap-100", own)
    made = tried.asked(tried.TINY._replace(policy=policy, months=7, runs=41, seed=9), proposal=own)
    actions.fail(trial=made, why="There is no pack any more.", by="x", day=MONDAY, at=timezone.now())
    client = sign_in(staffed.jo)

    shown = page(client.get(f"/trials/{made.pk}"))
    again = client.get(f"/trials/new?again={made.pk}").content.decode()

    assert "This trial failed, so there is no statement" in shown
    assert "There is no pack any more." in shown
    assert "what was asked for is kept" in shown
    for value in ('value="7"', 'value="41"', 'value="9"'):
        assert value in again
    assert ('value="cap-100" selected' in again) == (not own)
    assert ("A cap of 90 percent." in again) == bool(own)
    assert "head, an inspector or a researcher" in page(sign_in(staffed.sam).get(f"/trials/{made.pk}"))


@pytest.mark.parametrize("number", ["0", "x", "-1", "9" * 30, "²", "٣"])
def test_asking_again_for_what_is_not_there_is_asking_anew(number, staffed, sign_in):
    answer = sign_in(staffed.jo).get("/trials/new", {"again": number})

    assert answer.status_code == 200
    assert 'value="36"' in answer.content.decode()


def test_a_trial_whose_process_died_says_that_it_begins_again(staffed, sign_in):
    made = tried.asked()
    actions.begin()
    client = sign_in(staffed.jo)

    alone = page(client.get(f"/trials/{made.pk}"))
    with trying.alone():
        tended = page(client.get(f"/trials/{made.pk}"))
    actions.pick_up(at=timezone.now())
    actions.begin()

    assert "It was interrupted: nothing is running it just now." in alone
    assert "interrupted" not in tended
    assert "It was begun again from the first run" in page(client.get(f"/trials/{made.pk}"))


def test_what_got_worse_stands_first_and_assumed_beside_what_assumptions_drive(staffed, sign_in):
    made = tried.done()

    shown = page(sign_in(staffed.sam).get(f"/trials/{made.pk}"))

    order = ["Incomplete, so it puts nothing in force", "What got worse (unintended consequences)",
             "What got better", "Every measure at a glance", "Each measure by month"]  # fmt: skip
    places = [shown.index(words) for words in order]
    assert places == sorted(places)
    assert "(assumed)" in shown
    assert "; assumed)" in shown
    assert f'src="/trials/{made.pk}/drawings/people_waiting.svg"' in shown


def test_a_drawing_is_an_svg_and_another_is_not_there(staffed, sign_in):
    made = tried.done()
    client = sign_in(staffed.sam)

    found = client.get(f"/trials/{made.pk}/drawings/overview.svg")

    assert found["Content-Type"] == "image/svg+xml"
    assert found.content.startswith(b"<svg")
    assert client.get(f"/trials/{made.pk}/drawings/nothing.svg").status_code == 404
    assert client.get("/trials/0/drawings/overview.svg").status_code == 404


def test_a_practitioner_and_somebody_supervised_make_it_complete(ali, sign_in):  # noqa: F811
    made = tried.done()
    client = sign_in(ali.unit.sam)
    assert "No practitioner has said yet" in page(client.get(f"/trials/{made.pk}"))

    said = {"words": "We would hold <the> door.", "consent": "yes"}
    refused = client.post(f"/trials/{made.pk}/comment", {**said, "consent": "no"})
    sent = client.post(f"/trials/{made.pk}/comment", said)
    actions.comment_as_person(person=ali.person, trial=made, words="I'd rather wait.", day=MONDAY)

    assert (refused.status_code, sent.status_code) == (422, 302)
    shown = page(client.get(f"/trials/{made.pk}"))
    assert "We would hold &lt;the&gt; door." in shown
    assert "has said yet" not in shown
    assert "The trial is too small for that: 4 runs were lived through, and it takes 100" in shown
    assert "Ali" not in shown
    assert "Your comment stands there already" in page(client.get(f"/trials/{made.pk}/comment"))
    assert client.post(f"/trials/{made.pk}/comment", {**said, "words": "Again."}).status_code == 409
    assert Comment.objects.filter(voice="practitioner").count() == 1


def test_data_protection_takes_out_what_identifies_somebody_and_nobody_else_does(ali, sign_in):  # noqa: F811
    made = tried.done()
    said = actions.comment_as_person(
        person=ali.person, trial=made, words="Mrs Invented Example knows.", day=MONDAY
    )
    unit, address = ali.unit, f"/trials/{made.pk}/comments/{said.pk}"
    unit.hold("dp", unit.pdu, "data_protection", unit.robin)
    taken = {"passage": "Mrs Invented Example"}

    assert sign_in(unit.jo).post(address, taken).status_code == 403
    client = sign_in(unit.robin)
    assert client.post(address, {"passage": "Mr Nobody"}).status_code == 422
    assert client.post(address, taken).status_code == 302

    shown = page(client.get(f"/trials/{made.pk}"))
    assert "[3 words removed] knows." in shown
    assert "3 words that would identify somebody were taken out" in shown
    assert "Mrs Invented Example" not in shown
    assert client.get("/trials/0/comments/1").status_code == 404


def test_it_is_kept_as_html_pdf_and_json_with_what_was_said(staffed, sign_in):
    made = tried.done()
    actions.comment(trial=made, words="We would hold the door.", by="W2", day=MONDAY)
    client = sign_in(staffed.jo)

    html, pdf, told = (client.get(f"/trials/{made.pk}/statement.{kind}") for kind in ("html", "pdf", "json"))

    assert "We would hold the door." in html.content.decode()
    text = "".join(each.extract_text() for each in pypdf.PdfReader(BytesIO(pdf.content)).pages)
    assert "We would hold the door." in " ".join(text.split())
    found = json.loads(told.content)
    assert (found["name"], found["complete"]) == (made.name, False)
    assert [one["by"] for one in found["comments"]] == ["practitioner"]
    assert told["Content-Disposition"] == f'attachment; filename="{made.name}.json"'


def test_there_is_no_statement_of_what_is_not_done(staffed, sign_in):
    made = tried.asked()
    client = sign_in(staffed.sam)

    assert client.get(f"/trials/{made.pk}/statement.json").status_code == 404
    assert client.get(f"/trials/{made.pk}/comment").status_code == 404


def test_the_pages_ask_little_of_the_database_however_much_there_is(
    staffed, sign_in, django_assert_max_num_queries
):
    for _ in range(30):
        made = tried.done()
    for number in range(20):
        actions.comment(trial=made, words="Said.", by=f"W{number}", day=MONDAY)
    client = sign_in(staffed.jo)
    client.get("/trials")

    with django_assert_max_num_queries(22) as listed:
        assert client.get("/trials").status_code == 200
    with django_assert_max_num_queries(24):
        assert client.get(f"/trials/{made.pk}").status_code == 200
    assert not any('"evidence_trial"."result"' in each["sql"] for each in listed.captured_queries)
