"""The port to HiGHS: whole-number programs in, proven optima in whole numbers out.

Loading HiGHS takes long and no page needs it, so that happens with the first program. What comes
back is checked in whole numbers, so that no rounding of the solver can pass for an answer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib import import_module
from math import inf
from typing import Any

Terms = Mapping[int, int]  # column -> factor

# One thread, one seed and no gap: the same program takes the same way each time. Every objective
# is whole, so that nothing better is left when less than one is.
_OPTIONS = {
    "output_flag": False,
    "threads": 1,
    "parallel": "off",
    "random_seed": 0,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 0.9,
    "mip_feasibility_tolerance": 1e-7,
    # Ours are small and close to their relaxed optimum: looking for solutions in these ways, and
    # for symmetries, takes longer than the proof.
    "mip_heuristic_run_feasibility_jump": False,
    "mip_heuristic_run_rins": False,
    "mip_heuristic_run_rens": False,
    "mip_heuristic_run_root_reduced_cost": False,
    "mip_detect_symmetry": False,
    "time_limit": 120.0,  # seconds; nothing we know takes two, and then it is a failure
}
_WHOLE = 1e-6
_NEAR = 150  # columns that are tried first
_LED = 10_000  # how much a gain counts beside a hint


class SolverFailed(RuntimeError):  # noqa: N818 - says what happened
    """HiGHS gave neither an optimum nor the proof that there is none."""


@dataclass(frozen=True)
class Row:
    """A sum that must be between two numbers; None leaves a side open."""

    terms: Terms
    least: int | None = None
    most: int | None = None

    def holds(self, values: Sequence[int]) -> bool:
        """Return whether the sum is right for the values of all columns."""
        total = sum(values[column] * factor for column, factor in self.terms.items())
        over = self.most is not None and total > self.most
        return not over and not (self.least is not None and total < self.least)


@dataclass
class Program:
    """Columns with a gain each and bounds, and rows; the greatest total gain is sought."""

    gains: list[int] = field(default_factory=list)
    lower: list[int] = field(default_factory=list)
    upper: list[int] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    def add_column(self, gain: int = 0, most: int = 1) -> int:
        """Add a column from 0 to `most` and return its number."""
        self.gains.append(gain)
        self.lower.append(0)
        self.upper.append(most)
        return len(self.gains) - 1

    def add_row(self, terms: Terms, least: int | None = None, most: int | None = None) -> None:
        self.rows.append(Row(terms, least, most))

    def fix(self, column: int, value: int) -> None:
        self.lower[column] = self.upper[column] = value

    def gain(self, values: Sequence[int]) -> int:
        return sum(gain * value for gain, value in zip(self.gains, values, strict=True))


@dataclass(frozen=True)
class Relaxed:
    """The optimum where columns need not be whole.

    No whole solution gains more than `bound`; one in which a column leaves the bound at which it
    is here gains at least its `reduced` gain less.
    """

    bound: float
    values: tuple[float, ...]
    reduced: tuple[float, ...]

    @property
    def whole(self) -> tuple[int, ...] | None:
        """The values where all of them are whole."""
        near = tuple(round(value) for value in self.values)
        off = max((abs(a - b) for a, b in zip(near, self.values, strict=True)), default=0.0)
        return near if off < _WHOLE else None


def relax(program: Program) -> Relaxed | None:
    """Return the optimum of the relaxed program, None where not even that has a solution."""
    solver = _solved(program, is_whole=False)
    if solver is None:
        return None
    solution = solver.getSolution()
    found = solver.getInfo().objective_function_value
    return Relaxed(found, tuple(solution.col_value), tuple(solution.col_dual))


def maximise(program: Program) -> tuple[int, ...] | None:
    """Return the values of an optimum, None where there is no solution. Raises SolverFailed."""
    relaxed = relax(program)
    if relaxed is None:
        return None
    whole = relaxed.whole
    if whole is not None and all(row.holds(whole) for row in program.rows):
        return whole
    return _proved(program)


class Repeated:
    """A program that is asked again and again, with other gains and with more columns fixed.

    The relaxed solver goes on from where it was, which takes a fraction of beginning anew. What
    comes out is whole and checked, as by `maximise`.
    """

    def __init__(self, program: Program) -> None:
        """Take a program whose rows stay as they are; its gains and bounds are the caller's."""
        self._program = program
        self._known = replace(
            program,
            gains=list(program.gains),
            lower=list(program.lower),
            upper=list(program.upper),
        )
        self._solver = _loaded(program, is_whole=False)

    def maximise(self) -> tuple[int, ...] | None:
        """Return the values of an optimum, None where there is no solution. Raises SolverFailed."""
        self._follow()
        if not _run(self._solver):
            return None
        near = tuple(self._solver.getSolution().col_value)
        whole = Relaxed(0.0, near, ()).whole
        if whole is not None and all(row.holds(whole) for row in self._program.rows):
            return whole
        return _proved(self._program)

    def _follow(self) -> None:
        """Tell the solver what has changed since it ran last."""
        new, known = self._program, self._known
        for column, gain in enumerate(new.gains):
            if gain != known.gains[column]:
                self._solver.changeColCost(column, float(gain))
                known.gains[column] = gain
            bounds = (new.lower[column], new.upper[column])
            if bounds != (known.lower[column], known.upper[column]):
                self._solver.changeColBounds(column, *map(float, bounds))
                known.lower[column], known.upper[column] = bounds


def maximise_near(program: Program, hint: Sequence[int]) -> tuple[int, ...] | None:
    """Return what `maximise` does, sooner where many columns hardly matter.

    `hint` says of each column how welcome it is beside its gain: it leads to a solution that uses
    few columns, which the relaxed optimum mostly proves to be the best. If not, all are tried.
    """
    relaxed = relax(program)
    if relaxed is None:
        return None
    gains = [_LED * gain + more for gain, more in zip(program.gains, hint, strict=True)]
    led = relax(replace(program, gains=gains)) or relaxed
    among = sorted(map(abs, led.reduced))[:_NEAR][-1:]
    values = maximise(_settled(program, led, among[0])) if among else None
    lost = relaxed.bound - program.gain(values) if values is not None else inf
    if values is not None and lost < 1 - _WHOLE:
        return values
    return maximise(_settled(program, relaxed, lost + 0.5))


def _settled(program: Program, relaxed: Relaxed, within: float) -> Program:
    """Return the program where columns with a greater reduced gain stay as they are relaxed."""
    lower, upper = list(program.lower), list(program.upper)
    for column, reduced in enumerate(relaxed.reduced):
        if abs(reduced) > within:
            lower[column] = upper[column] = round(relaxed.values[column])
    return replace(program, lower=lower, upper=upper)


def _proved(program: Program) -> tuple[int, ...] | None:
    """Return the values of an optimum in whole numbers, None where there is none."""
    solver = _solved(program, is_whole=True)
    if solver is None:
        return None
    values = tuple(round(value) for value in solver.getSolution().col_value)
    if not all(row.holds(values) for row in program.rows):
        raise SolverFailed("The solution does not hold in whole numbers.")
    return values


def _solved(program: Program, *, is_whole: bool) -> Any | None:
    """Return the solver after its run, None where it has proved that nothing holds."""
    if not all(row.holds(()) for row in program.rows if not row.terms):
        return None  # of a program without columns HiGHS says only that it is empty
    solver = _loaded(program, is_whole=is_whole)
    return solver if _run(solver) else None


def _loaded(program: Program, *, is_whole: bool) -> Any:
    highspy = _highspy()
    solver = highspy._core._Highs()  # highspy.Highs adds call-backs, and a banner on the output
    for name, value in _OPTIONS.items():
        solver.setOptionValue(name, value)
    solver.passModel(_as_highs(highspy, program, is_whole=is_whole))
    return solver


def _run(solver: Any) -> bool:
    """Run the solver; return whether there is a solution. Raises SolverFailed where it gave up."""
    solver.run()
    status, known = solver.getModelStatus(), _highspy().HighsModelStatus
    if status in (known.kOptimal, known.kModelEmpty):
        return True
    if status in (known.kInfeasible, known.kUnboundedOrInfeasible):  # every column is bounded
        return False
    raise SolverFailed(solver.modelStatusToString(status))


def _as_highs(highspy: Any, program: Program, *, is_whole: bool) -> Any:
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(program.gains), len(program.rows)
    model.sense_ = highspy.ObjSense.kMaximize
    model.col_cost_, model.col_lower_, model.col_upper_ = (
        [float(number) for number in numbers]
        for numbers in (program.gains, program.lower, program.upper)
    )
    model.row_lower_ = [-inf if row.least is None else float(row.least) for row in program.rows]
    model.row_upper_ = [inf if row.most is None else float(row.most) for row in program.rows]
    starts = [0]
    for row in program.rows:
        starts.append(starts[-1] + len(row.terms))
    matrix = model.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kRowwise
    matrix.num_col_, matrix.num_row_ = model.num_col_, model.num_row_
    matrix.start_ = starts
    matrix.index_ = [column for row in program.rows for column in row.terms]
    matrix.value_ = [float(factor) for row in program.rows for factor in row.terms.values()]
    if is_whole:
        model.integrality_ = [highspy.HighsVarType.kInteger] * len(program.gains)
    return model


@lru_cache
def _highspy() -> Any:
    return import_module("highspy")
