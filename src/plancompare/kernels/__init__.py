"""Warm kernels: Jupyter kernels forked from a process that has the libraries imported already.

A notebook's cost is mostly the start of its kernel and the same imports again. Here one process
imports them and draws a chart once (`warm.toml` says what); every kernel is then a fork of it: a
clean process of its own, whose memory is shared until written to, and whose outputs are those of
a fresh kernel.

The ways in are the ecosystem's own:

- the kernel `plancompare-warm`, for JupyterLab, nbclient and `papermill -k plancompare-warm`;
- the engine `plancompare-warm`, for `papermill --engine plancompare-warm`, which runs any Python
  notebook in that kernel and does not wait for its farewell.

The process that forks belongs to the first process that asks for a kernel and ends with it. Set
`PLANCOMPARE_WARM_SERVER` to the socket of a running one to share it. Forking needs Linux; on
other systems, and when the warm process is gone, kernels start plainly and a warning says so.

Kernels have the modules as they were when the warm process began: who changes this package's code
while JupyterLab runs restarts JupyterLab, or picks the plain Python kernel meanwhile.
"""

from typing import Final

KERNEL_NAME: Final = "plancompare-warm"
"""The name of the kernelspec, of its provisioner and of the papermill engine."""
