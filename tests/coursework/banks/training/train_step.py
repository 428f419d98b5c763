import torch
import torch.nn.functional as F
from torch import nn

from .. import Bank

bank = Bank()
right, wrong = bank.right, bank.wrong


@right
def as_the_chapter(model, images, labels, optimizer):
    model.train()
    optimizer.zero_grad()
    loss = F.cross_entropy(model(images), labels)
    loss.backward()
    optimizer.step()
    return loss.item()


@right
def forgets_at_the_end(model, images, labels, optimizer):
    model.train()
    loss = nn.CrossEntropyLoss()(model(images), labels)
    loss.backward()
    optimizer.step()
    optimizer.zero_grad()
    return float(loss)


@right
def forgets_between(model, images, labels, optimizer):
    model.train(True)
    outputs = model.forward(images)
    loss = F.nll_loss(outputs.log_softmax(dim=1), labels)
    model.zero_grad(set_to_none=False)
    torch.autograd.backward(loss)
    optimizer.step()
    return loss.detach().numpy().item()


@right
def by_a_closure(model, images, labels, optimizer):
    model.train()

    def closure():
        optimizer.zero_grad()
        loss = F.cross_entropy(model(images), labels)
        loss.backward()
        return loss

    return optimizer.step(closure).item()


@right
def by_hand(model, images, labels, optimizer):
    model.train()
    scores = model(images)
    loss = (torch.logsumexp(scores, 1) - scores[torch.arange(len(labels)), labels]).mean()
    for parameter in model.parameters():
        parameter.grad = None
    loss.backward()
    optimizer.step()
    return loss.tolist()


@wrong("gradients-not-forgotten")
def no_zero_grad(model, images, labels, optimizer):
    model.train()
    loss = F.cross_entropy(model(images), labels)
    loss.backward()
    optimizer.step()
    return loss.item()


@wrong("stepped-before-backward")
def too_early(model, images, labels, optimizer):
    model.train()
    optimizer.zero_grad()
    loss = F.cross_entropy(model(images), labels)
    optimizer.step()
    loss.backward()
    return loss.item()


@wrong("forgotten-too-late")
def zero_between(model, images, labels, optimizer):
    model.train()
    loss = F.cross_entropy(model(images), labels)
    loss.backward()
    optimizer.zero_grad()
    optimizer.step()
    return loss.item()


@wrong("no-backward")
def no_backward(model, images, labels, optimizer):
    model.train()
    optimizer.zero_grad()
    loss = F.cross_entropy(model(images), labels)
    optimizer.step()
    return loss.item()


@wrong("no-step")
def no_step(model, images, labels, optimizer):
    model.train()
    optimizer.zero_grad()
    loss = F.cross_entropy(model(images), labels)
    loss.backward()
    return loss.item()


@wrong("not-in-training-mode")
def mode_left(model, images, labels, optimizer):
    optimizer.zero_grad()
    loss = F.cross_entropy(model(images), labels)
    loss.backward()
    optimizer.step()
    return loss.item()


@wrong("not-in-training-mode")
def evaluates(model, images, labels, optimizer):
    model.eval()
    optimizer.zero_grad()
    loss = F.cross_entropy(model(images), labels)
    loss.backward()
    optimizer.step()
    return loss.item()


@wrong("returns-a-tensor")
def a_tensor(model, images, labels, optimizer):
    model.train()
    optimizer.zero_grad()
    loss = F.cross_entropy(model(images), labels)
    loss.backward()
    optimizer.step()
    return loss


@wrong("loss-on-probabilities")
def softmax_first(model, images, labels, optimizer):
    model.train()
    optimizer.zero_grad()
    loss = F.cross_entropy(torch.softmax(model(images), dim=1), labels)
    loss.backward()
    optimizer.step()
    return loss.item()


@wrong("loss-without-logarithm")
def nll_of_probabilities(model, images, labels, optimizer):
    model.train()
    optimizer.zero_grad()
    loss = F.nll_loss(torch.softmax(model(images), dim=1), labels)
    loss.backward()
    optimizer.step()
    return loss.item()


@wrong("summed-loss")
def summed(model, images, labels, optimizer):
    model.train()
    optimizer.zero_grad()
    loss = nn.CrossEntropyLoss(reduction="sum")(model(images), labels)
    loss.backward()
    optimizer.step()
    return loss.item()


@wrong("climbs")
def the_other_way(model, images, labels, optimizer):
    model.train()
    optimizer.zero_grad()
    loss = -F.cross_entropy(model(images), labels)
    loss.backward()
    optimizer.step()
    return loss.item()


@wrong("two-steps")
def twice(model, images, labels, optimizer):
    model.train()
    optimizer.zero_grad()
    loss = F.cross_entropy(model(images), labels)
    loss.backward()
    optimizer.step()
    optimizer.step()
    return loss.item()


@wrong("loss-after-the-step")
def after(model, images, labels, optimizer):
    model.train()
    optimizer.zero_grad()
    F.cross_entropy(model(images), labels).backward()
    optimizer.step()
    return F.cross_entropy(model(images), labels).item()


@wrong("raises")
def without_gradients(model, images, labels, optimizer):
    model.train()
    with torch.no_grad():
        loss = F.cross_entropy(model(images), labels)
    loss.backward()
    optimizer.step()
    return loss.item()


@wrong("not-finite")
def returns_nothing(model, images, labels, optimizer):
    model.train()
    optimizer.zero_grad()
    F.cross_entropy(model(images), labels).backward()
    optimizer.step()


@wrong("wrong-values")
def another_rate(model, images, labels, optimizer):
    model.train()
    optimizer.zero_grad()
    loss = F.cross_entropy(model(images), labels)
    loss.backward()
    for group in optimizer.param_groups:
        group["lr"] *= 0.7
    optimizer.step()
    return loss.item()
