# SPDX-License-Identifier: GPL-2.0-or-later
"""A small training, in one process or, as a program under torchrun, in several; the first one keeps its end in a file.

python -m torch.distributed.run ... -m tests.engine.training.in_ranks TILES.gpkg LOSS END.pt
"""

import sys

import numpy as np
import torch
from torch import nn

from diao_engine.dataset.store import load
from diao_engine.jobs import LayerRef, Train
from diao_engine.protocol.progress import silent
from diao_engine.scoring.imbalance import density_scores
from diao_engine.training import losses, normalise, ranks
from diao_engine.training.compute import Compute
from diao_engine.training.draws import Dose, Shown
from diao_engine.training.loop import Trainer
from diao_engine.training.samples import CropSampler, TilePixels, complete_tiles
from tests.engine.landscape import SCHEME

CPU = torch.device("cpu")


def train(tiles, loss, together):
    """Weights, what was shown and the figures after two epochs of four steps with batches of five crops."""
    torch.manual_seed(7)
    # No bias before the normalisation: its gradient is nothing but the last digits, of which Adam makes whole steps.
    network = nn.Sequential(
        nn.Conv2d(3, 8, 3, padding=1, bias=False), nn.BatchNorm2d(8), nn.ReLU(), nn.Conv2d(8, len(SCHEME), 1)
    )
    dataset = load(LayerRef(tiles))
    job = Train(
        dataset=LayerRef(tiles), model="none.onnx", epochs=2, batch_size=5, crop_size=32, learning_rate=0.01, loss=loss
    )
    pixels = {split: TilePixels(dataset.tiles.of(split), SCHEME, bands=3, dtype="uint8") for split in ("train", "val")}
    part = dataset.train()
    normalisation = normalise.measure((pixels["train"].read(index) for index in range(len(part))), classes=len(SCHEME))
    shown = Shown(part.total(), tiles=len(part), batch_px=5 * 32**2, target=np.full(3, 1 / 3), score=density_scores)
    trainer = Trainer(
        network,
        job,
        sampler=CropSampler(
            pixels["train"], normalisation, 32, 5, 4, job.seed, Dose.of(job), shown, share=together.share
        ),
        validation=lambda: complete_tiles(
            pixels["val"], normalisation, divisor=32, batch_size=1, crop_size=32, share=together.share
        ),
        loss=losses.build(loss, part.total(), CPU),
        step_loss=losses.build(loss, part.total(), CPU, together.summed),
        names=("forest", "meadow", "pond"),
        compute=Compute.on(CPU, together),
        checkpoint=None,
        report=silent(),
    )
    trained = trainer.run()
    return {
        "weights": trainer.network.state_dict(),
        "shown": shown.state(),
        "losses": [(epoch.train_loss, epoch.loss) for epoch in trained.epochs],
        "confusions": [epoch.confusion.matrix.tolist() for epoch in trained.epochs],
    }


if __name__ == "__main__":
    torch.set_num_threads(1)
    with ranks.joined(Train(dataset=LayerRef(sys.argv[1]), model="none.onnx", batch_size=5, device="cpu")) as found:
        end = train(sys.argv[1], sys.argv[2], found)
        if found.leads:
            torch.save(end, sys.argv[3])
