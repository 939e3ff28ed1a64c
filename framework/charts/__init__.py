"""Charts and what stands beside them: views of one store of cells and index entries."""
