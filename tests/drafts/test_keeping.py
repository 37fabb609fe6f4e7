"""A form is kept while it is written, comes back, and goes when it is sent."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from befriend import policies
from befriend.allocation.models import StopListEntry
from befriend.drafts import actions, forms, queries
from befriend.drafts.models import Draft
from tests.drafts.conftest import KEEP, STOP, carried, told

pytestmark = pytest.mark.django_db
USING = Path(__file__).parents[2] / "docs" / "using.md"
HARM = "Courts know less <of> it & wait."
WHOLE = {
    "rank": "1",
    "work": "Fast reports",
    "harm": HARM,
    "lawful_because": "No duty binds us.",
}


def by_script(client, said):
    """Save as the script of a form does."""
    return client.post(KEEP, said, headers={"Accept": "application/json"})


def test_what_is_typed_is_kept_and_comes_back(jo):
    answer = by_script(jo, {**carried(jo.get(STOP)), "harm": HARM, "rank": "many"})
    assert answer.json()["version"] == 1
    assert answer.json()["saved"]

    page = told(jo.get(STOP))

    assert "Courts know less &lt;of&gt; it &amp; wait." in page
    assert 'value="many"' in page
    assert "You began this on" in page
    assert Draft.objects.get().about == {"ref": "unit"}


def test_it_survives_the_end_of_the_session(jo, staffed, sign_in):
    by_script(jo, {**carried(jo.get(STOP)), "harm": HARM})
    jo.logout()

    assert "Courts know less" in told(sign_in(staffed.jo).get(STOP))


def test_without_a_script_a_button_keeps_it_and_says_until_when(jo):
    answer = jo.post(KEEP, {**carried(jo.get(STOP)), "harm": HARM}, follow=True)

    assert answer.redirect_chain == [(STOP, 302)]
    until = queries.expires(timezone.localdate())
    assert f"It is kept for you alone until {until:%-d %B %Y}, then deleted." in told(answer)
    assert "Courts know less" in told(answer)


def test_one_draft_a_form_and_subject(jo):
    first = carried(jo.get(STOP))
    by_script(jo, {**first, "harm": "One"})
    by_script(jo, {**first, "harm": "Two"})

    assert Draft.objects.get().words["harm"] == "Two"


def test_the_same_form_about_somebody_else_is_another(jo, staffed):
    ali, ivy = staffed.ali, staffed.person("Ivy Reed")
    staffed.waits(ivy)
    for person in (ali, ivy):
        address = f"/units/unit/people/{person.ref}/practitioner"
        by_script(jo, {**carried(jo.get(address)), "practitioner": staffed.sam.ref})

    assert {draft.about["person"] for draft in Draft.objects.all()} == {ali.ref, ivy.ref}


def test_sending_it_lets_it_go_and_a_late_save_brings_nothing_back(jo, on_monday):
    form = carried(jo.get(STOP))
    by_script(jo, {**form, "harm": HARM})

    sent = jo.post(STOP, {**form, **WHOLE, "until_date": "30/11/2026"})
    assert sent.status_code == 302
    assert StopListEntry.objects.get().harm == HARM
    late = by_script(jo, {**form, "harm": HARM})

    assert late.json()["saved"] == ""
    assert Draft.objects.get().words == {}
    assert "Courts know less" not in told(jo.get(STOP))
    assert "You began this" not in told(jo.get(STOP))


def test_it_goes_in_the_same_transaction(jo, on_monday, monkeypatch):
    form = carried(jo.get(STOP))
    by_script(jo, {**form, "harm": HARM})
    monkeypatch.setattr(actions, "finish", lambda **_: 1 / 0)
    jo.raise_request_exception = False

    assert jo.post(STOP, {**form, **WHOLE, "until_date": "30/11/2026"}).status_code == 500

    assert not StopListEntry.objects.exists()
    assert Draft.objects.get().words["harm"] == HARM


def test_a_refusal_keeps_it_although_nobody_saved_it(jo):
    answer = jo.post(STOP, {**carried(jo.get(STOP)), "harm": HARM})
    assert answer.status_code == 422

    assert "Courts know less" in told(jo.get(STOP))


def test_nothing_typed_is_nothing_kept(jo):
    by_script(jo, {**carried(jo.get(STOP)), "harm": ""})
    assert "There is nothing to keep yet." in told(jo.post(KEEP, carried(jo.get(STOP)), follow=True))

    assert not Draft.objects.exists()


def test_afresh_means_empty(jo):
    by_script(jo, {**carried(jo.get(STOP)), "harm": HARM})

    page = jo.post(f"/drafts/{Draft.objects.get().pk}/afresh", follow=True)

    assert "Courts know less" not in told(page)
    assert not Draft.objects.exists()


def test_somebody_elses_draft_is_not_there(jo, staffed, sign_in):
    by_script(jo, {**carried(jo.get(STOP)), "harm": HARM})
    draft = Draft.objects.get()
    fen = sign_in(staffed.fen)

    assert fen.post(f"/drafts/{draft.pk}/afresh").status_code == 404
    assert fen.post("/drafts/0/afresh").status_code == 404
    assert "Courts know less" not in told(fen.get(STOP))
    assert Draft.objects.get() == draft


def test_a_form_shown_to_somebody_else_is_not_kept_as_mine(jo, staffed, sign_in):
    form = carried(jo.get(STOP))
    noor = sign_in(staffed.noor)

    assert by_script(noor, {**form, "harm": HARM}).status_code == 403
    assert by_script(noor, {"draft": "made up", "harm": HARM}).status_code == 403
    assert noor.post(KEEP, {**form, "harm": HARM}).status_code == 403
    assert not Draft.objects.exists()


def test_only_the_fields_of_the_form_are_kept(jo):
    by_script(jo, {**carried(jo.get(STOP)), "harm": HARM, "password": "hunter2", "next": "/"})

    assert set(Draft.objects.get().words) == {"harm"}


def test_no_password_and_nothing_hidden_is_ever_kept():
    from django import forms as django

    class Asks(django.Form):
        words = django.CharField()
        secret = django.CharField(widget=django.PasswordInput)
        paper = django.FileField()
        key = django.CharField(widget=django.HiddenInput)

    assert forms.names_of(Asks()) == ["words"]


def test_too_much_is_refused_in_words(jo):
    form = carried(jo.get(STOP))

    by_hand = jo.post(KEEP, {**form, "harm": "x" * 20_001})

    assert by_script(jo, {**form, "harm": "x" * 20_001}).status_code == 413
    assert by_hand.status_code == 413
    assert "too long to be kept" in told(by_hand)
    assert not Draft.objects.exists()


def test_what_no_database_could_hold_is_kept_as_far_as_it_goes(jo):
    by_script(jo, {**carried(jo.get(STOP)), "harm": "a\0b", "draft_version": "9" * 40})

    assert Draft.objects.get().words["harm"].startswith("ab")


def test_its_day_comes_and_it_is_gone(jo):
    by_script(jo, {**carried(jo.get(STOP)), "harm": HARM})
    today = timezone.localdate()
    Draft.objects.update(expires_on=today)
    assert "Courts know less" not in told(jo.get(STOP))

    assert actions.let_expire(day=today - timedelta(days=1)) == 0
    assert actions.let_expire(day=today) == 1
    assert not Draft.objects.exists()


def test_what_is_begun_is_found_again(jo, staffed):
    address = f"/units/unit/people/{staffed.ali.ref}/practitioner"
    by_script(jo, {**carried(jo.get(address)), "practitioner": staffed.sam.ref})
    by_script(jo, {**carried(jo.get(STOP)), "harm": HARM})

    assert "2 forms you began and did not finish" in told(jo.get("/told"))
    page = told(jo.get("/begun"))

    assert f'href="{address}"' in page
    assert "Choose a practitioner</strong>: Ali Alder" in page
    assert "Sign what work may stop" in page
    assert "Courts know less" not in page


def test_a_script_that_outlived_a_sign_in_gets_a_new_token(jo):
    assert jo.get(KEEP).json()["token"]
    assert "no-store" in jo.get(KEEP).headers["Cache-Control"]
    assert Client().get(KEEP).status_code == 302
    assert Client().get(KEEP, headers={"Accept": "application/json"}).status_code == 401


def test_how_long_a_form_is_kept_is_said_once_in_the_policies():
    book, day = policies.load(), timezone.localdate()
    days = book.on(day, "drafts.kept_days").value

    assert queries.expires(day) == day + timedelta(days=days)
    # The periods of other things name none for it, so nothing can disagree.
    assert "draft" not in book.on(day, "retention.thing_days").value
    assert f"({days} days, assumed)" in USING.read_text("utf-8")
