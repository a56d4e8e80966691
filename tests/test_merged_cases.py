"""Where processes share the tests, the cases of a parametrised test are one: none may be lost."""

import pytest

from tests.merged_cases import merged


def law(values, ids=None):
    """A law that holds for 1 alone, merged, and the list of the values that it was asked for."""
    asked = []

    @pytest.mark.parametrize("number", values, ids=ids)
    def holds(number):
        asked.append(number)
        if number is None:
            pytest.skip("nothing to ask")
        assert number == 1

    return merged(holds), asked


def test_every_case_is_run_and_the_one_that_fails_is_named():
    test, asked = law([1, pytest.param(2, id="the second"), 1])
    with pytest.raises(AssertionError, match="assert 2 == 1") as raised:
        test()
    assert raised.value.__notes__ == ["case: the second"]
    assert asked == [1, 2, 1]


@pytest.mark.parametrize("ids", [["one", "two", "three"], lambda number: f"the {number}", None])
def test_of_several_that_fail_each_is_named(ids):
    test, _ = law([1, 2, 3], ids)
    with pytest.raises(ExceptionGroup, match="2 of 3 cases") as raised:
        test()
    names = [ids[1], ids[2]] if isinstance(ids, list) else [ids(2), ids(3)] if ids else ["2", "3"]
    assert [each.__notes__ for each in raised.value.exceptions] == [[f"case: {n}"] for n in names]


def test_a_case_that_is_skipped_hides_no_failure():
    with pytest.raises(AssertionError):
        law([None, 2])[0]()
    with pytest.raises(pytest.skip.Exception, match="nothing to ask"):
        law([None, 1])[0]()


def test_lists_are_combined():
    asked = []

    @pytest.mark.parametrize("letter", "ab")
    @pytest.mark.parametrize(("one", "two"), [(1, 2), (3, 4)])
    def every(one, two, letter):
        asked.append((one, two, letter))

    merged(every)()
    assert sorted(asked) == [(1, 2, "a"), (1, 2, "b"), (3, 4, "a"), (3, 4, "b")]


def test_what_needs_fixtures_or_has_marks_stays_a_test_a_case():
    @pytest.mark.parametrize("number", [1, 2])
    def writes(number, tmp_path): ...

    assert merged(writes) is None
    assert merged(pytest.mark.one_setup(writes)) is not None
    assert law([1, pytest.param(2, marks=pytest.mark.full)])[0] is None
    assert merged(lambda: None) is None
