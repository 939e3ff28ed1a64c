"""`python -m framework` is `framework`."""

from framework.cli import main

if __name__ == "__main__":
    main(prog_name="framework")
