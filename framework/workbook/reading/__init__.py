"""A workbook that somebody has saved, read: cells by key, with addresses of what is wrong."""
