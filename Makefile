# The only entry: `make help` says what there is. The work is done in scripts/.
PYTHON ?= python3
DEV = $(PYTHON) scripts/dev

.DEFAULT_GOAL := help
.PHONY: help run test lint format bench setup clean pot dashboards screenshots

help: ## this list
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: ## the demo company at http://localhost:8069 (AIG_PORT=8070: another port)
	@$(DEV) run

test: ## all tests; one alone: make test T=addons/aig_voucher
	@$(DEV) test $(T)

lint: ## all checks of style and structure
	@$(DEV) lint

format: ## rewrite Python, XML and JavaScript in the layout that lint wants
	@$(DEV) format

bench: ## measure the product against raw limits (ROWS=name: only that one)
	@$(DEV) bench $(ROWS)

setup: ## only fetch and build what the other commands need
	@$(DEV) setup

pot: ## write the .pot files anew and merge them into vi.po (A=aig_voucher: one)
	@$(DEV) pot $(A)

dashboards: ## write the dashboards' files anew from their descriptions
	@$(DEV) dashboards

screenshots: ## take the pictures in docs/img from the running product
	@$(DEV) test tests/e2e/screenshots.py

clean: ## remove this clone's databases and artifacts; demo data stays
	@$(DEV) clean
