"""What several rules are told of a person's case, as JSON."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from befriend.policies.form import Form
from befriend.rules.named import ByCode
from befriend.rules.values import Place, Risk, Tier, Work

Mark = Literal["sexual_offence", "domestic_abuse", "safeguarding"]


class CaseTold(Form):
    """A case, as far as a rule that allocates needs it. What is not told is not known."""

    tier: Annotated[Tier, ByCode()] = Field(
        default=Tier.UNTIERED, description="The tier; `untiered` while there is none."
    )
    risk: Annotated[Risk, ByCode()] = Field(
        default=Risk.UNKNOWN, description="Risk of serious harm, as assessed; `unknown` is not low."
    )
    mappa: int = Field(default=0, ge=0, le=3, description="The level of multi-agency arrangements; 0 none.")
    marks: tuple[Mark, ...] = Field(default=(), description="What the case is marked with.")
    just_released: bool = Field(default=False, description="Whether they came out in the days policy says.")
    moved_before: bool = Field(default=False, description="Whether they were moved to somebody else before.")

    def work(self, points: int = 0) -> Work:
        """Return the case as rules read it, with the points a week of it."""
        return Work(
            tier=self.tier,
            place=Place.COMMUNITY,  # None of the rules told of a case in this form asks where it is.
            points=points,
            risk=self.risk,
            mappa=self.mappa,
            safeguarding="safeguarding" in self.marks,
            sexual_offence="sexual_offence" in self.marks,
            domestic_abuse="domestic_abuse" in self.marks,
            just_released=self.just_released,
            moved_before=self.moved_before,
        )
