import torch

from .. import Bank

bank = Bank()
right, wrong = bank.right, bank.wrong


@right
def as_the_chapter(model, loader):
    was_training = model.training
    model.eval()
    right = seen = 0
    with torch.no_grad():
        for images, labels in loader:
            right += (model(images).argmax(1) == labels).sum().item()
            seen += len(labels)
    model.train(was_training)
    return right / seen


@right
@torch.inference_mode()
def decorated(model, loader):
    mode = model.training
    model.eval()
    hits = torch.cat([model(images).max(dim=1).indices == labels for images, labels in loader])
    model.train(mode)
    return hits.float().mean()


@right
def with_finally(model, loader):
    was_training = model.training
    try:
        model.train(False)
        with torch.no_grad():
            pairs = [
                (int(guess), int(label))
                for images, labels in loader
                for guess, label in zip(torch.argmax(model(images), -1), labels, strict=True)
            ]
    finally:
        model.train(was_training)
    return sum(guess == label for guess, label in pairs) / len(pairs)


@right
def every_module_its_own_mode(model, loader):
    modes = [(module, module.training) for module in model.modules()]
    model.eval()
    with torch.no_grad():
        scores, labels = zip(*((model(x), y) for x, y in loader), strict=True)
    for module, mode in modes:
        module.training = mode
    _, predicted = torch.max(torch.cat(scores), 1)
    return (predicted == torch.cat(labels)).double().mean().item()


def measured(model, loader, *, evaluation=True, restore=True, gradients=False):
    """Return right and seen for each batch; some of the answers below lack a part of this."""
    was_training = model.training
    if evaluation:
        model.eval()
    with torch.set_grad_enabled(gradients):
        parts = [((model(x).argmax(1) == y).sum().item(), len(y)) for x, y in loader]
    if restore:
        model.train(was_training)
    return parts


def share(parts):
    return sum(right for right, _ in parts) / sum(seen for _, seen in parts)


@wrong("mean-of-batches")
def mean_of_means(model, loader):
    shares = [right / seen for right, seen in measured(model, loader)]
    return sum(shares) / len(shares)


@wrong("full-batches-assumed")
def batch_times_batches(model, loader):
    parts = measured(model, loader)
    return sum(right for right, _ in parts) / (len(loader) * len(loader[0][1]))


@wrong("divided-by-batches")
def by_batches(model, loader):
    return sum(right for right, _ in measured(model, loader)) / len(loader)


@wrong("training-mode")
def in_training_mode(model, loader):
    return share(measured(model, loader, evaluation=False))


@wrong("mode-not-restored")
def stays_in_evaluation(model, loader):
    return share(measured(model, loader, restore=False))


@wrong("mode-not-restored")
def always_trains_afterwards(model, loader):
    result = share(measured(model, loader))
    model.train()
    return result


@wrong("gradients-kept")
def with_gradients(model, loader):
    return share(measured(model, loader, gradients=True))


@wrong("gradients-kept-and-mode-not-restored")
def careless(model, loader):
    return share(measured(model, loader, gradients=True, restore=False))


@wrong("percent")
def per_cent(model, loader):
    return 100 * share(measured(model, loader))


@wrong("count-not-share")
def counted(model, loader):
    return sum(right for right, _ in measured(model, loader))


@wrong("first-batch-only")
def returns_inside_the_loop(model, loader):
    return share(measured(model, loader[:1]))


@wrong("last-batch-only")
def forgets(model, loader):
    return share(measured(model, loader)[-1:])


@wrong("lowest-score")
def lowest(model, loader):
    was_training = model.training
    model.eval()
    with torch.no_grad():
        hits = torch.cat([model(x).argmin(1) == y for x, y in loader])
    model.train(was_training)
    return hits.float().mean().item()


@wrong("raises")
def over_the_batch(model, loader):
    was_training = model.training
    model.eval()
    with torch.no_grad():
        hits = torch.cat([model(x).argmax(0) == y for x, y in loader])
    model.train(was_training)
    return hits.float().mean().item()


@wrong("returns-nothing")
def prints(model, loader):
    share(measured(model, loader))
