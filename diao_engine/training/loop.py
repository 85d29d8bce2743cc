# SPDX-License-Identifier: GPL-2.0-or-later
"""The training itself: epochs, learning rate, the best epoch, early stop, going on after an interruption."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import nn

from ..errors import BadInput
from ..jobs import Train
from ..jobs.train import DECODER_RATE
from ..metrics.confusion import Confusion
from ..protocol import events
from ..protocol.progress import ProgressReporter
from .average import WeightAverage
from .checkpoint import Checkpoint
from .compute import Compute
from .losses import Loss
from .samples import Batch, CropSampler

_SECONDS_BETWEEN_LOSSES = 0.5


@dataclass(frozen=True)
class Epoch:
    """The results of an epoch: mean loss on the crops, mean loss and confusion matrix on the validation tiles, its duration."""

    train_loss: float
    loss: float
    confusion: Confusion
    seconds: float

    @property
    def score(self) -> float:
        """What the best epoch is chosen by: the mean IoU, or -1 where nothing was measured."""
        return self.confusion.miou if math.isfinite(self.confusion.miou) else -1.0


@dataclass(frozen=True)
class Trained:
    """All epochs, and which was best (0 is the first); the network holds the weights of that one."""

    epochs: tuple[Epoch, ...]
    best: int

    @property
    def confusion(self) -> Confusion:
        """The confusion matrix of the best epoch."""
        return self.epochs[self.best].confusion


class Trainer:
    """Trains one network with AdamW and a one-cycle learning rate.

    Parameters
    ----------
    network
        From images (batch, band, row, column) to logits (batch, classes, row, column); moved to the device.
    job
        Epochs, learning rate, patience, seed and whether to resume.
    sampler
        Gives the training batches of an epoch.
    validation
        Gives the batches to measure on, anew for each epoch.
    loss
        From logits and class indices (batch, row, column) to a scalar, of a whole batch; `losses.build` without more.
    step_loss
        The same of a batch of which this process has a part; None where it has all.
    names
        Class names in the order of the channels.
    compute
        Where to train, how, and with whom: of several processes the first reports and keeps the state.
    checkpoint
        Keeps the state after each epoch; None when nothing is to be kept.
    report
        Gets progress and metrics, and says when to stop.
    """

    def __init__(
        self,
        network: nn.Module,
        job: Train,
        *,
        sampler: CropSampler,
        validation: Callable[[], Iterable[Batch]],
        loss: Loss,
        names: tuple[str, ...],
        compute: Compute,
        checkpoint: Checkpoint | None,
        report: ProgressReporter,
        step_loss: Loss | None = None,
    ) -> None:
        self._ranks = compute.ranks
        # Convolutions on GPUs are faster with the bands innermost, and on CPUs too.
        self.network = self._ranks.prepared(
            network.to(compute.device, memory_format=torch.channels_last), compute.device
        )
        self._trained = self._ranks.together(self.network, compute.device)
        self._average = WeightAverage(self.network, job.ema) if job.ema else None
        self._job, self._sampler, self._validation = job, sampler, validation
        self._loss, self._step_loss, self._names, self._compute = loss, step_loss or loss, names, compute
        self._checkpoint, self._report = checkpoint, report
        self._optimizer = compute.optimizer(_groups(self.network, job.learning_rate, is_new=not job.start_from))
        self._schedule = torch.optim.lr_scheduler.OneCycleLR(
            self._optimizer,
            max_lr=[group["lr"] for group in self._optimizer.param_groups],
            total_steps=max(2, job.epochs * sampler.steps),
        )
        self._scaler = compute.scaler()
        self._epochs: list[Epoch] = []
        self._best: dict[str, torch.Tensor] = {}
        self._loss_reported_at = float("-inf")

    def run(self) -> Trained:
        """Train to the last epoch, or until patience ends.

        Returns
        -------
        Trained
            All epochs and the best one, whose weights the network holds afterwards.

        Raises
        ------
        BadInput
            The loss is no number any more.
        """
        with _deterministic(self._compute.device):
            if self._job.resume and self._checkpoint is not None:
                self._restore(self._checkpoint)
            while len(self._epochs) < self._job.epochs and not self._is_over():
                self._epoch(len(self._epochs))
        self.network.load_state_dict(self._best)
        self._average = None  # from here on the network is what is measured
        return Trained(tuple(self._epochs), self._best_epoch())

    def _epoch(self, number: int) -> None:
        # What a network draws by itself (dropout) is drawn per process: each has other crops.
        own = () if self._ranks.leads else (self._ranks.index,)
        torch.manual_seed(int(np.random.SeedSequence((self._job.seed, number, *own)).generate_state(1)[0]))
        began = time.monotonic()
        train_loss = self._train(number)
        loss, confusion = self._measure(number)
        self._epochs.append(Epoch(train_loss, loss, confusion, time.monotonic() - began))
        if self._best_epoch() == number:
            measured = self._measured_network.state_dict()
            self._best = {key: value.detach().cpu().clone() for key, value in measured.items()}
        self._report_epoch(number)
        if self._checkpoint is not None and self._ranks.leads:
            self._checkpoint.save(self._state())

    def _train(self, number: int) -> float:
        self.network.train()
        total = torch.zeros((), device=self._compute.device)
        steps = 0
        for steps, batch in enumerate(self._sampler.batches(number), start=1):
            self._progress(number, (steps - 1) / self._sampler.steps)
            images, target = self._compute.move(batch)
            loss = self._step_loss(self._compute.logits(self._trained, images), target)
            self._optimizer.zero_grad(set_to_none=True)
            self._scaler.scale(self._ranks.scaled(loss)).backward()
            self._scaler.step(self._optimizer)
            self._scaler.update()
            self._schedule.step()
            if self._average is not None:
                self._average.update()
            total += loss.detach()
            self._report_batch_loss(number + steps / self._sampler.steps, loss)
            if self._wants_to_finish():
                break
        mean = float(total) / steps
        if not math.isfinite(mean):
            raise BadInput("loss_no_number", field="learning_rate", epoch=number + 1, rate=self._job.learning_rate)
        return mean

    @property
    def _measured_network(self) -> nn.Module:
        return self.network if self._average is None else self._average.network

    def _measure(self, number: int) -> tuple[float, Confusion]:
        measurement = self._compute.measure(
            self._measured_network,
            self._validation(),
            loss=self._loss,
            shifts=np.zeros((1, len(self._names))),
            on_batch=lambda: self._progress(number, 1.0),
        )
        return measurement.loss, measurement.confusions[0]

    def _progress(self, number: int, done: float) -> None:
        epochs = self._job.epochs
        self._report.progress((number + done) / epochs, "epoch_of", epoch=number + 1, epochs=epochs)

    def _report_epoch(self, number: int) -> None:
        epoch = self._epochs[number]
        metrics = {
            "loss": epoch.train_loss,
            "validation loss": epoch.loss,
            "miou": epoch.confusion.miou,
            "macro_f1": epoch.confusion.macro_f1,
            events.EPOCH_SECONDS: epoch.seconds,
            **{
                f"{events.IOU_OF_CLASS}{name}": value
                for name, value in zip(self._names, epoch.confusion.iou, strict=True)
            },
        }
        for name, value in metrics.items():
            if math.isfinite(value):
                self._report.metric(name, number + 1, value)

    def _report_batch_loss(self, epochs: float, loss: torch.Tensor) -> None:
        """The loss of a batch for the live curve, seldom: reading it costs a wait for the device."""
        if time.monotonic() - self._loss_reported_at >= _SECONDS_BETWEEN_LOSSES:
            self._report.metric(events.BATCH_LOSS, round(events.BATCH_LOSS_STEPS * epochs), float(loss.detach()))
            self._loss_reported_at = time.monotonic()

    def _best_epoch(self) -> int:
        return int(np.argmax([epoch.score for epoch in self._epochs]))

    def _is_over(self) -> bool:
        """Whether it ends before the last epoch: patience is used up, or the user has asked to finish."""
        if self._epochs and self._wants_to_finish():
            self._report.info(
                "stopped_on_request", epoch=len(self._epochs), epochs=self._job.epochs, best=self._best_epoch() + 1
            )
            return True
        return self._out_of_patience()

    def _wants_to_finish(self) -> bool:
        """Whether the user has asked to finish; all processes hear it after the same step."""
        return self._ranks.agree(self._report.wants_to_finish())

    def _out_of_patience(self) -> bool:
        patience = self._job.patience
        if not patience or not self._epochs or len(self._epochs) - 1 - self._best_epoch() < patience:
            return False
        self._report.info("patience_used_up", epoch=len(self._epochs), best=self._best_epoch() + 1)
        return True

    def _state(self) -> dict[str, Any]:
        return {
            "network": self.network.state_dict(),
            "best": self._best,
            "optimizer": self._optimizer.state_dict(),
            "schedule": self._schedule.state_dict(),
            "scaler": self._scaler.state_dict(),
            "shown": self._sampler.shown.state(),
            "average": None if self._average is None else self._average.state(),
            "epochs": [
                (epoch.train_loss, epoch.loss, epoch.confusion.matrix.tolist(), epoch.seconds) for epoch in self._epochs
            ],
        }

    def _restore(self, checkpoint: Checkpoint) -> None:
        state = self._ranks.from_first(checkpoint.load() if self._ranks.leads else None)
        if state is None:
            if checkpoint.has_others():
                self._report.warning("other_resume_file")
            return
        self.network.load_state_dict(state["network"])
        self._optimizer.load_state_dict(state["optimizer"])
        self._schedule.load_state_dict(state["schedule"])
        self._scaler.load_state_dict(state["scaler"])
        self._best = state["best"]
        self._sampler.shown.restore(state["shown"])
        if self._average is not None:
            self._average.restore(state["average"])
        self._epochs = [
            Epoch(train_loss, loss, Confusion(np.asarray(matrix, dtype=np.int64)), seconds)
            for train_loss, loss, matrix, seconds in state["epochs"]
        ]
        for number in range(len(self._epochs)):
            self._report_epoch(number)
        self._report.info("going_on_after", epoch=len(self._epochs))


def _groups(network: nn.Module, rate: float, *, is_new: bool) -> list[dict[str, Any]]:
    """The encoder's parameters at `rate`, all others of a new network faster; one without an encoder is one group.

    The encoder may bring along what it has learned, the decoder starts from nothing. At one rate for both, a short training can
    end before some class is predicted at all.
    """
    encoder = getattr(network, "encoder", None)
    if encoder is None or not is_new:
        return [{"params": list(network.parameters()), "lr": rate}]
    known = {id(parameter) for parameter in encoder.parameters()}
    rest = [parameter for parameter in network.parameters() if id(parameter) not in known]
    return [{"params": list(encoder.parameters()), "lr": rate}, {"params": rest, "lr": DECODER_RATE * rate}]


@contextmanager
def _deterministic(device: torch.device) -> Iterator[None]:
    """Within it, the CPU computes the same bytes each time; some operations have no such form on GPUs, which look for the fastest."""
    before = torch.are_deterministic_algorithms_enabled(), torch.utils.deterministic.fill_uninitialized_memory
    benchmark = torch.backends.cudnn.benchmark
    torch.backends.cudnn.benchmark = device.type == "cuda"  # the crops of a training have one size
    torch.use_deterministic_algorithms(device.type == "cpu")
    torch.utils.deterministic.fill_uninitialized_memory = False  # a help for whoever looks for faults, at a price
    try:
        yield
    finally:
        torch.backends.cudnn.benchmark = benchmark
        torch.use_deterministic_algorithms(before[0])
        torch.utils.deterministic.fill_uninitialized_memory = before[1]
