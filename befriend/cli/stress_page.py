"""The made-up country by the STRESS-DES checklist: docs/simulating-stress.md, made from code and parameters.

`python -m befriend.cli.stress_page` writes the page anew; a test of the repository holds it up to date. The
twenty items are those of Monks and others (2018); what can be read from the code is, the rest is said here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from textwrap import fill

from befriend.simulator import (
    chance,
    countries,
    country,
    draws,
    feedback,
    kernel,
    laws,
    measured,
    packs,
    parameters,
    states,
    trial,
)
from befriend.simulator.draws import MOST_WEEKS
from befriend.simulator.parameters import Figure, Parameter
from befriend.simulator.shapes import PERSON

PAGE = Path(__file__).parents[2] / "docs" / "simulating-stress.md"
WIDTH = 108
WRITTEN_BY = "python -m befriend.cli.stress_page"

HEAD = f"""# The made-up country, by the STRESS checklist

*Last read through: 2026-11-22*

The twenty items of STRESS-DES (Monks and others, 2018, <https://doi.org/10.1080/17477778.2018.1442155>), so
that somebody else could judge the model, or build it again. It is made from the code and the parameters:
`{WRITTEN_BY}` writes it anew, and a test fails when it is not what they say.
"""


def page() -> str:
    """Return the page."""
    parts = [HEAD]
    for section, items in SECTIONS.items():
        parts.append(f"## {section}\n")
        parts += [f"### {title}\n\n{wrapped(answer())}\n" for title, answer in items.items()]
    return "\n".join(parts)


def wrapped(answer: str) -> str:
    """Return an answer with its paragraphs in lines; lists and tables stay as they are."""
    blocks = answer.strip().split("\n\n")
    return "\n\n".join(
        block if block[0] in "|-1" else fill(block, WIDTH, break_long_words=False, break_on_hyphens=False)
        for block in blocks
    )


def folded(text: str | None, start: str = "", end: str = "") -> str:
    """Return a docstring, or the part of it from `start` up to `end`, flush left."""
    found = "\n".join(each.strip() for each in (text or "").splitlines())
    if start:
        found = found[found.index(start) :]
    return (found[: found.index(end)] if end else found).strip()


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """Return a table."""
    names = list(head)
    lines = [names, ["---"] * len(names), *([*map(str, row)] for row in rows)]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines)


def purpose() -> str:
    """Answer 1.1."""
    return (
        "To try a policy of probation on everybody before it lands on anyone: what it does to people, to "
        "those who supervise them and to prisons, unintended consequences first. It lives by the rules "
        "that the live service decides by (`tests/simulator/test_live_is_simulated.py`). No figure of it "
        "is a forecast until it has been scored."
    )


def outputs() -> str:
    """Answer 1.2."""
    rows = ((name, each.what, each.unit, MONTHS[each.month], "yes" if each.assumed else "no")
            for name, each in measured.EVERY.items())  # fmt: skip
    return (
        "Counted at the end of each week and told by calendar month; of two policies the differences of "
        f"pairs of runs, with bands of {', '.join(map(str, trial.BANDS))} of 100 runs.\n\n"
        + table(("measure", "what", "unit", "of a month", "driven by assumptions"), rows)
    )


MONTHS = {"mean": "mean of its weeks", "end": "its last week", "total": "mean week times 4.35"}


def aims() -> str:
    """Answer 1.3."""
    return "Scenarios: each is a proposal laid over the policies and parameters of the base.\n\n" + table(
        ("pack", "what it would do"), ((name, packs.read(name).what) for name in packs.names())
    )


def diagram() -> str:
    """Answer 2.1."""
    return "How a person may stand, and what may follow.\n\n" + folded(states.__doc__, "| state |")


def logic() -> str:
    """Answer 2.2."""
    return "Week by week, each unit by itself. " + folded(
        kernel.__doc__, "What happens in a week", "`plain.py`"
    )


def scenarios() -> str:
    """Answer 2.3."""
    changes = ((name, ", ".join(f"`{key}`" for key in packs.read(name).changed)) for name in packs.names())
    return (
        "A scenario changes dated values and nothing else: the same code lives through both countries, from "
        "the same people, with the same luck. What a pack dates to the first day or before begins a week "
        "later. What each changes:\n\n" + table(("pack", "values changed"), changes)
    )


def algorithms() -> str:
    """Answer 2.4."""
    return (
        "Points, eligibility, the signed order, limits, time, Reset, check-ins, release and the length "
        "of a recall are answered by `befriend/rules`, compiled, under the policies in force on each "
        "Monday. People who wait are given out one after another (`befriend/simulator/allocating.py`): "
        "of those who may, to whoever has most room; `make bench BENCH=greedy` holds that beside the "
        "planner. What load does is in "
        "`befriend/simulator/feedback.py`: " + folded(feedback.__doc__, "Nobody has measured") + guards()
    )


def guards() -> str:
    """Return which numbers stand in the code and not among the parameters, and why."""
    return (
        "\n\nWhat stands in the code keeps tables to a length, and drives nothing: a load over "
        f"{feedback.MOST_LOAD}% is taken for that, where as the figures stand every factor has come to its "
        f"bound; a career over {laws.CAREER_MONTHS} months is taken for one of so many, since no policy asks "
        f"for more; the longest order is of {draws.LONGEST_ORDER} weeks, the longest sickness of "
        f"{draws.LONGEST_SPELL}. How many practitioners hold people is fitted to some {country.SAMPLE:,} "
        "people of one luck."
    )


def components() -> str:
    """Answer 2.5: entities, activities, resources, queues, entry and exit."""
    grades = ", ".join(grade.code.replace("_", " ") for grade in states.GRADES)
    fields = ", ".join(f"`{name}`" for name in PERSON.names or ())
    named = ", ".join(f"`{each.name.lower()}`" for each in states.State)
    return f"""\
- **Entities**: people, each with {fields}; practitioners ({grades}).
- **Activities**: supervision and imprisonment, as the states of 2.1; a practitioner's course, first year and
  sickness.
- **Resources**: the points and places that each practitioner of a unit has in a week. Each unit lives alone
  from the first week to the last, so that units can run side by side: nobody is lent from one to another. So
  a relief team is simplified: its posts are shared out evenly, a part stands with each unit, and works there
  only while the unit's load is above a line. A team that is shared and travels to where load is worst is not
  in the model; it would do more with as many posts where units differ, and here all units are alike.
- **Queues**: one in each unit, of people who wait for a practitioner, in the signed order; nobody gives up
  waiting. Prison has no queue: it is counted, and may release earlier when full (`prison.feedback`).
- **Entry and exit**: orders and sentences of prison come (or releases, where they are told); people go when
  an order or a sentence is over. States: {named}."""


def figures() -> Iterator[tuple[str, Parameter, Figure]]:
    """Yield every parameter with the value that begins last."""
    for key, each in sorted(parameters.load().by_key.items()):
        yield key, each, list(each.values.values())[-1]


def sources() -> str:
    """Answer 3.1."""
    found: dict[str, list[str]] = {}
    for key, each in sorted(parameters.load().by_key.items()):
        for figure in each.values.values():
            if figure.status != "assumed":
                said = found.setdefault(f"{figure.reference.title} <{figure.reference.address}>", [])
                said += [f"`{key}`"] if f"`{key}`" not in said else []
    return table(
        ("source", "parameters"), ((source, ", ".join(keys)) for source, keys in sorted(found.items()))
    )


def preparation() -> str:
    """Answer 3.2."""
    return (
        "Published counts that hold somebody twice are each made smaller in proportion. Rates are turned "
        "into chances of a week, and those into whole numbers below 2 to the power of 32. How each "
        "figure was derived stands in its note in `befriend/simulator/parameters`."
    )


def inputs() -> str:
    """Answer 3.3."""
    rows = (
        (f"`{key}`", each.what, value(figure.value), each.unit, limits(each), prior(figure), figure.status)
        for key, each, figure in figures()
    )
    return (
        "Every parameter, its value that begins last, what it can be, whoever proposes it, and what "
        "it was believed to be before. All values, days, sources and notes: "
        "`befriend/simulator/parameters`.\n\n"
        + table(("parameter", "what", "value", "unit", "can be", "prior", "status"), rows)
    )


def limits(each: Parameter) -> str:
    """Return the range of a parameter in words."""
    return "" if each.most is None else f"{each.least} to {each.most:,}"


def value(said: object) -> str:
    """Return a value as one cell."""
    if isinstance(said, dict):
        return "; ".join(f"{name}: {value(inner)}" for name, inner in said.items())
    return "yes" if said is True else "no" if said is False else str(said)


def prior(figure: Figure) -> str:
    """Return a prior in words."""
    told = figure.prior
    if told.shape == "uniform":
        return f"even from {told.low} to {told.high}"
    if told.shape in ("factor", "tilt"):
        most = "" if told.most is None else f", {told.most} at most"
        what = "times" if told.shape == "factor" else "each part against the next times"
        return f"{what} {told.low} to {told.high}{most}"
    return f"bell around {told.mean}, spread {told.spread}" if told.shape == "normal" else "fixed"


def assumptions() -> str:
    """Answer 3.4."""
    counted = Counter(figure.status for _, _, figure in figures())
    every = sum(counted.values())
    named = ", ".join(f"`{key}`" for key, _, figure in figures() if figure.status == "assumed")
    return (
        f"Of {every} parameters {counted['assumed']} are assumed, {counted['derived']} derived from what "
        f"is published and {counted['published']} published. Assumed: {named}.\n\nWhat the model leaves "
        "out is listed in [The made-up country](simulating.md)."
    )


def initialisation() -> str:
    """Answer 4.1."""
    rows = ((name, each.starts, each.what.strip()) for name, each in countries.every().items())
    return (
        "No warm-up: a country starts with the stocks published for its first day, and how long each "
        "person has been there and has left is drawn as one meets people on a day. Whoever needs a "
        "practitioner at the start is given "
        "one whatever the cap.\n\n" + table(("country", "first Monday", "what it is"), rows)
    )


def run_length() -> str:
    """Answer 4.2."""
    return (
        f"Steps of one week. `befriend try` lives through {trial.Asked._field_defaults['months']} months "
        f"unless told otherwise, {trial.MOST_MONTHS} at most; a country has room for {MOST_WEEKS:,} weeks."
    )


def estimation() -> str:
    """Answer 4.3."""
    return (
        f"{trial.Asked._field_defaults['runs']} pairs of runs unless told otherwise. The two runs of a "
        "pair share luck and draw the same value of each assumption from its prior, so a difference is "
        f"the policy's. Mean of the differences, bands by their percentiles, and from {trial.ENOUGH_RUNS} "
        "runs on the assumptions with which the difference goes most closely (rank correlation). "
        "Assumptions can be held, so that bands are of luck alone."
    )


def software() -> str:
    """Answer 5.1."""
    return (
        "Python with numpy, compiled by numba; versions in `requirements.lock`. "
        "`befriend/simulator/plain.py` is the same model in plain Python, which counts the same to the "
        "last person."
    )


def sampling() -> str:
    """Answer 5.2."""
    purposes = ", ".join(each.name.lower().replace("_", " ") for each in chance.Purpose)
    return folded(chance.__doc__) + (
        f"\n\nA stream for each purpose: {purposes}. Whoever has the same seed, purpose, week and number "
        "has the same luck, so two policies share it."
    )


def execution() -> str:
    """Answer 5.3."""
    return (
        "Units on threads, runs in processes of one machine or on a Dask cluster (`--cluster`); whole "
        "numbers only, so the same seed counts the same on any number of either. Each week every stock "
        "is held against the one before with who came and who went, and a run in which somebody is lost "
        "or doubled is refused."
    )


def system() -> str:
    """Answer 5.4."""
    return (
        "Any machine that runs Python 3.11 to 3.13; speed and memory are measured by `make bench "
        f"BENCH=simulator`. A person takes {PERSON.itemsize} bytes, and ten in columns of their own."
    )


def sharing() -> str:
    """Answer 6.1."""
    return (
        "All of it is in this repository, under the licence in `LICENSE`: model, parameters, packs and tests."
    )


SECTIONS = {
    "1. Objectives": {
        "1.1 Purpose of the model": purpose,
        "1.2 Model outputs": outputs,
        "1.3 Experimentation aims": aims,
    },
    "2. Logic": {
        "2.1 Base model overview diagram": diagram,
        "2.2 Base model logic": logic,
        "2.3 Scenario logic": scenarios,
        "2.4 Algorithms": algorithms,
        "2.5 Components": components,
    },
    "3. Data": {
        "3.1 Data sources": sources,
        "3.2 Pre-processing": preparation,
        "3.3 Input parameters": inputs,
        "3.4 Assumptions": assumptions,
    },
    "4. Experimentation": {
        "4.1 Initialisation": initialisation,
        "4.2 Run length": run_length,
        "4.3 Estimation approach": estimation,
    },
    "5. Implementation": {
        "5.1 Software or programming language": software,
        "5.2 Random sampling": sampling,
        "5.3 Model execution": execution,
        "5.4 System specification": system,
    },
    "6. Code access": {"6.1 Computer model sharing statement": sharing},
}


def write() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    write()
