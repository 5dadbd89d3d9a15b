"""What a chart says when a table does not fit it."""

from plancompare.errors import PlancompareError


class ChartError(PlancompareError):
    """A chart cannot be drawn from the table it was given."""

    exit_code = 2
