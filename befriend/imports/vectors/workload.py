"""The published cases of the workload tool, answered by its published forms.

Every one is put to a dated function of the published form (`befriend.rules.workload.published` and
`published_realtime`), since our own rule answers otherwise on purpose; docs/decisions tell where.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from befriend import policies
from befriend.imports.vectors.comparing import compared, number, told_by
from befriend.imports.vectors.result import Result, UnreadError
from befriend.rules.workload import published, published_realtime
from befriend.rules.workload.published import Band, Caseload, Counts, DefaultHours, Group, Kept, Reports
from befriend.rules.workload.published_realtime import Done

Given = Mapping[str, Any]

# The tool's numbers for kinds of practitioner, where a file does not say them itself.
BANDS = {"SPO": 2, "PSO": 3, "TPO": 4, "UNSUPPORTED": 5, "PSO_B": 7}
BAND = {
    "SPO": Band.SENIOR,
    "PSO": Band.PSO,
    "PSO_B": Band.OTHER_PSO,
    "TPO": Band.TRAINEE,
    "UNSUPPORTED": Band.UNSUPPORTED,
}
# The record system's codes for grades, and what the tool takes each for; any other is a dummy.
GRADES = {
    "PO": "M E D O J H N G F CRCM CRCO CRCN NPSM NPSO NPSN PSM PSO PSN",
    "SPO": "C NPSC PSC CRCB CRCA NPSB PSB PSA B A",
    "TPO": "P L K CRCP NPSP PSP CPQF",
    "PSO": "Q Z Y CRCQ NPSQ PSQ CRC1 CRC2 CRCC PS4",
}
GRADE = {code: grade for grade, codes in GRADES.items() for code in codes.split()}
DASHES = "-\u2013\u2014"  # hyphen, en dash, em dash: a trainee's code is written with each of them
GRADE |= {f"{before}{space}{dash}{space}PQF": "TPO"
          for before in ("CRC", "NPS") for dash in DASHES for space in ("", " ")}  # fmt: skip
DUMMY = "DMY"

PLACES = ("community", "custody", "licence")  # in the tool's order
SEED_DAY = date(2018, 1, 1)


def check(case: Mapping[str, Any], meta: Mapping[str, Any]) -> Result:
    """Return how one published case went: every field expected is compared with the answer."""
    given = {**told_by(case), "bands": meta.get("omTypeIds", BANDS)}
    return compared(case["expected"], ANSWERS[case["function"]](given))


def band(given: Given) -> Band:
    """Return what kind of practitioner a case is about; an unknown number is an officer."""
    named = {given["bands"][name]: word for name, word in BAND.items() if name in given["bands"]}
    return named.get(given["offenderManagerTypeId"], Band.OFFICER)


def hours(given: Given) -> published.Hours | None:
    """Return the hours a case is about."""
    default = given["defaultContractedHours"]
    return published.hours_2017(
        number(given["contractedHoursPerWeek"]),
        band(given),
        DefaultHours(officer=default["po"], pso=default["pso"], senior=default["spo"]),
    )


def counts(given: Given) -> Counts:
    """Return how many people, and how many of them in each of the other ways."""
    return Counts(given["total"], given["warrants"], given["unpaidWork"], given["overdueTermination"])


def kept(given: Given) -> Kept:
    """Return what is kept of the points of people counted in those ways."""
    return Kept(given["warrants"], given["unpaidWork"], given["overdueTermination"])


def tier_points(given: Given) -> float:
    """Answer the case of one tier."""
    people, left = counts(given["counts"]), kept(given["weightings"])
    subtract = bool(given["subtractInactiveCases"])
    return published.tier_points_2017(people, given["tierPoints"], left, subtract=subtract)


def contracted_hours(given: Given) -> dict[str, float] | None:
    """Answer the case of contracted hours."""
    answer = hours(given)
    if answer is None:
        return None
    return {"baseHours": answer.base, "defaultContractedHoursForBand": answer.full_week}


def available_points(given: Given) -> int:
    """Answer the case of the points somebody has time for."""
    return published.available_points_2017(given["nominalTarget"], hours(given), given["hoursReduction"])


def nominal_target(given: Given) -> float:
    """Answer the case of the points of a full week."""
    targets = given["targets"]
    return published.nominal_target_2017(band(given), targets["pso"], targets["po"])


def report_points(given: Given) -> float:
    """Answer the case of reports of one kind."""
    enabled = given.get("enabled", True) is True
    return published.report_points_2017(given["count"], given["points"], enabled=enabled)


def assessment_points(given: Given) -> float:
    """Answer the case of assessments of sexual harm."""
    return published.assessment_points_2017(
        given["licenseCases"], given["communityCases"], given["licenseWeighting"], given["communityWeighting"]
    )


def total_until_2023(given: Given) -> dict[str, float]:
    """Answer the case of a whole caseload in the form of before January 2023."""
    weights, people = given["weightings"], counts(given["perTierCounts"])
    groups = [Group(people, points) for points in by_position(given) for _ in PLACES]
    left = kept(weights)
    parole = published.report_points_2017(given["paromsCompletedLast30Days"], given["parom"])
    assessments = published.assessment_points_2017(
        given["armsLicenseCases"],
        given["armsCommunityCases"],
        weights["armsLicense"],
        weights["armsCommunity"],
    )
    inactive = published.Inactive(
        people=bool(given["nonT2aSubtractInactive"]), young_adults=bool(given["t2aSubtractInactive"])
    )
    caseload = Caseload(groups, groups, left, left)
    total = published.total_2017(caseload, reports(given), parole, assessments, inactive)
    return {
        "total": total.points,
        "armsPoints": assessments,
        "sdrPoints": total.standard_reports,
        "sdrConversionPoints": total.fast_reports,
        "paromsPoints": parole,
    }


def by_position(given: Given) -> list[float]:
    """Return what each tier weighs: as listed, or by the words that its place in the order is its weight."""
    told, tiers = given["tierPointsByPosition"], given["tiersPerLocation"]
    if isinstance(told, list):
        return list(told)
    if "tier i" in told and "worth i" in told:
        return list(range(1, tiers + 1))
    raise UnreadError("what each tier weighs is told in words that are not read here")


def reports(given: Given) -> Reports:
    """Return the court reports of a case."""
    return Reports(
        given["monthlySdrs"], given["sdr"], given["sdrConversionsLast30Days"], given["sdrConversion"]
    )


def total_since_2023(given: Given) -> dict[str, float]:
    """Answer the case of a whole caseload in the form since January 2023, with the seed's weights."""
    people, young = (seed_weights(key) for key in ("case_points.published_default", "workload.young_adults"))
    caseload = Caseload(
        people=[Group(Counts(total), points) for total, points in paired(people, filtered(given))],
        young_adults=[Group(young_counts(given), points) for points in young.values()],
        kept=weighted(given["weightings"]),
        young_adults_kept=weighted(given["t2aWeightings"]),
    )
    total, for_colleagues = published.total_2023(caseload, reports(given)), given["cmsAdjustmentPoints"]
    return {
        "unrounded_without_cms": total.points,
        "total_points": published.rounded(total.points + for_colleagues),
        "total_points_without_cms": published.rounded(total.points),
        "sdrPoints": total.standard_reports,
        "sdrConversionPoints": total.fast_reports,
    }


def seed_weights(key: str) -> dict[tuple[int, int], int]:
    """Return the seed's points by place (in the tool's order) and by the number of the tier, 1 for A3."""
    table = policies.load().on(SEED_DAY, key).value
    return {
        (i, j): row[place]
        for i, place in enumerate(PLACES)
        for j, (tier, row) in enumerate(table.items())
        if tier != "untiered"
    }


def paired(weights: Mapping[tuple[int, int], int], shift: int) -> Iterator[tuple[int, int]]:
    """Yield how many people stand at each tier and place, and what one weighs there."""
    for (i, j), points in weights.items():
        yield max(0, j + i + shift), points


def filtered(given: Given) -> int:
    """Return the number in `filtered total=max(0,j+i-1)`, which says how many people each tier has."""
    found = re.search(r"filtered total=max\(0,\s*j\+i\s*([+-]\d+)\)", str(given["tiers"]["comment"]))
    if found is None or "published seed" not in str(given["weights"]):
        raise UnreadError("the people of each tier or their weights are told in words that are not read here")
    return int(found[1])


def young_counts(given: Given) -> Counts:
    """Return how many young adults each tier has, by the same words."""
    told = str(given["tiers"]["comment"])
    total = re.search(r"t2a total=(\d+)", told)
    marked = re.search(r"t2a warrants=unpaid=overdue=(\d+)", told)
    if total is None or marked is None:
        raise UnreadError("the young adults of each tier are told in words that are not read here")
    return Counts(int(total[1]), *(int(marked[1]),) * 3)


def weighted(given: Given) -> Kept:
    """Return what is kept, where a case calls it by short names."""
    return Kept(given["warrants"], given["unpaid"], given["overdue"])


def available_points_at_once(given: Given) -> int:
    """Answer the twin's case of the points somebody has time for."""
    names = ("pointsForGrade", "contractedHoursForGrade", "availableHours")
    return published_realtime.available_points_2022(*(Decimal(str(given[name])) for name in names))


def points_at_once(given: Given) -> Decimal:
    """Answer the twin's case of reports and contacts.

    What stands under a name of weights or points is a weight, all else a count; what stands under
    `others` or `inside` was done by others on this practitioner's people. Codes of contacts, written
    in capitals, are taken as they are: a code says nothing but what it is.
    """
    done, weights = [], {}
    for path, value in numbers({name: told for name, told in given.items() if name != "bands"}, ""):
        kind, said = kind_of(path), names_in(path)
        if said & WEIGHTS:
            weights[kind] = value
        else:
            done.append(Done(kind, value, by_others=bool(said & BY_OTHERS)))
    return published_realtime.points_2022(done, weights)


def numbers(given: Any, path: str) -> Iterator[tuple[str, Decimal]]:
    """Yield every number of a case with the names that lead to it; a word in a list counts one."""
    if isinstance(given, Mapping):
        for name, inner in given.items():
            yield from numbers(inner, f"{path}.{name}")
    elif isinstance(given, list):
        for word in given:
            yield f"{path}.{word}", Decimal(1)
    elif number(given) is not None:
        yield path, Decimal(str(given))


CODE = re.compile(r"[A-Z0-9_]+")
NAME = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+|[0-9]+")
WEIGHTS = {"weight", "weights", "weighting", "weightings", "point", "points"}
BY_OTHERS = {"other", "others", "inside"}
BESIDE_KIND = WEIGHTS | {"number", "of", "court", "report", "reports", "count"}


def names_in(path: str) -> set[str]:
    """Return the words of the names that lead to a number, without codes of what is counted."""
    return {
        word.lower() for name in path.split(".") if not CODE.fullmatch(name) for word in NAME.findall(name)
    }


def kind_of(path: str) -> str:
    """Return the kind a name is about: `standardCourtReportWeighting` is about `standard`."""
    last = path.rsplit(".", 1)[-1]
    if CODE.fullmatch(last):
        return last.lower()
    return "".join(word.lower() for word in NAME.findall(last) if word.lower() not in BESIDE_KIND) or last


def period(given: Given) -> str:
    """Answer the case of the tool's period."""
    start, end = published_realtime.period_2022(datetime.fromisoformat(given["now"]).replace(tzinfo=None))
    return f"{start:%Y-%m-%d %H:%M} to {end:%Y-%m-%d %H:%M}"


def allowance(given: Given) -> dict[str, float]:
    """Answer the case of the hours of a reduction."""
    contracted = given["contractedHours"]
    return {
        "allowanceHours": published.allowance_hours_2017(contracted, given.get("allowancePercentage")),
        "maxAllowanceHours": published.allowance_hours_2017(contracted, given.get("maxAllowancePercentage")),
    }


def percentage(given: Given) -> float:
    """Answer the case of a percentage."""
    return published.percent_2017(given["value"], given["total"])


def rollup(given: Given) -> dict[str, Any]:
    """Answer the case of the percentages of several, and of all together."""
    rows = [*given["rows"], totals(given["rows"])]
    load = [published.percent_2017(row["totalPoints"], row["availablePoints"]) for row in rows]
    colleagues = [published.percent_2017(row["cms"], row["availablePoints"]) for row in rows]
    return {
        "rowCapacity": load[:-1],
        "rowCms": colleagues[:-1],
        "totalCapacity": load[-1],
        "totalCms": colleagues[-1],
    }


def totals(rows: list[Given]) -> Given:
    """Return the row of all rows together."""
    return {name: sum(row[name] for row in rows) for name in ("totalPoints", "availablePoints", "cms")}


def grade_code(given: Given) -> str:
    """Answer the case of a grade's code."""
    code = given.get("code")
    return GRADE.get(code, DUMMY) if isinstance(code, str) else DUMMY


ANSWERS: Mapping[str, Callable[[Given], Any]] = {
    "points_for_tier": tier_points,
    "contracted_hours": contracted_hours,
    "available_points": available_points,
    "nominal_target": nominal_target,
    "sdr_points": report_points,
    "parom_points": report_points,
    "arms_points": assessment_points,
    "workload_points_legacy": total_until_2023,
    "workload_points_current": total_since_2023,
    "available_points_realtime": available_points_at_once,
    "workload_points_realtime": points_at_once,
    "wmt_period": period,
    "reduction_allowance_hours": allowance,
    "percentage": percentage,
    "capacity_rollup": rollup,
    "grade_code": grade_code,
}
MODELS = tuple(ANSWERS)
