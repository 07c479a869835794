from __future__ import annotations

import gc

import pytest

from cxsite.reading.garbage_collection import collect_everything, collector_paused


def test_the_collector_rests_and_goes_on_after_a_fault() -> None:
    with collector_paused():
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(KeyError), collector_paused():
        raise KeyError
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with collector_paused():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


@pytest.mark.slow
def test_what_was_read_is_left_out_of_walks_until_there_is_time_for_all() -> None:
    before = gc.get_freeze_count()
    with collector_paused():
        kept = [[number] for number in range(1_000)]
    assert gc.get_freeze_count() >= before + len(kept)
    collect_everything()
    assert gc.get_freeze_count() == 0
