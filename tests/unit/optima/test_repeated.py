"""A program that is asked again gives what one that is asked anew gives."""

from copy import deepcopy
from random import Random

import pytest

from courseapp.optima.highs import Program, Repeated, maximise


def some_program(chance: Random) -> Program:
    """Return a program of a dozen columns under a few rows."""
    program = Program()
    columns = [program.add_column(chance.randrange(-5, 20)) for _ in range(12)]
    for _ in range(4):
        terms = {each: chance.choice((1, 1, 2)) for each in chance.sample(columns, 6)}
        program.add_row(terms, chance.choice((None, 1)), chance.randrange(2, 6))
    return program


@pytest.mark.parametrize("seed", range(40))
def test_asked_again_with_other_gains_and_columns_fixed_it_is_as_if_asked_anew(seed: int) -> None:
    chance = Random(seed)
    program = some_program(chance)
    asked = Repeated(program)
    for _ in range(6):
        anew = maximise(deepcopy(program))
        again = asked.maximise()
        assert (again is None) == (anew is None)
        if again is None or anew is None:
            return
        assert program.gain(again) == program.gain(anew)
        assert all(row.holds(again) for row in program.rows)
        column = chance.randrange(12)
        program.fix(column, chance.choice((again[column], 1 - again[column])))
        program.gains = [chance.randrange(-5, 20) for _ in range(12)]
