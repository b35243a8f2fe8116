"""Many that wait at once ask seldom enough for everybody, and none is seen much later for it."""

from headwater.generation.pace import POLLS, SHARE, apart


def test_few_ask_as_often_as_their_provider_is_asked() -> None:
    assert apart(2.0, waited=600.0, crowd=100) == 2.0


def test_a_thousand_ask_so_often_together_that_it_costs_little() -> None:
    assert 1_000 / apart(2.0, waited=600.0, crowd=1_000) == POLLS


def test_what_has_just_begun_is_not_made_to_wait_for_the_others() -> None:
    assert apart(0.3, waited=0.4, crowd=1_000) == 0.3


def test_a_result_is_seen_at_most_half_as_late_again_as_it_took() -> None:
    assert apart(0.3, waited=10.0, crowd=1_000) == 10.0 * SHARE
