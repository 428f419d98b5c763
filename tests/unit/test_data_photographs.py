"""The photographs that ship with scikit-image."""

import subprocess
import sys

import numpy as np
import pytest

from course_utils import data


def test_importing_the_package_loads_no_heavy_library():
    code = (
        "import sys, course_utils.data as d; d.photograph();"
        "print({'torch', 'matplotlib', 'sklearn', 'skimage'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


@pytest.mark.parametrize("name", data.photographs())
def test_each_photograph_has_pixels_and_a_credit(name):
    colour, grey = data.photograph(name, 96), data.photograph(name, 96, grey=True)
    assert (colour.shape, grey.shape) == ((96, 96, 3), (96, 96))
    assert colour.dtype == grey.dtype == np.uint8
    assert colour.std() > 10  # something to see
    assert data.photograph_credit(name).endswith(".")
    luma = colour @ np.array([0.299, 0.587, 0.114])
    assert np.abs(luma - grey).mean() < 1  # at the few clipped cells the two differ more


def test_there_is_variety_in_colour_and_in_grey():
    assert len(data.photographs()) >= 8
    coloured = sum(
        int(np.ptp(data.photograph(n, 64), axis=2).max() > 30) for n in data.photographs()
    )
    assert coloured >= 5
    assert len(data.photographs()) - coloured >= 3


def test_the_crop_is_the_square_in_the_middle():
    from skimage.data import chelsea

    whole = chelsea()  # (300, 451, 3)
    np.testing.assert_array_equal(data.photograph("chelsea", 300), whole[:, 75:375])


def test_resizing_does_not_alias():
    # a fine texture shrunk without a filter would keep its contrast
    whole, small = data.photograph("grass", 512, grey=True), data.photograph("grass", 32, grey=True)
    assert small.std() < 0.75 * whole[::16, ::16].std()


def test_what_is_given_is_the_callers_own():
    first = data.photograph("moon", 32)
    first[:] = 0
    assert data.photograph("moon", 32).max() > 0


@pytest.mark.parametrize("size", [0, -1, 1025, 2.5, True, "big"])
def test_a_size_that_does_not_fit(size):
    with pytest.raises(ValueError, match="a whole number from 1 to 1024 fits"):
        data.photograph("camera", size)


def test_an_unknown_name_lists_those_that_exist():
    with pytest.raises(ValueError, match="called 'lena'; there are astronaut, brick, camera"):
        data.photograph("lena")
    with pytest.raises(ValueError, match="called 'lena'"):
        data.photograph_credit("lena")
