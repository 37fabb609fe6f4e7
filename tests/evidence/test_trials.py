"""A trial is asked for, tried, and spoken about by those who work and live under the policy."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from befriend.audit import access
from befriend.audit.models import Line
from befriend.evidence import actions, queries, showing, trying
from befriend.evidence.models import Comment, Trial
from befriend.people.actions.refused import RefusedError
from befriend.policies import PolicyError, statements
from befriend.simulator import measured, packs
from befriend.simulator import trial as simulator
from tests.evidence import tried
from tests.larkfield import MONDAY

pytestmark = pytest.mark.django_db


def test_what_is_asked_for_waits_and_what_makes_no_sense_does_not():
    made = tried.asked()

    assert (made.state, made.policy, made.against, made.runs_done) == ("queued", "cap-100", "base", 0)
    assert Line.objects.get(did="asked for a trial").what == f"trial {made.pk}"
    with pytest.raises(PolicyError, match="runs cannot be tried"):
        tried.asked(tried.TINY._replace(runs=0))
    assert Trial.objects.count() == 1


def test_a_tiny_trial_is_lived_through_to_its_statement():
    made = tried.asked()

    assert trying.work() == 1

    made.refresh_from_db()
    assert (made.state, made.runs_done, made.why_failed) == ("done", 2, "")
    assert made.name == made.result["name"]
    assert made.result["runs"] == 2
    assert made.shown["sections"][0]["title"].startswith("What got worse")
    told = set(made.result["measures"])
    assert {one["key"] for one in made.shown["measures"]} == told - {*measured.SPREAD}
    assert len(made.shown["sections"][-1]["lines"]) == len(measured.SPREAD)
    assert trying.work() == 0


def test_a_proposal_of_ones_own_is_tried_by_its_text():
    pack = queries.pack_of("a-cap-of-90-percent", tried.OWN)
    made = tried.asked(tried.TINY._replace(policy=pack, runs=1), proposal=tried.OWN)

    trying.work()

    made.refresh_from_db()
    assert (made.state, made.why_failed) == ("done", "")
    assert made.result["changes"]["capacity.weighted_cap"] == {"2026-05-04": 90}


def test_no_file_of_the_machine_is_read_by_its_name(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(tried.OWN, encoding="utf-8")

    with pytest.raises(PolicyError, match="no policy pack"):
        queries.pack_of(str(path))


def test_what_cannot_be_tried_any_more_says_why_and_the_next_is_tried():
    gone, kept = tried.asked(), tried.asked(tried.TINY._replace(runs=1))
    Trial.objects.filter(pk=gone.pk).update(policy="a-pack-of-yesterday")

    assert trying.work() == 2

    gone.refresh_from_db()
    kept.refresh_from_db()
    assert (gone.state, kept.state) == ("failed", "done")
    assert "a-pack-of-yesterday" in gone.why_failed


def test_a_fault_fails_the_trial_and_not_the_process(monkeypatch):
    made = tried.asked()
    monkeypatch.setattr("befriend.simulator.trial.pair", lambda *_: 1 / 0)

    trying.work()

    made.refresh_from_db()
    assert made.state == "failed"
    assert "its log tells" in made.why_failed


def test_a_trial_whose_process_died_is_tried_anew_but_not_for_ever():
    made = tried.asked()
    for times in range(1, actions.MOST_BEGUN + 1):
        assert actions.begin().begun == times
        actions.progress(trial=made, runs_done=1)
        actions.pick_up(at=timezone.now())
        made.refresh_from_db()
        if times < actions.MOST_BEGUN:
            assert (made.state, made.runs_done) == ("queued", 0)

    assert made.state == "failed"
    assert "3 times" in made.why_failed
    assert actions.begin() is None


# Cancelling


def cancel(trial, by="W1", *, manages=False):
    """Cancel a trial now."""
    actions.cancel(trial=trial, by=by, manages=manages, day=MONDAY, at=timezone.now())


def test_who_asked_for_a_trial_cancels_it_and_a_head_anybodys():
    own, others = tried.asked(), tried.asked()

    with pytest.raises(RefusedError, match="Only whoever asked"):
        cancel(others, by="W2")
    cancel(own)
    cancel(others, by="W2", manages=True)

    for made, by in ((own, "W1"), (others, "W2")):
        made.refresh_from_db()
        assert (made.state, made.cancelled_by) == ("cancelled", by)
        assert Line.objects.get(did="cancelled a trial", what=str(made)).by == by
    assert actions.begin() is None


def test_what_is_over_is_not_cancelled():
    made = tried.done()

    with pytest.raises(RefusedError, match="over already"):
        cancel(made)
    made.refresh_from_db()
    assert (made.state, made.cancelled_by) == ("done", "")


def test_a_running_trial_stops_at_its_next_run_and_the_next_is_tried(monkeypatch):
    gone, kept = tried.asked(tried.TINY._replace(runs=50)), tried.asked(tried.TINY._replace(runs=1))
    begun, pair = [], simulator.pair

    def cancelled_in_the_second(asked, run):
        begun.append((asked.runs, run))
        if (asked.runs, run) == (50, 1):
            cancel(gone)
        return pair(asked, run)

    monkeypatch.setattr(simulator, "pair", cancelled_in_the_second)

    assert trying.work() == 2

    gone.refresh_from_db()
    kept.refresh_from_db()
    assert begun == [(50, 0), (50, 1), (1, 0)]
    assert (gone.state, gone.runs_done, gone.why_failed) == ("cancelled", 1, "")
    assert kept.state == "done"
    assert not Line.objects.filter(did="could not try a policy").exists()


def test_a_trial_cancelled_while_its_statement_is_made_has_none(monkeypatch):
    made, of = tried.asked(), showing.of

    def cancelled_meanwhile(statement):
        cancel(made)
        return of(statement)

    monkeypatch.setattr(showing, "of", cancelled_meanwhile)

    trying.work()

    made.refresh_from_db()
    assert (made.state, made.result, made.name) == ("cancelled", None, "")
    assert not Line.objects.filter(did="tried a policy").exists()


def test_a_process_that_tries_trials_is_seen_while_it_lives():
    assert not queries.is_held(trying.ONE_AT_A_TIME)
    with trying.alone():
        assert queries.is_held(trying.ONE_AT_A_TIME)
        assert not queries.is_held(trying.ONE_AT_A_TIME + 1)
    assert not queries.is_held(trying.ONE_AT_A_TIME)


def test_the_database_lets_one_run_at_a_time():
    tried.asked()
    tried.asked()
    actions.begin()

    with pytest.raises(IntegrityError, match="one_trial_runs_at_a_time"), transaction.atomic():
        actions.begin()


def test_how_far_it_is_makes_no_history():
    made = tried.asked()
    actions.progress(trial=made, runs_done=1)

    assert Trial._meta.apps.get_model("evidence", "TrialEvent").objects.count() == 1


# Comments


def test_it_is_incomplete_until_both_have_spoken(ali):
    made = tried.done()
    assert queries.lacking(queries.comments(made)) == ["practitioner", "supervised"]

    actions.comment(trial=made, words="We would hold the door.", by="W2", day=MONDAY)
    assert not queries.statement(made)["complete"]
    actions.comment_as_person(person=ali.person, trial=made, words="I'd rather wait.", day=MONDAY)

    found = queries.statement(made)
    assert queries.lacking(queries.comments(made)) == []
    assert [(one["by"], one["words"]) for one in found["comments"]] == [
        ("practitioner", "We would hold the door."), ("supervised", "I'd rather wait."),
    ]  # fmt: skip
    assert ali.person.ref not in str(found)


def test_a_trial_too_small_is_told_so_and_stays_incomplete_whoever_speaks(ali):
    made = tried.done()
    actions.comment(trial=made, words="We would hold the door.", by="W2", day=MONDAY)
    actions.comment_as_person(person=ali.person, trial=made, words="I'd rather wait.", day=MONDAY)

    why = queries.too_little(made)

    assert any("runs were lived through, and it takes 100" in each for each in why)
    found = queries.statement(made)
    assert not found["complete"]
    assert all(each in found["incomplete"] for each in why)
    assert found["seal"] == statements.seal(found)


def test_nobody_comments_twice_or_on_what_is_not_done(ali):
    made = tried.done()
    actions.comment(trial=made, words="Once.", by="W2", day=MONDAY)
    actions.comment_as_person(person=ali.person, trial=made, words="Once.", day=MONDAY)

    with pytest.raises(RefusedError, match="already"):
        actions.comment(trial=made, words="Twice.", by="W2", day=MONDAY)
    with pytest.raises(RefusedError, match="already"):
        actions.comment_as_person(person=ali.person, trial=made, words="Twice.", day=MONDAY)
    with pytest.raises(RefusedError, match="no statement"):
        actions.comment(trial=tried.asked(), words="Early.", by="W2", day=MONDAY)
    with pytest.raises(RefusedError, match="a few words"):
        actions.comment(trial=made, words="  ", by="W3", day=MONDAY)
    assert [one.words for one in queries.comments(made)] == ["Once.", "Once."]


def test_words_taken_back_are_gone_and_it_is_incomplete_again(ali):
    made = tried.done()
    actions.comment(trial=made, words="Yes.", by="W2", day=MONDAY)
    actions.comment_as_person(person=ali.person, trial=made, words="Only this once.", day=MONDAY)

    assert actions.withdraw(person=ali.person, trial=made, day=MONDAY)
    assert not actions.withdraw(person=ali.person, trial=made, day=MONDAY)

    assert queries.lacking(queries.comments(made)) == ["supervised"]
    assert not everywhere("Only this once")


def test_what_identifies_somebody_is_taken_out_counted_and_nowhere_any_more(ali):
    made = tried.done()
    said = actions.comment_as_person(
        person=ali.person, trial=made, words="Mrs Invented Example of Larkfield knows. So do I.", day=MONDAY
    )

    count = actions.remove(comment=said.pk, passage="Mrs Invented Example", by="W9", day=MONDAY)

    [one] = queries.comments(made)
    assert (count, one.removed) == (3, 3)
    assert one.words == "[3 words removed] of Larkfield knows. So do I."
    assert not everywhere("Invented Example")
    with pytest.raises(RefusedError, match="do not stand"):
        actions.remove(comment=said.pk, passage="Mrs Invented Example", by="W9", day=MONDAY)


def everywhere(words: str) -> bool:
    """Say whether words stand anywhere in the tables of comments, of their history or of the audit."""
    models = (Comment, Comment._meta.apps.get_model("evidence", "CommentEvent"), Line)
    return any(words in str(row) for model in models for row in model.objects.values())


def test_the_words_are_everybodys_and_who_said_them_is_not(ali):
    made = tried.done()
    actions.comment_as_person(person=ali.person, trial=made, words="I'd rather wait.", day=MONDAY)
    ash = ali.unit.ash

    with access.acting(by=ash.ref, day=MONDAY, practitioner=ash.pk):
        assert not Comment.objects.exists()
        assert [one.words for one in queries.comments(made)] == ["I'd rather wait."]
        assert not Comment._meta.apps.get_model("evidence", "CommentEvent").objects.exists()


def test_a_pack_that_is_tried_is_one_there_is():
    assert {queries.pack_of(name).name for name in packs.names()} == set(packs.names())
