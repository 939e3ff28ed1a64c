"""What somebody wrote in a workbook goes into the trail, or is asked about."""
