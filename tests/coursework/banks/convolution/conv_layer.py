import numpy as np

from .. import Bank

bank = Bank()
right, wrong = bank.right, bank.wrong
windows = np.lib.stride_tricks.sliding_window_view


def padded(x, padding):
    return np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))


@right
def einsum(x, weight, bias, stride=1, padding=0):
    seen = windows(padded(x, padding), weight.shape[2:], axis=(2, 3))[:, :, ::stride, ::stride]
    out = np.einsum("nchwuv,ocuv->nohw", seen, weight)
    return out if bias is None else out + bias[:, None, None]


@right
def loops(x, weight, bias, stride=1, padding=0):
    x = padded(x, padding)
    n, _, h, w = x.shape
    o, _, kh, kw = weight.shape
    out = np.zeros((n, o, (h - kh) // stride + 1, (w - kw) // stride + 1))
    for image in range(n):
        for f in range(o):
            for i in range(out.shape[2]):
                for j in range(out.shape[3]):
                    a, b = i * stride, j * stride
                    patch = x[image, :, a : a + kh, b : b + kw]
                    out[image, f, i, j] = (patch * weight[f]).sum()
            if bias is not None:
                out[image, f] += bias[f]
    return out


@right
def torch_inside(x, weight, bias, stride=1, padding=0):
    import torch

    bias = None if bias is None else torch.tensor(bias)
    return torch.nn.functional.conv2d(
        torch.tensor(x), torch.tensor(weight), bias, stride=stride, padding=padding
    )


@right
def unfolded_product(x, weight, bias, stride=1, padding=0):
    seen = windows(padded(x, padding), weight.shape[2:], axis=(2, 3))[:, :, ::stride, ::stride]
    n, _, h, w = seen.shape[:4]
    rows = seen.transpose(0, 2, 3, 1, 4, 5).reshape(n, h, w, -1)
    out = rows @ weight.reshape(len(weight), -1).T
    if bias is not None:
        out = out + bias
    return out.transpose(0, 3, 1, 2)


@right
def single_precision(x, weight, bias, stride=1, padding=0):
    return einsum(x, weight, bias, stride, padding).astype(np.float32)


@right
def nested_lists(x, weight, bias, stride=1, padding=0):
    return einsum(x, weight, bias, stride, padding).tolist()


@right
def bias_first(x, weight, bias, stride=1, padding=0):
    bias = np.zeros(len(weight)) if bias is None else np.asarray(bias)
    plain = einsum(x, weight, None, stride, padding)
    return np.broadcast_to(bias[:, None, None], plain.shape) + plain


@right
def changes_its_input(x, weight, bias, stride=1, padding=0):
    out = einsum(x, weight, bias, stride, padding)
    x[:] = 0  # rude, but the answer is right; the verdict says so
    return out


def apart(x, weight, stride, padding):
    seen = windows(padded(x, padding), weight.shape[2:], axis=(2, 3))[:, :, ::stride, ::stride]
    return np.einsum("nchwuv,ocuv->nochw", seen, weight)


def with_bias(out, bias):
    return out if bias is None else out + bias[:, None, None]


@wrong("bias-forgotten")
def no_bias(x, weight, bias, stride=1, padding=0):
    return einsum(x, weight, None, stride, padding)


@wrong("bias-per-channel")
def bias_for_each_channel(x, weight, bias, stride=1, padding=0):
    maps = apart(x, weight, stride, padding)
    if bias is not None:
        maps = maps + bias[:, None, None, None]
    return maps.sum(axis=2)


@wrong("channels-averaged")
def mean_over_channels(x, weight, bias, stride=1, padding=0):
    return with_bias(apart(x, weight, stride, padding).mean(axis=2), bias)


@wrong("channels-not-summed")
def keeps_channels(x, weight, bias, stride=1, padding=0):
    return apart(x, weight, stride, padding)


@wrong("first-channel-only")
def red_only(x, weight, bias, stride=1, padding=0):
    return einsum(x[:, :1], weight[:, :1], bias, stride, padding)


@wrong("first-image-only")
def one_image(x, weight, bias, stride=1, padding=0):
    return einsum(x[:1], weight, bias, stride, padding)


@wrong("first-filter-only")
def one_filter(x, weight, bias, stride=1, padding=0):
    return einsum(x, weight[:1], None if bias is None else bias[:1], stride, padding)


@wrong("weight-axes-swapped")
def swapped(x, weight, bias, stride=1, padding=0):
    return einsum_loose(x, weight.swapaxes(0, 1), bias, stride, padding)


def einsum_loose(x, weight, bias, stride, padding):
    if x.shape[1] != weight.shape[1]:
        raise IndexError("channels do not match")
    return einsum(x, weight, bias, stride, padding)


@wrong("kernel-flipped")
def turned(x, weight, bias, stride=1, padding=0):
    return einsum(x, weight[:, :, ::-1, ::-1], bias, stride, padding)


@wrong("padding-forgotten")
def unpadded(x, weight, bias, stride=1, padding=0):
    return einsum(x, weight, bias, stride, 0)


@wrong("stride-forgotten")
def unstrided(x, weight, bias, stride=1, padding=0):
    return einsum(x, weight, bias, 1, padding)


@wrong("channels-last")
def last_axis(x, weight, bias, stride=1, padding=0):
    return np.moveaxis(einsum(x, weight, bias, stride, padding), 1, -1)


@wrong("batch-and-maps-swapped")
def maps_first(x, weight, bias, stride=1, padding=0):
    return einsum(x, weight, bias, stride, padding).swapaxes(0, 1)


@wrong("fails-with-no-bias")
def no_none(x, weight, bias, stride=1, padding=0):
    return einsum(x, weight, None, stride, padding) + bias[:, None, None]


@wrong("returns-nothing")
def nothing(x, weight, bias, stride=1, padding=0):
    pass


@wrong("batch-lost")
def loses_the_batch(x, weight, bias, stride=1, padding=0):
    return einsum(x, weight, bias, stride, padding)[0]


@wrong("activation-added")
def with_relu(x, weight, bias, stride=1, padding=0):
    return np.maximum(einsum(x, weight, bias, stride, padding), 0)


@wrong("first-bias-only")
def one_bias(x, weight, bias, stride=1, padding=0):
    return einsum(x, weight, None, stride, padding) + (0 if bias is None else bias[0])


@wrong("bias-along-the-columns")
def bias_broadcast(x, weight, bias, stride=1, padding=0):
    return einsum(x, weight, None, stride, padding) + (0 if bias is None else bias)
