"""Benchmarks: the product beside a raw limit or a peer, in one run.

Only ratios taken in one run travel from machine to machine. How to add a row: see
``harness.py``.
"""
