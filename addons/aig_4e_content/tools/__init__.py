"""Arithmetic of 4E content: pure, without the ORM or a clock."""
