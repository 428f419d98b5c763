"""ParameterCounter from Python: counts, words, code, the network by torch, and what is refused."""

import pytest

from course_utils.models import ArticleNet
from course_utils.widgets import ParameterCounter
from course_utils.widgets.parameter_counter.widget import PRESETS

# Parameters, multiply-accumulates, what comes out.
COUNTS = {
    "article": (62_006, 651_720, (10,)),
    "article with global average": (3_042, 592_960, (10,)),
    "LeNet-5": (61_706, 416_520, (10,)),
    "one linear layer": (30_730, 30_720, (10,)),
    "small VGG": (94_762, 10_323_200, (10,)),
    "empty": (0, 0, None),
}


@pytest.mark.parametrize("name", PRESETS)
def test_presets_are_counted_as_torch_counts(name):
    lab = ParameterCounter(name)
    parameters, macs, out = COUNTS[name]
    steps = lab.table()
    assert sum(step.parameters for step in steps) == parameters
    assert sum(step.macs for step in steps) == macs
    assert [(step.shape, step.parameters) for step in steps] == lab.output()
    assert (steps[-1].shape if steps else None) == out
    assert lab.preset == name


def test_the_articles_network_is_the_articles_network():
    ours = [tuple(p.shape) for p in ParameterCounter().network().parameters()]
    assert ours == [tuple(p.shape) for p in ArticleNet().parameters()]
    assert ParameterCounter().describe() == (
        "a network of 12 layers from 3 × 32 × 32 to 10: "
        "62,006 parameters, 651,720 multiply-accumulates."
    )


def test_code_names_what_is_not_usual():
    lab = ParameterCounter(
        layers=[
            {"kind": "conv", "filters": 4, "kernel": 3, "stride": 2, "padding": 1, "bias": False},
            "batchnorm",
            {"kind": "avgpool", "size": 3, "stride": 2, "padding": 1},
            "globalavg",
            "flatten",
            "dropout",
            {"kind": "linear", "outputs": 2, "bias": False},
        ]
    )
    assert lab.code.splitlines() == [
        "nn.Sequential(",
        "    nn.Conv2d(3, 4, 3, stride=2, padding=1, bias=False),",
        "    nn.BatchNorm2d(4),",
        "    nn.AvgPool2d(3, stride=2, padding=1),",
        "    nn.AdaptiveAvgPool2d(1),",
        "    nn.Flatten(),",
        "    nn.Dropout(),",
        "    nn.Linear(4, 2, bias=False),",
        ")",
    ]
    assert lab.preset == "own"


def test_what_does_not_fit_is_said_in_words():
    lab = ParameterCounter(input_shape=(3, 12, 12))
    assert lab.table()[3].problem.startswith("Its window of 5 × 5 does not fit into 4 × 4")
    assert lab.table()[4].problem == "waits for the layer above that does not fit"
    assert "layer 4, convolution, does not fit" in lab.describe()
    with pytest.raises(ValueError, match="Layer 4, convolution: Its window"):
        lab.network()
    pooled = ParameterCounter(layers=[{"kind": "maxpool", "size": 3, "padding": 2}])
    assert "at most half of the window of 3: 1." in pooled.table()[0].problem
    flat = ParameterCounter(layers=["flatten", "conv"])
    assert "a vector of 3072 numbers came" in flat.table()[1].problem


def test_traits_follow_each_other():
    lab = ParameterCounter()
    lab.outputs = 12
    assert lab.layers[0]["filters"] == 12
    assert lab.preset == "own"
    lab.selected = 9
    assert lab.outputs == 84
    lab.preset = "LeNet-5"
    assert lab.input_shape == (1, 32, 32)
    lab.layers = [*lab.layers[:3]]
    assert lab.selected == 2
    lab.preset = "article"
    assert sum(step.parameters for step in lab.table()) == 62_006


@pytest.mark.parametrize(
    ("traits", "said"),
    [
        ({"layers": "conv"}, "layers is 'conv'; a list of layers fits"),
        ({"layers": ["pool"]}, "layer 1 is 'pool'; one of conv"),
        ({"layers": [7]}, "layer 1 is 7"),
        ({"layers": [{"kind": "conv", "kernel": 0}]}, "kernel of layer 1 is 0; a whole number"),
        ({"layers": [{"kind": "conv", "kernel": 2.5}]}, "kernel of layer 1 is 2.5"),
        ({"layers": [{"kind": "relu", "size": 2}]}, "relu, has no size; it has nothing"),
        ({"layers": ["relu"] * 41}, "There are 41 layers; up to 40"),
        ({"input_shape": (3, 32)}, "channels, rows and columns fit"),
        ({"input_shape": (3, 0, 32)}, "rows of the image is 0"),
        ({"preset": "VGG"}, "preset is 'VGG'; one of article"),
        ({"outputs": 0}, "outputs is 0"),
    ],
)
def test_bad_values_are_refused_in_words(traits, said):
    with pytest.raises(ValueError, match=said.replace("(", r"\(")):
        ParameterCounter(**traits)


def test_the_picture_has_a_row_a_layer():
    assert ParameterCounter().picture().shape == (12 * 16, 424, 3)
    assert ParameterCounter("empty").picture().shape == (16, 424, 3)
