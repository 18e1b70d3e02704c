"""The jobs: what is done without anybody asking, one a module."""
