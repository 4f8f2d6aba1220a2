"""The report: one page of pictures made from the published file, for people who look before they query."""
