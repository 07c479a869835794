"""The largest value of one sum under linear constraints, by HiGHS: a search aid, whose results are always checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cxsite.measurement.answer_packages import require_solver

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NEAR: Final = 1e-6
_MOST_STEPS: Final = 20_000
_MOST_NODES: Final = 20


@dataclass(frozen=True, slots=True)
class Solution:
    """The value of each variable, and the dual value of each constraint: how much it limits the sum (0: not at all)."""

    values: tuple[float, ...]
    prices: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinearProgram:
    """Variables between `lower` and `upper`; `rows` are sets of variables, which must add up to their `totals`."""

    lower: Sequence[float]
    upper: Sequence[float]
    rows: Sequence[Sequence[int]]
    totals: Sequence[float]

    def maximum(self, weights: Mapping[int, float], *, whole: bool) -> Solution | None:
        """Return the solution with the largest weighted sum; None if there is none, or none was found within the limit.

        `whole` requires whole numbers. The work is limited by steps, not by a clock, so that the same input gives the
        same answer on a slow machine. Raises CxsiteError if HiGHS is not installed.
        """
        require_solver()
        import highspy  # noqa: PLC0415 -- a quarter of a second, and only where a group is small
        import numpy as np  # noqa: PLC0415 -- as above
        from highspy._core import _Highs  # noqa: PLC0415 -- highspy.Highs() prints its version first

        # One thread, a fixed seed and the simplex method: equal input gives an equal solution on every machine.
        solver = _Highs()
        options: dict[str, bool | int | str] = {
            "output_flag": False,
            "threads": 1,
            "random_seed": 0,
            "parallel": "off",
            "solver": "simplex",
        }
        options |= {"simplex_iteration_limit": _MOST_STEPS, "mip_max_nodes": _MOST_NODES}
        for name, value in options.items():
            solver.setOptionValue(name, value)
        program = highspy.HighsLp()
        program.num_col_, program.num_row_ = len(self.lower), len(self.rows)
        program.sense_ = highspy.ObjSense.kMaximize
        program.col_cost_ = np.array([weights.get(at, 0.0) for at in range(len(self.lower))], dtype=np.double)
        program.col_lower_, program.col_upper_ = np.array(self.lower, np.double), np.array(self.upper, np.double)
        program.row_lower_ = program.row_upper_ = np.array(self.totals, np.double)
        program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        program.a_matrix_.start_ = np.cumsum([0, *map(len, self.rows)])
        program.a_matrix_.index_ = np.array([at for row in self.rows for at in row], np.int32)
        program.a_matrix_.value_ = np.ones(sum(map(len, self.rows)))
        if whole:
            program.integrality_ = [highspy.HighsVarType.kInteger] * len(self.lower)
        solver.passModel(program)
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        found = solver.getSolution()
        return Solution(tuple(found.col_value), tuple(found.row_dual))
