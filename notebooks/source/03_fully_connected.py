# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 03 Fully connected layers
#
# **You will be able to** say which pixel an element of a flattened vector was; write a fully connected layer, its activation, softmax and the loss by hand, in forms that large numbers cannot break; tell why deep stacks of the wrong activation do not learn; and account for every one of a network's parameters.
#
# **Minutes:** 90. **You need:** [chapter 01](01_convolution.ipynb); [chapter 02](02_pooling.ipynb) for global average pooling.
#
# Convolutions and pooling turn an image into maps of features. The last part of the article's network turns those maps into ten scores, and holds nearly all of its parameters. This chapter takes it apart: flatten, multiply, bend, compare.

# %%
import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from course_utils import layers
from course_utils.checks import dense as check
from course_utils.models import ArticleNet
from course_utils.widgets import (
    ActivationLab,
    FlattenView,
    LinearLab,
    ParameterCounter,
    Predict,
    SoftmaxLab,
)

# %% [markdown]
# ## Flatten, and its order
#
# A fully connected layer takes a vector. The maps that reach it, shape $(C, H, W)$, are written one after the other: channel by channel, in each channel row by row, in each row from left to right. The element of channel $c$, row $h$ and column $w$ lands at
#
# $$\text{index} = (c \cdot H + h) \cdot W + w.$$

# %% jupyter={"source_hidden": true}
# A prediction: the neighbour below
index_of = np.arange(16 * 5 * 5).reshape(16, 5, 5)
below = int(index_of[0, 1, 0] - index_of[0, 0, 0])
Predict(
    "The article's network flattens 16 maps of 5 × 5 numbers. How far apart in the vector are a number and its neighbour one row below?",
    ["1 place", "5 places", "16 places", "25 places"],
    answer=[1, 5, 16, 25].index(below),
    because="The neighbour to the right is the next element. To get one row down, a whole row of 5 has to be passed; to the same place in the next map, 25.",
)

# %% [markdown]
# Move over the vector and find its pixel; move over a channel and find its element. Then change `flattened as`, and see in 'Scores of a linear layer' what a layer makes of the same numbers in another order.

# %%
FlattenView(index=70)

# %%
maps = np.random.default_rng(0).normal(size=(16, 5, 5))
vector = torch.from_numpy(maps).flatten().numpy()
c, h, w = 3, 1, 4
print("index:", (c * 5 + h) * 5 + w, " same number:", vector[(c * 5 + h) * 5 + w] == maps[c, h, w])

# %% [markdown]
# The layer that follows has one weight for each *place* in the vector. It does not know that two places were neighbours, and it does not need to, as long as the order is the same for every image. What it cannot survive is another order than the one it was trained with.
#
# ### A trap in the article's code
#
# The article flattens with `x.view(-1, 16 * 5 * 5)`. The `-1` stands for 'as many rows as it takes'. While the images are 32 × 32, that is one row an image. Give the network larger images and see what the line makes of 25 of them:

# %%
torch.manual_seed(0)
net = ArticleNet()
images = torch.zeros(25, 3, 36, 36)  # 36 pixels instead of 32
maps = net.pool(F.relu(net.conv2(net.pool(F.relu(net.conv1(images))))))
print("25 images -> maps", tuple(maps.shape), "-> view(-1, 400):", tuple(maps.view(-1, 400).shape))

# %% [markdown]
# No error, because 25 × 576 = 36 × 400 (with 24 images PyTorch would complain): 25 images have become 36 rows, two thirds of them a mixture of two images, and the network would happily score them. `torch.flatten(x, 1)` keeps the first axis as it is, whatever comes; the next layer then refuses a vector of the wrong length, loudly and at the right place. That is why `ArticleNet` in this course writes `x.flatten(1)`.

# %% [markdown]
# ### Exercise: `flat_features`
#
# Why does the article's network say `16 * 5 * 5`? Write the function that knows. `size` is the side of a square image; `layers` is a list such as
#
# ```python
# [("conv", 6, 5), ("pool", 2), ("conv", 16, 5), ("pool", 2)]
# ```
#
# A convolution gives its filters and its kernel, and after those, optionally, stride and padding: `("conv", 16, 5, 2, 1)`. A pooling gives its size, which is its stride too. Return the length of the flattened vector, an `int`. The list begins with a convolution; sizes are rounded down, as in chapter 01. (To try it, give your list another name than `layers`: that is the module which this notebook has imported.)


# %% nbgrader={"grade": false, "grade_id": "flat_features", "locked": false, "schema_version": 3, "solution": true, "task": false}
def flat_features(size, layers):
    """Return how many numbers are left for one image when the maps are flattened."""
    ### BEGIN SOLUTION
    channels = None
    for kind, *numbers in layers:
        if kind == "conv":
            channels, kernel, stride, padding = [*numbers, *(1, 0)[len(numbers) - 2 :]]
        else:
            kernel, stride, padding = numbers[0], numbers[0], 0
        size = (size + 2 * padding - kernel) // stride + 1
    return channels * size * size
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "flat_features_check", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
check.flat_features(flat_features)

# %% [markdown]
# **What people get wrong.** Counting the channels that go in as well as those that come out. Forgetting that a map has two axes. Giving a pooling the stride 1.

# %% [markdown]
# ## Every output is a weighted sum of all inputs
#
# The article writes $y = f(Wx + b)$ and leaves the shapes to the reader. Here they are. The input $x$ is a vector of $D$ numbers, the output $y$ one of $M$. The **weight** $W$ (from here on the letter no longer means the width) has shape $(M, D)$: a row for each output, with a weight for each input. The **bias** $b$ has shape $(M,)$. $f$ is the **activation**, a function that is applied to each number on its own; it comes later in this chapter, and the last layer of a classifier has none.
#
# $$y_m = f\Big(\sum_{d=0}^{D-1} W_{m d}\, x_d + b_m\Big).$$
#
# Networks take a batch, $X$ with shape $(N, D)$, an image a row. Then the sums are $X W^{\mathsf T} + b$, shape $(N, M)$: the transpose is there because PyTorch stores one row of weights for each *output*.

# %%
rng = np.random.default_rng(1)
x, weight, bias = rng.normal(size=(4, 400)), rng.normal(size=(120, 400)), rng.normal(size=120)
ours = x @ weight.T + bias
theirs = F.linear(*map(torch.from_numpy, (x, weight, bias))).numpy()
print(x.shape, "->", ours.shape, " agrees:", np.allclose(ours, theirs))

# %% [markdown]
# ### Exercise: `linear`
#
# `x` has shape $(N, D)$, or $(D,)$ for one vector; `weight` $(M, D)$; `bias` $(M,)$ or `None`. No activation.


# %% nbgrader={"grade": false, "grade_id": "linear", "locked": false, "schema_version": 3, "solution": true, "task": false}
def linear(x, weight, bias):
    """Return the weighted sums, shape (N, M), or (M,) for one vector."""
    ### BEGIN SOLUTION
    out = np.asarray(x) @ np.asarray(weight).T
    return out if bias is None else out + np.asarray(bias)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "linear_check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
check.linear(linear)

# %% [markdown]
# **What people get wrong.** Multiplying with $W$ instead of its transpose, which NumPy accepts whenever $W$ happens to be square. Adding the bias to the rows of $W$ or once for every input.

# %% [markdown]
# ### What a weighted sum can tell apart
#
# With two inputs one can see it. Each class has its score $w_1 x_1 + w_2 x_2 + b$; a point gets the class whose score is largest. Where two scores are equal, there is a straight line. The weights turn it, the biases move it, and nothing can bend it.

# %% jupyter={"source_hidden": true}
# A prediction: exclusive or
corners = np.array([[-1.0, -1], [1, 1], [-1, 1], [1, -1]])
angles = np.linspace(0, 2 * np.pi, 720, endpoint=False)
sides = corners @ np.stack([np.cos(angles), np.sin(angles)])  # (4, 720)
cuts = np.linspace(-2, 2, 401)
first = sides[:, :, None] > cuts  # (4, 720, 401): on the far side of the line?
wanted = np.array([True, True, False, False])[:, None, None]
best = int((first == wanted).sum(axis=0).max())
Predict(
    "Two classes on the corners of a square: one on each diagonal. How many of the four corners can one straight line get right at most?",
    ["2", "3", "4"],
    answer=["2", "3", "4"].index(str(best)),
    because="We tried 720 directions and 401 positions of the line, and none got more than three. The sum of the scores of the one diagonal equals that of the other, whatever the weights are, so they cannot all lie on the right sides.",
)

# %% [markdown]
# Drag the line, or move the weights, until you have parted the two clouds. Then choose data that no line can part. When you are convinced, raise `hidden units` from 0: each of these ReLU units, which set negative sums to 0, folds the plane along a line of its own, and a straight cut through a folded plane is a bent one. Press `Fit: 300 steps` to let gradient descent do the work.

# %%
plane = LinearLab()
plane

# %% [markdown]
# Two hidden units are enough for XOR, and the lab below has weights that were put in by hand to show it. But enough is not the same as found: with two units, gradient descent gets stuck from most of its random beginnings. Choose another seed and press `Fit: 300 steps`; then try with six units. Networks are given more units than they need because that makes good weights easier to find.

# %%
xor = LinearLab(
    data="XOR",
    hidden=2,
    hidden_weight=[[1, 1], [-1, -1]],
    hidden_bias=[-1.3, -1.3],
    weight=[[4, 4], [0, 0]],
    bias=[0, 1.5],
)
print(f"right: {xor.accuracy():.0%}")
xor

# %% [markdown]
# ### Without a bend, two layers are one
#
# Why the ReLU? Put one layer behind the other with nothing in between: $W_2 (W_1 x + b_1) + b_2 = (W_2 W_1)\, x + (W_2 b_1 + b_2)$. That is a single layer again, with the weight $W_2 W_1$. A hundred layers without activations can tell apart what one can.

# %%
w1, b1 = rng.normal(size=(120, 400)), rng.normal(size=120)
w2, b2 = rng.normal(size=(84, 120)), rng.normal(size=84)
two = layers.linear(layers.linear(x, w1, b1), w2, b2)
one = layers.linear(x, w2 @ w1, w2 @ b1 + b2)
print("two layers are one:          ", np.allclose(two, one))
bent = layers.linear(layers.relu(layers.linear(x, w1, b1)), w2, b2)
print("with a ReLU between them too:", np.allclose(bent, one))

# %% [markdown]
# ## Activations, and where gradients die
#
# **ReLU** is $\max(0, x)$. **Sigmoid**, $1 / (1 + e^{-x})$, squeezes all numbers between 0 and 1; **tanh** between −1 and 1. **Leaky ReLU** keeps a hundredth of what is negative. **GELU**, $x\,\Phi(x)$ with $\Phi$ the share of a normal distribution below $x$, is a ReLU with a soft corner.
#
# Their shapes matter less than their **slopes**. On the way back, the gradient is multiplied by the slope of each activation that it passes. The sigmoid's slope is $\sigma(x)(1 - \sigma(x))$.

# %% jupyter={"source_hidden": true}
# A prediction: ten sigmoids
steepest = float(layers.sigmoid_grad(0.0))
shrunk = steepest**10
choices = [0.1, 0.001, 0.000001]
Predict(
    "The gradient passes ten sigmoids. Weights aside, to which share is it shrunk at best, where the slope is greatest?",
    ["about 1/10", "about 1/1,000", "about 1/1,000,000"],
    answer=int(np.argmin(np.abs(np.log(choices) - np.log(shrunk)))),
    because=f"The slope is greatest at 0, and there it is {steepest}. Ten times in a row: {steepest}^10 = {shrunk:.2g}.",
)

# %% [markdown]
# On the left, function and slope. Beside them stand ten layers, one behind the other, with random weights: how large the numbers are on the way forward, and how large the gradient is on the way back. Try each activation, then the scale of the initial weights. Which one needs which scale?

# %%
activations = ActivationLab()
activations

# %% [markdown]
# Two scales have names. **Glorot's** (2010; after his first name also Xavier's) draws weights with the variance $1/D$ (for as many inputs as outputs), which keeps the size of numbers through a layer with slope 1. ReLU throws half of the numbers away, so **He's** (2015) takes $2/D$. The lab's scale 1 and $\sqrt 2$ are these two. The next cell has more units and another batch, and says the same: with sigmoids at scale 1 next to nothing arrives, since no slope is above a quarter; ReLU needs He's scale. Larger weights multiply the gradient back up, with any activation: the sigmoid at scale 4 keeps more of it, and tanh at scale 3 makes it *grow* on the way back.

# %% jupyter={"source_hidden": true}
# Ten layers, six choices
for name, scale in (
    *(("sigmoid", 1.0), ("sigmoid", 4.0), ("tanh", 1.0), ("tanh", 3.0)),
    *(("ReLU", 1.0), ("ReLU", 2**0.5)),
):
    function = {"sigmoid": torch.sigmoid, "tanh": torch.tanh, "ReLU": torch.relu}[name]
    torch.manual_seed(0)
    start = torch.randn(64, 100, requires_grad=True)
    numbers = start
    for _ in range(10):
        numbers = function(numbers @ (torch.randn(100, 100) * scale / 10).T)
    (numbers * torch.randn_like(numbers)).sum().backward()
    print(f"{name:8s} scale {scale:.2f}: the gradient at the start is {start.grad.std():.0e}")

# %% [markdown]
# ### Exercises: `relu` and `relu_grad`
#
# `relu(x)` for an array of any shape; `relu_grad(x)` gives the slope at each element, as numbers. At exactly 0 there is no slope; take 0 there, as PyTorch does.


# %% nbgrader={"grade": false, "grade_id": "relu", "locked": false, "schema_version": 3, "solution": true, "task": false}
def relu(x):
    """Return max(0, x), element by element."""
    ### BEGIN SOLUTION
    return np.maximum(x, 0)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "relu_check", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
check.relu(relu)


# %% nbgrader={"grade": false, "grade_id": "relu_grad", "locked": false, "schema_version": 3, "solution": true, "task": false}
def relu_grad(x):
    """Return the slope of ReLU at each element of x."""
    ### BEGIN SOLUTION
    return np.where(np.asarray(x) > 0, 1.0, 0.0)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "relu_grad_check", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
check.relu_grad(relu_grad)

# %% [markdown]
# **What people get wrong.** Returning the function where the slope is asked, so that large inputs get large slopes. Slope 1 at zero.

# %% [markdown]
# ## From scores to probabilities
#
# The last layer gives ten numbers, called **logits**, $z$, shape $(K,)$ with $K$ classes. **Softmax** turns them into probabilities $p$ that are positive and sum to 1:
#
# $$p_k = \frac{e^{z_k}}{\sum_{j} e^{z_j}}.$$
#
# Two things follow from the formula before any number is put in. Only **differences** count: adding the same number to all logits multiplies top and bottom by the same factor. And the order stays: the largest logit has the largest probability, so for the *decision* softmax is not needed at all. It is needed for the loss.

# %% jupyter={"source_hidden": true}
# A prediction: ten thousand
with np.errstate(all="ignore"):
    plain = np.exp(np.array([10_000.0, 9_999.0]))
    broken = plain / plain.sum()
exact = layers.softmax(np.array([10_000.0, 9_999.0]))
Predict(
    "Two logits, 10,000 and 9,999. What does the formula give when it is typed into NumPy as it stands?",
    ["0.73 and 0.27", "1 and 0", "nan and nan"],
    answer=2 if np.isnan(broken).all() else 0,
    because=f"exp(10,000) is too large for any float: it becomes infinity, and infinity over infinity is not a number. The true probabilities are those of the logits 1 and 0: {exact[0]:.2f} and {exact[1]:.2f}.",
)

# %% [markdown]
# The cure uses the first of the two facts: take away the largest logit, $m = \max_j z_j$. Then the largest exponent is 0, no power exceeds 1, the sum is at least 1, and nothing overflows:
#
# $$p_k = \frac{e^{z_k - m}}{\sum_j e^{z_j - m}}.$$
#
# Drag the logits. The **temperature** $T$ divides them all before the softmax: high temperatures make the choice even, low ones decided. Choose the true class by the dot before its name, and watch the loss; `smoothing` is explained below.

# %%
scores = SoftmaxLab()
scores

# %% [markdown]
# ### The loss and its gradient
#
# The **cross-entropy** of one image whose class is $t$ is $L = -\log p_t$: 0 when the network is sure and right, $\log K$ when it has no idea ($\log 10 = 2.303$), and without bound when it is sure and wrong. The logarithm is the natural one. Put the stable form of $p_t$ into it; the logarithm of a quotient is a difference, and $\log e^{z_t - m} = z_t - m$. So written it never takes the logarithm of a rounded zero:
#
# $$L = -\log p_t = m + \log \sum_j e^{z_j - m} - z_t.$$
#
# Its gradient is the reason why this pair is used everywhere. The $m$ cancels out, so differentiate $\log \sum_j e^{z_j} - z_t$. The first part gives $e^{z_k} / \sum_j e^{z_j} = p_k$ for each logit, the second $-1$ at the right class:
#
# $$\frac{\partial L}{\partial z_k} = p_k - [k = t],$$
#
# where $[k = t]$ is 1 if $k = t$ and 0 otherwise: what the network said, less what it should have said. (In the lab it is divided by $T$, through which the logits went.) It never dies where the network is wrong. (**Label smoothing**, the lab's `smoothing`, asks for a little less than 1 at the right class and a little more than 0 at the others, so that logits need not grow for ever.)

# %%
z = torch.tensor([[2.0, 1.0, -1.0]], requires_grad=True)
F.cross_entropy(z, torch.tensor([1])).backward()
p = layers.softmax(z.detach().numpy())
wanted = np.array([[0.0, 1.0, 0.0]])
print("p - wanted:", (p - wanted).round(4)[0])
print("autograd:  ", z.grad.numpy().round(4)[0])

# %% [markdown]
# A squared error on the probabilities, $\sum_k (p_k - [k=t])^2$, looks just as reasonable. With two classes its gradient is that of the cross-entropy times $4 p_k (1 - p_k)$, which is nearly 0 when the network is sure, right or *wrong*; with more classes it is a longer sum, each term of which has such a factor:

# %%
for logit in (0.0, 4.0, 8.0):
    z = torch.tensor([[0.0, logit]], requires_grad=True)  # the right class is the first
    F.cross_entropy(z, torch.tensor([0])).backward()
    entropy = z.grad[0, 1].item()
    z.grad = None
    (torch.softmax(z, 1) - torch.tensor([[1.0, 0.0]])).square().sum().backward()
    print(
        f"wrong class ahead by {logit:.0f}: cross-entropy pushes with {entropy:.4f}, squares with {z.grad[0, 1]:.4f}"
    )

# %% [markdown]
# ### Exercises: `softmax` and `cross_entropy`
#
# `softmax(logits)`: over the last axis, for an array of any shape, and exact for logits of 10,000. `cross_entropy(logits, labels)`: logits $(N, K)$, labels $(N,)$ with whole numbers from 0; the mean over the batch, a `float`. It too must be exact for logits of 10,000.


# %% nbgrader={"grade": false, "grade_id": "softmax", "locked": false, "schema_version": 3, "solution": true, "task": false}
def softmax(logits):
    """Return probabilities along the last axis."""
    ### BEGIN SOLUTION
    logits = np.asarray(logits, float)
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "softmax_check", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
check.softmax(softmax)


# %% nbgrader={"grade": false, "grade_id": "cross_entropy", "locked": false, "schema_version": 3, "solution": true, "task": false}
def cross_entropy(logits, labels):
    """Return the mean of minus the log-probability of the right classes."""
    ### BEGIN SOLUTION
    logits, labels = np.asarray(logits, float), np.asarray(labels)
    below = logits - logits.max(axis=1, keepdims=True)
    log_p = below - np.log(np.exp(below).sum(axis=1, keepdims=True))
    return float(-log_p[np.arange(len(labels)), labels].mean())
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "cross_entropy_check", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
check.cross_entropy(cross_entropy)

# %% [markdown]
# **What people get wrong.** Softmax over the batch instead of the classes. One maximum taken from the whole batch: it changes no probability on paper, but rows far below it underflow to 0/0. Softmax before a `CrossEntropyLoss`, which applies it itself: the network still trains, only worse, and nobody is told. The logarithm of a probability that has already been rounded to 0.

# %% [markdown]
# ## Where the parameters are
#
# A fully connected layer from $D$ to $M$ numbers has $M (D + 1)$ parameters; a convolution with $O$ filters has $O (C k^2 + 1)$, whatever the size of the image. The first grows with the *area* of what it sees.

# %% jupyter={"source_hidden": true}
# A prediction: the share of the fully connected part
counts = {name: sum(p.numel() for p in layer.parameters()) for name, layer in net.named_children()}
total = sum(counts.values())
dense_share = sum(n for name, n in counts.items() if name.startswith("fc")) / total
offered = [0.25, 0.5, 0.75, 0.95]
Predict(
    f"The article's network has {total:,} parameters in two convolutions and three fully connected layers. Which share do the fully connected ones hold?",
    ["a quarter", "half", "three quarters", "95 %"],
    answer=int(np.argmin([abs(share - dense_share) for share in offered])),
    because=f"{', '.join(f'{name} {n:,}' for name, n in counts.items() if n)}: the three hold {dense_share:.1%}, and the first of them alone {counts['fc1'] / total:.0%}.",
)

# %% [markdown]
# Compose the network yourself. The table shows what is left after each layer, what the layer costs in parameters, in **multiply-accumulates** (one multiplication and one addition, the usual unit of work) and in memory. Try to take layers out, to change a kernel, to do something illegal. Where are the parameters, and where is the work?

# %%
counter = ParameterCounter()
counter

# %% [markdown]
# What you have composed is a real network: `counter.network()` gives it as a `torch.nn.Sequential`.

# %% tags=["nbval-ignore-output"]
counter.network()

# %% [markdown]
# The two kinds of layer divide the labour strangely. A weight of a convolution is used at every position: $O \, C \, k^2$ multiply-accumulates for each of them. A weight of a fully connected layer is used once.

# %%
macs = {
    "conv1": layers.conv_macs(3, 6, 5, 28, 28),
    "conv2": layers.conv_macs(6, 16, 5, 10, 10),
    "fc1": 400 * 120,
    "fc2": 120 * 84,
    "fc3": 84 * 10,
}
for name, work in macs.items():
    print(
        f"{name}: {counts[name] / total:6.1%} of the parameters, {work / sum(macs.values()):6.1%} of the multiply-accumulates"
    )

# %% [markdown]
# ## A fully connected layer is a convolution
#
# Take a layer from $C \times H \times W$ numbers to $M$. Each of its rows has a weight for each number of the maps: reshape the row to $(C, H, W)$, in the order of the flattening, and it is a *filter as large as the maps*. A filter that large fits at one position only, and its sum there is the same sum.
#
# ### Exercise: `linear_as_conv`
#
# `weight` has shape $(M, C \cdot H \cdot W)$; `shape` is $(C, H, W)$. Return the filters, shape $(M, C, H, W)$.


# %% nbgrader={"grade": false, "grade_id": "linear_as_conv", "locked": false, "schema_version": 3, "solution": true, "task": false}
def linear_as_conv(weight, shape):
    """Return the filters of the convolution that does the same."""
    ### BEGIN SOLUTION
    return np.asarray(weight).reshape(-1, *shape)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "linear_as_conv_check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
check.linear_as_conv(linear_as_conv)

# %% [markdown]
# **What people get wrong.** Another order than that of the flattening. The result has the right shape, and other numbers.

# %% [markdown]
# It is more than a curiosity. A convolution does not mind a larger image. Turn all three fully connected layers of the article's network into convolutions, the first with 5 × 5 filters, the others with 1 × 1, and it scores a larger photograph at many places in one pass. Two poolings by 2 make one place of the result 4 pixels of the image, so 64 pixels have (64 − 32)/4 + 1 = 9 places along each axis, and the one in row 1, column 2 has its window from pixel 4 and 8 on:


# %%
def as_convolution(layer, shape):
    filters = layers.linear_as_conv(layer.weight.detach().numpy(), shape)
    conv = nn.Conv2d(shape[0], len(filters), shape[1:])
    conv.weight.data, conv.bias.data = torch.from_numpy(filters), layer.bias.data
    return conv


features = [net.conv1, nn.ReLU(), net.pool, net.conv2, nn.ReLU(), net.pool]
scorer = [as_convolution(net.fc1, (16, 5, 5)), nn.ReLU(), as_convolution(net.fc2, (120, 1, 1))]
everywhere = nn.Sequential(*features, *scorer, nn.ReLU(), as_convolution(net.fc3, (84, 1, 1)))

wide = torch.randn(1, 3, 64, 64, generator=torch.Generator().manual_seed(0))
with torch.inference_mode():
    scores_everywhere = everywhere(wide)
    alone = net(wide[:, :, 4:36, 8:40])  # the window that belongs to row 1, column 2
print("64 x 64 pixels:", tuple(scores_everywhere.shape), "- ten scores at 9 x 9 places")
print(
    "same scores as that window by itself:",
    torch.allclose(scores_everywhere[0, :, 1, 2], alone[0], atol=1e-5),
)

# %% [markdown]
# ## What the fully connected part is worth
#
# If nearly all parameters are in the fully connected layers, do we need them? **Global average pooling** (chapter 02) leaves 16 numbers of the 16 maps, and one linear layer makes ten scores of them: 170 parameters instead of 59,134. Many image networks do exactly that, after many more convolutions. What does it cost *here*?

# %% jupyter={"source_hidden": true}
# A prediction: what the averages cost
from course_utils.experiments import global_average

rows = global_average.GRID.rows()
accuracy = global_average.over_seeds(rows, "accuracy", "variant")
lost = accuracy["article"].mean - accuracy["global average"].mean
offered = [0.0, 0.03, 0.16, 0.4]
Predict(
    "The article's network, trained for three epochs, against the same convolutions with a global average and one linear layer. How many percentage points of accuracy does that cost?",
    ["none", "about 3", "about 16", "about 40"],
    answer=int(np.argmin([abs(one - lost) for one in offered])),
    because=f"{accuracy['article'].mean:.1%} against {accuracy['global average'].mean:.1%}, the means of three seeds. "
    f"With one linear layer on all 400 numbers, without hidden layers, it is {accuracy['one linear'].mean:.1%}: most of the loss comes from throwing the places away.",
)

# %% tags=["nbval-ignore-output"]
global_average.figure(rows)

# %%
print("\n".join(global_average.report(rows)))

# %% [markdown]
# `one linear` has the convolutions and a single linear layer behind them; `linear` and `hidden layer` have no convolutions at all; `global average, wide` has 148 filters in the second one.
#
# Three things are in this table. **Most of the parameters buy little**: one linear layer on the 400 numbers, a ninth of the parameters, is about three points behind the article's three layers. **Position matters**: averaging each map away before that layer costs a further thirteen. With enough filters (148 in the second convolution, so that the parameters are equal again) the global average comes back to within about three and a half points, for ten times the arithmetic. After two convolutions, a map still says *where* things are, and 16 filters alone cannot make up for that; after twenty it is another matter, which is why modern networks can afford it.
#
# **And the convolutions know that pixels have neighbours.** In the rows marked 'permuted' the pixels of every image were put into one other order, the same for all images. To a fully connected network nothing has changed: its weights can follow any order, and its accuracy stays where it was. To a convolution, which expects neighbours to belong together, the images have become noise: it loses sixteen points, and falls below the fully connected network with a hidden layer. That is what weight sharing and locality were worth.

# %% [markdown]
# ## What you have now
#
# Flattening keeps an order, and the next layer relies on it. A fully connected layer is a matrix product and a bias; it parts its inputs by straight cuts, and only the bends between layers make more of it. On the way back each bend multiplies the gradient by its slope, which decides whether deep stacks learn at all. Softmax and cross-entropy belong together, are computed from differences of logits, and push with what was said less what should have been said. The fully connected part holds 95 % of the article's parameters, does 9 % of its work, and can be had as a convolution.
#
# One formula needed a correction: $y = f(Wx + b)$ does not hold for a classifier's last layer, which has no $f$. And one expectation failed: most of the network's parameters are not what its accuracy rests on.
#
# **Read on.** [Chapter 04](04_training.ipynb) trains the whole network. For initial weights: X. Glorot and Y. Bengio, *Understanding the difficulty of training deep feedforward neural networks* (2010); K. He, X. Zhang, S. Ren and J. Sun, *Delving deep into rectifiers* (2015). For GELU: D. Hendrycks and K. Gimpel (2016). For label smoothing: C. Szegedy and others, *Rethinking the Inception architecture* (2016). For fully connected layers as convolutions: J. Long, E. Shelhamer and T. Darrell, *Fully convolutional networks for semantic segmentation* (2015).
