"""Agents: who they act for, the tools that they have, and what each call comes to."""
