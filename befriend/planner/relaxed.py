"""What a relaxation gives: a bound no plan can beat, and a plan to start from."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from ortools.linear_solver import pywraplp

from befriend.planner.canonical import Canonical
from befriend.planner.values import IntArray, Proof


class Relaxed(NamedTuple):
    """A proven bound, the part of the relaxation that is a lawful plan (by item), and the proof."""

    bound: int
    where: IntArray
    proof: Proof


def least(problem: Canonical) -> IntArray:
    """Give everybody's cheapest, as if rooms had no end: a bound that needs no solver."""
    best = problem.penalty.copy()
    np.minimum.at(best, problem.from_item, problem.cost)
    return best


class Master:
    """A linear programme that grows by columns: what each column saves, and which rows it uses.

    OR-tools' GLOP: no clock, no luck. Savings are divided by `scale` to suit floats; what is
    proven never rests on these floats, only on whole numbers made from the prices.
    """

    def __init__(self, limits: IntArray, scale: float) -> None:
        """Make one row for each limit, and no columns."""
        self.solver = pywraplp.Solver.CreateSolver("GLOP")
        least = -self.solver.infinity()
        self.rows = [self.solver.Constraint(least, float(limit)) for limit in limits]
        self.columns: list[pywraplp.Variable] = []
        self.scale = scale
        self.value = 0.0
        self.solver.Objective().SetMinimization()

    def add(self, saving: int, uses: list[tuple[int, int]]) -> None:
        """Add a column: its saving (below 0), and (row, how much of it) pairs."""
        column = self.solver.NumVar(0, self.solver.infinity(), "")
        self.solver.Objective().SetCoefficient(column, saving / self.scale)
        for row, amount in uses:
            self.rows[row].SetCoefficient(column, float(amount))
        self.columns.append(column)

    def prices(self) -> NDArray[np.float64] | None:
        """Solve; give what one more of each limit would save, or None if GLOP gave up."""
        if self.solver.Solve() != pywraplp.Solver.OPTIMAL:
            return None
        self.value = self.solver.Objective().Value() * self.scale
        duals = np.array([row.dual_value() for row in self.rows])
        # Savings are negative, so a limit's dual is too.
        prices: NDArray[np.float64] = np.maximum(0.0, -duals) * self.scale
        return prices

    def shares(self) -> NDArray[np.float64]:
        """Give how much of each column the last solution takes."""
        return np.array([column.solution_value() for column in self.columns])
