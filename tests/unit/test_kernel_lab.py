"""KernelLab from Python: traits that refuse in words, and one output by two roads."""

import numpy as np
import pytest

from course_utils import layers
from course_utils.widgets import KernelLab
from course_utils.widgets._core.colour import colourise, symmetric_range, table
from course_utils.widgets._core.kernels import resized
from course_utils.widgets.kernel_lab.widget import PRESETS


@pytest.fixture
def lab():
    return KernelLab()


@pytest.mark.parametrize(
    ("trait", "value", "came"),
    [
        ("stride", 0, "stride is 0"),
        ("stride", 1.5, "stride is 1.5"),
        ("stride", "two", "stride is 'two'"),
        ("stride", True, "stride is True"),
        ("padding", -1, "padding is -1"),
        ("dilation", 99, "dilation is 99"),
        ("padding_mode", "mirror", "padding_mode is 'mirror'"),
        ("kernel", [[np.nan]], "NaN or infinity"),
        ("kernel", [[np.inf]], "NaN or infinity"),
        ("kernel", [1, 2, 3], "has 1 axes"),
        ("kernel", np.zeros((8, 8)), "is 8 × 8"),
        ("kernel", np.zeros((0, 3)), "is 0 × 3"),
        ("kernel", [[1, 2], [3]], "a matrix of numbers fits"),
        ("kernel", [["a"]], "a matrix of numbers fits"),
        ("kernel", [[11.0]], "holds 11"),
        ("weight", float("inf"), "weight is inf"),
        ("photograph", "nobody", "photograph is 'nobody'"),
    ],
)
def test_a_bad_value_is_refused_in_words_and_changes_nothing(lab, trait, value, came):
    before = str(lab)
    with pytest.raises(ValueError, match="fit") as refusal:
        setattr(lab, trait, value)
    assert came in str(refusal.value)
    assert str(lab) == before


def test_weight_and_kernel_follow_each_other(lab):
    lab.selected = [0, 2]
    assert lab.weight == lab.kernel[0, 2]
    lab.weight = 0.5
    assert lab.kernel[0, 2] == 0.5
    assert lab.preset == "your own"
    lab.preset = "Laplacian"
    np.testing.assert_array_equal(lab.kernel, PRESETS["Laplacian"])
    lab.rows, lab.columns = 1, 7
    assert lab.kernel.shape == (1, 7)
    assert lab.selected == [0, 2]


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_of_any_size_is_taken_whole(name):
    lab = KernelLab(preset=name)
    np.testing.assert_array_equal(lab.kernel, PRESETS[name])
    assert lab.preset == name
    assert (lab.rows, lab.columns) == lab.kernel.shape


def test_a_change_from_the_browser_is_taken_as_it_is(lab):
    lab.set_state({"weight": 3.0})
    assert lab.weight == 3.0
    assert lab.kernel[1, 1] == PRESETS["Sobel x"][1, 1], "the browser sends the kernel itself"
    lab.set_state({"kernel": [[1, 2]], "padding_mode": 2})
    np.testing.assert_array_equal(lab.kernel, [[1.0, 2.0]])
    assert lab.padding_mode == "replicate"


@pytest.mark.parametrize("mode", layers.PADDING_MODES)
@pytest.mark.parametrize("state", [{"padding": 3, "stride": 2}, {"same": True, "dilation": 2}])
def test_torch_and_the_layer_by_hand_agree(mode, state):
    kernel = np.arange(6.0).reshape(2, 3) - 2
    lab = KernelLab(kernel, padding_mode=mode, **state)
    options = {
        "stride": lab.stride,
        "padding": "same" if lab.same else lab.padding,
        "dilation": lab.dilation,
    }
    expected = layers.correlate2d(lab.image, kernel, padding_mode=mode, **options)
    assert lab.output().dtype == np.float32
    np.testing.assert_allclose(lab.output(), expected, atol=1e-5)


def test_where_nothing_fits_it_says_so(lab):
    lab.image = np.full((1, 1), 200, np.uint8)
    with pytest.raises(ValueError, match="fits"):
        lab.output()
    assert "fits" in lab.describe()
    assert lab.picture().shape == (1, 1, 3)


def test_a_picture_of_ones_own_in_grey(lab):
    lab.image = np.dstack([np.full((4, 6), value, np.uint8) for value in (255, 0, 0)])
    assert lab.photograph == "your picture"
    assert lab.image.shape == (4, 6)
    np.testing.assert_allclose(lab.image, round(0.2125 * 255) / 255)


def test_the_stored_forms_need_no_javascript(lab):
    data, metadata = lab._repr_mimebundle_()
    assert data["text/plain"] == f"KernelLab: {lab.describe()}"
    assert data["image/png"].startswith("iVBOR")
    assert metadata["image/png"]["alt"] == lab.describe()
    assert "0x" not in repr(lab), "a memory address would differ from run to run"


def test_every_trait_that_is_told_has_help():
    missing = [
        name
        for name, trait in KernelLab.class_own_traits().items()
        if trait.metadata.get("sync") and not name.startswith("_") and not trait.help
    ]
    assert missing == []


def test_resized_keeps_the_middle():
    kernel = np.arange(1.0, 10).reshape(3, 3)
    np.testing.assert_array_equal(resized(kernel, 5, 5)[1:4, 1:4], kernel)
    np.testing.assert_array_equal(resized(resized(kernel, 7, 5), 3, 3), kernel)
    np.testing.assert_array_equal(resized(kernel, 1, 1), [[5.0]])
    np.testing.assert_array_equal(resized(resized(kernel, 2, 3), 1, 1), [[5.0]])


def test_colour_maps_put_zero_in_the_middle():
    low, high = symmetric_range(np.array([-3.0, 1.0]))
    assert (low, high) == (-3.0, 3.0)
    np.testing.assert_array_equal(
        colourise(np.zeros(1), "signed", low, high)[0], table("signed")[128]
    )
    assert symmetric_range(np.zeros(3)) == (-1.0, 1.0)
    assert colourise(np.array([np.nan, 9.0]), "grey", 0, 1).tolist() == [[0] * 3, [255] * 3]
