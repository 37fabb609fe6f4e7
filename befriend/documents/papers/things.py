"""The things of the record that a paper can show without asking anybody: each by its name, in words."""

from __future__ import annotations

from collections.abc import Mapping

from befriend.policies.vocabulary import Words


def words(en: str, cy: str) -> Words:
    """Return the same in both languages; the Welsh is a draft."""
    return Words(en=en, cy=cy)


# What each of them says on a day: befriend/documents/queries/record.py.
THINGS: Mapping[str, Words] = {
    "person.chosen_name": words("Chosen name", "Enw a ddewiswyd"),
    "person.ref": words("Reference", "Cyfeirnod"),
    "person.language": words("Language they chose", "Iaith a ddewiswyd"),
    "practitioner.name": words("Practitioner", "Ymarferydd"),
    "practitioner.since": words("Practitioner since", "Ymarferydd ers"),
    "practitioner.before": words("Practitioners before, in the last five years",
                                 "Ymarferwyr cyn hynny, yn y pum mlynedd diwethaf"),
    "case.unit": words("Unit", "Uned"),
    "case.order_type": words("Order or sentence", "Gorchymyn neu ddedfryd"),
    "case.from_date": words("It began on", "Dechreuodd ar"),
    "case.release_on": words("Release expected on", "Disgwylir rhyddhau ar"),
    "case.place": words("Where it is served", "Ble mae'n cael ei gwasanaethu"),
    "case.risk": words("Risk of serious harm, as assessed", "Risg o niwed difrifol, fel yr aseswyd"),
    "case.mappa": words("MAPPA level", "Lefel MAPPA"),
    "contacts.kept": words("Appointments kept in the last 12 months",
                           "Apwyntiadau a gadwyd yn y 12 mis diwethaf"),
    "contacts.missed": words("Appointments missed without a good reason in the last 12 months",
                             "Apwyntiadau a gollwyd heb reswm da yn y 12 mis diwethaf"),
    "contacts.called_off": words("Appointments the service called off in the last 12 months",
                                 "Apwyntiadau a ganslwyd gan y gwasanaeth yn y 12 mis diwethaf"),
    "contests.open": words("What the person contests, not decided yet",
                           "Yr hyn y mae'r person yn ei herio, heb ei benderfynu eto"),
    "contests.decided": words("What was corrected or taken away after they contested it",
                              "Yr hyn a gywirwyd neu a dynnwyd ar ôl ei herio"),
}  # fmt: skip
