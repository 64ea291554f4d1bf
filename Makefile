# Every target installs what it needs; a second run reuses it.
PY := .venv/bin/python
export RASA_TELEMETRY_ENABLED := false
export TF_CPP_MIN_LOG_LEVEL := 3
export SQLALCHEMY_SILENCE_UBER_WARNING := 1
export OMP_NUM_THREADS := 1
DAYS ?= 30
.DEFAULT_GOAL := help
# The parts of the tests, in the order in which they run; each is a target below.
PARTS := law hearing dialogue dossier content understanding stories conversations terminal web messaging machines widget
.PHONY: help install chat web serve actions train tune test lint validate lock law-watch nlu-report review figures coverage \
  mutations leave-one-voice-out purge deploy-tools deploy-model browser screenshots widget-package \
  $(PARTS:%=test-%)

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 26

install: ## make .venv with Python 3.10 from requirements.lock
	@scripts/install.sh

chat: train ## talk with the assistant in this terminal
	@$(PY) -m scripts.chat

web: train ## the demonstration website with the chat widget
	@$(PY) -m serving.web

serve: train ## Rasa with its HTTP API, on this machine only
	@$(PY) -m scripts.rasa run --model models/assistant.tar.gz --credentials credentials.yml --enable-api --quiet

actions: install ## the actions in a server of their own, for ACTION_ENDPOINT_URL and for plain `rasa shell`
	@$(PY) -m serving.action_server

train: install ## train the model if what it learns from has changed
	@scripts/train.sh

tune: install ## make the weights of the tuned encoder anew (an hour; bench/nlu.md)
	@scripts/tune.sh

deploy-model: install ## train, try the model, and put it in the running service without a stop
	@MODEL_FOLDER=.build/candidate scripts/train.sh
	@$(PY) -m serving.deploy_model .build/candidate/assistant.tar.gz
	@cp .build/candidate/trained .build/trained

test: lint validate ## every test
	@MAKE="$(MAKE)" scripts/test_parts.sh $(PARTS)

lint: install ## ruff, yamllint, mypy, and oxlint on the widget's scripts
	@echo "• Lint"
	@.venv/bin/ruff check . && .venv/bin/ruff format --check . && .venv/bin/yamllint --strict .
	@.venv/bin/mypy && $(PY) -m widget.lint

validate: install ## rasa data validate, warnings are failures
	@echo "• Validating the training data"
	@scripts/validate.sh

test-law: install ## the law engine, without Rasa
	@echo "• Law" && $(PY) -m pytest -q tests/law

test-hearing: install ## the French of plan details
	@echo "• Hearing" && $(PY) -m pytest -q tests/hearing

test-dialogue: install ## questions, wording and verdicts, without Rasa
	@echo "• Dialogue" && $(PY) -m pytest -q tests/dialogue

test-dossier: install ## what comes after the verdict: pages, calendar, letters, a person
	@echo "• Dossier" && $(PY) -m pytest -q tests/dossier

test-content: install ## answers, sources, buttons, training sentences
	@echo "• Content" && $(PY) -m pytest -q tests/content

test-understanding: train ## the classifier on sentences that no training file holds
	@echo "• Understanding" && $(PY) -m pytest -q tests/understanding

test-stories: train ## rasa test core
	@echo "• Stories" && scripts/test_stories.sh

test-conversations: train ## whole conversations with the real server
	@echo "• Conversations" && $(PY) -m pytest -q tests/conversations

test-terminal: train ## the terminal
	@echo "• Terminal" && $(PY) -m pytest -q tests/terminal

test-web: install ## the web channel and its faults
	@echo "• Web channel" && $(PY) -m pytest -q tests/web

test-messaging: install ## the messaging channels and their faults
	@echo "• Messaging channels" && $(PY) -m pytest -q tests/messaging

deploy-tools: install ## what checks deploy/ without Docker, in an environment of its own
	@scripts/deploy_tools.sh

test-machines: train ## several servers: metrics, figures, images, models replaced, backups
	@echo "• Machines" && $(PY) -m pytest -q tests/machines

test-widget: train browser ## the widget in a real browser
	@echo "• Widget" && $(PY) -m pytest -q tests/widget

screenshots: install browser ## pictures of every state of the widget, under .build/screenshots
	@$(PY) -m tests.widget.screenshots

browser: ## Chromium with its driver, and Firefox, from Debian's packages
	@scripts/browser.sh

widget-package: install ## the widget as an npm package, in .build/; nothing is published
	@$(PY) -m widget.package

law-watch: install ## compare the cited articles with the law of today, and the State's form with its date
	@$(PY) -m dossier.watch
	@$(PY) -m law.watch

nlu-report: train ## how well unseen sentences are understood
	@$(PY) -m components.report $(SETS)

coverage: install ## how much of law, hearing, dialogue and channels the tests without a server run (floors: bench/coverage.md)
	@scripts/coverage.sh

mutations: install ## what the tests hold of the word lists of hearing (100 deletions, half an hour)
	@$(PY) -m bench.mutations

leave-one-voice-out: install ## how well details are read in a voice never heard (half an hour)
	@$(PY) -m bench.voices --write

figures: install ## the coach's page of figures and its CSV, in figures/
	@$(PY) -m serving.figures

review: install ## what was not understood, one sentence at a time: you say what is learnt, and where
	@$(PY) -m serving.review

purge: install ## erase conversations older than DAYS
	@$(PY) -m serving.purge --days $(DAYS)

lock: ## compile requirements.lock from pyproject.toml
	@scripts/lock.sh
