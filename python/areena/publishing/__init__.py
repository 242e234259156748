"""What is published of a plan: the report and its tables."""

from areena.publishing.report import report

__all__ = ["report"]
