"""When and how far the graph runs: partitions and jobs."""
