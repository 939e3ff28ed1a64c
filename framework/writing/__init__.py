"""What a person writes on its way into the trail: one decision, or a whole edited workbook."""
