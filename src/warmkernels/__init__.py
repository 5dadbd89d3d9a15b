"""Warm kernels: Jupyter kernels forked from a process that has the libraries imported already.

A notebook's cost is mostly the start of its kernel and the same imports again. Here one process
imports them once (`warm.toml` beside a kernelspec's `kernel.json` says what); every kernel is then
a fork of it: a clean process of its own, whose memory is shared until written to, and whose outputs
are those of a fresh kernel. README.md has how to give a project of yours such a kernel.

The process that forks belongs to the first process that asks for a kernel and ends with it. Set
`WARMKERNELS_SERVER` to the socket of a running one to share it. Forking needs Linux; on other
systems, and when the warm process is gone, kernels start plainly and a warning says so.
"""
