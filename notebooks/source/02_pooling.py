# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 02 Pooling
#
# **You will be able to** write max and average pooling by hand, forwards and backwards; say what each keeps of a picture and what it throws away; tell how an output reacts when the picture moves by one pixel; and choose between pooling and a strided convolution with numbers instead of habits.
#
# **Minutes:** 70. **You need:** [chapter 01](01_convolution.ipynb), for windows, stride and padding.
#
# A convolution leaves an image nearly as large as it was. A network that ends in ten numbers has to make it smaller on the way, and most of this chapter is about what that costs.

# %%
import numpy as np
import torch
from torch.nn import functional as F

from course_utils import data, layers
from course_utils.checks import pooling as check
from course_utils.widgets import PoolingLab, Predict, ShiftLab

photo = data.photograph("camera", grey=True) / 255
x = photo[None, None]  # PyTorch's axes: (N, C, H, W), one image, one channel
print("x:", x.shape)

# %% [markdown]
# ## One number for each window
#
# Pooling cuts the image into windows and keeps one number of each. **Max pooling** keeps the largest, **average pooling** the mean. There are no weights: nothing is learned in a pooling layer.

# %% jupyter={"source_hidden": true}
# A prediction: dark letters on bright paper
page = data.photograph("page", grey=True)[None, None] / 255
ink = {
    "max pooling": (layers.max_pool2d(page, 4) < 0.5).mean(),
    "average pooling": (layers.avg_pool2d(page, 4) < 0.5).mean(),
}
Predict(
    "The photograph 'page' shows printed text: thin dark letters on bright paper. After which pooling, with windows of 4, is more of the writing left?",
    list(ink),
    answer=list(ink.values()).index(max(ink.values())),
    because=(
        "Bright is large. A window that holds a stroke and some paper has a bright maximum, so the stroke is gone; "
        f"the mean is darkened by it. {(page < 0.5).mean():.0%} of the photograph is darker than middle grey; "
        + ", ".join(f"after {name} {share:.1%}" for name, share in ink.items())
        + "."
    ),
)

# %% [markdown]
# Choose `page` and see it, then other photographs: what does max pooling do to thin *bright* lines? Change `keep` from max to average and back. Hover the output (or move over it with the arrow keys): on the left you see the window that it came from, below it the cell that won, or the weight of each. Then raise the size.

# %%
lab = PoolingLab()
lab

# %% [markdown]
# ### The formulas
#
# Call the input $x$, with shape $(N, C, H, W)$: images, channels, rows, columns. The window has $k \times k$ cells and moves by the stride $s$; usually $s = k$, so that windows touch without overlapping. For image $n$ and channel $c$, the output at row $i$ and column $j$ is
#
# $$y_{\max}(n, c, i, j) = \max_{0 \le u, v < k} x(n, c,\; is+u,\; js+v), \qquad
# y_{\text{avg}}(n, c, i, j) = \frac{1}{k^2} \sum_{u, v = 0}^{k-1} x(n, c,\; is+u,\; js+v).$$
#
# Unlike a convolution, pooling treats each channel **on its own**: $C$ channels go in and $C$ come out.

# %%
windows = layers.windows(x, (4, 4), stride=4)  # (1, 1, 64, 64, 4, 4)
largest = windows.max(axis=(-2, -1))
mean = windows.mean(axis=(-2, -1))
print("windows:", windows.shape, "->", largest.shape)

tensor = torch.from_numpy(x)
print("max agrees:    ", np.array_equal(largest, F.max_pool2d(tensor, 4).numpy()))
print("average agrees:", np.allclose(mean, F.avg_pool2d(tensor, 4).numpy()))

# %% [markdown]
# The average has been here before: it is a convolution with the box kernel of chapter 01 and a stride of $k$, with weights that are never trained. The maximum is no convolution at all; it is not even linear (that would mean that pooling a sum gives the sum of the pooled).

# %%
box = np.full((1, 1, 4, 4), 1 / 16)
print("average = box kernel with stride:", np.allclose(mean, layers.conv2d(x, box, stride=4)))
a, b = x, x[:, :, ::-1]  # the photograph, and the photograph upside down
both = layers.max_pool2d(a, 4) + layers.max_pool2d(b, 4)
print("max(a + b) = max(a) + max(b):    ", np.allclose(layers.max_pool2d(a + b, 4), both))

# %% [markdown]
# ## How large is the output?
#
# The size follows the formula of chapter 01, and for pooling PyTorch adds two rules. **`ceil_mode`** rounds up instead of down: a last window may hang over the end, so that no column is left unread; but a window that would begin in the padding at the right or bottom end, or beyond it, is dropped. And PyTorch allows a **padding** of at most half of the window. That is stricter than it needs to be: only a padding as large as the window would give windows of padding alone, which have no largest element.

# %% jupyter={"source_hidden": true}
# A prediction: rounding up
rows = layers.pool_output_size(5, 2), layers.pool_output_size(5, 2, ceil_mode=True)
Predict(
    "Five columns, a window of 2, stride 2. How many columns come out, first without and then with ceil_mode?",
    ["2 and 2", "2 and 3", "3 and 3"],
    answer=["2 and 2", "2 and 3", "3 and 3"].index(f"{rows[0]} and {rows[1]}"),
    because="(5 − 2)/2 = 1.5. Rounded down: windows at columns 0 and 2, and column 4 is never read. Rounded up: a third window at column 4 that holds one column only.",
)

# %%
for size, window, stride, padding in ((5, 2, 2, 0), (6, 3, 2, 0), (6, 3, 2, 1), (3, 2, 2, 1)):
    down = layers.pool_output_size(size, window, stride, padding)
    up = layers.pool_output_size(size, window, stride, padding, ceil_mode=True)
    print(f"size {size}, window {window}, stride {stride}, padding {padding}: {down}, ceil {up}")

# %% [markdown]
# In the last row `ceil_mode` changes nothing: the third window would begin in the padding at the end, so it is dropped. What happens when the padding is more than half of the window, in our layers and in PyTorch?

# %%
for pool in (layers.max_pool2d, lambda x, *more: F.max_pool2d(torch.from_numpy(x), *more)):
    try:
        pool(x, 3, 3, 2)
    except (ValueError, RuntimeError) as error:
        print(str(error).splitlines()[0])

# %% [markdown]
# Padding never wins a maximum: it counts as minus infinity, not as zero. In an average it does count, as zeros, unless you set `count_include_pad=False`; the border of an average-pooled image is therefore darker. The lab below has a padding of 3: untick 'padding counts in the mean' and watch the top and the left border. (At the right and bottom end the windows nearly fit, so hardly any padding is read there.)

# %%
borders = PoolingLab(mode="average", size=6, padding=3, photograph="chelsea")
borders

# %% [markdown]
# ### Exercise: `max_pool2d`
#
# $x$ has shape $(N, C, H, W)$, `size` is the side of the window, `stride` a number, or `None` for the window's size. No padding; a last window that does not fit is dropped. Return shape $(N, C, H', W')$.


# %% nbgrader={"grade": false, "grade_id": "max_pool2d", "locked": false, "schema_version": 3, "solution": true, "task": false}
def max_pool2d(x, size, stride=None):
    """Return the largest element of each window."""
    ### BEGIN SOLUTION
    stride = size if stride is None else stride
    x = np.asarray(x)
    rows = (x.shape[2] - size) // stride + 1
    columns = (x.shape[3] - size) // stride + 1
    out = np.empty((*x.shape[:2], rows, columns), x.dtype)
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride, j * stride
            window = x[:, :, top : top + size, left : left + size]
            out[:, :, i, j] = window.max(axis=(2, 3))
    return out
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "max_pool2d_check", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
check.max_pool2d(max_pool2d)

# %% [markdown]
# **What people get wrong.** Beginning each maximum at 0, which is right only while nothing is negative. Taking the maximum over the channels as well. Forgetting that a stride of `None` means the window's size, not 1.

# %% [markdown]
# ### Exercise: `avg_pool2d`
#
# The same with the mean.


# %% nbgrader={"grade": false, "grade_id": "avg_pool2d", "locked": false, "schema_version": 3, "solution": true, "task": false}
def avg_pool2d(x, size, stride=None):
    """Return the mean of each window."""
    ### BEGIN SOLUTION
    stride = size if stride is None else stride
    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))
    return windows[:, :, ::stride, ::stride].mean(axis=(-2, -1))
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "avg_pool2d_check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
check.avg_pool2d(avg_pool2d)

# %% [markdown]
# **What people get wrong.** Dividing by the side of the window instead of its $k^2$ cells. Whole numbers that stay whole: the mean of 1 and 2 is not 1.

# %% [markdown]
# ### Between the two, and beyond
#
# **L2 pooling** keeps the root of the sum of squares, $\sqrt{\sum x^2}$. Large values count for more than in a mean, and yet every value counts. To it, a feature that is strong once and one that is half as strong everywhere may be the same; the maximum prefers the first, the mean the second.
#
# **Adaptive pooling** is told the size of the *output* and chooses its windows accordingly; they may overlap, and differ by one cell. It lets a network take images of any size.
#
# **Global average pooling** goes all the way: one window for the whole map, one number for each channel, $(N, C, H, W) \to (N, C)$. The question 'where?' is given up altogether; what is left is 'how much of it?'. Chapter 03 puts it in the place of the fully connected layers and counts what that saves and costs.

# %%
two = np.array([[[[4.0, 4, 8, 0], [4, 4, 0, 0]]]])  # middling everywhere, strong once
for pool in (layers.max_pool2d, layers.avg_pool2d, layers.l2_pool2d):
    left, right = pool(two, 2)[0, 0, 0]
    print(f"{pool.__name__:10s}  4 4 / 4 4 gives {left:.0f},  8 0 / 0 0 gives {right:.0f}")
eight = np.arange(8.0).reshape(1, 1, 1, 8)  # windows 0 to 2, 2 to 5, 5 to 7
print("8 columns to 3:", layers.adaptive_avg_pool2d(eight, (1, 3))[0, 0, 0])
print("by PyTorch:    ", F.adaptive_avg_pool2d(torch.from_numpy(eight), (1, 3))[0, 0, 0].numpy())

# %% [markdown]
# ### Exercise: `global_average_pool`
#
# One mean for each channel of each image: $(N, C, H, W)$ in, $(N, C)$ out.


# %% nbgrader={"grade": false, "grade_id": "global_average_pool", "locked": false, "schema_version": 3, "solution": true, "task": false}
def global_average_pool(x):
    """Return the mean of each channel, shape (N, C)."""
    ### BEGIN SOLUTION
    return np.mean(x, axis=(2, 3))
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "global_average_pool_check", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
check.global_average_pool(global_average_pool)

# %% [markdown]
# ## Where the gradient goes
#
# Training asks of every number in the network: if you were a little larger, how would the **loss** $L$, the one number that says how wrong the network is, change? The answer is the gradient, and each layer hands it back to its input. Say that the output $y$ of a pooling layer has been told its gradient, $\partial L / \partial y$. What does an input cell get?

# %% jupyter={"source_hidden": true}
# A prediction: who gets the gradient?
window = torch.tensor([[[[1.0, 3.0], [2.0, 0.0]]]], requires_grad=True)
F.max_pool2d(window, 2).backward()
Predict(
    "A window holds 1, 3, 2 and 0; max pooling gives 3. The output gets the gradient 1. What do the four cells get?",
    ["a quarter each", "0, 1, 0 and 0", "1/6, 3/6, 2/6 and 0"],
    answer=int(window.grad.flatten().tolist() == [0, 1, 0, 0]),
    because="Only the 3 decides. Raise any of the others a little and the output stays 3, so their gradient is 0.",
)

# %% [markdown]
# For the average, $y$ is a sum of $k^2$ cells, each times $1/k^2$: every cell gets $1/k^2$ of the gradient. For the maximum, one cell decides: it gets **all** of the gradient, the others get 0. Where two cells are equally large PyTorch lets the first of the window win, counted row by row. Where windows overlap, a cell adds up what it gets from each.
#
# The lab below has windows of 3 that move by 1; the picture 'Where the gradient goes' shows how many windows each pixel has won. Now tick `stride = size`, so that windows touch: only one pixel in nine is reached, and eight get no gradient from this image.

# %%
route = PoolingLab(size=3, stride=1, photograph="coins")
route

# %% [markdown]
# By hand it is a loop over the windows: find the winner, add the gradient there.

# %%
numbers = np.array([[[[1.0, 3, 3, 0], [2, 0, 1, 3]]]])  # two windows of 2 x 2; ties on the right
grad_out = np.array([[[[10.0, 20.0]]]])
grad = np.zeros_like(numbers)
for j in range(2):
    window = numbers[0, 0, :, 2 * j : 2 * j + 2]
    row, column = np.unravel_index(window.argmax(), window.shape)  # argmax takes the first
    grad[0, 0, row, 2 * j + column] += grad_out[0, 0, 0, j]
print(grad[0, 0])

theirs = torch.from_numpy(numbers).requires_grad_()
F.max_pool2d(theirs, 2).backward(torch.from_numpy(grad_out))
print("PyTorch agrees:", np.array_equal(grad, theirs.grad.numpy()))

# %% [markdown]
# ### Exercise: `max_pool2d_backward`
#
# `grad_out` has the shape of the output, $(N, C, H', W')$; `x` is the input of the layer. Return the gradient for each cell of $x$, shape $(N, C, H, W)$. Windows may overlap; of equal cells the first of the window wins; cells outside every window get 0.


# %% nbgrader={"grade": false, "grade_id": "max_pool2d_backward", "locked": false, "schema_version": 3, "solution": true, "task": false}
def max_pool2d_backward(grad_out, x, size, stride=None):
    """Return the gradient of the loss for each element of x."""
    ### BEGIN SOLUTION
    stride = size if stride is None else stride
    grad = np.zeros(np.shape(x))
    for n, c, i, j in np.ndindex(*np.shape(grad_out)):
        top, left = i * stride, j * stride
        window = x[n, c, top : top + size, left : left + size]
        row, column = np.unravel_index(np.argmax(window), window.shape)
        grad[n, c, top + row, left + column] += grad_out[n, c, i, j]
    return grad
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "max_pool2d_backward_check", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
check.max_pool2d_backward(max_pool2d_backward)

# %% [markdown]
# **What people get wrong.** Writing the gradient instead of adding it, so that overlapping windows overwrite each other. Giving it to *every* cell that equals the maximum: with ties the input then gets more gradient than the output had. Forgetting that the winner's place is counted from the window's corner.

# %% [markdown]
# ## Is pooling a feature extractor?
#
# Introductions list 'feature extraction' among the things that pooling does. Look at what it can do. It has no weights, so it cannot be trained to answer to anything. It works on each channel alone, so it cannot combine features. What it extracts was there before; it only says *how strong* and, coarsely, *where*. There is even a theorem in one line: the maximum does not care whether a function $f$ that never falls comes before it or after it: $\max_u f(x_u) = f(\max_u x_u)$, where $u$ runs over the cells of a window, because $f$ keeps the order. **ReLU**, $\max(0, x)$, which networks apply after a convolution (chapter 03), is such a function.

# %%
z = torch.randn(1, 8, 64, 64, generator=torch.Generator().manual_seed(0))
before, after = F.max_pool2d(F.relu(z), 2), F.relu(F.max_pool2d(z, 2))
print("pool(relu(x)) = relu(pool(x)):  ", torch.equal(before, after))
print(
    "and with the average:           ",
    torch.equal(F.avg_pool2d(F.relu(z), 2), F.relu(F.avg_pool2d(z, 2))),
)

# %% [markdown]
# So the article's network, which applies ReLU and then max pooling, could apply them in the other order, with a quarter of the work for ReLU and exactly the same result. With average pooling that would be another network.
#
# ## Does it forgive small shifts?
#
# The usual reason for pooling: when a thing in the picture moves by a pixel, the maximum of its window stays the same, so the network does not notice. Measure it. Move the photograph by fractions of a pixel and watch four ways to make it four times smaller: max pooling, average pooling, a convolution with stride 4, and the same convolution with a blur before the stride.

# %% jupyter={"source_hidden": true}
# A prediction: who is calm?
one = ShiftLab(shift=1.0).changes()
names = {
    "max": "max pooling",
    "average": "average pooling",
    "strided": "strided convolution",
    "blurred": "blur, then stride",
}
Predict(
    "The photograph moves by one pixel and is made four times smaller. Which output follows the move most faithfully?",
    list(names.values()),
    answer=list(one).index(min(one, key=one.get)),
    because="How far each output is from its first form moved along, as a share of its contrast: "
    + ", ".join(f"{names[name]} {value:.0%}" for name, value in one.items())
    + ".",
)

# %%
shifts = ShiftLab()
shifts

# %% [markdown]
# What the lab calls *change* is how far an output is from its first form, moved along with the photograph (`against: moved along`), as a share of its contrast, the standard deviation of its pixels; more than 100 % means that it differs by more than it varies itself. Choose `as it was` for the literal claim that the output stays what it was: it holds even less.
#
# All four curves come down to 0 at 4 pixels and at 8: a shift by the stride moves the output by exactly one cell. In between, each output has to invent something. Keeping every fourth pixel (the kernel `identity` does just that) samples the picture too coarsely for its details: a stripe pattern finer than two output pixels comes back as another, coarser pattern that is not in the photograph. That is **aliasing**, known since long before neural networks, and so is the cure: blur away what the coarser grid cannot hold, *then* take every fourth pixel.
#
# Choose `brick` in the lab and the kernel `Sobel x`, and move slowly. Where the picture is nothing but fine detail, even the blur helps only in part.

# %%
for photograph, kernel in (("camera", "identity"), ("brick", "identity"), ("brick", "Sobel x")):
    changes = ShiftLab(photograph=photograph, kernel=kernel, shift=2.0).changes()
    words = "  ".join(f"{name} {value:4.0%}" for name, value in changes.items())
    print(f"{photograph:7s} {kernel:9s} {words}")

# %% [markdown]
# (The kernel belongs to the two convolutions only, so the last two rows agree in their first two numbers.) Two things in this table are against the textbook. Max pooling is *not* calm: a shift by half a stride changes it by a fifth of its contrast on one photograph and by more than half on the other. And on the bricks the average is no calmer than the maximum. What pooling forgives are shifts that stay inside a window, and no window knows where the next shift will end.
#
# R. Zhang (*Making convolutional networks shift-invariant again*, 2019) put a blur before every stride of well-known networks and found their answers steadier and even more accurate. A. Azulay and Y. Weiss (2019) showed how unsteady they are without it.

# %% [markdown]
# ## Or no pooling at all
#
# A convolution with stride 2 makes its maps smaller by itself, and it learns how. Why pool at all? And if pooling, which? Arguments have been exchanged for thirty years; here is a measurement. One small network (three convolutions of 3 × 3, each followed by a normalisation of its maps, called batch norm; two places where the maps are made half as large; a mean over each map; one fully connected layer) was trained on CIFAR-10, 50,000 small photographs of ten kinds of things (chapter 04), each seen once. This was done three times from other random beginnings, called seeds, for each of seven versions: max, average and L2 pooling; max pooling with a blur before its stride; the stride in the convolution that is there anyway; an additional 2 × 2 convolution with stride 2; and nothing, full resolution to the end.

# %% jupyter={"source_hidden": true}
# A prediction: which version comes out best?
from course_utils.experiments import most_important, pooling

rows = pooling.GRID.rows()
accuracy = pooling.over_seeds(rows, "accuracy", "variant")
means = {pooling.NAMES[name]: one.mean for name, one in accuracy.items()}
offered = ["strided convolution", "average pooling", "max pooling", "full resolution"]
Predict(
    "After one epoch, which of these four networks gets the most test images right?",
    offered,
    answer=int(np.argmax([means[name] for name in offered])),
    because="Measured, mean of three seeds: "
    + ", ".join(f"{name} {means[name]:.1%}" for name in offered)
    + ". The first has fewer multiplications than the others, the last many more.",
)

# %% tags=["nbval-ignore-output"]
pooling.figure(rows)

# %%
print("\n".join(pooling.report(rows)))

# %% [markdown]
# `stay_1` is the share of the first 2,000 test images whose predicted class, right or wrong, stays the same when the image is moved by one pixel (up, down, left or right), `stay_2` by two, and so on. `learned` is the additional convolution, `none` full resolution. The first table has means over the seeds ± one standard deviation; the second has differences ± their standard error, the uncertainty of the difference of two means. Do not believe a difference that is not several times its standard error.
#
# What the measurement supports: max pooling is more accurate here than the average, L2 and both strided convolutions. A plain stride is the least stable under a shift of one pixel; a blur before the stride is the steadiest of all that shrink, six points above max pooling. Max pooling is far from indifferent to shifts: moved by a single pixel, more than a tenth of the images change their class, and the *average* is steadier. At four pixels, the product of the two strides, the plainly strided network is the only one to rise again.
#
# What it does not support: that the blur makes the network more accurate (the difference is not much larger than its error), or anything about long training. That full resolution does worst is no argument for throwing pixels away either: without pooling its units see 7 × 7 pixels only (chapter 01), against 15 to 18, which is probably why. And it costs:

# %%
print("\n".join(pooling.report_timing(pooling.TIMING.rows())))

# %% [markdown]
# These times were taken step by step in turn, on two cores; each ratio is taken within a round and then averaged, so it is not the quotient of the two times. Ratios carry over to another machine better than seconds. Repeat a small version of the experiment yourself: the training images are fewer and there is one seed, so expect other numbers, and perhaps another order.

# %% tags=["nbval-ignore-output"]
from course_utils import budget
from course_utils.experiments import engine

few = budget.pick(
    smoke={"train": 640, "test": 200},
    lesson={"train": 5_000, "test": 1_000},
    full={"train": 50_000, "test": 10_000},
)
own = engine.run(
    pooling.GRID,
    data.cifar10_part(few["train"], few["test"], progress=False),
    seeds=1,
    variants=("max", "average", "strided"),
    **few,
)
for row in own:
    print(
        f"{pooling.NAMES[row['variant']]:20s} {float(row['accuracy']):.1%}, "
        f"stays under one pixel: {float(row['stay_1']):.1%}"
    )

# %% [markdown]
# ## 'Keeps the most important'
#
# The article says of pooling, as many introductions do, that it makes maps smaller and keeps what is most important in them. That can be tested. Take a network that was trained with max pooling, and let something else stay for each window: the second largest cell, the mean, a cell at random, always the corner, the smallest. If the largest was the important one, everything should collapse without it.

# %% tags=["nbval-ignore-output"]
rules = most_important.GRID.rows()
most_important.figure(rules)

# %%
print("\n".join(most_important.report(rules)))

# %% [markdown]
# Read it line by line. Changing the rule behind the network's back does destroy it (first line). But much of that is only a matter of scale: when batch norm is allowed to measure its means and deviations anew, and nothing is trained, the second largest cell and the mean come within five points of the largest (second line); a cell at random within nine. Not so the smallest: in this network, trained with max, what matters was put into the large cells. And trained from the start with another rule, even with the *smallest* cell of each window, the network comes within eight points (third line). Max is the best of the rules, by more than the uncertainty.
#
# In a network whose 2 × 2 windows are weighed by a learned convolution, one can ask where the importance sits: the size of a cell's value times that of its gradient, roughly how much the loss would change without it. The largest cell of a window holds about half of it (`share_largest`), twice as much as a random one (`share_random`), and is the heaviest of the four in six windows of ten (`top_largest`). Its share of the *gradient* alone (`share_gradient`) is a quarter, exactly what chance gives: the loss is no more sensitive to the largest cell than to the others; the cell weighs more only because it is larger.
#
# So the sentence should read: max pooling keeps the *strongest response* of each window, and the filters before it learn to put there what matters.

# %% [markdown]
# ## What you have now
#
# Pooling keeps one number of each window and has nothing to learn: the largest, the mean, the root of the squares. Its sizes follow the convolution's formula, with two rules of its own. On the way back the winner of each window takes all, or each cell its equal share. Every way of making a map smaller reacts to shifts; a blur before the stride makes a strided convolution much steadier.
#
# Three sentences of the usual introductions did not survive: pooling extracts no features, it is not indifferent to small shifts, and it does not keep 'the most important' but the strongest response.
#
# **Read on.** [Chapter 03](03_fully_connected.ipynb) turns the maps into scores. For shifts: R. Zhang, *Making convolutional networks shift-invariant again* (2019); A. Azulay and Y. Weiss, *Why do deep convolutional networks generalize so poorly to small image transformations?* (2019). For networks without pooling: J. Springenberg, A. Dosovitskiy, T. Brox and M. Riedmiller, *Striving for simplicity: the all convolutional net* (2015). For the global average: M. Lin, Q. Chen and S. Yan, *Network in network* (2014).
