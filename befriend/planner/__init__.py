"""The best lawful plan: who takes whom, and who waits in the signed order."""

from befriend.planner.problem import Answer, Candidate, IntArray, Item, Problem, Proof, plan

__all__ = ["Answer", "Candidate", "IntArray", "Item", "Problem", "Proof", "plan"]
