from . import (
    test_aig_position,
    test_aig_position_availability,
    test_aig_position_booking,
    test_aig_position_booking_jobs,
    test_aig_position_booking_place,
    test_aig_position_ending,
    test_aig_position_maintenance,
    test_aig_position_obstacle,
    test_aig_position_wait,
    test_sale_order,
)
