"""Arithmetic of the sales plan: pure, without the ORM, a clock or input/output."""
