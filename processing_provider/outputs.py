# SPDX-License-Identifier: GPL-2.0-or-later
"""What the engine wrote, as Processing results: values that chain, layer names, and styles that stay with the files.

Styles are stored in or beside the files, so that they also show after `qgis_process` and wherever the files are opened; a
post-processor takes them up where Processing itself loads results, which it does without their styles.
"""

from __future__ import annotations

import os
from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsProcessingUtils

from ..diao_engine.jobs import FetchImagery, Job, Kind, NumberOutput, Spec, TextOutput, specs
from . import styles
from .text import tr

# The code of the warning that a result has no style of its own, as those of the engine have one.
STYLE_NOT_STORED = "style_not_stored"


def results(
    job: Job, job_outputs: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback | None = None
) -> dict[str, Any]:
    """The results by contract names; layers among them are named and styled for when they are loaded.

    A feedback is told of styles that could not be stored, by `engine.run`'s method `notice` where it has that.
    """
    values = _named(job, job_outputs)
    for spec in specs(job):
        path = getattr(job, spec.name)
        if not spec.kind.is_output or not path or not os.path.exists(path):
            continue
        try:
            values[spec.contract] = _result(spec, path)
        except styles.NotStored as problem:
            values[spec.contract] = problem.source
            _tell(problem, path, feedback)
        if spec.kind is not Kind.OUT_FILE:
            _load_on_completion(spec, path, values[spec.contract], context)
    return values


def imagery(job: FetchImagery, job_outputs: dict[str, Any], context: QgsProcessingContext) -> dict[str, Any]:
    """The results of a run that made imagery, which shows its own colours."""
    spec = next(spec for spec in specs(job) if spec.name == "output")
    _load_on_completion(spec, job.output, job.output, context)
    return {**_named(job, job_outputs), spec.contract: job.output}


def _named(job: Job, job_outputs: dict[str, Any]) -> dict[str, Any]:
    """The numbers and texts of a run."""
    named: list[NumberOutput | TextOutput] = [*job.numbers, *job.texts]
    return {output.contract: job_outputs[output.name] for output in named if output.name in job_outputs}


def _result(spec: Spec, path: str) -> str:
    if spec.kind is Kind.OUT_RASTER:
        styles.store_for_raster(path)
    if spec.kind is Kind.OUT_POINTS:
        return styles.store_for_sample(path)
    return styles.store_for_vector(path) if spec.kind is Kind.OUT_VECTOR else path


def _tell(problem: styles.NotStored, path: str, feedback: QgsProcessingFeedback | None) -> None:
    """Say that a file is whole and looks plain, and how to get its colours and its form."""
    if feedback is None:
        return
    text = tr(
        "The colours and the form of {path} could not be stored with it ({reason}); the result itself is complete. Make room on the "
        "disk, or choose another place for the output, and run it again."
    ).format(path=path, reason=problem.reason)
    feedback.pushWarning(text)
    if hasattr(feedback, "notice"):
        feedback.notice(STYLE_NOT_STORED, text)


def _load_on_completion(spec: Spec, path: str, result: str, context: QgsProcessingContext) -> None:
    """Let the layer be loaded from the very value that is the result, under a name of its own."""
    pending = context.layersToLoadOnCompletion()
    if path not in pending:
        return
    details = pending.pop(path)
    details.name, details.forceName = layer_name(spec, path), True
    details.setPostProcessor(styles.default_style())
    pending[result] = details
    context.setLayersToLoadOnCompletion(pending)


def layer_name(spec: Spec, path: str) -> str:
    """A file that the user named gives its name; a temporary one has none, so the label serves."""
    is_temporary = os.path.realpath(path).startswith(os.path.realpath(QgsProcessingUtils.tempFolder()))
    return tr(spec.label) if is_temporary else os.path.splitext(os.path.basename(path))[0]
