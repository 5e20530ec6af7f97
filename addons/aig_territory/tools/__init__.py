"""Arithmetic of territories and their split: pure, without the ORM or a clock."""
