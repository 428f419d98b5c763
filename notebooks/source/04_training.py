# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 04 Training on CIFAR-10
#
# **You will be able to** build the article's network, write its training step and its measures, run it, judge how good the result is, and reach the same accuracy in a small part of the time.
#
# **Minutes:** 90. **You need:** [chapter 01](01_convolution.ipynb), for convolution layers and the sizes of their outputs; [chapter 03](03_fully_connected.ipynb), for softmax and the cross-entropy; that the gradient of a number tells how it changes with each weight.
#
# Run the cells from top to bottom with Shift+Enter. The training itself takes well under a minute on two cores that have nothing else to do; you can watch it.

# %%
import dataclasses
import itertools
import textwrap
from functools import partial

import numpy as np
import torch
from torch import nn

from course_utils import budget, data, training
from course_utils.checks import training as check
from course_utils.figures import picture
from course_utils.models import ArticleNet, FastNet
from course_utils.widgets import (
    AugmentationLab,
    ConfusionExplorer,
    DatasetBrowser,
    Predict,
    RunComparison,
    TrainingDashboard,
)

# %% [markdown]
# ## The dataset
#
# CIFAR-10 holds 60,000 small colour photographs, each of one of ten things. 50,000 are for training. The other 10,000 are the **test images**: the network never learns from them, so they tell how it does on photographs that it has not seen.

# %% tags=["nbval-ignore-output"]
images = data.cifar10()
print(images.sentence)

# %%
print("x_train:", images.x_train.shape, images.x_train.dtype)
print(
    "y_train:",
    images.y_train.shape,
    "labels from",
    images.y_train.min(),
    "to",
    images.y_train.max(),
)

# %% [markdown]
# One row of `x_train` is one image: 32 rows of 32 pixels, each with three numbers from 0 to 255 for red, green and blue. The same row of `y_train` is its **label**, a number from 0 to 9 that stands for a class.

# %% tags=["nbval-ignore-output"]
first_three = [np.flatnonzero(images.y_train == label)[:3] for label in range(10)]
columns = [np.concatenate(images.x_train[rows]) for rows in first_three]  # (96, 32, 3) each
grid = np.concatenate(columns, axis=1)
picture(
    grid,
    enlarge=2,
    caption="Three training images of each class, a column each: "
    + ", ".join(images.classes)
    + ". At 32 × 32 pixels little is left of a photograph.",
    alt="A grid of small colour images, three rows and ten columns, one column for each class.",
)

# %% jupyter={"source_hidden": true}
# A prediction: what do all images of a class have in common?
members = np.flatnonzero(images.y_train == 3)
one = images.x_train[members[:200]].std((1, 2)).mean()
together = images.x_train[members].mean(0).std((0, 1)).mean()
Predict(
    f"Add up all {len(members):,} training images with the label 3, pixel by pixel, and divide by {len(members):,}. In a single one of them, the values of a channel spread by about 50 of 255 (their standard deviation). By how much do they spread in the mean image?",
    ["about 50", "about 25", "10 or less"],
    answer=int(np.argmin([abs(together - spread) for spread in (50, 25, 8)])),
    because=f"Measured: {one:.0f} in single images, {together:.0f} in their mean. Light and dark fall on each place about equally often, so next to nothing is left but an even shade. What the images of a class share is not to be found by laying them over each other. See below.",
)

# %% [markdown]
# ### All of it
#
# Here are all 60,000. Scroll, and choose a class: ten classes, equally many images of each. The small pictures above the names are the mean images. Compare those of *ship* and *truck* with those of *cat* and *bird*: in which classes does something nearly always stand at the same place? Then choose the test images, click one, and let the kernel *find the training images most like it*. Often they show another class with the same colours: of the first 1,000 test images of CIFAR-10, the nearest training image is of the same class for 36 % only. And a few are nearly the same photograph, such as that of test image 657: this makes a test easier than it should be.

# %% tags=["nbval-ignore-output"]
DatasetBrowser(images)

# %% [markdown]
# ### Normalisation
#
# The article turns each byte $b$, from 0 to 255, into
#
# $$x = \frac{b / 255 - 0.5}{0.5},$$
#
# a number from −1 to 1. The first weights of a network are small and as often negative as positive; inputs of moderate size around 0 keep the first outputs moderate too, and then steps of one size suit all layers. In the article's code, torchvision's `ToTensor` does the first half and moves the channels to the front, and `Normalize(0.5)` does the second.
#
# The browser above shows what the numbers of CIFAR-10 are like. Over all training images and with bytes divided by 255, red, green and blue have means 0.491, 0.482 and 0.447 and standard deviations 0.247, 0.243 and 0.262. So the article's 0.5 and 0.5 bring each channel near mean 0, with a standard deviation of about a half. Take these numbers from the training images alone: the test images stand for what is not known yet.

# %%
x = training.normalised(torch.from_numpy(images.x_train[:4]))
y = torch.from_numpy(images.y_train[:4])
print("a batch of four:", tuple(x.shape), f"between -1 and 1: {bool(x.abs().max() <= 1)}")

# %% [markdown]
# ## The network, layer by layer
#
# `ArticleNet` is the article's network, without a change. Send one batch through it and look at the shapes. The first axis, $N$, is the number of images, 4 here; then come the channels, then rows and columns.

# %%
torch.manual_seed(0)
net = ArticleNet()
layers = [
    ("conv1, 6 filters of 5 × 5", net.conv1),
    ("ReLU, 2 × 2 max pooling", nn.Sequential(nn.ReLU(), net.pool)),
    ("conv2, 16 filters of 5 × 5", net.conv2),
    ("ReLU, 2 × 2 max pooling", nn.Sequential(nn.ReLU(), net.pool)),
    ("flattened", nn.Flatten()),
    ("fc1, ReLU", nn.Sequential(net.fc1, nn.ReLU())),
    ("fc2, ReLU", nn.Sequential(net.fc2, nn.ReLU())),
    ("fc3, a score a class", net.fc3),
]
shown = x
for name, layer in layers:
    shown = layer(shown)
    print(f"{name:28s}", tuple(shown.shape))

# %% [markdown]
# **Where 16 × 5 × 5 comes from.** A kernel of 5 fits into 32 pixels at $32 - 5 + 1 = 28$ positions; pooling halves that to 14. The second kernel fits at $14 - 5 + 1 = 10$ positions; pooling leaves 5. So 16 channels of 5 × 5 numbers reach `fc1`: 400 for each image. Change the size of the images, or of a kernel, and this number changes; `nn.Linear(16 * 5 * 5, 120)` then no longer fits, and PyTorch refuses the multiplication.
#
# **Where 62,006 comes from.** Each layer has its weights and one bias for each output.

# %%
total = 0
for name, layer in net.named_children():
    weights = list(layer.parameters())
    if weights:
        count = sum(parameter.numel() for parameter in weights)
        total += count
        print(
            f"{name}: weight {tuple(weights[0].shape)!s:15s} + bias {len(weights[1]):3d} = {count:6,}"
        )
print(f"together {total:,}")

# %% [markdown]
# Nearly all of them, 59,134, are in the three fully connected layers. The two convolutions, which look at the image, have 2,872.
#
# **An import is missing.** The article writes `F.relu`, and never says what `F` is. If you copy its code, the first call of the network stops with `NameError: name 'F' is not defined`. The line that it forgets is
#
# ```python
# import torch.nn.functional as F
# ```

# %% [markdown]
# ### Exercise: `build_net`
#
# Build the network yourself: the layers of the table above, any way you like, as a class or as `nn.Sequential`. `build_net()` takes nothing and returns a new network that gives ten scores for each image, $(N, 3, 32, 32) \to (N, 10)$, and has 62,006 parameters. No softmax at the end: the loss takes the scores.


# %% nbgrader={"grade": false, "grade_id": "build_net", "locked": false, "schema_version": 3, "solution": true, "task": false}
def build_net():
    """Return the article's network, with random weights."""
    ### BEGIN SOLUTION
    return nn.Sequential(
        *(nn.Conv2d(3, 6, 5), nn.ReLU(), nn.MaxPool2d(2)),
        *(nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2)),
        nn.Flatten(),
        *(nn.Linear(16 * 5 * 5, 120), nn.ReLU()),
        *(nn.Linear(120, 84), nn.ReLU()),
        nn.Linear(84, 10),
    )
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "build_net_check", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
check.build_net(build_net)

# %% [markdown]
# **What people get wrong.** A softmax after the last layer. A ReLU forgotten between fully connected layers, which makes them one. Padding that makes 16 × 5 × 5 into something else.

# %% jupyter={"source_hidden": true}
# A prediction: what is an accuracy worth?
chance = 1 / len(images.classes)
Predict(
    "The test images are spread evenly over ten classes. What share does a network get right that always gives the same answer?",
    ["0 %", "1 %", "10 %", "50 %"],
    answer=[0, 0.01, 0.1, 0.5].index(chance),
    because="One class in ten is right every time, and the other nine never. Guessing at random gives the same on average. Every accuracy below has to be read against this.",
)

# %% [markdown]
# ## One training step
#
# A step takes a **batch** of four images and does five things. Here they are, once, by hand. The **loss** is one number that is large when the right class got a low score: the cross-entropy, which is the mean over the batch of $-\log p$, where $p$ is the probability that the network gives to the right class.

# %% tags=["nbval-ignore-output"]
optimizer = torch.optim.SGD(net.parameters(), lr=0.001, momentum=0.9)

optimizer.zero_grad()  # forget the gradients of the step before
scores = net(x)  # (4, 10)
loss = nn.functional.cross_entropy(scores, y)
loss.backward()  # the gradient of the loss for each of the 62,006 parameters
optimizer.step()  # move each parameter a little against its gradient
print(f"loss {loss.item():.3f}; a network that finds all ten classes equally likely has 2.303")

# %% [markdown]
# - `zero_grad` comes first because `backward` **adds** to the gradients that are there. Without it, each step would follow the sum of all gradients so far.
# - `lr`, the **learning rate**, says how far to move: 0.001 times the direction.
# - `momentum` makes that direction a memory of earlier ones: before each step it is multiplied by 0.9, and the new gradient is added. What many batches agree on grows up to ten times; what they disagree on cancels.
#
# $2.303$ is $\log 10$: with ten equally likely classes $p = 1/10$. A fresh network starts close to it.

# %% [markdown]
# ### Exercise: `train_step`
#
# Put the five lines into a function. It takes the network, one batch of images and labels, and the optimiser; it sets training mode (`model.train()`, which some layers need), takes one step, and returns the loss as a `float`: the one that the step was computed from.


# %% nbgrader={"grade": false, "grade_id": "train_step", "locked": false, "schema_version": 3, "solution": true, "task": false}
def train_step(model, images, labels, optimizer):
    """Take one step of gradient descent and return the loss before it."""
    ### BEGIN SOLUTION
    model.train()
    optimizer.zero_grad()
    loss = nn.functional.cross_entropy(model(images), labels)
    loss.backward()
    optimizer.step()
    return loss.item()
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "train_step_check", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
check.train_step(train_step)

# %% [markdown]
# **What people get wrong.** Forgetting `zero_grad`: the first step is right, and everything after it wrong. Calling `step` before `backward`. Giving the loss probabilities. Keeping the loss as a tensor, which keeps everything that it was computed from in memory.

# %% jupyter={"source_hidden": true}
# A prediction: the first epoch
Predict(
    "One epoch shows the network each of the 50,000 training images once, in 12,500 steps. How many of the CIFAR-10 test images does it get right after that?",
    ["about 15 %", "about 25 %", "about 50 %", "about 80 %"],
    answer=2,
    because="Measured with this loop: a little under half, most of the way to what ten epochs reach. The first epoch teaches the most. Your own run below will tell its number.",
)

# %% [markdown]
# ## The run
#
# `training.train` repeats that step: the `while` loop in `course_utils/training/loop.py`, under forty lines. The rest of that file keeps checkpoints and listens to the buttons. The images are shuffled anew each epoch, as the article's `DataLoader` (PyTorch's) does. They stay bytes in memory and are normalised a batch at a time, which gives exactly the same numbers without making a picture and a tensor of each image anew every epoch. The article's two workers have to share two cores with the training; `python3 course.py bench training --loaders` compares the ways on your machine.
#
# Show the dashboard first, then run the training below it and come back.

# %%
dashboard = TrainingDashboard()
dashboard

# %% [markdown]
# How long it trains depends on the variable `COURSE_BUDGET`: `smoke` takes 300 steps, `lesson`, the default, one epoch, and `full` the article's ten.

# %% tags=["nbval-ignore-output"]
steps = budget.pick(smoke=300, lesson=12_500, full=125_000)
torch.manual_seed(0)
net = ArticleNet()
history = training.train(
    net,
    images,
    training.ARTICLE,
    steps=steps,
    seed=0,
    on_step=dashboard.follow,
    control=dashboard.control,
    checkpoints=f"runs/article-{steps}-{images.source}",
)
print(
    f"{history.steps:,} steps, {history.epochs:.2f} epochs, about {history.seconds:.0f} s of training"
)

# %% [markdown]
# *Pause* the run to look at the filters, then *Go on*; or *Stop* it: run the cell again and it goes on from its last checkpoint, in the folder `runs`, after *Restart kernel* too. (A run that has come to its end gives its result at once; delete its folder to begin anew.) After an interrupt, run the cell to its end: those below need its `history`.
#
# Take the smoothing of the curve down to 1 and back up. The loss of four images says little about the network: a hard batch has a high loss with any weights. Only a mean over some hundred steps shows whether it learns.

# %% [markdown]
# ## How good is it?

# %% tags=["nbval-ignore-output"]
print(f"{history.accuracy:.1%} of the test images are right; guessing gets {chance:.0%}.")
print(
    f"Measured on {len(images.y_test):,} test images after {history.steps:,} steps, seed {history.seed}."
)
print(images.sentence)

# %% [markdown]
# The article's ten epochs can be measured by themselves, with
#
# ```
# python3 course.py bench training --only article
# ```
#
# With seeds 0 to 2 on CIFAR-10 that gave 61.6, 61.6 and 62.8 % of the test images, in 187 s; an earlier run, with the images in another order, gave 63.7 %, and 49.4 % after its first epoch, 57.3 % after three, 61.6 % after seven: each epoch brings less than the one before. On another kind of processor, which rounds its sums otherwise, seed 0 ended at 58.3 %: a rate that never falls leaves it to chance where the last steps land. In 10,000 images alone, chance moves an accuracy near 60 % by about half a point (one standard deviation, $\sqrt{0.6 \cdot 0.4 / 10000}$), and another order of the images by more, so do not believe differences of a point or two from single runs.
#
# One number for ten classes hides how they differ.

# %% tags=["nbval-ignore-output"]
share = training.per_class_accuracy(net, images.x_test, images.y_test)
for label in share.argsort()[::-1]:
    print(f"{images.classes[label]:12s} {share[label]:6.1%}  {'█' * round(40 * share[label])}")
print(
    f"After {history.steps:,} steps, seed {history.seed}, on the {len(images.y_test):,} test images."
)

# %% [markdown]
# ### Exercise: `accuracy`
#
# Write the measure. `loader` gives pairs of images and labels, a batch at a time; the last batch may be shorter. Return the share of images whose highest score is that of their label, a fraction from 0 to 1. The network is asked in evaluation mode and without gradients, and left in the mode in which it came: `model.training` tells the mode, `model.eval()` sets evaluation mode, `model.train(mode)` puts one back, and within `with torch.no_grad():` no gradients are kept.


# %% nbgrader={"grade": false, "grade_id": "accuracy", "locked": false, "schema_version": 3, "solution": true, "task": false}
def accuracy(model, loader):
    """Return the share of images that the network gets right."""
    ### BEGIN SOLUTION
    was_training = model.training
    model.eval()
    right = seen = 0
    with torch.no_grad():
        for images, labels in loader:
            right += (model(images).argmax(1) == labels).sum().item()
            seen += len(labels)
    model.train(was_training)
    return right / seen
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "accuracy_check", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
check.accuracy(accuracy)

# %% [markdown]
# **What people get wrong.** The mean of the batches' accuracies: the short last batch counts for too much. Evaluation in training mode, or with gradients, or leaving the network in evaluation mode when training goes on.

# %% [markdown]
# ### What it takes for what
#
# The **confusion matrix** counts, for each actual class (a row), how often each class was predicted (a column). The diagonal is what was right.
#
# ### Exercise: `confusion_matrix`
#
# `predicted` and `actual` are tensors of whole numbers, shape $(N,)$; `classes` says how many classes there are. Return the counts, shape (classes, classes).


# %% nbgrader={"grade": false, "grade_id": "confusion_matrix", "locked": false, "schema_version": 3, "solution": true, "task": false}
def confusion_matrix(predicted, actual, classes):
    """Return counts, a row an actual class, a column a predicted one."""
    ### BEGIN SOLUTION
    pairs = actual * classes + predicted
    return torch.bincount(pairs, minlength=classes * classes).reshape(classes, classes)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "confusion_matrix_check", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
check.confusion_matrix(confusion_matrix)

# %% [markdown]
# **What people get wrong.** Rows and columns swapped. `matrix[actual, predicted] += 1` with whole tensors, which adds 1 once where a pair comes several times.
#
# Look at your network's mistakes. Choose a cell of the matrix to see its images, the surest first; then the worst mistakes of all. Below stands the **calibration**: of the images to which the network gave its class 80 %, are 80 % right?

# %% tags=["nbval-ignore-output"]
ConfusionExplorer(net, images)

# %% [markdown]
# ### Does it remember, or has it learned?
#
# A network can get training images right because it has seen them. Only what it gets right on others is of use. The distance between the two is the sign of **overfitting**.

# %% tags=["nbval-ignore-output"]
seen = training.accuracy(net, images.x_train[:10_000], images.y_train[:10_000])
print(f"10,000 training images: {seen:.1%}")
print(f"{len(images.y_test):,} test images:     {history.accuracy:.1%}")
print(f"distance:               {100 * (seen - history.accuracy):+.1f} percentage points")

# %% [markdown]
# After one epoch there is next to no distance: each image has been seen once, and 62,006 parameters cannot hold 50,000 photographs that fast. With `COURSE_BUDGET=full` it grows. When the accuracy on training images still rises and that on test images has stopped, more epochs no longer help.
#
# One more caution. The test images may be looked at once, at the end. Whoever tries twenty recipes and keeps the one that does best on the test images has chosen by them, and reports a number that is too high. To choose, set some of the training images aside. (The recipes further down were compared by the test images, so their numbers are a little too high; the last exercise does better.)

# %% [markdown]
# ## More from the same images
#
# A photograph of a car is still one of a car when it is mirrored, moved by two pixels, or a little darker. **Augmentation** changes the training images in such ways each time they are seen, so that the network cannot rely on what does not matter, and seldom meets the same numbers twice. Move each transform until it goes too far: at which point would *you* no longer know the class?

# %%
AugmentationLab()

# %% [markdown]
# ## A schedule for the learning rate
#
# The article keeps one learning rate throughout. Large steps make fast progress at first and then only jump around the goal; small steps settle but take for ever. A **schedule** has both. A simple one rises in a straight line to its peak and falls in a straight line to 0 (the rise protects the first steps, when the weights are still random).
#
# ### Exercise: `one_cycle`
#
# Return the learning rate at a step: 0 at step 0, straight up to `peak` over the first 30 % of `total` steps, straight down to 0 at step `total`.


# %% nbgrader={"grade": false, "grade_id": "one_cycle", "locked": false, "schema_version": 3, "solution": true, "task": false}
def one_cycle(step, total, peak):
    """Return the learning rate at a step."""
    ### BEGIN SOLUTION
    top = 0.3 * total
    return peak * min(step / top, (total - step) / (total - top))
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "one_cycle_check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
check.one_cycle(one_cycle)

# %% [markdown]
# **What people get wrong.** One step too early or too late at either end. A way down that starts at 70 % of the peak instead of the peak.
#
# In the ladder below, the rung `schedule` rises over 20 %. The recipe `fast` does not rise: with batch norm and a whitened first layer it can begin at the full rate.

# %% [markdown]
# ## The same accuracy, much sooner
#
# `training.RECIPES` holds more recipes than the article's. Each is a short list of choices, and its `about` says what each choice buys. The recipe `fast` is made to reach what the article's reaches in ten epochs, in as little time as we know how to on a processor.

# %% jupyter={"source_hidden": true}
# A prediction: how much sooner?
fast = training.recipe("fast")
Predict(
    "The article's recipe shows every training image ten times. How often does the recipe 'fast' have to show one to get about as far?",
    ["five times", "once", "not even once: about a third of them"],
    answer=int(np.argmin([abs(fast.epochs - one) for one in (5, 1, 0.33)])),
    because=f"It runs for {fast.epochs:g} epochs with batches of {fast.batch}. Run it below, and compare its accuracy with that of the article's ten epochs.",
)

# %%
print(training.recipe("fast").about)

# %% tags=["nbval-ignore-output"]
torch.manual_seed(0)
quick = fast.network()
run = training.train(
    quick, images, fast, seed=0, steps=budget.pick(smoke=4, lesson=None, full=None)
)
print(
    f"{run.accuracy:.1%} of the test images after {run.seconds:.1f} s of training, {run.images:,} images"
)
print(f"the article's recipe above: {history.accuracy:.1%} after {history.seconds:.0f} s")
print(images.sentence)

# %% [markdown]
# `python3 course.py bench training --json` trains by `article` (all ten epochs), `fast`, `ninety` and `accurate` one after the other on your machine, which takes about twenty minutes. Beside the accuracy it prints what two tricks of test time make of it, by name: the scores of each image and its mirror image added up, and of **six views**, those two and both moved by a pixel either way. The network stays the same; it is only asked more often. `docs/training.md` tells which of the choices paid for itself and which did not.

# %% [markdown]
# ## The ladder
#
# What makes the difference? Between the article's recipe and 90 % lies a ladder. Each **rung** makes one change to the rung before, with the rates that belong to it; `3 x 3 stages`, `Muon` and `6 epochs` change several things that belong together.
#
# Some words in the list are new. **Batch norm** brings each channel to mean 0 and deviation 1 over a batch. **Channels last** keeps the numbers of one pixel together in memory. **bfloat16** is a number of 16 bits, with the range of float32 and two to three decimal digits. **Whitening** sets the first layer so that its outputs are uncorrelated and equally large. **Muon** makes the momentum of a layer's kernels orthogonal before each step, so that all directions move equally far.

# %%
from course_utils.experiments import ladder
from course_utils.training.rungs import RUNGS

for name, rung in RUNGS.items():
    about = "the recipe as it is" if rung is training.ARTICLE else rung.about
    print(textwrap.fill(f"{name:>18}: {about}", 92, subsequent_indent=" " * 20))

# %% jupyter={"source_hidden": true}
# A prediction: which rung is worth most?
rows = ladder.in_order(ladder.GRID.rows())
mean = ladder.over_seeds(rows, "accuracy", "variant")
rungs = list(RUNGS)
gains = {name: mean[name].mean - mean[before].mean for before, name in itertools.pairwise(rungs)}
offered = ["batch norm", "3 x 3 stages", "whitening", "Muon"]
most = max(offered, key=gains.get)
Predict(
    "Which of these four changes adds the most percentage points?",
    offered,
    answer=offered.index(most),
    because="; ".join(f"{name}: {100 * gains[name]:+.1f} points" for name in offered)
    + ". In another order the numbers would be others: what a change is worth depends on what is there already.",
)

# %% [markdown]
# All rungs were trained on the 50,000 images with three seeds each, by `python -m course_utils.experiments ladder`. Every run had one core to itself, and its seconds are those of that core, so that other work on the machine does not count. `with mirror` is the accuracy with a trick of test time: the scores of each image and of its mirror image are added up.

# %%
print("\n".join(ladder.report(rows)))

# %% tags=["nbval-ignore-output"]
ladder.figure(rows)

# %% [markdown]
# Point at the plot to read a run, untick one in the table to hide it, and lay them out over *seconds* or over *images*. (The rows hold no losses.)

# %%
RunComparison(
    [
        row | {"name": row["variant"], "images": 50_000 * row["epochs"]}
        for row in rows
        if row["variant"] in RUNGS
    ]
)

# %% [markdown]
# Three kinds of rungs are in the table.
#
# **Some buy time.** Batches of 64 come to the same accuracy as batches of 4 in about a third of the time: most of a step with four images is not arithmetic. Products in bfloat16 save a third of what was left, and smaller images at first a quarter. They cost about half a point.
#
# **Some buy accuracy.** The schedule and batch norm bring about three points each to the article's network. The larger network brings nine, for seven times the time. Muon brings thirteen in the same time, more than any other rung, but not by itself: with it come rates of their own for the last layer and for batch norm, which one rate for all had held back. Keep its rate from falling (the square `one rate`), and twenty points are gone.
#
# **Some buy nothing here.** Larger batches lose two points before Muon makes use of them. Flips do nothing in two epochs, in which no image is met more than twice. (They are there for the longer runs.) To end after two epochs in place of ten costs five and a half points with the article's network; the time so saved is spent better elsewhere.
#
# The rest is paid for with width and with time, and each point is dearer than the one before. The rung `6 epochs` takes about twice the seconds of the article's ten epochs on one core, and on two cores about as many: the article's batches of 4 are too small to be shared between cores. In the time in which the article's recipe comes to 62 %, this one comes to 90 %.
#
# The last rung spends the same time otherwise. After a few epochs most training images are right, by a wide margin; their gradients are close to zero, and cost as much as any other. So from the fourth epoch on, images are ranked by the loss that each had when it was last seen, chance lifts some of them, and only the first part of that list is trained on: six tenths of all at first, three tenths at the end. An image that is left out keeps its place and may come back. (Loshchilov and Hutter described such a choice by ranks in 2015.) That buys a third of a point, in each of the three seeds, and half a point with mirror images: little beside the rungs below, but for nothing, since the work is the same.
#
# A point of warning: in another order the rungs would be worth other amounts, and a rung that was tuned longer would be worth more.

# %% [markdown]
# ## Your turn: the best network for the same work
#
# Seconds are a poor measure of a recipe: they depend on the machine and on what else it does. **Work** is a better one. `training.train(..., macs=N)` ends a run after $N$ **multiply-accumulates**, those of the forward pass, the backward pass and the optimiser, counted by PyTorch; the number is the same on every machine. For one image in training the article's network takes 1.6 million, and the network of `fast` 8.5 million. With a fixed amount of work you choose between many images for a cheap network and few images for a dear one.
#
# ### Exercise: `capstone`
#
# `capstone()` takes nothing and returns a recipe. The check trains its network with 150 billion multiply-accumulates, about what `fast` takes, on 45,000 of the training images, and asks it about the other 5,000. It tells how many of these it gets right, and what the article's network and `fast` reach with the same work (52.6 % and 66.8 %, means of three seeds). A quarter of the points is for 20 %, half of them for as much as the article's network gets, all of them for three quarters of the way from there to `fast`.
#
# Begin with `dataclasses.replace(training.recipe("fast"), name="mine", ...)`, where `...` is what you change: the fields are described in `help(training.Recipe)`. The field `architecture` is a function that makes the network, any `nn.Module` from $(N, 3, 32, 32)$ to $(N, 10)$. Rates and whitening of `fast` belong to `FastNet`; with it, multiply `learning_rate` and `head_rate` by what you multiply `batch` by. For another network begin with `whitened=False, muon_rate=0, learning_rate=0.05, nesterov=True`. If that is not enough, write a class that inherits from `training.Recipe`, with its own `inputs` (augmentation), `loss`, `optimizer` or `schedule`. How long the schedule takes follows from the work; `epochs` is not used. The network must begin with random weights. The check ends a run after two minutes, gives nothing for more than 1.25 times the work (one huge batch), and half where an image's scores change from call to call or with its batch. Only training is counted, not the scoring afterwards. On two cores the check takes from ten seconds to half a minute, longer for small batches. (With `COURSE_BUDGET=smoke`, or without CIFAR-10, it trains only to see whether all works. A hand-in is graded with a third of the work, on 10,000 images.)
#
# Why not the test images? You will try several recipes and keep the one that does best. That choice fits the images that it was made by, a little, so the accuracy on them comes out too high. Therefore the check keeps 5,000 *training* images for choosing, and the test images for one look at the end.


# %% nbgrader={"grade": false, "grade_id": "capstone", "locked": false, "schema_version": 3, "solution": true, "task": false}
def capstone():
    """Return a recipe that does well with 150 billion multiply-accumulates."""
    ### BEGIN SOLUTION

    class Mirrored(FastNet):
        """When it is asked, not while it is trained: the mean of an image and its mirror image."""

        def forward(self, x):
            scores = super().forward(x)
            return scores if self.training else (scores + super().forward(x.flip(3))) / 2

    net = partial(Mirrored, (32, 64, 128), patch=3, stride=2, directions=12)
    return dataclasses.replace(training.recipe("fast"), name="mine", architecture=net)
    ### END SOLUTION


# %% tags=["nbval-ignore-output"] nbgrader={"grade": true, "grade_id": "capstone_check", "locked": true, "points": 5, "schema_version": 3, "solution": false, "task": false}
check.capstone(capstone)

# %% [markdown]
# **What people get wrong.** A network so wide that the work is used up after a few dozen steps; `fast` takes 141. Several changes at once, so that nobody knows which of them helped. A difference of half a point taken for progress: with 5,000 images and near 65 %, chance alone moves the accuracy by 0.7 points (one standard deviation, $\sqrt{0.65 \cdot 0.35 / 5000}$), and another seed by about as much.

# %% [markdown]
# ## What the article says of itself
#
# Its introduction promises to explore convolutional networks **in image generation**. Its code sorts images into ten classes. That is classification, and nothing in it makes an image: from 3,072 numbers it goes down to ten scores, and there is no way back up. What it shows is still worth knowing, since networks that generate images are trained by the same five lines, with another network and another loss.
#
# It also prints an accuracy without saying what to compare it with. Now you can: guessing gets 10 %, this network with this recipe a little over 60 %.
#
# ## What you have now
#
# A dataset is two arrays, images and labels, and a part of it that is never learned from. A training step is five lines. An accuracy means something together with the data, the steps, the seed and what guessing would give.
#
# **Read on.** A. Krizhevsky, *Learning multiple layers of features from tiny images* (2009), is where CIFAR-10 comes from. Y. LeCun, L. Bottou, Y. Bengio and P. Haffner, *Gradient-based learning applied to document recognition* (1998), has the network that this one follows. L. Bottou, F. Curtis and J. Nocedal, *Optimization methods for large-scale machine learning* (2018), explains why noisy steps get there.
