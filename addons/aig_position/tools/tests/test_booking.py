from ..booking import BOOKED, HELD, TAKING, TRANSITIONS


def test_every_step_has_a_row_and_leads_to_steps_that_have_one():
    assert set().union(*TRANSITIONS.values()) <= TRANSITIONS.keys()


def test_what_is_held_can_be_booked_or_ends():
    for step in HELD - {"requested"}:
        assert {BOOKED, "expired", "cancelled"} <= TRANSITIONS[step]


def test_a_place_is_never_taken_without_a_step_that_takes_it():
    for step in TAKING - HELD - {BOOKED}:
        before = {one for one, steps in TRANSITIONS.items() if step in steps}
        assert before <= TAKING
