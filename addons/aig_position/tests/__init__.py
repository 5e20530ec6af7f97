from . import (
    test_aig_position,
    test_aig_position_availability,
    test_aig_position_booking,
    test_aig_position_booking_jobs,
    test_aig_position_booking_place,
    test_aig_position_page,
    test_aig_position_page_route,
    test_aig_position_photo,
    test_aig_position_share,
    test_aig_position_map,
    test_aig_position_usage,
    test_sale_order,
)
