"""What a notebook shows: charts and subthemes to look at, tables for pandas, figures."""
