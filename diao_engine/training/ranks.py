# SPDX-License-Identifier: GPL-2.0-or-later
"""The processes that train one network together (`torchrun`, DistributedDataParallel), and what they have to agree on.

Each takes every n-th crop of a batch and every n-th batch that is measured. Sums over the processes make what comes out that of
one process: loss, gradients, batch normalisation, confusion matrices. The first process leads: it alone reports and writes.
"""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
import torch.distributed as dist
from numpy.typing import NDArray
from torch import nn
from torch.nn.parallel import DistributedDataParallel

from ..errors import BadInput, EngineError
from ..jobs import Train
from ..protocol import rank
from . import sums
from .batchnorm import synchronised

# How long one waits for the others: the first one may load weights, or read tiles that the system has not in memory.
_PATIENCE = datetime.timedelta(minutes=30)
_TRACES_OF_A_LOSS = ("gloo", "nccl", "connection closed", "connection reset", "broken pipe", "tcpstore", "c10d")


@dataclass(frozen=True)
class Ranks:
    """Which of the processes this one is, from 0 on, and how many there are."""

    index: int = 0
    count: int = 1

    @property
    def leads(self) -> bool:
        """Whether this process reports and writes."""
        return self.index == 0

    @property
    def share(self) -> slice:
        """Which of the things in a row are those of this process."""
        return slice(self.index, None, self.count)

    def prepared(self, network: nn.Module, device: torch.device) -> nn.Module:
        """The network, with what it needs to be trained in parts; its parameters and buffers stay the same ones."""
        return network if self.count == 1 else synchronised(network, device)

    def together(self, network: nn.Module, device: torch.device) -> nn.Module:
        """What is called instead of a prepared network to train it: backwards it takes the mean of all processes' gradients."""
        if self.count == 1:
            return network
        return DistributedDataParallel(network, device_ids=[device] if device.type == "cuda" else None)

    def scaled(self, loss: torch.Tensor) -> torch.Tensor:
        """A loss whose gradients, which are added up where a mean is taken, come out as those of one process."""
        return loss if self.count == 1 else loss * self.count

    def summed(self, part: torch.Tensor) -> torch.Tensor:
        """The sum over all processes, of which each differentiates its own part."""
        return part if self.count == 1 else sums.of_one_loss(part)

    def total(self, part: NDArray[Any]) -> NDArray[Any]:
        """The sum of an array over all processes."""
        if self.count == 1:
            return part
        tensor = torch.from_numpy(np.array(part))
        dist.all_reduce(tensor)
        return np.asarray(tensor.numpy())

    def agree(self, wanted: bool) -> bool:
        """Whether the first process wants something, which all do then."""
        return wanted if self.count == 1 else bool(self.total(np.array([int(wanted and self.leads)])).any())

    def from_first(self, value: Any) -> Any:
        """What the first process has, for all."""
        if self.count == 1:
            return value
        holder = [value if self.leads else None]
        dist.broadcast_object_list(holder, device=torch.device("cpu"))
        return holder[0]

    @contextlib.contextmanager
    def one_after_another(self) -> Iterator[None]:
        """Within it the first process is alone, then the others: what it has loaded they find."""
        if self.count > 1 and not self.leads:
            dist.barrier()
        yield
        if self.count > 1 and self.leads:
            dist.barrier()


ALONE = Ranks()


@contextlib.contextmanager
def joined(job: Train) -> Iterator[Ranks]:
    """The processes of this training, as torchrun has started them; only this one where nobody has.

    Raises
    ------
    BadInput
        There are more than crops in a batch, or than GPUs here.
    EngineError
        Within it, one of the others has ended.
    """
    place = rank.place()
    if place is None:
        yield ALONE
        return
    if place.count > job.batch_size:
        raise BadInput("more_processes_than_crops", count=place.count, batch_size=job.batch_size, field="batch_size")
    uses_gpu = torch.cuda.is_available() and job.device in ("auto", "cuda")
    if uses_gpu:
        if place.here >= torch.cuda.device_count():
            raise BadInput("more_processes_than_gpus", count=place.count_here, gpus=torch.cuda.device_count())
        torch.cuda.set_device(place.here)
    elif job.device == "mps" or (job.device == "auto" and torch.backends.mps.is_available()):
        raise BadInput("one_apple_gpu", field="device")
    on_gpus = "nccl" if dist.is_nccl_available() else "gloo"
    dist.init_process_group(f"cpu:gloo,cuda:{on_gpus}" if uses_gpu else "gloo", timeout=_PATIENCE)
    try:
        yield Ranks(place.index, place.count)
    except RuntimeError as error:
        if not any(trace in str(error).lower() for trace in _TRACES_OF_A_LOSS):
            raise
        raise EngineError("process_lost", count=place.count) from error
    finally:
        dist.destroy_process_group()
