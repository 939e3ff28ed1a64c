"""The sheets of a workbook: what stands where, and how it looks on screen and paper."""
