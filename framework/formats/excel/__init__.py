"""The framework matrix as an Excel workbook: built with XlsxWriter, looked at with openpyxl."""
