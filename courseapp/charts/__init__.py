"""Pictures of numbers as light SVG: where each mark stands. Plain values in, plain values out.

A module lays one chart out; the macro of the same name in templates/charts/ draws it. Lengths are
units of the chart's own viewBox, rounded to one decimal; y grows downwards, as in SVG.
"""
