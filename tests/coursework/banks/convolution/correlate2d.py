import sys
import time

import numpy as np

from .. import Bank

bank = Bank()
right, wrong = bank.right, bank.wrong
windows = np.lib.stride_tricks.sliding_window_view


@right
def four_loops(image, kernel, stride=1, padding=0):
    image = np.pad(image, padding)
    rows = (image.shape[0] - kernel.shape[0]) // stride + 1
    columns = (image.shape[1] - kernel.shape[1]) // stride + 1
    out = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            for u in range(kernel.shape[0]):
                for v in range(kernel.shape[1]):
                    out[i, j] += image[i * stride + u, j * stride + v] * kernel[u, v]
    return out


@right
def sliding_windows(image, kernel, stride=1, padding=0):
    seen = windows(np.pad(image, padding), kernel.shape)[::stride, ::stride]
    return (seen * kernel).sum(axis=(2, 3))


@right
def einsum(image, kernel, stride=1, padding=0):
    seen = windows(np.pad(image, padding), kernel.shape)[::stride, ::stride]
    return np.einsum("ijuv,uv->ij", seen, kernel)


@right
def plain_lists(image, kernel, stride=1, padding=0):
    image = [[float(value) for value in line] for line in image]
    width = len(image[0]) + 2 * padding
    empty = [[0.0] * width for _ in range(padding)]
    image = empty + [[0.0] * padding + line + [0.0] * padding for line in image] + empty
    kh, kw = len(kernel), len(kernel[0])
    return [
        [
            sum(image[i + u][j + v] * kernel[u][v] for u in range(kh) for v in range(kw))
            for j in range(0, width - kw + 1, stride)
        ]
        for i in range(0, len(image) - kh + 1, stride)
    ]


@right
def fourier(image, kernel, stride=1, padding=0):
    image = np.pad(image, padding)
    product = np.fft.fft2(image) * np.conj(np.fft.fft2(kernel, image.shape))
    rows, columns = np.subtract(image.shape, kernel.shape) + 1
    return np.fft.ifft2(product)[:rows:stride, :columns:stride]  # complex, imaginary part 0


@right
def scipy_signal(image, kernel, stride=1, padding=0):
    from scipy.signal import correlate2d

    return correlate2d(np.pad(image, padding), kernel, "valid")[::stride, ::stride]


@right
def float32(image, kernel, stride=1, padding=0):
    return sliding_windows(image, kernel, stride, padding).astype(np.float32)


@right
def torch_inside(image, kernel, stride=1, padding=0):
    import torch

    image, kernel = torch.tensor(image), torch.tensor(kernel)
    return torch.nn.functional.conv2d(
        image[None, None], kernel[None, None], stride=stride, padding=padding
    )[0, 0]


@right
def tap_by_tap(image, kernel, stride=1, padding=0):
    image = np.pad(image, padding)
    rows = (image.shape[0] - kernel.shape[0]) // stride + 1
    columns = (image.shape[1] - kernel.shape[1]) // stride + 1
    out = 0
    for (u, v), weight in np.ndenumerate(kernel):
        out = out + weight * image[u:, v:][::stride, ::stride][:rows, :columns]
    return out


@right
def matrix_product(image, kernel, stride=1, padding=0):
    seen = windows(np.pad(image, padding), kernel.shape)[::stride, ::stride]
    return seen.reshape(*seen.shape[:2], -1) @ np.ravel(kernel)


@wrong("kernel-flipped")
def true_convolution(image, kernel, stride=1, padding=0):
    return sliding_windows(image, kernel[::-1, ::-1], stride, padding)


@wrong("padding-forgotten")
def no_padding(image, kernel, stride=1, padding=0):
    return sliding_windows(image, kernel, stride, 0)


@wrong("stride-forgotten")
def no_stride(image, kernel, stride=1, padding=0):
    return sliding_windows(image, kernel, 1, padding)


@wrong("stride-and-padding-forgotten")
def neither(image, kernel, stride=1, padding=0):
    return sliding_windows(image, kernel, 1, 0)


@wrong("flipped-and-padding-forgotten")
def two_mistakes(image, kernel, stride=1, padding=0):
    return sliding_windows(image, kernel[::-1, ::-1], stride, 0)


@wrong("flipped-and-padding-forgotten")
def two_mistakes_in_loops(image, kernel, stride=1, padding=0):
    # Where the image is smaller than the kernel this gives an empty array instead of an error.
    kh, kw = kernel.shape
    rows = max((image.shape[0] - kh) // stride + 1, 0)
    columns = max((image.shape[1] - kw) // stride + 1, 0)
    out = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            patch = image[i * stride : i * stride + kh, j * stride : j * stride + kw]
            out[i, j] = (patch * kernel[::-1, ::-1]).sum()
    return out


@wrong("stride-not-read")
def stride_only_in_the_size(image, kernel, stride=1, padding=0):
    image = np.pad(image, padding)
    rows = (image.shape[0] - kernel.shape[0]) // stride + 1
    columns = (image.shape[1] - kernel.shape[1]) // stride + 1
    out = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            out[i, j] = (image[i : i + kernel.shape[0], j : j + kernel.shape[1]] * kernel).sum()
    return out


@wrong("padding-one-side")
def pads_the_end(image, kernel, stride=1, padding=0):
    return sliding_windows(np.pad(image, ((0, padding), (0, padding))), kernel, stride, 0)


@wrong("padding-not-zero")
def pads_with_the_edge(image, kernel, stride=1, padding=0):
    return sliding_windows(np.pad(image, padding, "edge"), kernel, stride, 0)


@wrong("mean-not-sum")
def averages(image, kernel, stride=1, padding=0):
    seen = windows(np.pad(image, padding), kernel.shape)[::stride, ::stride]
    return (seen * kernel).mean(axis=(2, 3))


@wrong("maximum-not-sum")
def keeps_the_largest(image, kernel, stride=1, padding=0):
    seen = windows(np.pad(image, padding), kernel.shape)[::stride, ::stride]
    return (seen * kernel).max(axis=(2, 3))


@wrong("kernel-mirrored")
def mirrored(image, kernel, stride=1, padding=0):
    return sliding_windows(image, kernel[:, ::-1], stride, padding)


@wrong("kernel-ignored")
def only_sums(image, kernel, stride=1, padding=0):
    return sliding_windows(image, np.ones_like(kernel), stride, padding)


@wrong("truncated")
def fills_an_int_array(image, kernel, stride=1, padding=0):
    return four_loops(image, kernel, stride, padding).astype(int)


@wrong("all-zero")
def zeros_of_the_right_shape(image, kernel, stride=1, padding=0):
    return np.zeros_like(four_loops(image, kernel, stride, padding))


@wrong("scale")
def twice(image, kernel, stride=1, padding=0):
    return 2 * sliding_windows(image, kernel, stride, padding)


@wrong("sign")
def negative(image, kernel, stride=1, padding=0):
    return -sliding_windows(image, kernel, stride, padding)


@wrong("only-square")
def only_square(image, kernel, stride=1, padding=0):
    image = np.pad(image, padding)
    size = (image.shape[0] - kernel.shape[0]) // stride + 1
    out = np.zeros((size, size))
    for i in range(size):
        for j in range(size):
            top, left, k = i * stride, j * stride, kernel.shape[0]
            out[i, j] = (image[top : top + k, left : left + k] * kernel).sum()
    return out


@wrong("wrong-values")
def hard_coded(image, kernel, stride=1, padding=0):
    # Right on an image that is shown, made up on every other.
    out = four_loops(image, kernel, stride, padding)
    return out if image.shape[0] <= 3 else out + 1


@wrong("returns-nothing")
def forgets_to_return(image, kernel, stride=1, padding=0):
    sliding_windows(image, kernel, stride, padding)


@wrong("wrong-type")
def returns_text(image, kernel, stride=1, padding=0):
    return str(sliding_windows(image, kernel, stride, padding))


@wrong("timeout")
def endless(image, kernel, stride=1, padding=0):
    i = 0
    while i < 3:
        pass


@wrong("timeout")
def endless_and_stubborn(image, kernel, stride=1, padding=0):
    while True:
        try:
            time.sleep(0.01)
        except:  # noqa: E722  (that is the point)
            continue


@wrong("raises")
def leaves(image, kernel, stride=1, padding=0):
    sys.exit(0)


@wrong("raises")
def too_deep(image, kernel, stride=1, padding=0):
    return too_deep(image, kernel, stride, padding)


_calls = []


@wrong("not-repeatable")
def keeps_state(image, kernel, stride=1, padding=0):
    # Right for the first 67 calls, which are all that a check that calls each case once would see.
    _calls.append(0)
    return four_loops(image, kernel, stride, padding) + (len(_calls) > 67)


@wrong("negatives-lost")
def as_brightness(image, kernel, stride=1, padding=0):
    return np.clip(sliding_windows(image, kernel, stride, padding), 0, 255)


@wrong("magnitude")
def without_signs(image, kernel, stride=1, padding=0):
    return abs(sliding_windows(image, kernel, stride, padding))


@wrong("kernel-normalised")
def divided_by_the_kernel(image, kernel, stride=1, padding=0):
    return sliding_windows(image, kernel, stride, padding) / kernel.sum()


@wrong("padding-doubled")
def too_many_zeros(image, kernel, stride=1, padding=0):
    return sliding_windows(image, kernel, stride, 2 * padding)


@wrong("padding-by-kernel")
def keeps_the_size(image, kernel, stride=1, padding=0):
    rows, columns = np.array(kernel.shape) // 2
    image = np.pad(image, ((rows, rows), (columns, columns)))
    return sliding_windows(image, kernel, stride, 0)


@wrong("fails-with-even-kernel")
def around_a_centre(image, kernel, stride=1, padding=0):
    image = np.pad(image, padding)
    up, left = kernel.shape[0] // 2, kernel.shape[1] // 2
    return [
        [
            (image[i - up : i + up + 1, j - left : j + left + 1] * kernel).sum()
            for j in range(left, image.shape[1] - left, stride)
        ]
        for i in range(up, image.shape[0] - up, stride)
    ]


@wrong("fails-with-fractions")
def rounds(image, kernel, stride=1, padding=0):
    return np.round(sliding_windows(image, kernel, stride, padding), 1)
