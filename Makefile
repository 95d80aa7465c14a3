# Every task of the house. `make demo` and `make test` do all their own set-up on a bare machine.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
BIN := .venv/bin
DEMO := demo

.PHONY: help setup demo demo-tamper test faults check laws bench docs golden lock clean

help: ## show the tasks
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: ## make the environment with everything that tests and checks need
	@tools/setup test

demo: ## build the example dossier, verify it, say where to look
	@tools/setup demo
	@tools/demo $(DEMO)

demo-tamper: ## flip one bit in the example dossier and show that it is found and named
	@tools/setup demo
	@tools/demo-tamper $(DEMO)

test: setup ## run every test
	@$(BIN)/python -m pytest -n 2 --dist loadgroup

faults: setup ## break it on purpose at full size: mutants, insiders, kills, power cuts, crash states, rot, shreds (about an hour; ONLY=B3, RESUME=1, WRITE=1)
	@nice -n 5 $(BIN)/python -m tests.faults $(if $(ONLY),--only $(ONLY)) $(if $(RESUME),--resume) $(if $(WRITE),--write)

check: setup ## format, lint, types, layers, docs
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/python docs/make.py --check

laws: setup ## run the laws with ten times as many examples
	@HYPOTHESIS_PROFILE=thorough $(BIN)/python -m pytest tests/laws

bench: ## measure, and compare with the floors, which only rise
	@tools/setup bench
	@$(BIN)/python bench/run.py

docs: setup ## write the generated reference pages again
	@$(BIN)/python docs/make.py

golden: setup ## write the reviewed outputs in tests/golden again
	@$(BIN)/python -m pytest tests/golden --rewrite-golden

lock: setup ## resolve the dependencies again, hash-pinned, without index addresses
	@tools/lock

clean: ## remove the environment and the example dossier
	@rm -rf .venv $(DEMO)
