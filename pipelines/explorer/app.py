"""What Streamlit runs: `dateline explore`. The page itself is page.py."""

from pipelines.explorer.page import main

main()
