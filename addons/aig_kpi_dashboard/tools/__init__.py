"""Pure parts of facts and dashboards: no ORM, no clock."""
