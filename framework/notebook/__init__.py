"""A study in a notebook: views, tables for pandas, figures."""
