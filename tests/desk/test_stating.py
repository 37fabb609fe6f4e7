"""Pages of statements: one question a page, still true in one click, typed for somebody, nothing lost."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from befriend.people import actions, queries
from befriend.people.models import Contest, Statement
from befriend.workforce.models import Office
from tests.larkfield import MONDAY

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
SAID = {"how_known": "told", "source_kind": "person", "observed_on": "23/11/2026", "once": "a"}
TEXT = "I drink most days since my father died."


@pytest.fixture
def ivy(staffed, on_monday):
    """Return Ivy, who is with Sam."""
    ivy = staffed.person("Ivy Reed")
    staffed.with_(ivy, staffed.sam)
    return ivy


@pytest.fixture
def admin(staffed):
    """Return Teal, admin support of the unit."""
    teal = staffed.works("Teal, Bo", staffed.grade.PSO)
    staffed.hold("admin-unit", staffed.pdu, Office.Post.ADMIN, teal)
    return teal


@pytest.fixture
def stated(ivy, staffed):
    """Return something Sam wrote down of Ivy last month."""
    day = MONDAY - 200 * DAY
    return actions.state(
        person=ivy, key="addiction.alcohol", value=TEXT, how_known="told", source_kind="person",
        observed_on=day, by=staffed.sam.ref, day=day,
    )  # fmt: skip


def mark(client, address):
    """Return what a form on a page is made from."""
    return re.search(r'name="based_on" value="([^"]*)"', client.get(address).content.decode())[1]


def text(answer):
    """Return a page as text."""
    return " ".join(answer.content.decode().split())


def test_a_question_is_asked_on_a_page_and_its_answer_kept_once(ivy, staffed, sign_in):
    client = sign_in(staffed.sam)
    address = f"/people/{ivy.ref}/statements/story.own_words"

    assert "What should whoever works with you know" in text(client.get(address))
    for _ in range(2):
        client.post(address, SAID | {"value": "By the sea."})

    made = Statement.objects.get(person=ivy)
    assert (made.value, made.recorded_by, made.awaits, made.source.kind) == (
        "By the sea.", staffed.sam.ref, "", "person",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("key", "said", "words"),
    [
        ("story.own_words", {}, "Write a few words."),
        ("story.own_words", {"value": "x", "how_known": "guess"}, "can no longer be chosen"),
        ("story.own_words", {"value": "x", "observed_on": "24/11/2026"}, "a day that has been"),
        ("housing.kind_now", {"value": "castle"}, "can no longer be chosen"),
        ("housing.leave_by", {"value": "soon"}, "There is no such day"),
    ],
)
def test_what_is_no_answer_is_said_in_the_form(ivy, staffed, sign_in, key, said, words):
    answer = sign_in(staffed.sam).post(f"/people/{ivy.ref}/statements/{key}", SAID | said)

    assert answer.status_code == 422
    assert words in text(answer)
    assert not Statement.objects.exists()


def test_what_is_longer_than_the_policy_allows_is_refused_with_all_of_it(ivy, staffed, sign_in):
    answer = sign_in(staffed.sam).post(
        f"/people/{ivy.ref}/statements/story.own_words", SAID | {"value": "word " * 500}
    )

    assert answer.status_code == 409
    assert "at most 2,000" in text(answer)
    assert "word word" in text(answer)


def test_a_mark_that_no_page_gave_is_stale_and_no_fault(ivy, staffed, sign_in):
    answer = sign_in(staffed.sam).post(
        f"/people/{ivy.ref}/statements/story.own_words", SAID | {"value": "By the sea.", "based_on": "x\0"}
    )

    assert answer.status_code == 409
    assert "This changed after you began" in text(answer)
    assert not Statement.objects.exists()


def test_nobody_is_asked_what_is_not_in_the_vocabulary(ivy, staffed, sign_in):
    assert sign_in(staffed.sam).get(f"/people/{ivy.ref}/statements/no.such").status_code == 404


def test_a_text_nearly_the_same_is_shown_before_anything_is_kept(ivy, staffed, stated, sign_in):
    client = sign_in(staffed.sam)
    address = f"/people/{ivy.ref}/statements/needs.addiction"
    nearly = SAID | {"value": TEXT.replace("died", "has died")}

    answer = client.post(address, nearly)

    assert answer.status_code == 422
    assert TEXT in text(answer)
    assert "% the same as what was written" in text(answer)
    assert nearly["value"] in text(answer)
    assert Statement.objects.count() == 1


def test_the_writer_says_that_the_earlier_one_is_still_true(ivy, staffed, stated, sign_in):
    sign_in(staffed.sam).post(
        f"/people/{ivy.ref}/statements/needs.addiction", SAID | {"value": TEXT, "nearly": "still"}
    )

    assert Statement.objects.count() == 1
    assert stated.confirmations.get().day == MONDAY


def test_the_writer_says_that_theirs_is_another(ivy, staffed, stated, sign_in):
    sign_in(staffed.sam).post(
        f"/people/{ivy.ref}/statements/needs.addiction", SAID | {"value": TEXT, "nearly": "new"}
    )

    assert Statement.objects.count() == 2
    assert not stated.confirmations.exists()


def test_one_click_says_that_it_is_still_true(staffed, stated, sign_in):
    client = sign_in(staffed.sam)
    assert "Still true: They told me" in text(client.get(f"/statements/{stated.ref}"))

    for _ in range(2):
        client.post(f"/statements/{stated.ref}/still-true", {"how_known": "told", "once": "a"})

    assert stated.confirmations.count() == 1
    assert "Ask again" not in text(client.get(f"/statements/{stated.ref}"))


def test_what_is_contested_has_no_button_that_says_it_is_still_true(staffed, stated, sign_in):
    actions.contest(statement=stated, way="page", words="No.", by="W77", day=MONDAY)
    client = sign_in(staffed.sam)

    answer = client.post(f"/statements/{stated.ref}/still-true", {"how_known": "told"}, follow=True)

    assert "until the reviewer has decided" in text(answer)
    assert "Still true: They told me" not in text(answer)
    assert not stated.confirmations.exists()


def test_copying_confirms_nothing(staffed, stated, sign_in):
    answer = sign_in(staffed.sam).post(
        f"/statements/{stated.ref}/still-true", {"how_known": "carried"}, follow=True
    )

    assert "Say how you know it now" in text(answer)
    assert not stated.confirmations.exists()


def test_what_is_replaced_stays_in_its_history(ivy, staffed, stated, sign_in):
    client = sign_in(staffed.sam)
    based_on = mark(client, f"/statements/{stated.ref}/replace")

    client.post(
        f"/statements/{stated.ref}/replace", SAID | {"value": "Not for three months.", "based_on": based_on}
    )

    new = Statement.objects.get(replaces=stated)
    page = text(client.get(f"/statements/{new.ref}"))
    assert TEXT in page
    assert "until 23 November 2026" in page
    assert client.get(f"/statements/{stated.ref}").status_code == 200


def test_what_is_over_says_why_in_the_trail(staffed, stated, sign_in):
    client = sign_in(staffed.sam)
    based_on = mark(client, f"/statements/{stated.ref}/over")

    client.post(
        f"/statements/{stated.ref}/over", {"words": "Stopped in May.", "based_on": based_on, "once": "a"}
    )

    stated.refresh_from_db()
    assert stated.stood_until == MONDAY
    assert "It stands no longer since 23 November 2026." in text(client.get(f"/statements/{stated.ref}"))


def test_what_may_be_told_of_a_source_is_decided_with_a_reason(ivy, staffed, sign_in):
    made = actions.state(
        person=ivy, key="risks.to_known", value="Rang at night.", how_known="told", source_kind="family",
        source_words="Her brother.", observed_on=MONDAY, by=staffed.sam.ref, day=MONDAY,
    )  # fmt: skip
    client = sign_in(staffed.sam)
    address = f"/statements/{made.ref}/source"
    based_on = mark(client, address)
    said = {"shown": "gist", "why": "He agreed.", "based_on": based_on, "once": "a"}

    refused = client.post(address, said)
    client.post(address, said | {"gist": "Somebody close to you."})

    assert refused.status_code == 422
    made.source.refresh_from_db()
    assert (made.source.shown, made.source.gist, made.source.decided_by) == (
        "gist", "Somebody close to you.", staffed.sam.ref,
    )  # fmt: skip
    # Whoever may not read a source does not decide about it, and is not told that it is there.


def test_admin_support_types_and_the_practitioner_accepts_in_one_click(ivy, staffed, admin, sign_in):
    client = sign_in(admin)
    client.post(f"/people/{ivy.ref}/statements/identity.phone", SAID | {"value": "01632 960 001"})
    client.post(f"/people/{ivy.ref}/statements/housing.smokes", SAID | {"value": "no"})
    before = queries.standing(ivy, MONDAY)

    client = sign_in(staffed.sam)
    page = text(client.get("/typed-for-me"))
    refs = [one.ref for one in Statement.objects.all()]
    client.post("/typed-for-me/accept", {"stated": refs, "once": "a"})

    assert before == {}
    assert "01632 960 001" in page
    assert "Smokes: No" in page
    assert set(queries.standing(ivy, MONDAY)) == {"identity.phone", "housing.smokes"}
    assert "Nothing waits for you." in text(client.get("/typed-for-me"))


def test_what_the_practitioner_states_themselves_waits_for_nobody(ivy, staffed, admin, sign_in):
    address = f"/people/{ivy.ref}/statements/story.own_words"
    sign_in(admin).post(address, SAID | {"value": "I miss the sea."})

    sign_in(staffed.sam).post(address, SAID | {"value": "I miss the sea.", "once": "b"})

    (found,) = queries.standing(ivy, MONDAY)["story.own_words"]
    assert (found.words, found.statement.recorded_by) == ("I miss the sea.", staffed.sam.ref)


def test_what_was_typed_and_is_not_so_never_stands(ivy, staffed, admin, sign_in):
    sign_in(admin).post(f"/people/{ivy.ref}/statements/housing.smokes", SAID | {"value": "no"})
    made = Statement.objects.get()
    client = sign_in(staffed.sam)
    address = f"/typed-for-me/{made.ref}/decline"
    based_on = mark(client, address)

    client.post(address, {"words": "She does.", "based_on": based_on, "once": "a"})

    assert queries.standing(ivy, MONDAY) == {}
    assert "Nothing waits for you." in text(client.get("/typed-for-me"))


def test_what_waits_for_another_is_not_there_for_me(ivy, staffed, admin, sign_in):
    sign_in(admin).post(f"/people/{ivy.ref}/statements/housing.smokes", SAID | {"value": "no"})
    made = Statement.objects.get()
    client = sign_in(staffed.noor)

    client.post("/typed-for-me/accept", {"stated": [made.ref], "once": "a"})

    made.refresh_from_db()
    assert made.awaits == staffed.sam.ref
    assert client.get(f"/typed-for-me/{made.ref}/decline").status_code == 404
    assert client.post("/typed-for-me/accept", {"stated": ["x"]}).status_code == 404


def test_a_contest_from_receipt_to_correction(ivy, staffed, stated, sign_in):
    client = sign_in(staffed.sam)
    client.post(
        f"/statements/{stated.ref}/contest",
        {"words": "I stopped in May.", "way": "paper", "said_for_them_by": "", "once": "a",
         "based_on": mark(client, f"/statements/{stated.ref}/contest")},
    )  # fmt: skip
    contest = Contest.objects.get()
    address = f"/contests/{contest.ref}"
    page = text(client.get(address))
    paper = client.get(f"{address}/receipt.pdf")

    assert "You have an answer with reasons by 23 December 2026." in page
    assert paper["Content-Type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF-1.7")
    assert client.get(f"{address}/decide").status_code == 404

    client = sign_in(staffed.noor)
    assert "Ivy Reed" in text(client.get("/contests"))
    based_on = mark(client, f"{address}/decide")
    said = {"decision": "corrected", "reasons": "The clinic says so.", "based_on": based_on, "once": "b"}
    assert client.post(f"{address}/decide", said).status_code == 422
    client.post(f"{address}/decide", said | {"value": "Stopped in May."})

    assert "Now it says: Stopped in May." in text(client.get(address))
    assert "Nothing is contested." in text(client.get("/contests"))
    assert [each.words for each in queries.standing(ivy, MONDAY)["addiction.alcohol"]] == ["Stopped in May."]
    assert TEXT in text(client.get(f"/statements/{stated.ref}"))


def test_a_reviewer_who_works_with_the_person_is_refused_in_words(ivy, staffed, stated, sign_in):
    contest = actions.contest(statement=stated, way="page", words="No.", by="W77", day=MONDAY)
    staffed.hold("senior-too", staffed.pdu, Office.Post.SENIOR, staffed.sam)
    Statement.objects.filter(pk=stated.pk).update(recorded_by="W77")
    client = sign_in(staffed.sam)
    address = f"/contests/{contest.ref}/decide"
    based_on = mark(client, address)

    answer = client.post(
        address, {"decision": "stands", "reasons": "I know.", "based_on": based_on, "once": "a"}
    )

    assert answer.status_code == 409
    assert "works with the person does not decide" in text(answer)
    contest.refresh_from_db()
    assert contest.decided_on is None


@pytest.mark.parametrize("address", ["/statements/{}", "/statements/{}/contest", "/statements/{}/still-true"])
def test_who_may_not_see_the_person_finds_no_statement(staffed, stated, sign_in, address):
    client = sign_in(staffed.robin)

    assert client.get(address.format(stated.ref)).status_code in (404, 405)
    assert client.post(address.format(stated.ref), {"how_known": "told"}).status_code == 404
    assert not stated.confirmations.exists()
