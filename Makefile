# make chart         set everything up and build the charts of the study here
# make test          set everything up and run the tests
# make docs          build the documentation as a site in site/
# make update        renew constraints.txt, which pins every dependency
# make test-newest   run the tests with the newest versions that pyproject.toml allows
# make test-oldest   run the tests with the oldest
#
# All find a Python of 3.11 or later and make .venv (again, if it was left half-made). The first
# three install the versions in constraints.txt.

VENV := .venv
PYTHON := $(VENV)/bin/python
UV := $(VENV)-uv/bin/uv
WANTED := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))
FOUND = $(shell for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
  if command -v $$python >/dev/null 2>&1 && $$python -c '$(WANTED)' >/dev/null 2>&1; then \
    echo $$python; break; \
  fi; \
done)
NEEDS_PYTHON = test -n "$(FOUND)" || { echo "make: no Python 3.11 or later with venv was found; \
install one (on Debian or Ubuntu: apt install python3-venv)" >&2; exit 1; }
RESOLVE = $(UV) pip compile --quiet pyproject.toml --extra test --extra docs --no-emit-index-url

.PHONY: chart test docs update test-newest test-oldest clean

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

# One file for Python 3.11 to 3.14 and three systems; then a look whether each of them has a wheel.
update: $(UV)
	@$(RESOLVE) --upgrade --universal --python-version 3.11 --no-annotate \
	  --custom-compile-command "make update" --output-file constraints.txt
	@for python in 3.11 3.12 3.13 3.14; do \
	  for system in linux windows macos x86_64-apple-darwin; do \
	    $(RESOLVE) --constraint constraints.txt --only-binary :all: --python-version $$python \
	      --python-platform $$system --output-file $(VENV)-uv/resolved.txt && \
	    echo "Python $$python, $$system: every package has a wheel" || exit 1; \
	  done; \
	done

test-newest: RESOLUTION := highest
test-oldest: RESOLUTION := lowest-direct
test-newest test-oldest: $(UV)
	@$(UV) venv --quiet --clear --python $(FOUND) $(VENV)-$@
	@$(UV) pip install --python $(VENV)-$@/bin/python --resolution $(RESOLUTION) --refresh -e '.[test]'
	@$(VENV)-$@/bin/python -m pytest -q -n auto --dist worksteal

$(VENV)/ready: pyproject.toml constraints.txt
	@$(NEEDS_PYTHON)
	@echo "Setting up $(VENV) with $(FOUND) (once; it takes a few minutes and about 600 MB)."
	@rm -rf $(VENV) && $(FOUND) -m venv $(VENV)
	@$(PYTHON) tools/install.py -e . && touch $@

$(VENV)/ready-to-test: $(VENV)/ready
	@$(PYTHON) tools/install.py -e '.[test]' && touch $@

$(UV):
	@$(NEEDS_PYTHON)
	@echo "Setting up uv, which works out the versions, in $(VENV)-uv."
	@rm -rf $(VENV)-uv && $(FOUND) -m venv $(VENV)-uv
	@$(VENV)-uv/bin/python -m pip install --quiet --disable-pip-version-check uv

$(VENV)/ready-for-docs: $(VENV)/ready
	@$(PYTHON) tools/install.py -e '.[docs]' && touch $@

clean:
	rm -rf $(VENV) $(VENV)-* site .cache .framework .pytest_cache .mypy_cache .ruff_cache .hypothesis dist build
