"""Figures that more than one page shows, each with its one title."""

from __future__ import annotations

from . import facts
from .parts import MONEY, Measure, Number

target = Measure(facts.reached, "target", MONEY)
reached = Number("Target reached", Measure(facts.reached, "actual", MONEY), per=target)
secured = Number("Planned, secured", Measure(facts.plan, "secured", MONEY))

#: columns of tables over ``facts.target``
PLANNED = ("Planned (million)", "planned", MONEY)
TARGET = ("Target (million)", "target", MONEY)
FORECAST = ("Forecast (million)", "forecast", MONEY)
ACTUAL = ("Actual (million)", "actual", MONEY)
