# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 01 Convolution
#
# **You will be able to** say what a kernel does to a photograph before you see it, write a convolution layer by hand, predict the size of its output, count its parameters, and tell how much of the image one of its units sees.
#
# **Minutes:** 90. **You need:** Python with a little NumPy; [chapter 00](00_start_here.ipynb), for how the controls and the checks work.
#
# Run the cells from top to bottom with Shift+Enter. Where a question comes first, commit to an answer before you go on: a guess that turns out wrong teaches more than an answer that was read.

# %%
import numpy as np
import torch

from course_utils import data, layers
from course_utils.checks import convolution as check
from course_utils.widgets import (
    ChannelLab,
    ConvolutionStepper,
    KernelLab,
    Predict,
    ReceptiveFieldLab,
)

photo = data.photograph("camera", grey=True) / 255
print("photo:", photo.shape, f"from {photo.min():.2f} to {photo.max():.2f}")

# %% [markdown]
# ## A small matrix looks at every place
#
# A **kernel** is a small matrix of weights. It is laid on the top left corner of an image; each weight is multiplied with the pixel under it; the products are summed, and the sum is one pixel of the output. Then the kernel moves one pixel to the right, and the same happens again, until it has been everywhere. The weights never change on the way.
#
# Nothing else happens in a convolution. What it does to an image is decided by the weights alone, so begin with nine equal ones.


# %% jupyter={"source_hidden": true}
# A prediction: nine weights of 1/9
def roughness(image):
    return np.abs(np.diff(image, axis=1)).mean()


soft = layers.correlate2d(photo, np.full((3, 3), 1 / 9))
Predict(
    "Each output pixel is the sum of nine neighbours, each times 1/9. What does the photograph become?",
    ["brighter", "softer", "sharper", "only its edges are left"],
    answer=1 if roughness(soft) < roughness(photo) else 2,
    because=(
        "Nine ninths make an average. The mean difference between neighbouring pixels falls from "
        f"{roughness(photo):.4f} to {roughness(soft):.4f}; the mean brightness stays at "
        f"{photo.mean():.2f} ({soft.mean():.2f} after it)."
    ),
)

# %% [markdown]
# Now move the weights yourself. Choose `box` from the list of kernels to see your prediction tested; then start from `identity` and change one weight at a time. Orange weights add, blue ones take away.

# %%
lab = KernelLab()
lab

# %% [markdown]
# The lab and the kernel of this notebook hold the same numbers. Whatever you made above, you can take into Python: `lab.kernel` is the matrix, `lab.output()` the image that PyTorch computes with it. Run the next cell after you have changed a weight.

# %% tags=["nbval-ignore-output"]
print(lab.kernel)
print("output:", lab.output().shape)

# %% [markdown]
# ### Two families of kernels
#
# Weights that are all positive and sum to 1 **average**: the output has the brightness of the input, with less detail. Weights that sum to 0 **compare**: on a flat region they give exactly 0, and elsewhere they tell how one side differs from the other. `Sobel x` subtracts the left from the right, so it answers to vertical edges, with a sign for their direction.

# %%
flat = np.full((5, 5), 0.7)
for name in ("box", "Gaussian", "Sobel x", "Laplacian"):
    kernel = KernelLab(preset=name).kernel
    print(
        f"{name:10s} sum {kernel.sum():5.2f}   on a flat 0.7: {layers.correlate2d(flat, kernel)[0, 0]:5.2f}"
    )

# %% [markdown]
# ## The arithmetic, one step at a time
#
# Call the image $I$, with $H$ rows and $W$ columns, and the kernel $K$, with $k_h$ rows and $k_w$ columns. The output $S$ has at row $i$ and column $j$
#
# $$S(i, j) = \sum_{u=0}^{k_h-1} \sum_{v=0}^{k_w-1} I(i+u,\; j+v)\, K(u, v).$$
#
# Here $u$ and $v$ walk over the kernel; $i$ and $j$ say where it lies. Step through the sum below until you can say the next number before it appears.

# %%
ConvolutionStepper()

# %% [markdown]
# Ten lines of Python say the same as the formula. Two loops visit every position; the inner expression is one patch times the kernel, summed.


# %%
def correlate_by_hand(image, kernel):
    height, width = image.shape  # (H, W)
    kh, kw = kernel.shape
    out = np.zeros((height - kh + 1, width - kw + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = (image[i : i + kh, j : j + kw] * kernel).sum()
    return out


sobel_x = np.array([[-1.0, 0, 1], [-2, 0, 2], [-1, 0, 1]])
ours = correlate_by_hand(photo, sobel_x)
print("ours:", ours.shape)

# %% [markdown]
# Does PyTorch agree? Its layer takes a batch of images with channels, shape (N, C, H, W), so two axes of length 1 are put in front.

# %%
theirs = torch.nn.functional.conv2d(
    torch.from_numpy(photo)[None, None], torch.from_numpy(sobel_x)[None, None]
)[0, 0].numpy()
print("theirs:", theirs.shape)
print("largest difference below 1e-12:", bool(np.abs(ours - theirs).max() < 1e-12))

# %% [markdown]
# ### Is this a convolution at all?
#
# In mathematics a convolution turns the kernel by half a turn before it is laid on the image: $\sum I(i-u, j-v) K(u, v)$. What the formula above does, without the turn, is called **cross-correlation**. The layers that deep learning calls convolutions compute cross-correlations; PyTorch's documentation says so.

# %% jupyter={"source_hidden": true}
# A prediction: does the flip matter to a layer that learns?
turned = layers.convolve2d(photo, sobel_x)
Predict(
    "A layer learns its kernel from examples. We replace cross-correlation by true convolution. What changes?",
    [
        "it learns worse features",
        "it learns the same kernel, turned by half a turn",
        "nothing at all, not even the weights",
    ],
    answer=1,
    because=(
        "The turned kernel gives the same output, so the same error, so the layer finds it just as "
        "easily. The next cell lets both learn from the same example and compares what they found."
    ),
)

# %% [markdown]
# The next cell tests it. From a photograph and the output of a hidden kernel, least squares finds the nine weights, once under each convention. (A layer would find them by gradient descent; for a single kernel the answer can be computed outright.)

# %%
rng = np.random.default_rng(0)
hidden_kernel = rng.normal(size=(3, 3))
target = layers.correlate2d(photo, hidden_kernel)
patches = layers.windows(photo, (3, 3)).reshape(-1, 9)  # one row a position

as_correlation = np.linalg.lstsq(patches, target.ravel())[0].reshape(3, 3)
as_convolution = np.linalg.lstsq(patches[:, ::-1], target.ravel())[0].reshape(3, 3)
print("correlation finds the kernel:       ", np.allclose(as_correlation, hidden_kernel))
print(
    "convolution finds it half turned:   ", np.allclose(as_convolution, hidden_kernel[::-1, ::-1])
)

# %% [markdown]
# Both explain the example perfectly, with the same nine numbers in another order. That is why frameworks do not care, and why you must, whenever a kernel comes from a book: a Sobel kernel that was written for a true convolution gives the opposite sign here.

# %% [markdown]
# ## How large is the output?
#
# A kernel of $k$ cells fits into $n$ cells at $n - k + 1$ positions. Three numbers change that count.
#
# **Stride** $s$: the kernel moves $s$ cells at a time, so only every $s$-th position is computed. **Padding** $p$: $p$ cells are added on each side, so $n$ becomes $n + 2p$. **Dilation** $d$: the kernel's cells stand $d$ apart, with gaps between them, so it reaches over $d(k-1) + 1$ cells instead of $k$.
#
# Together, along one axis,
#
# $$n' = \left\lfloor \frac{n + 2p - d(k-1) - 1}{s} \right\rfloor + 1.$$
#
# The brackets $\lfloor\cdot\rfloor$ mean rounding down: a last step that would leave the image is not taken, and the cells that it would have needed are simply never read.

# %% jupyter={"source_hidden": true}
# A prediction: the last column
Predict(
    "An image of 8 columns, a kernel of 3, stride 2, no padding. How many columns does the output have?",
    ["2", "3", "4"],
    answer=["2", "3", "4"].index(str(layers.output_size(8, 3, stride=2))),
    because="(8 − 3)/2 = 2.5, rounded down 2, plus 1 is 3. The last column of the image is never read.",
)

# %% [markdown]
# Try it in the lab: give it a 5 × 5 Gaussian, then move stride, padding and dilation, and say the size before you look at it.

# %%
sizes = KernelLab(preset="Gaussian 5 × 5", photograph="astronaut")
sizes

# %% [markdown]
# ### Exercise: `output_size`
#
# Write the formula. `size`, `kernel`, `stride`, `padding` and `dilation` are whole numbers for one axis; return a whole number, an `int`. Where the kernel does not fit even once, raise `ValueError`: a size of 0 or less is no size.


# %% nbgrader={"grade": false, "grade_id": "output_size", "locked": false, "schema_version": 3, "solution": true, "task": false}
def output_size(size, kernel, stride=1, padding=0, dilation=1):
    """Return the number of positions that the kernel takes along one axis."""
    ### BEGIN SOLUTION
    reach = dilation * (kernel - 1) + 1
    room = size + 2 * padding - reach
    if room < 0:
        raise ValueError(f"a kernel that reaches over {reach} cells does not fit")
    return room // stride + 1
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "output_size_check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
check.output_size(output_size)

# %% [markdown]
# **What people get wrong.** Rounding up instead of down, or rounding too early. Forgetting that padding counts on both sides. Taking $d \cdot k$ for the reach: between $k$ cells there are only $k - 1$ gaps.

# %% [markdown]
# ### Exercise: `correlate2d`
#
# Now the sum itself, with stride and padding (zeros). `image` is a matrix $(H, W)$, `kernel` a matrix $(k_h, k_w)$; both may be rectangular. Any way of writing it will do: loops, slices, whatever you find clearest.


# %% nbgrader={"grade": false, "grade_id": "correlate2d", "locked": false, "schema_version": 3, "solution": true, "task": false}
def correlate2d(image, kernel, stride=1, padding=0):
    """Return the cross-correlation of one image with one kernel."""
    ### BEGIN SOLUTION
    image, kernel = np.pad(np.asarray(image, float), padding), np.asarray(kernel, float)
    kh, kw = kernel.shape
    rows = (image.shape[0] - kh) // stride + 1
    columns = (image.shape[1] - kw) // stride + 1
    out = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride, j * stride
            out[i, j] = (image[top : top + kh, left : left + kw] * kernel).sum()
    return out
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "correlate2d_check", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
check.correlate2d(correlate2d)

# %% [markdown]
# **What people get wrong.** The kernel turned around, as in a true convolution. The stride applied to the output's position but not to the image's. Padding added after the size was computed.

# %% [markdown]
# ## What the border holds
#
# Padding invents pixels, and four inventions are common. Given a row `1 2 3 4` and two cells on each side:

# %%
row = np.array([[1.0, 2, 3, 4]])
for mode in layers.PADDING_MODES:
    padded = layers.pad(row, ((0, 0), (2, 2)), mode)[0].astype(int)
    print(f"{mode:10s}", *padded)


# %% jupyter={"source_hidden": true}
# A prediction: which border shows up as an edge?
def edge_at_border(mode):
    out = np.abs(layers.correlate2d(photo, sobel_x, padding=1, padding_mode=mode))
    return out[:, [0, -1]].mean(), out[:, 1:-1].mean()


strength = {mode: edge_at_border(mode)[0] for mode in layers.PADDING_MODES}
Predict(
    "Sobel x looks for vertical edges. Which padding makes it find the strongest ones at the left and right border?",
    list(layers.PADDING_MODES),
    answer=list(layers.PADDING_MODES).index(max(strength, key=strength.get)),
    because=(
        "Zeros are black, and a photograph that stops at black looks like an edge. Mean response at the border: "
        + ", ".join(f"{mode} {value:.2f}" for mode, value in strength.items())
        + f"; inside the photograph it is {edge_at_border('zeros')[1]:.2f}."
    ),
)

# %% [markdown]
# Zero padding is the default of every framework, and it draws a frame that is not in the photograph. Networks learn to live with it, and even to use it: from the frame they can tell where they are in the image, which the layer by itself cannot (Islam, Jia and Bruce, *How much position information do convolutional neural networks encode?*, 2020). When you filter photographs for people to look at, `reflect` is the better choice.

# %% [markdown]
# ## Is a kernel a template?
#
# A sentence of many introductions, and of the article that this course grew from, calls a filter a small local feature detector: it answers most strongly where the image looks like it. Test that. Cut a patch from the photograph, use it as a kernel, and see whether the strongest answer comes from the place where it was cut.

# %%
top, left, size = 96, 104, 15
patch = photo[top : top + size, left : left + size]


def strongest(response):
    row, column = np.unravel_index(response.argmax(), response.shape)
    return int(row), int(column)


print("cut from:             ", (top, left))
print("patch as the kernel:  ", strongest(layers.correlate2d(photo, patch)))
print("its mean taken away:  ", strongest(layers.correlate2d(photo, patch - patch.mean())))

# %% [markdown]
# The sentence fails as it stands. The plain patch answers most strongly to whatever is brightest, because a bright region makes every product large. With its mean taken away the kernel compares instead of adding up, and yet contrast still counts: a strong edge of roughly the right shape can beat the true place. Only when each place is also divided by its own contrast is the match exact. That is *normalised* cross-correlation:

# %%
seen = layers.windows(photo, (size, size))  # (H', W', 15, 15)
centred = seen - seen.mean(axis=(2, 3), keepdims=True)
template = patch - patch.mean()
norms = np.sqrt((centred**2).sum(axis=(2, 3)) * (template**2).sum())
normalised = (centred * template).sum(axis=(2, 3)) / np.maximum(norms, 1e-9)
print("normalised:           ", strongest(normalised), f"with {normalised.max():.3f} of 1")

# %% [markdown]
# So a convolution is a template match only up to brightness and contrast. Networks put the rest back: biases shift what counts as strong, and normalisation layers (chapter 04) even out contrast.

# %% [markdown]
# ### Exercise: `diagonal_edge_kernel`
#
# Design a kernel by thought. Return a 3 × 3 matrix that gives 0 on flat regions and answers most strongly to edges along **one** diagonal: more than to edges along the other diagonal, and more than to horizontal and vertical ones. Either diagonal, either sign and any scale will do.


# %% nbgrader={"grade": false, "grade_id": "diagonal_edge_kernel", "locked": false, "schema_version": 3, "solution": true, "task": false}
def diagonal_edge_kernel():
    """Return a 3 x 3 kernel for edges along one diagonal."""
    ### BEGIN SOLUTION
    return np.array([[0.0, 1, 2], [-1, 0, 1], [-2, -1, 0]])
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "diagonal_edge_kernel_check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
check.diagonal_edge_kernel(diagonal_edge_kernel)

# %% [markdown]
# **What people get wrong.** Ones on the diagonal itself: that finds diagonal *lines*, and it does not give 0 on flat regions. An edge has two sides, so the kernel needs one side positive and the other negative.

# %% [markdown]
# ## Channels are summed, filters are stacked
#
# The article calls a filter a small two-dimensional matrix. For a grey image it is. A colour image has three **channels**, and then a filter holds one matrix *for each channel*: it is three-dimensional. Each matrix slides over its own channel, the three results are **summed**, and one **bias** is added. One filter gives one output map, however many channels went in; several filters give several maps, stacked.
#
# With $C$ channels in and $O$ filters, $x$ has shape $(C, H, W)$, the weight $w$ has shape $(O, C, k_h, k_w)$, the bias $b$ shape $(O,)$, and
#
# $$S(o, i, j) = b(o) + \sum_{c=0}^{C-1} \sum_{u, v} x(c,\; i+u,\; j+v)\, w(o, c, u, v).$$

# %%
channels = ChannelLab()
channels

# %% [markdown]
# In NumPy the sum over channels is one more letter in the `einsum`. The windows have axes for image, channel, row and column, and two inside the window; `nchwuv,ocuv->nohw` says: multiply, sum over `c`, `u`, `v`, keep the rest.

# %%
images = np.stack(
    [np.moveaxis(data.photograph(name, size=64) / 255, -1, 0) for name in ("astronaut", "coffee")]
)
rng = np.random.default_rng(1)
weight, bias = rng.normal(size=(4, 3, 5, 5)), rng.normal(size=4)

seen = layers.windows(images, (5, 5))  # (N, C, H', W', 5, 5)
maps = np.einsum("nchwuv,ocuv->nohw", seen, weight, optimize=True) + bias[:, None, None]
agree = torch.nn.functional.conv2d(*map(torch.from_numpy, (images, weight, bias))).numpy()
print(images.shape, "->", maps.shape)
print("largest difference below 1e-10:", bool(np.abs(maps - agree).max() < 1e-10))

# %% [markdown]
# ### A kernel of one pixel
#
# With a kernel of 1 × 1 nothing of the neighbourhood is seen; only the sum over channels is left. A 1 × 1 convolution is a small fully connected layer that every pixel passes through on its own. Making a photograph grey is one: three weights, one filter.

# %%
to_grey = np.array([0.2125, 0.7154, 0.0721]).reshape(1, 3, 1, 1)
grey = layers.conv2d(images, to_grey)
pixelwise = np.tensordot(to_grey[0, :, 0, 0], images[0], axes=1)
print(
    images.shape, "->", grey.shape, "  same as a weighted sum:", np.allclose(grey[0, 0], pixelwise)
)

# %% [markdown]
# ### Exercise: `conv_layer`
#
# The whole layer: $x$ of shape $(N, C, H, W)$, weight $(O, C, k_h, k_w)$, bias $(O,)$ or `None`; stride and padding (zeros) as before.


# %% nbgrader={"grade": false, "grade_id": "conv_layer", "locked": false, "schema_version": 3, "solution": true, "task": false}
def conv_layer(x, weight, bias, stride=1, padding=0):
    """Return the output of a convolution layer, shape (N, O, H', W')."""
    ### BEGIN SOLUTION
    x, weight = np.asarray(x, float), np.asarray(weight, float)
    x = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    patches = np.lib.stride_tricks.sliding_window_view(x, weight.shape[2:], axis=(2, 3))
    out = np.einsum("nchwuv,ocuv->nohw", patches[:, :, ::stride, ::stride], weight)
    return out if bias is None else out + np.asarray(bias)[:, None, None]
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "conv_layer_check", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
check.conv_layer(conv_layer)

# %% [markdown]
# **What people get wrong.** Averaging the channels, or keeping them apart. Adding the bias once for every channel. Swapping the first two axes of the weight: the filter comes first, then the channel.

# %% [markdown]
# ## One set of weights for the whole image
#
# The same kernel is used at every place. That is called **weight sharing**, and it has two consequences: few parameters, and a layer that moves along when the image moves.
#
# ### Few parameters
#
# A layer with $C$ channels in, $O$ filters of $k_h \times k_w$ and a bias has $O \, (C\, k_h\, k_w + 1)$ parameters, whatever the size of the image.

# %% jupyter={"source_hidden": true}
# A prediction: what would a layer without sharing cost?
inputs, outputs = 3 * 32 * 32, 6 * 28 * 28
shared, dense = layers.conv_parameters(3, 6, 5), inputs * outputs + outputs
Predict(
    "The first layer of the article's network maps 3 × 32 × 32 numbers to 6 × 28 × 28 with 456 parameters. How many would a fully connected layer between the same numbers have?",
    ["about 4,700", "about 460,000", "about 14 million"],
    answer=[4_700, 460_000, 14_000_000].index(
        min([4_700, 460_000, 14_000_000], key=lambda n: abs(n - dense))
    ),
    because=f"{inputs:,} inputs times {outputs:,} outputs, plus a bias each: {dense:,}, which is {dense // shared:,} times {shared}.",
)

# %% [markdown]
# The article also says that a convolution maps the image into a space of *more* dimensions. Count them for its network: the first layer goes from 3 × 32 × 32 = 3,072 numbers to 6 × 28 × 28 = 4,704, which is more. The second goes from 6 × 14 × 14 = 1,176 to 16 × 10 × 10 = 1,600. But pooling stands between them, and at the end of both 16 × 5 × 5 = 400 numbers are left. The number of *channels* grows; the number of numbers shrinks.

# %%
shape = (3, 32, 32)
for name, out, kernel, pool in (("conv1", 6, 5, 2), ("conv2", 16, 5, 2)):
    size = layers.output_size(shape[1], kernel)
    print(
        f"{name}: {shape} = {np.prod(shape):,} -> {(out, size, size)} = {out * size * size:,}",
        end="",
    )
    shape = (out, size // pool, size // pool)
    print(f" -> pooled {shape} = {np.prod(shape):,}")

# %% [markdown]
# ### Exercise: `conv_parameters`
#
# Count the parameters of a convolution layer; return an `int`. `kernel` is one number for a square kernel, or a pair (rows, columns).


# %% nbgrader={"grade": false, "grade_id": "conv_parameters", "locked": false, "schema_version": 3, "solution": true, "task": false}
def conv_parameters(in_channels, out_channels, kernel, bias=True):
    """Return the number of weights and biases of a convolution layer."""
    ### BEGIN SOLUTION
    rows, columns = kernel if isinstance(kernel, (tuple, list)) else (kernel, kernel)
    return out_channels * (in_channels * rows * columns + bool(bias))
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "conv_parameters_check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
check.conv_parameters(conv_parameters)

# %% [markdown]
# ### What moves along
#
# Shift the photograph by three pixels and convolve; or convolve first and shift the result. If the order does not matter, the layer is **equivariant** to shifts. The same weights at every place should make it so.


# %%
def shifted(image, by):
    return np.roll(image, by, axis=1)


def disagreement(stride, margin, by=3):
    """Largest difference between the two orders, `margin` columns from the border."""
    first = layers.correlate2d(shifted(photo, by), sobel_x, stride=stride, padding=1)
    then = shifted(layers.correlate2d(photo, sobel_x, stride=stride, padding=1), by // stride)
    return np.abs(first - then)[:, margin : first.shape[1] - margin].max()


print(f"stride 1, whole image:       {disagreement(1, 0):.3f}")
print(f"stride 1, away from borders: {disagreement(1, 8):.3f}")
print(f"stride 2, away from borders: {disagreement(2, 8):.3f}")

# %% [markdown]
# Away from the borders, with stride 1, the two orders agree exactly. At the border the padding gives the place away. And with stride 2 a shift by an odd number of pixels has no counterpart in the output, which only has every second pixel: equivariance is lost. 'Convolutional networks do not care where a thing is' is therefore true of one layer with stride 1, and false of most whole networks; chapter 02 measures how false.

# %% [markdown]
# ## How much does one unit see?
#
# A unit of the first layer sees $k \times k$ pixels. A unit of the second sees $k \times k$ units of the first, each of which sees its own pixels. The **receptive field** is the patch of the image that can change a unit at all.
#
# Go through the layers from the image upwards and keep two numbers: the field $r$, which starts at 1, and the **jump** $j$, the distance in image pixels between neighbouring units, which starts at 1 too. A layer with kernel $k$, stride $s$ and dilation $d$ makes
#
# $$r \leftarrow r + d\,(k-1)\, j, \qquad j \leftarrow j \, s.$$
#
# The jump *before* the layer counts for its own kernel; its stride counts only for the layers above.

# %% jupyter={"source_hidden": true}
# A prediction: where to put the stride
Predict(
    "Three layers with 3 × 3 kernels, one of them with stride 2. Where must that one stand for the largest receptive field?",
    ["first", "in the middle", "last", "it makes no difference"],
    answer=int(
        np.argmax(
            [
                layers.receptive_field([(3, 2 if at == place else 1, 1) for at in range(3)])
                for place in range(3)
            ]
        )
    ),
    because="A stride widens the steps of all layers above it. The field is "
    + ", ".join(
        f"{layers.receptive_field([(3, 2 if at == place else 1, 1) for at in range(3)])} with the stride {name}"
        for place, name in enumerate(("first", "in the middle", "last"))
    )
    + ".",
)

# %%
field = ReceptiveFieldLab()
field

# %% [markdown]
# The frame is what *can* change the unit. The heat map is what *does*: the pixels in the middle reach the unit along many paths, those at the rim along one. With random weights the influence falls off like a bell curve, and most of the frame hardly counts; this **effective** receptive field grows only with the square root of the number of layers (Luo, Li, Urtasun and Zemel, 2016).


# %%
def spread(depth, kernel=3):
    """Standard deviation of a pixel's influence under `depth` layers with equal weights."""
    profile = np.ones(1)
    for _ in range(depth):
        profile = np.convolve(profile, np.full(kernel, 1 / kernel))
    place = np.arange(len(profile)) - (len(profile) - 1) / 2
    return np.sqrt((profile * place**2).sum())


for depth in (1, 4, 16, 64):
    theory = layers.receptive_field([(3, 1, 1)] * depth)
    print(
        f"{depth:3d} layers: field {theory:3d} pixels, influence within about ±{2 * spread(depth):4.1f}"
    )

# %% [markdown]
# ### Exercise: `receptive_field`
#
# `layers` is a list of triples (kernel, stride, dilation), from the image upwards. Return the size of the field along one axis, an `int`; with no layer at all a unit is a pixel, so the field is 1.


# %% nbgrader={"grade": false, "grade_id": "receptive_field", "locked": false, "schema_version": 3, "solution": true, "task": false}
def receptive_field(layers):
    """Return how many pixels, along one axis, can change one unit."""
    ### BEGIN SOLUTION
    field, jump = 1, 1
    for kernel, stride, dilation in layers:
        field += dilation * (kernel - 1) * jump
        jump *= stride
    return field
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "receptive_field_check", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
check.receptive_field(receptive_field)

# %% [markdown]
# **What people get wrong.** Counting a layer's own stride for its own kernel. Adding kernels instead of kernels less one. Forgetting the strides altogether, which is right only while they are all 1.

# %% [markdown]
# ## What you have now
#
# A convolution layer slides small blocks of weights over an image, multiplies and sums; channels are summed, filters are stacked, one bias is added to each map. Stride, padding and dilation set the size of the output by one formula. The weights are shared, so the layer has few of them and moves along with the image, up to its borders and strides. Depth widens what a unit sees, less than the frame suggests.
#
# Three sentences of the usual introductions did not survive: a filter is not two-dimensional once there are channels; it is no template matcher until brightness and contrast are taken out; and the space that a convolutional network maps to does not grow, only its channels do.
#
# **Read on.** [Chapter 02](02_pooling.ipynb) makes images smaller. For the arithmetic: V. Dumoulin and F. Visin, *A guide to convolution arithmetic for deep learning* (2016). For receptive fields: A. Araujo, W. Norris and J. Sim, *Computing receptive fields of convolutional neural networks* (Distill, 2019); W. Luo, Y. Li, R. Urtasun and R. Zemel, *Understanding the effective receptive field in deep convolutional neural networks* (2016). For where it began: Y. LeCun, L. Bottou, Y. Bengio and P. Haffner, *Gradient-based learning applied to document recognition* (1998).
