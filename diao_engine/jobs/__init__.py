# SPDX-License-Identifier: GPL-2.0-or-later
"""What the engine can be asked to do. Standard library only."""

from __future__ import annotations

from .checks import job_problems, problems
from .classreport import ClassReport
from .compare import Compare
from .comparemaps import CompareMaps
from .createdataset import CreateDataset
from .evaluate import Evaluate
from .fetchimagery import FetchImagery
from .fields import ClassHint, Extent, Holds, Job, Kind, LayerRef, NumberOutput, Spec, TextOutput, specs
from .importdataset import ImportDataset
from .learn import Learn
from .minoritypolygons import MinorityPolygons
from .modelcard import DescribeModel
from .openstac import OpenStac
from .problem import Problem
from .samplepoints import SamplePoints
from .score import Score
from .segment import Segment
from .synthesize import Synthesize
from .train import Train
from .update import Update
from .wire import decode, encode

# In the order of the work; the toolbox and the README show them so.
JOBS: dict[str, type[Job]] = {
    job.id: job
    for job in (
        CreateDataset,
        ImportDataset,
        Learn,
        ClassReport,
        Score,
        Synthesize,
        Compare,
        Train,
        DescribeModel,
        Segment,
        MinorityPolygons,
        SamplePoints,
        Evaluate,
        CompareMaps,
        Update,
    )
}

# What QGIS does by itself, without the engine: the same declarations, but no module of `run`.
IN_QGIS: dict[str, type[Job]] = {job.id: job for job in (FetchImagery, OpenStac)}
ALGORITHMS: dict[str, type[Job]] = {**IN_QGIS, **JOBS}

__all__ = [
    "ALGORITHMS",
    "IN_QGIS",
    "JOBS",
    "ClassHint",
    "ClassReport",
    "Compare",
    "CompareMaps",
    "CreateDataset",
    "DescribeModel",
    "Evaluate",
    "Extent",
    "FetchImagery",
    "Holds",
    "ImportDataset",
    "Job",
    "Kind",
    "LayerRef",
    "Learn",
    "MinorityPolygons",
    "NumberOutput",
    "OpenStac",
    "Problem",
    "SamplePoints",
    "Score",
    "Segment",
    "Spec",
    "Synthesize",
    "TextOutput",
    "Train",
    "Update",
    "decode",
    "encode",
    "job_problems",
    "problems",
    "specs",
]  # fmt: skip
