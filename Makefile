# make chart   set everything up and build the charts of the study here
# make test    set everything up and run the tests
# make docs    build the documentation as a site in site/
#
# All find a Python of 3.11 or later, make .venv (again, if it was left half-made) and install.

VENV := .venv
PYTHON := $(VENV)/bin/python
WANTED := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))

.PHONY: chart test docs clean

chart: $(VENV)/ready
	@$(PYTHON) -m framework chart

test: $(VENV)/ready-to-test
	@$(PYTHON) -m ruff check
	@$(PYTHON) -m ruff format --check
	@$(PYTHON) -m mypy
	@$(PYTHON) -m pytest -q -n auto --dist worksteal

docs: $(VENV)/ready-for-docs
	@rm -rf site && $(VENV)/bin/zensical build --strict --clean
	@echo "Open site/index.html. To search the site, run $(PYTHON) -m http.server -d site"

$(VENV)/ready: pyproject.toml
	@found=; \
	for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	  if command -v $$python >/dev/null 2>&1 && $$python -c '$(WANTED)' >/dev/null 2>&1; then \
	    found=$$python; break; \
	  fi; \
	done; \
	if [ -z "$$found" ]; then \
	  echo "make: no Python 3.11 or later with venv was found; install one (on Debian or Ubuntu: apt install python3-venv)" >&2; \
	  exit 1; \
	fi; \
	echo "Setting up with $$found (once; it takes a few minutes) ..."; \
	rm -rf $(VENV) && $$found -m venv $(VENV) && \
	$(PYTHON) -m pip install --quiet --disable-pip-version-check -e . && touch $@

$(VENV)/ready-to-test: $(VENV)/ready
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check -e '.[test]' && touch $@

$(VENV)/ready-for-docs: $(VENV)/ready
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check -e '.[docs]' && touch $@

clean:
	rm -rf $(VENV) site .cache .framework .pytest_cache .mypy_cache .ruff_cache .hypothesis dist build
