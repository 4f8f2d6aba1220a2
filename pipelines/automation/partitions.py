"""Partitions of the lake: one a landing day."""

from __future__ import annotations

import dagster as dg

FIRST_LANDING_DAY = "2020-01-01"
LANDING_DAYS = dg.DailyPartitionsDefinition(start_date=FIRST_LANDING_DAY, end_offset=1, timezone="UTC")
"""Landing days, today with them (UTC)."""
