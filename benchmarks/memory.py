"""How much memory a process and all that it starts take, while it runs."""

import threading
from dataclasses import dataclass, field

import psutil

MEGABYTE = 1 << 20


@dataclass
class Memory:
    """Samples of a run's memory, in megabytes; shared pages are counted once (PSS) or not (USS).

    Attributes:
        driver: Resident memory of the process itself, one value a sample.
        kernel: Memory of its own of the biggest process two levels below, at its highest.
        total: Proportional memory of all processes together, at its highest.
    """

    driver: list[float] = field(default_factory=list)
    kernel: float = 0.0
    total: float = 0.0

    def growth(self) -> float:
        """Megabytes that the process itself gained from the middle of the run to its end."""
        later = self.driver[len(self.driver) // 2 :]
        tenth = max(1, len(later) // 10)
        return sum(later[-tenth:]) / tenth - sum(later[:tenth]) / tenth

    def __str__(self) -> str:
        """One line for people."""
        return (
            f"all processes {self.total:.0f} MB, driver {max(self.driver):.0f} MB "
            f"({self.growth():+.0f} MB over its second half), "
            f"a kernel's own {self.kernel:.0f} MB"
        )


def watch(process: psutil.Popen, every: float = 0.25) -> Memory:
    """Sample a process until it ends.

    Args:
        process: The process.
        every: Seconds between samples.
    """
    memory, over = Memory(), threading.Event()
    while process.poll() is None:
        _sample(process, memory)
        over.wait(every)
    return memory


def _sample(process: psutil.Process, memory: Memory) -> None:
    try:
        memory.driver.append(process.memory_info().rss / MEGABYTE)
        children = process.children()
        kernels = [kernel for child in children for kernel in child.children()]
        pss = [each.memory_full_info().pss for each in (process, *children, *kernels)]
        own = [kernel.memory_full_info().uss for kernel in kernels]
    except psutil.Error:  # one ended while it was looked at: the next sample will do
        return
    memory.total = max(memory.total, sum(pss) / MEGABYTE)
    memory.kernel = max([memory.kernel, *(size / MEGABYTE for size in own)])
