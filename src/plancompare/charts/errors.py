"""What a chart says when its table or its options do not fit it."""

from plancompare.errors import PlancompareError


class ChartError(PlancompareError):
    """A chart cannot be drawn from what it was given."""

    exit_code = 2
