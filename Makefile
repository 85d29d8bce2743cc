# Every target does its own set-up on a fresh Debian 12 (QGIS by apt, environments outside the checkout).
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help setup test test-fast test-real test-gpu lint types test-engine test-qgis test-demo demo first-map help-pictures sample pictures bench bench-score bench-segment bench-binding bench-setup bench-scale bench-large bench-balance bench-synthesize bench-sample bench-appearance bench-train bench-learn bench-update reference package clean

DEMO_ARGUMENTS := $(if $(IMAGE),--image "$(IMAGE)") $(if $(LABELS),--labels "$(LABELS)") $(if $(FIELD),--field "$(FIELD)")

help:  ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup:  ## install QGIS and make the environments (engine, dev, qgis) where they are missing; compile the translations
	@.ci/install

test: lint types test-engine test-qgis test-demo  ## all checks: linters, types, engine, QGIS, the demo in miniature

lint: setup  ## ruff, Python 3.9 on the side of QGIS, and that the reference in the README is that of the jobs
	.ci/tool dev -m ruff check .
	.ci/tool dev -m ruff format --check .
	.ci/tool dev .tools/python39.py
	.ci/tool dev .tools/reference.py --check

types: setup  ## mypy, strict on the engine, the provider and the plugin
	.ci/tool dev -m mypy

test-fast: lint  ## for the work of every minute: lint and the engine's side without its slow tests
	OMP_NUM_THREADS=1 .ci/tool dev -m pytest -n auto --dist loadfile -m "not slow and not real" tests/engine tests/protocol tests/contract tests/package

test-gpu: setup  ## a GPU against the CPU: the test of the devices, training, mapping; fails where there is none; not part of make test
	OMP_WAIT_POLICY=PASSIVE .ci/tool engine -m tests.gpu

test-real: setup  ## the tests on the real imagery in ../shared/data
	.ci/tool dev -m pytest -m real tests/engine
	.ci/tool qgis -m pytest -m real tests/provider tests/plugin

test-engine: setup  ## engine, protocol, contract and package tests
	.ci/tool dev -m pytest tests/engine tests/protocol tests/contract tests/package

test-qgis: setup  ## Processing and plugin tests inside QGIS's own Python
	.ci/tool qgis -m pytest tests/provider tests/plugin

test-demo: setup  ## the demo in miniature
	.ci/tool dev -m pytest tests/demo

demo:  ## the main job with and without balancing, on a drawn landscape or on: IMAGE=a.tif LABELS=b.gpkg FIELD=class (FOLDER=demo-output)
	@.ci/install dev
	PYTHONPATH=. .ci/tool dev tests/demo/demo.py "$(or $(FOLDER),demo-output)" $(DEMO_ARGUMENTS)

first-map: setup  ## the way from an empty profile to the first map through the dock, timed step by step; ten minutes, most of them for set-up and training
	PYTHONPATH=. .ci/tool dev tests/demo/first_map.py "$(or $(FOLDER),first-map-output)" $(ARGUMENTS)

help-pictures: setup  ## the pictures of the help in both languages, taken on the way of make first-map
	for language in en de; do PYTHONPATH=. .ci/tool dev tests/demo/first_map.py "$(or $(FOLDER),first-map-output)" --engine "$$(.ci/tool where engine)" \
	  --language $$language --pictures resources/help/pictures/$$language || exit; done

sample: setup  ## resources/sample: the drawn landscape and the tiny model that ship with the plugin
	PYTHONPATH=. .ci/tool dev tests/demo/sample.py

pictures: setup  ## the pictures of the dock, taken in a real QGIS window; 10 minutes
	PYTHONPATH=. .ci/tool dev tests/demo/dock_pictures.py "$(or $(FOLDER),pictures-output)"

bench: bench-score bench-segment  ## all benchmarks; they print Markdown tables

bench-score: setup  ## how long DIAO takes and how close to the floor it ends
	.ci/tool dev -m tests.benchmarks.bench_score

bench-segment: setup  ## what mapping costs beyond the model, and its memory
	.ci/tool dev -m tests.benchmarks.bench_segment

bench-binding: setup  ## whether it pays to bind the outputs of ONNX Runtime to buffers of ours, on every device that is here
	.ci/tool dev -m tests.benchmarks.bench_binding

bench-update: setup  ## what an update takes for a change, what it finds, and what it costs; MODEL=… says by which model
	.ci/tool engine -m tests.benchmarks.bench_update "$(MODEL)"

bench-train: setup  ## what a training step costs beyond forward and backward, on the CPU and on a GPU where there is one
	OMP_WAIT_POLICY=PASSIVE .ci/tool dev -m tests.benchmarks.bench_train

bench-setup: setup  ## what set-up downloads for every system, by the sizes that the index tells; needs a network
	.ci/tool dev -m tests.benchmarks.bench_setup

bench-scale: setup  ## what it costs to cut a job into parts, and how much faster workers of a cluster are; 12 minutes on idle cores
	.ci/tool dev -m tests.benchmarks.bench_scale $(ARGUMENTS)

bench-large: setup  ## whether time and memory stay in proportion for a million tiles, a huge raster, a million objects; an hour; goes on where it stopped
	.ci/tool dev -m tests.benchmarks.bench_large "$(or $(CACHE),$(HOME)/.cache/diao-dev/bench-large)" $(ARGUMENTS)

bench-balance: setup  ## what each way of balancing gives on two data sets; a day, minutes on a GPU; goes on where it stopped
	.ci/tool dev -m tests.benchmarks.bench_balance "$(or $(CACHE),$(HOME)/.cache/diao-dev/bench-balance)" $(ARGUMENTS)

bench-synthesize: setup  ## how many synthetic tiles a second, and their memory
	.ci/tool dev -m tests.benchmarks.bench_synthesize $(ARGUMENTS)

bench-sample: setup  ## whether the intervals of sample points hold the truth in 95 of 100 draws; minutes
	.ci/tool dev -m tests.benchmarks.bench_sample $(ARGUMENTS)

bench-appearance: setup  ## whether pasted objects can be told from real ones, on two data sets; 20 minutes; goes on where it stopped
	.ci/tool dev -m tests.benchmarks.bench_appearance "$(or $(CACHE),$(HOME)/.cache/diao-dev/bench-appearance)" $(ARGUMENTS)

bench-learn: setup  ## what rounds of verdicts give a model that began with few tiles; hours; goes on where it stopped
	.ci/tool dev -m tests.benchmarks.bench_learn "$(or $(CACHE),$(HOME)/.cache/diao-dev/bench-learn)" $(ARGUMENTS)

reference: setup  ## write what the jobs declare into the README and the translations
	.ci/tool dev .tools/reference.py
	.ci/tool dev resources/i18n/update.py

package:  ## dist/diao-VERSION.zip for the plugin repository; needs Python 3.9 or newer and nothing else
	@command -v python3 >/dev/null || .ci/install python
	python3 .tools/package.py dist

clean:  ## remove what demo and package have made
	rm -rf dist demo-output pictures-output first-map-output
