# SPDX-License-Identifier: GPL-2.0-or-later
"""From a job to its outputs: find the interpreter, run the worker, pass its events on to a Processing feedback."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass

from qgis.core import QgsProcessingException, QgsProcessingFeedback, QgsProcessingUtils

from ..diao_engine import messages
from ..diao_engine.errors import EngineError, JobCancelled
from ..diao_engine.jobs import Job, Spec, specs
from ..diao_engine.jobs.watching import Watch
from ..diao_engine.messages import Sentence
from ..diao_engine.protocol import client, environment, events, launch
from . import proxy
from .text import language, tr

# A new line per progress event would bury the log; the bar itself moves with every event.
_SECONDS_BETWEEN_LINES = 1.0
_SECONDS_LEFT_WORTH_A_LINE = 20.0


@dataclass(frozen=True)
class EngineSettings:
    """What the user set for every run: an interpreter ("" is the private environment), the device that `auto` means."""

    interpreter: str = ""
    device: str = "auto"


SettingsSource = Callable[[], EngineSettings]


def interpreter_for(size: str, settings: EngineSettings) -> str:
    """The Python that runs a job of this size; QgsProcessingException says what to do when there is none."""
    named = settings.interpreter or os.environ.get(environment.VARIABLE, "")
    if named:
        if not os.path.isfile(named):
            raise QgsProcessingException(
                tr(
                    "The engine's Python {path} does not exist; choose another under Settings > Options > DIAO, or leave it "
                    "empty there and unset {variable} to use the private environment."
                ).format(path=named, variable=environment.VARIABLE)
            )
        return named
    interpreter = environment.find(size)
    if interpreter is None:
        raise QgsProcessingException(
            tr(
                "This algorithm needs the engine's environment ({size}), which is not set up yet: set it up under "
                "Settings > Options > DIAO, or run in the folder {folder}: python3 -m diao_engine setup --size {size}"
            ).format(size=size, folder=launch.engine_root())
        )
    return interpreter


def run(
    job: Job, settings: EngineSettings, feedback: QgsProcessingFeedback, *, watch: Watch | None = None, size: str = ""
) -> dict[str, object]:
    """Run a job, or `watch` the folder or the catalogue that stands for its images, and return its outputs by field name; every other
    end is a QgsProcessingException. `size` is that of the environment, where the job itself does not tell.

    Of a feedback these methods are called where it has them: `metric(name, step, value)` with every number of a training,
    `stage(text)` every second with the stage and the time left, `device(text)` with what a training runs on, `notice(code, text)`
    with a warning that decides over the result, `said(level, sentence)` with every message, and `is_finishing()`, whether a
    training is to end with the best epoch so far.
    """
    interpreter = interpreter_for(size or job.needs(), settings)
    adapter = _FeedbackAdapter(feedback, specs(job))
    try:
        outputs = client.run_job(
            interpreter,
            job,
            on_event=adapter,
            is_cancelled=feedback.isCanceled,
            is_finishing=getattr(feedback, "is_finishing", lambda: False),
            session_folder=QgsProcessingUtils.tempFolder(),
            variables=proxy.variables(),
            language=language(),
            watch=watch,
        )
    except JobCancelled:
        raise QgsProcessingException(tr("Cancelled; nothing was written.")) from None
    except EngineError as error:
        detail = getattr(error, "detail", "")
        if detail:
            feedback.pushDebugInfo(detail)
        raise QgsProcessingException("\n".join(error.lines(specs(job), language()))) from None
    except OSError as error:
        raise QgsProcessingException(
            tr(
                "The engine's Python {path} cannot be started ({reason}); check it under Settings > Options > DIAO."
            ).format(path=interpreter, reason=error)
        ) from None
    adapter.finish()
    return outputs


class _FeedbackAdapter:
    """Turns the worker's events into calls of a feedback."""

    def __init__(self, feedback: QgsProcessingFeedback, parameters: tuple[Spec, ...]) -> None:
        self._feedback = feedback
        self._parameters = parameters
        self._stage = Sentence("")
        self._logged_seconds_left = float("inf")
        self._logged_at = float("-inf")
        self._step: int | None = None
        self._metrics: dict[str, float] = {}
        self._on_metric = getattr(feedback, "metric", None)
        self._on_stage = getattr(feedback, "stage", None)
        self._on_device = getattr(feedback, "device", None)
        self._on_notice = getattr(feedback, "notice", None)
        self._on_said = getattr(feedback, "said", None)
        self._last_stage = (Sentence(""), float("-inf"))

    def __call__(self, event: events.Event) -> None:
        if isinstance(event, events.Progress):
            self._progress(event)
        elif isinstance(event, events.Message):
            self._message(event)
        elif isinstance(event, events.Metric):
            self._metric(event)
        elif isinstance(event, events.Started):
            versions = ", ".join(f"{name} {version}" for name, version in event.versions.items())
            self._feedback.pushDebugInfo(versions)

    def finish(self) -> None:
        """Log the metrics of the last epoch."""
        self._push_metrics()

    def _progress(self, event: events.Progress) -> None:
        self._push_metrics()  # the metrics of an epoch come before the next one goes on
        self._feedback.setProgress(100.0 * event.fraction)
        seconds_left = event.seconds_left if event.fraction < 1.0 else None
        text = event.stage.text(self._parameters, language())
        if seconds_left is not None:
            text = f"{text} – {time_left(seconds_left)}"
        if self._on_stage is not None:
            stage, at = self._last_stage
            if stage != event.stage or time.monotonic() - at >= _SECONDS_BETWEEN_LINES:
                self._on_stage(text)
                self._last_stage = event.stage, time.monotonic()
        is_new_stage = event.stage != self._stage
        is_much_sooner = (
            seconds_left is not None and _SECONDS_LEFT_WORTH_A_LINE < seconds_left < self._logged_seconds_left / 2
        )
        if not (is_new_stage or is_much_sooner) or time.monotonic() - self._logged_at < _SECONDS_BETWEEN_LINES:
            return
        self._logged_at, self._stage = time.monotonic(), event.stage
        self._logged_seconds_left = float("inf") if seconds_left is None else seconds_left
        self._feedback.setProgressText(text)

    def _message(self, event: events.Message) -> None:
        text = event.text.text(self._parameters, language())
        if self._on_said is not None:
            self._on_said(event.level, event.text)
        if event.text.code == messages.TRAINING_DEVICE and self._on_device is not None:
            self._on_device(text)
        if event.level == "warning":
            self._feedback.pushWarning(text)
            if self._on_notice is not None and event.text.code not in messages.LOG_ONLY:
                self._on_notice(event.text.code, text)
        elif event.level == "detail":
            self._feedback.pushDebugInfo(text)
        else:
            self._feedback.pushInfo(text)

    def _metric(self, event: events.Metric) -> None:
        if self._on_metric is not None:
            self._on_metric(event.name, event.step, event.value)
        if event.name == events.BATCH_LOSS:
            return
        if self._step is not None and event.step != self._step:
            self._push_metrics()
        self._step = event.step
        self._metrics[event.name] = event.value

    def _push_metrics(self) -> None:
        """One line per step; the curves of single classes would make it unreadable, and stand in the report."""
        shown = {name: value for name, value in self._metrics.items() if not name.startswith(events.IOU_OF_CLASS)}
        if shown:
            values = ", ".join(f"{name} {value:.4g}" for name, value in shown.items())
            self._feedback.pushInfo(tr("Epoch {step}: {values}").format(step=self._step, values=values))
        self._metrics.clear()


def time_left(seconds: float) -> str:
    """The time left as text, rounded."""
    if seconds < 90:
        return tr("about {n} s left").format(n=max(5, round(seconds / 5) * 5))
    if seconds < 5400:
        return tr("about {n} min left").format(n=round(seconds / 60))
    return tr("about {n} h left").format(n=round(seconds / 3600))
