"""Arithmetic of voucher points and packages: pure, without the ORM or a clock."""
