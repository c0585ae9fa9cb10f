"""Garbage collection is put off for a while, never for good."""

import gc

import pytest

from artemis_modkit.parsers.collection import collection_paused


def test_collection_goes_on_after_a_pause_even_after_an_error() -> None:
    with pytest.raises(ValueError, match="oops"), collection_paused():
        assert not gc.isenabled()
        raise ValueError("oops")
    assert gc.isenabled()


def test_a_pause_inside_a_pause_does_not_end_it() -> None:
    with collection_paused():
        with collection_paused():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
