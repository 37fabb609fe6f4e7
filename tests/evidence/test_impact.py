"""The capacity impact statement: unintended consequences first, how sure, and what is assumed."""

import json
import re
from datetime import date
from io import BytesIO

import pypdf
import pytest

from befriend.evidence.impact import data, drawings, paper, words
from befriend.policies import statements
from befriend.policies.form import Changed
from befriend.simulator import packs
from befriend.simulator.packs import Pack
from tests.evidence import impact

DAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def statement():
    return data.of(impact.found())


def test_what_got_worse_comes_first_by_how_sure_and_how_large(statement):
    said = list(words.lines(statement))
    worse = said[
        said.index("What got worse (unintended consequences)") + 1 : said.index("What got better") - 1
    ]

    assert [line.split(":")[0].strip() for line in worse] == [
        "Weeks that those who wait have waited, on average",
        "People who wait for a practitioner",
        "Practitioners with more than 110% of their available points",
    ]
    assert "105 more (people; +10.5%); more likely than not: 100% of runs go this way" in worse[1]
    assert "95% of them between +90.8 and +119" in worse[1]
    assert "from nothing" in worse[0]
    assert all(line.endswith("; assumed.") for line in worse)


def test_only_many_runs_make_sure(statement):
    few, many = (words.changes({**statement, "runs": runs}) for runs in (19, 20))

    assert {each.sure for each in few} == {0, 50}
    assert {each.key for each in many if each.sure == 95} >= {"people_waiting", "load_percent"}


def test_runs_that_disagree_tell_nothing(statement):
    said = "\n".join(words.lines(statement))

    assert said.index("What cannot be told") < said.index("Recalls to prison: 15.0 more")
    assert said.index("What did not change") < said.index("Practitioners who leave")


def test_the_most_telling_assumptions_and_those_of_the_policy_are_told(statement):
    said = "\n".join(words.lines(statement))

    assert "Recalls to prison: recall.hazard (+0.80), start.load (-0.40)" in said
    assert "capacity.weighted_cap from 2026-05-01: A proposal" in said
    assert "4 runs are few" in said


def large(**other):
    """Return the made-up statement as if the trial had been large enough to put something in force."""
    asked = impact.ASKED._replace(months=14, runs=100, **other)
    return data.of(impact.found()._replace(asked=asked))


def with_both(statement):
    """Return a statement on which both voices have spoken."""
    one = data.with_comment(statement, by="practitioner", words="We would hold the door.", day=DAY)
    return data.with_comment(one, by="supervised", words="I would rather wait than be lied to.", day=DAY)


def test_it_is_incomplete_until_both_voices_were_heard():
    statement = large()
    assert statement["incomplete"] == (
        "incomplete: nobody who works under it has commented yet; nobody supervised has commented yet. "
        "So it puts nothing in force"
    )

    one = data.with_comment(statement, by="practitioner", words="We would hold the door.", day=DAY)
    both = with_both(statement)

    assert (statement["complete"], one["complete"], both["complete"]) == (False, False, True)
    assert both["incomplete"] == ""
    with pytest.raises(ValueError, match="one of: practitioner, supervised"):
        data.with_comment(statement, by="minister", words="Fine.", day=DAY)


def test_a_small_trial_puts_nothing_in_force_whoever_has_spoken(statement):
    both = with_both(statement)

    assert not both["complete"]
    assert "4 runs were lived through, and it takes 100" in both["incomplete"]
    assert "capacity.weighted_cap begins on 2026-05-01, and fewer than 12 months" in both["incomplete"]
    assert "assumptions were held" in with_both(large(hold=True))["incomplete"]
    assert "20 times smaller" in with_both(large(smaller=20))["incomplete"]


def test_what_was_reckoned_is_sealed_and_what_is_said_of_it_is_not():
    statement = large()
    changed = json.loads(json.dumps(statement))
    changed["measures"]["people_waiting"]["difference"]["mean"] = 0.0

    assert statements.seal(with_both(json.loads(json.dumps(statement)))) == statement["seal"]
    assert statements.seal(changed) != statement["seal"]


def test_a_value_that_is_never_in_force_is_said_to_do_nothing():
    pack = packs.read("cap-100")
    late = {date(2999, 1, 1): next(iter(pack.proposal.changes["capacity.weighted_cap"].values.values()))}
    changes = {"capacity.weighted_cap": Changed.model_construct(values=late)}
    asked = impact.ASKED._replace(policy=Pack("mine", pack.proposal.model_copy(update={"changes": changes})))

    said = data.of(impact.found()._replace(asked=asked))["not_worked_out"]

    assert said == [
        "capacity.weighted_cap from 2999-01-01 is in force in no week that was lived through, "
        "so it does nothing here."
    ]
    assert data.of(impact.found())["not_worked_out"] == []


def test_a_comment_without_consent_or_words_is_no_voice():
    comments = [{"by": "practitioner", "words": "No.", "consented": False},
                {"by": "supervised", "words": " ", "consented": True}]  # fmt: skip

    assert statements.unheard(comments) == ["practitioner", "supervised"]


@pytest.mark.parametrize("change", [{"seed": 2}, {"runs": 5}, {"months": 5}, {"hold": True}])
def test_another_question_has_another_name(change):
    assert data.name(impact.ASKED._replace(**change)) != data.name(impact.ASKED)
    assert data.name(impact.ASKED._replace(policy=packs.read("cap-110"))) != data.name(impact.ASKED)


def test_the_paper_has_every_drawing_with_its_table_and_the_words_as_text(statement):
    told = {**statement, "comments": [{"by": "supervised", "words": "<b>Ask</b> us", "day": "2026-11-23"}]}

    html = paper.html(told)

    assert html.count("<img ") == html.count("<table>") == 1 + len(statement["measures"])
    assert "&lt;b&gt;Ask&lt;/b&gt; us" in html
    assert "<script" not in html
    assert html.index("What got worse") < html.index("What got better") < html.index("Every measure")


def test_the_pdf_is_tagged_and_says_the_same(statement):
    read = pypdf.PdfReader(BytesIO(paper.pdf(paper.html(statement))))
    text = " ".join(" ".join(page.extract_text().split()) for page in read.pages)

    assert bool(read.trailer["/Root"]["/MarkInfo"]["/Marked"])
    assert "This statement is incomplete" in text
    assert "What got worse (unintended consequences)" in text


def test_what_goes_beyond_a_hundred_percent_is_cut_and_what_was_nothing_left_out(statement):
    found = words.changes(statement)

    assert "weeks waited" not in drawings.overview(found)
    assert "people waiting" in drawings.overview(found)


def test_the_drawing_has_room_for_the_widest_letters_of_a_reader(statement):
    svg = drawings.overview(words.changes(statement))

    # Labels end where the bars begin; a wide font takes 7.6 of these pixels a letter.
    room = float(re.search(r'<g fill="none"[^>]*transform="translate\(([\d.]+),', svg)[1])
    assert room > 7.6 * len("share over 110")
    assert "…" not in svg
