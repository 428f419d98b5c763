"""The visualizers: a folder each, and `_core` for what they share.

A name such as ``course_utils.widgets.KernelLab`` is loaded when it is first asked for.
"""

import importlib

_HOMES = {
    "ActivationLab": "activation_lab",
    "AugmentationLab": "augmentation_lab",
    "ChannelLab": "channel_lab",
    "ConfusionExplorer": "confusion_explorer",
    "ConvolutionStepper": "convolution_stepper",
    "DatasetBrowser": "dataset_browser",
    "FlattenView": "flatten_view",
    "KernelLab": "kernel_lab",
    "LinearLab": "linear_lab",
    "ParameterCounter": "parameter_counter",
    "PoolingLab": "pooling_lab",
    "Predict": "predict",
    "ReceptiveFieldLab": "receptive_field_lab",
    "RunComparison": "run_comparison",
    "ShiftLab": "shift_lab",
    "SoftmaxLab": "softmax_lab",
    "TrainingDashboard": "training_dashboard",
}

__all__ = sorted(_HOMES)


def __getattr__(name):
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f".{_HOMES[name]}", __name__), name)


def __dir__():
    return sorted([*globals(), *_HOMES])
