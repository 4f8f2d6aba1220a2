"""Asset checks: what must hold before anything downstream is made."""
