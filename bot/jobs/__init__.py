"""The jobs: what Stagecoach does by itself, one job in each module."""
