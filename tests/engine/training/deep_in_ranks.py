# SPDX-License-Identifier: GPL-2.0-or-later
"""Three steps of the default network in 64 bits, in one process or, as a program under torchrun, in several.

In 32 bits last digits grow within a step, in one process too when the crops of a batch only change places; in 64 bits it shows that
loss, batch normalisation and gradients are those of the whole batch.

python -m torch.distributed.run ... -m tests.engine.training.deep_in_ranks END.pt
"""

import sys

import numpy as np
import torch

from diao_engine.jobs import LayerRef, Train
from diao_engine.model import networks
from diao_engine.training import losses, ranks

CPU = torch.device("cpu")


def train(together):
    """Losses, weights and running means in the end."""
    job = Train(dataset=LayerRef("tiles.gpkg"), model="none.onnx")
    torch.manual_seed(0)
    network = networks.build(job.architecture, job.encoder, bands=3, classes=3).double().train()
    network = together.prepared(network, CPU)
    trained = together.together(network, CPU)
    loss = losses.build("cross_entropy", np.array([5, 6, 7]), CPU, together.summed)
    optimizer = torch.optim.AdamW(network.parameters(), lr=1e-3)
    kept = []
    for _ in range(3):
        target = torch.randint(0, 3, (4, 64, 64))
        images = torch.randn(4, 3, 64, 64, dtype=torch.float64) + target[:, None]
        optimizer.zero_grad(set_to_none=True)
        part = loss(trained(images[together.share]), target[together.share])
        together.scaled(part).backward()
        optimizer.step()
        kept.append(float(part.detach()))
    return {"losses": kept, "state": network.state_dict()}


if __name__ == "__main__":
    torch.set_num_threads(1)
    with ranks.joined(Train(dataset=LayerRef("tiles.gpkg"), model="none.onnx", device="cpu")) as found:
        end = train(found)
        if found.leads:
            torch.save(end, sys.argv[1])
