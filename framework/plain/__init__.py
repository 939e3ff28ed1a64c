"""Text, files, tables, spreadsheets and hand-written YAML: what everything else stands on."""
